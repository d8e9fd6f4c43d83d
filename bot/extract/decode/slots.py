"""The slots of a group of units: for each role the values that are likely enough over all its sentences."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.extract.candidates import Doc, Kind, Mention
from bot.extract.decode.counted import Counted, counted, listed, of_others
from bot.extract.decode.shares import before, elliptic, second, to_come, whole
from bot.extract.decode.units import Unit
from bot.extract.discourse import settled_in, speaker_of
from bot.extract.discourse.wording import bare, worded
from bot.extract.scorers import Pool
from bot.extract.scorers.pools import Key
from bot.extract.speech.speakers import cues
from bot.extract.text.rooted import root
from bot.extract.text.tree import lemma
from bot.model import Amount, Casualties, Category, ClaimType, Days, Item, Span, Speaker, Status

MOST = {"actor": 3, "target": 3, "item": 3, "count": 3, "money": 1, "casualties": 2, "date": 1, "place": 3, "source": 3}
# What comes in lists, one of each: "14 jets, 40,000 shells, ten boats".
LISTS = frozenset({ClaimType.ARMS_TRANSFER, ClaimType.PROCUREMENT, ClaimType.SEIZURE})
TAKING_PART = frozenset({ClaimType.EXERCISE, ClaimType.DEPLOYMENT})  # to which two sides bring forces of one kind
ROLE_AT = 0.5
PULL = 0.5
SECOND = 0.6  # how sure another doer must be, as a share of the first: a claim names too many before it names too few
# As in "one of the disputed islands": the number of what follows, and of nothing that stands before.
GREAT = frozenset({"significant", "substantial", "massive", "huge", "a large"})  # say how great a thing is, and no number of them
ROUND = re.compile(r"(?i)(?:tens|dozens|scores|hundreds|thousands|millions)(?: of thousands)?")
OF = re.compile(r"\s+of\s+(?P<unit>(?:kilogram|kilo|tonne|ton|pound|litre|liter|gallon|barrel|gram|dollar|euro|mile|kilomet(?:re|er))s\b)?")
# The first part of a word that a thing's name starts in, and what it is counted by: "solid-" of "solid-fuel rocket", "rounds of".
HEADED = re.compile(r"\b(?:(?:\w+-)+|(?:rounds|crates|pieces|belts) of )$")
BESIDE = 3  # characters from a number to what it counts
NEAR = 40  # characters from "hundreds" to the thing that it counts
OF_THOSE = re.compile(r"\s+of\s+(?:the|its|their|his|her|our|those|these|[A-Z][\w'’]*s)\b[^.,;]{0,60}")


@dataclass(frozen=True, slots=True)
class Value:
    """A value for a slot: its chance over the group, and the mention it is read from."""

    key: Key
    score: float
    mention: int


def values(group: Sequence[Unit], role: str) -> list[Value]:
    """The values of a role over a group, best first: half the mean over the units that offer it, half the best.

    A speaker's is the best alone, and counts less where its sentence tells less surely of the claim: who speaks there may speak of more.
    """
    found: dict[Key, list[Pool]] = {}
    surest = max(u.cell.score for u in group)
    for unit in group:
        share = (unit.cell.score / surest) ** 0.5 if role == "source" else 1.0
        for pool in unit.cell.roles[role]:
            found.setdefault(pool.key, []).append(replace(pool, score=pool.score * share) if share < 1 else pool)
    out = [_value(key, pools, 0.0 if role == "source" else PULL) for key, pools in found.items()]
    return sorted(out, key=lambda v: (-v.score, v.mention))


def _value(key: Key, pools: Sequence[Pool], pull: float) -> Value:
    best = max(pools, key=lambda p: (p.score, -p.mention))
    mean = sum(p.score for p in pools) / len(pools)
    return Value(key, pull * mean + (1 - pull) * best.score, best.mention)


MISSILES = frozenset({"ballistic_missile", "cruise_missile"})
PLAIN = MISSILES | {"missile"}


def plainer(found: Sequence[Value]) -> list[Value]:
    """Items without the plain missile where its kind is told elsewhere in the group."""
    told = {str(v.key) for v in found}
    return [v for v in found if v.key != "missile" or not told & MISSILES]


def apart(doc: Doc, found: Sequence[Value]) -> list[Value]:
    """Sayers without those whose words lie inside, or repeat, a longer one's, and without bystanders where another speaks."""
    longest = sorted(found, key=lambda v: (-len(doc.mentions[v.mention].text), -v.score))
    held: list[Value] = []
    for value in longest:
        mention = doc.mentions[value.mention]
        if not any(_inside(mention, doc.mentions[o.mention]) for o in held):
            held.append(value)
    known = [v for v in held if doc.mentions[v.mention].ids != ("civilians",)]
    return sorted(known or held, key=lambda v: (-v.score, v.mention))


