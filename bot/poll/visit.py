"""What one answer of a feed means: the stories it brought and what is remembered. Pure: the answer, now and chance come in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256

from bot.errors import BadInput, Later, TocsinError
from bot.model import Feed, FeedState, Story
from bot.poll.schedule import FLOOR, Asked, adaptive, back_off, next_check
from bot.read.challenge import is_challenge
from bot.read.feed import FeedDoc, read
from bot.read.identity import identified
from bot.read.listing import listed
from bot.web import Page

BLOCKING = frozenset({401, 403, 406, 451})
MISSING, GONE, BUSY = 404, 410, 429
GONE_AFTER = timedelta(days=5)  # of 404s
TRUSTED_AFTER, TRUSTED_SEEN = timedelta(hours=24), 3  # a permanent redirect is believed
STALE = timedelta(days=30)
LOUD = 3  # failures in a row before a passing fault is worth a warning


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a visit brought less than it should. `loud`: worth a warning now, not only when it lasts."""

    feed: str
    outlet: str
    reason: str
    loud: bool = False


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit's end: what to remember, what to keep, what to tell."""

    state: FeedState
    stories: tuple[Story, ...] = ()
    fault: Fault | None = None
    unchanged: bool = False  # a 304 or the same body
    told: str = ""  # something a person should know, not a fault


def answered(state: FeedState, page: Page, now: datetime, floor: float = FLOOR, chance: float = 0.5) -> Visit:
    """The end of a visit that got an answer, whatever its status."""
    if page.status == 304:
        return _unchanged(state, page, now, floor, chance)
    if not 200 <= page.status < 300:
        return _refused(state, page, now, floor, chance)
    if state.body_hash == _hash(page.body):
        return _unchanged(replace(state, etag=page.etag, modified=page.modified), page, now, floor, chance)
    try:
        doc = _document(state.feed, page)
    except BadInput as fault:
        status = "blocked" if "bot check" in str(fault) else "wrong"
        return failed(state, str(fault), status, now, Asked(), floor, chance)
    return _read(state, page, doc, now, floor, chance)


def _document(feed: Feed, page: Page) -> FeedDoc:
    return listed(page.body, feed.links, page.url, page.content_type) if feed.links else read(page.body, page.url, page.content_type)


def unanswered(state: FeedState, fault: TocsinError, now: datetime, floor: float = FLOOR, chance: float = 0.5) -> Visit:
    """The end of a visit that got no answer."""
    asked = Asked(retry_after=fault.after or 0.0) if isinstance(fault, Later) else Asked()
    return failed(state, str(fault), "wrong" if isinstance(fault, BadInput) else "down", now, asked, floor, chance)


def failed(state: FeedState, reason: str, status: str, now: datetime, asked: Asked, floor: float, chance: float) -> Visit:
    """The state after one more failure; every third one tries the feed's next address, where it has another."""
    failures = state.failures + 1
    after = replace(
        state,
        failures=failures,
        status=status,
        note=reason,
        checked=now,
        failing_since=state.failing_since or now,
        next_check=back_off(now, failures, asked, floor, chance),
    )
    loud = failures == LOUD if status == "down" else (state.status, state.note) != (status, reason)
    return Visit(_elsewhere(after) if failures % LOUD == 0 else after, fault=Fault(state.feed.url, state.feed.outlet, reason, loud))


def address_of(state: FeedState) -> str:
    """Where a feed is fetched."""
    return state.address or state.feed.url


def _elsewhere(state: FeedState) -> FeedState:
    """The state with the next address to try; its validators belong to the last one."""
    places = list(dict.fromkeys([state.feed.url, *state.feed.fallbacks, address_of(state)]))
    if len(places) == 1:
        return state
    following = places[(places.index(address_of(state)) + 1) % len(places)]
    return replace(state, address="" if following == state.feed.url else following, etag="", modified="", body_hash="")


