"""Many phrases found at once: a trie over words, hyphens and spaces alike, longest match first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

WORD = re.compile(r"[^\W_]+")
_GLUE = re.compile(r"[\s\-.'/&]{1,12}|")
_PLURALS = (
    *(("man", "men"), ("child", "children"), ("person", "people")),
    *((same, same) for same in ("craft", "series", "personnel", "artillery")),
)


@dataclass(frozen=True, slots=True)
class Sense:
    """What a phrase stands for: which list it is from, the id, and a further value."""

    layer: str
    id: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found at a range of offsets."""

    start: int
    end: int
    senses: tuple[Sense, ...]


@dataclass(slots=True)
class _Node:
    next: dict[str, _Node] = field(default_factory=dict)
    cased: list[tuple[tuple[str, ...], Sense]] = field(default_factory=list)
    plain: list[Sense] = field(default_factory=list)


class Phrases:
    """A compiled set of phrases; a phrase with a capital must be met with that capital (or in a text of capitals)."""

    def __init__(self, entries: Iterable[tuple[str, Sense]], plurals: frozenset[str] = frozenset()) -> None:
        self._root = _Node()
        for phrase, sense in entries:
            for form in _forms(phrase, plural=sense.layer in plurals):
                self._add(form, sense)

    def _add(self, phrase: str, sense: Sense) -> None:
        words = tuple(WORD.findall(phrase))
        node = self._root
        for word in words:
            node = node.next.setdefault(word.lower(), _Node())
        if not words:
            return
        if phrase == phrase.lower():
            if sense not in node.plain:
                node.plain.append(sense)
        elif (words, sense) not in node.cased:
            node.cased.append((words, sense))

    def found(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Hit]:
        """Every longest hit from left to right; hits of one layer do not overlap, those of two may."""
        words = list(WORD.finditer(text, start, len(text) if end is None else end))
        free: dict[str, int] = {}
        for at in range(len(words)):
            for hit in self._at(text, words, at):
                senses = tuple(s for s in hit.senses if free.get(s.layer, -1) <= hit.start)
                if senses:
                    free.update((s.layer, hit.end) for s in senses)
                    yield Hit(hit.start, hit.end, senses)

    def _at(self, text: str, words: Sequence[re.Match[str]], at: int) -> Iterator[Hit]:
        """The hits that start at a word, longest first, each layer once."""
        node: _Node | None = self._root
        found: list[Hit] = []
        last = at
        while node is not None and last < len(words):
            if last > at and not _joined(text, words[last - 1], words[last]):
                break
            node = node.next.get(words[last].group().lower())
            if node is not None:
                senses = _senses(node, words[at : last + 1])
                if senses:
                    found.append(Hit(words[at].start(), words[last].end(), senses))
            last += 1
        seen: set[str] = set()
        for hit in reversed(found):
            senses = tuple(s for s in hit.senses if s.layer not in seen)
            seen.update(s.layer for s in senses)
            if senses:
                yield Hit(hit.start, hit.end, senses)


def _joined(text: str, one: re.Match[str], two: re.Match[str]) -> bool:
    gap = text[one.end() : two.start()]
    if ". " in gap and len(one.group()) > 1:
        return False
    return len(gap) <= 12 and not gap.strip(" \n-.'/&")


def _senses(node: _Node, words: Sequence[re.Match[str]]) -> tuple[Sense, ...]:
    if not node.cased:
        return tuple(node.plain)
    told = [w.group() for w in words]
    cased = (s for form, s in node.cased if _as_written(form, told))
    return tuple(dict.fromkeys((*node.plain, *cased)))


def _as_written(form: Sequence[str], told: Sequence[str]) -> bool:
    return all(
        f == t or (t.isupper() and len(t) > 2 and f.upper() == t) or (f.islower() and f == t.lower())
        for f, t in zip(form, told, strict=True)
    )


def _forms(phrase: str, *, plural: bool) -> tuple[str, ...]:
    """A phrase and its plural; a "!" at its end asks for the singular alone."""
    return (phrase, plural_of(phrase)) if plural and not phrase.endswith("!") else (phrase,)


def plural_of(phrase: str) -> str:
    """The usual plural of the phrase's last word."""
    for one, many in _PLURALS:
        if phrase.endswith(one):
            return phrase[: -len(one)] + many
    if re.search(r"(?:s|x|z|ch|sh)$", phrase):
        return phrase if phrase.endswith("s") and not phrase.endswith("ss") else f"{phrase}es"
    if re.search(r"[^aeiou]y$", phrase):
        return f"{phrase[:-1]}ies"
    return f"{phrase}s"


def by_layer(hits: Iterable[Hit]) -> Mapping[str, tuple[tuple[int, int, str, str], ...]]:
    """The hits as (start, end, id, more), by layer."""
    out: dict[str, list[tuple[int, int, str, str]]] = {}
    for hit in hits:
        for sense in hit.senses:
            out.setdefault(sense.layer, []).append((hit.start, hit.end, sense.id, sense.more))
    return {k: tuple(v) for k, v in out.items()}
