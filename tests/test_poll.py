import asyncio
import json
from collections import Counter
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from fakes.feeds import Answer, FeedServer, rss, zipped
from structlog.testing import capture_logs

from bot.model import Feed, FeedState, Story
from bot.poll import Poller, check, poll_round, read_story, status_rows
from bot.store import open_store
from bot.web import Web

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def story_items(*numbers):
    return rss([{"title": f"Story {n}", "guid": f"g{n}", "link": f"https://outlet.test/{n}", "at": NOW - HOUR} for n in numbers])


class Shelf:
    """A store of feeds and stories in memory: the two calls that polling makes."""

    def __init__(self, feeds):
        self.states = {feed.url: FeedState(feed) for feed in feeds}
        self.stories = {}
        self.kept = Counter()
        self.broken = set()

    def due_feeds(self, now, limit, lease_s, worker):
        due = [s for s in self.states.values() if not s.off and (s.next_check or now) <= now]
        for state in due[:limit]:
            self.states[state.feed.url] = replace(state, next_check=now + timedelta(days=1))
        return due[:limit]

    def settle_feed(self, state, found, now):
        if state.feed.url in self.broken:
            raise RuntimeError("disk full")
        self.states[state.feed.url] = state
        fresh = [s for s in found if (s.title, s.text) not in self.stories.setdefault(s.id, [])]
        for one in fresh:
            self.stories[one.id].append((one.title, one.text))
            self.kept[one.id] += 1
        return len(fresh)


@asynccontextmanager
async def polled(pages, **settings):
    async with FeedServer(pages) as server, Web(frozenset({server.host}), **{"host_gap": 0, "deadline": 2, **settings}) as web:
        yield server, web, Shelf([Feed(server.url(path), f"Outlet {path}") for path in pages])


def rounds(pages, *, hours=1, between=None, **settings):
    """The reports of some rounds, six hours apart, and the shelf."""

    async def run():
        async with polled(pages, **settings) as (server, web, shelf):
            reports = []
            for n in range(hours):
                reports.append(await poll_round(shelf, web, NOW + 6 * HOUR * n, chance=lambda: 0.5))
                if between:
                    between(server, shelf)
            return reports, shelf, server

    return asyncio.run(run())


def test_a_round_visits_every_due_feed_and_keeps_what_is_new():
    pages = {"/a": Answer(story_items(1, 2)), "/b": Answer(story_items(3))}
    (first, second), shelf, server = rounds(pages, hours=2)
    assert (first.feeds, first.stories, first.unchanged, first.faults) == (2, 3, 0, ())
    assert (second.feeds, second.stories, second.unchanged) == (2, 0, 2)
    assert server.answers == {200: 2, 304: 2}
    assert len(shelf.stories) == 3


def test_an_edited_item_is_kept_once_more_and_no_more():
    def edit(server, _):
        server.pages["/a"] = Answer(story_items(1, 2).replace(b"Story 2", b"Story 2, corrected"))

    reports, shelf, _ = rounds({"/a": Answer(story_items(1, 2))}, hours=4, between=edit)
    assert [report.stories for report in reports] == [2, 1, 0, 0]
    assert sorted(shelf.kept.values()) == [1, 2]


BAD = {
    "/empty": (Answer(b""), "not one byte"),
    "/challenge": (Answer(b"<!DOCTYPE html><title>Just a moment...</title>", kind="text/html"), "bot check"),
    "/page": (Answer(b"<html><body>Welcome</body></html>", kind="text/html"), "web page"),
    "/cut": (Answer(story_items(1, 2, 3)[:-200]), "stops short"),
    "/short": (Answer(story_items(1), cut=40), "stops short"),
    "/bomb": (Answer(zipped(bytes(40_000_000)), headers={"Content-Encoding": "gzip"}), "more than 10 MB"),
    "/brotli": (Answer(b"x", headers={"Content-Encoding": "br"}), "not asked for"),
    "/path": (Answer(b"/etc/passwd"), "no feed"),
    "/500": (Answer(status=500), "500"),
    "/404": (Answer(status=404), "404"),
    "/403": (Answer(status=403), "blocks us"),
    "/429": (Answer(status=429, headers={"Retry-After": "60"}), "too many"),
    "/stall": (Answer(stall=9.0), "answer"),
    "/loop": (Answer(status=302, headers={"Location": "/loop"}), "more than 5"),
    "/inside": (Answer(status=302, headers={"Location": "http://10.0.0.1/"}), "internal"),
}


