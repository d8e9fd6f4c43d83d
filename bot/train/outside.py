"""Texts of labelled sets of other makers, as stories without claims: RAMS, PLOVER's sentences, re3d. None of their words lies here."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bot.train.gold import Row

RAMS, PLV, RE3D = "rams-dev.jsonl.gz", "plv-train.jsonl.gz", "re3d.jsonl.gz"
# Days that relative dates are resolved by where a text brings none; annotators were shown them.
UNDATED = {RAMS: "2016-08-15", PLV: "2018-05-16", RE3D: "2016-11-15"}
DAY = re.compile(r"(20\d\d)[/-](\d\d)[/-](\d\d)")
MONTH = re.compile(r"(20\d\d)[/-](\d\d)/")
HOST = re.compile(r"^https?://(?:www\.)?([^/]*)")
JOINTS = (
    (re.compile(r" ([,.;:!?%)\]}])"), r"\1"),
    (re.compile(r"([(\[{$£]) "), r"\1"),
    (re.compile(r" ('s|'re|'ve|'ll|'d|'m|n't)\b"), r"\1"),
    (re.compile(r" (’s)\b"), r"\1"),
    (re.compile(r"“ "), "“"),
    (re.compile(r" ”"), "”"),
    (re.compile(r"`` ?"), "“"),
    (re.compile(r" ?''"), "”"),
    (re.compile(r"([A-Za-z]) - ([a-z])"), r"\1-\2"),
    (re.compile(r"‘ "), "‘"),
    (re.compile(r" ’(?=[\s.,]|$)"), "’"),
)


def outside(folder: Path) -> Iterator[Row]:
    """Every text once, in the gold's form with no claims. Ids: `rams:` and its key, `plv:` and a hash, `re3d:` and its id."""
    seen: set[str] = set()
    for row in (*_rams(folder / RAMS), *_sentences(folder / PLV), *_documents(folder / RE3D)):
        if row["text"] not in seen:
            seen.add(row["text"])
            yield row


def joined(tokens: Sequence[str]) -> str:
    """Tokens as a sentence again."""
    text = " ".join(tokens)
    for pattern, plain in JOINTS:
        text = pattern.sub(plain, text)
    quoted = text.split('"')
    if len(quoted) % 2:
        text = "".join(part if i % 2 == 0 else f"“{part.strip()}”" for i, part in enumerate(quoted))
    return text


def published(url: str) -> str:
    """The day in an address; the middle of its month where no day is told; `UNDATED` where none is or it cannot be."""
    if day := DAY.search(url):
        told = "-".join(day.groups())
    elif month := MONTH.search(url):
        told = f"{month[1]}-{month[2]}-15"
    else:
        return UNDATED[RAMS]
    try:
        return date.fromisoformat(told).isoformat()
    except ValueError:
        return UNDATED[RAMS]


def _rams(path: Path) -> Iterator[Row]:
    for told in _lines(path):
        url = told["source_url"]
        host = HOST.match(url)
        text = "\n\n".join(joined(sentence) for sentence in told["sentences"])
        yield _row("rams:" + told["doc_key"], host[1] if host else "", published(url), url, text)


def _sentences(path: Path) -> Iterator[Row]:
    for told in _lines(path):
        text = told["sentence"].strip()
        key = hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()[:12]
        yield _row(f"plv:{key}", "wire", UNDATED[PLV], "", text)


def _documents(path: Path) -> Iterator[Row]:
    for told in _lines(path):
        text = re.sub(r"[ \t]+", " ", told["text"]).strip()
        yield _row("re3d:" + told["id"], told["folder"], UNDATED[RE3D], told.get("url") or "", text)


def _row(id_: str, outlet: str, day: str, url: str, text: str) -> Row:
    return {"id": id_, "title": "", "outlet": outlet, "published": day, "url": url, "text": text, "claims": []}


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())
