"""Drills: all who take part, who leads it, whom a list names, who is said to join it; and grounds that are only named for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.candidates import Kind, Mention, resolved
from bot.extract.rules.grammar import MODIFIERS
from bot.extract.rules.reading import Reading
from bot.extract.rules.spans import spots
from bot.extract.tables import holds, words
from bot.extract.text.token import Token
from bot.extract.text.tree import lemma
from bot.extract.text.view import View
from bot.model import NEGATIVE, Claim, ClaimType, Span

NAME = r"(?:drills?|exercises?|war ?games?|man(?:oeu|eu)v\w+)\b"
LED = re.compile(rf"[- ]led\s(?:[\w’'-]+\s){{0,4}}?{NAME}", re.IGNORECASE)
HELPED = r"(?:(?:are|were|is|was|will|would|also|both|all)\s){0,3}"
OWN = r"(?:(?:in|the|its|their|a|an|this|similar|same|joint|naval|air|military|annual)\s){0,4}"
JOINS = re.compile(
    rf"\s{HELPED}(?:tak(?:e|es|ing) part|took part|participat(?:e|es|ed|ing)\b|join(?:s|ed|ing)?\s{OWN}{NAME})", re.IGNORECASE
)
WITH = re.compile(rf"(?i)(?:\bjoined by|\bparticipation of|{NAME}\s(?:jointly |together )?with)\s(?:the\s)?$")
AND = re.compile(r"\s?,?\s(?:and\s|as well as\s)?(?:the\s)?")
REACH = 60  # characters before a list that say what it does
MOST = 3  # doers that the heads name at most: of a longer list the others are left out


def without_grounds(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims without drills of which no more is told than a place or thing named for them: "found at an exercise ground"."""
    return tuple(c for c in claims if c.type is not ClaimType.EXERCISE or not _named_for(read.shown(c)))


def _named_for(held: Sequence[View]) -> bool:
    told = [t for v in held for t in v.events(ClaimType.EXERCISE)]
    return bool(told) and all(_before_ground(v, t) for v in held for t in v.events(ClaimType.EXERCISE))


def _before_ground(view: View, token: Token) -> bool:
    """Whether a ground's word is what it stands before, as the parser has it or right behind it: "an exercise field Friday morning"."""
    near = (token.head if token.dep_ in MODIFIERS else token, next((t for t in view.tokens if t.i == token.i + 1), token))
    return any(t.i != token.i and {lemma(t), t.lower_} & words("drills")["ground"] for t in near)  # "ground" is read as "grind"


def with_drilling(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims of drills with all who take part by the words of their evidence."""
    return tuple(_full(c, read.shown(c)) if c.type is ClaimType.EXERCISE and c.status not in NEGATIVE else c for c in claims)


def _full(claim: Claim, held: Sequence[View]) -> Claim:
    more = [m for view in held for m in (*_leaders(view), *_joining(view, claim))]
    new = {i: m for m in reversed(more) for i in resolved(held[0].doc, m).ids if i not in claim.actor}
    if not new:
        return claim
    at = tuple(Span(m.start, m.end) for m in new.values())
    spans = {**dict(claim.spans), "actor": (*spots(claim, "actor"), *at)}
    ids = tuple(dict.fromkeys(i for m in more for i in resolved(held[0].doc, m).ids if i in new))
    return replace(claim, actor=(*claim.actor, *ids), target=tuple(t for t in claim.target if t not in new), spans=tuple(spans.items()))


def _leaders(view: View) -> Iterator[Mention]:
    """Whose drill it is: "the U.S.-led naval exercise"."""
    for _, mention in view.of(Kind.PARTY):
        led = LED.match(view.doc.story.full, mention.end) if mention.ids else None
        if led and not holds("drills", "others", led.group()):
            yield mention


def _joining(view: View, claim: Claim) -> Iterator[Mention]:
    """Who stands in a list that takes part, or that holds all doers of a claim and more."""
    full = view.doc.story.full
    for run in _runs(view):
        named = {i for m in run for i in resolved(view.doc, m).ids}
        listed = len(claim.actor) == MOST < len(named) and set(claim.actor) <= named
        if listed or JOINS.match(full, run[-1].end) or WITH.search(full, max(0, run[0].start - REACH), run[0].start):
            yield from run


def _runs(view: View) -> list[list[Mention]]:
    """The states that a sentence names one behind the other: "Chad, Niger and the United States"."""
    parties = [m for _, m in view.of(Kind.PARTY) if not m.modifier and m.text[:1].isupper() and m.ids and m.ids[0].isupper()]
    out: list[list[Mention]] = []
    for mention in sorted(parties, key=lambda m: (m.start, -m.end)):
        if out and mention.start < out[-1][-1].end:
            continue
        if out and AND.fullmatch(view.doc.story.full, out[-1][-1].end, mention.start):
            out[-1].append(mention)
        else:
            out.append([mention])
    return out
