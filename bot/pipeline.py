"""The road in one screen: a story and its claims in, what changed and what to tell out. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.alert import alerts_of, gathered, twins
from bot.merge import main_of, merge, news, reach, reach_again, report_of, reread, turn
from bot.model import Alert, Claim, Decision, Event, Feed, Reach, Report, Story
from bot.watch.severity import Scale, rating_of

Known = Callable[[Reach], Sequence[Event]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one story came to: its reports, every event in its new state, and the messages to put out."""

    story: Story
    claims: tuple[Claim, ...]
    reports: tuple[Report, ...] = ()
    events: tuple[Event, ...] = ()
    alerts: tuple[Alert, ...] = ()
    main: tuple[str, ...] = ()  # the ids of the events the story is filed under, its main one first
    decisions: tuple[Decision, ...] = ()  # why, in the order they were made


def take_in(
    story: Story,
    claims: Sequence[Claim],
    feed: Feed | None,
    known: Known,
    now: datetime,
    max_age: timedelta | None = None,
    scale: Scale | None = None,
) -> Outcome:
    """The outcome of one story's claims against the known events; a story older than `max_age` is filed, but nothing is posted for it.

    `scale` is what severity is told by; None: it is not told.
    """
    if max_age is not None and story.published < now - max_age:
        claims = [replace(claim, post=False) for claim in claims]
    changed: dict[str, Event] = {}
    before: dict[str, Event] = {}
    decisions: list[Decision] = []
    alerts: list[Alert] = []

    def settle(decision: Decision) -> None:
        told, events = alerts_of(decision, now)
        changed.update((event.id, event) for event in events)
        alerts.extend(told)

    def seen(question: Reach) -> list[Event]:
        stored = known(question)
        before.update((event.id, event) for event in stored)
        return _seen(stored, changed, question)

    reports = [report_of(story, claim, index, feed, now) for index, claim in enumerate(claims)]
    for report in sorted(news(reports), key=turn):
        question = reach(report.claim, story)
        decision = merge(report, seen(question), now)
        settle(decision)
        decisions.append(decision)
    again = reach_again(story)  # a later version: what it no longer says, corrects or takes back
    later = reread(story, feed, seen(again), now) if again else ()
    for decision in later:
        settle(decision)
    filed = main_of(decisions)
    gained = gathered(alerts, changed, before)
    spared = twins(gained, changed)
    changed.update((one, replace(changed[one], alerted=None, pushed=None)) for one in spared)
    messages = tuple(_rated(alert, changed[alert.event], scale) for alert in gained if alert.event not in spared)
    return Outcome(story, tuple(claims), tuple(reports), tuple(changed.values()), messages, filed, (*decisions, *later))


def _rated(alert: Alert, event: Event, scale: Scale | None) -> Alert:
    return replace(alert, severity=rating_of(event, scale).severity.value) if scale else alert


def _seen(stored: Sequence[Event], changed: dict[str, Event], question: Reach) -> list[Event]:
    """The stored events as this story has already changed them, and those it has opened itself."""
    known = {event.id: changed.get(event.id, event) for event in stored}
    known |= {event.id: event for event in changed.values() if event.type in question.types}
    return list(known.values())
