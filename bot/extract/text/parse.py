"""A parse as plain values, read off spaCy's once: rules look at every word dozens of times, and spaCy makes it anew each time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


class Word:
    """A spaCy token by the same names; `head` of the word that all hang on is itself, `children` in order."""

    __slots__ = ("children", "dep_", "doc", "ent_type_", "head", "i", "idx", "is_alpha", "lemma_", "lower_", "pos_", "tag_", "text")
    children: tuple[Word, ...]
    head: Word

    def __init__(self, token: Any) -> None:
        self.doc: Any = token.doc
        self.i: int = token.i
        self.idx: int = token.idx
        self.text: str = token.text
        self.lower_: str = token.lower_
        self.lemma_: str = token.lemma_
        self.pos_: str = token.pos_
        self.tag_: str = token.tag_
        self.dep_: str = token.dep_
        self.ent_type_: str = token.ent_type_
        self.is_alpha: bool = token.is_alpha

    def __repr__(self) -> str:
        return self.text

    @property
    def lefts(self) -> tuple[Word, ...]:
        """The children before the word."""
        return tuple(c for c in self.children if c.i < self.i)

    @property
    def subtree(self) -> Iterator[Word]:
        """The word and all below it, as spaCy orders them."""
        for child in self.lefts:
            yield from child.subtree
        yield self
        for child in self.children:
            if child.i > self.i:
                yield from child.subtree

    @property
    def left_edge(self) -> Word:
        """The first word of the subtree."""
        return min(self.subtree, key=lambda word: word.i)


def plain(parse: Any) -> tuple[Word, ...]:
    """The words of spaCy's parse of one text."""
    words = tuple(map(Word, parse))
    below: list[list[Word]] = [[] for _ in words]
    for word, token in zip(words, parse, strict=True):
        word.head = words[token.head.i]
        if word.head is not word:
            below[word.head.i].append(word)
    for word, children in zip(words, below, strict=True):
        word.children = tuple(children)
    return words
