"""Read the everyday headlines of tests/probes through the whole product and say what became of each.

    .venv/bin/python tests/tools/probe.py [--show WORD]

Each line holds a headline of our own, its type of claim (null: none), doer, side hit and status, written by others than the rules. What is
counted: right (type, polarity and doer, no other side hit), status (right but for planned, alleged ...), gate, nothing, other type,
doer, target, polarity; with "!" what would be posted.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.extract import Extractor, load
from bot.extract.wire import claim_row
from bot.model import NEGATIVE, Story

PROBES = Path(__file__).parents[1] / "probes"
Row = Mapping[str, Any]


def verdict(reader: Extractor, row: Row) -> str:
    """What became of one headline."""
    story = Story("probe", row["title"], row["text"], datetime(2024, 5, 7, 9, tzinfo=UTC))
    told = [claim_row(c) for c in reader.claims(story)]
    if row["type"] is None:
        return "none: right" if not told else "none: told" + _posted(told)
    if not reader.gate(story):
        return "gate"
    same = [c for c in told if c["type"] == row["type"]]
    if not same:
        return "other type" + _posted(told) if told else "nothing"
    return _of(row, same)


def _of(row: Row, same: Sequence[Row]) -> str:
    polar = [c for c in same if (c["status"] in NEGATIVE) is (row["status"] in NEGATIVE)]
    if not polar:
        return "polarity" + _posted(same)
    mine = [c for c in polar if set(c["actor"]) == set(row["actor"])]
    if not mine:
        return "doer" + _posted(polar)
    hit = [c for c in mine if not row["target"] or not c["target"] or set(c["target"]) & set(row["target"])]
    if not hit:
        return "target" + _posted(mine)
    return "right" if any(c["status"] == row["status"] for c in hit) else "status"


def _posted(told: Sequence[Row]) -> str:
    return "!" if any(c["post"] for c in told) else ""


def main() -> int:
    """Print the counts, and with --show the headlines of one verdict."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", default="")
    shown = parser.parse_args().show
    reader, counts = load(), defaultdict(Counter)
    for line in (PROBES / "headlines.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found = verdict(reader, row)
        counts[row["type"] or "none"][found] += 1
        if shown and found.startswith(shown):
            print(f"{row['type']} {row['status']} {row['actor']} -> {row['target']}: {row['title']}")
    for kind, held in sorted(counts.items()):
        print(f"{kind:15}", ", ".join(f"{name} {n}" for name, n in held.most_common()))
    print(f"{'all':15}", ", ".join(f"{name} {n}" for name, n in sum(counts.values(), Counter()).most_common()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
