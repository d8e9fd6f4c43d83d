"""Who loses ground or men was fought: "the rebels have lost two thirds of the land", "with Norland suffering bigger losses"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.families import FIGHTS, FLAT, NOBODY
from bot.extract.rules.grammar import after, doing, named
from bot.extract.rules.reading import Reading
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, is_verb, lemma, passive, subject
from bot.extract.text.view import View
from bot.model import Claim, ClaimType


def with_losers(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The battles of one side that its sentences tell only as losing, as its foe's; nobody's where no one foe is told."""
    return tuple(_turned(c, read.shown(c)) if _may(c) else c for c in claims)


def _may(claim: Claim) -> bool:
    return claim.type is ClaimType.GROUND_COMBAT and claim.status in FLAT and len(claim.actor) == 1 and not claim.reversal


def _turned(claim: Claim, held: Sequence[View]) -> Claim:
    each = [list(_losses(v)) for v in held]
    lost = [pair for pairs in each for pair in pairs]
    if (
        not each
        or not all(each)
        or any(who != frozenset(claim.actor) for who, _ in lost)
        or any(claim.actor[0] in v for v in map(_fighting, held))
    ):
        return claim
    foes = frozenset[str]().union(*(to for _, to in lost)) or set(claim.target) - NOBODY
    spans = tuple(("target" if name == "actor" else name, spots) for name, spots in claim.spans if name != "target")
    return replace(claim, actor=tuple(foes) if len(foes) == 1 else (), target=claim.actor, spans=spans)


def _losses(view: View) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """Who loses something, and to whom, by each verb of losing."""
    for verb in view.tokens:
        if is_verb(verb) and _loses(verb):
            yield view.sides(subject(verb)) - NOBODY, named(view, after(verb, "to"))


def _loses(verb: Token) -> bool:
    table, what = words("losers"), {lemma(t) for t in children(verb, "dobj")}
    if passive(verb) or children(verb, "neg"):
        return False
    return (lemma(verb) == "lose" and bool(what & table["lost"])) or (lemma(verb) in table["suffer"] and bool(what & table["blows"]))


def _fighting(view: View) -> frozenset[str]:
    """Who is told to do something in a fight but lose, by a verb or as whose attack it is."""
    fell = words("fallen")["kill"] | words("fallen")["die"]  # "killed or wounded" without whom is what befalls somebody
    told = [
        t
        for kind in FIGHTS
        for t in view.events(kind)
        if not (is_verb(t) and (_loses(t) or (lemma(t) in fell and not children(t, "dobj"))))
    ]
    return view.sides([s for t in told for s in (doing(t) if is_verb(t) else children(t, "poss", "amod", "compound"))])


__all__ = ["with_losers"]
