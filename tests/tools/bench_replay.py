"""What a story costs from text to ledger, day by day: a stream through extraction and the store, in CPU time of one process.

    python tests/tools/bench_replay.py ../shared/stream/feeds-2022-10.jsonl.gz [--kept claims]

With `--kept` the claims that stream_cache.py kept are filed, and only the ledger is measured. Nothing may grow with the ledger: the last
whole day is held against the first.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import defaultdict
from contextlib import closing
from datetime import date
from pathlib import Path

HERE = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(HERE), str(HERE / "tests" / "tools")]

from stream_cache import kept  # noqa: E402  # the path comes first

from bot.extract import load  # noqa: E402
from bot.model import Claim, Story  # noqa: E402
from bot.replay import stories_of  # noqa: E402
from bot.store import open_store  # noqa: E402
from bot.take import keep  # noqa: E402

WHOLE = 500  # items of a day that counts as whole


class Day:
    """What one day's items cost."""

    def __init__(self) -> None:
        self.items, self.claims, self.reading, self.filing = 0, 0, 0.0, 0.0

    def line(self) -> str:
        """Its figures, a millisecond an item."""
        per = 1000 / self.items
        return (
            f"{self.items:>6} items {self.claims:>5} claims   extraction {self.reading * per:5.2f} ms   ledger {self.filing * per:5.2f} ms"
        )


def measured(stories: list[Story], ready: dict[str, tuple[Claim, ...]] | None) -> dict[date, Day]:
    """Each day's cost, every item taken in at its own time."""
    days: dict[date, Day] = defaultdict(Day)
    extractor = None if ready is not None else load()
    with tempfile.TemporaryDirectory(prefix="tocsin-bench-") as folder, closing(open_store(f"sqlite:///{folder}/bench.db")) as store:
        store.migrate()
        for story in stories:
            day, begun = days[story.published.date()], time.process_time()
            claims = extractor.claims(story) if extractor else (ready or {})[story.id]
            read = time.process_time()
            keep(store, story, None, claims, story.published, None)
            day.items, day.claims = day.items + 1, day.claims + len(claims)
            day.reading, day.filing = day.reading + read - begun, day.filing + time.process_time() - read
    return dict(days)


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("stream", type=Path)
    parser.add_argument("--kept", type=Path)
    args = parser.parse_args()
    ready = {story.id: claims for story, claims in kept(args.kept)} if args.kept else None
    days = measured(stories_of(args.stream), ready)
    for day, cost in days.items():
        print(day, cost.line())
    whole = [cost for cost in days.values() if cost.items >= WHOLE]
    first, last = whole[0], whole[-1]
    total = sum(cost.reading + cost.filing for cost in days.values())
    change = ((last.reading + last.filing) / last.items) / ((first.reading + first.filing) / first.items) - 1
    filing = (last.filing / last.items) / (first.filing / first.items) - 1
    print(f"{total:.0f} s of CPU in all; an item of the last day costs {change:+.0%} of one of the first (the ledger's part {filing:+.0%})")


if __name__ == "__main__":
    main()
