"""Where old stories come from."""

import asyncio
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from fakes.feeds import Answer, FeedServer, rss

from bot.backfill import gathered
from bot.model import Feed
from bot.web import Web

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
LINES = [
    {
        "id": f"old{number}",
        "title": "North Korea fires two missiles",
        "outlet": "Harbour Wire",
        "published": f"2026-01-{number + 1:02d}T01:00:00Z",
        "url": f"https://harbour-wire.example/{number}",
        "text": f"North Korea fired {number + 2} ballistic missiles toward the East Sea, South Korea's Joint Chiefs of Staff said.",
    }
    for number in range(6)
]


def _gathered(*sources, pages=None, catalogue=()):
    async def main():
        async with FeedServer(pages or {}) as server, Web(allow_private=frozenset({server.host}), host_gap=0) as web:
            told_sources = [source.replace("http://HOST", f"http://{server.host}") for source in sources]
            feeds = [replace(feed, url=feed.url.replace("http://HOST", f"http://{server.host}")) for feed in catalogue]
            return await gathered(told_sources, web, feeds, NOW)

    return asyncio.run(main())


ITEMS = rss(
    [
        {"title": f"Missiles {n}", "guid": f"g{n}", "link": f"https://outlet.test/{n}", "text": "Words.", "at": NOW - timedelta(days=n + 1)}
        for n in range(3)
    ],
    title="Outlet",
)
PARAGRAPH = "North Korea fired two ballistic missiles toward the East Sea on Sunday morning, the Joint Chiefs of Staff in Seoul said. "
ARTICLE = (
    "<html><head><title>Missiles off Korea</title><meta property='article:published_time' content='2026-01-04T02:00:00Z'></head>"
    f"<body><article><h1>Missiles off Korea</h1>{''.join(f'<p>{PARAGRAPH * 3}</p>' for _ in range(4))}</article></body></html>"
).encode()


def test_a_file_of_json_lines_is_read_with_the_outlets_of_the_catalogue(tmp_path):
    path = tmp_path / "old.jsonl"
    path.write_text("\n".join(map(json.dumps, LINES)), encoding="utf-8")
    known = Feed("https://harbour-wire.example/feed", "Harbour Wire", country="GB", grade="B")
    found = _gathered(str(path), catalogue=[known])
    assert [old.story.id for old in found.stories] == [line["id"] for line in LINES]
    assert {old.feed for old in found.stories} == {known}
    assert found.faults == ()


def test_a_feeds_address_gives_its_stories_the_oldest_first_their_pages_still_to_read():
    found = _gathered("http://HOST/feed", pages={"/feed": Answer(ITEMS)})
    assert [old.story.title for old in found.stories] == ["Missiles 2", "Missiles 1", "Missiles 0"]
    assert all(old.bare for old in found.stories)
    assert {old.feed.outlet for old in found.stories} == {"Outlet"}


def test_an_outlet_of_the_catalogue_is_a_source():
    known = Feed("http://HOST/feed", "Harbour Wire", state_control="public")
    found = _gathered("harbour wire", pages={"/feed": Answer(ITEMS)}, catalogue=[known])
    assert {old.feed.state_control for old in found.stories} == {"public"}
    assert len(found.stories) == 3


def test_a_pages_address_gives_its_article():
    [old] = _gathered("http://HOST/news/1", pages={"/news/1": Answer(ARTICLE, kind="text/html")}).stories
    assert old.story.title == "Missiles off Korea"
    assert old.story.published == datetime(2026, 1, 4, 2, tzinfo=UTC)
    assert "East Sea" in old.story.text
    assert not old.bare


def test_a_saved_feed_is_a_source(tmp_path):
    path = tmp_path / "feed.xml"
    path.write_bytes(ITEMS)
    assert len(_gathered(str(path)).stories) == 3


def test_a_source_that_cannot_be_had_is_named_and_stops_none_of_the_others(tmp_path):
    path = tmp_path / "broken.jsonl"
    path.write_text("{", encoding="utf-8")
    pages = {"/feed": Answer(ITEMS), "/stub": Answer(b"<html><p>Nothing here.</p></html>", kind="text/html")}
    found = _gathered(str(path), "nosuch", "/no/such.jsonl", "http://HOST/gone", "http://HOST/stub", "http://HOST/feed", pages=pages)
    assert len(found.stories) == 3
    assert len(found.faults) == 5
    assert "broken.jsonl, line 1: not JSON" in found.faults[0]
    assert "no file, no address" in found.faults[1]
    assert "No such file" in found.faults[2]
    assert "neither a feed nor an article" in found.faults[4]
    assert not any("\n" in fault for fault in found.faults)


def test_a_story_of_the_future_is_of_now(tmp_path):
    path = tmp_path / "late.jsonl"
    path.write_text(json.dumps(LINES[0] | {"published": "2036-01-01T00:00:00Z"}), encoding="utf-8")
    [old] = _gathered(str(path)).stories
    assert old.story.published == NOW
