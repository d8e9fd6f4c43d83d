"""The whole app in a loopback Slack, through both doors."""

import asyncio
from dataclasses import replace

import pytest
from fakes.alerts import NEW
from fakes.slack_scene import play, said

from bot.errors import Later
from handlers.commands.words import Asked, Button, Command, Line, Option, Picture, Reply
from handlers.slack_app.blocks import controls

DOORS = pytest.mark.parametrize("door", ["socket", "http"])
QUERY = "from Borduria to Syldavia"


@DOORS
def test_a_command_is_acknowledged_without_a_word_and_answered_to_one_person(door):
    async def story(there):
        assert not await there.person.command("claims search drones")
        answer = await there.slack.answer()
        assert answer["response_type"] == "ephemeral"
        assert answer["text"] == "You asked claims search"
        assert "words: drones" in said(answer["blocks"])
        [asked] = there.desk.asked
        assert (asked.person, asked.place, asked.home) == ("slack:T1/U9", "slack:C1", "slack:T1")
        assert (asked.private, asked.may_write) == (False, True)

    play(story, door=door)


@pytest.mark.parametrize("text", ["", "help", "  HELP  "])
def test_nothing_at_all_is_a_question_for_help(text):
    async def story(there):
        await there.person.command(text)
        assert (await there.slack.answer())["response_type"] == "ephemeral"
        assert there.desk.asked[0].noun == "help"

    play(story)


def test_a_near_miss_is_suggested_and_the_button_asks_what_was_meant():
    async def story(there):
        await there.person.command("clams search drones")
        answer = await there.slack.answer()
        assert "Did you mean /tocsin claims search drones?" in said(answer["blocks"])
        assert there.desk.asked == []
        await there.person.press(answer["blocks"], "/tocsin claims search")
        await there.slack.answer(2)
        assert there.desk.asked[0].options == {"words": "drones"}

    play(story)


def test_a_conversation_with_the_bot_alone_is_nobodys_place():
    async def story(there):
        await there.person.at("D5").command("status", channel_name="directmessage")
        await there.slack.answer()
        assert (there.desk.asked[0].place, there.desk.asked[0].private) == ("", True)

    play(story)


@DOORS
def test_what_is_missing_is_asked_for_in_a_form_and_the_form_shows_the_answer(door):
    async def story(there):
        await there.person.command("watch add when=hourly")
        [key] = await there.slack.until(lambda: list(there.slack.views))
        view = there.slack.views[key]
        assert [block["block_id"] for block in view["blocks"]] == ["query", "actor", "when", "channel", "ping"]
        assert view["blocks"][2]["element"]["initial_option"]["value"] == "hourly"
        ack = await there.person.submit(key, query=QUERY, channel="C2")
        assert ack["response_action"] == "update"
        await there.slack.until(lambda: "You asked watch add" in said(there.slack.views[key]["blocks"]))
        asked = next(one for one in there.desk.asked if "query" in one.options)
        assert asked.options == {"query": QUERY, "when": "hourly", "channel": "slack:C2"}
        assert asked.place == "slack:C1"

    play(story, door=door)


def test_a_form_with_a_mistake_comes_back_filled_in_and_says_what_was_wrong():
    async def story(there):
        there.desk.replies["watch add"] = Reply("“Bordura” is no party: did you mean Borduria?", ok=False)
        await there.person.command("watch add")
        [key] = await there.slack.until(lambda: list(there.slack.views))
        await there.person.submit(key, query="from Bordura", actor="BO", when="hourly", channel="C2")
        view = await there.slack.until(lambda: there.slack.views[key] if "did you mean" in said(there.slack.views[key]["blocks"]) else None)
        del there.desk.replies["watch add"]
        assert [block["type"] for block in view["blocks"]] == ["rich_text", *["input"] * 5]
        await there.person.submit(key)  # nothing is typed again
        await there.slack.until(lambda: "You asked watch add" in said(there.slack.views[key]["blocks"]))
        first, again = [asked.options for asked in there.desk.asked if asked.options.get("query")]
        assert first == again

    play(story)


