"""Who is named where somebody speaks, and says nothing of it himself, is no speaker.

Whose deed another tells, "a diplomat said the army was aiming at Lima"; who kept silent, "Oman did not comment"; who only judges a deed,
"Peru welcomed Chile's move"; and, where somebody else speaks, behind "by" whoever did, ran or brokered something, and who was killed or
taken: "a police officer was killed in an ambush, the minister said".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.extract.candidates import Kind, Mention
from bot.extract.decode.holders import once
from bot.extract.discourse.wording import worded
from bot.extract.rules.grammar import doing, things
from bot.extract.rules.reading import Reading
from bot.extract.rules.said.relayed import outlet
from bot.extract.rules.spans import less
from bot.extract.speech.speakers import cues, reporters
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, is_verb, lemma, passive
from bot.extract.text.view import View
from bot.model import NEGATIVE, Claim, Span, Speaker

VOICES = (Kind.PERSON, Kind.PARTY)
JOINED = frozenset({"conj", "compound", "nmod", "amod", "appos"})


def without_mute(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims without speakers whom their sentences name and who say nothing; whose deed it is gives way to who tells it."""
    return tuple(_heard(read, c) if c.source else c for c in claims)


def _heard(read: Reading, claim: Claim) -> Claim:
    held = [(v, m, t) for v in read.shown(claim) for _, m in v.own if m.kind in VOICES and (t := v.head(m)) is not None]
    turned = claim.status in NEGATIVE
    if not any(_told_by(v, m, lifted) or _silent(lifted, others=True, turned=turned) for v, m, t in held for lifted in (_lifted(t),)):
        return claim
    named = [(v, m, t, worded(read.doc, m)) for v, m, t in held]
    left, told = [], []
    for speaker in claim.source:
        mine = [(v, m, _lifted(t)) for v, m, t, s in named if s is not None and _same(s, speaker)]
        spots = [(v, m, t) for v, m, t in mine if not any(o.start <= m.start and m.end < o.end for _, o, _ in mine)]
        others = any(s is not None and not _same(s, speaker) and s in claim.source and _voices(_lifted(t)) for _, _, t, s in named)
        by = [_told_by(v, m, t) for v, m, t in spots]
        quiet = [_silent(t, others=others, turned=turned) for _, _, t in spots]
        if not spots or any(_voices(t) for _, _, t in spots) or not all(map(any, zip(map(bool, by), quiet, strict=True))):
            left.append(speaker)
        else:
            told += [i for found in by for i in found]
    return claim if len(left) == len(claim.source) else _said(read, claim, left, told)


def _said(read: Reading, claim: Claim, left: Sequence[Speaker], told: Sequence[int]) -> Claim:
    """A claim with the speakers that are left, and where nobody is with who tells of the doer."""
    if left:
        return replace(claim, source=tuple(left))
    doc = read.doc
    said = [(i, s) for i in dict.fromkeys(told) if (s := worded(doc, doc.mentions[i])) is not None]
    at = tuple(Span(doc.mentions[i].start, doc.mentions[i].end) for i, _ in said)
    return replace(claim, source=once(tuple(s for _, s in said)), spans=(*less(claim, "source"), *((("source", at),) if at else ())))


def _same(one: Speaker, other: Speaker) -> bool:
    return (one.name, one.org) == (other.name, other.org) or bool(one.name and one.name == other.name)


def _lifted(token: Token) -> Token:
    """The word whose relation counts: of a conjunct its first, of a modifier or an aside its noun."""
    for _ in range(6):
        if token.dep_ not in JOINED or token.head.i == token.i:
            break
        token = token.head
    return token


def _voices(token: Token) -> bool:
    """Whether a word is who says something, or may be: nothing but a doer, a silent subject or who stands behind "by" is none."""
    if token.dep_ in {"nsubj", "nsubjpass"} and is_verb(token.head):
        more = (c for c in children(token.head, "conj", "advcl", "xcomp") if is_verb(c) and not children(c, "nsubj", "nsubjpass"))
        return any(_speech(v) and not _wordless(v) and not _judges(v) for v in (token.head, *more))
    return not _behind_by(token) and not _rebuffed(token) and not _harmed(token)


def _speech(verb: Token) -> bool:
    """Whether somebody speaks by a verb: "said", "put out a statement", "made it clear"."""
    if lemma(verb) in words("mute")["decline"]:  # who declines to fight says nothing by it
        return _wordless(verb)
    told = any(lemma(c) in cues()["nouns"] | {"clear"} for c in children(verb, "dobj", "acomp", "oprd", "ccomp"))
    return told or lemma(verb) in cues()["say"] | words("mute")["speech"]


def _told_by(view: View, mention: Mention, token: Token) -> tuple[int, ...]:
    """Who tells, in the same sentence, what somebody did; nobody where an outlet only relays what he said."""
    if token.dep_ not in {"nsubj", "nsubjpass"} or not is_verb(token.head) or _speech(token.head):
        return ()
    doc = view.doc
    found = [(i, doc.mentions[i]) for i in reporters(view, token.head) if doc.mentions[i].start != mention.start]
    own = lemma(token.head) in words("mute")["found"]
    return tuple(i for i, m in found if not own or not outlet(m, view.head(m) or token))


def _silent(token: Token, *, others: bool, turned: bool) -> bool:
    """Whether somebody says nothing by what a word hangs on."""
    if _behind_by(token) or _harmed(token):
        return others
    if _rebuffed(token):
        return turned
    return token.dep_ == "nsubj" and is_verb(token.head) and ((_wordless(token.head) and not turned) or _judges(token.head))


def _behind_by(token: Token) -> bool:
    """Whether he did, ran or brokered something, by a verb that says nothing: "schools run by the agency"."""
    verb = token.head.head
    does = token.dep_ == "pobj" and token.head.dep_ == "agent" and is_verb(verb) and token in doing(verb)
    return does and passive(verb) and not _speech(verb) and lemma(verb) not in words("mute")["heard"]


def _harmed(token: Token) -> bool:
    """Whether he is killed, hurt or taken: "a police officer was killed"."""
    done = token.dep_ in {"nsubjpass", "dobj"} and lemma(token.head) in words("mute")["harm"]
    return done and token in things(token.head)


def _rebuffed(token: Token) -> bool:
    """Whether it is he whose calls another turns down: "rejected Peru's calls for a truce" is not Peru's word that there is none."""
    return token.dep_ == "poss" and token.head.dep_ == "dobj" and lemma(token.head.head) in words("mute")["rebuff"]


def _wordless(verb: Token) -> bool:
    """Whether it is what somebody does not say: "did not comment", "declined to give details"."""
    silent = words("mute")["silent"]
    if lemma(verb) in words("mute")["decline"]:
        return any(lemma(c) in silent for c in children(verb, "xcomp"))
    return lemma(verb) in silent and bool(children(verb, "neg"))


def _judges(verb: Token) -> bool:
    """Whether it is only how somebody takes a deed, without a word of what he says: "welcomed the move to lift sanctions"."""
    reasons = [p for p in children(verb, "prep") if p.lower_ == "for"]  # "criticised him for joining the war"
    quoted = bool(reasons) or any(t.text in {'"', "“", "”"} for t in verb.subtree)
    return lemma(verb) in words("mute")["judge"] and not children(verb, "ccomp", "advcl", "xcomp", "conj") and not quoted


__all__ = ["without_mute"]
