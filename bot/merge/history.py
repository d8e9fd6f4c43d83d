"""An event's whole history as lines of text: reports by lineage, slots with their origin, links, revisions, and why each was filed here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from types import MappingProxyType

from bot.merge import lineage
from bot.merge.due import expectation_of
from bot.merge.figures import toll_of
from bot.merge.ladder import deniers, parties_of, rung, standing
from bot.merge.quantities import spoken
from bot.merge.slots import clean
from bot.model import Claim, Days, Event, Report, Revision, firm_word, kind_word

NO_EVENTS: Mapping[str, Event] = MappingProxyType({})
Named = Callable[[str], str]
SHORT = 8  # characters of a report's id: enough to name it by


def _change(told: Revision) -> str:
    return f"{told.slot}: {told.old or '-'} → {told.new or '-'}"


@dataclass(frozen=True, slots=True)
class Words:
    """What a reader calls a party by its id, a flag and a change; left out, they stand as they are kept."""

    party: Named = str
    flag: Callable[[str], str] = str
    change: Callable[[Revision], str] = _change


KEPT = Words()


def history(event: Event, linked: Mapping[str, Event] = NO_EVENTS, now: datetime | None = None, words: Words = KEPT) -> tuple[str, ...]:
    """The lines that tell an event from its opening to now; `linked`: the events its links lead to, where they are at hand."""
    parts = (
        _head(event, words),
        _due(event, now or event.changed),
        _slots(event, words.party),
        _reports(event, words.party),
        _links(event, linked, words.party),
        _revisions(event, words.change),
    )
    return tuple(chain.from_iterable(parts))


def _head(event: Event, words: Words) -> Iterator[str]:
    yield f"event {event.id} · {kind_word(event.type, event.claim.reversal)} · {firm_word(event.status)} · revision {event.revision}"
    yield f"  {_line(event, words.party)}"
    step = rung(event.reports, deniers(event.revisions)).name.lower().replace("_", " ")
    yield f"  {_many(event.outlets, 'outlet')} · up to {_many(event.newsrooms, 'newsroom')} · {_many(event.parties, 'party')} · {step}"
    if event.grade:
        yield f"  grade {event.grade}"
    if event.flags:
        yield f"  {' · '.join(map(words.flag, event.flags))}"
    known = f"told {event.alerted:%-d %B %Y %H:%M} UTC" if event.alerted else "told to nobody"
    yield f"  opened {event.opened:%-d %B %Y %H:%M} UTC · {known}"
    if event.merged_into:
        yield f"  it is one with event {event.merged_into}"
    yield from (f"  never one with event {other}: an operator split them" for other in event.apart)


def _due(event: Event, now: datetime) -> Iterator[str]:
    """What was announced, for when, and how that stands."""
    announced = expectation_of(event, now)
    if announced:
        yield f"  announced for {_days(announced.due)}: {announced.state.value}"


def _line(event: Event, named: Named) -> str:
    """An event in a few words: who → whom · what · where."""
    claim = event.claim
    sides = f"{', '.join(map(named, claim.actor)) or '?'} → {', '.join(map(named, claim.target)) or '?'}"
    return " · ".join(filter(None, (sides, _items(claim), ", ".join(claim.place))))


def _many(count: int, word: str) -> str:
    return f"{count} {word if count == 1 else f'{word[:-1]}ies' if word.endswith('y') else f'{word}s'}"


def _items(claim: Claim) -> str:
    return ", ".join(" ".join(filter(None, (spoken(item.quantity), item.text))) for item in claim.item)


def _slots(event: Event, named: Named) -> Iterator[str]:
    """Each slot's value, and the first report that stands and says so."""
    yield "slots"
    for name, value in _values(event.claim, named).items():
        if value:
            yield f"  {name:<9}{value}{_origin(event, name, value, named)}"


def _origin(event: Event, name: str, value: str, named: Named) -> str:
    says = [report for report in standing(event.reports) if _values(clean(report), named).get(name) == value]
    if not says:
        return "  (put together from several reports)"
    rest = f" and {len(says) - 1} more" if len(says) > 1 else ""
    return f"  ← {_outlet(says[0])} {says[0].published:%-d %b %H:%M}{rest}"


def _values(claim: Claim, named: Named) -> dict[str, str]:
    """A claim's slots in words, by name."""
    toll = toll_of(claim)
    return {
        "doer": ", ".join(map(named, claim.actor)),
        "hit": ", ".join(map(named, claim.target)),
        "item": _items(claim),
        "money": claim.money.text if claim.money else "",
        "killed": str(toll) if toll is not None else "",
        "place": ", ".join(claim.place),
        "day": _days(claim.date) if claim.date else "",
        "reversal": claim.reversal.value if claim.reversal else "",
    }


def _days(days: Days) -> str:
    return f"{days.start}" if days.start == days.end else f"{days.start} to {days.end}"


def _reports(event: Event, named: Named) -> Iterator[str]:
    """The reports as a tree: newsrooms, the outlets that hang on them, what each says and why it was filed here."""
    yield f"reports ({len(event.reports)})"
    roots = list(dict.fromkeys(report.newsroom for report in event.reports))
    for place, root in enumerate(roots):
        last = place == len(roots) - 1
        yield f"  {'└' if last else '├'}─ newsroom {root}"
        mine = [report for report in event.reports if report.newsroom == root]
        for number, report in enumerate(mine):
            yield from _report(report, "     " if last else "  │  ", named, end=number == len(mine) - 1)


def _report(report: Report, indent: str, named: Named, *, end: bool) -> Iterator[str]:
    edition = f" v{report.version}" if report.version > 1 else ""
    branch = f"{indent}{'└' if end else '├'}─ {report.id[:SHORT]} {report.published:%-d %b %H:%M}"
    yield f"{branch} {_outlet(report)}{edition}: {report.title}{_marks(report)}"
    under = f"{indent}{' ' if end else '│'}    "
    yield from (f"{under}“{quote}”" for quote in report.claim.quotes if quote != report.title)
    parties = ", ".join(map(named, parties_of(report)))
    if parties:
        yield f"{under}says: {parties}"
    if report.cites:
        yield f"{under}citing: {', '.join(report.cites)}"
    yield from (f"{under}because: {why}" for why in report.why)


def _outlet(report: Report) -> str:
    """An outlet's name; of one known by its feed's address only, the site's."""
    return lineage.key(report.outlet) if "://" in report.outlet else report.outlet


def _marks(report: Report) -> str:
    told_of = (
        *report.marks,
        *(("withdrawn",) if report.withdrawn else ()),
        *((f"missing on {report.missed} reads",) if report.missed else ()),
    )
    return f" ({', '.join(told_of)})" if told_of else ""


def _links(event: Event, linked: Mapping[str, Event], named: Named) -> Iterator[str]:
    if event.links:
        yield "links"
    for link in event.links:
        other = linked.get(link.to)
        words = f": {_line(other, named)}" if other else ""
        moved = f" (now {other.merged_into})" if other and other.merged_into else ""
        yield f"  {link.kind.value.replace('_', ' ')} → {link.to}{moved}{words}{f' ({link.why})' if link.why else ''}"


def _revisions(event: Event, change: Callable[[Revision], str]) -> Iterator[str]:
    if event.revisions:
        yield "revisions"
    outlets = {report.id: _outlet(report) for report in event.reports}
    for told_of in event.revisions:
        by = outlets.get(told_of.report, "")
        yield f"  {told_of.at:%-d %b %Y %H:%M} {change(told_of)}{f' ({by})' if by else ''}"
