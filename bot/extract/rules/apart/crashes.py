"""What crashed by itself was not attacked: "A jet crashed near Lima on Friday. Hours later gunmen attacked a post" tells of two events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.extract.candidates import Doc, resolved
from bot.extract.families import ATTACKS, FIGHTS
from bot.extract.rules.grammar import SIDES, kinds
from bot.extract.rules.reading import Reading
from bot.extract.rules.spans import minus, spots, without_spans
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, is_verb, lemma, subject
from bot.extract.text.view import PRONOUNS, View
from bot.model import Category, Claim, ClaimType, Span

FLOWN = frozenset({Category.AIRCRAFT, Category.DRONE})
ONTO = frozenset({"into", "onto", "through"})  # a drone that crashes into a house may be an attack


def without_crashes(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The attacks and launches of a feed item without the sentences that tell of a crash alone, and without what these tell."""
    if not read.short:
        return tuple(claims)
    held = [(c, read.shown(c)) for c in claims]
    return tuple(_left(read.doc, c, views) if c.type in ATTACKS else c for c, views in held if not _nothing_else(c, views))


def _nothing_else(claim: Claim, held: Sequence[View]) -> bool:
    """Whether all that is told of an attack is a crash."""
    return claim.type in FIGHTS and bool(held) and all(_crash(v) for v in held)


def _left(doc: Doc, claim: Claim, held: Sequence[View]) -> Claim:
    out = [v for v in held if _crash(v) and not _named(v) & set(claim.actor)]
    if not out or not any(v.events(claim.type) or v.events(ClaimType.MISSILE_LAUNCH) for v in held if v not in out):
        return claim
    ends = [(v.sentence.told, v.sentence.end) for v in out]
    gone = {s for _, spans in claim.spans for s in spans if any(a <= s.start < b for a, b in ends)}
    evidence = tuple(e for e in claim.evidence if e not in {v.sentence.said for v in out})
    left = replace(without_spans(doc, claim, gone), evidence=evidence, quotes=tuple(map(doc.story.cut, evidence)), told=None)
    spans = minus(left, gone, *dict(left.spans))
    said = {doc.story.cut(s) for s in spots(left, "source") if s not in gone}
    bare = "date" in dict(left.spans) and "date" not in dict(spans)
    return replace(
        left,
        date=None if bare else left.date,
        source=tuple(s for s in left.source if {s.name, s.org} & said) if _lost(claim, gone, "source") else left.source,
        spans=spans,
    )


def _lost(claim: Claim, gone: set[Span], name: str) -> bool:
    return any(s in gone for s in spots(claim, name))


def _crash(view: View) -> bool:
    """Whether a sentence tells of a crash and of nothing that brought it about."""
    fought = {lemma(t) for k in FIGHTS for t in view.events(k)} - words("crashes")["crash"] - words("crashes")["harm"]
    return (
        any(_falls(view, t) for t in view.tokens) and not fought and not any(lemma(t) in words("crashes")["brought"] for t in view.tokens)
    )


def _named(view: View) -> frozenset[str]:
    return frozenset(i for _, m in view.own if m.kind in SIDES and m.text.lower() not in PRONOUNS for i in resolved(view.doc, m).ids)


def _falls(view: View, word: Token) -> bool:
    if is_verb(word):
        into = any(c.lower_ in ONTO for c in children(word, "prep", "prt"))
        return lemma(word) in words("crashes")["fall"] and not into and any(_flown(view, s) for s in subject(word))
    return lemma(word) in words("crashes")["crash"] and any(_flown(view, c) for c in children(word, "compound", "nmod"))


def _flown(view: View, word: Token) -> bool:
    return bool(kinds(view, word) & FLOWN)


__all__ = ["without_crashes"]
