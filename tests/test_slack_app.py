"""The whole app in a loopback Slack, through both doors: commands, buttons, answers."""

from dataclasses import replace

import pytest
from fakes.alerts import NEW
from fakes.slack_scene import play, said

from bot.errors import Later
from handlers.commands.words import Asked, Button, Line, Menu, Picture, Reply
from handlers.slack_app.blocks import controls

DOORS = pytest.mark.parametrize("door", ["socket", "http"])


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
def test_buttons_under_an_alert_answer_in_its_thread(door):
    async def story(there):
        message = {"message": {"ts": "5.5", "thread_ts": "1.1", "text": "x"}}
        await there.person.press(controls(NEW), "Evidence", **message)
        answer = await there.slack.answer()
        assert (answer["thread_ts"], answer["response_type"]) == ("1.1", "ephemeral")
        assert there.desk.asked[0].options == {"event": "e1"}

    play(story, door=door)


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


def test_whom_a_watch_calls_is_told_by_its_name_and_what_is_chosen_from_a_menu_is_asked():
    async def story(there):
        ends = tuple(Button(name, Asked("mute", "", {"what": f"actor:{name}", "for": "0"})) for name in ("RU", "KP"))
        lines = (Line("w1 strike → here (calls role:S2)"), Line("w2 threat → here (calls role:S9)"))
        there.desk.replies["watch list"] = Reply("Watches", lines, menu=Menu("Unmute", ends))
        await there.person.command("watch list")
        blocks = (await there.slack.answer())["blocks"]
        leaves = [leaf for part in blocks[1]["elements"][0]["elements"] for leaf in part["elements"]]
        told = [
            {"type": "text", "text": f"{said} → here (calls {group})"} for said, group in (("w1 strike", "@editors"), ("w2 threat", "S9"))
        ]
        assert leaves == told  # words: a group that is mentioned is called
        await there.person.press(blocks, "Unmute", "KP")
        await there.slack.answer(2)
        assert there.desk.asked[-1].options == {"what": "actor:KP", "for": "0"}

    play(story)


def test_an_answer_that_slack_does_not_take_is_told_in_its_first_line():
    async def story(there):
        there.slack.picky = 1
        there.desk.replies["status"] = Reply("All is well", (Line("12 feeds"),))
        await there.person.command("status")
        assert said((await there.slack.answer())["blocks"]) == "All is well"

    play(story)
