"""Which place was taken: "the rebels captured the town of Norville" is a fight at Norville, and its capture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.candidates import Kind
from bot.extract.families import FLAT
from bot.extract.rules.grammar import after, doing
from bot.extract.rules.reading import Reading
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, conjuncts, is_verb, lemma, passive
from bot.extract.text.view import PRONOUNS, View
from bot.model import Claim, ClaimType, Span

KINDS = words("place")["kinds"] | words("place")["towns"]
BACK = frozenset({"back", "over"})  # "took back", "won back", "took over"
ENDS = frozenset({"VBD", "VBZ", "VBP", "VBN"})


def with_taken(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The fights on the ground with the places that their doers are told to have taken, as spans "taken" and among their places."""
    return tuple(
        _taken(c, read.shown(c)) if c.type is ClaimType.GROUND_COMBAT and c.status in FLAT and not c.reversal else c for c in claims
    )


def _taken(claim: Claim, held: Sequence[View]) -> Claim:
    spots = [(view.doc.story.cut(spot), spot) for view in held for verb in _takes(view, claim) for spot in _places(view, verb)]
    if not spots:
        return claim
    more = tuple(dict.fromkeys(name for name, _ in spots if not any(name in place for place in claim.place)))
    spans = (*claim.spans, ("taken", tuple(spot for _, spot in spots)))
    return replace(claim, place=(*more, *claim.place), spans=spans)


def _takes(view: View, claim: Claim) -> Iterator[Token]:
    """The verbs by which a claim's doers take something, as done."""
    for verb in view.tokens:
        won = lemma(verb) == "win" and any(c.lower_ in BACK for c in children(verb, "prt", "advmod"))
        falls = lemma(verb) == "fall" and any(c.lower_ == "to" for c in children(verb, "prep"))
        if is_verb(verb) and (won or falls or lemma(verb) in (words("taken")["ground"] | words("taken")["take"])) and _done(verb):
            doers = [t for t in _doers(verb, falls=falls) if t.lower_ not in PRONOUNS]
            if not doers or view.sides(doers) & set(claim.actor):
                yield verb


def _done(verb: Token) -> bool:
    """Whether it is told as done: no "to capture", "may capture", "did not capture"."""
    helped = [c for c in children(verb, "aux") if c.tag_ in {"MD", "TO"}]
    finite = verb.tag_ in ENDS or (verb.tag_ == "VBG" and verb.dep_ == "advcl")
    return finite and not helped and not children(verb, "neg") and verb.dep_ not in {"xcomp", "pcomp", "amod"}


def _doers(verb: Token, *, falls: bool) -> Sequence[Token]:
    if falls:
        return after(verb, "to")
    return doing(verb)


def _places(view: View, verb: Token) -> Iterator[Span]:
    """The names of the places that a verb takes."""
    own = children(verb, "nsubj") if lemma(verb) == "fall" else children(verb, "nsubjpass") if passive(verb) else children(verb, "dobj")
    for thing in (t for o in own for t in conjuncts(o)):
        told = _of(thing) if lemma(thing) in KINDS | words("taken")["hold"] else []
        deeper = [q for p in told if lemma(p) in KINDS for q in _of(p)]
        beside = [*children(thing, "appos"), *(children(thing, "compound") if lemma(thing) in KINDS else ())]
        sure = lemma(verb) in words("taken")["ground"]
        named = (*((t, sure) for t in (thing, *beside)), *((t, True) for t in (*told, *deeper)))
        yield from (spot for t, plain in named if (spot := _named(view, t, plain=plain)) is not None)


def _of(noun: Token) -> list[Token]:
    return [t for p in after(noun, "of") for t in conjuncts(p)]


def _named(view: View, word: Token, *, plain: bool) -> Span | None:
    """Where the name of a place stands that a word is the head of; a state's is none, a man's where it is not plain that he is none."""
    if word.pos_ != "PROPN" or view.mention(word, Kind.PARTY, Kind.ITEM, *(() if plain else (Kind.PERSON,))) is not None:
        return None
    found = view.mention(word, Kind.PLACE)
    if found is not None:
        return Span(view.doc.mentions[found].start, view.doc.mentions[found].end)
    first = min((word, *(c for c in children(word, "compound") if c.pos_ == "PROPN")), key=lambda t: t.i)
    return Span(view.start(first), view.start(word) + len(word.text))


__all__ = ["with_taken"]
