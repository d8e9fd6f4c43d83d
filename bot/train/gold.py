"""Gold claims laid over a Doc: which sentence tells of which type, and which values fill its slots."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from bot.extract.candidates import Doc, Mention, Zone
from bot.extract.discourse import settled, speaker_of
from bot.extract.scorers.features import STATUSES, TYPES
from bot.extract.scorers.pools import words
from bot.model import ClaimType, Status, Story

Row = dict[str, Any]
Fills = Callable[[Doc, Mention, object, Row], bool]


@dataclass(frozen=True)
class Cell:
    """One sentence telling of one type: the indices (in Row["claims"]) of the gold claims it is evidence of."""

    sentence: int
    type: int
    claims: tuple[int, ...]


def rows(path: Path) -> list[Row]:
    """The stories of a file of the gold."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def story_of(row: Row) -> Story:
    """A gold row as the product's Story."""
    published = datetime.fromisoformat(row["published"])
    return Story(
        id=row["id"],
        title=row["title"],
        text=row["text"],
        published=published if published.tzinfo else published.replace(tzinfo=UTC),
        outlet=row.get("outlet", ""),
        url=row.get("url"),
        whole=True,
    )


def evidence(row: Row, claim: Row) -> list[tuple[int, int]]:
    """Where a claim's evidence stands in Story.full."""
    text, title = re.sub(r"\s", " ", row["text"]), re.sub(r"\s", " ", row["title"])
    out = []
    for piece in claim["evidence"]:
        flat = re.sub(r"\s", " ", piece)
        at = text.find(flat)
        if at >= 0:
            out.append((at + len(title) + 1, at + len(title) + 1 + len(flat)))
        elif (at := title.find(flat)) >= 0:
            out.append((at, at + len(flat)))
    return out


def sentences_of(doc: Doc, row: Row, claim: Row) -> list[int]:
    """The sentences a claim's evidence covers at least half of, or that hold half of it."""
    found = {s.index for a, b in evidence(row, claim) for s in doc.sentences if s.zone is not Zone.ASIDE and _covers(s.start, s.end, a, b)}
    return sorted(found)


def _covers(start: int, end: int, a: int, b: int) -> bool:
    return min(b, end) - max(a, start) >= 0.5 * min(b - a, end - start) > 0


def cells(doc: Doc, row: Row) -> list[Cell]:
    """Every (sentence, type) that gold claims lean on."""
    out: dict[tuple[int, int], list[int]] = {}
    for n, claim in enumerate(row["claims"]):
        for s in sentences_of(doc, row, claim):
            out.setdefault((s, TYPES.index(ClaimType(claim["type"]))), []).append(n)
    return [Cell(s, t, tuple(v)) for (s, t), v in sorted(out.items())]


def status_share(claims: Iterable[Row]) -> list[float]:
    """The statuses of some claims as shares that sum to 1."""
    found = [STATUSES.index(Status(c["status"])) for c in claims]
    return [found.count(i) / len(found) for i in range(len(STATUSES))]


def fills(doc: Doc, mention: Mention, role: str, key: object, claim: Row) -> bool:
    """Whether a value that a mention offers for a role is the gold's."""
    return bool(_FILLS[role](doc, mention, key, claim))


def _speaks(doc: Doc, mention: Mention, _key: object, claim: Row) -> bool:
    said = speaker_of(doc, mention)
    name, org = words(said.name), words(said.org)
    for gold in claim["source"]:
        g_name, g_org = words(gold["name"]), words(gold["org"])
        if name and g_name:
            if name & g_name:
                return True
        elif org and g_org and len(org & g_org) / min(len(org), len(g_org)) >= 0.5:
            return True
    return False


def _days(doc: Doc, mention: Mention, _key: object, claim: Row) -> bool:
    gold = claim["date"]
    days = settled(mention, Status(claim["status"]), doc.story.published.date()) if gold else None
    return days is not None and (date.fromisoformat(gold["start"]), date.fromisoformat(gold["end"])) == (days.start, days.end)


def _harm(_doc: Doc, mention: Mention, _key: object, claim: Row) -> bool:
    gold, told = claim["casualties"] or {}, mention.casualties
    pairs = [(k, getattr(told, k)) for k in ("killed_min", "killed_max", "wounded_min", "wounded_max")] if told else []
    found = [(k, v) for k, v in pairs if v is not None]
    return bool(found) and all(gold.get(k) == v for k, v in found)


def _count(_doc: Doc, mention: Mention, _key: object, claim: Row) -> bool:
    told = mention.amount
    for item in claim["item"]:
        q = item.get("quantity")
        if q and told:
            if (q.get("min"), q.get("max")) != (None, None):
                if (q.get("min"), q.get("max")) == (told.min, told.max):
                    return True
            elif (told.min, told.max) == (None, None) and words(q.get("text")) & words(told.text):
                return True
    return False


def _money(_doc: Doc, mention: Mention, _key: object, claim: Row) -> bool:
    gold, told = claim["money"], mention.money
    if not gold or not told or gold.get("amount") is None or told.amount is None:
        return False
    return abs(gold["amount"] - told.amount) <= 0.01 * gold["amount"]


def _place(_doc: Doc, mention: Mention, _key: object, claim: Row) -> bool:
    return any(words(p) & words(mention.text) for p in claim["place"])


def _listed(role: str) -> Fills:
    return lambda _doc, _mention, key, claim: key in claim[role]


def _item(_doc: Doc, _mention: Mention, key: object, claim: Row) -> bool:
    return any(i["category"] == key for i in claim["item"])


_FILLS: dict[str, Fills] = {
    "actor": _listed("actor"),
    "target": _listed("target"),
    "item": _item,
    "count": _count,
    "money": _money,
    "casualties": _harm,
    "date": _days,
    "place": _place,
    "source": _speaks,
}

__all__ = ["Cell", "cells", "fills", "rows", "sentences_of", "status_share", "story_of"]
