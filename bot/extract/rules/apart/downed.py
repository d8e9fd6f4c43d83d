"""How many were shot down, where a story tells how many were fired: "launched 27 drones, and 24 of them were destroyed"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.candidates import Kind
from bot.extract.families import UNMANNED
from bot.extract.rules.grammar import after, doing, kinds, things, verb_over
from bot.extract.rules.reading import Reading
from bot.extract.tables import holds, words
from bot.extract.text.rooted import root
from bot.extract.text.token import Token
from bot.extract.text.tree import is_verb, lemma
from bot.extract.text.view import View
from bot.model import Amount, Claim, ClaimType, Item

ALL = re.compile(r"(?i)\b(?:all|every|each|both|none)\b")  # "fired ten rockets, all of which were shot down"
PLACED = frozenset({"over", "in", "across", "at", "near", "on", "above", "during", "within", "from", "after", "before", "for"})
Figure = tuple[float | None, float | None]


def with_downed(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The interceptions with the number that was shot down in place of the number fired; things that were only fired beside them go.

    Without a number shot down none stays that only was fired: "intercepted 99 percent; 170 drones were launched".
    """
    return tuple(_told(c, read.shown(c)) if c.type is ClaimType.INTERCEPTION and c.item else c for c in claims)


def _told(claim: Claim, held: Sequence[View]) -> Claim:
    downs = {_figure(a): a for view in held for a in _counts(view, "down")}
    only = {_figure(a) for view in held for a in _counts(view, "fired")} - downs.keys()
    if only and not downs and not any(_of_them(v) for v in held if any(_counts(v, "fired"))):
        return replace(
            claim, item=tuple(replace(i, quantity=None) if i.quantity and _figure(i.quantity) in only else i for i in claim.item)
        )
    if not downs or not only:
        return claim
    taken = {_figure(i.quantity) for i in claim.item if i.quantity is not None}
    free = [amount for figure, amount in downs.items() if figure not in taken]
    wrong = [i for i in claim.item if i.quantity is not None and _figure(i.quantity) in only]
    if len(free) == 1 and len(wrong) == 1:
        return replace(claim, item=tuple(replace(i, quantity=free[0]) if i in wrong else i for i in claim.item))
    left: tuple[Item, ...] = tuple(i for i in claim.item if i not in wrong)
    if len(wrong) > 1 and not left:  # of which of them how many were shot down is not told
        return replace(claim, item=tuple(replace(i, quantity=None) for i in claim.item))
    return replace(claim, item=left) if left and not free else claim


def without_hits(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims without strikes that only tell what an interception beside them tells: "air defences destroyed 12 drones"."""
    downs = [c for c in claims if c.type is ClaimType.INTERCEPTION]
    return tuple(
        c for c in claims if c.type is not ClaimType.STRIKE or not any(_same(c, d) for d in downs) or not _only_downs(c, read.shown(c))
    )


def _same(strike: Claim, down: Claim) -> bool:
    return bool(strike.actor) and set(strike.actor) == set(down.actor) and bool(set(strike.evidence) & set(down.evidence))


def _only_downs(strike: Claim, held: Sequence[View]) -> bool:
    """Whether all that the doer of a strike does in some sentences is done to what flies by itself."""
    found = [(v, t) for v in held for t in v.events(ClaimType.STRIKE) if is_verb(t) and set(strike.actor) & v.sides(doing(t))]
    if any(holds("downed", "grounded", v.doc.story.full, v.sentence.told, v.sentence.end) for v in held):
        return False
    return bool(found) and all(any(_flies(v, o) for o in things(t)) for v, t in found)


def _flies(view: View, thing: Token) -> bool:
    """Whether a thing, or what it is a number of, is a drone or a missile; no launcher."""
    inner = after(thing, "of") if thing.pos_ == "NUM" else []
    return any(kinds(view, t) & UNMANNED for t in (thing, *inner))


def _counts(view: View, way: str) -> Iterator[Amount]:
    """The numbers of what a sentence tells to be shot down, or fired."""
    for _, m in view.of(Kind.COUNT):
        token = root(view.doc, m)
        verb = verb_over(token)
        if verb is None or lemma(verb) not in words("downed")[way] or m.amount is None or _figure(m.amount) == (None, None):
            continue
        if token is None or not _where(token):
            yield m.amount


def _where(number: Token) -> bool:
    """Whether a number counts where or when it was: "over six regions", "within three hours"."""
    noun = number.head if number.dep_ in {"nummod", "quantmod"} else number
    where = noun if noun.dep_ == "prep" else noun.head if noun.dep_ == "pobj" else None
    counted = where is not None and any(c.pos_ == "NUM" for c in where.children)  # "shot down over twenty of them"
    return where is not None and where.lower_ in PLACED and not counted


def _of_them(view: View) -> bool:
    """Whether a sentence that tells how many were fired also says what became of them."""
    lost = any(is_verb(t) and lemma(t) in words("downed")["down"] for t in view.tokens)
    return lost or ALL.search(view.doc.story.full, view.sentence.told, view.sentence.end) is not None


def _figure(amount: Amount) -> Figure:
    return amount.min, amount.max
