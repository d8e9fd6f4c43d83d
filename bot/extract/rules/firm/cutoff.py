"""Aid that its giver cut off is given no more: "cut off aid to the rebels", "stopped much of its help", "decision to end the programme"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.candidates import Kind
from bot.extract.families import FLAT
from bot.extract.rules.grammar import after, calls, doers
from bot.extract.rules.reading import Reading
from bot.extract.status import status_of
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, conjuncts, is_verb, lemma, passive
from bot.extract.text.view import View
from bot.model import Claim, ClaimType, Status

TOLD = FLAT | {Status.PLANNED}
PARTS = frozenset({"of", "for", "to"})


def with_cut_off(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The transfers, negated where all that their sentences tell of them is that the giver cut them off."""
    return tuple(_cut_off(c, read.shown(c)) if c.type is ClaimType.ARMS_TRANSFER and c.status in TOLD else c for c in claims)


def _cut_off(claim: Claim, held: Sequence[View]) -> Claim:
    if claim.reversal is not None or not claim.actor or len(held) != len(claim.evidence):
        return claim
    cut = [frozenset(_cut(view, set(claim.actor))) for view in held]
    told = all(c and all(t.i in c for t in view.events(claim.type)) for view, c in zip(held, cut, strict=True))
    return replace(claim, status=Status.NEGATED) if told and cut else claim


def _cut(view: View, actor: set[str]) -> Iterator[int]:
    """The words of what a sentence says that the giver, or nobody it names, cut off."""
    for verb in view.tokens:
        if not is_verb(verb) or not calls(verb, words("cutoff")["cut"]) or not _done(verb) or _short(verb):
            continue
        who = _by(view, verb)
        for thing in _things(verb):
            if (not who or who & actor) and _aid(view, thing):
                yield verb.i
                yield from (t.i for t in thing.subtree)


def _done(verb: Token) -> bool:
    """Whether it is told as done, or as to come: "the decision to cut off"; not what is only asked for or done towards an end."""
    to = any(c.lower_ == "to" for c in children(verb, "aux"))
    if to:
        return verb.dep_ == "acl" and lemma(verb.head) == "decision" and not children(verb.head, "neg")
    return status_of(verb).status in {Status.ASSERTED, Status.PLANNED}


def _short(verb: Token) -> bool:
    """Whether it is cut by some, and not off: "cut aid by half", "cut it to two billion"."""
    behind = (t for o in after(verb, "by", "to", "in") for t in o.subtree)
    return lemma(verb) == "cut" and any(t.tag_ == "CD" or t.lower_ in {"half", "third"} for t in behind)


def _by(view: View, verb: Token) -> frozenset[str]:
    if verb.dep_ == "acl" and lemma(verb.head) == "decision":
        return view.sides([*children(verb.head, "poss", "amod", "compound"), *after(verb.head, "by", "of")])
    return doers(view, verb)


def _things(verb: Token) -> Iterator[Token]:
    found = children(verb, "nsubjpass") if passive(verb) else children(verb, "dobj")
    yield from (t for one in found for t in conjuncts(one))


def _aid(view: View, thing: Token) -> bool:
    """Whether it is aid or arms, or much, a policy or a programme of it: "much of its help", "the policy of backing rebels"."""
    near = [thing, *(t for p in children(thing, "prep") if p.lower_ in PARTS for t in (*children(p, "pobj"), *children(p, "pcomp")))]
    return any(lemma(t) in words("cutoff")["aid"] for t in near) or view.mention(thing, Kind.ITEM) is not None


__all__ = ["with_cut_off"]
