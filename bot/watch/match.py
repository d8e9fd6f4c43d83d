"""Whether an event is what a query asks for, and by which of its words.

`not` only takes away: an event matches only within the kinds and parties that the positive terms name (tests hold it to that).
A group nobody knows any more matches nothing, and takes its whole watch with it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import chain
from types import MappingProxyType

from bot.model import Both, Compare, Either, Everything, Is, Measure, Not, Op, Query, Severity, Slot
from bot.watch.facts import Facts, Interval
from bot.watch.tree import printed, term

Test = Callable[[Facts], bool]
Groups = Mapping[str, frozenset[str]]
STEPS = MappingProxyType({level: step for step, level in enumerate(Severity)})
HELD: Mapping[Slot, Callable[[Facts], frozenset[str]]] = MappingProxyType(
    {
        Slot.TYPE: lambda facts: facts.kinds,
        Slot.STATUS: lambda facts: facts.statuses,
        Slot.FROM: lambda facts: facts.actors,
        Slot.BY: lambda facts: facts.actors,
        Slot.TO: lambda facts: facts.targets,
        Slot.ON: lambda facts: facts.targets,
        Slot.PARTY: lambda facts: facts.sides,
        Slot.SPEAKER: lambda facts: facts.speakers,
        Slot.WITH: lambda facts: facts.things,
        Slot.IN: lambda facts: facts.places,
        Slot.OUTLET: lambda facts: facts.outlets,
        Slot.STATE: lambda facts: frozenset({"background"}) if facts.background else frozenset(),
    }
)
SURELY: Mapping[Op, Callable[[Interval, float], bool]] = MappingProxyType(
    {
        Op.LEAST: lambda told, bound: told[0] >= bound,
        Op.MORE: lambda told, bound: told[0] > bound,
        Op.MOST: lambda told, bound: told[1] <= bound,
        Op.LESS: lambda told, bound: told[1] < bound,
        Op.EQUAL: lambda told, bound: told == (bound, bound),
    }
)
MEASURED: Mapping[Measure, Callable[[Facts], tuple[Interval, ...]]] = MappingProxyType(
    {
        Measure.COUNT: lambda facts: facts.counts,
        Measure.KILLED: lambda facts: facts.killed,
        Measure.PARTIES: lambda facts: _one(facts.parties),
        Measure.NEWSROOMS: lambda facts: _one(facts.newsrooms),
        Measure.OUTLETS: lambda facts: _one(facts.told),
        Measure.IMPORTANCE: lambda facts: _one(facts.importance),
        Measure.SEVERITY: lambda facts: _one(STEPS[facts.severity]),
    }
)


def _one(number: float) -> tuple[Interval, ...]:
    return ((number, number),)


def members(query: Is, groups: Groups) -> frozenset[str]:
    """The ids a term accepts, its groups spelt out."""
    told = chain.from_iterable(groups.get(value[1:], ()) if value.startswith("@") else (value,) for value in query.values)
    return frozenset(value.lower() for value in told) if query.slot is Slot.IN else frozenset(told)


def broken(query: Query, groups: Groups) -> str:
    """The first group in a query that nobody knows any more, or ""."""
    if isinstance(query, Is):
        return next((value for value in query.values if value.startswith("@") and value[1:] not in groups), "")
    inner = (query.part,) if isinstance(query, Not) else getattr(query, "parts", ())
    return next(filter(None, (broken(part, groups) for part in inner)), "")


def test_of(query: Query, groups: Groups) -> Test:
    """A query as a quick test of facts."""
    return _never if broken(query, groups) else _test(query, groups)


test_of.__test__ = False  # type: ignore[attr-defined]  # pytest takes the name for a test of ours


def _never(_: Facts) -> bool:
    return False


def _test(query: Query, groups: Groups) -> Test:
    if isinstance(query, Both):
        all_of = tuple(_test(part, groups) for part in query.parts)
        return lambda facts: all(test(facts) for test in all_of)
    if isinstance(query, Either):
        any_of = tuple(_test(part, groups) for part in query.parts)
        return lambda facts: any(test(facts) for test in any_of)
    if isinstance(query, Not):
        inner = _test(query.part, groups)
        return lambda facts: not inner(facts)
    return _term(query, groups)


def _term(query: Query, groups: Groups) -> Test:
    if isinstance(query, Compare):
        return _comparison(query)
    if not isinstance(query, Is):
        return lambda _: isinstance(query, Everything)
    if query.slot is Slot.SAYING:
        phrases = tuple(f" {value} " for value in query.values)
        return lambda facts: any(phrase in facts.words for phrase in phrases)
    wanted, held = members(query, groups), HELD[query.slot]
    return lambda facts: not wanted.isdisjoint(held(facts))


def _comparison(query: Compare) -> Test:
    if query.measure is Measure.GRADE:
        return lambda facts: graded(facts.grade, query.op, query.bound)
    bound = float(STEPS[Severity(query.bound)] if query.measure is Measure.SEVERITY else query.bound)
    measured, surely = MEASURED[query.measure], SURELY[query.op]
    return lambda facts: any(surely(told, bound) for told in measured(facts))


def graded(grade: str, op: Op, bound: str) -> bool:
    """Grades compare by letter and number both: B2 <= B3, but neither B2 <= C1 nor C1 <= B2."""
    if len(grade) < len(bound):
        return False
    pairs = tuple(zip(grade, bound, strict=True))
    at_most, at_least = all(a <= b for a, b in pairs), all(a >= b for a, b in pairs)
    same = grade == bound
    found = {Op.MOST: at_most, Op.LEAST: at_least, Op.LESS: at_most and not same, Op.MORE: at_least and not same, Op.EQUAL: same}
    return found[op]


def words_of(query: Query, facts: Facts, groups: Groups) -> tuple[str, ...]:
    """The terms by which an event matches, in the query's order; nothing where it does not."""
    return () if broken(query, groups) else _words(query, facts, groups)


def _words(query: Query, facts: Facts, groups: Groups) -> tuple[str, ...]:
    if not _test(query, groups)(facts):
        return ()
    if isinstance(query, Both):
        return tuple(dict.fromkeys(word for part in query.parts for word in _words(part, facts, groups)))
    if isinstance(query, Either):
        return next(words for part in query.parts if (words := _words(part, facts, groups)))
    return (printed(query) if isinstance(query, Not) else term(query),)


def missing(query: Query, facts: Facts, groups: Groups) -> tuple[str, ...]:
    """The terms that keep an event out of a query: of alternatives, those of the one that came nearest."""
    if name := broken(query, groups):
        return (f"{name} is no group any more",)
    return _missing(query, facts, groups)


def _missing(query: Query, facts: Facts, groups: Groups) -> tuple[str, ...]:
    if _test(query, groups)(facts):
        return ()
    if isinstance(query, Both):
        return tuple(dict.fromkeys(word for part in query.parts for word in _missing(part, facts, groups)))
    if isinstance(query, Either):
        return min((_missing(part, facts, groups) for part in query.parts), key=len)
    return (printed(query),)
