"""What was typed into a search: the watch language where it is that, and words to look for where it is not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from types import MappingProxyType

from lark import Token

from bot.errors import BadInput
from bot.model import Category, Everything, Query
from bot.store.words import TOKEN
from bot.watch import Vocabulary, normal, parse, printed
from bot.watch.kinds import CATEGORIES, EVENTS
from bot.watch.lexer import KEYWORDS, tokens

MOST = 40  # words, commas and signs of a search that is no query
GUESSED = 5  # words that a guess is made about
ALIKE = 0.75  # from which on a known word may have been meant
JOINERS = frozenset({"OR", "NOT", "LPAR", "RPAR"})
VALUES = frozenset({"NAME", "GROUP", "NUMBER"})
ASKS = MappingProxyType({"SLOT": True, "ABOUT": True})


@dataclass(frozen=True, slots=True)
class Reading:
    """A query, and the words beside it. `slips`: words that are no known name, each with the slot it was the value of."""

    query: Query
    words: tuple[str, ...] = ()
    slips: tuple[tuple[str, str], ...] = ()
    names: Vocabulary | None = None
    asked: str = ""  # the query as it was read, with names as they were typed

    @property
    def empty(self) -> str:
        """The first of its words without a letter or a digit, or ""."""
        return next((word for word in self.words if not TOKEN.search(word)), "")

    @property
    def guesses(self) -> tuple[str, ...]:
        """What may have been meant by the first such words: looked for only where somebody wants to know."""
        found = ((lead, _guess(self.names, word)) for lead, word in self.slips[:GUESSED] if self.names)
        return tuple(f"{lead}{near}" for lead, near in found if near)

    @property
    def said(self) -> str:
        """How it was understood: "strike on UA · the words “oil refinery”"."""
        terms = "" if isinstance(self.query, Everything) and self.words else printed(self.query)
        held = f"the word{'' if len(self.words) == 1 else 's'} {', '.join(f'“{word}”' for word in self.words)}" if self.words else ""
        return " · ".join(filter(None, (terms, held)))


def reading_of(typed: str, names: Vocabulary) -> Reading:
    """What was typed, understood; BadInput where neither a query nor words can be read from it."""
    with suppress(BadInput):
        return Reading(parse(typed, names, hints=False), asked=typed)
    given = list(tokens(typed, names))
    if len(given) > MOST:
        raise BadInput(f"a search takes at most {MOST} words: leave some out")
    loose = _Loose(given, names)
    with suppress(BadInput):
        query = parse(loose.query, names, hints=False) if loose.query else Everything()
        return Reading(query, tuple(loose.words), tuple(loose.slips), names, loose.query)
    parse(typed, names)
    raise BadInput(f"`{typed[:80]}` cannot be read")


class _Loose:
    """A query word by word: what the language knows stays, the rest becomes words to look for."""

    def __init__(self, given: Sequence[Token], names: Vocabulary) -> None:
        self._names = names
        self._joined = any(token.type in JOINERS for token in given)
        self.words: list[str] = []
        self.slips: list[tuple[str, str]] = []
        self.query = " ".join(filter(None, (self._phrase(phrase) for phrase in _phrases(given))))

    def _phrase(self, phrase: Sequence[Token]) -> str:
        first = phrase[0]
        if first.type in ASKS:
            return self._asked(str(first), phrase[1:])
        if first.type in VALUES:
            return self._bare([token for token in phrase if token.type in VALUES])
        if first.type == "MEASURE" and len(phrase) == 1:
            return self._word(str(first))
        if first.type == "AND":
            return "and" if self._joined else ""
        return " ".join(map(_quoted, phrase))

    def _asked(self, slot: str, values: Sequence[Token]) -> str:
        """A slot with its values; a value it does not know is looked for as a word."""
        given = [token for token in values if token.type in VALUES]
        known = [token for token in given if self._known(f"{slot} {_quoted(token)}")]
        left = " ".join(self._word(str(token), f"{slot} ") for token in given if token not in known)
        return " ".join(filter(None, (f"{slot} {', '.join(map(_quoted, known))}" if known else "", left)))

    def _bare(self, given: Sequence[Token]) -> str:
        """Names without a slot: kinds of event, else whatever they name, else words."""
        if all(normal(token) in EVENTS for token in given):
            return ", ".join(map(_quoted, given))
        if all(self._named(token) for token in given):
            return f"about {', '.join(map(_quoted, given))}"
        return " ".join(filter(None, (self._lone(token) for token in given)))

    def _lone(self, token: Token) -> str:
        said = _quoted(token)
        if normal(token) in EVENTS:
            return said
        return f"about {said}" if self._named(token) else self._word(str(token))

    def _named(self, token: Token) -> bool:
        """Whether it names a party, a system, a place, or a kind of thing by its own name: "bridge" is better looked for as a word."""
        kind = self._names.things.get(normal(token), "") in set(Category)
        return self._known(f"about {_quoted(token)}") and (not kind or normal(token) in CATEGORIES)

    def _word(self, word: str, lead: str = "") -> str:
        self.slips.append((lead, word))
        if self._joined:
            return f'saying "{word}"'
        self.words.append(word)
        return ""

    def _known(self, query: str) -> bool:
        try:
            return bool(parse(query, self._names, hints=False))
        except BadInput:
            return False


@lru_cache(maxsize=4_096)  # what is typed once is often typed again
def _guess(names: Vocabulary, word: str) -> str:
    """The known word that may have been meant by one that is none, or ""."""
    for pools in ([KEYWORDS], [EVENTS, names.parties, names.things, names.places]):
        near = names.near(word, pools)
        if near and SequenceMatcher(None, near, normal(word)).ratio() >= ALIKE and near != normal(word):
            return near
    return ""


def _quoted(token: Token) -> str:
    return f'"{token}"' if token.type == "NAME" and not (len(token) == 2 and token.isupper()) else str(token)


def _phrases(given: Sequence[Token]) -> Iterator[list[Token]]:
    """A slot with its values, a measure with its bound, names with commas between them; everything else by itself."""
    held: list[Token] = []
    for token in given:
        if held and not _goes_on(held, token):
            yield held
            held = []
        held.append(token)
    if held:
        yield held


def _goes_on(held: Sequence[Token], token: Token) -> bool:
    first, last = held[0].type, held[-1].type
    if first == "MEASURE":
        return (last == "MEASURE" and token.type == "OP") or (last == "OP" and token.type in VALUES)
    if first in ASKS and len(held) == 1:
        return token.type in VALUES
    if first in ASKS or first in VALUES:
        return token.type == "COMMA" if last in VALUES else token.type in VALUES
    return False
