"""Who entered whose waters: "the Norland frigate broke Sudland's law by entering its waters" is Norland's incursion into Sudland."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.rules.grammar import GROUNDS, INTO, after
from bot.extract.rules.reading import Reading
from bot.extract.speech.speakers import cues
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, is_verb, lemma, subject, up
from bot.extract.text.view import PRONOUNS, View
from bot.model import Claim, ClaimType


def with_entered(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The incursions with who enters as the doer and whose ground it is as the side hit, where they were told the other way round."""
    return tuple(_turned(c, read.shown(c)) if c.type is ClaimType.INCURSION else c for c in claims)


def _turned(claim: Claim, held: Sequence[View]) -> Claim:
    if len(claim.actor) != 1 or len(claim.target) != 1:
        return claim
    (owner,), (other,) = claim.actor, claim.target
    told = [pair for view in held for pair in _entries(view)]
    if any(owner in who - whose for who, whose in told) or not any(owner in whose and other in who - whose for who, whose in told):
        return claim
    swapped = {"actor": "target", "target": "actor"}
    spans = tuple((swapped.get(name, name), spots) for name, spots in claim.spans)
    return replace(claim, actor=claim.target, target=claim.actor, spans=spans)


def _entries(view: View) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """Who enters, and whose ground it is, by each word of entering of a sentence."""
    for token in view.tokens:
        verb = is_verb(token) and (lemma(token) in words("entered")["break"] or any(t.lower_ == "into" for t in children(token, "prep")))
        if not verb and not (token.pos_ in {"NOUN", "PROPN"} and lemma(token) in words("entered")["entry"]):
            continue
        whose = view.sides([g for g in _grounds(token) if lemma(g) in GROUNDS])
        who = view.sides([s for s in _enters(token) if s.lower_ not in PRONOUNS]) if verb else _driven(view, token)
        if who and whose:
            yield who, whose


def _enters(verb: Token) -> tuple[Token, ...]:
    """What enters: of "Oman said a drone crossed into its waters", read as a drone that was crossed, the drone and not Oman."""
    said = verb.dep_ == "acl" and verb.head.dep_ == "dobj" and lemma(verb.head.head) in cues()["say"]
    return (verb.head,) if said else subject(verb)


def enterings(view: View) -> Iterator[Token]:
    """The verbs by which a sentence tells that somebody's ground was entered."""
    for verb in view.tokens:
        into = lemma(verb) in words("entered")["break"] or any(t.lower_ == "into" for t in children(verb, "prep"))
        if is_verb(verb) and into and not children(verb, "neg") and any(lemma(g) in GROUNDS for g in _grounds(verb)):
            yield verb


def _grounds(token: Token) -> Iterator[Token]:
    """What is entered or violated."""
    yield from children(token, "dobj", "nsubjpass")
    yield from after(token, *INTO)


def _driven(view: View, noun: Token) -> frozenset[str]:
    """Who is warned off or driven away over an entry: "warned off the plane for an intrusion into its airspace"."""
    verbs = [t for t in up(noun) if is_verb(t) and lemma(t) in words("entered")["driven"]]
    return view.sides([o for v in verbs[:1] for o in children(v, "dobj", "nsubjpass")])


__all__ = ["enterings", "with_entered"]