def _inside(one: Mention, other: Mention) -> bool:
    return (one.start < other.end and other.start < one.end) or one.text == other.text


def chosen(group: Sequence[Unit], role: str, limits: Mapping[str, float]) -> list[Value]:
    """The values of a role that are put into the claim."""
    least = limits.get(role, ROLE_AT)
    found = values(group, role)
    beside = SECOND * found[0].score if found and role == "actor" else 0.0
    likely = [v for v in found if v.score >= max(least, beside)]
    return _tolls(likely) if role == "casualties" else likely[: MOST[role]]


def _tolls(found: Sequence[Value]) -> list[Value]:
    """The likeliest numbers of the dead and those of the wounded, which take no room from one another."""
    tolls = [(v, v.key) for v in found if isinstance(v.key, Casualties)]
    killed = [v for v, c in tolls if (c.killed_min, c.killed_max) != (None, None)][: MOST["casualties"]]
    wounded = [v for v, c in tolls if (c.wounded_min, c.wounded_max) != (None, None)][: MOST["casualties"]]
    return [v for v in found if v in (*killed, *wounded)]


def ids(found: Sequence[Value]) -> tuple[str, ...]:
    """The canonical ids among some values."""
    return tuple(str(v.key) for v in found)


def items(doc: Doc, found: Sequence[Value], counts: Sequence[Value], kind: ClaimType | None = None) -> tuple[Item, ...]:
    """Things with the number that stands right before each, else the nearest; of lists also what stands beside with a number of its own."""
    told = counted(doc, {doc.mentions[v.mention].sentence for v in (*found, *counts)})
    offered = {doc.mentions[v.mention].amount for v in counts}
    all_own = {i: a for i, c in told.of.items() if (a := doc.mentions[c].amount) is not None and (a.min, a.max) != (1, 1)}
    own = {i: a for i, a in all_own.items() if a in offered}
    chosen, numbers = {v.mention for v in found}, {v.mention for v in counts}
    vague = {i: n for i, n in told.vague.items() if n in numbers}
    spots = [_spot(doc, v, {i: a for i, a in own.items() if i == v.mention or i not in chosen}, vague) for v in found]
    spots = [w if (w := whole(doc, i, told.of)) in own else i for i in spots]
    row = {told.of[i]: i for i in spots if i in own}  # each with the numbers before it that count the like
    out = [replace(_item(doc, v, i), quantity=own.get(i)) for v, i in zip(found, spots, strict=True)]
    like = [_like(doc, out[spots.index(i)], n, m) for n, i in row.items() for m in before(doc, n)]
    places = [doc.mentions[i] for i in spots]
    given = {own[i] for i in spots if i in own}
    for index in _loose(doc, told, counts, kind):
        count = doc.mentions[index]
        others = of_others(doc, count) or _of_others(doc, count, places) or (kind in LISTS and _astray(count, places))
        if count.amount not in given and not others:
            _give(out, places, count, _categories(doc, told, index))
    if kind not in LISTS:
        more = second(doc, spots, {i: n for i, n in told.of.items() if i in own}) if kind in TAKING_PART else ()
        return (*like[::-1], *out, *(replace(_item(doc, Value(doc.mentions[i].ids[0], 1.0, i), i), quantity=own[i]) for i in more))
    full = (replace(o, quantity=o.quantity or all_own.get(i)) for o, i in zip(out, spots, strict=True))
    beside = (i for i in listed(doc, spots, told.of) if i in all_own)
    return (*like[::-1], *full, *(replace(_item(doc, Value(doc.mentions[i].ids[0], 1.0, i), i), quantity=all_own[i]) for i in beside))


