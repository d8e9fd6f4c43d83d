"""Processes killed, stopped and cut off in the middle of their work: nothing is lost, and nothing is seen twice."""

import os
import random
import signal
import time
from collections import Counter
from contextlib import closing

import pytest
from fakes.ledger import FEED, NOW, later, story
from fakes.proxy import Proxy
from fakes.town import STEPS, Town
from fakes.workers import Workers, until
from sqlalchemy import make_url, select

from bot.errors import Later
from bot.model import Destination
from bot.store import open_store
from bot.store.tables import delivery
from bot.store.tables import story as taken


def _filled(store, stories, channels):
    platforms = ("discord", "slack")
    places = [(platforms[n % 2], f"C{n}") for n in range(channels)]
    store.keep_destinations([Destination(f"{platform}:{name}", platform, name) for platform, name in places], NOW)
    store.keep_feeds([FEED], NOW)
    [state] = store.due_feeds(NOW, 1, 60, "poll")
    store.settle_feed(state, [story(f"s{n}", f"Words {n}", published=later(n)) for n in range(stories)], NOW)
    return places


def _over(store):
    try:
        counts = store.counts()
    except Later:  # the server is away from us too
        return False
    return counts["waiting"] == counts["todo"] == counts["in_doubt"] == 0


def _check(store, town, places, stories):
    """Every alert is in every channel once and in order, and the store says so."""
    with store._read() as connection:
        aside = connection.execute(select(taken.c.id, taken.c.tries, taken.c.error).where(taken.c.state != "done")).all()
        rows = connection.execute(select(delivery).order_by(delivery.c.seq)).all()
    assert aside == []
    assert Counter(row.state for row in rows) == {"sent": len(places) * (stories + 2 * len(range(0, stories, 3)))}
    for platform, name in places:
        shown = [message.key for message in town.platforms[platform].channels[name]]
        asked = [row.id for row in rows if row.destination == f"{platform}:{name}" and row.show != "edit"]
        assert shown == asked, f"{platform} {name}"


