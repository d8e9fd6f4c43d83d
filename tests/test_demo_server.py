import asyncio
from datetime import UTC, datetime
from urllib.parse import urlsplit

import aiohttp
import fastfeedparser
import feedparser
import trafilatura

from bot.demo.pages import article_page, feed_page
from bot.demo.server import STEPS, DemoServer
from bot.demo.stories import demo_feeds, demo_stories

NOW = datetime(2031, 5, 7, 12, 0, tzinfo=UTC)
BASE = "http://127.0.0.1:9"
FEEDS = demo_feeds(BASE)
STORIES = demo_stories(NOW)


def visit(*steps):
    """What the server answers to a list of (release or None, path, headers)."""

    async def go():
        found = []
        async with DemoServer(NOW) as server, aiohttp.ClientSession() as session:
            for step, path, headers in steps:
                if step is not None:
                    server.release(step)
                async with session.get(f"http://{min(server.hosts)}{path}", headers=headers) as answer:
                    found.append((answer.status, answer.headers, await answer.text()))
            return found, server.answers

    return asyncio.run(go())


def test_it_binds_loopback_and_gives_feeds_at_its_own_address():
    async def go():
        async with DemoServer(NOW) as server:
            return min(server.hosts), server.feeds

    host, feeds = asyncio.run(go())
    assert host.startswith("127.0.0.1:")
    assert {urlsplit(feed.url).netloc for feed in feeds} == {host}
    assert len({feed.url for feed in feeds}) == len(feeds)


def test_nothing_is_out_before_the_first_release():
    found, _ = visit((None, "/harbour-wire/feed.xml", {}), (None, "/harbour-wire/kp-launch-17", {}))
    assert "<item>" not in found[0][2]
    assert [status for status, *_ in found] == [200, 404]


def test_each_release_adds_items_and_keeps_the_old_ones():
    found, _ = visit(*[(step, "/harbour-wire/feed.xml", {}) for step in (1, 2, 3)])
    counts = [body.count("<item>") for _, _, body in found]
    assert counts == sorted(set(counts))
    assert counts[0] >= 2


def test_an_unchanged_feed_answers_304_and_a_release_ends_that():
    async def go():
        async with DemoServer(NOW) as server, aiohttp.ClientSession() as session:
            server.release(1)
            url = server.feeds[0].url
            async with session.get(url) as first:
                known = {"If-None-Match": first.headers["ETag"]}
            async with session.get(url, headers=known) as second:
                body = await second.read()
            server.release(2)
            async with session.get(url, headers=known) as third:
                return first.status, second.status, body, third.status, server.answers

    assert asyncio.run(go()) == (200, 304, b"", 200, {200: 2, 304: 1})


def test_an_unknown_feed_or_story_is_404_and_robots_allow_everything():
    found, answers = visit((1, "/nobody/feed.xml", {}), (None, "/harbour-wire/nothing", {}), (None, "/robots.txt", {}))
    assert [status for status, *_ in found] == [404, 404, 200]
    assert "Allow: /" in found[2][2]
    assert answers[404] == 2


def test_a_story_that_is_still_to_come_cannot_be_fetched():
    found, _ = visit((1, "/harbour-wire/kp-launch-23", {}), (2, "/harbour-wire/kp-launch-23", {}))
    assert [status for status, *_ in found] == [404, 200]


def test_an_edited_story_keeps_its_address_and_its_place_in_the_feed():
    found, _ = visit(
        (1, "/baltic-gazette/gripen", {}),
        (3, "/baltic-gazette/gripen", {}),
        (1, "/baltic-gazette/feed.xml", {}),
        (3, "/baltic-gazette/feed.xml", {}),
    )
    before, after, feed_before, feed_after = (body for _, _, body in found)
    assert "eight Gripen" in before
    assert "six Gripen" in after
    assert [feed.count("<id>tag:baltic-gazette,demo:gripen</id>") for feed in (feed_before, feed_after)] == [1, 1]


def test_release_tells_the_time_at_which_the_step_is_news():
    async def go():
        async with DemoServer(NOW) as server:
            return [server.release(step) for step in range(1, STEPS + 1)]

    times = asyncio.run(go())
    assert times == sorted(times)
    assert times[-1] == NOW


def test_every_feed_is_read_by_both_parsers_without_a_complaint():
    for name, feed in FEEDS.items():
        body = feed_page(feed, [story for story in STORIES if story.feed == name], BASE)
        told = {story.title for story in STORIES if story.feed == name}
        assert {entry["title"] for entry in fastfeedparser.parse(body)["entries"]} == told
        slow = feedparser.parse(body)
        assert not slow.bozo
        assert {entry.title for entry in slow.entries} == told
        assert all(entry.published_parsed and entry.link for entry in slow.entries)


def test_a_whole_story_is_in_the_feed_and_a_short_one_is_not():
    body = feed_page(FEEDS["harbour-wire"], [s for s in STORIES if s.feed == "harbour-wire"], BASE)
    entries = {entry.id: entry for entry in feedparser.parse(body).entries}
    assert "Fishing boats out of Sokcho" in entries["tag:harbour-wire,demo:kp-launch-17"].content[0].value
    assert "content" not in entries["tag:harbour-wire,demo:odesa-four"]


def test_a_byline_names_the_outlet_a_copy_came_from():
    body = feed_page(FEEDS["baltic-gazette"], [s for s in STORIES if s.feed == "baltic-gazette"], BASE)
    authors = {entry.id: entry.author for entry in feedparser.parse(body).entries}
    assert authors["tag:baltic-gazette,demo:ir-ru-missiles-copy"] == "Meridian Agency"
    assert authors["tag:baltic-gazette,demo:decoy-museum"] == "Baltic Gazette"


def test_the_article_reader_gets_every_paragraph_and_none_of_the_furniture():
    for story in (s for s in STORIES if s.claims):
        page = article_page(FEEDS[story.feed], story, BASE).decode()
        text = trafilatura.extract(page, favor_precision=True)
        for part in story.text.split("\n\n"):
            assert part in text, story.id
        assert "Invented" not in text


def test_the_pages_say_that_all_of_it_is_invented():
    assert b"Invented for a demonstration" in feed_page(FEEDS["alborz"], [], BASE)
    assert b"Invented for a demonstration" in article_page(FEEDS["alborz"], STORIES[0], BASE)


def test_markup_in_a_story_is_told_as_text():
    tricky = STORIES[0].__class__(**{**{n: getattr(STORIES[0], n) for n in STORIES[0].__slots__}, "title": 'A <b> & "B"'})
    assert feedparser.parse(feed_page(FEEDS["harbour-wire"], [tricky], BASE)).entries[0].title_detail.value in {
        'A <b> & "B"',
        'A &lt;b&gt; &amp; "B"',
    }
    assert b"<h1>A &lt;b&gt; &amp; &quot;B&quot;</h1>" in article_page(FEEDS["harbour-wire"], tricky, BASE)
