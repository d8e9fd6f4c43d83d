import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fakes.feeds import rss
from fakes.ledger import places, story
from fakes.merging import moment, sequence, told
from fakes.watching import vocabulary

from bot.backfill import BACKFILLED, filed
from bot.cli.app import app
from bot.merge import history
from bot.model import Feed, Watch
from bot.read.feed import stories
from bot.store import open_store
from bot.take import keep
from bot.watch import parse
from bot.watch.board import Board
from bot.watch.rehearse import rehearsed
from bot.watch.severity import scale_of
from config.presets import read_severity

ROOT = Path(__file__).parent.parent
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
SCALE = scale_of(read_severity())
NAMES = vocabulary()
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


@pytest.fixture
def desk(store):
    """A store with channels that get everything."""
    store.keep_destinations(places(2), NOW)
    store.watches.use(lambda watches: Board(watches, NAMES))
    return store


def _rows(name):
    return [(*told(row), moment(row.get("now", row["at"]))) for row in sequence(name)]


@pytest.mark.parametrize("name", ["merge_count", "merge_denied_after", "merge_przewodow", "merge_edited"])
def test_old_stories_come_to_the_events_that_live_ones_do_and_nobody_is_told(desk, tmp_path, name):
    live = open_store(f"sqlite:///{tmp_path}/live.db")
    live.migrate()
    for one, claims, feed, _ in _rows(name):
        filed(desk, one, feed, claims, SCALE)
        keep(live, one, feed, claims, one.published, None, SCALE)
    ours, theirs = ({one.id: one for one in held.listing.everything()} for held in (desk, live))
    assert set(ours) == set(theirs)
    for key, one in ours.items():
        other = theirs[key]
        assert (one.claim, one.status, one.flags, one.outlets, one.parties, one.links) == (
            other.claim,
            other.status,
            other.flags,
            other.outlets,
            other.parties,
            other.links,
        )
        assert one.alerted is None
        assert one.pushed is None
        assert all(BACKFILLED in report.marks for report in one.reports)
        assert any("BACKFILLED" in line for line in history(one))
    counts = desk.counts()
    assert not any(counts.get(state) for state in ("todo", "in_doubt", "sent", "dead"))
    assert desk.watches.kept_back() == []
    live.close()


def test_a_rehearsal_looks_back_on_what_was_backfilled(desk):
    for one, claims, feed, _ in _rows("merge_count"):
        filed(desk, one, feed, claims, SCALE)
    first = datetime(2022, 11, 1, tzinfo=UTC)
    past = desk.watches.past(first, first + timedelta(days=3), words=False)
    found = rehearsed(parse("missile_launch from KP", NAMES), past, NAMES.groups)
    assert found.looked_at == 1
    assert found.matched == 1


def test_an_event_that_was_told_is_not_told_again_by_an_old_story(desk):
    rows = _rows("merge_count")
    (first, claims, feed, _), *rest = rows
    keep(desk, first, feed, claims, first.published, None, SCALE)
    waiting = desk.counts()["todo"]
    assert waiting == 2
    [before] = list(desk.listing.everything())
    for one, more, feed_of_it, _ in rest:
        filed(desk, one, feed_of_it, more, SCALE)
    [after] = list(desk.listing.everything())
    assert after.id == before.id
    assert len(after.reports) > len(before.reports)
    assert (after.alerted, after.pushed) == (before.alerted, before.pushed)
    assert desk.counts()["todo"] == waiting


def test_an_older_story_does_not_set_an_events_last_change_back(desk):
    (first, claims, feed, _), (second, more, other, _), *_ = _rows("merge_count")
    keep(desk, second, other, more, NOW, None, SCALE)
    [before] = list(desk.listing.everything())
    filed(desk, first, feed, claims, SCALE)
    [after] = list(desk.listing.everything())
    assert len(after.reports) == len(before.reports) + 1
    assert after.changed == before.changed == NOW


def test_a_story_is_filed_once_however_often_it_comes(desk):
    one, claims, feed, _ = _rows("merge_count")[0]
    assert not filed(desk, one, feed, claims, SCALE).skipped
    assert filed(desk, one, feed, claims, SCALE).skipped
    [held] = list(desk.listing.everything())
    assert len(held.reports) == 1


def test_what_was_put_by_and_not_taken_in_is_owed_still_and_no_reader_of_news_gets_it(store):
    old = [story(f"s{number}", text=f"Text {number}.") for number in range(450)]
    assert [one.id for one in store.listing.begin(old, NOW)] == [one.id for one in old]
    for one in old[:200]:
        filed(store, one, None, (), SCALE)
    assert [one.id for one in store.listing.begin(old, NOW)] == [one.id for one in old[200:]]
    assert store.due_stories(500, 60, "reader") == []
    assert store.counts()["waiting"] == 0


