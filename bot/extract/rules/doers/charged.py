"""Who did it where nobody is named but by the words about it: "al Shabaab claimed responsibility", "doctors said, blaming the army"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.candidates import Kind, Zone, resolved
from bot.extract.families import FIGHTS, FLAT, NOBODY
from bot.extract.rules.grammar import after, by_whom
from bot.extract.rules.reading import Reading
from bot.extract.speech.speakers import cues
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, conjuncts, is_verb, lemma, subject
from bot.extract.text.view import PRONOUNS, View
from bot.model import Claim, Status

CLAIMING = re.compile(
    r"\sclaim(?:s|ed)?\s(?:responsibility|credit|(?:the\s)?(?:attack|killing|bombing|strike|blast))\s*(?=[;,.]|\Z|$)", re.MULTILINE
)
NOT = frozenset({"no", "not", "n't", "never", "nobody", "none", "nor", "neither", "without", "yet"})


def with_charged(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The attacks of unknown doers with whoever claims them, or is blamed for them by somebody, in their own evidence."""
    return tuple(_charged(c, read.shown(c)) for c in claims)


def _charged(claim: Claim, held: Sequence[View]) -> Claim:
    if claim.type not in FIGHTS or claim.status not in FLAT:
        return claim
    own = _ids(who for view in held for verb in view.tokens if _says(verb) for who in _claimants(view, verb))
    own = own or _ids(who for view in held for who in _headlined(view))
    if _alone(claim, own, held):
        return replace(claim, actor=own, target=tuple(t for t in claim.target if t not in own))
    blamed = _ids(who for view in held for verb in view.tokens if _says(verb) for who in _blamed(view, verb))
    if not _alone(claim, blamed, held) and not (_allied(blamed) and not claim.actor):
        return claim
    return replace(claim, actor=blamed, target=tuple(t for t in claim.target if t not in blamed), status=Status.ALLEGED)


def _alone(claim: Claim, charged: tuple[str, ...], held: Sequence[View]) -> bool:
    """Whether one is charged, and nobody is told as the doer but he and such as no sentence names."""
    return len(charged) == 1 and (not claim.actor or (charged[0] in claim.actor and not _named(held, set(claim.actor) - set(charged))))


def _allied(charged: tuple[str, ...]) -> bool:
    """Whether a state and one that fights at its side are charged: "blaming the army and its Russian mercenaries"."""
    return len(charged) == 2 and any(who.isupper() for who in charged)


def _named(held: Sequence[View], doers: set[str]) -> bool:
    """Whether some sentence names one of several doers."""
    return any(doers & set(resolved(view.doc, m).ids) for view in held for _, m in view.of(Kind.PARTY))


def _ids(found: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(who for who in found if who not in NOBODY))


def _who(view: View, tokens: Sequence[Token]) -> tuple[str, ...]:
    """Whom some words name: by the longest name over them, else by what stands right before them."""
    tokens = [c for t in tokens for c in conjuncts(t)]
    apart = [a for t in tokens if t.text == t.lower_ for a in children(t, "appos")]  # "the militant group Jaish al-Adl"
    found = (tuple(i for m in view.standing(held) for i in resolved(view.doc, view.doc.mentions[m]).ids) for held in (apart, tokens))
    return next((ids for ids in found if ids), None) or tuple(sorted(view.sides(tokens)))


def _says(verb: Token) -> bool:
    return is_verb(verb) and not any(c.lower_ in NOT for t in (verb, *children(verb, "aux", "nsubj", "dobj")) for c in (t, *t.children))


def _claimants(view: View, verb: Token) -> Iterator[str]:
    """Who says that he did it: "X claimed responsibility", "the attack, claimed by X", "X said it was behind the attack"."""
    if lemma(verb) in {"be", "carry", "conduct"}:
        yield from _owning(view, verb)
    if lemma(verb) not in {"claim", "take"}:
        return
    if any(lemma(t) in words("charged")["owned"] for t in children(verb, "dobj")):
        yield from _who(view, subject(verb))
    above = verb.head if verb.dep_ in {"acl", "relcl"} else next(iter(children(verb, "nsubjpass")), None)
    if lemma(verb) == "claim" and above is not None and lemma(above) in words("charged")["owned"]:
        yield from _who(view, by_whom(verb))


def _headlined(view: View) -> Iterator[str]:
    """Who claims an attack in a headline's last words, which are often misread: "general killed by bomb; Norland claims attack"."""
    if view.sentence.zone is Zone.TITLE:
        for _, mention in view.of(Kind.PARTY):
            before, behind = view.doc.story.full[: mention.start].rstrip(), view.doc.story.full[mention.end :]
            if (not before or before[-1] in ";,") and CLAIMING.match(behind):
                yield from resolved(view.doc, mention).ids


def _owning(view: View, verb: Token) -> Iterator[str]:
    """Who says of himself that he is behind an attack or carried it out."""
    behind = after(verb, "behind")
    done = children(verb, "dobj") if lemma(verb) != "be" else behind
    who = subject(verb)
    himself = bool(who) and all(t.lower_ in PRONOUNS for t in who)
    if himself and any(lemma(t) in words("charged")["owned"] for t in done) and verb.dep_ == "ccomp" and lemma(verb.head) in cues()["say"]:
        yield from _who(view, subject(verb.head))


def _blamed(view: View, verb: Token) -> Iterator[str]:
    """Whom somebody blames: "police blamed X", "doctors said, blaming X", "the attack was blamed on X"."""
    if lemma(verb) != "blame":
        return
    causes = [p for t in children(verb, "prep") if t.lower_ == "for" for p in children(t, "pobj", "pcomp")]
    if all(lemma(c) in (words("charged")["owned"] | words("charged")["for"]) for c in causes):
        yield from _who(view, children(verb, "dobj"))
        yield from _who(view, after(verb, "on"))


__all__ = ["with_charged"]
