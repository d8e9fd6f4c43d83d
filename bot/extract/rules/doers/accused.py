"""Who is only accused is no doer told as fact: "gunmen kill nine; Norland accuses Sudland" has the gunmen, or a charge, and no more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.candidates import resolved
from bot.extract.families import DEEDS
from bot.extract.rules.grammar import MODIFIERS, SIDES, after
from bot.extract.rules.reading import Reading
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, conjuncts, is_verb, lemma, passive
from bot.extract.text.view import View
from bot.model import Claim, Status


def without_accused(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims told as fact without doers whom their sentences name as accused alone; a charge where nobody else is left."""
    return tuple(_told(c, read.shown(c)) if _flat(c) else c for c in claims)


def _flat(claim: Claim) -> bool:
    return claim.status is Status.ASSERTED and claim.type in DEEDS and bool(claim.actor)


def _told(claim: Claim, held: Sequence[View]) -> Claim:
    accused = {i for view in held for i, blamed in _named(view) if blamed} - {
        i for view in held for i, blamed in _named(view) if not blamed
    }
    left = tuple(a for a in claim.actor if a not in accused)
    if len(left) == len(claim.actor):
        return claim
    return replace(claim, actor=left) if left else replace(claim, status=Status.ALLEGED)


def _named(view: View) -> Iterator[tuple[str, bool]]:
    """Each party that a sentence names, and whether as whom somebody accuses or blames."""
    spots = {t.i for verb in view.tokens for t in _blamed(verb)}
    sides = [m for _, m in view.own if m.kind in SIDES]
    for mention in sides:
        part = any(m.start <= mention.start and mention.end < m.end and m.ids for m in sides)  # "Norlandic" in "Norlandic gunmen"
        token = None if part else view.head(mention)
        if token is not None:
            near = {token.i, token.head.i} if token.dep_ in MODIFIERS else {token.i}
            yield from ((i, bool(near & spots)) for i in resolved(view.doc, mention).ids)


def _blamed(verb: Token) -> list[Token]:
    if not is_verb(verb) or lemma(verb) not in words("charges")["blame"] or passive(verb) or children(verb, "neg"):
        return []
    what = children(verb, "dobj")
    on = [o for t in (verb, *what) for o in after(t, "on")] if lemma(verb) == "blame" else []  # "blames the attack on Norland"
    named = [c for t in (*what, *on) for c in conjuncts(t)]
    return [*named, *(a for t in named for a in children(t, "appos"))]  # "blamed the militant group Norland Front"


__all__ = ["without_accused"]
