"""Claims that our annotators wrote down for the unlabelled stories, kept as offsets: no word of a story lies in the repository."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from bot.train.gold import Row
from bot.train.stories import BRIEF_WEIGHT, Read, brief, read

LABELS = Path(__file__).with_name("labels.jsonl.gz")
USUAL = 0.85  # weight of an annotator's word beside the gold's
WEIGHTS: Mapping[str, float] = MappingProxyType(
    dict.fromkeys(("g1", "g3", "h3", "i2", "m6"), 0.6)
)  # of those who agreed less with the gold
EARLY = re.compile(r"h\d")  # annotators whose stories the reader learnt from
LAST = re.compile(r"[mt]\d")  # annotators whose texts nothing is judged by
REAL = re.compile(r"t\d")  # annotators of real feed items that heads alone learn from (anew.py)
SHORT_TEXTS = re.compile(r"s\d")  # of passages, sentences and feed items, read on 2026-11-28 with what the nets said in view
EACH = 6  # every so many of these are kept to judge by


def labelled(stories: Mapping[str, Row], path: Path = LABELS) -> list[Row]:
    """The annotated stories among `stories` (id to row) with their claims; `annotator` says who read it."""
    out = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for told in map(json.loads, lines):
            if (row := stories.get(told["id"])) is not None:
                text = row["title"] + "\n" + row["text"]
                out.append({**row, "annotator": told["annotator"], "claims": [_written(c, text) for c in told["claims"]]})
    return out


def ids(path: Path = LABELS) -> frozenset[str]:
    """Of which texts there are labels."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return frozenset(json.loads(line)["id"] for line in lines)


def weighed(stories: Mapping[str, Read], path: Path = LABELS) -> list[tuple[float, Read]]:
    """What annotators read among `stories` (by id), then the briefs made of it, each with the weight it is learnt with."""
    rows = labelled({id_: one.row for id_, one in stories.items()}, path)
    told = [(WEIGHTS.get(row["annotator"], USUAL), replace(stories[row["id"]], row=row)) for row in rows]
    short = [(weight * BRIEF_WEIGHT, brief(one.row, one.doc)) for weight, one in told]
    return [*told, *((weight, read(row)) for weight, row in short if row is not None)]


def early(read: Read) -> bool:
    """Whether an annotated story, or the brief made of it, is one of those that the reader learnt from."""
    return EARLY.match(read.row["annotator"]) is not None


def short_text(read: Read) -> bool:
    """Whether an annotated text is one of the short ones that were read last."""
    return SHORT_TEXTS.match(read.row["annotator"]) is not None


def for_heads(row: Row) -> bool:
    """Whether an annotated text is one that heads alone learn from, the encoders having been trained before it was read."""
    return REAL.match(row["annotator"]) is not None


def _number(story: str) -> int:
    whole = story.split("-brief", maxsplit=1)[0]
    return int(hashlib.sha1(whole.encode(), usedforsecurity=False).hexdigest(), 16)


def in_half(story: str) -> bool:
    """Whether an annotated story, or the brief made of it, belongs to the half that thresholds are chosen by."""
    return _number(story) // 7 % 2 == 0


def kept_apart(read: Read) -> bool:
    """Whether an annotated story, or the brief made of it, is kept apart to judge nets by: one of those between, outside that half, or
    every sixth of the short texts.
    """
    if short_text(read):
        return _number(read.row["id"]) % EACH == 0
    return not early(read) and LAST.match(read.row["annotator"]) is None and not in_half(read.row["id"])


def kept_back(read: Read) -> bool:
    """Whether an annotated text is kept to judge nets by: one that is kept apart, whole."""
    return kept_apart(read) and not read.row["id"].endswith("-brief")


def _written(value: object, text: str) -> object:
    """A value with every `{"at": [start, end]}` replaced by what stands there in `text`."""
    if isinstance(value, dict):
        if set(value) == {"at"}:
            start, end = value["at"]
            return text[start:end]
        return {k: _written(v, text) for k, v in value.items()}
    return [_written(v, text) for v in value] if isinstance(value, list) else value
