"""Who may do what where, and what is never shown elsewhere."""

import asyncio

import pytest
from fakes.slack_scene import play, said

QUERY = "from Norvania to Keldovia"


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
        assert there.desk.asked[0].own, "the token in the settings is of the operator's own workspace"

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


def test_where_the_bot_is_let_in_without_a_host_what_was_closed_is_tried_again_and_nobody_is_greeted():
    async def story(there):
        await there.person.event(type="member_joined_channel", user="U1", channel="C2", team="T1")
        await asyncio.sleep(0.1)
        assert there.desk.joins == [("slack:C2", "slack:T1")]
        assert there.slack.told == []

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


@pytest.mark.parametrize("kind", ["channel_unarchive", "group_unarchive"])
def test_a_channel_that_is_unarchived_is_tried_again_and_asked_of_anew_and_nobody_is_greeted(kind):
    async def story(there):
        person = there.other.at("C4")
        await person.command(f"watch add {QUERY}")
        assert "/invite" in said((await there.slack.answer())["blocks"])
        there.slack.rooms["C4"]["is_member"] = True
        await there.person.event(type=kind, channel="C4", user="U9")
        await there.slack.until(lambda: there.desk.open)
        assert there.desk.open == ["slack:C4"]
        assert (there.desk.joins, len(there.slack.told)) == ([], 1)
        await person.command(f"watch add {QUERY}")
        assert "/invite" not in said((await there.slack.answer(2))["blocks"])

    play(story)