def _like(doc: Doc, thing: Item, number: int, earlier: int) -> Item:
    """A thing for a number before its own; of "291 Altius and 720 Switchblade drones" the first are drones of no known model."""
    named = thing.model and doc.story.full[doc.mentions[number].end : doc.mentions[number].end + 1 + len(thing.text)].endswith(thing.text)
    told = replace(thing, text=thing.text.rpartition(" ")[2], model="") if named else thing
    return replace(told, quantity=doc.mentions[earlier].amount)


def _loose(doc: Doc, told: Counted, counts: Sequence[Value], kind: ClaimType | None) -> list[int]:
    """The numbers that some thing may be given: none that counts what the next does, nor what is yet to come where others are there."""
    shared = elliptic(doc, told.of) | (told.numbers - set(told.of.values()))  # the 18 of "12 of 18 drones"
    held = [v.mention for v in counts if v.mention not in shared and (kind not in LISTS or v.mention not in told.numbers)]
    ahead = [i for i in held if to_come(doc, doc.mentions[i])]
    there = {doc.mentions[i].sentence for i in held if i not in ahead}
    return [i for i in held if doc.mentions[i].text.lower() not in GREAT and (i not in ahead or doc.mentions[i].sentence not in there)]


def _categories(doc: Doc, told: Counted, number: int) -> frozenset[str]:
    """What a number counts by its place, a missile of any kind; nothing where no thing stands behind it."""
    found = frozenset(i for thing, n in (*told.of.items(), *told.vague.items()) if n == number for i in doc.mentions[thing].ids)
    return found | PLAIN if found & PLAIN else found - {"other"}


def _astray(count: Mention, places: Sequence[Mention]) -> bool:
    """Whether it stands in a sentence that names none of several things."""
    return len(places) > 1 and all(p.sentence != count.sentence for p in places)


def _spot(doc: Doc, value: Value, own: Mapping[int, Amount], vague: Mapping[int, int]) -> int:
    """The mention of a thing: one that a number told of counts before one that none does, and "several jets" before "jets"."""
    if value.mention in own or value.mention in vague:
        return value.mention
    here = doc.mentions[value.mention].sentence
    some = (i for i in vague if doc.mentions[i].sentence == here)
    return next((i for i in (*own, *some) if str(value.key) in doc.mentions[i].ids), value.mention)


def _give(out: list[Item], places: Sequence[Mention], count: Mention, fit: frozenset[str]) -> None:
    """Put a number on the nearest thing that has none, of those categories where any are told."""
    ranked = sorted((abs(p.sentence - count.sentence), p.start < count.start, abs(p.start - count.end), i) for i, p in enumerate(places))
    near = (i for _, _, _, i in ranked if not fit or fit & set(places[i].ids))
    free = next((i for i in near if out[i].quantity is None), None)
    if free is not None and count.amount is not None:
        out[free] = replace(out[free], quantity=count.amount)


def _of_others(doc: Doc, count: Mention, things: Sequence[Mention]) -> bool:
    """Whether it counts what is no thing told of here: "one of the islands", "hundreds of kilograms", "41 aircraft" of drones told of."""
    if _of_sayers(doc, count):
        return True
    counted = {i for _, m in doc.of(count.sentence, Kind.ITEM) if 0 < m.start - count.end <= BESIDE for i in m.ids}
    counted |= PLAIN if counted & PLAIN else set()
    if counted and not any(counted & set(t.ids) or 0 < t.start - count.end <= NEAR for t in things):
        return True
    if ROUND.fullmatch(count.text):
        of = OF.match(doc.story.full, count.end)
        return of is not None and (bool(of["unit"]) or not any(0 <= t.start - count.end <= NEAR for t in things))
    of = OF_THOSE.match(doc.story.full, count.end) if count.text.lower() == "one" else None
    return of is not None and not any(count.end <= t.start < of.end() for t in things)


