"""timeline, supply and trend in words: what is counted, and the buttons that lead to what was counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot import chart
from bot.alert.names import name_of
from bot.alert.words import STATUS, sides_of, what_of
from bot.chart import Chart
from bot.lookup import Bucket, Flow, Question, Row, Span, Step, Timeline
from bot.model import Days, Event, Kind, kind_word, kinds_word, word_of
from handlers.commands.asking import button
from handlers.commands.telling import counted, statuses, thing_words
from handlers.commands.words import Asked, Button, Line, Picture, Reply
from handlers.wording import day, days

LEAD = 4  # buttons that lead to what a number counts
NOBODY = "-"  # an option that asks for those events where it is not told


def query_of(question: Question, counted: Kind | None = None, found: Iterable[Kind] = ()) -> str:
    """The words of the watch language that find the same events; with a kind, those of them that are counted as of it.

    `found`: the kinds that are counted beside it; what undoes it is among them or is none.
    """
    kind = _alone(counted, found) if counted else ", ".join(map(_term, question.types))
    terms = [kind] if kind else []
    if question.side and question.other:
        one, two = question.side, question.other
        terms.append(f"(from {one} to {two} or from {two} to {one})")
    elif question.side:
        terms.append(f"party {question.side}")
    terms += [f"{slot} {value}" for slot, value in (("from", question.actor), ("to", question.target), ("with", question.thing)) if value]
    return " ".join(terms) or "everything"


def _term(kind: Kind) -> str:
    """A kind of event, or what undoes one, in the watch language."""
    return _quoted(word_of(*kind)) if kind[1] else kind[0].value


def _quoted(name: str) -> str:
    return f'"{name}"' if " " in name else name


def _alone(kind: Kind, found: Iterable[Kind]) -> str:
    """A kind of event without what undoes it, which is counted by itself."""
    apart = [_quoted(word_of(*one)) for one in found if one[1] and kind == (one[0], None)]
    return f"{_term(kind)} not {', '.join(apart)}" if apart else _term(kind)


def search(asked: Asked, label: str, query: str, span: Span) -> Button:
    """A button to the events that a query finds in some days."""
    held = {"query": query, "since": str(span.since or ""), "until": str(span.until or "")}
    return button(label, asked, "claims", "search", {name: value for name, value in held.items() if value})


def about(question: Question, found: Iterable[Kind] = ()) -> str:
    """What is asked about, in names; what undoes a kind beside it, where some was `found`."""
    beside = sorted(set(found) - set(question.types), key=lambda kind: word_of(*kind)) if question.types else []
    kinds = ", ".join(kind_word(*kind) for kind in (*question.types, *beside))
    sides = " and ".join(name_of(party) for party in (question.side, question.other) if party)
    thing = thing_words(question.thing) if question.thing else ""
    return " · ".join(filter(None, (kinds, sides, thing))) or "all events"


def supplied(question: Question) -> str:
    """North Korea → Russia · ammunition."""
    who = f"{name_of(question.actor)} → " if question.actor else ""
    whom = name_of(question.target) if question.target else "anybody" if who else "anybody → anybody"
    told = f"{who}{whom}" if who or not question.target else f"anybody → {whom}"
    return f"{told} · {thing_words(question.thing)}" if question.thing else told


def named(party: str, said: str) -> str:
    """A party's name, or what stands in its place."""
    return name_of(party) if party else ("not told" if said == NOBODY else "anybody")


def end_of(last: date | None, now: datetime) -> date:
    """The last day of an open span: today, or a later one that something was announced for."""
    return max(filter(None, (last, now.date())))


def counts(found: Timeline) -> Iterator[Line]:
    """How many, how firm, of which kinds."""
    if not found.count:
        yield Line("No events in these days. More days may hold some: `days: 365`.")
        return
    yield Line(f"{counted(found.count, 'event')}: {statuses(found.statuses, found.denied)}", strong=True)
    yield by_kind(found)


def by_kind(found: Timeline) -> Line:
    """How many of each kind; what undoes one is told apart from it."""
    return Line(f"By kind: {', '.join(kinds_word(count, *kind) for kind, count in found.types)}")


def kinds(asked: Asked, question: Question, found: Timeline) -> Iterator[Button]:
    """The events that the commonest kinds count."""
    for kind, count in found.types[:LEAD] if len(found.types) > 1 else ():
        yield search(asked, f"{kind_word(*kind)}: {count:,}", query_of(question, kind, [one for one, _ in found.types]), question.span)


