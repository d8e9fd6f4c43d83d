"""Everything the extractor may choose from: the mentions of a story, each with the value read from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.extract.candidates import Doc, Kind, Mention, Sentence, Zone
from bot.extract.days import days
from bot.extract.mentions.actors import parties
from bot.extract.mentions.bands import bands, civilians
from bot.extract.mentions.coalitions import coalitions
from bot.extract.mentions.context import Context, context_of
from bot.extract.mentions.definites import definites
from bot.extract.mentions.namesakes import told_apart
from bot.extract.mentions.official import with_bodies
from bot.extract.mentions.orgs import organisations, snake
from bot.extract.mentions.people import people
from bot.extract.mentions.places import places
from bot.extract.mentions.refers import linked
from bot.extract.mentions.ships import without_ships
from bot.extract.mentions.shorts import spelt_out
from bot.extract.mentions.spotted import Found, Spotted
from bot.extract.mentions.things import items
from bot.extract.mentions.words import words
from bot.extract.numbers.amounts import numbers
from bot.extract.numbers.harm import harm
from bot.extract.text.intake import evened
from bot.extract.text.phrases import Hit, by_layer
from bot.extract.text.sentences import sentences
from bot.extract.tools import Tools
from bot.model import Days, Story

PARTS = frozenset({Kind.PLACE, Kind.COUNT, Kind.DATE, Kind.OTHER_NUMBER})  # what a weapon's name may hold


def candidates(story: Story, tools: Tools, before: Doc | None = None, cuts: Sequence[int] = ()) -> Doc:
    """A story's sentences and all the spans that may fill a slot. `before`: the same story without the cuts, whose parses hold."""
    full = evened(story.full)
    found = sentences(story, cuts)
    parses = _parses(found, full, tools, before)
    hits = spelt_out(told_apart(tuple(tools.lexicon.phrases.found(full)), full), full)
    context = context_of(hits)
    layers = _layers(found, hits)
    spotted = [
        _spotted(full, s, parse, layers[s.index], tools, context, story)
        for s, parse in zip(found, parses, strict=True)
        if s.zone is not Zone.ASIDE
    ]
    out = [*(m for s in spotted for m in _of(s)), *_dated(spotted)]
    ordered = without_ships(unshadowed(sorted(dict.fromkeys(out), key=lambda m: (m.start, -m.end, m.kind.value))), full)
    return Doc(story, found, linked(with_bodies(ordered, full), tools.lexicon.bands, full), tuple(parses))


def unshadowed(ordered: Sequence[Mention]) -> tuple[Mention, ...]:
    """Without names that are part of a place's: Oman in "Gulf of Oman", and what only looks like an organisation in "Odesa port".

    Nor what is part of a weapon's name: the number of a "Mirage 2000", the province of an "aircraft carrier Fujian".
    """
    within: dict[int, list[Mention]] = {}
    for p in ordered:
        if p.kind is Kind.PLACE or (p.kind is Kind.ITEM and p.model):
            within.setdefault(p.sentence, []).append(p)

    def shadowed(m: Mention) -> bool:
        around = [p for p in within.get(m.sentence, ()) if p.start <= m.start and m.end <= p.end]
        weapons = [(p.start, p.end) for p in around if p.kind is Kind.ITEM]
        if m.kind in PARTS and any(_inside(m, a, b) for a, b in weapons):
            return True
        if m.kind is Kind.PARTY and m.ids and m.ids[0].islower() and any(m.end < b for _, b in weapons):
            return True  # the group in "Fatah-4"
        places = [p for p in around if p.kind is Kind.PLACE]
        wider = [p for p in places if (p.start, p.end) != (m.start, m.end)]
        if m.kind is Kind.PLACE and any(len(p.ids) == 1 and " " in p.text and p.ids[0] not in m.ids for p in wider):
            return True
        if m.kind is Kind.PLACE or (m.kind is Kind.PARTY and m.ids and not m.org):
            return any(not p.ids for p in wider)
        return m.kind is Kind.PARTY and m.ids == (snake(m.text),) and bool(places)

    return tuple(m for m in ordered if not shadowed(m))


def _inside(m: Mention, start: int, end: int) -> bool:
    """Whether it is part of a name that stands there: a place may be all of it."""
    return start <= m.start and m.end <= end and (start < m.start or (m.kind is Kind.PLACE and m.end == end))


def _spotted(
    full: str, sentence: Sentence, parse: Any, layers: Mapping[str, tuple[Found, ...]], tools: Tools, context: Context, story: Story
) -> Spotted:
    return Spotted(full, sentence, tuple(parse), layers, tools.lexicon, context, story.published.date())


def _parses(found: tuple[Sentence, ...], full: str, tools: Tools, before: Doc | None) -> list[Any | None]:
    known = {} if before is None else {(s.told, s.end): p for s, p in zip(before.sentences, before.parse, strict=False)}
    told = [s for s in found if s.zone is not Zone.ASIDE and (s.told, s.end) not in known]
    made = dict(zip((s.index for s in told), tools.parse(full[s.told : s.end].replace("\n", " ") for s in told), strict=True))
    return [made.get(s.index, known.get((s.told, s.end))) for s in found]


def _layers(found: tuple[Sentence, ...], hits: tuple[Hit, ...]) -> list[Mapping[str, tuple[Found, ...]]]:
    """The hits of each sentence, by list."""
    out: list[list[Hit]] = [[] for _ in found]
    at = 0
    for hit in hits:
        while at < len(found) and found[at].end <= hit.start:
            at += 1
        if at < len(found) and found[at].told <= hit.start and hit.end <= found[at].end:
            out[at].append(hit)
    return [by_layer(h) for h in out]


def _of(s: Spotted) -> Iterator[Mention]:
    amounts = tuple(_amounts(s))
    harmed = [(m.start, m.end) for m in amounts if m.kind is Kind.CASUALTIES]
    yield from amounts
    yield from parties(s)
    yield from bands(s)
    yield from coalitions(s)
    yield from civilians(s, harmed)
    yield from definites(s)
    yield from organisations(s)
    yield from items(s)
    yield from places(s)
    yield from people(s)
    yield from words(s)


def _amounts(s: Spotted) -> Iterator[Mention]:
    text = s.text
    typed = tuple(numbers(text))
    for n in (*typed, *harm(text, typed, s.tokens)):
        yield s.mention(n.kind, s.start + n.start, s.start + n.end, amount=n.amount, money=n.money, casualties=n.casualties)


def _dated(spotted: list[Spotted]) -> Iterator[Mention]:
    """The dates of a story in order: a day told from another needs the one before."""
    last: Days | None = None
    for s in spotted:
        for told in days(s.text, s.today, last):
            last = told.days or last
            yield s.mention(Kind.DATE, s.start + told.start, s.start + told.end, days=told.days)
