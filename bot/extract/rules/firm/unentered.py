"""Flights and passages that crossed no border: where a story says so itself they are deployments, no incursions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.families import FLAT
from bot.extract.rules.reading import Reading
from bot.extract.tables import tables
from bot.extract.text.token import Token
from bot.extract.text.tree import children, lemma
from bot.extract.text.view import View
from bot.model import Claim, ClaimType

THOSE = frozenset({"both", "all", "them", "most", "some", "many", "several", "none", "each", "either"})


def without_entries(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims, deployments in place of incursions that no word calls so, where the story says that no border was crossed."""
    claims = [c for c in claims if not _shot(c, read.shown(c))]
    if not any(re.search(p, read.doc.story.full) for p in _patterns("none")):
        return tuple(claims)
    return tuple(replace(c, type=ClaimType.DEPLOYMENT) if _outside(c, read.shown(c)) else c for c in claims)


def _shot(claim: Claim, held: Sequence[View]) -> bool:
    """Whether all that may tell of an entry is that things told of before were intercepted: "fires two drones; Norland intercepts both"."""
    told = [(v, t) for v in held for t in v.events(ClaimType.INCURSION)]
    return claim.type is ClaimType.INCURSION and bool(told) and all(lemma(t) == "intercept" and _those(v, t) for v, t in told)


def _those(view: View, verb: Token) -> bool:
    """Whether a verb takes no thing by its name, but "both", "all of them" or a number."""
    behind = next((t for t in view.tokens if t.i == verb.i + 1), verb)
    few = behind.lower_ in THOSE or (behind.pos_ == "NUM" and behind.dep_ == "dobj")
    return few and not any(c.pos_ in {"NOUN", "PROPN"} for c in children(verb, "dobj", "nsubjpass"))


def _outside(claim: Claim, held: Sequence[View]) -> bool:
    """Whether sentences that hold no "no" tell of no border."""
    if claim.type is not ClaimType.INCURSION or claim.status not in FLAT or not claim.actor:
        return False
    told = [v.doc.story.full[v.sentence.told : v.sentence.end] for v in held]
    bare = [re.sub("|".join(_patterns("none")), " ", t) for t in told]
    return bool(bare) and not any(re.search(p, t) for p in _patterns("entered") for t in bare)


def _patterns(name: str) -> Iterator[str]:
    return (f"(?i:{p})" for p in tables()["unentered"][name])


__all__ = ["without_entries"]
