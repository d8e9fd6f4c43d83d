"""What a definite or a pronoun stands for: bodies without a state take the state told last before them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.extract.candidates import Kind, Mention, Sentence


def linked(sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions with what they refer to."""
    last: int | None = None
    out: list[Mention] = []
    for index, mention in enumerate(mentions):
        if mention.kind is Kind.PARTY and not mention.ids and last is not None:
            out.append(replace(mention, refers=last, ids=mentions[last].ids))
            continue
        if mention.kind is Kind.PARTY and mention.ids and not mention.modifier and mention.ids[0].isupper():
            last = index
        out.append(mention)
    return tuple(out)
