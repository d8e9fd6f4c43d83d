"""timeline, supply, trend: counts over the ledger. Every number leads to the events it counts."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot import chart
from bot.alert.names import name_of
from bot.alert.words import EVENT as KINDS
from bot.alert.words import STATUS, what_of
from bot.chart import Chart
from bot.errors import BadInput
from bot.lookup import Bucket, Flow, Question, Row, Span, Step, Tally, Timeline, supply, timeline, trend
from bot.model import ClaimType, Days, Event
from bot.store import Store
from bot.watch import Vocabulary
from handlers.commands.asking import button
from handlers.commands.claims import DAYS, SINCE, UNTIL
from handlers.commands.given import party_of, skip_of, span_of, thing_of, type_of
from handlers.commands.telling import counted, listed, sides_of, span_words, statuses, thing_words
from handlers.commands.words import Asked, Button, Command, Kind, Line, Option, Picture, Reply
from handlers.wording import day, days

EACH = 10
PAIRS = 12
LEAD = 4  # buttons that lead to what a number counts
MARKS = 60  # events of a picture
USUAL = {"timeline": 90, "supply": 365}
STEPS = {Step.DAY: 30, Step.WEEK: 7 * 12, Step.MONTH: 365}
NOBODY = "-"  # an option that asks for those events where it is not told
COMMANDS = (
    Command(
        "timeline",
        "",
        "What happened day by day: of one party, between two, or with a weapon",
        (
            Option("actor", "A state, group or company, on either side", Kind.ACTOR),
            Option("with", "The other side of it", Kind.ACTOR),
            Option("weapon", "A weapon or a kind of weapon", Kind.WEAPON),
            DAYS,
            SINCE,
            UNTIL,
        ),
    ),
    Command(
        "supply",
        "",
        "Who supplies whom with what: how often, how firm, and the latest",
        (
            Option("from", "The supplier", Kind.ACTOR),
            Option("to", "The receiver", Kind.ACTOR),
            Option("weapon", "A weapon or a kind of weapon", Kind.WEAPON),
            DAYS,
            SINCE,
            UNTIL,
        ),
    ),
    Command(
        "trend",
        "",
        "How many events a day, week or month",
        (
            Option("by", "How long each count is", Kind.CHOICE, choices=tuple(Step)),
            Option("type", "A kind of event", Kind.TYPE),
            Option("actor", "A state, group or company, on either side", Kind.ACTOR),
            DAYS,
            SINCE,
            UNTIL,
        ),
    ),
)
Draw = Callable[[Chart], Awaitable[Picture | None]]


class Figures:
    """Answers them; `draw` makes their pictures, None where nobody looks at any."""

    def __init__(self, store: Store, names: Vocabulary, draw: Draw | None = None) -> None:
        self._store, self._names, self._draw = store, names, draw

    async def answer(self, asked: Asked, now: datetime) -> Reply | None:
        """The answer, or None."""
        works = {"timeline": self._timeline, "supply": self._supply, "trend": self._trend}
        if asked.noun not in works:
            return None
        reply, drawing = await asyncio.to_thread(works[asked.noun], asked, now)
        if self._draw is None or drawing is None:
            return reply
        return _pictured(reply, await self._draw(drawing))

    def _timeline(self, asked: Asked, now: datetime) -> tuple[Reply, Chart | None]:
        side, other, thing = (
            party_of(asked, "actor", self._names),
            party_of(asked, "with", self._names),
            thing_of(asked, "weapon", self._names),
        )
        if not side and not thing:
            raise BadInput("timeline: name an actor or a weapon, as `actor: North Korea`")
        question = Question(span_of(asked, now, USUAL["timeline"]), side=side, other=other if side else "", thing=thing)
        skip = skip_of(asked)
        found = timeline(self._store.asking.tallies(question), self._store.asking.rows(question, skip, EACH), skip)
        title = f"Timeline: {_about(question)} · {span_words(question.span, _end(found.last, now))}"
        marked = self._store.asking.rows(question, 0, MARKS) if self._draw and not skip else []
        shown = self._store.asking.events([row.event for row in found.rows])
        lines = (*_counts(found), *listed(shown))
        buttons = (*_pages(asked, skip, more=found.more), *_kinds(asked, question, found))
        reply = Reply(title, lines, buttons, shareable=bool(found.count))
        return reply, self._strip(title, marked) if marked else None

    def _strip(self, title: str, rows: Sequence[Row]) -> Chart:
        events = {one.id: one for one in self._store.asking.events([row.event for row in rows])}
        return chart.Timeline(title, tuple(_mark(row, events[row.event]) for row in rows if row.event in events))

    def _supply(self, asked: Asked, now: datetime) -> tuple[Reply, Chart | None]:
        given, taken = asked.options.get("from", ""), asked.options.get("to", "")
        question = Question(
            span_of(asked, now, USUAL["supply"]),
            types=(ClaimType.ARMS_TRANSFER,),
            actor="" if given == NOBODY else party_of(asked, "from", self._names),
            target="" if taken == NOBODY else party_of(asked, "to", self._names),
            thing=thing_of(asked, "weapon", self._names),
        )
        rows = self._store.asking.rows(question)
        if asked.options.get("list"):
            return self._pair(asked, question, rows, now), None
        flows = supply(rows)
        mine = [flow for flow in flows if question.actor in {"", flow.supplier} and question.target in {"", flow.receiver}]
        title = f"Supply: {_supplied(question)} · {span_words(question.span, now.date())}"
        skip = skip_of(asked)
        page = mine[skip : skip + PAIRS]
        latest = {one.id: one for one in self._store.asking.events([flow.latest.event for flow in page])}
        lines = (*_sum(rows, mine), *(_flow(flow, latest.get(flow.latest.event)) for flow in page))
        buttons = (*_pages(asked, skip, more=len(mine) > skip + PAIRS), *(_leads(asked, flow) for flow in page[:LEAD]))
        return Reply(title, lines, buttons, shareable=bool(rows)), _graph(title, mine) if self._draw and not skip else None

    def _pair(self, asked: Asked, question: Question, rows: Sequence[Row], now: datetime) -> Reply:
        """Every event that a supplier and a receiver are counted by."""
        given, taken = asked.options.get("from", ""), asked.options.get("to", "")
        held = [row for row in rows if (given != NOBODY or not row.actors) and (taken != NOBODY or not row.targets)]
        skip = skip_of(asked)
        tallies = [Tally(row.type, row.status, 1, int(row.denied), row.day) for row in held]
        found = timeline(tallies, held[skip : skip + EACH], skip)
        title = f"Supply: {_named(question.actor, given)} → {_named(question.target, taken)} · {span_words(question.span, now.date())}"
        events = self._store.asking.events([row.event for row in found.rows])
        return Reply(title, (*_counts(found), *listed(events)), (*_pages(asked, skip, more=found.more),), shareable=bool(held))

    def _trend(self, asked: Asked, now: datetime) -> tuple[Reply, Chart | None]:
        said = asked.options.get("by", "") or Step.WEEK.value
        if said not in set(Step):
            raise BadInput(f"by: `{said[:80]}` is no step; there are {', '.join(Step)}")
        step, kind = Step(said), type_of(asked, "type")
        span = span_of(asked, now, STEPS[step])
        since, until = span.since or now.date() - timedelta(days=STEPS[step] - 1), span.until or now.date()
        question = Question(Span(since, until), types=(kind,) if kind else (), side=party_of(asked, "actor", self._names))
        buckets = trend(self._store.asking.counted(question), since, until, step)
        title = f"Trend by {step}: {_about(question)} · {span_words(question.span, until)}"
        told = [bucket for bucket in reversed(buckets) if bucket.count]
        lines = (*_totals(buckets), *(_bucket(bucket) for bucket in told[: EACH * 2]))
        query = query_of(question)
        buttons = tuple(_search(asked, f"{_short(bucket.span)}: {bucket.count:,}", query, bucket.span) for bucket in told[:LEAD])
        if told:
            buttons = (_search(asked, f"All: {sum(bucket.count for bucket in told):,}", query, question.span), *buttons)
        return Reply(title, lines, buttons, shareable=bool(told)), _bars(title, step, buckets) if told else None


def query_of(question: Question) -> str:
    """The words of the watch language that find the same events."""
    terms = [kind.value for kind in question.types]
    if question.side and question.other:
        one, two = question.side, question.other
        terms.append(f"(from {one} to {two} or from {two} to {one})")
    elif question.side:
        terms.append(f"party {question.side}")
    terms += [f"{slot} {value}" for slot, value in (("from", question.actor), ("to", question.target), ("with", question.thing)) if value]
    return " ".join(terms) or "everything"


def _search(asked: Asked, label: str, query: str, span: Span) -> Button:
    held = {"query": query, "since": str(span.since or ""), "until": str(span.until or "")}
    return button(label, asked, "claims", "search", {name: value for name, value in held.items() if value})


def _pages(asked: Asked, skip: int, *, more: bool) -> Iterator[Button]:
    each = PAIRS if asked.noun == "supply" and not asked.options.get("list") else EACH
    if skip:
        yield button("Newer", asked, asked.noun, asked.verb, {**asked.options, "skip": str(max(skip - each, 0))})
    if more:
        yield button("Older", asked, asked.noun, asked.verb, {**asked.options, "skip": str(skip + each)})


def _about(question: Question) -> str:
    kinds = ", ".join(KINDS[kind] for kind in question.types)
    sides = " and ".join(name_of(party) for party in (question.side, question.other) if party)
    thing = thing_words(question.thing) if question.thing else ""
    return " · ".join(filter(None, (kinds, sides, thing))) or "all events"


def _supplied(question: Question) -> str:
    who = f"{name_of(question.actor)} → " if question.actor else ""
    whom = name_of(question.target) if question.target else "anybody" if who else "anybody → anybody"
    told = f"{who}{whom}" if who or not question.target else f"anybody → {whom}"
    return f"{told} · {thing_words(question.thing)}" if question.thing else told


def _named(party: str, said: str) -> str:
    return name_of(party) if party else ("not told" if said == NOBODY else "anybody")


def _end(last: date | None, now: datetime) -> date:
    return max(filter(None, (last, now.date())))


def _counts(found: Timeline) -> Iterator[Line]:
    if not found.count:
        yield Line("No events in these days. More days may hold some: `days: 365`.")
        return
    yield Line(f"{counted(found.count, 'event')}: {statuses(found.statuses, found.denied)}", strong=True)
    yield Line(f"By kind: {', '.join(f'{count:,} {KINDS[kind]}' for kind, count in found.types)}")


def _kinds(asked: Asked, question: Question, found: Timeline) -> Iterator[Button]:
    """The events that the commonest kinds count."""
    for kind, count in found.types[:LEAD] if len(found.types) > 1 else ():
        query = f"{kind.value} {query_of(question)}"
        yield _search(asked, f"{KINDS[kind]}: {count:,}", query, question.span)


def _sum(rows: Sequence[Row], flows: Sequence[Flow]) -> Iterator[Line]:
    if not rows:
        yield Line("No transfers in these days. More days may hold some: `days: 1095`.")
        return
    yield Line(f"{counted(len(rows), 'transfer')} between {counted(len(flows), 'pair')}", strong=True)


def _flow(flow: Flow, latest: Event | None) -> Line:
    things = ", ".join(f"{thing_words(thing)} {count:,}" for thing, count in flow.things[:4])
    whom = name_of(flow.receiver) if flow.receiver else "receiver not told"
    sides = f"{name_of(flow.supplier) if flow.supplier else 'supplier not told'} → {whom}"
    told = [f"{sides}: {counted(flow.count, 'event')} ({statuses(flow.statuses, flow.denied)})", things]
    what = f": {STATUS[latest.status].lower()}, {what_of(latest.claim)}" if latest else ""
    told.append(f"latest {day(flow.latest.day)}{what}")
    return Line(" · ".join(filter(None, told)), event=flow.latest.event)


def _leads(asked: Asked, flow: Flow) -> Button:
    label = f"{name_of(flow.supplier) if flow.supplier else '?'} → {name_of(flow.receiver) if flow.receiver else '?'}: {flow.count:,}"
    pair = {"from": flow.supplier or NOBODY, "to": flow.receiver or NOBODY, "list": "1", "skip": "0"}
    return button(label[:40], asked, "supply", "", {**asked.options, **pair})


def _totals(buckets: Sequence[Bucket]) -> Iterator[Line]:
    total = sum(bucket.count for bucket in buckets)
    if not total:
        yield Line("No events in these days.")
        return
    most = max(buckets, key=lambda bucket: bucket.count)
    yield Line(f"{counted(total, 'event')}; the most, {most.count:,}, {_short(most.span)}", strong=True)


def _bucket(bucket: Bucket) -> Line:
    return Line(f"{_short(bucket.span)}: {bucket.count:,} ({statuses(bucket.statuses)})")


def _short(span: Span) -> str:
    if span.since is None or span.until is None or span.since == span.until:
        return day(span.since) if span.since else ""
    whole = (span.until + timedelta(days=1)).day == 1 and span.since.day == 1
    if whole and span.since.month == span.until.month:
        return f"{span.since:%b %Y}"
    return days(Days(span.since, span.until))


def _mark(row: Row, event: Event) -> chart.Mark:
    label = f"{sides_of(event.claim)}: {what_of(event.claim)}"
    return chart.Mark(row.day, label, event.status, row.day_end if row.day_end > row.day else None, _flag(event), event.id)


def _flag(event: Event) -> str:
    return "denied" if any(flag.startswith("DENIED") for flag in event.flags) else ""


def _graph(title: str, flows: Sequence[Flow]) -> Chart | None:
    edges = [
        chart.Edge(
            name_of(flow.supplier) if flow.supplier else "not told",
            name_of(flow.receiver) if flow.receiver else "not told",
            ", ".join(thing_words(thing) for thing, _ in flow.things[:3]),
            flow.statuses,
            flow.latest.day,
        )
        for flow in flows
    ]
    return chart.Supply(title, tuple(edges)) if edges else None


def _bars(title: str, step: Step, buckets: Sequence[Bucket]) -> Chart:
    bars = (chart.Bar(bucket.span.since, bucket.statuses) for bucket in buckets if bucket.span.since)
    return chart.Trend(title, chart.Step(step.value), tuple(bars))


def _pictured(reply: Reply, picture: Picture | None) -> Reply:
    return replace(reply, picture=picture) if picture else reply
