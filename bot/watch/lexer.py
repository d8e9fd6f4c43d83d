"""A query's words as tokens: keywords, names (several words make one where they are known as one), groups, signs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import MappingProxyType

from lark import Token
from lark.common import LexerConf
from lark.lexer import Lexer

from bot.errors import BadInput
from bot.model import Measure, Slot
from bot.watch.kinds import EVENTS, STATUSES
from bot.watch.vocabulary import Vocabulary, normal

PIECE = re.compile(r'\s*(?:"(?P<quoted>[^"]*)"|(?P<sign>>=|<=|==|[()<>=,≥≤])|(?P<group>@[\w-]+)|(?P<word>[^\s()",<>=≥≤@]+))')
SIGNS = MappingProxyType({"(": "LPAR", ")": "RPAR", ",": "COMMA"})
OPS = MappingProxyType({"==": "=", "≥": ">=", "≤": "<="})
LONGEST = 6  # words in one name
_SLOTS = {slot.value: slot.value for slot in Slot if slot is not Slot.STATE}
_SLOTS |= {"against": "on", "source": "outlet", "via": "outlet", "using": "with", "involving": "party"}
SLOTS = MappingProxyType(_SLOTS)
MEASURES = frozenset(measure.value for measure in Measure)
PLAIN = MappingProxyType({"or": "OR", "and": "AND", "not": "NOT", "everything": "EVERYTHING", "background": "BACKGROUND", "about": "ABOUT"})
KINDS = frozenset({*EVENTS, *STATUSES})
KEYWORDS = frozenset({*PLAIN, *SLOTS, *MEASURES})


class Words(Lexer):
    """The lexer lark drives; each token remembers where it stood."""

    def __init__(self, lexer_conf: LexerConf) -> None:  # lark's signature
        del lexer_conf

    def lex(self, asked: tuple[str, Vocabulary]) -> Iterator[Token]:  # type: ignore[override]  # what lark hands a lexer that is not its own
        """The tokens of what was asked."""
        return tokens(*asked)


def tokens(query: str, names: Vocabulary) -> Iterator[Token]:
    """The tokens of a query."""
    pieces = [piece for piece in _pieces(query) if (piece["word"] or "").lower() != "the"]
    at = 0
    while at < len(pieces):
        many = _joined(pieces, at, names)
        yield _token(pieces[at : at + many], names)
        at += many


def _pieces(query: str) -> Iterator[re.Match[str]]:
    at, end = 0, len(query.rstrip())
    while at < end:
        piece = PIECE.match(query, at, end)
        if piece is None:
            left = query[at:].strip()
            raise BadInput(f"`{left}`: this cannot be read; is a quotation mark left open? (column {query.index(left, at) + 1})")
        yield piece
        at = piece.end()


def _joined(pieces: list[re.Match[str]], at: int, names: Vocabulary) -> int:
    """How many words from here on make one known name."""
    if _keyword(pieces[at]["word"] or "(", names):
        return 1
    words = []
    for piece in pieces[at : at + LONGEST]:
        if piece["word"] is None:
            break
        words.append(piece["word"])
    return next((many for many in range(len(words), 1, -1) if _known(normal(" ".join(words[:many])), names)), 1)


def _known(name: str, names: Vocabulary) -> bool:
    return name in names.all_names or name in KINDS


def _keyword(word: str, names: Vocabulary) -> bool:
    """Two capitals are a state, BY and IN too."""
    code = len(word) == 2 and word.isupper() and f"={word}" in names.all_names
    return not code and (word == "(" or word.lower() in KEYWORDS)


def _token(pieces: list[re.Match[str]], names: Vocabulary) -> Token:
    first = pieces[0]
    start, end = first.start(first.lastgroup or 0), pieces[-1].end()
    kind, value = _read(pieces, names)
    return Token(kind, value, start_pos=start, column=start + 1, end_pos=end)


def _read(pieces: list[re.Match[str]], names: Vocabulary) -> tuple[str, str]:
    first = pieces[0]
    if first["quoted"] is not None:
        return "NAME", first["quoted"]
    if sign := first["sign"]:
        return SIGNS.get(sign, "OP"), OPS.get(sign, sign)
    if group := first["group"]:
        return "GROUP", group
    word = " ".join(piece["word"] for piece in pieces)
    if len(pieces) > 1 or not _keyword(word, names):
        return ("NUMBER" if word.replace("_", "").isdigit() else "NAME"), word
    lower = word.lower()
    if lower in PLAIN:
        return PLAIN[lower], lower
    return ("SLOT", SLOTS[lower]) if lower in SLOTS else ("MEASURE", lower)
