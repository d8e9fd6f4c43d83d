"""The gold as the product reads it: candidates, rules' proposals and features of every story, with short items made of long ones."""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import dataclass, replace
from pathlib import Path

from bot.extract import tools
from bot.extract.candidates import Doc, Zone
from bot.extract.frames import proposals
from bot.extract.gate import gate
from bot.extract.mentions import candidates
from bot.extract.proposal import Proposal
from bot.extract.rules.firm.calledoff import taken_back
from bot.extract.rules.reading import Reading
from bot.extract.rules.stages import reading
from bot.extract.scorers.features import Features, features
from bot.extract.speech.sayers import with_sayers
from bot.extract.speech.turns import asked, turns, with_turns
from bot.extract.text.headlines import reparsed
from bot.train.gold import Row, rows, story_of

FILES = ("train", "train_items", "dev", "dev_items")
BRIEF_WEIGHT = 0.6


@dataclass(frozen=True)
class Read:
    """A story as read, its parse left behind."""

    row: Row
    doc: Doc
    rules: tuple[Proposal, ...]
    feats: Features
    sure: Reading


def read(row: Row) -> Read:
    """One story as the product reads it before anything learned."""
    held = tools.load()
    plain = with_sayers(reparsed(candidates(story_of(row), held), held))
    told = turns(plain)
    doc, questions = with_turns(plain, told), asked(plain, told)
    sure = reading(doc)
    rules = taken_back([p for p in proposals(doc) if p.sentence not in questions], sure.offs)
    # Words of a parse cannot be kept in a file: who only stands beside an event is seen by the product alone.
    bare = replace(doc, parse=())
    return Read(row, bare, rules, features(doc, rules), replace(sure, doc=bare, seen=(None,) * len(doc.sentences)))


def library(gold: Path) -> dict[str, list[Read]]:
    """All files of the gold, and "briefs": the first sentences of train's stories as feeds would give them."""
    out = {name: [read(r) for r in rows(gold / f"{name}.jsonl")] for name in FILES}
    out["briefs"] = [read(b) for r in out["train"] if (b := brief(r.row, r.doc)) is not None]
    return out


def brief(row: Row, doc: Doc) -> Row | None:
    """A story cut to its title and one or two sentences, with the claims that these carry; None where that is all of it."""
    whole = [s for s in doc.sentences if s.zone is Zone.BODY]
    body = whole[: 1 + len(row["id"]) % 2]
    if len(body) == len(whole):
        return None
    text = row["text"][: body[-1].end - len(row["title"]) - 1]
    flat = re.sub(r"\s", " ", text)
    held = [{**c, "evidence": [e for e in c["evidence"] if re.sub(r"\s", " ", e) in flat or e in row["title"]]} for c in row["claims"]]
    return {**row, "id": f"{row['id']}-brief", "text": text, "claims": [c for c in held if c["evidence"]]}


def fold_of(story: str, folds: int) -> int:
    """Which fold a story, and the brief made of it, belongs to."""
    return sum(story.split("-", maxsplit=1)[0].encode()) % folds


def loose_rows(path: Path) -> list[Row]:
    """The stories of a file without gold as rows without claims, each once."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        found = [_loose(json.loads(line)) for line in lines if line.strip()]
    return list({(r["title"], r["text"]): r for r in found}.values())


def loose_stories(path: Path) -> list[Read]:
    """The stories of a file without gold that the gate lets through, each once."""
    return [read(r) for r in loose_rows(path) if gate(story_of(r))]


def _loose(row: Row) -> Row:
    text = row.get("text") or row.get("summary") or ""
    return {**row, "title": row.get("title") or "", "text": text, "outlet": row.get("outlet") or "", "claims": []}
