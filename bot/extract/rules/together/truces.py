"""What a truce comes after is the fighting of all who make it: "Chad and Niger agree on a truce after days of strikes"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.candidates import Kind
from bot.extract.families import FIGHTS
from bot.extract.rules.reading import Reading
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, conjuncts, is_verb, lemma, subject, up
from bot.extract.text.view import View
from bot.model import NEGATIVE, Claim, ClaimType

AIMED = frozenset({"on", "against", "by", "from", "into"})
SIDES = 2


def with_truces(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The fights that a truce ends, where one of its sides alone was taken for the doer, with all of them."""
    return tuple(_shared(c, read.shown(c)) if _one_sided(c) else c for c in claims)


def _one_sided(claim: Claim) -> bool:
    return claim.type in FIGHTS and claim.status not in NEGATIVE and len(claim.actor) == 1 and len(claim.evidence) == 1


def _shared(claim: Claim, held: Sequence[View]) -> Claim:
    for view in held:
        ended = [_ended(view, e) for e in view.events(claim.type)]
        sides = ended[0] if ended and all(e == ended[0] for e in ended) else frozenset[str]()
        if len(sides) == SIDES and set(claim.actor) < sides and set(claim.target) <= sides:
            return replace(claim, actor=tuple(sorted(sides)), target=())
    return claim


def _ended(view: View, event: Token) -> frozenset[str]:
    """The sides of the truce behind whose "after" or "ending" an event stands that is nobody's by its own words."""
    own = [*event.subtree]
    if (
        is_verb(event)
        or any(view.mention(t, Kind.PARTY) is not None for t in own)
        or any(c.lower_ in AIMED for c in children(event, "prep"))
    ):
        return frozenset()
    below = next((t for t in up(event) if t.lower_ in words("bystanders")["later"] or lemma(t) in words("truces")["end"]), None)
    if below is None or any(lemma(t) in {"blast", "attack"} for t in own):
        return frozenset()
    truces = {t.i for t in view.events(ClaimType.AGREEMENT)}
    return next((s for v in _above(below) if truces & {t.i for t in v.subtree} and (s := _who(view, v))), frozenset())


def _above(word: Token) -> Iterator[Token]:
    return (t for t in up(word) if t.i != word.i and is_verb(t))


def _who(view: View, verb: Token) -> frozenset[str]:
    return view.sides([c for s in subject(verb) for c in (*conjuncts(s), *children(s, "nmod", "appos"))]) - {"civilians"}


__all__ = ["with_truces"]