def _refused(state: FeedState, page: Page, now: datetime, floor: float, chance: float) -> Visit:
    asked = Asked(retry_after=page.retry_after or 0.0)
    if page.status == GONE or (page.status == MISSING and _gone_for_good(state, now)):
        visit = failed(state, f"answers {page.status}: the feed is gone", "gone", now, asked, floor, chance)
        last = visit.state.failures >= LOUD * (1 + len(state.feed.fallbacks)) or not state.feed.fallbacks
        return replace(visit, state=replace(visit.state, off=last))
    if page.status in BLOCKING or (page.status == 503 and is_challenge(page.body[:20_000].decode("latin-1"))):
        return failed(state, f"answers {page.status}: it blocks us", "blocked", now, asked, floor, chance)
    status = "missing" if page.status == MISSING else "down"
    reason = f"answers {page.status}" + (": too many requests" if page.status == BUSY else "")
    return failed(state, reason, status, now, asked, floor, chance)


def _gone_for_good(state: FeedState, now: datetime) -> bool:
    return state.status == "missing" and state.failing_since is not None and now - state.failing_since >= GONE_AFTER


def _unchanged(state: FeedState, page: Page, now: datetime, floor: float, chance: float) -> Visit:
    after = _well(state, now)
    asked = Asked(page.max_age, state.ttl)
    after = replace(after, next_check=next_check(now, state.interval, asked, floor, chance, _hot(state, now)), status=_status(after, now))
    return Visit(_redirected(after, page, now), unchanged=True, told=_back(state))


def _read(state: FeedState, page: Page, doc: FeedDoc, now: datetime, floor: float, chance: float) -> Visit:
    told, known = identified(doc.items, state.feed, now, state.known)
    times = [story.published for story in told]
    pace = adaptive((item.published for item in doc.items if item.published), easy=bool(page.etag or page.modified)) or state.interval
    after = replace(
        _well(state, now),
        etag=page.etag,
        modified=page.modified,
        body_hash=_hash(page.body),
        newest=max(times, default=state.newest),
        interval=pace,
        ttl=max(doc.ttl, page.max_age),
        items=len(told),
        known=known,
        next_check=next_check(now, pace, Asked(page.max_age, doc.ttl), floor, chance, _hot(state, now)),
    )
    if doc.cut:
        return _partial(state, after, told, now, floor, chance)
    after = _redirected(replace(after, status=_status(after, now)), page, now)
    moved = f"moved for good to {after.address}" if after.address != state.address else ""
    return Visit(after, told, told=moved or _back(state))


def _partial(before: FeedState, after: FeedState, told: tuple[Story, ...], now: datetime, floor: float, chance: float) -> Visit:
    """A document that stops short: its whole items are kept, and nothing is remembered that would hide the rest."""
    visit = failed(before, f"the document stops short after {len(told)} items", "down", now, Asked(), floor, chance)
    state = replace(
        visit.state, known=after.known, newest=after.newest, interval=after.interval, items=after.items, etag="", modified="", body_hash=""
    )
    return replace(visit, state=replace(state, status="partial"), stories=told)


def _well(state: FeedState, now: datetime) -> FeedState:
    return replace(state, failures=0, note="", failing_since=None, last_ok=now, checked=now)


def _status(state: FeedState, now: datetime) -> str:
    """A feed is judged by its newest item's age, not by its answers."""
    return "stale" if state.newest is not None and now - state.newest > STALE else "ok"


def _hot(state: FeedState, now: datetime) -> bool:
    return state.hot_until is not None and now < state.hot_until


def _back(state: FeedState) -> str:
    return f"answers again after {state.failures} failures" if state.failures >= LOUD else ""


def _redirected(state: FeedState, page: Page, now: datetime) -> FeedState:
    """A permanent redirect seen three times over a day becomes the address."""
    if not page.moved_permanently or page.moved_permanently == address_of(state):
        return replace(state, moved="", moved_seen=0, moved_since=None) if state.moved else state
    if page.moved_permanently != state.moved or state.moved_since is None:
        return replace(state, moved=page.moved_permanently, moved_seen=1, moved_since=now)
    seen = replace(state, moved_seen=state.moved_seen + 1)
    if seen.moved_seen >= TRUSTED_SEEN and now - state.moved_since >= TRUSTED_AFTER:
        return replace(seen, address=state.moved, moved="", moved_seen=0, moved_since=None)
    return seen


def _hash(body: bytes) -> str:
    return sha256(body).hexdigest()[:16]