def summed(rows: Sequence[Row], flows: Sequence[Flow]) -> Iterator[Line]:
    """How many transfers between how many."""
    if not rows:
        yield Line("No transfers in these days. More days may hold some: `days: 1095`.")
        return
    yield Line(f"{counted(len(rows), 'transfer')} between {counted(len(flows), 'pair')}", strong=True)


def flow_line(flow: Flow, latest: Event | None) -> Line:
    """One supplier and receiver."""
    things = ", ".join(f"{thing_words(thing)} {count:,}" for thing, count in flow.things[:4])
    sides = " → ".join(_sides(flow, latest, "supplier not told", "receiver not told"))
    told = [f"{sides}: {counted(flow.count, 'event')} ({statuses(flow.statuses, flow.denied)})", things]
    what = (STATUS[latest.status].lower(), what_of(latest.claim).partition(": ")[2]) if latest else ()
    told.append(f"latest {day(flow.latest.day)}: {', '.join(filter(None, what))}")
    return Line(" · ".join(filter(None, told)), event=flow.latest.event)


def _sides(flow: Flow, latest: Event | None, giver: str, taker: str) -> tuple[str, str]:
    """A supplier and a receiver in names, or the words for who is not told."""
    said = latest.sentences if latest else ()
    return name_of(flow.supplier, said) if flow.supplier else giver, name_of(flow.receiver, said) if flow.receiver else taker


def lead(asked: Asked, flow: Flow, latest: Event | None) -> Button:
    """A button to all that a supplier and receiver are counted by."""
    label = f"{' → '.join(_sides(flow, latest, '?', '?'))}: {flow.count:,}"
    pair = {"from": flow.supplier or NOBODY, "to": flow.receiver or NOBODY, "list": "1", "skip": "0"}
    return button(label[:40], asked, "supply", "", {**asked.options, **pair})


def totals(buckets: Sequence[Bucket]) -> Iterator[Line]:
    """How many in all, and the most in one bucket."""
    total = sum(bucket.count for bucket in buckets)
    if not total:
        yield Line("No events in these days.")
        return
    most = max(buckets, key=lambda bucket: bucket.count)
    yield Line(f"{counted(total, 'event')}; the most, {most.count:,}, {short(most.span)}", strong=True)


def bucket_line(bucket: Bucket) -> Line:
    """One bucket."""
    return Line(f"{short(bucket.span)}: {bucket.count:,} ({statuses(bucket.statuses)})")


def short(span: Span) -> str:
    """A bucket's days: Feb 2026, 2–8 Mar 2026, 1 Mar 2026."""
    if span.since is None or span.until is None or span.since == span.until:
        return day(span.since) if span.since else ""
    whole = (span.until + timedelta(days=1)).day == 1 and span.since.day == 1
    if whole and span.since.month == span.until.month:
        return f"{span.since:%b %Y}"
    return days(Days(span.since, span.until))


def mark(row: Row, event: Event) -> chart.Mark:
    """An event of a timeline's picture."""
    label = f"{sides_of(event.claim, event.sentences)}: {what_of(event.claim)}"
    undone = kind_word(*row.kind) if row.reversal else ""
    return chart.Mark(row.day, label, event.status, row.day_end if row.day_end > row.day else None, _flag(event), event.id, undone)


def _flag(event: Event) -> str:
    return "denied" if any(flag.startswith("DENIED") for flag in event.flags) else ""


def graph(title: str, flows: Sequence[Flow], latest: Mapping[str, Event]) -> Chart | None:
    """The picture of who supplies whom; None where nobody does. `latest`: events at hand, by id."""
    edges = [
        chart.Edge(
            *_sides(flow, latest.get(flow.latest.event), "not told", "not told"),
            ", ".join(thing_words(thing) for thing, _ in flow.things[:3]),
            flow.statuses,
            flow.latest.day,
        )
        for flow in flows
    ]
    return chart.Supply(title, tuple(edges)) if edges else None


def bars(title: str, step: Step, buckets: Sequence[Bucket]) -> Chart:
    """The picture of a trend."""
    made = (chart.Bar(bucket.span.since, bucket.statuses) for bucket in buckets if bucket.span.since)
    return chart.Trend(title, chart.Step(step.value), tuple(made))


def pictured(reply: Reply, picture: Picture | None) -> Reply:
    """The answer with its picture, where there is one."""
    return replace(reply, picture=picture) if picture else reply
