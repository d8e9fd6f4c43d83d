"""Merge experiments in seconds: the claims of every item of a stream, extracted once and kept in a file outside the checkout.

    python tests/tools/stream_cache.py ../shared/stream/feeds-2022-10.jsonl.gz /tmp/stream-claims.pickle [--jobs 2]

The file is ours alone (a pickle): never load one from elsewhere. Prints what extraction cost.
"""

from __future__ import annotations

import argparse
import os
import pickle
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(HERE)]

from bot.model import Claim, Story  # noqa: E402  # the path comes first
from bot.replay import claims_of, stories_of  # noqa: E402

Read = list[tuple[Story, tuple[Claim, ...]]]


def kept(path: Path) -> Read:
    """What `main` kept, in time order."""
    read: Read = pickle.loads(path.read_bytes())  # noqa: S301  # written by this tool
    return read


def main() -> None:
    """Extracts and keeps."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("stream", type=Path)
    parser.add_argument("kept", type=Path)
    parser.add_argument("--jobs", type=int, default=1)
    args = parser.parse_args()
    read: Read = list(claims_of(stories_of(args.stream), args.jobs))
    args.kept.write_bytes(pickle.dumps(read))
    times = os.times()
    claims = sum(len(found) for _, found in read)
    print(f"{len(read)} items, {claims} claims, {times.user + times.system + times.children_user + times.children_system:.0f} s of CPU")


if __name__ == "__main__":
    main()
