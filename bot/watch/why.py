"""Why something did, or did not, reach each destination: every stage's decision with the words that decided."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.model import NEGATIVE, Event, Route, Story, Way, firm_word, kind_word
from bot.watch.board import Board
from bot.watch.facts import Facts
from bot.watch.schedule import lasting
from bot.watch.severity import Rating
from bot.watch.trace import Sent, Trace

UNWATCHED = "no watches: it gets nothing yet"
WAITING = frozenset({"todo", "in_doubt"})
STATES = {"new": "it waits to be read", "old": "a newer version of it was read", "done": "it was read"}


@dataclass(frozen=True, slots=True)
class Told:
    """One line, and the times of what it tells, each behind a word or ""."""

    text: str
    times: tuple[tuple[str, datetime], ...] = ()


def why(trace: Trace, board: Board | None, ratings: dict[str, Rating], gated: str, now: datetime) -> tuple[Told, ...]:
    """The lines that tell it; `gated` is why the gate held the story back, "" where it let it through."""
    return tuple(_lines(trace, board, ratings, gated, now))


def _lines(trace: Trace, board: Board | None, ratings: dict[str, Rating], gated: str, now: datetime) -> Iterator[Told]:
    if trace.story is None and not trace.events:
        yield Told("never seen: no feed has brought it; /sources tells whether its outlet is read and answers")
        return
    if trace.story:
        yield from _read(trace, trace.story, gated, now)
    for event in trace.events:
        yield from _event(trace, event, ratings.get(event.id))
        yield from _places(trace, event, board)


def _read(trace: Trace, story: Story, gated: str, now: datetime) -> Iterator[Told]:
    times = (("published", story.published), *((("came in", trace.came),) if trace.came else ()))
    yield Told(f"story: {story.title} ({story.outlet})", times)
    if trace.feed and trace.feed.failing_since:
        yield Told(f"feed: down for {lasting(now - trace.feed.failing_since)} ({trace.feed.note or trace.feed.status})")
    if trace.state == "aside":
        yield Told(f"read: set aside, a person is asked: {trace.error}")
        return
    yield Told(f"read: {STATES.get(trace.state, trace.state)}")
    if trace.state != "done":
        return
    if gated:
        yield Told(f"gate: {gated}")
    elif not trace.reports:
        yield Told("claims: none found in it")
    for report in trace.reports:
        claim = report.claim
        quote = f": “{claim.said()}”" if claim.quotes else ""
        yield Told(f"claim: {kind_word(claim.type, claim.reversal)} · {firm_word(claim.status)} · confidence {claim.confidence:.2f}{quote}")
        yield from (Told(f"  merged because {reason}") for reason in report.why)


def _event(trace: Trace, event: Event, rating: Rating | None) -> Iterator[Told]:
    outlets = f"{event.outlets} outlet{'' if event.outlets == 1 else 's'}"
    kind = kind_word(event.type, event.claim.reversal)
    words = f"event {event.id}: {kind}, {firm_word(event.status)}, revision {event.revision}, {outlets}"
    first = min((report.seen for report in event.reports), default=None)
    yield Told(words, (("its first report came in", first),) if first else ())
    if rating:
        yield Told(f"  severity {rating.severity}: {', '.join(rating.why)} = {rating.sum}")
    told = [alert for alert in trace.alerts if alert.event == event.id]
    yield from (Told(f"  message {alert.revision}: {alert.kind}, {alert.headline}") for alert in told)
    if not told:
        yield Told(f"  no message: {_silence(event)}")


def _silence(event: Event) -> str:
    claims = [report.claim for report in event.reports if not report.withdrawn]
    if not claims:
        return "every report of it was withdrawn"
    if event.status in NEGATIVE:
        return f"what is only {firm_word(event.status)} opens no message"
    if all(claim.background for claim in claims):
        return "it is background to other news"
    surest = max(claim.confidence for claim in claims)
    return f"no claim of it was sure or weighty enough to post (the surest {surest:.2f}), or its story was too old"


def _places(trace: Trace, event: Event, board: Board | None) -> Iterator[Told]:
    severity = next((alert.severity for alert in reversed(trace.alerts) if alert.event == event.id), "")
    facts = board.facts(event, severity) if board else None
    for place in trace.places:
        yield Told(f"  {place}")
        routes = [route for route in trace.routes if route.destination == place and route.event == event.id]
        yield from (_routed(route, board) for route in routes)
        sent = [one for one in trace.sent if one.destination == place] if len(trace.events) == 1 else []
        yield from (_sent(one) for one in sent)
        if board and facts and routes:
            yield from _beside(board, facts, place, {route.watch for route in routes})
        if board and facts and not routes:
            yield from _unmatched(board, facts, place, sent, named=place in trace.named)


def _beside(board: Board, facts: Facts, place: str, told: Container[str]) -> Iterator[Told]:
    """The watches of a destination that ask for an event too, which comes by another that tells it sooner, or as soon."""
    for watch, words in board.matching(facts):
        if place in watch.destinations and watch.id not in told:
            yield Told(f"    watch {watch.name} ({watch.id}) asks for it too: {', '.join(words)}")


def _unmatched(board: Board, facts: Facts, place: str, sent: Sequence[Sent], *, named: bool) -> Iterator[Told]:
    if place not in board.watched:
        yield Told("    no watch of its own: it gets everything" if named else f"    {UNWATCHED}")
        return
    for watch, words in board.missing(facts, place):
        yield Told(f"    watch {watch.name} ({watch.id}) did not match: {', '.join(words)}")
    if not sent:
        yield Told("    nothing was sent")


def _routed(route: Route, board: Board | None) -> Told:
    name = board.name_of(route.watch) if board and route.watch else route.watch
    by = f" by watch {name} ({route.watch})" if route.watch else ""
    ping = f", calling role:{route.ping}" if route.ping else ""
    until = (("until", route.until),) if route.until and route.way is not Way.POST else ()
    return Told(f"    message {route.revision}: {route.way}{by}: {', '.join(route.words)}{ping}", (("", route.at), *until))


def _sent(one: Sent) -> Told:
    told = "; ".join(filter(None, (one.error, f"the destination is paused: {one.paused}" if one.paused else "")))
    since = "since" if one.state in WAITING else ""
    words = f"    message {one.revision}: {one.show}, {one.state}{f' ({told})' if told else ''}"
    return Told(words, ((since, one.at),) if one.at else ())