def test_one_broken_feed_of_any_kind_never_stops_a_round():
    pages = {path: answer for path, (answer, _) in BAD.items()} | {"/good": Answer(story_items(9))}
    with capture_logs() as logs:
        [report], shelf, server = rounds(pages, deadline=4)
    assert report.feeds == len(pages)
    told = {fault.feed.replace(server.url(""), ""): fault.reason for fault in report.faults}
    assert told.keys() == BAD.keys()
    assert {path: reason for path, reason in told.items() if BAD[path][1] not in reason} == {}
    assert shelf.states[server.url("/good")].status == "ok"
    assert all(state.failures == 1 and state.next_check > NOW for url, state in shelf.states.items() if not url.endswith("/good"))
    assert {line["event"] for line in logs} <= {"feed fails", "feed switched off"}


def test_a_feed_whose_keeping_fails_stays_as_it_was_and_the_rest_is_kept():
    def break_first(server, shelf):
        shelf.broken.add(server.url("/a"))

    async def run():
        async with polled({"/a": Answer(story_items(1)), "/b": Answer(story_items(2))}) as (server, web, shelf):
            break_first(server, shelf)
            report = await poll_round(shelf, web, NOW)
            return report, len(shelf.stories)

    with capture_logs():
        report, kept = asyncio.run(run())
    assert (report.feeds, report.stories, len(report.faults), kept) == (2, 1, 1, 1)


def test_a_slow_feed_holds_up_nobody_and_all_slots_are_used():
    pages = {f"/{n}": Answer(story_items(n), stall=0.3 if n == 0 else 0.01) for n in range(40)}
    [report], _, server = rounds(pages, at_once=8)
    assert (report.feeds, report.stories, server.most_at_once) == (40, 40, 8)


def test_a_visit_that_takes_long_goes_on_beside_the_next_round():
    async def run():
        async with polled({"/slow": Answer(story_items(1), stall=0.5), "/b": Answer(story_items(2))}) as (_, web, shelf):
            poller = Poller(shelf, web)
            first = await poller.round(NOW, patience=0.1)
            second = await poller.round(NOW + HOUR, patience=0.1)
            third = await poller.round(NOW + HOUR)
            await poller.close()
            return [(report.feeds, report.stories) for report in (first, second, third)], len(shelf.stories)

    assert asyncio.run(run()) == ([(1, 1), (1, 0), (1, 1)], 2)


def test_a_round_that_is_cancelled_leaves_no_task_behind():
    async def run():
        async with polled({"/a": Answer(stall=30)}) as (_, web, shelf):
            task = asyncio.create_task(poll_round(shelf, web, NOW))
            await asyncio.sleep(0.2)
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            await asyncio.sleep(0.05)
            return len(asyncio.all_tasks())

    assert asyncio.run(run()) <= 4  # this one, and the server's connections


def test_a_fault_is_told_in_one_line_and_not_again_while_it_lasts():
    with capture_logs() as logs:
        rounds({"/page": Answer(b"<html>hello", kind="text/html")}, hours=5)
    loud = [line for line in logs if line["log_level"] == "warning"]
    assert [(line["event"], line["reason"]) for line in loud] == [("feed fails", "a web page came instead of a feed")]


# --- pages -------------------------------------------------------------------

TEXT = "The ministry said on Tuesday that the frigate had fired two missiles. " * 8
HEAD = "Frigate fires missiles"
PAGE = f"<html><head><title>{HEAD}</title></head><body><article><h1>{HEAD}</h1><p>{TEXT}</p></article></body></html>"


def summary(server, path="/1", **changes):
    told = Story("s1", "Frigate fires missiles", "Two missiles.", NOW - HOUR, outlet="Outlet", url=server.url(path))
    return replace(told, **changes)


def read(answer, robots=None, **changes):
    async def run():
        pages = {"/1": answer} | ({"/robots.txt": robots} if robots else {})
        async with polled(pages) as (server, web, _):
            story = await read_story(web, summary(server, **changes), None, NOW)
            return story, [asked.path for asked in server.asked]

    with capture_logs() as logs:
        story, asked = asyncio.run(run())
    return story, asked, [line.get("reason", "") for line in logs]


def test_a_summary_is_read_in_full_from_its_page():
    story, asked, _ = read(Answer(PAGE.encode(), kind="text/html"))
    assert story.whole
    assert story.text.startswith("The ministry said")
    assert asked == ["/robots.txt", "/1"]


