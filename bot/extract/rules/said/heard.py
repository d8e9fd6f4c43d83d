"""Each account has its own teller: who says something else in another sentence is no speaker of this event, nor who gives another toll."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.extract.candidates import Doc, Kind, Zone
from bot.extract.decode.holders import once
from bot.extract.rules.reading import Reading
from bot.extract.rules.said.who import sayers
from bot.extract.rules.spans import said_by, spots
from bot.extract.speech.speakers import cues
from bot.extract.text.tree import conjuncts, is_verb, lemma, passive, subject
from bot.extract.text.view import PRONOUNS, View
from bot.model import Claim, Span, Status

MAIN = frozenset({"ROOT", "parataxis"})  # how a verb stands that nobody else reports


def with_own_voices(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims without speakers of sentences with another number of dead and, in a feed item, of others than tell them.

    Where a claim's own sentence names who tells it and nobody else is left, he is the speaker.
    """
    return tuple(_heard(read, c) if c.source and c.status is not Status.DENIED else c for c in claims)


def with_each_once(_read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims with each sayer once."""
    return tuple(replace(c, source=once(c.source)) for c in claims)


def _heard(read: Reading, claim: Claim) -> Claim:
    doc, held = read.doc, read.shown(claim)
    named = spots(claim, "source")
    mine = [i for i, m in enumerate(doc.mentions) if Span(m.start, m.end) in named and m.kind in {Kind.PARTY, Kind.PERSON}]
    others = _others(doc, claim, held)
    told = {_sentence(doc, view.sentence.index) for view in held} - others
    own = [i for view in held if view.sentence.zone is Zone.BODY for i in _sayers(view) if _sentence(doc, doc.mentions[i].sentence) in told]
    if not own:
        return claim
    left = [i for i in mine if (at := _sentence(doc, doc.mentions[i].sentence)) in told or (at not in others and not read.short)]
    return claim if len(left) == len(mine) else _told_by(doc, claim, left or own)


def _told_by(doc: Doc, claim: Claim, voices: Sequence[int]) -> Claim:
    told = once(sayers(doc, voices))
    spans = tuple(Span(doc.mentions[i].start, doc.mentions[i].end) for i in voices)
    return said_by(claim, told, spans) if told else claim


def _sayers(view: View) -> tuple[int, ...]:
    """Who says what a sentence tells: the subject of its main verb, else who stands right before a word of saying."""
    verbs = (t for t in view.tokens if is_verb(t) and t.dep_ in MAIN and lemma(t) in cues()["say"] - cues()["weak"] and not passive(t))
    subjects = (c for t in verbs for s in subject(t) for c in conjuncts(s) if c.lower_ not in PRONOUNS)
    found = view.standing([t for t in subjects if lemma(t) not in cues()["nobody"] | cues()["nouns"] | {"release"}])
    cued = {m.start for _, m in view.of(Kind.CUE) if "say" in m.ids}
    return found or tuple(i for i, m in view.own if m.kind is Kind.PERSON and m.end + 1 in cued and m.text.lower() not in PRONOUNS)


def _sentence(doc: Doc, index: int) -> tuple[int, int]:
    """The whole sentence that a clause is of."""
    one = doc.sentences[index]
    return one.whole or (one.start, one.end)


def _others(doc: Doc, claim: Claim, held: Sequence[View]) -> set[tuple[int, int]]:
    """The sentences that count other dead than the claim, where another of its sentences counts its own."""
    if claim.casualties is None:
        return set()
    tolls = {_sentence(doc, v.sentence.index): [m.casualties for _, m in v.of(Kind.CASUALTIES) if m.casualties] for v in held}
    dead = {at: {(c.killed_min, c.killed_max) for c in told} - {(None, None)} for at, told in tolls.items()}
    mine = (claim.casualties.killed_min, claim.casualties.killed_max)
    return {at for at, told in dead.items() if told and mine not in told} if any(mine in told for told in dead.values()) else set()


__all__ = ["with_each_once", "with_own_voices"]
