"""What the misses are made of: every gold claim of importance 2 and 3 that was not read right, by the stage that lost it.

misses.py [FILE.jsonl]     default: ../shared/gold/dev.jsonl
"""

from __future__ import annotations

import importlib.util
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from bot.extract import load  # noqa: E402  # the script is run by its path
from bot.extract.decode import joined  # noqa: E402
from bot.extract.frames import proposals  # noqa: E402
from bot.extract.wire import claim_row  # noqa: E402
from bot.model import NEGATIVE, Story  # noqa: E402
from bot.train.gold import evidence, sentences_of  # noqa: E402

GOLD = Path(os.environ.get("TOCSIN_SHARED", ROOT.parent / "shared")) / "gold"
Row = dict[str, Any]


def scorer() -> Any:
    """The gold's own scorer."""
    spec = importlib.util.spec_from_file_location("gold_score", GOLD / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def story_of(row: Row) -> Story:
    """A gold row as a story."""
    published = datetime.fromisoformat(row["published"])
    published = published if published.tzinfo else published.replace(tzinfo=UTC)
    return Story(row["id"], row["title"], row["text"], published, outlet=row.get("outlet", ""), url=row.get("url"), whole=True)


def causes(score: Any, extractor: Any, row: Row) -> Iterator[tuple[str, str]]:
    """(stage, what was lost) for each missed claim of one story."""
    doc, claims = extractor.read(story_of(row))
    found = [claim_row(c) for c in claims]
    cells = extractor.scorers.cells(doc, proposals(doc))
    seen = {(c.sentence, str(c.type)): c.score for c in cells}
    free = [claim_row(c) for c in joined(doc, cells, {k: v for k, v in extractor.scorers.tuned.items() if k != "keep"})]
    text = row["text"] + "\n" + row["title"]
    pairs, loose = dict(score.pairs(row["claims"], found, text)), dict(score.pairs(row["claims"], free, text))
    for i, gold in enumerate(row["claims"]):
        if gold["importance"] == 1 or (i in pairs and score.right(gold, found[pairs[i]])):
            continue
        if i in pairs:
            yield wrong(score, gold, found[pairs[i]], {x for m in doc.mentions for x in m.ids})
        else:
            yield unfound(gold, doc, row, seen, kept_back=i in loose)


def wrong(score: Any, gold: Row, told: Row, ids: set[str]) -> tuple[str, str]:
    """What is wrong with a claim that was found."""
    if (gold["status"] in NEGATIVE) != (told["status"] in NEGATIVE):
        return "scorer", "polarity"
    for slot in ("actor", "target"):
        if gold[slot] and told[slot] and not set(gold[slot]) & set(told[slot]) and not set(gold[slot]) & ids:
            return "candidates", f"{slot} not among the mentions"
    if bool(score.parties(gold, "actor")) != bool(score.parties(told, "actor")):
        return "scorer", "doer left out" if gold["actor"] else "doer where none is told"
    worst = next((s for s in ("actor", "target", "item") if gold[s] and told[s] and score.agreement(s, gold, told) == 0), "more")
    return "scorer", f"wrong {worst}"


def unfound(gold: Row, doc: Any, row: Row, seen: dict[tuple[int, str], float], *, kept_back: bool) -> tuple[str, str]:
    """Why no claim stands for a gold one."""
    here = sentences_of(doc, row, gold)
    best = max((seen.get((s, gold["type"]), 0.0) for s in here), default=0.0)
    if not here:
        return "sentences", "evidence outside the sentences read" if evidence(row, gold) else "evidence not found"
    if best < 0.2:
        other = max((v for (s, _), v in seen.items() if s in here), default=0.0)
        return "scorer", "taken for another type" if other >= 0.2 else "sentence not seen as a claim"
    return ("verifier", "held back as unsure") if kept_back else ("merge", "joined into another claim")


def table(counts: Counter[tuple[str, str]], gold: int) -> Iterator[str]:
    """The counts as lines of a table."""
    yield f"{sum(counts.values())} of {gold} claims of importance 2 and 3 are missed or wrong"
    for (stage, what), n in counts.most_common():
        yield f"{n:4}  {stage:11} {what}"


def main(argv: Sequence[str]) -> None:
    """Print the table."""
    path = Path(argv[0]) if argv else GOLD / "dev.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    score, extractor = scorer(), load()
    counts = Counter(cause for row in rows for cause in causes(score, extractor, row))
    print("\n".join(table(counts, sum(c["importance"] > 1 for r in rows for c in r["claims"]))))


if __name__ == "__main__":
    main(sys.argv[1:])
