"""A story cut into windows that the encoder reads: the title, a sentence or two of what came before, then the sentences to be judged."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.extract.candidates import Doc, Zone

TITLE_TOKENS = 40
SENTENCE_TOKENS = 110
CONTEXT_TOKENS = 56
BUDGET = 224
CLS, SEP = 101, 102
# One character for one, so that offsets hold.
PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\xa0": " ", "\n": " "})

Tokenise = Callable[[str], tuple[list[int], list[tuple[int, int]]]]


@dataclass(frozen=True, slots=True)
class Pieces:
    """One sentence as word pieces, with their offsets in Story.full."""

    ids: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Window:
    """What the encoder reads at once. `judged`: sentences scored here; `shown`: sentence -> first and last+1 token, for all it shows."""

    ids: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]
    judged: tuple[int, ...]
    shown: dict[int, tuple[int, int]]


def windows(
    doc: Doc, tokenise: Tokenise, wanted: Iterable[int] | None = None, budget: int = BUDGET, first: int = BUDGET
) -> tuple[Window, ...]:
    """The windows of a story; `wanted` leaves out sentences nobody asks about. `first`: the budget of the first window."""
    pieces = {
        s.index: _pieces(doc, s.start, s.end, tokenise, TITLE_TOKENS if s.zone is Zone.TITLE else SENTENCE_TOKENS)
        for s in doc.sentences
        if s.zone is not Zone.ASIDE
    }
    title = [s.index for s in doc.sentences if s.zone is Zone.TITLE]
    body = [s.index for s in doc.sentences if s.zone is Zone.BODY]
    asked = set(pieces if wanted is None else wanted)
    return tuple(_windows(pieces, title, body, asked, budget, first))


def _pieces(doc: Doc, start: int, end: int, tokenise: Tokenise, most: int) -> Pieces:
    ids, spans = tokenise(doc.story.full[start:end].translate(PLAIN))
    return Pieces(tuple(ids[:most]), tuple((a + start, b + start) for a, b in spans[:most]))


def _windows(pieces: dict[int, Pieces], title: list[int], body: list[int], asked: set[int], budget: int, first: int) -> Iterable[Window]:
    head = 2 + sum(len(pieces[i].ids) for i in title)
    at, judged_title = 0, [i for i in title if i in asked]
    while at < len(body) or judged_title:
        while at < len(body) and body[at] not in asked:
            at += 1
        before = _before(pieces, body, at)
        room = first - head - sum(len(pieces[i].ids) for i in before)
        core: list[int] = []
        while at < len(body) and (not core or room >= len(pieces[body[at]].ids)):
            room -= len(pieces[body[at]].ids)
            core.append(body[at])
            at += 1
        while core and core[-1] not in asked:
            core.pop()
        if len(title) > 1:  # each part of a headline tells an event of its own, and is read without the others
            yield from (_window(pieces, [i], core, (i,)) for i in judged_title)
            judged_title = []
        if core or judged_title:
            yield _window(pieces, title, [*before, *core], (*judged_title, *(i for i in core if i in asked)))
        judged_title, first = [], budget


def _before(pieces: dict[int, Pieces], body: list[int], at: int) -> list[int]:
    out: list[int] = []
    room = CONTEXT_TOKENS
    for index in reversed(body[max(0, at - 2) : at]):
        room -= len(pieces[index].ids)
        if room < 0 and out:
            break
        out.insert(0, index)
    return out


def _window(pieces: dict[int, Pieces], title: list[int], told: list[int], judged: tuple[int, ...]) -> Window:
    ids, spans, shown = [CLS], [(-1, -1)], {}
    for index in (*title, -1, *told):
        if index == -1:
            ids.append(SEP)
            spans.append((-1, -1))
            continue
        shown[index] = (len(ids), len(ids) + len(pieces[index].ids))
        ids.extend(pieces[index].ids)
        spans.extend(pieces[index].spans)
    return Window(tuple(ids), tuple(spans), tuple(i for i in judged if shown[i][1] > shown[i][0]), shown)
