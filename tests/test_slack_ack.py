"""Slack waits three seconds. Here the store stands still altogether, and everything is acknowledged all the same."""

import asyncio

import pytest
from fakes.alerts import NEW
from fakes.slack_scene import play
from sqlalchemy import text

from bot.store import open_store
from handlers.slack_app import listeners
from handlers.slack_app.blocks import controls

DOORS = pytest.mark.parametrize("door", ["socket", "http"])
ACTS = {
    "a command": lambda person: person.command("claims search x"),
    "a command with a form": lambda person: person.command("watch add x"),
    "a button": lambda person: person.press(controls(NEW), "Evidence"),
    "a menu": lambda person: person.press(controls(NEW), "⋯", "Prove the quotes"),
    "a shortcut": lambda person: person.shortcut("extract_message", "Norvania agreed."),
    "App Home": lambda person: person.opens_home(),
    "an invitation": lambda person: person.event(type="member_joined_channel", user="U1", channel="C2", inviter="U9"),
}


@DOORS
@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_it_is_acknowledged_while_the_store_stands_still(door, act):
    async def story(there):
        there.desk.gate.clear()
        await act(there.person)  # comes back with the acknowledgement
        assert there.slack.told == []
        there.desk.gate.set()
        await there.slack.until(lambda: there.slack.told or there.slack.homes or there.slack.views)

    play(story, door=door)


@DOORS
def test_a_form_opens_and_is_taken_while_the_store_stands_still(door):
    async def story(there):
        there.desk.gate.clear()
        await there.person.command("watch add")
        [key] = await there.slack.until(lambda: list(there.slack.views))
        ack = await there.person.submit(key, query="x")
        assert ack["response_action"] == "update"
        there.desk.gate.set()

    play(story, door=door)


def test_completions_that_take_too_long_come_with_the_next_key():
    async def story(there):
        await there.person.command("watch add")
        [key] = await there.slack.until(lambda: list(there.slack.views))
        there.desk.gate.clear()
        assert await there.person.type(key, "actor", "no") == []
        there.desk.gate.set()
        assert [one["value"] for one in await there.person.type(key, "actor", "no")] == ["BO"]

    play(story)


def test_whose_token_it_is_does_not_hold_up_the_acknowledgement(sqlite_url):
    """The store of installs is locked by another writer: nothing of it is read before the acknowledgement."""

    async def story(there):
        person = there.person
        person.team = "T2"
        with opened.engine.begin() as connection:
            connection.execute(text("CREATE TABLE IF NOT EXISTS held (one INTEGER)"))
            await person.command("status")
            assert there.slack.told == []
        assert "Install it" in (await there.slack.answer())["text"]

    opened = open_store(sqlite_url)
    play(story, door="http", engine=opened.engine)
    opened.close()


def test_an_answer_under_way_still_arrives_when_the_bot_is_stopped():
    async def story(there):
        there.desk.gate.clear()
        await there.person.command("status")
        await there.slack.until(lambda: there.desk.asked)
        closing = asyncio.create_task(there.outlet.close())
        await asyncio.sleep(0.05)
        there.desk.gate.set()
        await closing
        assert len(there.slack.told) == 1

    play(story)


def test_an_answer_that_never_comes_does_not_hold_up_the_end(monkeypatch):
    monkeypatch.setattr(listeners, "CLOSING_S", 0.1)

    async def story(there):
        there.desk.gate.clear()
        await there.person.command("status")
        await there.slack.until(lambda: there.desk.asked)
        await asyncio.wait_for(there.outlet.close(), 2)

    play(story)
