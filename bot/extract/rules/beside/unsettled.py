"""Who is named only where it is not known who did it: "it did not say whether the planes were Norland's or Sudland's"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.families import BY_FORCE, FLAT
from bot.extract.rules.grammar import MODIFIERS, naming
from bot.extract.rules.reading import Reading
from bot.extract.rules.spans import less
from bot.extract.speech.speakers import cues
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, lemma
from bot.extract.text.view import View
from bot.model import Claim


def without_unsettled(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The attacks without doers whom their sentences name only behind a "whether" of what is not said or known."""
    return tuple(_told(c, read.shown(c)) if c.type in BY_FORCE and c.status in FLAT and c.actor else c for c in claims)


def _told(claim: Claim, held: Sequence[View]) -> Claim:
    open_ = [(view, frozenset(t.i for t in clause.subtree)) for view in held for clause in _unknown(view)]
    gone = {doer for doer in claim.actor if open_ and _only_there(doer, held, open_)}
    left = tuple(a for a in claim.actor if a not in gone)
    return replace(claim, actor=left, spans=less(claim, "actor")) if gone else claim


def _only_there(doer: str, held: Sequence[View], unknown: Sequence[tuple[View, frozenset[int]]]) -> bool:
    """Whether every word for somebody stands in such a clause, or in the name of who tells of it."""
    named = ((view, view.head(m)) for view in held for m in naming(view, doer) if m.refers is None)  # "the planes" may be anybody's
    spots = [(view, t) for view, t in named if t is not None and not _tells(t)]
    return bool(spots) and all(any(v is view and t.i in inside for v, inside in unknown) for view, t in spots)


def _tells(token: Token) -> bool:
    """As in "the Norland Observatory says"."""
    noun = token.head if token.dep_ in MODIFIERS else token
    return noun.dep_ == "nsubj" and lemma(noun.head) in cues()["say"]


def _unknown(view: View) -> Iterator[Token]:
    """The clauses behind "whether" under a word of saying or knowing that is negated, but of what is to come: "unclear if"."""
    clauses = (t for t in view.tokens if t.dep_ in {"ccomp", "advcl", "pcomp"})
    asked = (t for t in clauses if _open(t.head) and any(c.lower_ in {"whether", "if"} and c.dep_ == "mark" for c in t.children))
    return (t for t in asked if not any(lemma(c) in words("unsettled")["ahead"] for c in children(t, "aux")))


def _open(above: Token) -> bool:
    """Whether a word says that something is not said or known."""
    table = words("unsettled")
    around = {lemma(above), *(lemma(c) for c in above.children if lemma(above) == "be")}
    denied = bool(children(above, "neg")) or any(lemma(c) in table["not"] for c in above.children)
    return bool(around & table["unknown"]) or (denied and bool(around & table["says"]))


__all__ = ["without_unsettled"]
