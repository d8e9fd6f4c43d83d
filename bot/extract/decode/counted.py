"""Which thing each number counts, by the words between them: "72 rifles, two machine guns and 14,000 rounds of ammunition"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import cast

from bot.extract.candidates import Doc, Kind, Mention
from bot.extract.tables import tables
from bot.extract.text.rooted import root
from bot.extract.text.token import Token
from bot.extract.text.tree import children, lemma

NAMING = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X", "PUNCT", "SYM", "PART", "DET"})  # parts of speech between a number and its noun
FARTHEST = 9  # words between a number and its noun
WIDEST = 60  # characters between them
ARMY = ("troops",)  # of "army soldiers" the soldiers are counted
MORE = frozenset({"more", "other", "further"})
PART = re.compile(r"\sof\s(?:the\s|its\s|their\s)?")
UNITS = re.compile(r"(?i)(?:\s(?:rounds|pieces|sets|units|crates|batter(?:y|ies)|squadrons?))?\sof\s(?:the\s|its\s)?")
ALIAS = re.compile(r"(?i)(?:,?\s(?:or|known as|called|dubbed|named)\s|\s\()[\"“]?(?:the\s)?")  # "rocket systems, or HIMARS"
SOME = frozenset({"several", "dozens", "scores", "hundreds", "thousands", "numerous", "multiple", "a number of", "a handful of", "a few"})
STOPS = frozenset({",", ";", ":", "(", ")", "."})
LIST = re.compile(r"(?i)\s?,?\s(?:and\s|as well as\s)?|,\s")


@dataclass(frozen=True, slots=True)
class Counted:
    """The number of each thing that has one right before its words, and all numbers that stand so; by their places in Doc.mentions.

    `vague`: the same of words that stand for a number, as "several".
    """

    of: Mapping[int, int]
    numbers: frozenset[int]
    vague: Mapping[int, int]


def counted(doc: Doc, sentences: AbstractSet[int]) -> Counted:
    """What the numbers of some sentences count; of "38 of 108 tanks" 38 is the number."""
    found: dict[int, int] = {}
    vague: dict[int, int] = {}
    seen: set[int] = set()
    for sentence in sentences:
        held = doc.of(sentence)
        items = [(i, m) for i, m in held if m.kind is Kind.ITEM and m.ids]
        numbers = [(i, m) for i, m in held if m.kind is Kind.COUNT and _exact(m)]
        some = ((i, m) for i, m in held if m.kind is Kind.COUNT and not _exact(m) and m.text.lower() in SOME)
        vague |= {thing: i for i, m in some for thing in _things(doc, m, items)}
        for at, (index, count) in enumerate(numbers):
            things = _things(doc, count, items)
            part = at > 0 and PART.fullmatch(doc.story.full, numbers[at - 1][1].end, count.start)
            number = numbers[at - 1][0] if part else index
            found |= dict.fromkeys(things, number)
            seen |= {index, number} if things else set()
    return Counted(found, frozenset(seen), vague)


def _things(doc: Doc, count: Mention, things: Sequence[tuple[int, Mention]]) -> list[int]:
    """The thing that a number counts, in all its parts: "120 JASSM-ER cruise missiles"."""
    found: list[int] = []
    passed: list[int] = []  # words before it that name a thing of their own: the army of "200 army trucks"
    end = count.end
    more: frozenset[str] = (
        MORE if count.amount is not None and count.amount.max != 1 else frozenset()
    )  # "one more battery" is left to the heads
    for index, thing in ((i, m) for i, m in things if m.start >= count.end):
        if found and doc.mentions[found[-1]].ids != thing.ids:
            break
        beside = next((m.ids for _, m in things if m.start == thing.end + 1), thing.ids)
        also = found and ALIAS.fullmatch(doc.story.full, end, thing.start)
        counts = also or _named(doc, end, thing, more) or UNITS.fullmatch(doc.story.full, end, thing.start)
        if counts and (found or beside == thing.ids):
            found += [*(i for i in passed if doc.mentions[i].ids == thing.ids and thing.ids != ARMY), index]
            passed, end = [], thing.end
        elif found or thing.start - count.end > WIDEST:
            break
        else:
            passed.append(index)
    return found


def of_others(doc: Doc, count: Mention) -> bool:
    """Whether it counts what is no thing at all: "40 guidance kits", "two tonnes of grain"."""
    token = root(doc, count)
    noun = token.head if token is not None and token.dep_ == "nummod" else None
    if noun is None or noun.pos_ not in {"NOUN", "PROPN"} or noun.i <= token.i:
        return False
    if lemma(noun) in tables()["containers"]["words"]:
        return False
    held = (noun, *(p for prep in children(noun, "prep") if prep.lower_ == "of" for p in children(prep, "pobj")))
    base = doc.sentences[count.sentence].told
    spots = [(count.end, base + noun.idx + 1), *((base + t.idx, base + t.idx + 1) for t in held)]
    return not any(m.start < end and start < m.end for start, end in spots for _, m in doc.of(count.sentence, Kind.ITEM))


def listed(doc: Doc, told: Sequence[int], counts: Mapping[int, int]) -> Iterator[int]:
    """The things that stand in one list with some told ones, each with its own number."""
    last = {counts[thing]: thing for thing in sorted(counts)}
    mine, row = {counts[t] for t in told if t in counts}, list[int]()
    for number in (*sorted(last), None):
        goes_on = row and number is not None and LIST.fullmatch(doc.story.full, doc.mentions[last[row[-1]]].end, doc.mentions[number].start)
        if row and not goes_on:
            yield from (last[n] for n in row if mine & set(row) and n not in mine)
            row = []
        row += [] if number is None else [number]


def _exact(count: Mention) -> bool:
    return count.amount is not None and (count.amount.min, count.amount.max) != (None, None)


def _named(doc: Doc, start: int, thing: Mention, more: frozenset[str]) -> bool:
    """Whether only words of the thing's name stand before it: "12 long-range Storm Shadow missiles"."""
    held = doc.of(thing.sentence)
    if any(start <= m.start < thing.start for _, m in held if m.kind in {Kind.MONEY, Kind.DATE} or (m.kind is Kind.COUNT and _exact(m))):
        return False
    parse = doc.parse[thing.sentence] if thing.sentence < len(doc.parse) else None
    if parse is None:
        return False
    base = doc.sentences[thing.sentence].told
    inside = [t for t in cast("Sequence[Token]", parse) if start <= base + t.idx < thing.end and t.text.strip()]
    between = [t for t in inside if base + t.idx < thing.start]
    spots = {t.i for t in inside}
    return len(between) <= FARTHEST and all(t.lower_ in more or (_naming(t) and t.head.i in spots) for t in between)


def _naming(token: Token) -> bool:
    participle = token.tag_ in {"VBN", "VBG"} and token.dep_ in {"amod", "compound"}
    return token.text not in STOPS and (token.pos_ in NAMING or participle) and token.dep_ not in {"nsubj", "nsubjpass"}
