"""Who was only blamed before: "Norland has often blamed Sudland for attacks on the base" names no doer of today's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.extract.candidates import Doc, Kind, resolved
from bot.extract.families import FIGHTS
from bot.extract.rules.grammar import after, by_whom
from bot.extract.rules.reading import Reading
from bot.extract.rules.spans import less
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, is_verb, lemma, subject
from bot.extract.text.view import View
from bot.model import Claim

Told = Mapping[int, frozenset[str]]  # by sentence


def without_recalled(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The attacks without a doer whom the story only tells to have been blamed for others before."""
    recalled = {v.sentence.index: who for v in read.seen if v is not None and (who := _recalled(v))}
    if not recalled:
        return tuple(claims)
    did = {v.sentence.index: _doers(v) for v in read.seen if v is not None}
    return tuple(_without(read.doc, c, set(read.indices(c)), recalled, did) for c in claims)


def _without(doc: Doc, claim: Claim, held: set[int], recalled: Told, did: Told) -> Claim:
    if claim.type not in FIGHTS or len(claim.actor) != 1:
        return claim
    doer = claim.actor[0]
    old = {i for i, who in recalled.items() if doer in who}
    if not old or any(doer in who for i, who in did.items() if i not in old) or any(_names(doc, i, doer) for i in held - old):
        return claim
    if held <= old:
        return replace(claim, background=True)
    return replace(claim, actor=(), spans=less(claim, "actor"))


def _names(doc: Doc, index: int, doer: str) -> bool:
    """Whether a sentence names somebody who may act."""
    return any(doer in resolved(doc, m).ids and not m.modifier for kind in (Kind.PARTY, Kind.PERSON) for _, m in doc.of(index, kind))


def _doers(view: View) -> frozenset[str]:
    """Whom a sentence has attack, by subject, agent or owner, or whom it has blamed."""
    attacks = [t for kind in sorted(FIGHTS) for t in view.events(kind)]
    agents = [p for t in attacks for p in by_whom(t)]
    blames = [t for t in view.tokens if is_verb(t) and lemma(t) in words("charges")["blame"] | {"claim"}]
    on = [p for t in blames for p in after(t, "on")]
    charged = [o for t in blames for o in (*children(t, "dobj", "nsubjpass"), *(subject(t) if lemma(t) == "claim" else ()))]
    named = [*(s for t in attacks if is_verb(t) for s in subject(t)), *(t for t in attacks if not is_verb(t)), *agents, *on, *charged]
    return view.sides(named)


def _recalled(view: View) -> frozenset[str]:
    """Whom a sentence tells to have been blamed before."""
    verbs = [t for t in view.tokens if is_verb(t) and lemma(t) in words("charges")["blame"] and _before(t)]
    return view.sides([o for v in verbs for o in children(v, "dobj")])


def _before(verb: Token) -> bool:
    """Whether a verb tells of what was done earlier, or again and again: "has previously blamed", "blamed in the past"."""
    times = [p for t in verb.subtree if t.dep_ == "prep" and t.lower_ == "in" for p in children(t, "pobj")]
    past = any(w.lower_ in words("recalled")["once"] for p in times for w in (p, *children(p, "amod")))
    return past or any(c.lower_ in words("recalled")["often"] for c in children(verb, "advmod"))


__all__ = ["without_recalled"]
