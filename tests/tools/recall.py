"""Candidate recall: of each value in an annotated set, is it among the candidates, in the story and near its evidence?

python tests/tools/recall.py GOLD.jsonl... [--misses SLOT] [--json]
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bot.extract.candidates import Doc, Kind, Mention
from bot.extract.mentions import candidates
from bot.extract.tools import load
from bot.model import Story

SLOTS = ("actor", "target", "item", "item text", "quantity", "money", "casualties", "date", "place", "source")
NEAR = 3  # sentences before the evidence that a value may stand in


@dataclass(frozen=True, slots=True)
class Value:
    """One value of one slot of one gold claim."""

    slot: str
    told: Any
    evidence: tuple[str, ...]
    story: str
    importance: int


def values(row: dict[str, Any]) -> Iterator[Value]:
    """Every value of a story's gold claims."""
    for claim in row["claims"]:
        for slot, told in _told(claim):
            yield Value(slot, told, tuple(claim["evidence"]), row["id"], claim["importance"])


def _told(claim: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for role in ("actor", "target"):
        yield from ((role, party) for party in claim[role] if party != "unknown")
    for item in claim["item"]:
        yield "item", item["category"]
        yield "item text", item["text"]
        if item["quantity"]:
            yield "quantity", item["quantity"]
    for slot in ("money", "date"):
        if claim[slot]:
            yield slot, claim[slot]
    for key, number in (claim["casualties"] or {}).items():
        if number is not None:
            yield "casualties", (key, number)
    yield from (("place", p) for p in claim["place"])
    yield from (("source", s) for s in claim["source"])


def words(text: str | None) -> set[str]:
    """The words that score.py compares."""
    return {
        w
        for w in re.findall(r"[a-z0-9]+", (text or "").lower().replace("’s", "").replace("'s", ""))
        if w not in {"the", "of", "a", "an", "s"}
    }


def fits(value: Value, mention: Mention, doc: Doc) -> bool:
    """Whether a mention could fill the slot with the gold's value."""
    return _FITS[value.slot](value.told, mention, doc)


def _party(told: str, m: Mention, _: Doc) -> bool:
    return m.kind in {Kind.PARTY, Kind.PERSON, Kind.PLACE} and told in m.ids


def _item(told: str, m: Mention, _: Doc) -> bool:
    return m.kind is Kind.ITEM and told in m.ids


def _item_text(told: str, m: Mention, _: Doc) -> bool:
    return m.kind is Kind.ITEM and bool(words(told) & words(m.text))


def _quantity(told: dict[str, Any], m: Mention, _: Doc) -> bool:
    if m.kind is not Kind.COUNT or m.amount is None:
        return False
    bounds = (told["min"], told["max"])
    if bounds == (None, None):
        return words(told["text"]) == words(m.amount.text)
    return bounds == (m.amount.min, m.amount.max)


def _money(told: dict[str, Any], m: Mention, _: Doc) -> bool:
    if m.money is None or m.money.currency != told["currency"]:
        return False
    return told["amount"] == m.money.amount or bool(
        told["amount"] and m.money.amount and abs(told["amount"] - m.money.amount) <= 0.01 * told["amount"]
    )


def _casualties(told: tuple[str, int], m: Mention, _: Doc) -> bool:
    return m.casualties is not None and getattr(m.casualties, told[0]) == told[1]


def _date(told: dict[str, str], m: Mention, _: Doc) -> bool:
    return m.days is not None and (m.days.start.isoformat(), m.days.end.isoformat()) == (told["start"], told["end"])


def _place(told: str, m: Mention, _: Doc) -> bool:
    return m.kind is Kind.PLACE and bool(words(told) & words(m.text))


def _source(told: dict[str, str | None], m: Mention, doc: Doc) -> bool:
    if m.kind not in {Kind.PERSON, Kind.PARTY}:
        return False
    if m.refers is not None and m.kind is Kind.PERSON and not m.name:
        m = doc.mentions[m.refers]
    name, org = words(told["name"]), words(told["org"])
    if name and words(m.name):
        return bool(name & words(m.name))
    own = words(m.org or ("" if m.name else m.text))
    return bool(org and own) and len(org & own) / min(len(org), len(own)) >= 0.5


_FITS = {
    "actor": _party, "target": _party, "item": _item, "item text": _item_text, "quantity": _quantity,
    "money": _money, "casualties": _casualties, "date": _date, "place": _place, "source": _source,
}  # fmt: skip


def near(value: Value, doc: Doc) -> set[int]:
    """The sentences of the evidence, and the few before each."""
    full = re.sub(r"\s", " ", doc.story.full)
    out: set[int] = set()
    for piece in value.evidence:
        at = full.find(re.sub(r"\s", " ", piece))
        for s in doc.sentences:
            if at >= 0 and s.start < at + len(piece) and at < s.end:
                out.update(range(max(0, s.index - NEAR), s.index + 1))
    return out


def story_of(row: dict[str, Any]) -> Story:
    """The story of a gold row."""
    day = datetime.fromisoformat(row["published"])
    return Story(row["id"], row["title"], row["text"], day if day.tzinfo else day.replace(tzinfo=UTC), outlet=row["outlet"])


def measured(path: Path, misses: str = "") -> dict[str, Any]:
    """The recall of every slot over a file."""
    tools = load()
    asked: Counter[str] = Counter()
    there: Counter[str] = Counter()
    close: Counter[str] = Counter()
    many: Counter[str] = Counter()
    length = spent = 0.0
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        begun = time.process_time()
        doc = candidates(story_of(row), tools)
        spent += time.process_time() - begun
        length += len(doc.story.full.split())
        many.update(m.kind.value for m in doc.mentions)
        for value in values(row):
            asked[value.slot] += 1
            hits = [m for m in doc.mentions if fits(value, m, doc)]
            there[value.slot] += bool(hits)
            reach = near(value, doc)
            ok = any(m.sentence in reach for m in hits)
            close[value.slot] += ok
            if misses == value.slot and not ok:
                print(f"{'FAR ' if hits else 'none'} {row['id']} {row['published']} {value.told}\n     {' | '.join(value.evidence)[:300]}")
    slots = {s: {"anywhere": there[s] / asked[s], "near": close[s] / asked[s], "values": asked[s]} for s in SLOTS if asked[s]}
    return {"file": path.name, "slots": slots, "cpu_per_1000_words": 1000 * spent / max(1, length), "words": length, "mentions": dict(many)}


def main() -> None:
    """Prints the table of each file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--misses", default="", choices=("", *SLOTS))
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    for path in args.gold:
        report = measured(path, args.misses)
        if args.json:
            print(json.dumps(report))
            continue
        print(f"{report['file']}: {report['cpu_per_1000_words']:.2f} CPU-s per 1,000 words; mentions {report['mentions']}")
        for slot, figures in report["slots"].items():
            print(f"  {slot:10} {figures['anywhere']:.3f} anywhere  {figures['near']:.3f} near  of {figures['values']}")


if __name__ == "__main__":
    main()
