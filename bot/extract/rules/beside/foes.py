"""Who fights whom in a story: nobody arms or hosts those that he fights, and a pact of two has no third side that it is made at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.candidates import Kind, Zone, resolved
from bot.extract.families import FIGHTS, NOBODY
from bot.extract.rules.grammar import MODIFIERS, SIDES
from bot.extract.rules.reading import Reading
from bot.extract.text.token import Token
from bot.extract.text.tree import arguments, up
from bot.extract.text.view import PRONOUNS, View
from bot.model import NEGATIVE, Claim, ClaimType, Status

SURE = 0.5  # confidence of a fight that is taken to be one
FRIENDLY = frozenset({ClaimType.ARMS_TRANSFER, ClaimType.DEPLOYMENT})
GIVER = frozenset({"subj", "poss", "mod", "named", "adjective", "prep:by", "prep:from"})
TAKER = frozenset({"iobj", "prep:to", "prep:for"})

Pair = frozenset[str]


def without_foes(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims, transfers and deployments without a side that fights the other, pacts of several without a third: ten of ten."""
    foes = frozenset(pair for c in claims for pair in _fought(c))
    return tuple(_apart(c, foes, read.shown(c)) if c.type in FRIENDLY else _joint(c, read.shown(c)) for c in claims)


def _fought(claim: Claim) -> Iterator[Pair]:
    """Doers and target of a sure fight against one side."""
    hit = set(claim.target) - NOBODY
    if claim.type in FIGHTS and claim.confidence >= SURE and claim.status not in NEGATIVE | {Status.POSSIBLE} and len(hit) == 1:
        yield from (frozenset({a, *hit}) for a in claim.actor if a not in hit | NOBODY)


def _joint(claim: Claim, held: Sequence[View]) -> Claim:
    """A pact of several without a target that the first sentence to tell of it does not name."""
    if claim.type is not ClaimType.AGREEMENT or len(claim.actor) < 2 or not claim.target or not held:
        return claim
    first = next((v for v in held if v.sentence.zone is not Zone.TITLE), held[0])
    named = {i for _, m in first.own if m.kind in SIDES for i in resolved(first.doc, m).ids}
    return replace(claim, target=tuple(t for t in claim.target if t in named))


def _apart(claim: Claim, foes: frozenset[Pair], held: Sequence[View]) -> Claim:
    """A claim of friends without foes: those of several targets, else the side that the words do not bind to the event."""
    hit = [t for t in claim.target if any(frozenset({a, t}) in foes for a in claim.actor)]
    if not hit:
        return claim
    left = tuple(t for t in claim.target if t not in hit)
    if left:
        return replace(claim, target=left)
    gives, takes = _bound(claim.actor, GIVER, claim, held), _bound(claim.target, TAKER, claim, held)
    if gives and takes:
        return claim
    return replace(claim, actor=claim.actor if gives else (), target=claim.target if takes else ())


def _bound(ids: Sequence[str], labels: frozenset[str], claim: Claim, held: Sequence[View]) -> bool:
    """Whether a word for the event, or for the thing that goes over, takes a party by its grammar; a pronoun is not sure enough."""
    return any(set(ids) & view.sides([*_taken(view, labels, claim)]) for view in held)


def _taken(view: View, labels: frozenset[str], claim: Claim) -> Iterator[Token]:
    heads = (
        h for _, m in (*view.of(Kind.TRIGGER), *view.of(Kind.ITEM)) if m.kind is Kind.ITEM or claim.type in m.ids if (h := view.head(m))
    )
    for head in heads:
        for verb in up(head) if head.dep_ in MODIFIERS else (head,):
            yield from (a.token for a in arguments(verb) if a.label in labels and a.token.lower_ not in PRONOUNS)
