"""Who was killed, wounded or taken says nothing of it: "a police officer was killed in an ambush, the minister said"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.extract.candidates import Kind, Mention
from bot.extract.decode.holders import once
from bot.extract.rules.grammar import things
from bot.extract.rules.reading import Reading
from bot.extract.rules.said.who import sayers
from bot.extract.rules.spans import said_by, spots
from bot.extract.speech.speakers import cues
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import is_verb, lemma, subject
from bot.extract.text.view import View
from bot.model import Claim, Span


def without_harmed(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims without speakers who in all that a claim's sentences say of them are killed, hurt or taken, and say nothing."""
    return tuple(_heard(read, c) if len(c.source) > 1 else c for c in claims)


def _heard(read: Reading, claim: Claim) -> Claim:
    named = set(spots(claim, "source"))
    views = read.shown(claim)
    held = [(v, i, m) for v in views for i, m in v.own if m.kind in {Kind.PERSON, Kind.PARTY} and Span(m.start, m.end) in named]
    silent = {m.text for v, _, m in held if _harmed(v, m)} - {m.text for v, _, m in held if not _harmed(v, m)}
    left = [(i, m) for _, i, m in held if m.text not in silent]
    told = once(sayers(read.doc, [i for i, _ in left]))
    if not silent or not told or len(held) < len(named):
        return claim
    return said_by(claim, told, tuple(Span(m.start, m.end) for _, m in left))


def _harmed(view: View, mention: Mention) -> bool:
    """Whether it is done to whom a mention names, and he is nobody's word for it there."""
    token = view.head(mention)
    verbs = [t for t in view.tokens if is_verb(t)]
    done = token is not None and any(lemma(t) in words("harmed")["harm"] and _is(token, things(t)) for t in verbs)
    return done and not any(lemma(t) in cues()["say"] and _is(token, subject(t)) for t in verbs)


def _is(token: Token | None, others: Sequence[Token]) -> bool:
    return token is not None and any(o.i == token.i for o in others)


__all__ = ["without_harmed"]
