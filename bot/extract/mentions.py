"""Everything the extractor may choose from: the mentions of a story, each with the value read from it."""

from __future__ import annotations

from collections.abc import Iterator

from bot.extract.actors import parties
from bot.extract.amounts import numbers
from bot.extract.candidates import Doc, Kind, Mention, Sentence, Zone
from bot.extract.days import days
from bot.extract.harm import harm
from bot.extract.intake import evened
from bot.extract.people import people
from bot.extract.phrases import by_layer
from bot.extract.places import places
from bot.extract.refers import linked
from bot.extract.sentences import sentences
from bot.extract.spotted import Spotted
from bot.extract.things import items
from bot.extract.tools import Tools
from bot.extract.words import words
from bot.model import Story


def candidates(story: Story, tools: Tools) -> Doc:
    """A story's sentences and all the spans that may fill a slot."""
    full = evened(story.full)
    found = sentences(story)
    parses = _parses(found, full, tools)
    out: list[Mention] = []
    for sentence, parse in zip(found, parses, strict=True):
        if sentence.zone is not Zone.ASIDE:
            out.extend(_of(story, full, sentence, parse, tools))
    ordered = tuple(sorted(dict.fromkeys(out), key=lambda m: (m.start, -m.end, m.kind.value)))
    return Doc(story, found, linked(found, ordered), tuple(parses))


def _parses(found: tuple[Sentence, ...], full: str, tools: Tools) -> list[object | None]:
    told = [s for s in found if s.zone is not Zone.ASIDE]
    made = dict(zip((s.index for s in told), tools.parse(full[s.told : s.end].replace("\n", " ") for s in told), strict=True))
    return [made.get(s.index) for s in found]


def _of(story: Story, full: str, sentence: Sentence, parse: object, tools: Tools) -> Iterator[Mention]:
    layers = by_layer(tools.lexicon.phrases.found(full, sentence.told, sentence.end))
    spotted = Spotted(full, sentence, tuple(parse), layers, tools.lexicon, story.published.date())  # type: ignore[call-overload]
    yield from parties(spotted)
    yield from items(spotted)
    yield from places(spotted)
    yield from people(spotted)
    yield from words(spotted)
    yield from _amounts(spotted)
    yield from _dates(spotted)


def _amounts(s: Spotted) -> Iterator[Mention]:
    text = s.text
    typed = tuple(numbers(text))
    for n in (*typed, *harm(text, typed)):
        yield Mention(
            n.kind,
            s.start + n.start,
            s.start + n.end,
            text[n.start : n.end],
            s.sentence.index,
            amount=n.amount,
            money=n.money,
            casualties=n.casualties,
        )


def _dates(s: Spotted) -> Iterator[Mention]:
    for told in days(s.text, s.today):
        yield Mention(Kind.DATE, s.start + told.start, s.start + told.end, s.text[told.start : told.end], s.sentence.index, days=told.days)
