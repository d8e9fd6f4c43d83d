"""Whose dead they are: not an event's where their own verb wears another day, or where they fell before it and others in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.candidates import Kind, Mention
from bot.extract.decode.slots import toll
from bot.extract.numbers.victims import harmed
from bot.extract.rules.apart.dated import days_on, meet
from bot.extract.rules.grammar import before, verb_over
from bot.extract.rules.reading import Reading
from bot.extract.rules.spans import moved, with_toll
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, is_verb, lemma
from bot.extract.text.view import View
from bot.model import Claim, Span


def without_other_tolls(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims without tolls of a day that is not theirs, and with that of their own part of a sentence in place of the one before."""
    held = ((c, read.shown(c)) for c in claims)
    return tuple(_kept(_moved(c, views), views) if c.casualties is not None else c for c, views in held)


def _moved(claim: Claim, held: Sequence[View]) -> Claim:
    """The claim with the toll of its own part of a sentence where it has that of what it came after."""
    spans = dict(claim.spans)
    found = spans.get("casualties", ())
    for view in held:
        told = view.of(Kind.CASUALTIES)
        for inner in (m for _, m in told if Span(m.start, m.end) in found):
            inside = _inside(view, inner)
            outer = next((m for _, m in told if inside and _alike(inner, m) and not _covered(view, m, inside)), None)
            mine = [
                s for role in ("place", "date", "item") for s in spans.get(role, ()) if view.sentence.start <= s.start < view.sentence.end
            ]
            if outer is not None and mine and not any(_covered(view, s, inside) for s in mine):
                at = tuple(Span(outer.start, outer.end) if s.start == inner.start else s for s in found)
                kept = (m for s in at for v in held for _, m in v.of(Kind.CASUALTIES) if Span(m.start, m.end) == s)
                return replace(
                    claim,
                    casualties=toll([m.casualties for m in kept]),
                    spans=moved(claim, "casualties", at),
                )
    return claim


def _inside(view: View, told: Mention) -> frozenset[int]:
    """The words of what came before in which a toll stands; none where it stands in none."""
    token = view.head(told)
    return next((frozenset(t.i for t in b.subtree) for b in before(token)), frozenset()) if token is not None else frozenset()


def _covered(view: View, told: Mention | Span, inside: frozenset[int]) -> bool:
    return any(told.start <= view.start(t) < told.end for t in view.tokens if t.i in inside)


def _alike(one: Mention, other: Mention) -> bool:
    """Whether both tell of dead, or both of wounded."""
    a, b = one.casualties, other.casualties
    return (
        a is not None and b is not None and ((a.killed_min, a.killed_max) == (None, None)) is ((b.killed_min, b.killed_max) == (None, None))
    )


def _kept(claim: Claim, held: Sequence[View]) -> Claim:
    if claim.date is None:
        return claim
    spans = dict(claim.spans)
    told = [(v, m) for s in spans.get("casualties", ()) for v in held for _, m in v.of(Kind.CASUALTIES) if Span(m.start, m.end) == s]
    left = [m for v, m in told if not _of_other(v, m, claim, spans.get("date", ()))]
    if len(left) == len(told):
        return claim
    return with_toll(claim, left)


def _of_other(view: View, told: Mention, claim: Claim, given: Sequence[Span]) -> bool:
    """Whether all days of a toll's own clause are others than the claim's, which stands elsewhere."""
    token = view.head(told)
    verb = verb_over(token)
    fresh = verb is not None and harmed(verb) and lemma(verb) not in words("othertolls")["later"]
    days = [m for t in _with_clauses(verb) for m in days_on(view, t)] if verb is not None and fresh else []
    mine = any(Span(m.start, m.end) in given for m in days)
    return bool(days) and not mine and claim.date is not None and not any(meet(m.days, claim.date) for m in days if m.days is not None)


def _with_clauses(verb: Token) -> Iterator[Token]:
    """A verb and what says when it was so: "six were hurt when rebels attacked on June 11"."""
    yield verb
    yield from (c for c in children(verb, "advcl") if is_verb(c) and any(m.lower_ in {"when", "as", "while"} for m in c.children))


__all__ = ["without_other_tolls"]
