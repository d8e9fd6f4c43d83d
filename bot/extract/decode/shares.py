"""Numbers that share a thing: one that counts what the next counts, parts of a whole, and those that are yet to come."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from bot.extract.candidates import Doc, Kind, Mention

# "7,200 Belarusian and" 5,500 Russian troops; "four British, two French and" one Dutch frigate
SHARED = re.compile(r"\s(?:[A-Z][\w'’.-]*|older|newer|heavy|light|other)(?:,?\s(?:and|or)\s|,\s)")
# "200 Thai soldiers of the 3rd Regiment and" 350 soldiers: no verb, clause or whole between
LISTED = re.compile(r"^(?!.*\b(?:including|which|who|whom|that|was|were|had|has|have|while|after|when)\b)[^,;:]{0,110}\s(?:and|with)\s$")
PART = re.compile(r"(?i),?\s\(?(?:including|among (?:them|which|whom)|of (?:them|which|whom)|with)\b[^;.:()]{0,90}$")
TO_COME = re.compile(
    r"(?i)\s(?:more|others|further|additional)(?:\s[\w'’-]+){0,2}?\s(?:(?:are|were|is)\s)?(?:due|expected|scheduled|slated|set|planned|to\s(?:follow|join|come|arrive)|will)\b"
)


def elliptic(doc: Doc, counts: Mapping[int, int]) -> frozenset[int]:
    """The numbers that stand before an adjective alone and count what the next number counts; `counts`: the number of each thing."""
    return frozenset(i for number in set(counts.values()) for i in before(doc, number))


def before(doc: Doc, number: int) -> Iterator[int]:
    """The numbers right before one that count what it counts, the nearest first: the seven of "seven Malian and two Chadian jets"."""
    start = doc.mentions[number].start
    for index, mention in reversed(doc.of(doc.mentions[number].sentence, Kind.COUNT)):
        if mention.end < doc.mentions[number].start:
            named = any(mention.end <= i.start and i.end <= start for _, i in doc.of(mention.sentence, Kind.ITEM))
            if named or not SHARED.fullmatch(doc.story.full, mention.end, start):  # "10 CV90 and" 50 howitzers: two things
                return
            yield index
            start = mention.start


def whole(doc: Doc, thing: int, counts: Mapping[int, int]) -> int:
    """The counted thing that another is part of: the troops of "12,000 troops, including 500 French soldiers"; else itself."""
    number = counts.get(thing)
    part = doc.mentions[thing]
    if number is None:
        return thing
    earlier = (
        i
        for i in counts
        if _before(doc.mentions[i], part) and PART.search(doc.story.full[doc.mentions[i].end : doc.mentions[number].start])
    )
    return next(earlier, thing)


def second(doc: Doc, things: Sequence[int], counts: Mapping[int, int]) -> Iterator[int]:
    """What is of the kind of a told thing and stands beside it with a number of its own: "200 Thai soldiers and 350 from Laos"."""
    numbers = {counts[t] for t in things if t in counts}
    for thing in sorted(counts):
        beside = any(_listed(doc, min(t, thing), max(t, thing), counts) for t in things if t in counts)
        if beside and counts[thing] not in numbers and not to_come(doc, doc.mentions[counts[thing]]):
            numbers.add(counts[thing])
            yield thing


def _listed(doc: Doc, one: int, two: int, counts: Mapping[int, int]) -> bool:
    """Whether two things of a kind are told in a row, each counted."""
    a, b = doc.mentions[one], doc.mentions[two]
    return _before(a, b) and LISTED.search(doc.story.full[a.end : doc.mentions[counts[two]].start]) is not None


def _before(one: Mention, two: Mention) -> bool:
    return one.sentence == two.sentence and one.end < two.start and one.ids == two.ids


def to_come(doc: Doc, count: Mention) -> bool:
    """Whether it counts those that are yet to come: "150 more due to join"."""
    return TO_COME.match(doc.story.full, count.end) is not None
