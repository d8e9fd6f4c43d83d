"""What a denier tells of others is none of what he denies: "denied shelling Lima and accused the rebels of killing nine in Quito"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.candidates import Doc, Kind, Zone
from bot.extract.rules.reading import Reading
from bot.extract.rules.spans import SLOTS, minus, named_by, spots, without_spans
from bot.extract.speech.speakers import cues
from bot.extract.status import words as status_words
from bot.extract.tables import words
from bot.extract.text.denying import refused
from bot.extract.text.token import Token
from bot.extract.text.tree import children, is_verb, lemma, passive, subject
from bot.extract.text.view import View
from bot.model import Claim, ClaimType, Span, Status

DENIES = status_words()["deny"] | {"reject", "dismiss", "refute", "rebut"}
SIDE = frozenset({"target"})  # whom he hit elsewhere is often who was hit here, too
SAME = frozenset({"the", "this", "that", "those", "these"})  # "blamed Peru for the attack"


def with_countered(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The denials without things, numbers, places, tolls and doers of what their denier says or charges others with instead.

    So is what he is charged with, where another sentence tells it.
    """
    return tuple(_left(read.doc, c, read.shown(c), read.seen) for c in claims)


def _left(doc: Doc, claim: Claim, held: Sequence[View], seen: Sequence[View | None]) -> Claim:
    denied = claim.status is Status.DENIED
    body = [v.sentence.index for v in held if v.sentence.zone is Zone.BODY]
    told = [(v, v.sides(subject(verb)), inner) for v in seen if v is not None for verb, inner in _counters(v, claim.type)]
    mine = [
        inside
        for v, who, inside in ((v, who, _spans(v, inner)) for v, who, inner in told)
        if (denied and v in held) or (not denied and who & set(claim.actor) and any(i != v.sentence.index for i in body))
    ]
    gone = {s for inside in mine for s in inside}
    kept = without_spans(doc, claim, {s for n, spans in claim.spans if n in SLOTS - SIDE for s in spans if s in gone})
    doers = spots(claim, "actor")
    lost = named_by(doc, [s for s in doers if s in gone]) - named_by(doc, [s for s in doers if s not in gone])
    if not denied or not lost & set(claim.actor):
        return kept
    return replace(kept, actor=tuple(a for a in kept.actor if a not in lost), spans=minus(kept, gone, "actor"))


def _counters(view: View, kind: ClaimType) -> Iterator[tuple[Token, frozenset[int]]]:
    """Each verb of denying with the words of what its subject goes on to tell, where that is another event and told as done."""
    for verb in view.tokens:
        if not is_verb(verb) or lemma(verb) not in DENIES or refused(verb) or passive(verb):
            continue
        for more in children(verb, "conj"):
            if more.i > verb.i and not children(more, "nsubj") and lemma(more) in cues()["say"] | words("countered")["tell"] - DENIES:
                inner = frozenset(t.i for t in more.subtree)
                if not _same(view, kind, inner):
                    yield verb, inner


def _same(view: View, kind: ClaimType, inner: frozenset[int]) -> bool:
    """Whether what is told may be the event that is denied: "blamed Peru for the attack", "said it had never shelled the town"."""
    words = [t for t in view.tokens if t.i in inner]
    events = {t.i for t in view.events(kind)}
    referred = any(t.i in events and not is_verb(t) and any(c.lower_ in SAME for c in children(t, "det")) for t in words)
    return referred or any(t.dep_ == "neg" or (t.lower_ == "it" and t.dep_ in {"dobj", "nsubjpass"}) for t in words)


def _spans(view: View, inner: frozenset[int]) -> frozenset[Span]:
    """The mentions that stand in some words, but things told before: "had fired the rockets"."""
    found = ((m, view.head(m)) for _, m in view.own)
    return frozenset(
        Span(m.start, m.end)
        for m, head in found
        if head is not None and head.i in inner and not (m.kind is Kind.ITEM and any(c.lower_ in SAME for c in children(head, "det")))
    )


__all__ = ["with_countered"]
