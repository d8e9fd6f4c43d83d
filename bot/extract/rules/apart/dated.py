"""Whose day it is: the one that a claim's own verb wears; not that of what it came after, nor of what had been done long before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from bot.extract.candidates import Doc, Kind, Mention, Zone
from bot.extract.discourse import settled_in
from bot.extract.rules.reading import Reading
from bot.extract.rules.spans import less, spots
from bot.extract.speech.speakers import cues
from bot.extract.text.token import Token
from bot.extract.text.tree import children, is_verb, lemma, subject, up
from bot.extract.text.view import View
from bot.model import NEGATIVE, Claim, Days, Span

LINE = frozenset({"ccomp", "parataxis", "conj", "xcomp"})  # how what is said, and what is listed, hangs on the main verb
WORN = frozenset({"npadvmod", "nmod", "tmod", "advmod", "prep"})
ON = frozenset({"on", "in", "during", "since", "early", "late"})
THEN = re.compile(r"(?i)\b(?:after|before)$")  # "four years after", "a week before"
LONG = timedelta(days=20)


def with_own_days(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims with the day that the verb of the sentence that tells them wears, and without those of other events."""
    told = ((c, None if c.told is None else read.at.get(c.told.start)) for c in claims)
    return tuple(c if at is None else _dated(read.doc, c, read.seen[at]) for c, at in told)


def _dated(doc: Doc, claim: Claim, view: View | None) -> Claim:
    given = next((s.start for s in spots(claim, "date")), None)
    day = next((m for m in doc.mentions if m.kind is Kind.DATE and m.start == given), None)
    if view is None or view.sentence.zone is Zone.TITLE or day is None:
        return claim
    worn = next((m for verb in _verbs(view, claim) for m in days_on(view, verb) if _short(m)), None)
    if day.sentence == view.sentence.index:
        return _with(doc, claim, worn) if _behind(view, day, claim) else claim
    if worn is not None:
        return _with(doc, claim, worn)
    said = _said(view) if claim.status not in NEGATIVE else None
    return _with(doc, claim, said) if said is not None and _of_others(doc, claim, day, said) else claim


def _with(doc: Doc, claim: Claim, day: Mention | None) -> Claim:
    """The claim with another day, where that is not within the one it has, or with none."""
    days = settled_in(doc, day, claim.status) if day is not None else None
    if day is not None and (days is None or (claim.date is not None and meet(days, claim.date))):
        return claim
    left = less(claim, "date")
    return replace(claim, date=days, spans=left if day is None else (*left, ("date", (Span(day.start, day.end),))))


def meet(one: Days, two: Days) -> bool:
    """Whether two times have a day in common."""
    return one.start <= two.end and two.start <= one.end


def _behind(view: View, day: Mention, claim: Claim) -> bool:
    """Whether a day is that of what the event came after: "bought jets, four years after it agreed to"."""
    told = view.events(claim.type) or list(_verbs(view, claim))
    return THEN.search(day.text) is not None and any(view.start(t) < day.start for t in told)


def _of_others(doc: Doc, claim: Claim, day: Mention, said: Mention) -> bool:
    """Whether another day than the one it was told on stands in a sentence without a word for the event."""
    if claim.date is None or said.days is None or meet(said.days, claim.date):
        return False
    inside = any(e.start <= day.start < e.end for e in claim.evidence)
    return not inside and not any(claim.type in m.ids for _, m in doc.of(day.sentence, Kind.TRIGGER))


def _said(view: View) -> Mention | None:
    """The day that the main verb wears, whatever it says."""
    return next((m for t in view.tokens if is_verb(t) and t.head.i == t.i for m in days_on(view, t) if _short(m)), None)


def _verbs(view: View, claim: Claim) -> Iterator[Token]:
    """The verbs of the claim's event in the main line of its sentence; where it has no word for the event those of its doer."""
    events = view.events(claim.type)
    for event in events:
        verb = event if is_verb(event) else event.head if event.dep_ in {"dobj", "nsubj", "nsubjpass"} else None
        if verb is not None and is_verb(verb) and _main(verb):
            yield verb
    if not events:
        line = (t for t in view.tokens if is_verb(t) and _main(t) and lemma(t) not in cues()["say"])
        yield from (t for t in line if set(claim.actor) & view.sides(subject(t)))


def _main(verb: Token) -> bool:
    return all(t.dep_ in LINE or t.head.i == t.i for t in up(verb))


def days_on(view: View, verb: Token) -> Iterator[Mention]:
    """The days that hang on a verb itself."""
    for _, mention in view.of(Kind.DATE):
        token = view.head(mention)
        if token is None or mention.days is None or THEN.search(mention.text):
            continue
        if token.dep_ == "pobj" and token.head.lower_ in ON:
            token = token.head
        if token.dep_ in WORN and _owner(token).i == verb.i:
            yield mention


def _owner(day: Token) -> Token:
    """The verb that a day hangs on; of "said on Tuesday it had agreed" the one that says."""
    verb = day.head
    does = children(verb, "nsubj", "nsubjpass", "expl") if verb.dep_ == "ccomp" else ()
    return verb.head if does and verb.head.i < day.i < min(t.i for t in does) else verb


def _short(mention: Mention) -> bool:
    return mention.days is not None and mention.days.end - mention.days.start < LONG


__all__ = ["days_on", "meet", "with_own_days"]