@pytest.mark.parametrize("changes", [{"whole": True}, {"url": None}, {"language": "ko"}])
def test_a_story_that_needs_no_page_asks_for_none(changes):
    story, asked, _ = read(Answer(PAGE.encode(), kind="text/html"), **changes)
    assert (story.text, asked) == ("Two missiles.", [])


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (Answer(status=404), "404"),
        (Answer(status=500), "500"),
        (Answer(b"%PDF-1.7", kind="application/pdf"), "application/pdf"),
        (Answer(b"", kind="text/html"), "no article"),
        (Answer(b"<html><title>Just a moment...</title>", kind="text/html"), "bot check"),
        (Answer(zipped(bytes(20_000_000)), headers={"Content-Encoding": "gzip"}), "more than 5 MB"),
        (Answer(PAGE.encode(), kind="text/html", stall=5), "answer"),
    ],
)
def test_the_feeds_text_is_used_when_the_page_fails_and_the_log_says_why(answer, reason):
    story, _, reasons = read(answer)
    assert (story.text, story.whole) == ("Two missiles.", False)
    assert reason in reasons[-1]


def test_a_page_that_robots_txt_forbids_is_not_fetched():
    story, asked, _ = read(Answer(PAGE.encode(), kind="text/html"), Answer(b"User-agent: *\nDisallow: /", kind="text/plain"))
    assert (story.whole, asked) == (False, ["/robots.txt"])


# --- health ------------------------------------------------------------------


def test_a_check_tells_of_every_feed_how_it_is_and_what_to_do():
    old = rss([{"title": "Old", "guid": "1", "at": NOW - timedelta(days=900)}])
    pages = {"/ok": Answer(story_items(1, 2)), "/old": Answer(old), "/none": Answer(rss([])), "/403": Answer(status=403)}

    async def run():
        async with polled(pages) as (server, web, shelf):
            feeds = [state.feed for state in shelf.states.values()]
            gone = Feed(server.url("/gone"), "Gone", fallbacks=(server.url("/ok"),))
            return await check(web, [*feeds, gone], NOW)

    rows = asyncio.run(run())
    assert [(row.status, row.items, row.age) for row in rows] == [
        ("ok", 2, "60 min"),
        ("stale", 1, "900 d"),
        ("ok", 0, ""),
        ("blocked", 0, ""),
        ("fallback", 2, "60 min"),
    ]
    assert [bool(row.advice) for row in rows] == [False, True, True, True, True]


def test_the_status_table_shows_what_fails_first():
    well = FeedState(Feed("https://a.test/", "A"), status="ok", newest=NOW - HOUR, checked=NOW - HOUR, next_check=NOW + HOUR)
    bad = FeedState(Feed("https://b.test/", "B", state_control="state"), status="blocked", note="answers 403", failures=4)
    new = FeedState(Feed("https://c.test/", "C"))
    rows = status_rows([well, new, bad], NOW)
    assert [(row.outlet, row.status, row.newest, row.checked, row.following) for row in rows] == [
        ("B", "blocked", "", "never", "now"),
        ("A", "ok", "60 min", "60 min", "in 60 min"),
        ("C", "new", "", "never", "now"),
    ]
    assert rows[0].label == "state media"
    assert json.dumps([row.note for row in rows])


# --- with the real store -------------------------------------------------------


def test_the_real_store_keeps_every_story_once_every_edit_once_and_what_was_learnt(sqlite_url):
    store = open_store(sqlite_url)

    async def run():
        async with FeedServer({"/a": Answer(story_items(1, 2)), "/b": Answer(status=500)}) as server:
            store.keep_feeds([Feed(server.url(path), path) for path in ("/a", "/b")], NOW)
            async with Web(frozenset({server.host}), host_gap=0) as web:
                told = []
                for hour, body in enumerate(
                    (story_items(1, 2), story_items(2, 3), story_items(2, 3), story_items(3).replace(b">Story", b">Edited"))
                ):
                    server.pages["/a"] = Answer(body)
                    report = await poll_round(store, web, NOW + timedelta(hours=7 * hour))
                    told.append((report.stories, report.unchanged, len(report.faults)))
            return told, {state.feed.outlet: state for state in store.feed_states()}

    try:
        told, states = asyncio.run(run())
        assert told == [(2, 0, 1), (1, 0, 1), (0, 1, 1), (1, 0, 1)]
        assert store.counts()["stories"] == 4
        assert (states["/a"].status, states["/a"].items, states["/b"].status, states["/b"].failures) == ("ok", 1, "down", 4)
        assert len(states["/a"].known) == 6
    finally:
        store.close()
