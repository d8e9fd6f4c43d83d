"""Which sentence of its evidence a claim is quoted by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from bot.extract.candidates import Doc, Kind
from bot.extract.decode.slots import Value
from bot.extract.decode.units import Unit
from bot.model import Span

# What a slot weighs where a sentence tells it; every other slot, and that the claim's own event is told, weighs 1.
PART = MappingProxyType({"actor": 2.0, "target": 2.0, "item": 2.0})
EVENT = 2.0  # what a word for the event weighs
MORE = 1.5  # by how much of it a title must tell more than the sentence behind it
CLEARLY = 1.35  # how many times as surely and fully a later sentence must tell it


def telling(doc: Doc, group: Sequence[Unit], found: Mapping[str, Sequence[Value]], evidence: Sequence[Span]) -> Span | None:
    """The evidence to quote: the first sentence behind the title, unless another tells far more, or the title names more of it."""
    behind = [span for span in evidence if span.start >= len(doc.story.title)]
    if not behind:
        return next(iter(evidence), None)
    tells = _tells(doc, group, found)
    first = behind[0]
    best = max(behind, key=lambda span: (tells.get(span.start, 0.0), -span.start))
    if tells.get(best.start, 0.0) < CLEARLY * tells.get(first.start, 0.0):
        best = _fuller(doc, group, found, behind)
    title = next((span for span in evidence if span.start < len(doc.story.title)), best)
    return title if _named(doc, group, found, title) >= _named(doc, group, found, best) + MORE else best


def _fuller(doc: Doc, group: Sequence[Unit], found: Mapping[str, Sequence[Value]], behind: Sequence[Span]) -> Span:
    """The first sentence, or where it has no word for the event the one that names more of it."""
    first = behind[0]
    if _event(doc, group, first):
        return first
    names = {span: _named(doc, group, found, span) for span in behind}
    most = max(behind, key=lambda span: (names[span], -span.start))
    return most if names[most] >= names[first] + EVENT else first


def _event(doc: Doc, group: Sequence[Unit], span: Span) -> bool:
    """Whether a sentence has a word for the event."""
    at = (s.index for s in doc.sentences if s.said.start == span.start)
    return any(m.kind is Kind.TRIGGER and group[0].cell.type in m.ids for i in at for _, m in doc.of(i))


def _named(doc: Doc, group: Sequence[Unit], found: Mapping[str, Sequence[Value]], span: Span) -> float:
    """What the slots weigh whose values a sentence names, and the event itself where it does."""
    at = {s.index for s in doc.sentences if s.said.start == span.start}
    inside = (u for u in group if u.cell.sentence in at)
    pools = {(role, p.key) for u in inside for role, held in u.cell.roles.items() for p in held if doc.mentions[p.mention].sentence in at}
    told = (role for role, held in found.items() if any((role, v.key) in pools for v in held))
    return sum(PART.get(role, 1.0) for role in told) + EVENT * _event(doc, group, span)


def _tells(doc: Doc, group: Sequence[Unit], found: Mapping[str, Sequence[Value]]) -> dict[int, float]:
    """How fully each sentence of a group tells its claim, times how surely it tells it, by where the sentence starts."""
    tells: dict[int, float] = {}
    for unit in group:
        full = 1 + sum(PART.get(role, 1.0) * _share(unit, role, held) for role, held in found.items())
        at = doc.sentences[unit.cell.sentence].said.start
        tells[at] = max(tells.get(at, 0.0), unit.cell.score * full)
    return tells


def _share(unit: Unit, role: str, held: Sequence[Value]) -> float:
    """How surely a unit tells the values of a role."""
    keys = {v.key for v in held}
    return max((pool.score for pool in unit.cell.roles.get(role, ()) if pool.key in keys), default=0.0)
