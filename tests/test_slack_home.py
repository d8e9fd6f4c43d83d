"""App Home and the shortcuts."""

import pytest
from fakes.alerts import NEW
from fakes.slack_scene import play, said

from handlers.commands.watch_commands import COMMANDS
from handlers.commands.words import Asked, Button, Line, Reply
from handlers.slack_app.blocks import blocks, controls
from handlers.slack_app.forms import form

DOORS = pytest.mark.parametrize("door", ["socket", "http"])
QUERY = "from Norvania to Keldovia"


@DOORS
def test_app_home_shows_watches_and_health_and_adds_a_watch(door):
    async def story(there):
        there.desk.replies["watch list"] = Reply("1 watch", (Line("North Korea · missile_launch by KP"),))
        await there.person.opens_home()
        home = await there.slack.until(lambda: there.slack.homes.get("U9"))
        for words in ("Watches", "North Korea · missile_launch by KP", "Health", "You asked status"):
            assert words in said(home["blocks"])
        await there.person.press_in_view(home, "Add watch", key="H1")
        [key] = await there.slack.until(lambda: list(there.slack.views))
        del there.slack.homes["U9"]
        await there.person.submit(key, query=QUERY, channel="C2")
        await there.slack.until(lambda: there.slack.homes.get("U9"))  # it is drawn anew

    play(story, door=door)


def test_a_button_at_home_is_answered_in_a_modal():
    async def story(there):
        there.desk.replies["watch list"] = Reply("1 watch", (Line("W"),), (Button("Look", Asked("status")),))
        await there.person.opens_home()
        home = await there.slack.until(lambda: there.slack.homes.get("U9"))
        await there.person.press_in_view(home, "Look", key="H1")
        await there.slack.until(lambda: any("You asked status" in said(view["blocks"]) for view in there.slack.views.values()))

    play(story)


@DOORS
def test_the_shortcut_on_a_message_extracts_its_claims(door):
    async def story(there):
        await there.person.shortcut("extract_message", "Norvania &amp; Keldovia <https://a.example|agreed>")
        answer = await there.slack.answer()
        assert answer["response_type"] == "ephemeral"
        assert there.desk.asked[0].options == {"text": "Norvania & Keldovia https://a.example"}

    play(story, door=door)


@DOORS
def test_of_an_alert_of_our_own_the_evidence_is_offered_and_our_words_are_not_read(door):
    async def story(there):
        posted = {"bot_id": "B1", "user": "U1", "blocks": [*blocks(NEW), *controls(NEW)]}
        await there.person.shortcut("extract_message", NEW.headline, **posted)
        answer = await there.slack.answer()
        assert "an alert of mine" in said(answer["blocks"])
        assert there.desk.asked == []
        await there.person.press(answer["blocks"], "Evidence")
        await there.slack.answer(2)
        assert (there.desk.asked[0].noun, there.desk.asked[0].options) == ("evidence", {"event": "e1"})

    play(story, door=door)


@pytest.mark.parametrize(("author", "read"), [({"bot_id": "B1", "user": "U1"}, False), ({"bot_id": "B9", "user": "U8"}, True)])
def test_another_message_of_ours_is_no_story_either_but_another_bots_is(author, read):
    async def story(there):
        await there.person.shortcut("extract_message", "DIGEST: 3 events", **author)
        answer = await there.slack.answer()
        assert ("a message of mine" in said(answer["blocks"])) is not read
        assert [one.noun for one in there.desk.asked] == ["extract"] * read

    play(story)


def test_shortcuts_from_everywhere_ask_for_a_text_and_for_a_channel():
    async def story(there):
        await there.person.shortcut("extract_global")
        [first] = await there.slack.until(lambda: list(there.slack.views))
        assert [block["block_id"] for block in there.slack.views[first]["blocks"]] == ["text"]
        await there.person.shortcut("watch_global")
        [_, second] = await there.slack.until(lambda: list(there.slack.views) if len(there.slack.views) > 1 else None)
        channel = there.slack.views[second]["blocks"][3]["element"]
        assert channel["default_to_current_conversation"]

    play(story)


def test_the_form_that_changes_a_watch_neither_adds_nor_drops_a_channel_by_itself():
    command = next(one for one in COMMANDS if (one.noun, one.verb) == ("watch", "edit"))
    channels = [block["element"] for block in form(command, {"watch": "w1"}, "C1")["blocks"] if block["block_id"] in {"also", "drop"}]
    assert len(channels) == 2
    assert not any(one.get("default_to_current_conversation") or one.get("initial_conversation") for one in channels)


def test_watch_this_channel_has_the_channel_filled_in():
    async def story(there):
        await there.person.at("C2").shortcut("watch_message", "any")
        [key] = await there.slack.until(lambda: list(there.slack.views))
        assert there.slack.views[key]["blocks"][3]["element"]["initial_conversation"] == "C2"

    play(story)
