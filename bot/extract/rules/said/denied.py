"""Whose deed a denial is of: not of whom the denier blames instead, nor the denier's own where only his ground was used or lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.candidates import Doc, Kind
from bot.extract.rules.grammar import GROUNDS
from bot.extract.rules.reading import Reading
from bot.extract.rules.said.disowned import disowning
from bot.extract.rules.said.who import denies
from bot.extract.status import words as status_words
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, is_verb, lemma, subject, up
from bot.extract.text.view import View
from bot.model import Claim, ClaimType, Status


def with_denied(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The denials with the doer whose deed is denied; none that its denier took back, nor of what somebody is only kept from."""
    held = (_righted(read.doc, c, read.shown(c)) if c.status is Status.DENIED else _cleared(c, read.shown(c)) for c in claims)
    return tuple(c for c in held if c is not None)


def _cleared(claim: Claim, held: Sequence[View]) -> Claim:
    """A claim without doers of whom its sentences say that what was used was not theirs: "the missile was not Russian"."""
    calls = [(v, c) for v in held for t in v.tokens if lemma(t) == "be" and children(t, "neg") for c in children(t, "acomp", "attr")]
    named = {(m, i) for v, c in calls if c.pos_ in {"ADJ", "PROPN"} for m in v.at.get(c.i, ()) for i in v.doc.mentions[m].ids}
    others = {i for v in held for at, m in v.of(Kind.PARTY) if not any(at == one for one, _ in named) for i in m.ids}
    only = {i for _, i in named} - others
    return replace(claim, actor=tuple(a for a in claim.actor if a not in only)) if only & set(claim.actor) else claim


def _righted(doc: Doc, claim: Claim, held: Sequence[View]) -> Claim | None:
    voices = {s.party for s in claim.source if s.party}
    found = [(view, verb) for view in held for verb in _denying(view)]
    kept = [_kept(word) for view in held for word in view.events(claim.type)]
    if (found and all(_admitted(verb) for _, verb in found)) or (kept and all(kept)):
        return None
    if any(_only_ground(view, verb, claim.type) for view, verb in found):
        return replace(claim, actor=tuple(a for a in claim.actor if a not in voices))
    if claim.type is ClaimType.GROUND_COMBAT and any(_loses(verb) for _, verb in found) and set(claim.actor) - voices:
        lost = tuple(a for a in claim.actor if a in voices)
        return replace(claim, actor=tuple(a for a in claim.actor if a not in voices), target=(*claim.target, *lost))
    own = frozenset[str]().union(*(d.who for view in held for d in disowning(doc, view) if claim.type in d.types))
    if not own or not voices or not voices <= own or set(claim.actor) & own:
        return claim
    return replace(claim, actor=tuple(sorted(voices)), target=tuple(t for t in claim.target if t not in voices), item=())


def _denying(view: View) -> Iterator[Token]:
    return (t for t in view.tokens if denies(t))


def _admitted(verb: Token) -> bool:
    """Whether the denier owns up in the same sentence: "first denied the raid, then admitted it"."""
    first = any(c.lower_ in words("denied")["first"] for c in children(verb, "advmod")) or any(
        c.lower_ == "first" for p in children(verb, "prep") for c in p.subtree
    )
    then = (t for t in children(verb, "conj", "dep", "parataxis", "advcl") if lemma(t) in words("denied")["then"] and t.i > verb.i)
    return first and any(not children(t, "nsubj") for t in then)


def _only_ground(view: View, verb: Token, kind: ClaimType) -> bool:
    """Whether only the use of somebody's ground for the event is denied: "denies its airspace was used to bomb the camp"."""
    uses = (t for t in verb.subtree if t.i > verb.i and is_verb(t) and lemma(t) in words("denied")["used"] and t.tag_ in {"VBN", "VBD"})
    for use in uses:
        what = [*children(use, "nsubjpass"), *([use.head] if use.dep_ in {"acl", "relcl"} else []), *subject(use)]
        inside = {t.i for t in use.subtree}
        if any(lemma(t) in GROUNDS | {"base", "basis", "port"} for t in what) and all(e.i in inside for e in view.events(kind)):
            return True
    return False


def _loses(verb: Token) -> bool:
    """Whether the denier denies to have lost something: "denies losing the base to rebels"."""
    return any(lemma(t) in words("denied")["lost"] for t in children(verb, "xcomp", "ccomp", "pcomp") if t.i > verb.i)


def _kept(word: Token) -> bool:
    """Whether what is denied is that somebody was kept from the event: "denied that it barred the jets from striking"."""
    above = list(up(word))
    barred = [t for t in above if t.dep_ == "pcomp" and t.head.lower_ == "from" and lemma(t.head.head) in status_words()["barred"]]
    return any(lemma(t) in words("denials")["deny"] and t.i < b.i for b in barred for t in up(b.head.head))


__all__ = ["with_denied"]
