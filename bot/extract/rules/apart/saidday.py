"""The day of something told as done by who says so on that day: "said on Monday that the frigate had fired a missile"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from bot.extract.candidates import Doc, Kind, Mention, Zone
from bot.extract.discourse import settled_in
from bot.extract.families import FLAT
from bot.extract.rules.apart.dated import days_on
from bot.extract.rules.reading import Reading
from bot.extract.speech.speakers import cues
from bot.extract.text.token import Token
from bot.extract.text.tree import children, is_verb, lemma, up
from bot.extract.text.view import View
from bot.model import Claim, Span

PAST = frozenset({"VBD", "VBN"})
THEN = re.compile(r"(?i)\b(?:next|later|following|after|earlier)\b")  # told from the event: "claimed the next day"
RECENT = timedelta(days=6)


def with_said_days(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims without a day, with that on which somebody said they had been done, where their sentence has no other."""
    return tuple(_dated(read.doc, c, read.shown(c)) if c.date is None and c.status in FLAT else c for c in claims)


def _dated(doc: Doc, claim: Claim, held: Sequence[View]) -> Claim:
    body = [v for v in held if v.sentence.zone is Zone.BODY]
    day = next((d for v in body for d in _said(v, claim)), None) if len(body) == 1 and not claim.background else None
    days = settled_in(doc, day, claim.status) if day is not None else None
    if day is None or days is None or days.start != days.end or not timedelta() <= doc.story.published.date() - days.start <= RECENT:
        return claim
    return replace(claim, date=days, spans=(*claim.spans, ("date", (Span(day.start, day.end),))))


def _said(view: View, claim: Claim) -> Iterator[Mention]:
    """The only day of a sentence, told right behind who says, where what is said has the claim's own verb and is done."""
    told = view.of(Kind.DATE)
    for verb in (t for t in view.tokens if is_verb(t) and t.head.i == t.i and lemma(t) in cues()["say"]):
        done = {t.i for t in children(verb, "ccomp") if t.i > verb.i and _past(t)}
        first = min(done, default=0)
        days = [m for m in days_on(view, verb) if len(told) == 1 and view.start(verb) < m.start and not THEN.search(m.text)]
        own = any(next((a.i for a in (t, *up(t)) if is_verb(a)), -1) in done for t in view.events(claim.type))
        yield from (m for m in days if own and any(t.i < first for t in view.tokens if view.start(t) == m.start))


def _past(verb: Token) -> bool:
    """Whether it tells what was done: "destroyed", "had fired", "has captured"; not "would send"."""
    return verb.tag_ in PAST and not any(c.tag_ == "MD" for c in children(verb, "aux"))


__all__ = ["with_said_days"]
