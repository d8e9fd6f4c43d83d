"""make bench: what reading costs. Start, memory, a 1,000-word story, an item that is no news, and the stored stream where it is at hand.

bench.py [--stream] [--all]     --stream: the whole stream too; --all: the benches of store, polling and watches after it
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from bot.demo.stories import demo_stories  # noqa: E402  # the script is run by its path
from bot.extract import Extractor, load  # noqa: E402
from bot.model import Story  # noqa: E402
from bot.replay import stories_of  # noqa: E402

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
STREAM = Path(os.environ.get("TOCSIN_SHARED", ROOT.parent / "shared")) / "stream" / "feeds-2022-10.jsonl.gz"
DULL = Story("dull", "Ten ways to roast a better potato", "A chef shares her advice for the weekend, and it begins with cold water.", NOW)


def long_story() -> Story:
    """A thousand words of our own demonstration's stories in one."""
    words = " ".join(story.text for story in demo_stories(NOW)).split(" ")[:1000]
    return Story("long", "A long day", " ".join(words), NOW)


def cost(extractor: Extractor, story: Story, times: int) -> float:
    """The median CPU seconds of reading a story."""
    found = []
    for _ in range(times):
        begun = time.process_time()
        extractor.claims(story)
        found.append(time.process_time() - begun)
    return median(found)


def stream_cost(extractor: Extractor) -> str:
    """CPU seconds of extraction over the whole stream."""
    stories = stories_of(STREAM)
    begun = time.process_time()
    claims = sum(len(extractor.claims(story)) for story in stories)
    return f"{len(stories)} items, {claims} claims, {time.process_time() - begun:.1f} CPU-s"


def main() -> None:
    """Print a line a figure."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--stream", action="store_true")
    asked.add_argument("--all", action="store_true")
    args = asked.parse_args()
    begun = time.process_time()
    extractor = load()
    sys.stdout.write(f"start, imports aside       {time.process_time() - begun:.2f} CPU-s (wanted 3)\n")
    first, usual = cost(extractor, long_story(), 1), cost(extractor, long_story(), 5)
    sys.stdout.write(f"the first story, more      {first - usual:.2f} CPU-s (the nets are unpacked then; wanted with the start 3)\n")
    sys.stdout.write(f"a story of 1,000 words     {usual:.2f} CPU-s (wanted 1.0)\n")
    sys.stdout.write(f"an item that is no news    {1000 * cost(extractor, DULL, 200):.3f} ms (wanted 0.5)\n")
    sys.stdout.write(f"resident memory at most    {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB (wanted 550)\n")
    if args.stream and STREAM.exists():
        sys.stdout.write(f"the stream                 {stream_cost(extractor)}\n")
    others = ("bench_store", "bench_watch", "bench_poll", "bench_reader", "bench_lag", "bench_ask", "bench_chart", "bench_discord")
    for name in others if args.all else ():
        sys.stdout.write(f"\n== {name}\n")
        sys.stdout.flush()
        subprocess.run([sys.executable, "-m", f"tests.tools.{name}"], cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
