"""Forms: opened, completed, sent, and given back where something was wrong."""

from dataclasses import replace

import pytest
from fakes.alerts import NEW
from fakes.slack_desk import FakeDesk
from fakes.slack_scene import play, said

from handlers.commands.words import Choice, Command, Option, Reply
from handlers.slack_app.blocks import controls

DOORS = pytest.mark.parametrize("door", ["socket", "http"])
QUERY = "from Norvania to Keldovia"


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
        there.desk.replies["watch add"] = Reply("“Norvanu” is no party: did you mean Norvania?", ok=False)
        await there.person.command("watch add")
        [key] = await there.slack.until(lambda: list(there.slack.views))
        await there.person.submit(key, query="from Norvanu", actor="BO", when="hourly", channel="C2")
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
        assert [one["value"] for one in await there.person.type(key, "actor", "kel")] == ["SY"]

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


def test_mute_asks_what_and_for_how_long():
    async def story(there):
        alert = replace(NEW, party_ids=("KP", "unknown", "RU"), target_ids=("RU",))
        await there.person.press(controls(alert), "Mute")
        [key] = await there.slack.until(lambda: list(there.slack.views))
        options = there.slack.views[key]["blocks"][0]["element"]["options"]
        does = ["What North Korea does", "What Russia does"]
        assert [one["text"]["text"] for one in options] == ["This event", *does, "What is done to Russia", "Everything here"]
        await there.person.submit(key, what="actor:KP", **{"for": "1w"})
        await there.slack.until(lambda: there.desk.asked)
        assert there.desk.asked[0].options == {"event": "e1", "what": "actor:KP", "for": "1w", "scope": "here"}
        assert there.desk.asked[0].place == "slack:C1"

    play(story)


def test_who_may_not_mute_is_told_so_before_a_form_is_filled_in():
    async def story(there):
        there.desk.commands = tuple(replace(one, writes=one.writes or one.noun == "mute") for one in there.desk.commands)
        await there.other.press(controls(NEW), "Mute")
        assert "ask someone who may manage" in said(await there.slack.answer())
        assert there.slack.views == {}
        await there.person.press(controls(NEW), "Mute")
        await there.slack.until(lambda: there.slack.views)

    play(story)


def test_wrong_takes_a_mark_and_for_a_duplicate_the_other_event():
    async def story(there):
        await there.person.press(controls(NEW), "Wrong")
        [key] = await there.slack.until(lambda: list(there.slack.views))
        await there.person.submit(key, mark="duplicate", of="e2")
        await there.slack.until(lambda: there.desk.asked)
        assert there.desk.asked[0].options == {"event": "e1", "revision": "1", "mark": "duplicate", "of": "e2"}

    play(story)


@pytest.mark.parametrize(("lacking", "offered"), [(set(), ["none", "S1", "S2"]), ({"usergroups:read"}, ["none"])])
def test_groups_that_a_watch_may_call_are_offered_as_slack_tells_them(lacking, offered):
    async def story(there):
        there.slack.scopes -= lacking
        await there.person.command("watch add")
        [key] = await there.slack.until(lambda: list(there.slack.views))
        assert [one["value"] for one in await there.person.type(key, "ping", "")] == offered

    play(story)


def test_what_is_chosen_already_is_shown_by_its_name_and_by_its_id_where_the_store_is_slow():
    async def story(there):
        there.desk.replies["status"] = Reply("", form=there.desk.commands[1], given={"actor": "SY"})
        for number, label in enumerate(["Keldovia", "SY"]):
            await there.person.command("status")
            await there.slack.until(lambda: len(there.slack.views) > number)  # noqa: B023  # it is waited for within the round
            element = list(there.slack.views.values())[number]["blocks"][1]["element"]
            assert element["initial_option"]["text"]["text"] == label
            there.desk.slow = True

    play(story)


def test_watches_are_completed_as_the_channel_has_them_that_the_form_was_opened_in():
    class Watching(FakeDesk):
        async def completions(self, kind, typed, asked):
            return [Choice(f"of {asked.place}", "w1")]

    async def story(there):
        await there.person.at("C2").command("watch add")
        [key] = await there.slack.until(lambda: list(there.slack.views))
        [offered] = await there.person.type(key, "actor", "")
        assert offered["text"]["text"] == "of slack:C2"

    play(story, desk=Watching())
