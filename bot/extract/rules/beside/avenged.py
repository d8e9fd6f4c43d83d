"""Whom those attacked who are now hit: the tanker of "sank three boats that had attacked a tanker" was not sunk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.candidates import Kind
from bot.extract.families import FIGHTS
from bot.extract.rules.grammar import naming
from bot.extract.rules.reading import Reading
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import WH, children, is_verb, lemma, up
from bot.extract.text.view import View
from bot.model import Claim, ClaimType

CLAUSES = frozenset({"relcl", "acl"})
HIT = frozenset({"dobj", "pobj", "nsubjpass"})


def without_avenged(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The fights without targets whom only those who were hit are told to have attacked, and without the places and weapons of that."""
    told = ((c, read.shown(c)) for c in claims)
    return tuple(_bare(_kept(c, held), held) if c.type in FIGHTS else c for c, held in told)


def _kept(claim: Claim, held: Sequence[View]) -> Claim:
    gone = {t for t in claim.target if (spots := list(_spots(held, t))) and all(_attacked(v, w, claim) for v, w in spots)}
    left = tuple(t for t in claim.target if t not in gone)
    return replace(claim, target=left) if left else claim


def _bare(claim: Claim, held: Sequence[View]) -> Claim:
    """The claim without places and weapons of what those did who were hit."""
    spans = dict(claim.spans)
    places = [(m, v, t) for v in held for _, m in v.of(Kind.PLACE) if m.text in claim.place and (t := v.head(m)) is not None]
    things = [(m, v, t) for v in held for _, m in v.of(Kind.ITEM) if (t := v.head(m)) is not None]
    ours = {m.text for m, v, t in places if not _attacked(v, t, claim)}
    theirs = {m.text for m, v, t in places} - ours
    item = tuple(
        i
        for i in claim.item
        if not (own := [(v, t) for m, v, t in things if m.text in i.text]) or not all(_attacked(v, t, claim) for v, t in own)
    )
    if not theirs and item == claim.item:
        return claim
    spans["place"] = tuple(s for s in spans.get("place", ()) if held[0].doc.story.cut(s) not in theirs)
    return replace(
        claim, place=tuple(p for p in claim.place if p not in theirs), item=item, spans=tuple((n, s) for n, s in spans.items() if s)
    )


def _spots(held: Sequence[View], party: str) -> Iterator[tuple[View, Token]]:
    """The words for a party; a bare number stands for whom its sentence is about."""
    told = ((v, v.head(m)) for v in held for m in naming(v, party))
    return ((v, t) for v, t in told if t is not None and t.pos_ != "NUM")


def _theirs(clause: Token) -> bool:
    """Whether those whom a clause tells of do what it tells: "boats that had attacked", "boats attacking"."""
    who = children(clause, "nsubj")
    return all(t.lower_ in WH for t in who) if who else clause.tag_ == "VBG"


def _attacked(view: View, word: Token, claim: Claim) -> bool:
    """Whether it stands in a clause of what those did who were hit: their own attack."""
    clause = next((t for t in up(word) if t.dep_ in CLAUSES and is_verb(t)), None)
    if clause is None or clause.i == word.i or clause.head.dep_ not in HIT or not _theirs(clause):
        return False
    strikes = {t.i for kind in (*FIGHTS, ClaimType.MISSILE_LAUNCH) for t in view.events(kind)}
    if clause.head.i in strikes or view.mention(clause.head, Kind.PARTY, Kind.PERSON, Kind.ITEM) is None:
        return False  # as in "a bombing that killed nine"
    if clause.head.head.dep_ == "agent" or view.sides([clause.head]) & set(claim.actor):
        return False  # as in "shot by soldiers who attacked the town"
    if clause.tag_ not in {"VBD", "VBN", "VBG"}:
        return False  # as in "the alliance that fights the group in the town"
    return (
        clause.i in strikes
        and word.i > clause.i
        and any(is_verb(t) and (t.i in strikes or lemma(t) in words("avenged")["hit"]) for t in up(clause.head))
    )


__all__ = ["without_avenged"]
