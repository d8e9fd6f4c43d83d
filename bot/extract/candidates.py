"""What the extractor sees before it decides: sentences and the spans that may fill slots. Data only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.model import Amount, Casualties, Days, Money, Span, Story


class Kind(StrEnum):
    """What a mention may stand for."""

    PARTY = "party"
    ITEM = "item"
    COUNT = "count"
    MONEY = "money"
    CASUALTIES = "casualties"
    OTHER_NUMBER = "other_number"  # calibre, range, ordinal, year, age: never a quantity
    DATE = "date"
    PLACE = "place"
    PERSON = "person"
    CUE = "cue"  # a word of saying, denying, believing
    TRIGGER = "trigger"  # a word that may tell of an event


class Zone(StrEnum):
    """Which part of the story a sentence stands in."""

    TITLE = "title"
    BODY = "body"
    ASIDE = "aside"  # byline, caption, credit, boilerplate: nothing is claimed there


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; offsets count in Story.full, dateline left out of `start`..`end` only in `told`."""

    index: int
    start: int
    end: int
    text: str
    zone: Zone
    paragraph: int
    told: int = 0  # offset in Story.full where the sentence proper starts, after a dateline
    whole: tuple[int, int] | None = None  # of a clause read as a sentence: start and end of the sentence it is of

    @property
    def said(self) -> Span:
        """What may be quoted: the sentence without its dateline."""
        return Span(max(self.start, self.told), self.end)


@dataclass(frozen=True, slots=True)
class Mention:
    """One span that may fill a slot, with the value read from it.

    `ids`: canonical party ids, item categories, or trigger types. `modifier`: inside "Iran-backed", "US-made": never an actor.
    `refers`: index (in Doc.mentions) of the mention that a definite or pronoun stands for, or None.
    """

    kind: Kind
    start: int
    end: int
    text: str
    sentence: int
    ids: tuple[str, ...] = ()
    model: str = ""
    name: str = ""  # a person's name
    org: str = ""  # the organisation as written
    amount: Amount | None = None
    money: Money | None = None
    casualties: Casualties | None = None
    days: Days | None = None
    modifier: bool = False
    refers: int | None = None


@dataclass(frozen=True, slots=True)
class Doc:
    """A story with its sentences and mentions, both in order of offset; `parse` is spaCy's Doc per sentence where it was made."""

    story: Story
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    parse: tuple[object | None, ...] = field(default=(), compare=False)
    _held: Mapping[int, tuple[tuple[int, Mention], ...]] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        held: dict[int, list[tuple[int, Mention]]] = {}
        for i, mention in enumerate(self.mentions):
            held.setdefault(mention.sentence, []).append((i, mention))
        object.__setattr__(self, "_held", {at: tuple(found) for at, found in held.items()})

    def of(self, sentence: int, kind: Kind | None = None) -> tuple[tuple[int, Mention], ...]:
        """The (index, mention) pairs of one sentence, of one kind where given."""
        held = self._held.get(sentence, ())
        return held if kind is None else tuple((i, m) for i, m in held if m.kind is kind)


def resolved(doc: Doc, mention: Mention) -> Mention:
    """The mention that a definite or pronoun stands for, where it has no ids of its own."""
    for _ in range(4):
        if mention.ids or mention.refers is None:
            return mention
        mention = doc.mentions[mention.refers]
    return mention


def starts(doc: Doc) -> dict[int, int]:
    """The index of each sentence by the offset where a claim's evidence of it starts."""
    return {max(s.start, s.told): s.index for s in doc.sentences}