@DOORS
def test_menus_of_a_form_complete_what_is_typed(door):
    async def story(there):
        await there.person.command("watch add")
        [key] = await there.slack.until(lambda: list(there.slack.views))
        assert [one["value"] for one in await there.person.type(key, "actor", "")] == ["BO", "SY"]
        assert [one["value"] for one in await there.person.type(key, "actor", "syl")] == ["SY"]

    play(story, door=door)


def test_an_answer_may_be_a_form_and_opens_late_at_a_button_where_slack_waits_no_longer():
    edit = Command("watch", "edit", "Change a watch", (Option("query", "What for", required=True),), writes=True)

    async def story(there):
        there.desk.commands = (*there.desk.commands, edit)
        there.desk.replies["status"] = Reply("", form=edit, given={"query": QUERY, "id": "w1"})
        there.slack.expired.add("late")
        await there.person.command("status", trigger_id="late")
        answer = await there.slack.answer()
        await there.person.press(answer["blocks"], "Open the form")
        [view] = await there.slack.until(lambda: list(there.slack.views.values()))
        assert view["blocks"][0]["element"]["initial_value"] == QUERY

    play(story)


@DOORS
def test_buttons_under_an_alert_answer_in_its_thread(door):
    async def story(there):
        message = {"message": {"ts": "5.5", "thread_ts": "1.1", "text": "x"}}
        await there.person.press(controls(NEW), "Evidence", **message)
        answer = await there.slack.answer()
        assert (answer["thread_ts"], answer["response_type"]) == ("1.1", "ephemeral")
        assert there.desk.asked[0].options == {"event": "e1"}

    play(story, door=door)


def test_mute_asks_what_and_for_how_long():
    async def story(there):
        alert = replace(NEW, party_ids=("KP", "unknown", "RU"))
        await there.person.press(controls(alert), "Mute")
        [key] = await there.slack.until(lambda: list(there.slack.views))
        options = there.slack.views[key]["blocks"][0]["element"]["options"]
        assert [one["text"]["text"] for one in options] == ["This event", "North Korea", "Russia", "Everything here"]
        await there.person.submit(key, what="actor:KP", **{"for": "1w"})
        await there.slack.until(lambda: there.desk.asked)
        assert there.desk.asked[0].options == {"event": "e1", "what": "actor:KP", "for": "1w"}
        assert there.desk.asked[0].place == "slack:C1"

    play(story)


def test_wrong_takes_a_mark_and_for_a_duplicate_the_other_event():
    async def story(there):
        await there.person.press(controls(NEW), "Wrong")
        [key] = await there.slack.until(lambda: list(there.slack.views))
        await there.person.submit(key, mark="duplicate", of="e2")
        await there.slack.until(lambda: there.desk.asked)
        assert there.desk.asked[0].options == {"event": "e1", "revision": "1", "mark": "duplicate", "of": "e2"}

    play(story)


def test_the_menu_of_an_alert_asks_what_is_picked():
    async def story(there):
        await there.person.press(controls(NEW), "⋯", "Why did I get this?")
        await there.slack.answer()
        assert (there.desk.asked[0].noun, there.desk.asked[0].options) == ("why", {"about": "e1"})

    play(story)


def test_an_answer_that_may_be_shown_is_shared_in_the_channel_with_who_did_it():
    async def story(there):
        there.desk.replies["status"] = Reply("All is well", (Line("12 feeds"),), shareable=True)
        await there.other.command("status")
        await there.other.press((await there.slack.answer())["blocks"], "Share")
        shared = await there.slack.answer(2)
        assert shared["response_type"] == "in_channel"
        assert "Shared by ana" in said(shared["blocks"])
        assert [block["type"] for block in shared["blocks"]] == ["rich_text", "rich_text", "context"]

    play(story)


def test_an_event_in_a_list_can_be_opened():
    async def story(there):
        there.desk.replies["claims search"] = Reply("Two", (Line("A & B", event="e1"), Line("C", event="e2")))
        await there.person.command("claims search x")
        await there.person.press((await there.slack.answer())["blocks"], "Open an event", "C")
        await there.slack.answer(2)
        assert there.desk.asked[1] == replace(there.desk.asked[0], verb="show", options={"event": "e2"})

    play(story)


