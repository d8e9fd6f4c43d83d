"""Who only does something because of an event: "Norland closes its airspace after a Sudland drill" is no drill of Norland's."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from bot.extract.candidates import Kind, resolved
from bot.extract.families import BY_FORCE, LAUNCHES, NOBODY
from bot.extract.rules.beside.bystanders.ways import events_of
from bot.extract.rules.reading import Reading
from bot.extract.rules.spans import less
from bot.extract.speech.speakers import cues
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, is_verb, lemma, subject
from bot.extract.text.view import PRONOUNS, View
from bot.model import Claim, ClaimType

KINDS = BY_FORCE | LAUNCHES | {ClaimType.EXERCISE}


def without_reacting(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims without doers and targets who in all their sentences only react, where others are left in their place."""
    return tuple(_rid(c, read.shown(c)) if c.type in KINDS else c for c in claims)


def _rid(claim: Claim, held: Sequence[View]) -> Claim:
    """`idle`: who reacts in a sentence, and is named in none in which he does not."""
    ways = [(_named(view), _reacting(view, claim)) for view in held]
    idle = {i for named, reacting in ways for i in reacting - NOBODY if all(i in r or i not in n for n, r in ways)}
    looking_on = bool(held) and all(_looks_on(view) for view in held)
    actor = tuple(a for a in claim.actor if a not in idle) if looking_on else _without(claim.actor, idle)
    target = _without(claim.target, idle)
    gone = tuple(slot for slot, now, was in (("actor", actor, claim.actor), ("target", target, claim.target)) if now != was)
    return replace(claim, actor=actor, target=target, spans=less(claim, *gone)) if gone else claim


def _looks_on(view: View) -> bool:
    """Whether a sentence's main verb is what onlookers do: "Norland urges calm as the army shells a Sudland town"."""
    return any(
        lemma(t) in words("reacting")["looking_on"]
        for t in view.tokens
        if t.dep_ == "ROOT" or (t.head.dep_ == "ROOT" and t.dep_ == "xcomp")
    )


def _without(told: tuple[str, ...], idle: Collection[str]) -> tuple[str, ...]:
    """Those that are left, where somebody is: who answers an attack by force is mostly who was hit."""
    left = tuple(i for i in told if i not in idle)
    return told if NOBODY.issuperset(left) else left


def _named(view: View) -> frozenset[str]:
    return frozenset(i for _, m in view.of(Kind.PARTY) if m.text[:1].isupper() for i in resolved(view.doc, m).ids)


def _reacting(view: View, claim: Claim) -> frozenset[str]:
    """The subjects of a sentence's main verb whose events all stand behind "after" or "as", with parties of their own there."""
    events = {t.i for t in events_of(view, claim)}
    for who, verb in _acts(view):
        behind = [t for v in (verb, *children(verb, "xcomp")) for t in children(v, "advcl", "prep") if _because(t)]
        below = {w.i for t in behind for w in t.subtree}
        if events and events <= below and verb.i not in events:
            there = [w for t in behind for w in t.subtree]
            return who - _others(view, there) if view.sides(there) else frozenset()
    return frozenset()


def _others(view: View, there: Sequence[Token]) -> frozenset[str]:
    """Who is named among some words, by more than a bare "the army"."""
    heads = {t.i: t for t in there}
    named = (m for _, m in view.of(Kind.PARTY) if (t := view.head(m)) is not None and t.i in heads and not _bare(t))
    return frozenset(i for m in named for i in resolved(view.doc, m).ids)


def _bare(word: Token) -> bool:
    """Whether it is "the army" of nobody named, which a story's first state is easily taken for: "as the army shells Khartoum"."""
    return lemma(word) in words("home")["forces"] and not children(word, "poss", "amod", "compound", "nmod")


def _acts(view: View) -> Iterator[tuple[frozenset[str], Token]]:
    """The main verbs of a sentence with who does them; of what somebody says that he did himself, that verb."""
    for verb in (t for t in view.tokens if t.dep_ == "ROOT" and is_verb(t)):
        who = view.sides(subject(verb))
        yield who, verb
        own = (c for c in children(verb, "ccomp") if lemma(verb) in cues()["say"])
        yield from ((who, c) for c in own if subject(c) and all(s.lower_ in PRONOUNS for s in subject(c)))


def _because(token: Token) -> bool:
    if token.dep_ == "prep":
        return token.lower_ in words("reacting")["after"]
    return any(c.lower_ in words("reacting")["marks"] for c in children(token, "mark", "advmod"))


__all__ = ["without_reacting"]