def _of_sayers(doc: Doc, count: Mention) -> bool:
    """Whether it counts those who say it: "two defence sources said"."""
    token = root(doc, count)
    noun = token.head if token is not None and token.dep_ == "nummod" else token
    return noun is not None and noun.dep_ == "nsubj" and lemma(noun) in cues()["persons"] and lemma(noun.head) in cues()["say"]


def _item(doc: Doc, value: Value, thing: int) -> Item:
    mention = doc.mentions[thing]
    start = HEADED.search(doc.story.full, max(0, mention.start - NEAR), mention.start)
    text = mention.text if start is None else f"{start.group()}{mention.text}"
    return Item(category=Category(str(value.key)), text=text, quantity=None, model=mention.model)


def harm(doc: Doc, found: Sequence[Value]) -> Casualties | None:
    """The killed and the wounded, each from the likeliest value that tells them."""
    return toll([doc.mentions[v.mention].casualties for v in found])


def toll(held: Sequence[Casualties | None]) -> Casualties | None:
    """The killed and the wounded, each from the first that tells them."""
    told = [c for c in held if c is not None]
    killed = next((c for c in told if (c.killed_min, c.killed_max) != (None, None)), None)
    wounded = next((c for c in told if (c.wounded_min, c.wounded_max) != (None, None)), None)
    if killed is None or wounded is None:
        return killed or wounded
    return replace(killed, wounded_min=wounded.wounded_min, wounded_max=wounded.wounded_max)


def days(doc: Doc, found: Sequence[Value], status: Status) -> Days | None:
    """The day, moved back where what is told has happened."""
    return next((settled_in(doc, doc.mentions[v.mention], status) for v in found), None)


def places(doc: Doc, found: Sequence[Value]) -> tuple[str, ...]:
    """Places as written."""
    return tuple(dict.fromkeys(doc.mentions[v.mention].text for v in found))


def speakers(doc: Doc, found: Sequence[Value]) -> tuple[Speaker, ...]:
    """The sayers, each once; two mentions side by side ("South Korean" "military") are one."""
    at = sorted({(doc.mentions[v.mention].start, v.mention) for v in found})
    beside = {i: j for (_, i), (_, j) in pairwise(at) if _beside(doc, doc.mentions[i], doc.mentions[j])}
    second = set(beside.values())
    told = (
        _joined(doc, v.mention, beside[v.mention]) if v.mention in beside else worded(doc, doc.mentions[v.mention])
        for v in found
        if v.mention not in second
    )
    return tuple(dict.fromkeys(s for s in told if s is not None))


def _beside(doc: Doc, one: Mention, other: Mention) -> bool:
    between = doc.story.full[one.end : other.start]
    return not one.name and not other.name and one.end < other.start and between in {" ", "'s ", "’s "}


def _joined(doc: Doc, one: int, other: int) -> Speaker:
    first, second = doc.mentions[one], doc.mentions[other]
    told, whole = speaker_of(doc, first), bare(doc.story.full[first.start : second.end])
    longer = worded(doc, second)
    org = longer.org if longer is not None and whole in (longer.org or "") else whole  # "Syrian rebel group" of "Syrian" and "rebel"
    return replace(told, name=None, org=org, anonymous=False)


def spans(doc: Doc, found: Mapping[str, Sequence[Value]]) -> tuple[tuple[str, tuple[Span, ...]], ...]:
    """The spans each slot was read from."""
    return tuple(
        (role, tuple(Span(doc.mentions[v.mention].start, doc.mentions[v.mention].end) for v in held))
        for role, held in found.items()
        if held
    )


__all__ = ["Value", "chosen", "days", "harm", "ids", "items", "places", "spans", "speakers", "toll", "values"]
