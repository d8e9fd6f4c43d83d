"""Deals that are still talked about: "Chad is in talks to buy jets", "Oman nears a truce" tell of what may be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.candidates import Kind
from bot.extract.families import DEALS, FLAT, LASTING
from bot.extract.rules.reading import Reading
from bot.extract.tables import patterns, tables
from bot.extract.text.tree import children, is_verb, lemma, up
from bot.extract.text.view import View
from bot.model import Claim, Status

FIRM = FLAT | {Status.PLANNED}


def with_sought(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims, those possible whose first sentence says that the deal is still talked about or near."""
    return tuple(replace(c, status=Status.POSSIBLE) if _open(c, read.first(c)) else c for c in claims)


def without_undecided(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims, as background the sanctions and pacts of which is only told that somebody decides whether to keep or end them."""
    return tuple(replace(c, background=True) if _undecided(c, read.shown(c)) else c for c in claims)


def _undecided(claim: Claim, held: Sequence[View]) -> bool:
    if claim.type not in LASTING or claim.status not in FLAT:
        return False
    told = [t for v in held for t in v.events(claim.type)]
    return bool(told) and all(any(c.lower_ == "whether" for above in up(t) for c in children(above, "mark", "advmod")) for t in told)


def _open(claim: Claim, held: Sequence[View]) -> bool:
    if claim.type not in DEALS or claim.status not in FIRM:
        return False
    return any(_behind(view, claim, start) for view in held for start in (*_talked(view), *_found(view, "near")))


def _behind(view: View, claim: Claim, start: int) -> bool:
    """Whether all words that may tell of the deal stand behind the words of talk."""
    told = [m.start for _, m in view.of(Kind.TRIGGER) if claim.type in m.ids]
    return bool(told) and min(told) >= start


def _talked(view: View) -> Iterator[int]:
    for start in _found(view, "talked"):
        verbs = [t for t in view.tokens if is_verb(t) and view.start(t) < start]
        if not verbs or lemma(verbs[-1]) in tables()["sought"]["before"]:
            yield start


def _found(view: View, name: str) -> Iterator[int]:
    text = view.doc.story.full
    return (m.start() for p in patterns("sought", name) for m in p.finditer(text, view.sentence.told, view.sentence.end))
