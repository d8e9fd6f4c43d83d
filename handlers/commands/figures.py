"""timeline, supply, trend: counts over the ledger. Every number leads to the events it counts."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta

from bot import chart
from bot.chart import Chart
from bot.errors import BadInput
from bot.lookup import Question, Row, Span, Step, Tally, supply, timeline, transfers, trend
from bot.model import ClaimType
from bot.store import Store
from bot.watch import Vocabulary
from handlers.commands.asking import pages
from handlers.commands.claims import DAYS, SINCE, UNTIL
from handlers.commands.figure_words import (
    LEAD,
    NOBODY,
    about,
    bars,
    bucket_line,
    by_kind,
    counts,
    end_of,
    flow_line,
    graph,
    kinds,
    lead,
    mark,
    named,
    pictured,
    query_of,
    search,
    short,
    summed,
    supplied,
    totals,
)
from handlers.commands.given import party_of, skip_of, span_of, thing_of, type_of
from handlers.commands.telling import listed, span_words
from handlers.commands.words import Asked, Command, Kind, Option, Picture, Reply

EACH = 10
PAIRS = 12
BUCKETS = 120  # of a trend: more are no picture
MARKS = 60  # events of a picture
USUAL = {"timeline": 90, "supply": 365}
STEPS = {Step.DAY: 30, Step.WEEK: 7 * 12, Step.MONTH: 365}
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
        return pictured(reply, await self._draw(drawing))

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
        title = f"Timeline: {about(question)} · {span_words(question.span, end_of(found.last, now))}"
        marked = self._store.asking.rows(question, 0, MARKS) if self._draw and not skip else []
        shown = self._store.asking.events([row.event for row in found.rows])
        lines = (*counts(found), *listed(shown))
        buttons = (*pages(asked, skip, EACH, more=found.more), *kinds(asked, question, found))
        reply = Reply(title, lines, buttons, shareable=bool(found.count))
        return reply, self._strip(title, marked) if marked else None

    def _strip(self, title: str, rows: Sequence[Row]) -> Chart:
        events = {one.id: one for one in self._store.asking.events([row.event for row in rows])}
        return chart.Timeline(title, tuple(mark(row, events[row.event]) for row in rows if row.event in events))

    def _supply(self, asked: Asked, now: datetime) -> tuple[Reply, Chart | None]:
        given, taken = asked.options.get("from", ""), asked.options.get("to", "")
        question = Question(
            span_of(asked, now, USUAL["supply"]),
            types=((ClaimType.ARMS_TRANSFER, None),),
            actor="" if given == NOBODY else party_of(asked, "from", self._names),
            target="" if taken == NOBODY else party_of(asked, "to", self._names),
            thing=thing_of(asked, "weapon", self._names),
        )
        rows = transfers(self._store.asking.rows(question))
        if asked.options.get("list"):
            return self._pair(asked, question, rows, now), None
        flows = supply(rows)
        mine = [flow for flow in flows if question.actor in {"", flow.supplier} and question.target in {"", flow.receiver}]
        title = f"Supply: {supplied(question)} · {span_words(question.span, now.date())}"
        skip = skip_of(asked)
        page = mine[skip : skip + PAIRS]
        latest = {one.id: one for one in self._store.asking.events([flow.latest.event for flow in page])}
        lines = (*summed(rows, mine), *(flow_line(flow, latest.get(flow.latest.event)) for flow in page))
        buttons = (
            *pages(asked, skip, PAIRS, more=len(mine) > skip + PAIRS),
            *(lead(asked, flow, latest.get(flow.latest.event)) for flow in page[:LEAD]),
        )
        return Reply(title, lines, buttons, shareable=bool(rows)), graph(title, mine, latest) if self._draw and not skip else None

    def _pair(self, asked: Asked, question: Question, rows: Sequence[Row], now: datetime) -> Reply:
        """Every event that a supplier and a receiver are counted by."""
        given, taken = asked.options.get("from", ""), asked.options.get("to", "")
        held = [row for row in rows if (given != NOBODY or not row.actors) and (taken != NOBODY or not row.targets)]
        skip = skip_of(asked)
        tallies = [Tally(row.kind, row.status, 1, int(row.denied), row.day) for row in held]
        found = timeline(tallies, held[skip : skip + EACH], skip)
        title = f"Supply: {named(question.actor, given)} → {named(question.target, taken)} · {span_words(question.span, now.date())}"
        events = self._store.asking.events([row.event for row in found.rows])
        return Reply(title, (*counts(found), *listed(events)), pages(asked, skip, EACH, more=found.more), shareable=bool(held))

    def _trend(self, asked: Asked, now: datetime) -> tuple[Reply, Chart | None]:
        said = asked.options.get("by", "") or Step.WEEK.value
        if said not in set(Step):
            raise BadInput(f"by: `{said[:80]}` is no step; there are {', '.join(Step)}")
        step, kind = Step(said), type_of(asked, "type")
        span = span_of(asked, now, STEPS[step])
        until = span.until or now.date()
        since = span.since or until - timedelta(days=STEPS[step] - 1)
        question = Question(Span(since, until), types=(kind,) if kind else (), side=party_of(asked, "actor", self._names))
        buckets = trend(self._store.asking.counted(question), since, until, step)
        if len(buckets) > BUCKETS:
            longer = "" if step is Step.MONTH else " or `by: month`" if step is Step.WEEK else " or `by: week`"
            raise BadInput(f"that makes {len(buckets):,} {step}s; at most {BUCKETS} are told: ask for fewer days{longer}")
        found = timeline(self._store.asking.tallies(question) if kind else (), (), 0)
        title = f"Trend by {step}: {about(question, (held for held, _ in found.types))} · {span_words(question.span, until)}"
        told = [bucket for bucket in reversed(buckets) if bucket.count]
        undone = (by_kind(found),) if len(found.types) > 1 else ()
        lines = (*totals(buckets), *undone, *(bucket_line(bucket) for bucket in told[: EACH * 2]))
        query = query_of(question)
        buttons = tuple(search(asked, f"{short(bucket.span)}: {bucket.count:,}", query, bucket.span) for bucket in told[:LEAD])
        if told:
            whole = search(asked, f"All: {sum(bucket.count for bucket in told):,}", query, question.span)
            buttons = (whole, *(kinds(asked, question, found) if undone else ()), *buttons)
        return Reply(title, lines, buttons, shareable=bool(told)), bars(title, step, buckets) if told else None
