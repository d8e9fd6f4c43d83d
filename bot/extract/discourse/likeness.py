"""How surely two drafts tell one event."""

from __future__ import annotations

from bot.extract.candidates import Doc, Zone
from bot.extract.discourse.drafts import Draft, kin, named
from bot.model import Status

FLAT = frozenset({Status.ASSERTED, Status.ALLEGED})


def likeness(doc: Doc, old: Draft, new: Draft) -> float:
    """How surely two drafts tell one event; below zero: they cannot."""
    if old.type is not new.type or not _same_status(old, new):
        return -9.0
    parts = (
        _parties(old, new),
        _days(old, new),
        _counts(old, new),
        _harm(old, new),
        _places(old, new),
        _things(old, new),
        _nearness(doc, old, new),
    )
    return -9.0 if min(parts) <= -5 else sum(parts)


def _same_status(old: Draft, new: Draft) -> bool:
    return old.status is new.status or {old.status, new.status} <= FLAT


def _parties(old: Draft, new: Draft) -> float:
    total = 0.0
    for one, two, alike, unlike in ((old.actor, new.actor, 1.0, -9.0), (named(old.target), named(new.target), 0.5, -1.0)):
        if one and two:
            total += alike if set(one) & set(two) else unlike
    return total


def _days(old: Draft, new: Draft) -> float:
    if old.date is None or new.date is None:
        return 0.0
    if old.date == new.date:
        return 1.0
    return 0.4 if old.date.start <= new.date.end and new.date.start <= old.date.end else -9.0


def _numbers(draft: Draft) -> set[tuple[float | None, float | None]]:
    return {
        (i.quantity.min, i.quantity.max) for i in draft.item if i.quantity is not None and (i.quantity.min, i.quantity.max) != (None, None)
    }


def _counts(old: Draft, new: Draft) -> float:
    one, two = _numbers(old), _numbers(new)
    if not one or not two:
        return 0.0
    return 1.0 if one & two else -3.0


def _harm(old: Draft, new: Draft) -> float:
    if old.casualties is None or new.casualties is None:
        return 0.0
    one, two = ((c.killed_min, c.killed_max) for c in (old.casualties, new.casualties))
    if one == two or (None, None) in {one, two}:
        return 0.7
    return -2.0


def _places(old: Draft, new: Draft) -> float:
    if not old.place or not new.place:
        return 0.0
    one, two = (({w.lower() for p in d.place for w in p.split()}) for d in (old, new))
    return 0.8 if one & two else -1.2


def _things(old: Draft, new: Draft) -> float:
    if not old.item or not new.item:
        return 0.0
    alike = any(a.category is b.category or kin(a.category, b.category) for a in old.item for b in new.item)
    return 0.5 if alike else -0.8


def _nearness(doc: Doc, old: Draft, new: Draft) -> float:
    gap = new.sentences[0] - old.sentences[-1]
    title = doc.sentences[old.sentences[0]].zone is Zone.TITLE and new.sentences[0] <= old.sentences[0] + 2
    bare = 0.5 if not (new.actor or named(new.target)) or not (old.actor or named(old.target)) else 0.0
    return (0.6 if gap == 0 or title else 0.5 if gap == 1 else 0.1) + (bare if gap <= 1 or title else 0.0)
