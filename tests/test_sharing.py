"""Share posts an answer once in a channel, and tells who did it before."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from fakes.discord_stage import play, said
from fakes.ledger import NOW, alert, event, file
from fakes.slack_scene import play as on_slack
from fakes.slack_scene import said as told_on_slack
from sqlalchemy import Engine
from sqlalchemy.event import listen, remove

from bot.cli.desk import desk_of
from bot.store import open_store
from handlers.commands.sharing import UNDO, Sharing, sharing
from handlers.commands.words import Asked, Line, Reply
from handlers.slack_app import listeners

ANN = {"person": "discord:1", "name": "Ann", "place": "discord:9", "home": "discord:G1"}
BEN = {**ANN, "person": "discord:2", "name": "Ben"}
AGAIN = Reply("ana shared this in this channel already", (Line("It is not posted again", times=(("shared", NOW),)),), ok=False)


def shared(store, who, what="a card", at=NOW, verb=""):
    return Sharing(store)._share(replace(sharing(what), verb=verb, **who), at)


def test_the_same_answer_is_shared_once_a_day_with_a_channel(store):
    assert shared(store, ANN).ok
    hers = shared(store, ANN, at=NOW + timedelta(minutes=5))
    assert (hers.ok, hers.title, hers.lines[0].times) == (False, "You shared this in this channel already", (("shared", NOW),))
    assert shared(store, BEN).title == "Ann shared this in this channel already"
    assert shared(store, BEN, "another card").ok
    assert shared(store, {**BEN, "place": "discord:8"}).ok
    assert shared(store, BEN, at=NOW + timedelta(days=1)).ok


def test_what_did_not_arrive_can_be_shared_again(store):
    assert shared(store, ANN).ok
    shared(store, ANN, verb=UNDO)
    assert shared(store, BEN).ok


def test_what_was_shared_is_forgotten_after_a_day_though_nobody_shares_any_more(store):
    shared(store, ANN)
    assert store.places.forget(NOW + timedelta(hours=23), None) == 0
    assert store.places.forget(NOW + timedelta(days=1), None) == 1


def test_a_share_that_meets_an_undo_between_two_looks_is_made_all_the_same(postgres_url):
    store, other = open_store(postgres_url), open_store(postgres_url)
    shared(store, ANN)
    undone = []

    def meet(_connection, _cursor, statement, *_):
        if statement.startswith("INSERT INTO shown") and not undone:
            undone.append(statement)
            shared(other, ANN, verb=UNDO)

    listen(Engine, "after_cursor_execute", meet)
    try:
        assert shared(store, BEN).ok
    finally:
        remove(Engine, "after_cursor_execute", meet)
    assert undone
    assert shared(store, ANN).title == "Ben shared this in this channel already"
    store.close()
    other.close()


def test_nothing_else_is_its_business(store):
    assert asyncio.run(Sharing(store).answer(Asked("status"), NOW)) is None


def test_on_discord_a_second_press_posts_nothing_and_tells_who_shared_it():
    async def scene(stage):
        came = await stage.member.slash(stage.channel, "claims search", text="drones")
        await stage.member.click(came.response, label="Share")
        first = stage.clerk.asked[-1]
        stage.clerk.replies["share"] = AGAIN
        again = await stage.member.click(came.response, label="Share")
        assert again.response.ephemeral
        assert said(again.response).startswith("⚠️ ana shared this in this channel already\nIt is not posted again · shared <t:")
        assert first.noun == "share"
        assert stage.clerk.asked[-1] == first

    play(scene)


class Turned:
    """The desk itself, by a clock that a test turns."""

    def __init__(self, desk):
        self._desk, self.now = desk, NOW

    def __getattr__(self, name):
        return getattr(self._desk, name)

    async def answer(self, asked, now):
        return await self._desk.answer(asked, self.now)


async def _silent(reader, writer):
    """Takes all that comes and says nothing."""
    await reader.read()
    writer.close()
    await writer.wait_closed()


def test_on_slack_what_was_refused_or_broken_off_may_be_shared_again(monkeypatch):
    monkeypatch.setattr(listeners, "CLOSING_S", 0.1)

    async def story(there):
        there.desk.replies["status"] = Reply("All is well", (Line("12 feeds"),), shareable=True)
        await there.other.command("status")
        pressed = (await there.slack.answer())["blocks"]
        there.slack.picky = 2
        await there.other.press(pressed, "Share")
        await there.slack.until(lambda: there.desk.asked[-1].verb == UNDO)
        silent = await asyncio.start_server(_silent, "127.0.0.1", 0)
        host, port = silent.sockets[0].getsockname()
        await there.other.press(pressed, "Share", response_url=f"http://{host}:{port}/")
        await there.slack.until(lambda: (there.desk.asked[-1].noun, there.desk.asked[-1].verb) == ("share", ""))
        await there.outlet.close()
        silent.close()
        await asyncio.sleep(0.05)  # for what it still held
        shares = [one for one in there.desk.asked if one.noun == "share"]
        assert [one.verb for one in shares] == ["", UNDO, "", UNDO]
        assert len({one.options["what"] for one in shares}) == 1

    on_slack(story)


def test_on_slack_an_answer_that_tells_the_time_is_posted_once_and_in_a_thread_once_more(sqlite_url):
    store = open_store(sqlite_url)
    file(store, alert(), events=[event()])

    async def story(there):
        await there.other.command("digest")
        pressed = (await there.slack.answer())["blocks"]
        await there.other.press(pressed, "Share")
        assert (await there.slack.answer(2))["response_type"] == "in_channel"
        there.desk.now += timedelta(hours=3)
        await there.other.press(pressed, "Share")
        assert "You shared this in this channel already" in told_on_slack((await there.slack.answer(3))["blocks"])
        await there.other.press(pressed, "Share", message={"thread_ts": "1.1"})
        assert (await there.slack.answer(4))["response_type"] == "in_channel"

    on_slack(story, desk=Turned(desk_of(store)))
    store.close()


def test_on_slack_a_second_press_posts_nothing_and_tells_who_shared_it():
    async def story(there):
        there.desk.replies["status"] = Reply("All is well", (Line("12 feeds"),), shareable=True)
        await there.other.command("status")
        pressed = (await there.slack.answer())["blocks"]
        await there.other.press(pressed, "Share")
        await there.slack.answer(2)
        first = there.desk.asked[-1]
        there.desk.replies["share"] = AGAIN
        await there.other.press(pressed, "Share")
        again = await there.slack.answer(3)
        assert again["response_type"] == "ephemeral"
        assert "ana shared this in this channel already" in told_on_slack(again["blocks"])
        assert there.desk.asked[-1] == first

    on_slack(story)
