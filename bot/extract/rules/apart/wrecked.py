"""What is destroyed or lost is not seized: "took the village and destroyed 12 tanks" tells of no tank in new hands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.candidates import Kind, Mention
from bot.extract.families import FIGHTS
from bot.extract.rules.grammar import named
from bot.extract.rules.reading import Reading
from bot.extract.rules.spans import less, spots
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, is_verb, lemma, subject
from bot.extract.text.view import View
from bot.model import Claim, ClaimType, Item

LISTED = frozenset({"conj", "appos", "npadvmod", "dep"})


def without_wrecked(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims without seizures of what every sentence tells as destroyed or lost, and without the dead of the fight beside a seizure."""
    fights = [c for c in claims if c.type in FIGHTS and c.casualties is not None]
    kept = (_left(c, read.shown(c)) if c.type is ClaimType.SEIZURE else _unhit(c, read.shown(c)) for c in claims)
    return tuple(_bloodless(c, fights) for c in kept if c is not None)


def _left(claim: Claim, held: Sequence[View]) -> Claim | None:
    turned = next((t for view in held for t in _lost(view, claim)), None)
    if turned is not None:
        return turned
    told = [(i, list(_spots(held, i))) for i in claim.item]
    left = tuple(_free(i, spots) for i, spots in told if not spots or not all(_wrecked(t) for _, t in spots))
    return claim if left == claim.item else replace(claim, item=left) if left else None


def _unhit(claim: Claim, held: Sequence[View]) -> Claim:
    """A fight without what it destroyed among its weapons: "nine missiles were destroyed at the depot"."""
    if claim.type not in FIGHTS or not claim.item:
        return claim
    told = [(i, _spots(held, i)) for i in claim.item]
    left = tuple(i for i, spots in told if not spots or not all(_ruined(t) for _, t in spots))
    return claim if left == claim.item else replace(claim, item=left)


def _ruined(thing: Token) -> bool:
    """Whether a thing is destroyed, in a headline too, without "were": "nine tanks destroyed at a depot"."""
    verb = _verb(thing)
    if verb is not None and lemma(verb) in words("wrecked")["ruin"]:
        return True
    verbs = [
        t for t in (thing.head, *children(thing, "acl")) if is_verb(t) and t.tag_ in {"VBN", "VBD"} and lemma(t) in words("wrecked")["ruin"]
    ]
    bare = (t for t in verbs if not children(t, "dobj", "aux"))
    return any(thing.dep_ in {"nsubj", "nsubjpass"} or t.head.i == thing.i for t in bare)


def _spots(held: Sequence[View], item: Item) -> list[tuple[Mention, Token]]:
    """The words for things of a kind in some sentences."""
    found = ((m, v.head(m)) for v in held for _, m in v.of(Kind.ITEM) if str(item.category) in m.ids)
    return [(m, t) for m, t in found if t is not None]


def _free(item: Item, spots: Sequence[tuple[Mention, Token]]) -> Item:
    """The thing, in the words for the like of it that was not destroyed where its own are for what was."""
    own = [t for m, t in spots if m.text in item.text]
    if not own or not all(map(_wrecked, own)):
        return item
    other = next(m for m, t in spots if not _wrecked(t))
    return replace(item, text=other.text, quantity=None, model=other.model)


def _wrecked(thing: Token) -> bool:
    """Whether a thing is what something destroys, by its verb or as one of a row that it opens."""
    verb = _verb(thing)
    return verb is not None and lemma(verb) in words("wrecked")["wreck"]


def _verb(thing: Token) -> Token | None:
    """The verb that takes a thing, or the row or number that it is of."""
    while thing.dep_ in LISTED and not is_verb(thing.head):
        thing = thing.head
    if thing.dep_ == "pobj" and thing.head.lower_ == "of":
        thing = thing.head.head
    return thing.head if thing.dep_ in {"dobj", "nsubjpass", "npadvmod"} and is_verb(thing.head) else None


def _lost(view: View, claim: Claim) -> Iterator[Claim]:
    """The claim turned about where its doer lost to another what it tells of: "the army lost 12 tanks to the rebels"."""
    verbs = (_verb(t) for i in claim.item for _, t in _spots([view], i))
    for verb in (v for v in verbs if v is not None and lemma(v) == "lose"):
        takers = [o for p in children(verb, "prep", "dative") if p.lower_ == "to" for o in children(p, "pobj")]
        owner, taker = named(view, subject(verb)), named(view, takers)
        if takers and set(claim.actor) == owner and not owner & taker:
            spans = less(claim, "actor", "target")
            yield replace(claim, actor=tuple(sorted(taker)), target=claim.actor, spans=spans)


def _bloodless(claim: Claim, fights: Sequence[Claim]) -> Claim:
    """A seizure without the toll that a fight has from the same words."""
    mine = set(spots(claim, "casualties"))
    if claim.type is not ClaimType.SEIZURE or claim.casualties is None or not any(mine & set(spots(f, "casualties")) for f in fights):
        return claim
    return replace(claim, casualties=None, spans=less(claim, "casualties"))


__all__ = ["without_wrecked"]
