"""A told story's page through its life: read, edited, taken down, and what the ledger makes of it."""

import asyncio
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from fakes.feeds import Answer, FeedServer, rss

from bot.model import Amount, Category, Claim, ClaimType, Days, Feed, Item, Span, Speaker, Status
from bot.poll import poll_round, read_story, reread_round
from bot.store import open_store
from bot.take import again, keep
from bot.web import Web

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
HTML = "text/html; charset=utf-8"
TITLE = "Norway sends howitzers to Ukraine"
FILLER = "".join(f"<p>The ministry said that train number {n} had left the depot on Monday with its crew on board.</p>" for n in range(6))


def page(count, status=200):
    told = f"<p>Norway delivered {count} howitzers to Ukraine on Monday, the ministry in Oslo said.</p>"
    html = f"<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>{told}{FILLER}</article></body></html>"
    return Answer(html.encode(), kind=HTML, status=status)


def claims(story):
    """What the extractor would find, said by hand."""
    start = story.full.index("Norway delivered")
    span = Span(start, story.full.index("\n", start + 1) if "\n" in story.full[start:] else len(story.full))
    count = int(story.cut(span).split()[2])
    item = Item(Category.ARTILLERY, "howitzers", Amount(count, count, str(count)))
    return (
        Claim(
            ClaimType.ARMS_TRANSFER,
            Status.ASSERTED,
            (span,),
            (story.cut(span),),
            actor=("NO",),
            target=("UA",),
            item=(item,),
            date=Days(NOW.date(), NOW.date()),
            source=(Speaker(None, "Oslo", party="NO"),),
            importance=3,
            confidence=0.95,
            post=True,
        ),
    )


class House:
    """A store, a poller and the taking in, on a clock that is moved by hand."""

    def __init__(self, store, server, web):
        self.store, self.server, self.web, self.now = store, server, web, NOW

    async def taken(self):
        """Takes in what waits; the versions of the stories."""
        found = []
        for story, feed in self.store.due_stories(10, 60, "a"):
            read = await read_story(self.web, story, feed, self.now)
            keep(self.store, read, feed, claims(read), self.now, None)
            found.append(read.version)
        return found

    async def later(self, **span):
        self.now += timedelta(**span)
        return await reread_round(self.store.pages, self.web, self.now, self._gone, worker="a")

    async def _gone(self, one):
        await asyncio.to_thread(again, self.store, one.story, one.feed, self.now)


@pytest.fixture
def told(sqlite_url):
    """Runs a life on a house in which one story has been told."""

    async def run(life):
        with closing(open_store(sqlite_url)) as store:
            async with FeedServer({"/1": page(12)}) as server, Web(frozenset({server.host}), host_gap=0, deadline=2) as web:
                server.pages["/feed"] = Answer(rss([{"title": TITLE, "guid": "1", "link": server.url("/1"), "text": "Short.", "at": NOW}]))
                store.keep_feeds([Feed(server.url("/feed"), "Harbour Wire")], NOW)
                await poll_round(store, web, NOW)
                house = House(store, server, web)
                assert await house.taken() == [1]
                server.asked.clear()
                return await life(house)

    return lambda life: asyncio.run(run(life))


def test_a_page_is_read_six_times_in_three_days_and_an_unchanged_one_costs_a_304(told):
    async def life(house):
        reports = [await house.later(minutes=5) for _ in range(3 * 24 * 12 + 5)]
        return sum(report.pages for report in reports), house.server.answers, await house.taken()

    pages, answers, taken = told(life)
    assert (pages, answers[304], taken) == (6, 5, [])


def test_an_edited_page_comes_as_the_next_version_and_changes_its_event(told):
    async def life(house):
        house.server.pages["/1"] = page(48)
        report = await house.later(minutes=15)
        [event] = house.store.latest_events(5)
        assert await house.taken() == [2]
        [after] = house.store.latest_events(5)
        assert (await house.later(minutes=45)).edited == 0
        return report, event, after

    report, event, after = told(life)
    assert (report.pages, report.edited) == (1, 1)
    assert (event.claim.item[0].quantity.min, after.claim.item[0].quantity.min) == (12, 48)
    assert {one.version for one in after.reports} == {1, 2}


def test_a_page_taken_down_is_noted_once_and_denies_nothing(told):
    async def life(house):
        house.server.pages["/1"] = page(12, status=410)
        reports = [await house.later(minutes=15), await house.later(minutes=45)]
        [event] = house.store.latest_events(5)
        return reports, event, await house.taken()

    reports, event, taken = told(life)
    assert [report.gone for report in reports] == [1, 1]
    assert [one.new for one in event.revisions if one.slot == "page"] == ["no longer available at Harbour Wire"]
    assert (event.status, taken) == (Status.ASSERTED, [])


def test_a_page_that_does_not_answer_is_asked_again_at_its_next_time_and_changes_nothing(told):
    async def life(house):
        house.server.pages["/1"] = page(12, status=503)
        failed = await house.later(minutes=15)
        house.server.pages["/1"] = page(48)
        return failed, await house.later(minutes=44), await house.later(minutes=1)

    failed, early, due = told(life)
    assert (failed.failed, early.pages, due.edited) == (1, 0, 1)


def test_readings_that_were_missed_while_nobody_was_at_work_are_not_caught_up_with(told):
    async def life(house):
        return [(await house.later(**span)).pages for span in ({"hours": 30}, {"hours": 1}, {"hours": 41})]

    assert told(life) == [1, 0, 1]


def test_a_ledger_that_is_away_leaves_the_page_for_the_next_time(told):
    async def life(house):
        house.server.pages["/1"] = page(12, status=410)

        async def away(_):
            raise RuntimeError("away")

        round_ = partial(reread_round, house.store.pages, house.web, worker="a", lease_s=0.0)
        failed = await round_(house.now + timedelta(minutes=15), away)
        house.now += timedelta(minutes=15)
        return failed, await house.later(minutes=0)

    failed, noted = told(life)
    assert (failed.failed, noted.gone) == (1, 1)


def test_a_story_whose_newest_words_wait_to_be_read_is_not_compared_with_its_page(told):
    async def life(house):
        [found] = house.store.pages.due(NOW + timedelta(minutes=15), 5, 0.0, "a")
        house.store.settle_feed(house.store.feed_states()[0], [replace(found.story, text="Short, and edited.", whole=False)], NOW)
        [now] = house.store.pages.due(NOW + timedelta(minutes=15), 5, 0.0, "a")
        return (await house.later(minutes=15)).failed, now.story.version

    assert told(life) == (1, 2)
