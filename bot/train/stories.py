"""The gold as the product reads it: candidates, rules' proposals and features of every story, with short items made of long ones."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.extract import tools
from bot.extract.candidates import Doc, Zone
from bot.extract.frames import proposals
from bot.extract.mentions import candidates
from bot.extract.proposal import Proposal
from bot.extract.sayers import with_sayers
from bot.extract.scorers.features import Features, features
from bot.train.gold import Row, rows, story_of
from bot.train.sheets import Sheet, sheet

FILES = ("train", "train_items", "dev", "dev_items")
BRIEF_WEIGHT = 0.6


@dataclass(frozen=True)
class Read:
    """A story as read, its parse left behind."""

    row: Row
    doc: Doc
    rules: tuple[Proposal, ...]
    feats: Features


def read(row: Row) -> Read:
    """One story as the product reads it before anything learned."""
    doc = with_sayers(candidates(story_of(row), tools.load()))
    rules = proposals(doc)
    return Read(row, replace(doc, parse=()), rules, features(doc, rules))


def library(gold: Path) -> dict[str, list[Read]]:
    """All files of the gold, and "briefs": the first sentences of train's stories as feeds would give them."""
    out = {name: [read(r) for r in rows(gold / f"{name}.jsonl")] for name in FILES}
    out["briefs"] = [read(b) for r in out["train"] if (b := brief(r.row, r.doc)) is not None]
    return out


def brief(row: Row, doc: Doc) -> Row | None:
    """A story cut to its title and one or two sentences, with the claims that these carry."""
    body = [s for s in doc.sentences if s.zone is Zone.BODY][: 1 + len(row["id"]) % 2]
    if not body:
        return None
    text = row["text"][: body[-1].end - len(row["title"]) - 1]
    flat = re.sub(r"\s", " ", text)
    held = [{**c, "evidence": [e for e in c["evidence"] if re.sub(r"\s", " ", e) in flat or e in row["title"]]} for c in row["claims"]]
    return {**row, "id": f"{row['id']}-brief", "text": text, "claims": [c for c in held if c["evidence"]]}


def fold_of(story: str, folds: int) -> int:
    """Which fold a story, and the brief made of it, belongs to."""
    return sum(story.split("-", maxsplit=1)[0].encode()) % folds


def sheets(found: dict[str, list[Read]], folds: int, out: int | None) -> list[Sheet]:
    """Everything to learn from, one fold left out where asked."""
    held: Sequence[tuple[str, float]] = (("train", 1.0), ("train_items", 1.0), ("briefs", BRIEF_WEIGHT))
    return [
        sheet(r.row, r.doc, r.rules, r.feats, w)
        for name, w in held
        for r in found[name]
        if out is None or fold_of(r.row["id"], folds) != out
    ]
