"""Stories in the store: every version of every text, and who is reading it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, func, select, update

from bot.model import Feed, Story
from bot.store import foreign
from bot.store.codec import FEED, STORY, digest, plain
from bot.store.engine import put
from bot.store.tables import AnyRow, clock, feed, story

TRIES = 3  # a story that failed this often is set aside for a person to look at
DEATHS = 6  # or one whose reader died this often, all but the first time with it alone: a reader dies of much that is no story's fault
WORDS = ("title", "text", "byline", "url", "canonical", "outlet", "language")
PAST = "past"  # the state of an old story that a backfill has not taken in yet
RETRY_S = 60.0  # before a failed story is read again, a try
DIED = story.c.tries - story.c.faults  # how often its reader died, of a story that nobody reads


def keep(connection: Connection, stories: Sequence[Story], now: datetime) -> int:
    """How many were new or edited; words already held for a story are nothing new, however often they come."""
    found = left = fresh(connection, stories)
    while left:
        _add(connection, left, now)
        left = fresh(connection, left)  # another process took the version in the same moment: they are the next one
    return len(found)


def _add(connection: Connection, found: Sequence[Story], now: datetime) -> None:
    for one in found:
        if one.version > 1:
            older = update(story).where(story.c.id == one.id, story.c.version < one.version, story.c.state == "new")
            connection.execute(older.values(state="old"))
    put(connection, story, [row(one, now) for one in found], keep=True)
    foreign.write(connection, found)


def begin(connection: Connection, told: Sequence[Story], now: datetime) -> list[Story]:
    """The old stories that are owed, each put by in a state that no reader of news looks at."""
    found = fresh(connection, told)
    put(connection, story, [row(one, now, PAST) for one in found], keep=True)
    hashes = {(one.id, hash_of(_clean(one))) for one in told}
    left = select(story.c.id, story.c.hash, story.c.body).where(story.c.id.in_([one.id for one in told]), story.c.state == PAST)
    owed = {one.id: STORY.unpacked(one.body) for one in connection.execute(left) if (one.id, one.hash) in hashes}
    return [owed[one.id] for one in told if one.id in owed]


def fresh(connection: Connection, stories: Sequence[Story]) -> list[Story]:
    """The stories whose words are not held yet, each in the version it would be."""
    held = _held(connection, [one.id for one in stories])
    return [one for one in (_versioned(_clean(one), held) for one in stories) if one]


def _clean(one: Story) -> Story:
    """The story without halves of characters, which no file and no database takes; offsets stay what they were."""
    words = {name: getattr(one, name) for name in WORDS}
    whole = {name: word.encode("utf-8", "replace").decode() for name, word in words.items() if word}
    return replace(one, **whole, notes=tuple(note.encode("utf-8", "replace").decode() for note in one.notes))


def _held(connection: Connection, ids: Sequence[str]) -> dict[str, dict[str, int]]:
    rows = connection.execute(select(story.c.id, story.c.hash, story.c.version).where(story.c.id.in_(ids)))
    held: dict[str, dict[str, int]] = {}
    for one in rows:
        held.setdefault(one.id, {})[one.hash] = one.version
    return held


def _versioned(one: Story, held: dict[str, dict[str, int]]) -> Story | None:
    versions, words = held.setdefault(one.id, {}), hash_of(one)
    if words in versions:
        return None
    versions[words] = max(versions.values(), default=0) + 1
    return replace(one, version=versions[words])


def hash_of(one: Story) -> str:
    """The words of a story: equal hash, nothing new."""
    return digest(one.title, one.text, one.byline, *one.notes)


def row(one: Story, now: datetime, state: str = "new") -> dict[str, object]:
    """A story's row."""
    return {
        "id": one.id,
        "version": one.version,
        "hash": hash_of(one),
        "feed": one.feed,
        "published": one.published,
        "seen": now,
        "state": state,
        "body": STORY.packed(one),
    }


def claim(connection: Connection, limit: int, lease_s: float, worker: str, takeovers: Counter[str]) -> list[tuple[Story, Feed | None]]:
    """Stories to read, oldest first, leased to `worker`. One whose reader died before comes alone: no other is blamed for it.

    Its lease doubles with each death after the first: a crash loop of another cause must not use up its tries in a minute.
    """
    rows = _due(connection, story.c.tries == 0, limit) or _due(connection, story.c.tries > 0, 1)
    spent = [one for one in rows if one.deaths >= DEATHS]
    for one in spent:
        _leave(connection, one, f"its reader died {one.deaths} times")
    taken = [one for one in rows if one.deaths < DEATHS]
    for one in taken:
        lease = clock(lease_s * 2.0 ** max(one.deaths - 1, 0))
        connection.execute(update(story).where(_same(one)).values(lease=lease, worker=worker, tries=one.tries + 1))
    if spent and not taken:
        return claim(connection, limit, lease_s, worker, takeovers)
    takeovers["story"] += sum(one.worker not in {"", worker} for one in taken)
    return [(STORY.unpacked(one.body), FEED.value(one.feed_state).feed if one.feed_state else None) for one in taken]


def _due(connection: Connection, which: ColumnElement[bool], limit: int) -> Sequence[AnyRow]:
    columns = (story.c.id, story.c.version, story.c.tries, DIED.label("deaths"), story.c.worker, story.c.body)
    due = (
        select(*columns, feed.c.state.label("feed_state"))
        .outerjoin(feed, feed.c.url == story.c.feed)
        .where(story.c.state == "new", story.c.lease <= clock(), which)
    )
    order = due.order_by(story.c.tries, story.c.published, story.c.id).limit(limit)
    return connection.execute(order.with_for_update(skip_locked=True, of=story)).all()


def _same(one: AnyRow) -> ColumnElement[bool]:
    return and_(story.c.id == one.id, story.c.version == one.version)


def _leave(connection: Connection, one: AnyRow, error: str) -> None:
    connection.execute(update(story).where(_same(one)).values(state="aside", error=error))


def set_aside(connection: Connection, story_id: str, error: str) -> bool:
    """Notes a failed reading; True where it was the last one and the story now waits for a person."""
    of_it = (story.c.id == story_id, story.c.state == "new")
    faults = (connection.scalar(select(func.max(story.c.faults)).where(*of_it)) or 0) + 1
    last = faults >= TRIES
    values = {"state": "aside"} if last else {"lease": clock(RETRY_S * faults)}
    connection.execute(update(story).where(*of_it).values(error=plain(error), worker="", faults=faults, **values))
    return last


def latest(connection: Connection, story_id: str) -> Story | None:
    """The newest version of a story."""
    found = select(story.c.body).where(story.c.id == story_id).order_by(story.c.version.desc()).limit(1)
    body = connection.scalar(found)
    return STORY.unpacked(body) if body else None


def state(connection: Connection, one: Story) -> str | None:
    """How far the reading of a story's version has got; its row is held until the transaction ends."""
    found = select(story.c.state).where(story.c.id == one.id, story.c.version == one.version)
    return connection.scalar(found.with_for_update())


def release(connection: Connection, worker: str, wait_s: float) -> int:
    """Gives back what `worker` claimed and has not read, as if it had never been claimed, to be read in `wait_s` seconds."""
    back = update(story).where(story.c.worker == worker, story.c.state == "new", story.c.tries > 0)
    return connection.execute(back.values(lease=clock(wait_s), worker="", tries=story.c.tries - 1)).rowcount
