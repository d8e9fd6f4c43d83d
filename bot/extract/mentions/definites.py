"""Words that stand for a party told before: "the group", "the country", "it", "they"; resolved in refers."""

from __future__ import annotations

from collections.abc import Iterator

from bot.extract.candidates import Kind, Mention
from bot.extract.mentions.spotted import Spotted

_PERSON = frozenset({"he", "she"})
_PARTY = frozenset({"it", "its", "they", "their", "them", "he", "she", "his", "we", "our"})
_THE = frozenset({"the", "this", "that", "its", "their"})


def definites(s: Spotted) -> Iterator[Mention]:
    """The pronouns and definite words of a sentence that may stand for a party or a person."""
    for token in s.tokens:
        word = token.lower_
        start, end = s.span(token, token)
        if word in _PARTY and token.tag_ in {"PRP", "PRP$"} and not _empty(token):
            yield s.mention(Kind.PARTY, start, end)
            if word in _PERSON or (word in {"it", "they"} and token.dep_ == "nsubj"):
                yield s.mention(Kind.PERSON, start, end)
        elif token.lemma_.lower() in s.lexicon.bands.anaphors and any(c.lower_ in _THE for c in token.children if c.dep_ == "det"):
            yield s.mention(Kind.PARTY, start, end, org=token.text)


def _empty(token: object) -> bool:
    """Whether "it" stands for nothing: "it is likely that"."""
    return getattr(token, "dep_", "") == "expl"
