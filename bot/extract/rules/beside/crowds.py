"""Soldiers are no civilians: the four of "four killed as a drone hits a base" are those of "killed four soldiers" below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.candidates import Kind, Mention
from bot.extract.families import FIGHTS
from bot.extract.rules.reading import Reading
from bot.extract.speech.speakers import cues
from bot.extract.tables import holds, words
from bot.extract.text.tree import lemma
from bot.extract.text.view import View
from bot.model import Claim

CROWD = "civilians"


def without_crowds(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The fights without civilians among those hit where all who are told as killed are soldiers or fighters, and nobody is called one."""
    return tuple(_kept(c, read.shown(c)) if c.type in FIGHTS and CROWD in c.target else c for c in claims)


def _kept(claim: Claim, held: Sequence[View]) -> Claim:
    if claim.casualties is None or any(_named(m, held) for v in held for _, m in v.of(Kind.PARTY) if CROWD in m.ids and not _speaks(v, m)):
        return claim
    toll = claim.casualties
    counted = [(m, f) for v in held for m, f in _fallen(v)]
    if toll.killed_min is None or not any(
        f and m.casualties is not None and m.casualties.killed_min == toll.killed_min for m, f in counted
    ):
        return claim
    return replace(claim, target=tuple(t for t in claim.target if t != CROWD))


def _speaks(view: View, told: Mention) -> bool:
    """Whether it is who tells it: "the military and medics said"."""
    token = view.head(told)
    while token is not None and token.dep_ == "conj":
        token = token.head
    return token is not None and token.dep_ == "nsubj" and lemma(token.head) in cues()["say"]


def _named(told: Mention, held: Sequence[View]) -> bool:
    """Whether civilians are called what no soldier is: children, residents, a market; a bare number calls nobody anything."""
    if told.text.lower() in {"people", "men", "others"}:
        return False
    if _called(told) in words("crowds")["afloat"]:
        return not any(map(_at_war, held))
    return not _number(told, held)


def _at_war(view: View) -> bool:
    """Whether a sentence tells of a warship."""
    return holds("crowds", "warships", view.doc.story.full, view.sentence.told, view.sentence.end)


def _called(told: Mention) -> str:
    """The last word of a name, in the singular."""
    return told.text.lower().rpartition(" ")[2].removesuffix("s")


def _number(told: Mention, held: Sequence[View]) -> bool:
    return any((m.start, m.end) == (told.start, told.end) for v in held for _, m in v.of(Kind.COUNT))


def _fallen(view: View) -> Iterator[tuple[Mention, bool]]:
    """The numbers of the dead of a sentence, each with whether it counts soldiers or fighters."""
    afloat = _at_war(view)
    for _, m in view.of(Kind.CASUALTIES):
        token = view.head(m)
        if token is not None:
            noun = token.head if token.dep_ == "nummod" else token
            yield m, lemma(noun) in words("crowds")["forces"] or (afloat and lemma(noun) in words("crowds")["afloat"])


__all__ = ["without_crowds"]
