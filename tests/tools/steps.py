"""What each rule does at its own step: right and wrong claims and critical errors before and after it, on annotated real stories.

steps.py [--lost] [FILE.jsonl ...]     default: the 810 annotated stories beside the checkout, and dev

`--lost`: also print each step that loses a right claim or adds a critical error, with the claims before and after.
Some ten minutes on two cores. A rule is judged where it stands: by the claims as the rules before it left them.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from multiprocessing import Pool
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from bot.extract import both, load  # noqa: E402  # the script is run by its path
from bot.extract.confidence import SHORT  # noqa: E402
from bot.extract.rules.reading import Reading  # noqa: E402
from bot.extract.rules.stages.stage import Stage  # noqa: E402
from bot.extract.wire import claim_row  # noqa: E402
from bot.model import Claim  # noqa: E402
from bot.train.gold import Row, rows, story_of  # noqa: E402
from bot.train.labels import labelled  # noqa: E402
from bot.train.stories import loose_rows  # noqa: E402
from tests.tools.misses import GOLD, scorer  # noqa: E402

Step = tuple[str, str, tuple[int, int, int], list[str], list[str]]  # rule, story, what changed, claims before and after
HELD: dict[str, Any] = {}


def worth(claims: Sequence[Claim], row: Row) -> tuple[int, int, int]:
    """How many claims are right, how many are not, and the critical errors among them."""
    score, found = HELD["score"], [claim_row(c) for c in claims]
    pairs = [(row["claims"][i], found[j]) for i, j in score.pairs(row["claims"], found, row["text"] + "\n" + row["title"])]
    right = sum(score.right(g, f) for g, f in pairs)
    return right, len(found) - right, sum(len(score.faults(g, f)) for g, f in pairs)


def told(claim: Claim) -> str:
    """A claim in one line."""
    sides = f"{','.join(claim.actor)} -> {','.join(claim.target)}"
    return f"{claim.type} {claim.status} {sides} by {[s.name or s.org for s in claim.source]} | {claim.quotes[0][:200]}"


def followed(stages: Iterable[Stage], read: Reading, claims: Sequence[Claim]) -> Sequence[Claim]:
    """The rules in their order, as the product follows them, with what each changes written down."""
    row, left = HELD["row"], tuple(claims)
    rules = [rule for stage in stages if read.short or not stage.items for rule in stage.rules]
    judged = read.doc.story.text == row["text"]  # the witness reads the opening once more: that is not judged here
    before = worth(left, row) if judged else (0, 0, 0)
    for rule in rules:
        new = tuple(rule(read, left))
        if judged and new != left:
            after = worth(new, row)
            changed = (after[0] - before[0], after[1] - before[1], after[2] - before[2])
            gone, come = [told(c) for c in left if c not in new], [told(c) for c in new if c not in left]
            HELD["steps"].append((f"{rule.__module__.removeprefix('bot.extract.rules.')}:{rule.__name__}", row["id"], changed, gone, come))
            before = after
        left = new
    return left


def steps(row: Row) -> list[Step]:
    """The steps of one story."""
    if not HELD:
        HELD.update(score=scorer(), extractor=load())
        both.followed = followed
    HELD.update(row=row, steps=[])
    HELD["extractor"].claims(story_of(row))
    return HELD["steps"]


def stories(files: Sequence[str]) -> Iterator[Row]:
    """The annotated stories of some files, else all real ones."""
    if files:
        yield from (r for f in files for r in rows(Path(f)))
        return
    loose = {r["id"]: r for r in loose_rows(GOLD / "unlabelled.jsonl.gz")}
    yield from (r for r in (*labelled(loose), *rows(GOLD / "dev.jsonl")) if len(r["text"]) >= SHORT)


def main() -> int:
    """Print a line a rule, the most harmful first."""
    if not GOLD.exists():
        print(f"{GOLD}: no annotated stories here; TOCSIN_SHARED names their folder")
        return 0
    files = [a for a in sys.argv[1:] if a != "--lost"]
    with Pool() as pool:
        found = [s for held in pool.imap_unordered(steps, stories(files), chunksize=2) for s in held]
    table: dict[str, list[int]] = defaultdict(lambda: [0] * 6)
    for name, story, (right, wrong, critical), gone, come in found:
        for at, more in enumerate((1, max(right, 0), max(-right, 0), wrong, max(critical, 0), max(-critical, 0))):
            table[name][at] += more
        if "--lost" in sys.argv and (right < 0 or critical > 0):
            print(
                f"{name} {story}: right {right:+d}, critical {critical:+d}",
                *(f"  - {c}" for c in gone),
                *(f"  + {c}" for c in come),
                sep="\n",
            )
    for name, (fired, won, lost, wrong, worse, better) in sorted(table.items(), key=lambda t: t[1][1] - t[1][2] + t[1][5] - t[1][4]):
        print(f"{name:45} {fired:4} times, right +{won} -{lost}, wrong {wrong:+d}, critical +{worse} -{better}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
