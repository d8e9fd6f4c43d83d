"""What was fired in answer to a launch: not the missile, nor the place, of the launch that is answered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.candidates import Kind, Mention
from bot.extract.families import MISSILES
from bot.extract.rules.reading import Reading
from bot.extract.rules.spans import moved, spots
from bot.extract.text.view import View
from bot.model import Category, Claim, ClaimType, Item, Span

ANSWER = re.compile(r"(?i)\b(?:in (?:a )?(?:responses?|answer|reply|retaliation|reaction)|respond(?:s|ed|ing)?) (?:to|for)\b")


def with_answers(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims, those of a launch in answer to another's with what stands before "in response to" alone."""
    return tuple(_own(c, read.shown(c)) if c.type is ClaimType.MISSILE_LAUNCH else c for c in claims)


def _own(claim: Claim, held: Sequence[View]) -> Claim:
    for view, mark in _answered(claim, held):
        own = next(m for m in _fired(view) if m.end <= mark)
        others = [s for s in spots(claim, "item") if mark < s.start < view.sentence.end]
        if others and len(claim.item) == 1:
            at = dict.fromkeys(Span(own.start, own.end) if s in others else s for s in spots(claim, "item"))
            claim = replace(claim, item=(_thing(claim.item[0], own),), spans=moved(claim, "item", tuple(at)))
        claim = replace(claim, place=tuple(p for p in claim.place if not _behind(p, held, mark, view.sentence.end)))
    return claim


def _behind(place: str, held: Sequence[View], mark: int, end: int) -> bool:
    """Whether a place is told between two points and nowhere else in the evidence."""
    told = [m.start for view in held for _, m in view.of(Kind.PLACE) if m.text == place]
    return bool(told) and all(mark < start < end for start in told)


def _answered(claim: Claim, held: Sequence[View]) -> Iterator[tuple[View, int]]:
    """The sentences in which the doers fire something before the mark, and only others are named behind it."""
    for view in held:
        mark = ANSWER.search(view.doc.story.full, view.sentence.told, view.sentence.end)
        if mark is None:
            continue
        parties = [(m.start, set(m.ids)) for _, m in view.of(Kind.PARTY) if m.ids]
        doers = set(claim.actor)
        before = any(doers & ids for start, ids in parties if start < mark.start())
        behind = [ids for start, ids in parties if start > mark.end()]
        if before and behind and not any(doers & ids for ids in behind) and any(m.end <= mark.start() for m in _fired(view)):
            yield view, mark.start()


def _fired(view: View) -> Iterator[Mention]:
    return (m for _, m in view.of(Kind.ITEM) if m.ids and m.ids[0] in MISSILES)


def _thing(item: Item, own: Mention) -> Item:
    return replace(item, category=Category(own.ids[0]), text=own.text, model=own.model)
