"""Claims that our annotators wrote down for the unlabelled stories, kept as offsets: no word of a story lies in the repository."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from pathlib import Path

from bot.train.gold import Row

LABELS = Path(__file__).with_name("labels.jsonl.gz")


def labelled(stories: Mapping[str, Row], path: Path = LABELS) -> list[Row]:
    """The annotated stories among `stories` (id to row) with their claims; `annotator` says who read it."""
    out = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for told in map(json.loads, lines):
            if (row := stories.get(told["id"])) is not None:
                text = row["title"] + "\n" + row["text"]
                out.append({**row, "annotator": told["annotator"], "claims": [_written(c, text) for c in told["claims"]]})
    return out


def _written(value: object, text: str) -> object:
    """A value with every `{"at": [start, end]}` replaced by what stands there in `text`."""
    if isinstance(value, dict):
        if set(value) == {"at"}:
            start, end = value["at"]
            return text[start:end]
        return {k: _written(v, text) for k, v in value.items()}
    return [_written(v, text) for v in value] if isinstance(value, list) else value
