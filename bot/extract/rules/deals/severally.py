"""To each taker its own, of each giver its own: "tanks to Poland and guns to Chad", "Germany will send tanks, France two guns"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.candidates import Doc, Kind, Mention, resolved
from bot.extract.rules.reading import Reading
from bot.extract.rules.spans import less, spots, without_things
from bot.extract.text.view import View
from bot.model import Claim, ClaimType

TO = frozenset({"to", "for"})
BEFORE = frozenset({",", "and", ";", "while"})  # what stands before another giver
COUNTS = frozenset({"DT", "CD", "JJ", "NN", "NNP", "NNS", "NNPS", "VBG", "RB", "RBR", "JJR", "POS", "HYPH", "PRP$"})
FAR = 5  # words between a giver and what it gives, the verb of the first left out


def with_own_shares(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The transfers without what goes to others than their recipients, and without further givers and their things."""
    return tuple(_own(read.doc, c, read.shown(c)) if c.type is ClaimType.ARMS_TRANSFER else c for c in claims)


def _own(doc: Doc, claim: Claim, held: Sequence[View]) -> Claim:
    given = [pair for view in held for pair in _given(view)]
    givers = {i for m, _ in given for i in resolved(doc, m).ids} - set(claim.actor)
    target = tuple(t for t in claim.target if t not in givers or any(t in _ids(doc, to) for v in held for _, to in _takers(v)))
    others = {thing.text for m, thing in given if not set(resolved(doc, m).ids) & set(claim.actor)}
    taken = [(thing.text, _ids(doc, to)) for view in held for thing, to in _takers(view)]
    ours = {text for text, who in taken if who & set(target)}
    if ours and target:
        others |= {text for text, who in taken if who and not who & {*target, *claim.actor}} - ours
    return _summed(without_things(doc, replace(claim, target=target), others), held, others)


def _summed(claim: Claim, held: Sequence[View], others: set[str]) -> Claim:
    """The claim without a sum that stands behind what goes to others: it may be of both."""
    sums = spots(claim, "money")
    theirs = [(v, m.start) for v in held for _, m in v.of(Kind.ITEM) if m.text in others]
    if claim.money is None or not any(at < s.start < v.sentence.end for v, at in theirs for s in sums):
        return claim
    return replace(claim, money=None, spans=less(claim, "money"))


def _ids(doc: Doc, mention: Mention) -> set[str]:
    return set(resolved(doc, mention).ids)


def _takers(view: View) -> Iterator[tuple[Mention, Mention]]:
    """Each thing with the party behind the next "to" or "for", where no other thing but those listed with it stands between."""
    parties = {m.start: m for _, m in view.of(Kind.PARTY) if not m.modifier}
    spots = [(view.start(t), parties[at]) for t in view.tokens if t.lower_ in TO and (at := _next(view, t.i, parties)) is not None]
    for _, thing in view.of(Kind.ITEM):
        behind = [pair for pair in spots if pair[0] >= thing.end]
        if behind:
            yield thing, min(behind, key=lambda pair: pair[0])[1]


def _next(view: View, index: int, parties: dict[int, Mention]) -> int | None:
    """Where the party starts that stands right behind a word, an article aside."""
    rest = [t for t in view.tokens if t.i > index][:2]
    if rest and rest[0].lower_ == "the":
        rest = rest[1:]
    return next((at for t in rest[:1] if (at := view.start(t)) in parties), None)


def _given(view: View) -> Iterator[tuple[Mention, Mention]]:
    """Each further giver of a sentence with what it gives, where the verb is left out: "France two guns and Italy shells"."""
    things = sorted((m for _, m in view.of(Kind.ITEM)), key=lambda m: m.start)
    found = [pair for _, m in view.of(Kind.PARTY) if not m.modifier and (pair := _pair(view, m, things)) is not None]
    if any(counted for _, _, counted in found):
        yield from ((giver, thing) for giver, thing, _ in found)


def _pair(view: View, party: Mention, things: Sequence[Mention]) -> tuple[Mention, Mention, bool] | None:
    """A party behind a comma or "and", the thing right behind it, and whether a number or an article stands between the two."""
    thing = next((m for m in things if m.start >= party.end), None)
    inside = [t for t in view.tokens if thing is not None and party.end <= view.start(t) < thing.start]
    before = next((t for t in reversed(view.tokens) if view.start(t) < party.start), None)
    if thing is None or before is None or before.text.lower() not in BEFORE or len(inside) > FAR:
        return None
    name = next((t for t in view.tokens if view.start(t) == party.start), None)
    if name is None or name.pos_ != "PROPN" or any(t.tag_ not in COUNTS for t in inside):
        return None
    return party, thing, any(t.tag_ in {"DT", "CD"} for t in inside)


__all__ = ["with_own_shares"]