@pytest.mark.parametrize("unready", [0, 1])
def test_a_picture_is_uploaded_with_words_for_who_cannot_see_it(unready):
    async def story(there):
        there.slack.unready = unready
        there.desk.replies["status"] = Reply("A line", picture=Picture(b"\x89PNG" * 9, "Feeds a day, rising"))
        await there.person.command("status")
        answer = await there.slack.answer()
        [image] = [block for block in answer["blocks"] if block["type"] == "image"]
        held = there.slack.files[image["slack_file"]["id"]]
        assert image["alt_text"] == held["alt"] == "Feeds a day, rising"
        assert held["done"]
        assert not held["shared"]

    play(story)


def test_without_the_right_to_upload_the_picture_is_told_in_words():
    async def story(there):
        there.slack.scopes.discard("files:write")
        there.desk.replies["status"] = Reply("A line", picture=Picture(b"\x89PNG", "Feeds a day, rising"))
        await there.person.command("status")
        assert "It shows: Feeds a day, rising" in said((await there.slack.answer())["blocks"])

    play(story)


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
        await there.person.shortcut("extract_message", "Borduria &amp; Syldavia <https://a.example|agreed>")
        answer = await there.slack.answer()
        assert answer["response_type"] == "ephemeral"
        assert there.desk.asked[0].options == {"text": "Borduria & Syldavia https://a.example"}

    play(story, door=door)


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


def test_watch_this_channel_has_the_channel_filled_in():
    async def story(there):
        await there.person.at("C2").shortcut("watch_message", "any")
        [key] = await there.slack.until(lambda: list(there.slack.views))
        assert there.slack.views[key]["blocks"][3]["element"]["initial_conversation"] == "C2"

    play(story)


def test_who_may_not_change_watches_is_told_alone():
    async def story(there):
        await there.other.command(f"watch add {QUERY}")
        answer = await there.slack.answer()
        assert answer["response_type"] == "ephemeral"
        assert "ask someone who may" in said(answer["blocks"])
        assert there.slack.messages["C1"] == []

    play(story)


@pytest.mark.parametrize(
    ("user", "channel", "managers", "may"),
    [("U9", "C1", (), True), ("U7", "C1", (), False), ("U7", "C2", (), True), ("U7", "C1", ("U7",), True), ("U5", "C1", ("*",), True)],
    ids=["an admin", "anybody", "who made the channel", "a named manager", "everybody"],
)
def test_who_may_change_watches(user, channel, managers, may):
    async def story(there):
        person = there.person.at(channel)
        person.user = user
        await person.command("status")
        await there.slack.answer()
        assert there.desk.asked[0].may_write is may

    play(story, managers=managers)


def test_where_slack_does_not_say_who_somebody_is_nothing_may_be_changed():
    async def story(there):
        there.slack.scopes.discard("users:read")
        await there.person.at("C2").command("status")
        await there.slack.answer()
        assert not there.desk.asked[0].may_write

    play(story)


def test_a_private_channel_is_nobodys_business_outside_it():
    async def story(there):
        await there.other.command(f"watch add {QUERY} channel=<#C3|secret>")
        assert "you are not in it" in said((await there.slack.answer())["blocks"])
        assert there.desk.asked == []
        await there.person.at("C3").command("status")
        await there.slack.answer(2)
        assert there.desk.asked[0].private

    play(story)


def test_watching_a_channel_that_the_bot_is_not_in_says_so():
    async def story(there):
        await there.person.command(f"watch add {QUERY} channel=C4")
        assert "/invite @Tocsin" in said((await there.slack.answer())["blocks"])

    play(story)


def test_who_invites_the_bot_is_greeted_there():
    async def story(there):
        await there.person.event(type="member_joined_channel", user="U1", channel="C2", inviter="U9", team="T1")
        answer = await there.slack.answer()
        assert (answer["channel"], answer["user"]) == ("C2", "U9")
        assert {"type": "channel", "channel_id": "C2"} in answer["blocks"][1]["elements"][0]["elements"]
        await there.person.event(type="member_joined_channel", user="U5", channel="C2", inviter="U9", team="T1")
        await asyncio.sleep(0.1)
        assert len(there.slack.told) == 1

    play(story)


