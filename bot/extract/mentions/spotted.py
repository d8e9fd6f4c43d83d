"""One sentence with what the lexica and the parser saw in it, for the files that make mentions of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.extract.candidates import Kind, Mention, Sentence
from bot.extract.lexica import Lexicon
from bot.extract.mentions.context import Context

Found = tuple[int, int, str, str]  # start, end, id, more


@dataclass(frozen=True, slots=True)
class Spotted:
    """A sentence; `text` starts at `start` (after a dateline), `tokens` are spaCy's, `layers` the lexicon's hits by list."""

    full: str
    sentence: Sentence
    tokens: tuple[Any, ...]
    layers: Mapping[str, tuple[Found, ...]]
    lexicon: Lexicon
    context: Context
    today: date

    @property
    def start(self) -> int:
        """Where the sentence proper starts in Story.full."""
        return self.sentence.told

    @property
    def text(self) -> str:
        """The sentence proper, evened."""
        return self.full[self.sentence.told : self.sentence.end].replace("\n", " ")

    def hits(self, *layers: str) -> tuple[Found, ...]:
        """The lexicon's hits of these lists, by offset."""
        return tuple(sorted(h for layer in layers for h in self.layers.get(layer, ())))

    def after(self, end: int, size: int = 40) -> str:
        """The text after an offset."""
        return self.full[end : min(self.sentence.end, end + size)]

    def before(self, start: int, size: int = 40) -> str:
        """The text before an offset."""
        return self.full[max(self.sentence.told, start - size) : start]

    def entities(self) -> Iterator[tuple[int, int, str]]:
        """What spaCy named, as (start, end, label)."""
        if self.tokens:
            for ent in self.tokens[0].doc.ents:
                yield self.start + ent.start_char, self.start + ent.end_char, ent.label_

    def span(self, first: Any, last: Any) -> tuple[int, int]:
        """The offsets from one token to another."""
        return self.start + first.idx, self.start + last.idx + len(last.text)

    def mention(self, kind: Kind, start: int, end: int, **values: Any) -> Mention:
        """A mention at a range of offsets, its text cut from the story."""
        return Mention(kind, start, end, re.sub(r"\s+", " ", self.full[start:end]), self.sentence.index, **values)
