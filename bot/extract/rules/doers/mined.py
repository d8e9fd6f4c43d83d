"""Who runs onto a mine was hit by it: "a Chadian convoy hit a mine" is no attack by Chad."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.candidates import Kind, resolved
from bot.extract.rules.grammar import SIDES
from bot.extract.rules.reading import Reading
from bot.extract.rules.spans import less
from bot.extract.text.view import View
from bot.model import NEGATIVE, Claim, ClaimType

# By the words alone: a headline's "hits mine" is read as two nouns. A coal mine is hit by no convoy.
RODE = (
    r"(?:convoy|column|patrol|vehicle|truck|lorry|car|bus|minibus|jeep|pick-?up|ambulance|motorcade|bulldozer|tank|carrier|ship|vessel|boat"
    r"|tanker|freighter|ferry|trawler|frigate|destroyer|corvette|minesweeper|soldier|troop|ranger|trooper|peacekeeper|marine|guard|policem[ae]n)s?"
)
MINE = r"(?:an?|the|two|another)?\s?(?:(?:anti-?(?:tank|personnel|vehicle)|naval|sea|buried|drifting|floating|old|hidden)\s)*"
MINE += r"(?:(?:land)?mines?|IEDs?|roadside bombs?|improvised explosive devices?|explosive devices?)\b"
HIT = re.compile(rf"(?i)\b(?P<who>{RODE})\s(?:(?:had|has|have)\s)?(?:hits?|struck|strikes?|triggers?|triggered|set off)\s{MINE}(?!-)")
RAN = r"r[au]ns? over|st[ae]p(?:s|ped)? (?:up)?on|dr(?:i|o)ve[sn]? (?:over|onto)"
ONTO = re.compile(rf"(?i)(?P<who>\w+)\s(?:(?:had|has|have)\s)?(?:{RAN})\s{MINE}")
CUT = re.compile(r"[;:,]\s|\s(?:when|after|as|that|said|says|while|and)\s")


def with_mined(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The attacks with whoever ran onto a mine as who was hit, not as who did it."""
    kinds = {ClaimType.STRIKE, ClaimType.GROUND_COMBAT}
    return tuple(_hit(c, read.shown(c)) if c.type in kinds and c.status not in NEGATIVE and c.actor else c for c in claims)


def _hit(claim: Claim, held: Sequence[View]) -> Claim:
    met = {p for view in held for p in _victims(view)} & set(claim.actor)
    if not met or any(_elsewhere(view, met) for view in held):
        return claim
    spans = less(claim, "actor")
    left = tuple(a for a in claim.actor if a not in met)
    return replace(claim, actor=left, target=tuple(dict.fromkeys((*claim.target, *sorted(met)))), spans=spans)


def _ridden(view: View) -> Iterator[tuple[int, int]]:
    """Where the words for who ran onto a mine stand, from the start of their clause."""
    text = view.doc.story.full[view.sentence.told : view.sentence.told + len(view.sentence.text)]
    for found in (*HIT.finditer(text), *ONTO.finditer(text)):
        cuts = [c.end() for c in CUT.finditer(text, 0, found.start("who"))]
        yield view.sentence.told + (cuts[-1] if cuts else 0), view.sentence.told + found.end("who")


def _victims(view: View) -> Iterator[str]:
    named = [m for _, m in view.own if m.kind in SIDES]
    for start, end in _ridden(view):
        yield from (p for m in named if start <= m.start and m.end <= end for p in resolved(view.doc, m).ids)


def _elsewhere(view: View, who: set[str]) -> bool:
    """Whether a sentence has them attack too: "Chad bombed the camp after its convoy hit a mine"."""
    held = [m for _, m in view.of(Kind.PARTY) if who & set(resolved(view.doc, m).ids)]
    inside = list(_ridden(view))
    heads = [view.head(m) for m in held if not any(start <= m.start and m.end <= end for start, end in inside)]
    return any(h is not None and h.dep_ in {"nsubj", "poss"} and not h.text.islower() for h in heads)


__all__ = ["with_mined"]
