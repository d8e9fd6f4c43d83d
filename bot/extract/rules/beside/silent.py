"""Who has not claimed an attack, or says nothing of it, neither did it by these words nor tells of it: "Chad has not claimed the blast"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.extract.families import BY_FORCE, FLAT
from bot.extract.rules.grammar import words_for
from bot.extract.rules.reading import Reading
from bot.extract.speech.speakers import cues
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, conjuncts, is_verb, lemma
from bot.model import Claim


def without_silent(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The attacks without doers whom their sentences name only as silent, and without speakers who are."""
    return tuple(_heard(read, c) if c.status in FLAT and c.type in BY_FORCE else c for c in claims)


def _heard(read: Reading, claim: Claim) -> Claim:
    named = {p for p in (*claim.actor, *(s.party for s in claim.source)) if p}
    told = {p: [t for v in read.shown(claim) for t in words_for(v, p)] for p in named}
    quiet = {p for p, found in told.items() if any(map(_silent, found))}
    if not quiet:
        return claim
    actor = tuple(a for a in claim.actor if a not in quiet or not all(map(_silent, told[a])))
    source = tuple(s for s in claim.source if s.party not in quiet or any(map(_says, told[s.party])))
    return replace(claim, actor=actor, source=source)


def _silent(word: Token) -> bool:
    """As in "has not claimed responsibility for it", "did not comment on it", "declined to comment on it"."""
    first = word.head if word.dep_ in {"appos", "conj", "poss", "compound", "amod"} and word.head.dep_ in {"nsubj", "appos"} else word
    verb, table = first.head, words("silent")
    if first.dep_ != "nsubj" or not is_verb(verb):
        return False
    if lemma(verb) in table["decline"]:
        return any(lemma(t) in table["comment"] for t in children(verb, "xcomp"))
    if not children(verb, "neg"):
        return False
    claims = lemma(verb) in table["claim"] and any(lemma(o) in table["deed"] for o in children(verb, "dobj"))
    return claims or lemma(verb) in table["comment"]


def _says(word: Token) -> bool:
    return any(t.dep_ == "nsubj" and lemma(t.head) in cues()["say"] and not _silent(t) for t in (word, word.head, *conjuncts(word)))


__all__ = ["without_silent"]
