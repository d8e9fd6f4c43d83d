"""Who may change the sources, which are one list for everybody, and who hears of it."""

import asyncio
from contextlib import closing
from datetime import UTC, datetime

import pytest
from fakes.discord_clerk import Clerk
from fakes.discord_stage import play

from bot.cli.desk import desk_of
from bot.model import Destination, Feed
from bot.store import open_store
from bot.watch.notes import note
from bot.web import Web
from handlers.commands import Asked
from handlers.commands.sight import OPERATOR

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
WIRE = Feed("https://harbour.example/rss", "Harbour Wire", homepage="https://harbour.example/")
ANN = {"person": "slack:T1/U1", "name": "Ann", "place": "slack:C1", "home": "slack:T1", "label": "Newsroom", "may_write": True}
MANAGER = ANN | {"may_all": True}
STRANGER = MANAGER | {"person": "slack:T2/U8", "home": "slack:T2", "place": "slack:T2/C1"}
OWNER = Destination("discord:5", "discord", "5", label="the operator")


@pytest.fixture
def store(sqlite_url):
    with closing(open_store(sqlite_url)) as opened:
        opened.keep_feeds([WIRE], NOW)
        yield opened


def removed(store, asked, owner=None):
    """What removing a source is answered, and whether it is read no more."""

    async def main():
        async with Web() as web:
            desk = desk_of(store, web=web, owner=owner)
            return await desk.answer(Asked("feeds", "remove", {"source": "Harbour Wire"}, **asked), NOW)

    reply = asyncio.run(main())
    return reply.title, not store.sources.all()[0].listed


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (STRANGER, "only whoever runs it may change them"),
        (ANN | {"own": True}, "ask somebody who may manage all of this place, not one channel alone"),
        (MANAGER | {"home": "", "place": ""}, "ask in a server or workspace of whoever runs it"),
        (MANAGER | {"own": True, "may_write": False}, "ask someone who may manage this place"),
    ],
    ids=["another workspace's admin", "who made a channel", "in no home", "anybody"],
)
def test_nobody_else_switches_a_source_off(store, asked, why):
    told, off = removed(store, asked)
    assert why in told
    assert not off
    assert store.desks.acts(None, 9) == []


@pytest.mark.parametrize("asked", [MANAGER | {"own": True}, {"person": OPERATOR, "may_write": True}], ids=["own", "terminal"])
def test_the_operator_does_in_the_terminal_and_in_a_home_of_their_own(store, asked):
    assert removed(store, asked) == ("Harbour Wire is read no more", True)
    [act] = store.desks.acts(None, 9)
    assert (act.verb, act.what, act.by.home) == ("feeds", "Harbour Wire is read no more", asked.get("home", ""))


def test_a_home_is_the_operators_where_the_settings_name_a_channel_of_it(store):
    store.keep_destinations([Destination("discord:1", "discord", "1")], NOW)
    store.places.house(lambda _: ("discord:G1", False))
    assert removed(store, MANAGER | {"home": "discord:G2"})[1] is False
    assert removed(store, MANAGER | {"home": "discord:G1"})[1] is True


def test_a_channel_that_a_watch_opened_makes_no_home_the_operators(store):
    store.places.open(Destination("slack:T2/C1", "slack", "T2/C1", home="slack:T2"))
    assert removed(store, STRANGER)[1] is False


@pytest.mark.parametrize(("owner", "home"), [(OWNER, "discord:G5"), (Destination("slack:T2/C9", "slack", "T2/C9"), "slack:T2")])
def test_the_home_of_the_owners_channel_is_the_operators(store, owner, home):
    store.silences.tell(OWNER, note("sources:before", 1, "SOURCES", "SOURCES · before", (), NOW), NOW)
    store.places.house(lambda place: ("discord:G5", False) if place == OWNER.id else None)
    assert removed(store, MANAGER | {"home": home}, owner)[1] is True


def test_the_owner_hears_who_changed_what_and_the_desk_tells_it(store):
    removed(store, MANAGER | {"own": True}, OWNER)
    taken = store.next_delivery(NOW, 60, "w", ["discord"])
    assert taken.delivery.destination.id == OWNER.id
    assert taken.delivery.alert.headline == "SOURCES · Harbour Wire is read no more · by Ann (Newsroom on Slack)"
    desk = asyncio.run(desk_of(store).answer(Asked("desk", **MANAGER), NOW))
    assert desk.lines[-1].text == "2 Mar 2026 12:00 UTC: Ann changed the sources: Harbour Wire is read no more"


@pytest.mark.parametrize("servers", [1, 2])
def test_on_discord_the_only_server_is_the_operators_and_of_two_none_is(servers):
    clerk = Clerk()

    async def scene(stage):
        for number in range(1, servers):
            stage.env.create_guild(name=f"Stranger {number}")
        await stage.editor.slash(stage.channel, "status")
        assert [one.own for one in clerk.asked if one.noun == "status"] == [servers == 1]

    play(scene, clerk)
