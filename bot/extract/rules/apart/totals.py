"""Tolls of more than an event: a war's, which no attack in it has, and those of weeks, which no day has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.extract.candidates import Kind, Mention
from bot.extract.days.calendar import MONTHS
from bot.extract.numbers.amounts import value_of
from bot.extract.rules.grammar import verb_over
from bot.extract.rules.reading import Reading
from bot.extract.rules.spans import spots, with_toll
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, is_verb, lemma, up
from bot.extract.text.view import View
from bot.model import Claim, Span

DAYS = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365, "decade": 3650}
FEW = 2  # days that "the past weeks" are of at the least
LONG = 100_000  # days of a war
WITHIN = frozenset({"in", "during", "over", "since", "of", "after", "throughout", "within", "across"})
YEAR = re.compile(r"(?:19|20)\d\d")


def without_totals(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims without tolls of more days than they tell of: a war's stays where the war is all that is told."""
    return tuple(_kept(c, read.shown(c)) if c.casualties is not None else c for c in claims)


def _kept(claim: Claim, held: Sequence[View]) -> Claim:
    spans = spots(claim, "casualties")
    told = [(v, m) for v in held for _, m in v.of(Kind.CASUALTIES) if Span(m.start, m.end) in spans]
    alone = all(any(_war(t) for t in v.tokens) for v in held if all(v is not w for w, _ in told))
    left = [m for v, m in told if not _beyond(claim, _days(v, m), alone=alone)]
    if len(left) == len(told):
        return claim
    return with_toll(claim, left)


def _beyond(claim: Claim, days: int, *, alone: bool) -> bool:
    """Whether a toll of some days is of more than a claim tells of."""
    if days >= LONG:
        return not (alone or claim.background or claim.importance == 1)
    return days > 1 and claim.date is not None and days > 1 + (claim.date.end - claim.date.start).days + 1


def _days(view: View, told: Mention) -> int:
    """Over how many days a toll was counted, as far as its clause says so: 0 where it does not."""
    token = view.head(told)
    verb = verb_over(token)
    return max((_lasting(t) for t in _around(verb)), default=0) if verb is not None else 0


def _around(verb: Token) -> Iterator[Token]:
    """The words that may say how long: the subject, what a relative clause is of with those above it, and what stands behind "in"."""
    yield from children(verb, "nsubj")
    for top in up(verb):
        if top.dep_ in {"relcl", "acl"}:
            yield from _nouns(top.head)
            break
        if top.dep_ not in {"xcomp", "conj"}:
            break
    for noun in _within(verb):
        yield noun
        yield from (t for t in _within(noun) if lemma(t) in DAYS)  # "in shelling over the past two months"
    yield from (t for c in children(verb, "advcl") if any(m.lower_ == "since" for m in children(c, "mark")) for t in c.subtree if _year(t))


def _within(word: Token) -> Iterator[Token]:
    yield from (noun for p in children(word, "prep") if p.lower_ in WITHIN for noun in children(p, "pobj", "pcomp"))


def _nouns(noun: Token) -> Iterator[Token]:
    """A noun and those it is of: the clashes and the weeks of "seven weeks of clashes"."""
    yield noun
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and not is_verb(noun.head.head):
        yield from _nouns(noun.head.head)


def _year(word: Token) -> bool:
    """Whether it is the year since when."""
    return YEAR.fullmatch(word.text) is not None and any(t.lower_ == "since" for a in up(word) for t in (a, *children(a, "mark")))


def _war(word: Token) -> bool:
    return not is_verb(word) and lemma(word) in words("harm")["wars"]


def _lasting(noun: Token) -> int:
    """For how many days something goes on: a war, "eight days", "the past weeks", since some year."""
    if _war(noun) or _year(noun):
        return LONG
    name = lemma(noun)
    if noun.head.lower_ == "since" and name in MONTHS:
        return DAYS["month"]
    if name not in DAYS:
        return 0
    number = next((value_of(c.lower_) for c in children(noun, "nummod")), None)
    if number is None:
        return DAYS[name] * (1 if noun.tag_ == "NN" else FEW) if words("totals")["past"] & {c.lower_ for c in noun.children} else 0
    return int(number) * DAYS[name]


__all__ = ["without_totals"]
