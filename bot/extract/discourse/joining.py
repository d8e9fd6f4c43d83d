"""Two drafts of one event as one."""

from __future__ import annotations

from dataclasses import replace

from bot.extract.discourse.drafts import Draft, kin, named
from bot.extract.families import NOBODY
from bot.model import Category, Days, Item, Span, Speaker, Status

SPANS = 8  # spans of a slot that are kept


def joined(old: Draft, new: Draft) -> Draft:
    """Two drafts of one event as one; the earlier one's values stand."""
    return replace(
        old,
        status=Status.ALLEGED if Status.ALLEGED in {old.status, new.status} else old.status,
        actor=old.actor or new.actor,
        target=_joined_targets(old.target, new.target),
        item=_joined_items(old.item, new.item),
        money=old.money or new.money,
        casualties=old.casualties or new.casualties,
        date=_narrower(old.date, new.date),
        place=tuple(dict.fromkeys((*old.place, *new.place)))[:4],
        source=_joined_sources(old.source, new.source),
        background=old.background and new.background,
        importance=max(old.importance, new.importance),
        score=max(old.score, new.score),
        sentences=tuple(sorted({*old.sentences, *new.sentences}))[:SPANS],
        spans=_joined_spans(old, new),
        scores=(*old.scores, *new.scores)[:SPANS],
    )


def _narrower(old: Days | None, new: Days | None) -> Days | None:
    if old is None or new is None:
        return old or new
    return new if new.end - new.start < old.end - old.start else old


def _joined_targets(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    """The earlier target, with civilians added where either tells of them; a named one stands before them."""
    if not named(old) and named(new):
        old, new = new, old
    return tuple(dict.fromkeys((*old, *(t for t in new if not old or t in NOBODY))))


def _joined_items(old: tuple[Item, ...], new: tuple[Item, ...]) -> tuple[Item, ...]:
    out = list(old)
    for item in new:
        twin = next((i for i, o in enumerate(out) if o.category is item.category), None)
        loose = next((i for i, o in enumerate(out) if kin(o.category, item.category)), None)
        if twin is None and loose is not None:
            out[loose] = _finer(out[loose], item)
        elif twin is None:
            out.append(item)
        elif out[twin].quantity is None and item.quantity is not None:
            out[twin] = replace(out[twin], quantity=item.quantity)
    return tuple(out)


def _finer(one: Item, two: Item) -> Item:
    """The more telling of two words for one thing, with the count that either has."""
    loose = {Category.OTHER, Category.MISSILE}
    kept = two if one.category in loose and two.category is not Category.OTHER else one
    return replace(kept, quantity=one.quantity or two.quantity)


def _joined_sources(old: tuple[Speaker, ...], new: tuple[Speaker, ...]) -> tuple[Speaker, ...]:
    out = list(old)
    for speaker in new:
        if not any(o.name == speaker.name if o.name and speaker.name else (o.org == speaker.org) for o in out):
            out.append(speaker)
    return tuple(out[:3])


def _joined_spans(old: Draft, new: Draft) -> tuple[tuple[str, tuple[Span, ...]], ...]:
    names = dict.fromkeys(n for n, _ in (*old.spans, *new.spans))
    return tuple((n, tuple(dict.fromkeys(s for m, spans in (*old.spans, *new.spans) if m == n for s in spans))[:SPANS]) for n in names)
