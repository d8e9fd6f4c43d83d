"""Items: weapons and what forces use, by the words of the lexicon, each as a noun phrase."""

from __future__ import annotations

from collections.abc import Iterator

from bot.extract.candidates import Kind, Mention
from bot.extract.spotted import Spotted


def items(s: Spotted) -> Iterator[Mention]:
    """The item mentions of a sentence."""
    for start, end, category, model in s.hits("item"):
        yield s.mention(Kind.ITEM, start, end, ids=(category,), model=model)
