"""What is only simulated is a drill: in "electronic launches" and "tested its missiles using computer simulation" nothing is fired."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.extract.families import FIGHTS, LAUNCHES
from bot.extract.rules.reading import Reading
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, is_verb, lemma, subject, up
from bot.extract.text.view import View
from bot.model import NEGATIVE, Claim, ClaimType

FIRING = FIGHTS | LAUNCHES
WITH = frozenset({"use", "using", "by", "through", "via", "in", "with"})


def with_simulated(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims, exercises in place of launches, tests and attacks that their sentences call simulated."""
    mock = [_mock(c, read.shown(c)) for c in claims]
    told = [_drill(c, read.shown(c)) if is_mock else c for c, is_mock in zip(claims, mock, strict=True)]
    return tuple(c for c, is_mock in zip(told, mock, strict=True) if not is_mock or not any(_again(c, o) for o in told))


def _drill(claim: Claim, held: Sequence[View]) -> Claim:
    """A simulated event as a drill of whoever simulates it: "Norland's drill simulates a Sudlandic strike"."""
    verbs = [(v, t) for v in held for t in v.tokens if is_verb(t) and lemma(t) in words("simulated")["trains"]]
    who = frozenset[str]().union(*(v.sides(subject(t)) for v, t in verbs))
    if not who or set(claim.actor) <= who:
        return replace(claim, type=ClaimType.EXERCISE)
    return replace(claim, type=ClaimType.EXERCISE, actor=tuple(sorted(who)), target=(), item=(), casualties=None)


def _again(claim: Claim, other: Claim) -> bool:
    """Whether a surer drill of the same doers stands in the same sentence."""
    same = other.type is ClaimType.EXERCISE and other.actor == claim.actor and other.evidence[0] == claim.evidence[0]
    return same and other.confidence > claim.confidence


def _mock(claim: Claim, held: Sequence[View]) -> bool:
    """Whether a sentence calls a word for the event simulated."""
    if claim.type not in FIRING or claim.status in NEGATIVE:
        return False
    return any(_simulated(word) for view in held for word in _told(view, claim))


def _told(view: View, claim: Claim) -> list[Token]:
    kinds = {claim.type, *(FIRING - FIGHTS if claim.type not in FIGHTS else FIGHTS)}
    return [t for kind in kinds for t in view.events(kind)]


def _simulated(word: Token) -> bool:
    """Whether a word is called simulated, is what somebody simulates, or is done by a simulation."""
    table = words("simulated")
    called = any(c.lower_ in table["called"] for c in children(word, "amod", "compound", "nmod", "advmod"))
    above = word.head if word.dep_ in {"dobj", "nsubjpass", "xcomp"} else None
    done = above is not None and is_verb(above) and lemma(above) in table["does"]
    return (
        called
        or done
        or _trained(word)
        or any(_means(t) for t in up(word) if is_verb(t) and t.i in {word.i, word.head.i, word.head.head.i})
    )


def _trained(word: Token) -> bool:
    """Whether it is what somebody trains to meet: "rehearses its response to a strike", "trained for an invasion"."""
    below = word.head if word.dep_ == "pobj" and word.head.lower_ in {"to", "for", "against", "of"} else None
    noun = None if below is None else below.head
    verb = noun.head if noun is not None and noun.dep_ in {"dobj", "nsubjpass"} else noun
    return verb is not None and is_verb(verb) and lemma(verb) in words("simulated")["trains"] and lemma(verb) != "drill"


def _means(verb: Token) -> bool:
    """Whether a verb's means is a simulation: "tested the missile using computer simulation"."""
    below = [n for p in children(verb, "prep", "advcl", "xcomp") if p.lower_ in WITH for n in children(p, "pobj", "dobj", "pcomp")]
    return any(lemma(n) in words("simulated")["means"] for n in below)


__all__ = ["with_simulated"]
