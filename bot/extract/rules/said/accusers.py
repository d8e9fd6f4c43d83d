"""Who is accused of it does not say so, and who accuses did not do it: "Russia was accused by Warsaw of firing a missile"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bot.extract.candidates import Doc, Kind, Mention, resolved
from bot.extract.discourse.naming import speaker_of
from bot.extract.families import BY_FORCE
from bot.extract.rules.grammar import things
from bot.extract.rules.reading import Reading
from bot.extract.rules.spans import minus, spots
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, is_verb, lemma, passive
from bot.extract.text.view import View
from bot.model import Claim, ClaimType, Speaker, Status

CHARGES = BY_FORCE | {ClaimType.ARMS_TRANSFER}
NAMED = (Kind.PERSON, Kind.PARTY)


def by_accusers(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims without sayers whom their evidence only shows as accused, and with accusers as those who say so, not as doers."""
    told = ((_heard(c, held), held) for c in claims for held in [read.shown(c)])
    return tuple(_accusing(read.doc, c, held) if c.type in CHARGES else c for c, held in told)


def _heard(claim: Claim, held: Sequence[View]) -> Claim:
    left = tuple(s for s in claim.source if not _accused(s, held))
    return claim if len(left) == len(claim.source) else replace(claim, source=left)


def _accused(speaker: Speaker, held: Sequence[View]) -> bool:
    """Whether somebody stands in the evidence as accused, and nowhere else."""
    told = speaker.name or speaker.org
    spots = [t for view in held for t in _named(view, told)] if told else []
    return bool(spots) and all(_charged(t) for t in spots)


def _named(view: View, told: str) -> Iterator[Token]:
    """The words on which a name's others hang, wherever it stands in a sentence."""
    full, sentence = view.doc.story.full, view.sentence
    for found in re.finditer(rf"(?<!\w){re.escape(told)}(?!\w)", full[sentence.start : sentence.end]):
        start, end = sentence.start + found.start(), sentence.start + found.end()
        inside = [t for t in view.tokens if start <= view.start(t) < end]
        marks = {t.i for t in inside}
        yield from (t for t in inside if t.head.i not in marks or t.head.i == t.i)


def _charged(token: Token) -> bool:
    """Whether a word is who is accused: "the army is accused of", in headlines "army accused of a strike"."""
    verb = token.head if token.dep_ in {"nsubj", "nsubjpass"} else next(iter(children(token, "acl")), token)
    of = [p for p in children(verb, "prep") if p.lower_ in {"of", "for"}]
    return (
        is_verb(verb)
        and lemma(verb) in words("accusers")["charge"]
        and not children(verb, "dobj")
        and bool(of)
        and (passive(verb) or token.dep_ == "nsubj")
    )


def _accusing(doc: Doc, claim: Claim, held: Sequence[View]) -> Claim:
    """A claim without doers who only accuse others, and of whom else they accuse where nobody else is told as doer."""
    gone = {d: by for d in claim.actor if (by := _accuser(d, held)) is not None}
    if not gone:
        return claim
    left = tuple(a for a in claim.actor if a not in gone)
    did = left or tuple(sorted({i for view, m in gone.values() for i in _of_whom(view, m)} - set(gone)))
    if not did:
        return claim
    accusers = {m.start for _, m in gone.values()}
    spans = minus(claim, [s for s in spots(claim, "actor") if s.start in accusers], "actor")
    ground = {i for view in held for _, m in view.of(Kind.PLACE) if not _named_by(m, gone) for i in m.ids}
    hit = (*(t for t in claim.target if t not in did), *(() if left else (d for d in gone if d in ground)))
    source = claim.source or tuple(speaker_of(doc, m) for _, m in gone.values())
    status = Status.ALLEGED if claim.status is Status.ASSERTED else claim.status
    return replace(claim, actor=did, target=tuple(dict.fromkeys(hit)), source=source, status=status, spans=spans)


def _named_by(place: Mention, gone: Mapping[str, tuple[View, Mention]]) -> bool:
    """Whether a place's name is what an accuser is called by: Warsaw."""
    return any(m.start == place.start for _, m in gone.values())


def _accuser(doer: str, held: Sequence[View]) -> tuple[View, Mention] | None:
    """The mention of a party as who accuses, where it is told to do nothing else: "accused by Warsaw", "Warsaw accuses Moscow"."""
    named = ((view, m) for view in held for kind in NAMED for _, m in view.of(kind) if doer in resolved(view.doc, m).ids)
    told = [(view, m, t) for view, m in named if (t := view.head(m)) is not None]
    charging = [(view, m) for view, m, t in told if _charges(t) and m.text[:1].isupper()]
    acting = [t for _, _, t in told if (t.dep_ == "nsubj" or t.head.dep_ == "agent") and not _charges(t)]
    acting += [t for _, _, t in told if t.dep_ == "nsubj" and any(is_verb(v) for v in children(t.head, "conj"))]  # "accused and struck"
    return charging[0] if charging and not acting else None


def _of_whom(view: View, accuser: Mention) -> frozenset[str]:
    """Whom somebody accuses."""
    token = view.head(accuser)
    verb = None if token is None else token.head.head if token.head.dep_ == "agent" else token.head
    return frozenset() if verb is None else view.sides(things(verb))


def _charges(token: Token) -> bool:
    verb = token.head
    if token.dep_ == "pobj":
        return token.head.dep_ == "agent" and lemma(token.head.head) in words("accusers")["charge"]
    return token.dep_ == "nsubj" and is_verb(verb) and lemma(verb) in words("accusers")["charge"] and bool(children(verb, "dobj"))


__all__ = ["by_accusers"]
