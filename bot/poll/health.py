"""How the sources fare: each tried now (`check`), or as the last visits left them (`status_rows`). For tables a person can read."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

from bot.alert.names import name_of
from bot.alert.shape import OFFICIAL
from bot.errors import TocsinError
from bot.model import Feed, FeedState
from bot.poll.visit import Visit, address_of, answered, unanswered
from bot.web import Web

ADVICE = MappingProxyType({
    "ok": "",
    "partial": "stops short: it will be read again",
    "stale": "nothing new for a month: look for its new address, or switch it off",
    "blocked": "it refuses bots: ask the outlet, or switch it off; Tocsin does not pose as a browser",
    "down": "wait; if it lasts, look at the address in a browser",
    "wrong": "not a feed: `feeds find` on the outlet's home page may tell its new address",
    "missing": "not there: look for the feed's new address",
    "gone": "gone for good: take it out of the catalogue",
    "": "not visited yet",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class FeedHealth:
    """One feed tried: how it answered, what it holds, and what to do."""

    feed: Feed
    status: str
    items: int = 0
    age: str = ""  # of its newest item, in words
    advice: str = ""


@dataclass(frozen=True, slots=True)
class FeedRow:
    """One feed as polling left it, in words."""

    outlet: str
    status: str
    newest: str
    checked: str
    following: str  # when it is visited next
    failures: int
    note: str
    label: str = ""  # "state media of Russia"
    url: str = ""


async def check(web: Web, feeds: Sequence[Feed], now: datetime | None = None) -> list[FeedHealth]:
    """Every feed tried once, in the order given; a feed that fails is a row like another."""
    at = now or datetime.now(UTC)
    return await asyncio.gather(*(_tried(web, feed, at) for feed in feeds))


async def _tried(web: Web, feed: Feed, now: datetime) -> FeedHealth:
    visit = await _visited(web, FeedState(feed), now)
    for address in feed.fallbacks if visit.fault else ():
        other = await _visited(web, FeedState(feed, address=address), now)
        if other.fault is None:
            return FeedHealth(
                feed, "fallback", other.state.items, _age(other.state, now), f"{visit.fault and visit.fault.reason}; {address} answers"
            )
    return FeedHealth(feed, visit.state.status, visit.state.items, _age(visit.state, now), _advice(visit))


async def _visited(web: Web, state: FeedState, now: datetime) -> Visit:
    try:
        page = await web.fetch(address_of(state))
        return await asyncio.to_thread(answered, state, page, now)
    except TocsinError as fault:
        return unanswered(state, fault, now)


def _advice(visit: Visit) -> str:
    told = ADVICE.get(visit.state.status, "")
    moved = f"moved for good to {visit.state.moved}" if visit.state.moved else ""
    reason = visit.fault.reason if visit.fault else moved
    empty = "it holds no item" if not visit.fault and not visit.state.items else ""
    return "; ".join(part for part in (reason, told, empty) if part)


def _age(state: FeedState, now: datetime) -> str:
    return ago(now - state.newest) if state.newest else ""


def status_rows(states: Sequence[FeedState], now: datetime) -> list[FeedRow]:
    """The rows of `feeds status` and `/sources`: what fails first, then by outlet."""
    ordered = sorted(states, key=lambda state: (state.status in {"ok", ""}, state.feed.outlet.lower()))
    return [_row(state, now) for state in ordered]


def _row(state: FeedState, now: datetime) -> FeedRow:
    return FeedRow(
        outlet=state.feed.outlet,
        status="off" if not state.feed.on else "gone" if state.off else state.status or "new",
        newest=_age(state, now),
        checked=ago(now - state.checked) if state.checked else "never",
        following="" if state.off or not state.feed.on else ahead(state.next_check, now),
        failures=state.failures,
        note="; ".join(part for part in (state.note, ADVICE.get(state.status, "") if state.status else "") if part),
        label=label_of(state.feed),
        url=address_of(state),
    )


def label_of(feed: Feed) -> str:
    """How a source that is not independent is always labelled; "" for others."""
    if feed.state_control != "state":
        return "publicly funded" if feed.state_control == "public" else ""
    what = "official source" if feed.kind == OFFICIAL else "state media"
    return f"{what} of {name_of(feed.country)}" if feed.country else what


def ago(span: timedelta) -> str:
    """A span in one rounded word: "3 min", "5 h", "12 d"."""
    seconds = max(span.total_seconds(), 0.0)
    if seconds < 5400:
        return f"{round(seconds / 60)} min"
    return f"{round(seconds / 3600)} h" if seconds < 48 * 3600 else f"{round(seconds / 86400)} d"


def ahead(when: datetime | None, now: datetime) -> str:
    """How long until then."""
    return "now" if when is None or when <= now else f"in {ago(when - now)}"
