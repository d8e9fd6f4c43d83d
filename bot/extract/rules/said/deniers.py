"""Who denies is the subject of the word of denial, and nobody else whom its sentence names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bot.extract.candidates import Doc, starts
from bot.extract.discourse.wording import worded
from bot.extract.rules.said.denials import Denials, disowned
from bot.extract.scorers.pools import words
from bot.extract.status import refused
from bot.extract.status import words as status_words
from bot.extract.tables import words as table
from bot.extract.text.token import Token
from bot.extract.text.tree import children, conjuncts, is_verb, lemma, passive, subject
from bot.extract.text.view import PRONOUNS, View, shown
from bot.model import Claim, Span, Speaker, Status

MAIN = frozenset({"ROOT", "conj", "relcl"})  # how a verb stands that nobody else reports


def by_deniers(doc: Doc, claims: Sequence[Claim], seen: Sequence[View | None], back: Denials = ()) -> tuple[Claim, ...]:
    """The denials without sayers whom the sentence of denial names beside the denier: "residents reject claims by the government".

    `back`: the denials that point back, whose deniers are known.
    """
    at, known = starts(doc), {d.sentence: d.sayers for d in back}
    told = (_denied(doc, c, shown(at, c.evidence, seen), known) if c.status is Status.DENIED and c.source else c for c in claims)
    return tuple(_righted(c, shown(at, c.evidence, seen)) if c.status is Status.DENIED and c.target else c for c in told)


def _righted(claim: Claim, held: Sequence[View]) -> Claim:
    """The denial of what the denier itself is said to have done, with it as the doer: "denied that it had fired", "denied firing"."""
    who = {s.party for s in claim.source}
    if not who or not who <= set(claim.target) or who & set(claim.actor) or not any(_own_deed(v) for view in held for v in view.tokens):
        return claim
    return replace(claim, actor=tuple(t for t in claim.target if t in who), target=claim.actor)


def _own_deed(verb: Token) -> bool:
    """Whether a verb denies that its own subject did something."""
    if not is_verb(verb) or lemma(verb) not in status_words()["deny"] or refused(verb) or passive(verb):
        return False
    deeds = ((c, {s.lower_ for s in children(c, "nsubj")}) for c in children(verb, "ccomp", "xcomp") if c.i > verb.i)
    return any((c.tag_ == "VBG" and not doers) or bool({"it", "they"} & doers) for c, doers in deeds)


def _denied(doc: Doc, claim: Claim, held: Sequence[View], known: Mapping[int, tuple[int, ...]]) -> Claim:
    for view in held:
        who = next(_deniers(view), known.get(view.sentence.index, ()))
        told = tuple(s for i in who if (s := worded(doc, doc.mentions[i])) is not None)
        named = words(view.sentence.text)
        elsewhere = [s for s in claim.source if len(claim.evidence) > 1 and not (words(s.name) or words(s.org)) & named]
        kept = tuple(s for s in claim.source if s in elsewhere or any(same_voice(s, t) for t in told))
        if told and len(kept) < len(claim.source):
            spans = tuple(Span(doc.mentions[i].start, doc.mentions[i].end) for i in who)
            return replace(claim, source=kept or told, spans=(*((n, s) for n, s in claim.spans if n != "source"), ("source", spans)))
    return claim


def _deniers(view: View) -> Iterator[tuple[int, ...]]:
    for verb in view.tokens:
        if is_verb(verb) and lemma(verb) in status_words()["deny"] and verb.dep_ in MAIN and not refused(verb) and not passive(verb):
            own = disowned(verb, table("denials")) or subject(_beside(verb))
            who = [c for s in own for c in conjuncts(s) if c.lower_ not in PRONOUNS]
            if found := view.standing(who):
                yield found


def _beside(verb: Token) -> Token:
    """The verb itself, or who says so where it is read as told beside what was done to others: "said two were hurt and denied"."""
    hurt = verb.head
    return hurt.head if verb.dep_ == "conj" and hurt.dep_ == "ccomp" and passive(hurt) and not children(verb, "nsubj") else verb


def same_voice(one: Speaker, other: Speaker) -> bool:
    """Whether two may be one, or speak for one party."""
    if one.name and other.name:
        return bool(words(one.name) & words(other.name))
    mine, theirs = words(one.org) | words(one.name), words(other.org) | words(other.name)
    return mine <= theirs or theirs <= mine or bool(one.party and one.party == other.party)


__all__ = ["by_deniers", "same_voice"]
