"""spaCy's attribute ruler, asked once for every kind of word: to try its 179 patterns on each text anew takes a tenth of the parse."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

RULER, NAME = "attribute_ruler", "rulings"
Spec = Mapping[str, Any]  # what a pattern asks of one word


class Kind(NamedTuple):
    """All that a pattern of one word asks; `lower`: 0 where none asks for that very word."""

    tag: int
    dep: int
    lower: int
    space: bool


class Ruling(NamedTuple):
    """What the patterns make of such a word."""

    tag: int
    dep: int
    pos: int
    lemma: int
    morph: Any


class Rulings:
    """Stands where the ruler stood. Texts that a pattern of two words may fit go to it as they are."""

    def __init__(self, ruler: Any) -> None:
        self.ruler = ruler
        self.known: dict[Kind, Ruling] = {}
        held = [words for rule in ruler.patterns for words in rule["patterns"]]
        self.asked = _words(words[0] for words in held if len(words) == 1)
        self.first = _words(words[0] for words in held if len(words) > 1)
        self.deps = frozenset(words[0]["DEP"] for words in held if len(words) > 1 and "LOWER" not in words[0])

    def __call__(self, doc: Doc) -> Doc:
        """The text with what the patterns say."""
        if any(token.dep_ in self.deps or self.first.fullmatch(token.lower_) for token in doc):
            self.ruler(doc)
        else:
            for token in doc:
                self._rule(token)
        return doc

    def _rule(self, token: Any) -> None:
        kind = Kind(token.tag, token.dep, token.lower if self.asked.fullmatch(token.lower_) else 0, token.is_space)
        ruling = self.known.get(kind)
        if ruling is None:
            ruling = self.known[kind] = self._asked(token)
        token.tag, token.dep, token.pos, token.lemma = ruling[:4]
        token.set_morph(ruling.morph)

    def _asked(self, token: Any) -> Ruling:
        alone = Doc(token.vocab, words=[token.text])
        word: Any = alone[0]
        word.tag, word.dep = token.tag, token.dep
        self.ruler(alone)
        return Ruling(word.tag, word.dep, word.pos, word.lemma, word.morph)


def _words(specs: Iterable[Spec]) -> re.Pattern[str]:
    """What fits any word that some patterns ask for."""
    return re.compile("|".join(f"(?:{told})" for spec in specs if "LOWER" in spec for told in _told(spec["LOWER"])))


def _told(asked: str | Mapping[str, Any]) -> Iterator[str]:
    if isinstance(asked, str):
        yield re.escape(asked)
    else:
        yield from (re.escape(word) for word in asked.get("IN", ()))
        yield from filter(None, (asked.get("REGEX"),))


@Language.factory(NAME)
def _rulings(nlp: Language, name: str) -> Rulings:  # noqa: ARG001  spaCy passes it
    return Rulings(nlp.get_pipe(RULER))


def remembered(nlp: Language) -> Language:
    """The pipeline with its ruler's word remembered."""
    nlp.add_pipe(NAME, after=RULER)
    nlp.disable_pipe(RULER)
    return nlp


__all__ = ["remembered"]
