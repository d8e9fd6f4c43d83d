"""feeds add, remove, test and list: one person's words, the store they change, and what is answered."""

import asyncio
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from fakes.feeds import Answer, FeedServer, rss

from bot.errors import BadInput
from bot.model import Feed
from bot.store import open_store
from bot.web import Web
from handlers.commands.feeds import COMMANDS, Feeds
from handlers.commands.sight import OPERATOR
from handlers.commands.words import Asked

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
HTML = "text/html"
ITEMS = [{"title": "Ship leaves port today", "guid": "1", "at": NOW - timedelta(hours=3)}, {"title": "Older", "guid": "2"}]
ONE = Answer(rss(ITEMS, title="The Post"))
CATALOGUE = (
    Feed("https://harbour.example/rss", "Harbour Wire", homepage="https://harbour.example/", groups=("wires", "navy")),
    Feed("https://navy.example/rss", "Navy Weekly", homepage="https://navy.example/", groups=("navy",), on=False),
    Feed(
        "https://volga.example/rss",
        "Volga News",
        homepage="https://www.volga.example/",
        country="RU",
        kind="state media",
        state_control="state",
        groups=("state-media",),
        grade="E",
        on=False,
    ),
)


@pytest.fixture
def house(sqlite_url):
    """Asks questions one after the other of a store with a small catalogue, beside a server of pages."""

    def run(scene, pages=()):
        async def main():
            with closing(open_store(sqlite_url)) as store:
                store.keep_feeds(CATALOGUE, NOW)
                async with FeedServer(dict(pages)) as server, Web(frozenset({server.host}), host_gap=0, deadline=2) as web:
                    feeds = Feeds(store, web)

                    async def ask(verb, source="", **more):
                        return await feeds.answer(Asked("feeds", verb, {"source": source} | more, person=OPERATOR), NOW)

                    return await scene(ask, store, server)

        return asyncio.run(main())

    return run


def read(store):
    return {one.state.feed.outlet for one in store.sources.all() if one.listed}


def words(reply):
    return [reply.title, *(line.text for line in reply.lines)]


def test_a_feed_is_added_by_its_address_and_is_read_after_a_restart(house):
    async def scene(ask, store, server):
        first, again = await ask("add", server.url("/f")), await ask("add", server.url("/f"))
        store.keep_feeds(CATALOGUE, NOW)
        return words(first), again.title, read(store)

    told, again, held = house(scene, {"/f": ONE})
    assert told == ["The Post is read from now on", "The Post: 2 items, newest 3 h old", "Ship leaves port today"]
    assert again == "The Post is read already"
    assert held == {"Harbour Wire", "The Post"}


def test_a_site_is_asked_for_its_feed_and_the_person_names_it(house):
    home = Answer(b'<html><head><link rel="alternate" type="application/rss+xml" href="/f"></head></html>', kind=HTML)

    async def scene(ask, store, server):
        await ask("add", server.url("/"), name="My Post")
        [own] = [one for one in store.sources.all() if one.own]
        return own.state.feed.outlet, own.state.feed.url == server.url("/f")

    assert house(scene, {"/": home, "/f": ONE}) == ("My Post", True)


def test_a_site_with_several_feeds_offers_each_and_a_press_adds_it(house):
    links = "".join(f'<link rel="alternate" type="application/rss+xml" href="{path}">' for path in ("/f", "/g"))
    pages = {
        "/": Answer(f"<html><head>{links}</head></html>".encode(), kind=HTML),
        "/f": ONE,
        "/g": Answer(rss(ITEMS, title="The Navy Post")),
    }

    async def scene(ask, store, server):
        offer = await ask("add", server.url("/"))
        before = read(store)
        pressed = offer.buttons[1].asks
        await ask(pressed.verb, **dict(pressed.options))
        return [one.label for one in offer.buttons], before, read(store)

    labels, before, after = house(scene, pages)
    assert labels == ["Add The Post", "Add The Navy Post"]
    assert after - before == {"The Navy Post"}


def test_a_page_without_a_feed_is_added_with_the_selector_of_its_links(house):
    links = "".join(f'<li><a href="/{n}">Story number {n} of the day</a></li>' for n in range(2))
    body = f'<html><body><ul class="news">{links}</ul></body></html>'.encode()

    async def scene(ask, store, server):
        with pytest.raises(BadInput, match="finds no link with a title"):
            await ask("add", server.url("/news"), links="ol a")
        told = await ask("add", server.url("/news"), links="ul.news a", name="Ministry")
        [own] = [one.state.feed for one in store.sources.all() if one.own]
        return told.title, own.outlet, own.links

    assert house(scene, {"/news": Answer(body, kind=HTML)}) == ("Ministry is read from now on", "Ministry", "ul.news a")