def test_an_edited_story_is_owed_as_its_next_version(store):
    one = story("s1")
    [begun] = store.listing.begin([one], NOW)
    filed(store, begun, None, (), SCALE)
    [edited] = store.listing.begin([replace(one, text="Other words.")], NOW)
    assert edited.version == 2


def test_a_feed_polled_after_its_backfill_brings_nothing_twice(store):
    feed = Feed("http://127.0.0.1/feed", "Harbour Wire")
    body = rss([{"title": f"Story {n}", "guid": f"g{n}", "text": f"Words {n}.", "at": NOW - timedelta(days=n)} for n in range(5)])
    items = stories(body, feed, NOW)
    for one in store.listing.begin(items, NOW):
        filed(store, replace(one, text="The whole article. " * 40, whole=True), feed, (), SCALE)
    store.keep_feeds([feed], NOW)
    [state] = store.due_feeds(NOW + timedelta(days=1), 10, 60, "poller")
    assert store.settle_feed(state, items, NOW) == 0
    assert store.listing.begin(items, NOW) == []


def test_the_command_takes_a_file_in_and_goes_on_where_it_was_killed(tmp_path, capsys, monkeypatch):
    """A kill -9 at any time costs nothing but time: the same command ends with every story in, each once."""
    path = tmp_path / "old.jsonl"
    lines = [{**LINES[number % 6], "id": f"k{number}", "text": f"{LINES[number % 6]['text']} Note {number}."} for number in range(12)]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    url = f"sqlite:///{tmp_path}/led.db"
    env = {**os.environ, "DATABASE_URL": url, "TOCSIN_FEEDS": ""}
    killed = subprocess.Popen(
        [sys.executable, "-m", "bot", "backfill", str(path)], cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _wait_until_some_are_in(url, tmp_path / "led.db")
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    monkeypatch.setenv("DATABASE_URL", url)
    app(["backfill", str(path)], standalone_mode=False)
    told_first = capsys.readouterr().out
    assert "nobody was told" in told_first
    app(["backfill", str(path)], standalone_mode=False)
    assert capsys.readouterr().out == "0 stories taken in, 0 claims, 0 new events; nobody was told; 12 were there already\n"
    store = open_store(url)
    counts = store.counts()
    reports = [report for one in store.listing.everything() for report in one.reports]
    store.close()
    assert counts["stories"] == 12
    assert len({report.id for report in reports}) == len(reports)
    assert not counts.get("todo")


def test_one_of_a_kind_is_told_as_one(tmp_path, monkeypatch, capsys):
    path = tmp_path / "one.jsonl"
    path.write_text(json.dumps(LINES[0]), encoding="utf-8")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/led.db")
    monkeypatch.setenv("TOCSIN_FEEDS", "")
    app(["backfill", str(path)], standalone_mode=False)
    assert capsys.readouterr().out == "1 story taken in, 1 claim, 1 new event; nobody was told\n"
    app(["backfill", str(path)], standalone_mode=False)
    assert capsys.readouterr().out == "0 stories taken in, 0 claims, 0 new events; nobody was told; 1 was there already\n"


def _wait_until_some_are_in(url, path):
    until = time.monotonic() + 120
    while time.monotonic() < until:
        if path.exists():
            with suppress(Exception):
                store = open_store(url)
                stories_in = store.counts()["reports"]
                store.close()
                if stories_in:
                    return
        time.sleep(0.05)
    pytest.fail("nothing was taken in within two minutes")


def test_the_command_says_which_sources_it_could_not_have(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/none.db")
    with pytest.raises(SystemExit):
        raise SystemExit(app(["backfill", "nosuch"], standalone_mode=False))
    told_now = capsys.readouterr()
    _, fault = told_now.err.splitlines()  # the first tells of the new store
    assert fault.startswith("tocsin: nosuch: no file, no address")
    assert told_now.out == ""


def test_backfilled_events_are_found_by_watches_and_look_ups(desk):
    for one, claims, feed, _ in _rows("merge_count"):
        filed(desk, one, feed, claims, SCALE)
    board = Board([Watch("w1", "launches", "missile_launch from KP", ("slack:C0",))], NAMES)
    [held] = list(desk.listing.everything())
    assert [watch.id for watch, _ in board.matching(board.facts(held, "low"))] == ["w1"]
    assert [one.id for one in desk.search("ballistic")] == [held.id]
