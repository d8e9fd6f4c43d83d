"""How much merging leans on each slot: the stream filed with a share of the slots blanked at random.

    python tests/tools/blanked.py ../shared/stream/feeds-2022-10.jsonl.gz ../shared/stream/labels-2022-10.json [--share 0.1] [--seeds 3]

`--kept FILE` takes the claims that stream_cache.py kept instead of extracting them. Prints B3 and event figures as score_stream.py counts
them, without and with blanks.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

HERE = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(HERE), str(HERE / "tests"), str(HERE / "tests" / "tools")]

from fakes.merging import Ledger  # noqa: E402  # the path comes first
from stream_cache import kept  # noqa: E402

from bot.model import Claim, Story  # noqa: E402
from bot.replay import claims_of, stories_of  # noqa: E402

SLOTS = {"actor": (), "target": (), "item": (), "place": (), "date": None, "money": None, "source": ()}


def blanked(claim: Claim, share: float, dice: random.Random) -> Claim:
    """A claim with each slot lost with the chance `share`."""
    return replace(claim, **{name: empty for name, empty in SLOTS.items() if dice.random() < share})


def filed(read: list[tuple[Story, tuple[Claim, ...]]], share: float, seed: int) -> list[dict[str, object]]:
    """Where each story goes when its claims lose slots."""
    dice, ledger, rows = random.Random(seed), Ledger(), []
    for story, claims in read:
        step = ledger.take(story, [blanked(claim, share, dice) for claim in claims]) if claims else None
        new = step is not None and any(alert.kind.value == "new" for alert in step.alerts)
        rows.append({"id": story.id, "events": list(step.main) if step else [], "alerted": new})
    return rows


def scored(rows: list[dict[str, object]], labels: Path) -> dict[str, float]:
    """The scorer's report on rows."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as out:
        out.writelines(json.dumps(row) + "\n" for row in rows)
        out.flush()
        command = [sys.executable, str(labels.with_name("score_stream.py")), str(labels), out.name, "--json"]
        return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("stream", type=Path)
    parser.add_argument("labels", type=Path)
    parser.add_argument("--share", type=float, default=0.1)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--kept", type=Path)
    args = parser.parse_args()
    read = kept(args.kept) if args.kept else list(claims_of(stories_of(args.stream)))
    runs = [("whole", 0.0, 0)] + [(f"blanks, seed {seed}", args.share, seed) for seed in range(args.seeds)]
    for name, share, seed in runs:
        report = scored(filed(read, share, seed), args.labels)
        print(name, " ".join(f"{key}={report[key]:.3f}" for key in ("b3_precision", "b3_recall", "b3_f1", "event_f1", "alerts_per_event")))


if __name__ == "__main__":
    main()
