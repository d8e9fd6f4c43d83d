"""Who only lets others pass arms on does not give them: "Oman gave Chad permission to send its guns to Mali"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.rules.grammar import after
from bot.extract.rules.reading import Reading
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, conjuncts, is_verb, lemma, passive, subject
from bot.extract.text.view import View
from bot.model import Claim, ClaimType

Leave = tuple[frozenset[str], frozenset[str]]  # who lets whom


def with_permitted(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The arms transfers without doers who only gave another leave for them; that other stands for them, where he is named."""
    return tuple(_given(c, read.shown(c)) if c.type is ClaimType.ARMS_TRANSFER and c.actor else c for c in claims)


def _given(claim: Claim, held: Sequence[View]) -> Claim:
    for lets, whom in (leave for view in held for leave in _leaves(view)):
        receivers = whom & set(claim.target)
        if lets & set(claim.actor) and not lets & whom and not receivers:
            left = tuple(a for a in claim.actor if a not in lets) or tuple(sorted(whom))
            return replace(claim, actor=left)
    return claim


def _leaves(view: View) -> Iterator[Leave]:
    """Each leave to pass arms on that a sentence tells of."""
    for noun in view.tokens:
        if lemma(noun) not in words("permitted")["leave"] or not is_verb(noun.head) or not _to_give(noun):
            continue
        verb = noun.head
        if lemma(verb) in words("permitted")["give"]:
            yield _giving(view, verb, noun)
        elif lemma(verb) in words("permitted")["get"]:
            source = [o for near in (verb, noun) for o in after(near, "from")]
            yield _sides(view, source), _sides(view, subject(verb))


def _giving(view: View, verb: Token, leave: Token) -> Leave:
    if passive(verb):
        agents = [o for n in (verb, leave) for by in children(n, "agent", "prep") if by.lower_ == "by" for o in children(by, "pobj")]
        return _sides(view, agents), _sides(view, [*subject(verb), *children(verb, "nsubjpass")])
    to = [o for p in children(verb, "dative") for o in children(p, "pobj")]
    between = [t for t in view.tokens if verb.i < t.i < leave.i]  # "gave Chad permission": the parse may take both for one name
    return _sides(view, subject(verb)), _sides(view, to or children(verb, "dative", "iobj") or between)


def _to_give(noun: Token) -> bool:
    """Whether it is leave to hand arms on: "approval to send", whether the infinitive hangs on the noun or its verb."""
    held = (*children(noun, "acl", "xcomp", "relcl"), *children(noun.head, "xcomp", "advcl", "ccomp"))
    return any(lemma(t) in words("permitted")["pass"] and any(c.lower_ == "to" for c in children(t, "aux")) for t in held)


def _sides(view: View, heads: Sequence[Token]) -> frozenset[str]:
    return view.sides([one for head in heads for one in conjuncts(head)])


__all__ = ["with_permitted"]
