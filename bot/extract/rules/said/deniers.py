"""Who denies is the subject of the word of denial, and nobody else whom its sentence names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bot.extract.candidates import Doc, resolved
from bot.extract.families import BY_FORCE, FLAT
from bot.extract.rules.reading import Reading
from bot.extract.rules.said.denials import THAT, disowned
from bot.extract.rules.said.who import denies, same_voice, sayers
from bot.extract.rules.spans import said_by
from bot.extract.scorers.pools import words
from bot.extract.speech.speakers import cues
from bot.extract.tables import words as table
from bot.extract.text.token import Token
from bot.extract.text.tree import children, conjuncts, is_verb, lemma, passive, subject
from bot.extract.text.view import PRONOUNS, View
from bot.model import Claim, ClaimType, Span, Status

MAIN = frozenset({"ROOT", "conj", "relcl"})  # how a verb stands that nobody else reports


def by_deniers(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The denials without sayers whom the sentence of denial names beside the denier: "residents reject claims by the government"."""
    known = {d.sentence: d.sayers for d in read.denials}  # who denies what stands before
    told = [_denied(read.doc, c, read.shown(c), known) if c.status is Status.DENIED and c.source else c for c in claims]
    told = [_answering(c, claims, read.shown(c)) if c.status is Status.DENIED else c for c in told]
    return tuple(_righted(c, read.shown(c)) if c.status is Status.DENIED and c.target else c for c in told)


def _righted(claim: Claim, held: Sequence[View]) -> Claim:
    """The denial of what the denier itself is said to have done, with it alone as the doer.

    As in "denied that it had fired", "denied firing", "denied any role and blamed the rebels".
    """
    who = {s.party for s in claim.source}
    verbs = [(view, v) for view in held for v in view.tokens if denies(v)]
    mine = [(view, v) for view, v in verbs if _own_deed(v) and not (claim.type is ClaimType.ARMS_TRANSFER and _gets(v))]
    if who and mine and who <= set(claim.target) and not who & set(claim.actor):
        return replace(claim, actor=tuple(t for t in claim.target if t in who), target=claim.actor)
    if "" in who or claim.type not in BY_FORCE or set(claim.actor) <= who or not who:
        return claim
    parts = [(view, v) for view, v in verbs if _own_part(view, v)]
    if {p for view, v in (*mine, *parts) for p in view.sides(subject(v))} != who:
        return claim
    return replace(claim, actor=tuple(sorted(who)), target=tuple(t for t in claim.target if t not in who))


def _answering(claim: Claim, claims: Sequence[Claim], held: Sequence[View]) -> Claim:
    """The denial of what the denier was said to have done, without whom it charges in turn: "denied it and said rebels had fired".

    Where it was not said to have done such a thing, what it says beside the denial is no denial.
    """
    who = {s.party for s in claim.source}
    blamed = {p for view in held for v in view.tokens if _points_back(v) for p in _blamed(view, v)}
    if left := tuple(a for a in claim.actor if a not in blamed):
        claim = replace(claim, actor=left)
    turned = [t for view in held for v in view.tokens if _points_back(v) for t in _counters(view, v, claim)]
    if not turned:
        return claim
    charge = next((c for c in claims if c.type is claim.type and c.status in FLAT and c.actor and set(c.actor) == who), None)
    if charge is not None:
        return claim if set(claim.actor) <= who else replace(claim, actor=charge.actor, target=charge.target)
    told = [t for view in held for t in view.events(claim.type)]
    plain = bool(told) and all(any(t.i == c.i for c in turned) for t in told)
    return replace(claim, status=Status.ASSERTED if set(claim.actor) <= who else Status.ALLEGED) if plain else claim


def _points_back(verb: Token) -> bool:
    """Whether a verb denies what was told before: "denied it", "rejected the accusation"."""
    objects = children(verb, "dobj")
    return (
        denies(verb)
        and not children(verb, "ccomp", "xcomp")
        and all(t.lower_ in THAT or lemma(t) in table("deniers")["charge"] for t in objects)
    )