@pytest.mark.parametrize(
    ("fault", "told"), [(Later("the database does not answer"), "does not answer"), (ValueError("boom"), "Something went wrong")]
)
def test_a_fault_is_told_in_one_line_and_ends_nothing(fault, told):
    async def story(there):
        there.desk.replies["status"] = fault
        await there.person.command("status")
        assert told in said((await there.slack.answer())["blocks"])
        await there.person.command("claims search x")
        assert (await there.slack.answer(2))["text"] == "You asked claims search"

    play(story)


@pytest.mark.parametrize("value", ["", "{}", "~~~", "[1]", '["a","b",3]'])
def test_a_button_of_another_version_says_so(value):
    async def story(there):
        blocks = controls(NEW)
        blocks[0]["elements"][0]["value"] = value
        await there.person.press(blocks, "Evidence")
        assert "another version" in said((await there.slack.answer())["blocks"])

    play(story)


def test_an_answer_for_everybody_is_shown_to_everybody():
    async def story(there):
        there.desk.replies["status"] = Reply("All is well", private=False)
        await there.person.command("status")
        assert (await there.slack.answer())["response_type"] == "in_channel"

    play(story)


def test_a_further_page_takes_the_place_of_the_one_before_and_never_of_what_others_see():
    older = Button("Older", Asked("claims", "search", {"words": "x", "skip": "10"}))

    async def story(there):
        there.desk.replies["claims search"] = Reply("Page", buttons=(older,))
        await there.person.command("claims search x")
        blocks = (await there.slack.answer())["blocks"]
        await there.person.press(blocks, "Older", alone=True)
        assert (await there.slack.answer(2))["replace_original"]
        await there.person.press(blocks, "Older")
        assert not (await there.slack.answer(3))["replace_original"]
        there.desk.replies["claims search"] = Reply("that took too long", ok=False)
        await there.person.press(blocks, "Older", alone=True)
        assert not (await there.slack.answer(4))["replace_original"]

    play(story)


def test_a_destination_is_told_as_its_channel():
    async def story(there):
        there.desk.replies["watch list"] = Reply("Watches", (Line("w1 Drones: strike → slack:C1, slack:T2/C9 and slack:x"),))
        await there.person.command("watch list")
        leaves = (await there.slack.answer())["blocks"][1]["elements"][0]["elements"]
        assert [leaf["channel_id"] for leaf in leaves if leaf["type"] == "channel"] == ["C1", "C9"]

    play(story)


def test_an_answer_that_slack_does_not_take_is_told_in_its_first_line():
    async def story(there):
        there.slack.picky = 1
        there.desk.replies["status"] = Reply("All is well", (Line("12 feeds"),))
        await there.person.command("status")
        assert said((await there.slack.answer())["blocks"]) == "All is well"

    play(story)


@pytest.mark.parametrize(("lacking", "offered"), [(set(), ["none", "S1", "S2"]), ({"usergroups:read"}, ["none"])])
def test_groups_that_a_watch_may_call_are_offered_as_slack_tells_them(lacking, offered):
    async def story(there):
        there.slack.scopes -= lacking
        await there.person.command("watch add")
        [key] = await there.slack.until(lambda: list(there.slack.views))
        assert [one["value"] for one in await there.person.type(key, "ping", "")] == offered

    play(story)


def test_a_channel_the_bot_was_just_invited_to_is_known_at_once():
    async def story(there):
        person = there.other.at("C4")
        await person.command(f"watch add {QUERY}")
        assert "/invite @Tocsin" in said((await there.slack.answer())["blocks"])
        there.slack.rooms["C4"]["is_member"] = True
        await person.event(type="member_joined_channel", user="U1", channel="C4", inviter="U7", team="T1")
        await there.slack.answer(2)
        await person.command(f"watch add {QUERY}")
        assert "/invite" not in said((await there.slack.answer(3))["blocks"])

    play(story)