def test_an_outlet_or_a_whole_group_of_the_catalogue_is_switched_by_its_name(house):
    async def scene(ask, store, _):
        told = [(await ask("add", "navy weekly")).title, (await ask("add", "navy")).title, (await ask("remove", "navy")).title]
        return told, read(store)

    told, held = house(scene)
    assert told == ["Navy Weekly is read from now on", "All 2 are read already", "All 2 are read no more"]
    assert held == set()


def test_state_media_are_read_only_when_asked_for_and_always_labelled(house):
    async def scene(ask, store, _):
        before = read(store)
        return before, words(await ask("add", "state-media")), read(store) - before

    before, told, new = house(scene)
    assert "Volga News" not in before
    assert told == ["Volga News (state media of Russia) is read from now on", "Volga News (state media of Russia) · read"]
    assert new == {"Volga News"}


def test_another_feed_of_a_state_outlet_keeps_its_label(house):
    page = Answer(rss(ITEMS, title="Volga on ships").replace(b"https://outlet.test/", b"https://www.volga.example/ships"))

    async def scene(ask, store, server):
        await ask("add", server.url("/f"))
        [own] = [one.state.feed for one in store.sources.all() if one.own]
        return own.outlet, own.state_control, own.country, own.grade

    assert house(scene, {"/f": page}) == ("Volga on ships", "state", "RU", "E")


def test_what_was_added_is_removed_and_what_the_catalogue_has_stays_off(house):
    async def scene(ask, store, server):
        await ask("add", server.url("/f"))
        told = [(await ask("remove", "The Post")).title, (await ask("remove", "Harbour Wire")).title]
        store.keep_feeds(CATALOGUE, NOW)
        return told, len(store.sources.all()), read(store)

    told, count, held = house(scene, {"/f": ONE})
    assert told == ["The Post is read no more", "Harbour Wire is read no more"]
    assert (count, held) == (3, set())


def test_a_trial_reads_nothing(house):
    async def scene(ask, store, server):
        told = await ask("test", server.url("/f"))
        return words(told), read(store)

    told, held = house(scene, {"/f": ONE})
    assert told == ["It can be read", "The Post: 2 items, newest 3 h old", "Ship leaves port today"]
    assert held == {"Harbour Wire"}


def test_a_known_source_is_tried_as_it_stands(house):
    async def scene(ask, _, server):
        await ask("add", server.url("/f"))
        server.pages["/f"] = Answer(status=403)
        return words(await ask("test", "the post"))

    title, line = house(scene, {"/f": ONE})
    assert title == "Tried just now"
    assert line.startswith("The Post · blocked · 0 items · answers 403")


def test_the_list_tells_groups_and_a_group_its_sources(house):
    async def scene(ask, *_):
        return words(await ask("list")), words(await ask("list", group="navy")), words(await ask("list", group="volga"))

    groups, navy, volga = house(scene)
    assert groups == ["1 of 3 sources are read", "navy: 1 of 2", "state-media: 0 of 1", "wires: 1 of 1"]
    assert navy == ["navy: 1 of 2 are read", "Harbour Wire · read", "Navy Weekly · off"]
    assert volga == ["volga: 0 of 1 are read", "Volga News (state media of Russia) · off"]


@pytest.mark.parametrize(
    ("verb", "source", "fault"),
    [
        ("add", "", "source: say which"),
        ("add", "Harbor Wire", "did you mean `Harbour Wire`"),
        ("remove", "weekly", "did you mean `Navy Weekly`"),
        ("remove", "Morning Star", "no outlet or group that is known"),
        ("add", "http://10.0.0.1/feed", "internal address"),
        ("add", "http://169.254.169.254/latest", "internal address"),
        ("add", "ftp://outlet.example/feed", "no http or https address"),
        ("test", "http://u:p@outlet.example/", "user name or password"),
        ("list", "", "no outlet or group that is known"),
    ],
)
def test_a_fault_is_one_line_that_says_what_to_do_and_nothing_internal_is_asked(house, verb, source, fault):
    async def scene(ask, *_):
        with pytest.raises(BadInput, match=fault) as told:
            await ask(verb, source, **({"group": "moon"} if verb == "list" else {}))
        return str(told.value)

    assert "\n" not in house(scene)


def test_a_site_that_does_not_answer_is_told_with_its_address(house):
    async def scene(ask, _, server):
        with pytest.raises(BadInput, match=r"/f cannot be read: answers 404"):
            await ask("add", server.url("/f"))

    house(scene)


def test_another_noun_is_none_of_its_business():
    async def scene():
        return await Feeds(None, None).answer(Asked("status"), NOW), await Feeds(None, None).answer(Asked("feeds", "dance"), NOW)

    assert asyncio.run(scene()) == (None, None)


def test_only_the_list_is_for_everybody():
    assert [command.verb for command in COMMANDS if not command.writes] == ["list"]
