"""Sentences with their offsets: paragraphs, datelines, bylines and captions told apart, quotes kept whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.extract.candidates import Sentence, Zone
from bot.extract.tables import words
from bot.extract.text.datelines import dateline
from bot.extract.text.intake import evened
from bot.model import Story

LONGEST = 1_200  # characters of one sentence: text without stops is cut
_ABBREVIATIONS = words("sentences")["abbreviations"]
_RANKS = frozenset(("gen", "adm", "col", "lt", "maj", "sgt", "cdr", "cmdr"))  # also the last part of "Major-Gen."
_NUMBER_NEXT = frozenset(
    ("no", "nos", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "fig", "rs", "tk")
)
_STOP = re.compile(r"[.!?]+[\"')\]]*(?=\s|$)")
_LINK = re.compile(r"(?:[,;]|\s+(?:and|but|as|while|whereas))+\s*$")  # what hangs one clause on another
_RUN = re.compile(r"\S{160}")  # no prose: an address, a table, noise
_BREAK = re.compile(r"\n\s*\n|\n(?=\s*[-•*–]\s)")
_LAST_WORD = re.compile(r"([A-Za-z.\-]+)\.$")
_ASIDE = re.compile(
    r"\((?:additional )?(?:writing|reporting|editing|written|edited|reported|compiled)\b|"
    r"^(?:additional )?(?:reporting|writing|editing) by|(?-i:^(?:By|BY|by) (?![A-Z][a-z]+day\b)[A-Z][A-Za-z.’'-]+ [A-Z])|"
    r"^(?:source|read (?:more|also|next)|also read|advertisement|related|file photo|photo|image|subscribe|sign up|click here|follow us|"
    r"share this|watch:?|see also|more:)\b[^.]{0,80}$|"
    r"^(?:FILE\b|FILE PHOTO|\(?(?:AP|AFP|Reuters|Getty) ?(?:Photo|Images)?\)?$)|©|copyright\b|all rights reserved|"
    r"getty images|reuters/[A-Z]|material for this report|"
    r"contributed to this report|our standards:|thomson reuters trust|last modified on|skip to|newsletter",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A paragraph's range of offsets."""

    start: int
    end: int


def sentences(story: Story, cuts: Sequence[int] = ()) -> tuple[Sentence, ...]:
    """The sentences of title and text in order; offsets count in Story.full. `cuts`: where else one ends and the next starts."""
    full = evened(story.full)
    break_at = min(len(story.title), len(full))
    out: list[Sentence] = []
    parts = [Stretch(0, break_at), *paragraphs(full, break_at + 1)]
    for number, part in enumerate(parts):
        pieces = [part] if number == 0 else list(split(full, part))
        out.extend(
            _sentence(full, piece, number, i == 0) for i, piece in enumerate(_trimmed(full, p) for p in pieces) if piece.end > piece.start
        )
    return tuple(_numbered([part for s in out for part in _parts(full, s, cuts)]))


def _parts(full: str, sentence: Sentence, cuts: Sequence[int]) -> Iterator[Sentence]:
    """A sentence cut where it tells of more than one event; each part knows the whole."""
    inside = [c for c in cuts if sentence.told < c < sentence.end]
    if not inside:
        yield sentence
        return
    whole = (max(sentence.start, sentence.told), sentence.end)
    for start, end in pairwise((sentence.start, *inside, sentence.end)):
        link = _LINK.search(full, start, end) if end < sentence.end else None
        piece = _trimmed(full, Stretch(start, link.start() if link else end))
        told = max(sentence.told, piece.start)
        yield replace(sentence, start=piece.start, end=piece.end, text=full[piece.start : piece.end], told=told, whole=whole)


def _numbered(found: list[Sentence]) -> Iterator[Sentence]:
    for index, s in enumerate(found):
        yield replace(s, index=index)


def _sentence(full: str, piece: Stretch, number: int, first: bool) -> Sentence:
    text = full[piece.start : piece.end]
    zone = Zone.TITLE if number == 0 else Zone.ASIDE if _aside(text) else Zone.BODY
    told = piece.start + (dateline(text) if first and number else 0)
    return Sentence(0, piece.start, piece.end, text, zone, number, told)


def _aside(text: str) -> bool:
    if _RUN.search(text):
        return True
    return len(text) < 400 and (_ASIDE.search(text) is not None or not any(c.isalpha() for c in text))


def paragraphs(full: str, start: int) -> Iterator[Stretch]:
    """The ranges between empty lines."""
    for match in _BREAK.finditer(full, start):
        yield Stretch(start, match.start())
        start = match.end()
    if start < len(full):
        yield Stretch(start, len(full))


def split(full: str, part: Stretch) -> Iterator[Stretch]:
    """The sentences of a paragraph."""
    start = part.start
    for match in _STOP.finditer(full, part.start, part.end):
        if match.end() - start > 1 and _ends(full, start, match, part.end):
            yield from _pieces(full, start, match.end())
            start = match.end()
    yield from _pieces(full, start, part.end)


def _ends(full: str, start: int, match: re.Match[str], limit: int) -> bool:
    rest = full[match.end() : min(limit, match.end() + 40)].lstrip()
    if not rest:
        return True
    word = (
        _LAST_WORD.search(full[max(start, match.start() - 20) : match.start() + 1])
        if match.group().startswith(".") and match.group()[1:2] != "."
        else None
    )
    if word is not None and not _closes(word.group(1), rest):
        return False
    return rest[0] in "\"'([-•*" or rest[0].isupper() or rest[0].isdigit() or not rest[0].isalpha()


def _closes(word: str, rest: str) -> bool:
    """Whether a full stop after this word may end a sentence."""
    low = word.lower().strip(".")
    if low in _NUMBER_NEXT:
        return not rest[0].isdigit() and low != "no"
    if low in {"u.s", "u.k", "u.n", "d.c", "e.u", "a.m", "p.m", "etc", "inc", "corp", "co", "ltd", "jr", "sr", "u.a.e"}:
        return rest.split(" ", 1)[0].strip(",\"'") in _OPENERS
    return not (
        low in _ABBREVIATIONS
        or low.rpartition("-")[2] in _RANKS
        or (len(low) == 1 and low.isalpha())
        or re.fullmatch(r"(?:[a-z]\.)+[a-z]", low)
    )


_OPENERS = words("sentences")["openers"]


def _pieces(full: str, start: int, end: int) -> Iterator[Stretch]:
    while end - start > LONGEST:
        cut = full.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = cut if cut > 0 else start + LONGEST
        yield Stretch(start, cut)
        start = cut
    yield Stretch(start, end)


def _trimmed(full: str, piece: Stretch) -> Stretch:
    text = full[piece.start : piece.end]
    return Stretch(piece.start + len(text) - len(text.lstrip()), max(piece.start, piece.start + len(text.rstrip())))