def _killed_often(url, kills, stories, channels, processes, every, chance, lease=1.0):
    """Runs workers over the stories, killing one at each step in turn and some at random; the steps, counted."""
    with closing(open_store(url)) as store:
        places = _filled(store, stories, channels)
        killed = Counter()
        town = Town(lambda number: STEPS[number // every % 3] if number % every == 0 and killed.total() + len(town.killed) < kills else "")
        with town, Workers(url, town.port, lease) as workers:
            alive = [workers.start() for _ in range(processes)]
            deadline = time.monotonic() + 60 + 3 * kills
            while not _over(store):
                assert time.monotonic() < deadline, store.counts()
                if chance.random() < 0.02 and killed.total() + len(town.killed) < kills:
                    killed["at random"] += workers.kill(alive[0])
                alive = [pid if workers.alive(pid) else workers.start() for pid in alive]
                chance.shuffle(alive)
                time.sleep(0.05)
        _check(store, town, places, stories)
    return killed + Counter(step for step, _ in town.killed)


def _short(url, processes, lease):
    killed = _killed_often(url, 10, stories=12, channels=6, processes=processes, every=8, chance=random.Random(5), lease=lease)
    assert killed.total() >= 10
    assert killed.keys() >= set(STEPS)


def test_ten_kills_on_sqlite_lose_nothing_and_double_nothing(sqlite_url):
    _short(sqlite_url, 1, lease=0.4)


def test_ten_kills_among_two_processes_on_postgres_lose_nothing_and_double_nothing(postgres_url):
    _short(postgres_url, 2, lease=1.0)


def test_a_story_whose_reader_is_killed_five_times_is_told_all_the_same(sqlite_url):
    with closing(open_store(sqlite_url)) as store:
        places = _filled(store, 1, 2)
        with Town(fatal=lambda _: len(town.killed) < 5) as town, Workers(sqlite_url, town.port, lease=0.1) as workers:
            alive = workers.start()
            deadline = time.monotonic() + 60
            while not _over(store):
                assert time.monotonic() < deadline, store.counts()
                alive = alive if workers.alive(alive) else workers.start()
                time.sleep(0.05)
        _check(store, town, places, 1)
    assert [step for step, _ in town.killed] == ["reading"] * 5


@pytest.mark.soak
def test_a_hundred_kills_on_each_store_lose_nothing_and_double_nothing(store_url):
    processes = 1 if store_url.startswith("sqlite") else 2
    killed = _killed_often(store_url, 100, stories=75, channels=20, processes=processes, every=20, chance=random.Random(7))
    assert killed.total() >= 100, killed


def test_the_work_of_a_killed_process_is_taken_over_within_its_lease_and_a_second(postgres_url):
    with closing(open_store(postgres_url)) as store:
        _filled(store, 1, 1)
        with Town() as town, Workers(postgres_url, town.port, lease=1.0) as workers:
            town.call(town.hold.clear)
            first = workers.start()
            assert town.held.wait(20)
            workers.start()
            workers.kill(first)
            town.call(town.hold.set)
            took = until(lambda: town.requests > 1, 20)
            until(lambda: _over(store), 20)
        assert took < 1.0 + 1.0  # the lease and a second
        assert max(_attempts(store).values()) == 2


def test_a_process_that_stands_still_past_its_lease_loses_nothing_and_doubles_nothing(postgres_url):
    with closing(open_store(postgres_url)) as store:
        places = _filled(store, 12, 4)
        with Town(delay=0.2) as town, Workers(postgres_url, town.port, lease=0.5) as workers:
            workers.start(), workers.start()
            for turn in range(3):
                town.call(town.hold.clear)
                until(lambda: len(town.waiting) == 4, 20)  # a message to each channel is under way
                still = town.waiting[turn]
                os.kill(still, signal.SIGSTOP)
                town.call(town.hold.set)
                time.sleep(0.8)
                os.kill(still, signal.SIGCONT)
            until(lambda: _over(store), 30)
        _check(store, town, places, 12)
        assert max(_attempts(store).values()) > 1  # there was something to take over


def _attempts(store):
    with store._read() as connection:
        return dict(connection.execute(select(delivery.c.id, delivery.c.attempts)).all())


def test_connections_cut_under_load_come_back_and_lose_nothing(postgres_url):
    with closing(open_store(postgres_url)) as store, Proxy(make_url(postgres_url)) as proxy:
        places = _filled(store, 12, 4)
        with Town(delay=0.05) as town, Workers(proxy.url, town.port, lease=0.5) as workers:
            workers.start()
            for cut in range(3):
                until(lambda least=10 * cut + 5: town.requests > least, 20)
                proxy.cut(0.3)
            assert until(lambda: _over(store), 30) < 10
        _check(store, town, places, 12)


@pytest.mark.soak
def test_a_server_that_crashes_under_load_comes_back_and_loses_nothing(server, postgres_url):
    if server.restart is None:
        pytest.skip("TEST_DATABASE_URL names a server that is not ours to restart")
    with closing(open_store(postgres_url)) as store:
        places = _filled(store, 60, 4)
        with Town(delay=0.05) as town, Workers(postgres_url, town.port, lease=2.0) as workers:
            workers.start()
            for crash in range(3):
                until(lambda least=30 * crash + 5: town.requests > least, 20)
                server.restart()
                before = town.requests
                assert until(lambda least=before: town.requests > least, 20) < 10
            until(lambda: _over(store), 60)
        _check(store, town, places, 60)


def test_a_message_that_may_be_there_twice_is_told_by_its_row_where_history_cannot_be_read(sqlite_url):
    with closing(open_store(sqlite_url)) as store:
        places = _filled(store, 6, 4)
        plan = lambda number: "accepted" if number in {4, 9, 14} else ""  # noqa: E731  # read beside its use
        with Town(plan, history=False) as town, Workers(sqlite_url, town.port) as workers:
            alive = workers.start()
            while not _over(store):
                alive = alive if workers.alive(alive) else workers.start()
                time.sleep(0.05)
        tries = _attempts(store)
    for platform, name in places:
        shown = Counter(message.key for message in town.platforms[platform].channels[name])
        twice = {key for key, times in shown.items() if times > 1}
        assert platform == "slack" or not twice
        assert all(tries[key] > 1 for key in twice)
