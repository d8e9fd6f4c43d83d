"""The numbers that the things of a claim wear themselves, "roughly 1,000 troops", and the first and last day of a drill."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from bot.extract.candidates import Doc, Kind, Mention
from bot.extract.decode.slots import Value
from bot.extract.tables import words
from bot.extract.text.rooted import root
from bot.model import ClaimType, Span

# Of what moves, drills, flies or is handed over, a number that stands before it was its own in 8 of 10; of what strikes, in none.
WORN = frozenset({ClaimType.DEPLOYMENT, ClaimType.EXERCISE, ClaimType.MISSILE_LAUNCH, ClaimType.INCURSION, ClaimType.ARMS_TRANSFER})
REACH = 60  # characters from a number to what it counts
# The words that may stand between: "200 U.S. airmen", "1,000 of its elite troops".
GAP = re.compile(r"\s(?:of\s(?:its|their|his|her|our|those|these|the)\s)?(?P<words>(?:[\w.’'/-]+\s){0,4})")
SHARE = re.compile(r"(?i)\bof\s(?:its|their|his|her|our|those|these|the)\s$")  # "some of its 2,000 troops"
WHOLE = re.compile(r"(?i)\b(?:withdrawal|pullout|drawdown|redeployment|arrival|departure|transfer|deployment|return)\s$")
LONGEST = timedelta(days=100)
RANGE = re.compile(r"\d.*(?:\b(?:to|until|through|and)\b|[-–]).*\d")  # "3 to 9 May"
NAMED = re.compile(r"[A-Z0-9]")


def worn(doc: Doc, kind: ClaimType, found: Mapping[str, list[Value]]) -> dict[str, list[Value]]:
    """The values with the numbers that their things wear, and with what a chosen number counts beside a thing of its kind."""
    if kind not in WORN or not found["item"]:
        return dict(found)
    counts = [v for v in found["count"] if not _elsewhere(doc, v, found["item"])]
    things = _with_counted(doc, found["item"], counts)
    told = {v.mention for v in counts}
    bare = (v for v in things if not any(i in told for i, _ in _numbers(doc, doc.mentions[v.mention])))
    more = [Value("", v.score, i) for v in bare for i, m in _numbers(doc, doc.mentions[v.mention]) if _own(doc, m)]
    return {**found, "item": things, "count": [*counts, *more]}


def _elsewhere(doc: Doc, count: Value, things: Sequence[Value]) -> bool:
    """Whether a number counts what is none of the things, in a sentence without them: "four divisions arrived", "six F-16s" of 30 jets."""
    number = doc.mentions[count.mention]
    held = [doc.mentions[v.mention] for v in things]
    counted = [m for _, m in doc.of(number.sentence, Kind.ITEM) if _counts(doc, number, m)]
    if not counted:
        return all(m.sentence != number.sentence for m in held) and _of_a_noun(doc, number)
    alike = [m for m in held if any(set(m.ids) & set(c.ids) for c in counted)]
    return bool(alike) and all(m.sentence != number.sentence and any(True for _ in _numbers(doc, m)) for m in alike)


def _of_a_noun(doc: Doc, number: Mention) -> bool:
    token = root(doc, number)
    return token is not None and token.dep_ == "nummod" and token.head.pos_ == "NOUN" and token.head.i > token.i


def _with_counted(doc: Doc, things: Sequence[Value], counts: Sequence[Value]) -> list[Value]:
    """The things with those of one kind with them that a chosen number counts: in place of a bare one, beside one with a name."""
    out = list(things)
    chosen = {v.mention for v in things}
    for count in counts:
        mention = doc.mentions[count.mention]
        other = next((i for i, m in doc.of(mention.sentence, Kind.ITEM) if i not in chosen and _counts(doc, mention, m)), None)
        at = None if other is None else next((k for k, v in enumerate(out) if _alike(doc, v, other)), None)
        if other is None or at is None or any(_counts(doc, mention, doc.mentions[i]) for i in chosen) or _numbered(doc, out[at], counts):
            continue
        chosen.add(other)
        beside = NAMED.search(doc.mentions[out[at].mention].text) is not None
        out[at : at + 1] = [out[at], replace(out[at], mention=other)] if beside else [replace(out[at], mention=other)]
    return out


def _alike(doc: Doc, thing: Value, other: int) -> bool:
    """Whether a thing stands in another's sentence and is of its kind."""
    one, two = doc.mentions[thing.mention], doc.mentions[other]
    return one.sentence == two.sentence and str(thing.key) in two.ids


def _numbered(doc: Doc, thing: Value, counts: Sequence[Value]) -> bool:
    return any(i in {c.mention for c in counts} for i, _ in _numbers(doc, doc.mentions[thing.mention]))


def _numbers(doc: Doc, thing: Mention) -> Iterator[tuple[int, Mention]]:
    """The numbers right before a thing."""
    return ((i, m) for i, m in doc.of(thing.sentence, Kind.COUNT) if _counts(doc, m, thing))


def _counts(doc: Doc, number: Mention, thing: Mention) -> bool:
    """Whether a number stands before a thing with nothing but its own words between."""
    if not 0 < thing.start - number.end <= REACH:
        return False
    gap = GAP.fullmatch(doc.story.full, number.end, thing.start)
    return gap is not None and not set(gap["words"].lower().split()) & words("worn")["apart"]


def _own(doc: Doc, number: Mention) -> bool:
    """Whether a number is told as one, and of all that is meant: not "some of its 2,000 troops"."""
    amount = number.amount
    dated = any(m.start <= number.start < m.end for _, m in doc.of(number.sentence, Kind.DATE))  # "the Jan. 6 launch"
    if amount is None or amount.min is amount.max is None or dated:
        return False
    if amount.max == 1 and doc.story.full.startswith(" of", number.end):  # "one of the officials"
        return False
    before = doc.story.full[max(0, number.start - 40) : number.start]
    shared = SHARE.search(before)
    return shared is None or WHOLE.search(before, 0, shared.start()) is not None


def lasting(doc: Doc, kind: ClaimType, found: Mapping[str, list[Value]], spans: Sequence[Span]) -> dict[str, list[Value]]:
    """The values with the days "from 3 to 9 May" that a drill of which no day, or one of these, was chosen lasts."""
    here = {s.start for s in spans}
    if kind is not ClaimType.EXERCISE:
        return dict(found)
    told = {s.index for s in doc.sentences if s.said.start in here}
    ranges = [(i, m) for i, m in enumerate(doc.mentions) if m.kind is Kind.DATE and m.sentence in told and _short(m)]
    at = next((doc.mentions[v.mention].start for v in found["date"]), None)
    whole = next((i for i, m in ranges if at is None or m.start <= at < m.end), None)
    return {**found, "date": [Value("", 1.0, whole)]} if whole is not None else dict(found)


def _short(days: Mention) -> bool:
    """Whether a mention tells a first and a last day, and no war of years."""
    return days.days is not None and days.days.end - days.days.start < LONGEST and RANGE.search(days.text) is not None
