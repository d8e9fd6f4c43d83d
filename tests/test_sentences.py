"""Sentences of our own, each with the claims it must and must not give: tests/cases/*.toml."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fakes.sentence import extractor

from bot.extract.wire import claim_row
from bot.model import Story

CASES = Path(__file__).parent / "cases"
PUBLISHED = datetime(2024, 5, 10, 12, tzinfo=UTC)


def cases() -> list:
    found = []
    for path in sorted(CASES.glob("*.toml")):
        for number, case in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["case"]):
            found.append(pytest.param(case, id=f"{path.stem}-{number}"))
    return found


def rows_of(case: dict) -> list[dict]:
    story = Story("case", case.get("title", ""), case["text"], PUBLISHED)
    return [claim_row(c) for c in extractor().read(story)[1]]


def same_parties(wanted: str, found: list[str]) -> bool:
    """Whether the parties are the wanted ones; civilians may stand beside those they belong to."""
    named = set() if wanted == "-" else set(wanted.split(","))
    return wanted == "*" or set(found) - ({"civilians"} - named) == named


def bounds(text: str) -> tuple[float | None, float | None]:
    low, dots, high = text.partition("..")
    return (float(low) if low else None, float(high) if high else None if dots else float(low))


def has_item(row: dict, category: str, count: str) -> bool:
    items = [i for i in row["item"] if category in {"", i["category"]}]
    amounts = [i["quantity"] for i in items if i["quantity"]]
    if count in {"", "-"}:
        return bool(items or not category) and (not count or not [i for i in row["item"] if i["quantity"]])
    if count == "v":
        return any((a["min"], a["max"]) == (None, None) for a in amounts)
    return any((a["min"], a["max"]) == bounds(count) for a in amounts)


def has_date(row: dict, wanted: str) -> bool:
    if wanted == "-":
        return row["date"] is None
    start, _, end = wanted.partition("/")
    return row["date"] == {"start": start, "end": end or start}


def has_harm(row: dict, kind: str, wanted: str) -> bool:
    harm = row["casualties"] or {}
    return (harm.get(f"{kind}_min"), harm.get(f"{kind}_max")) == bounds(wanted)


def spoken_by(row: dict, wanted: str) -> bool:
    return any(wanted.lower() in f"{s['org'] or ''} {s['name'] or ''}".lower() for s in row["source"])


CHECKS = {
    "date": has_date,
    "killed": lambda row, wanted: has_harm(row, "killed", wanted),
    "wounded": lambda row, wanted: has_harm(row, "wounded", wanted),
    "by": spoken_by,
    "money": lambda row, wanted: bool(row["money"]) and row["money"]["amount"] == float(wanted),
}


def fits(row: dict, line: str) -> bool:
    head, _, options = line.partition(" by=")
    types, parties, status, *rest = head.split(" ")
    slots = dict(part.split("=") for part in rest)
    if options:
        slots["by"] = options
    actor, target = parties.split(">")
    return (
        row["type"] in types.split(",")
        and same_parties(actor, row["actor"])
        and same_parties(target, row["target"])
        and (status == "*" or row["status"] in status.split(","))
        and has_item(row, slots.pop("item", ""), slots.pop("n", ""))
        and all(CHECKS[name](row, wanted) for name, wanted in slots.items())
    )


def told(rows: list[dict]) -> str:
    return "\n".join(
        f"{r['type']} {r['actor']}>{r['target']} {r['status']} {r['item']} {r['casualties']} {r['date']} {r['source']}" for r in rows
    )


@pytest.mark.parametrize("case", cases())
def test_a_sentence_gives_the_claims_it_tells_and_no_others(case: dict) -> None:
    rows = rows_of(case)
    missing = [line for line in case.get("want", []) if not any(fits(row, line) for row in rows)]
    wrong = [line for line in case.get("not", []) if any(fits(row, line) for row in rows)]
    assert not missing, f"no claim like {missing} in {case['text'] or case['title']!r}; found:\n{told(rows)}"
    assert not wrong, f"a claim like {wrong} in {case['text'] or case['title']!r}; found:\n{told(rows)}"