def _counters(view: View, verb: Token, claim: Claim) -> Iterator[Token]:
    """What the doers do by the words told flatly beside a denial, as in "denied it and said rebels had fired"."""
    for deed in (c for v in children(verb, "conj", "advcl") if lemma(v) in cues()["say"] for c in children(v, "ccomp")):
        flat = not children(deed, "neg") and not any(c.tag_ == "MD" for c in children(deed, "aux"))
        if flat and set(claim.actor) & view.sides(subject(deed)):
            yield deed


def _blamed(view: View, verb: Token) -> frozenset[str]:
    """Whom a denier blames in turn: "rejected the claim, blaming the rebels"."""
    turned = (c for v in children(verb, "conj", "advcl") if lemma(v) in table("charges")["blame"] for c in children(v, "dobj"))
    return frozenset(p for t in turned for i in view.standing([t]) for p in resolved(view.doc, view.doc.mentions[i]).ids)


def _gets(verb: Token) -> bool:
    """Whether the deed that a verb denies is to get something from others: "denied buying missiles"."""
    return any(lemma(t) in table("deniers")["get"] for t in verb.subtree if is_verb(t) and t.i > verb.i)


def _own_deed(verb: Token) -> bool:
    """Whether a verb denies that its own subject did something."""
    deeds = ((c, {s.lower_ for s in children(c, "nsubj")}) for c in children(verb, "ccomp", "xcomp") if c.i > verb.i)
    return any((c.tag_ == "VBG" and not doers) or bool({"it", "they"} & doers) for c, doers in deeds)


def _own_part(view: View, verb: Token) -> bool:
    """Whether a verb denies that its own subject had a part: "denied any role in it", "denied responsibility"."""
    parts = [o for o in children(verb, "dobj") if lemma(o) in table("deniers")["part"]]
    return bool(parts) and not any(
        children(o, "poss") or view.sides([o]) or any(c.lower_ in {"of", "by"} for c in children(o, "prep")) for o in parts
    )


def _denied(doc: Doc, claim: Claim, held: Sequence[View], known: Mapping[int, tuple[int, ...]]) -> Claim:
    said = {v.sentence.index: next(_deniers(v), known.get(v.sentence.index, ())) for v in held}
    voices = {p for who in said.values() for i in who for p in resolved(doc, doc.mentions[i]).ids}
    for view in held:
        who = said[view.sentence.index]
        told = sayers(doc, who)
        named = words(view.sentence.text)
        own = any(s.party in claim.actor for s in told)  # who denies his own deed does so alone
        others = [s for s in claim.source if not own or s.party in voices]
        elsewhere = [s for s in others if len(claim.evidence) > 1 and not (words(s.name) or words(s.org)) & named]
        kept = tuple(s for s in claim.source if s in elsewhere or any(same_voice(s, t) for t in told))
        if told and len(kept) < len(claim.source):
            spans = tuple(Span(doc.mentions[i].start, doc.mentions[i].end) for i in who)
            return said_by(claim, kept or told, spans)
    return claim


def _deniers(view: View) -> Iterator[tuple[int, ...]]:
    for verb in view.tokens:
        if denies(verb) and verb.dep_ in MAIN:
            own = disowned(verb, table("denials")) or subject(_beside(verb))
            who = [c for s in own for c in conjuncts(s) if c.lower_ not in PRONOUNS]
            if found := view.standing(who):
                yield found


def _beside(verb: Token) -> Token:
    """The verb itself, or who says so where it is read as told beside what was done to others: "said two were hurt and denied"."""
    hurt = verb.head
    return hurt.head if verb.dep_ == "conj" and hurt.dep_ == "ccomp" and passive(hurt) and not children(verb, "nsubj") else verb


__all__ = ["by_deniers"]
