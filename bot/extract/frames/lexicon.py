"""The frames as data: which word tells of which event, where its roles stand, what it needs. Read once from lexicon/frames.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from bot.extract.tables import tables
from bot.model import ClaimType


@dataclass(frozen=True, slots=True)
class Need:
    """One condition on a trigger: any of `options`; an option is (negated, subject, allowed values; empty: any)."""

    options: tuple[tuple[bool, str, frozenset[str]], ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """One way of telling of an event: `roles` maps a role to the labels it may stand under, best first."""

    type: ClaimType
    verb: bool
    words: frozenset[str]
    roles: tuple[tuple[str, tuple[str, ...]], ...]
    needs: tuple[Need, ...]
    score: float
    name: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every frame by its words, and the word groups they lean on."""

    by_word: Mapping[tuple[str, bool], tuple[Frame, ...]]
    words: Mapping[str, frozenset[str]]
    containers: frozenset[str]
    doer: frozenset[str]
    taker: frozenset[str]
    seeker: frozenset[str]
    result: frozenset[str]
    events: Mapping[str, tuple[ClaimType, ...]]
    seen: Mapping[str, float]  # how often a word of a type was a claim in the annotated stories


@cache
def lexicon() -> Lexicon:
    """The frames of lexicon/frames.toml."""
    raw = tables()
    groups = {name: frozenset(v) for name, v in (*raw["groups"].items(), *raw["words"].items())}
    frames = [_frame(row, groups, i) for i, row in enumerate(raw["frame"])]
    return Lexicon(
        by_word=_by_word(frames),
        words=groups,
        containers=frozenset(raw["containers"]["words"]),
        doer=frozenset(raw["light"]["doer"]),
        taker=frozenset(raw["light"]["taker"]),
        seeker=frozenset(raw["light"]["seeker"]),
        result=frozenset(raw["light"]["result"]),
        events=_events(raw["events"]),
        seen=raw.get("seen", {}),
    )


def _by_word(frames: list[Frame]) -> dict[tuple[str, bool], tuple[Frame, ...]]:
    out: dict[tuple[str, bool], tuple[Frame, ...]] = {}
    for frame in frames:
        for word in frame.words:
            out[word, frame.verb] = (*out.get((word, frame.verb), ()), frame)
    return out


def _events(lists: Mapping[str, list[str]]) -> dict[str, tuple[ClaimType, ...]]:
    out: dict[str, tuple[ClaimType, ...]] = {}
    for name, words in lists.items():
        for word in words:
            out[word] = (*out.get(word, ()), ClaimType(name))
    return out


def _frame(row: Mapping[str, Any], groups: Mapping[str, frozenset[str]], number: int) -> Frame:
    return Frame(
        type=ClaimType(row["type"]),
        verb=row["pos"] == "verb",
        words=frozenset(row["words"]),
        roles=tuple((role, tuple(labels)) for role, labels in row["roles"].items()),
        needs=tuple(Need(tuple(_option(o, groups) for o in need.split("|"))) for need in row["needs"]),
        score=float(row["score"]),
        name=f"{row['type']}.{row['pos']}.{number}",
    )


def _option(text: str, groups: Mapping[str, frozenset[str]]) -> tuple[bool, str, frozenset[str]]:
    negated = text.startswith("!")
    subject, _, value = text.removeprefix("!").partition(":")
    values = frozenset[str]() if value in {"", "*"} else groups.get(value, frozenset(value.split(",")))
    return negated, subject, values
