"""Any sequence of versions of a feed, visited and kept: each story is in the store once, and each edit is a version of it once."""

import tempfile
from collections import defaultdict
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from shutil import copy

import pytest
from fakes.feeds import rss
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from test_read_identity import CHANGES, FEED, NOW, World

from bot.poll.visit import answered
from bot.store import open_store
from bot.store.codec import STORY
from bot.store.tables import story
from bot.web import Page


@pytest.fixture(scope="module")
def empty(template, tmp_path_factory):
    """A fresh store for each example."""
    folder = tmp_path_factory.mktemp("sequences")

    def opened():
        path = Path(tempfile.mkdtemp(dir=folder)) / "store.db"
        copy(template, path)
        return open_store(f"sqlite:///{path}")

    return opened


def visit(store, world, hour, cut=False):
    """One visit: the feed as it stands, or the first half of it."""
    now = NOW + timedelta(hours=hour)
    [state] = store.due_feeds(now + timedelta(days=2), 1, 60, "poll")
    body = rss(world.feed())
    page = Page(200, FEED.url, {}, body[: len(body) // 2] if cut else body, "", "")
    end = answered(state, page, now)
    store.settle_feed(end.state, end.stories, now)


def held(store):
    """Every version in the store: {title: the texts of its versions, oldest first}, and how many stories there are."""
    with store._read() as connection:
        rows = connection.execute(select(story).order_by(story.c.id, story.c.version)).all()
    found = defaultdict(list)
    for row in rows:
        one = STORY.unpacked(row.body)
        found[one.title].append(one.text)
    return found, {row.id for row in rows}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.sampled_from(CHANGES), st.integers(0, 7), st.sampled_from(("once", "twice", "cut before"))), max_size=16),
    st.randoms(use_true_random=False),
)
def test_any_sequence_of_versions_is_kept_as_each_story_once_and_each_edit_once(empty, changes, chance):
    with closing(empty()) as store:
        store.keep_feeds([FEED], NOW)
        world = World()
        visit(store, world, 0)
        for hour, (what, which, how) in enumerate(changes, 1):
            world.change(what, which, chance)
            if how == "cut before":
                visit(store, world, hour, cut=True)
            for _ in range(1 + (how == "twice")):
                visit(store, world, hour)
        texts, ids = held(store)
    assert len(ids) == len(world.stories)
    assert {title: set(versions) for title, versions in texts.items()} == {f"Story number {n}": told for n, told in world.texts.items()}
    assert all(len(versions) == len(set(versions)) for versions in texts.values())
