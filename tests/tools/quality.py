"""make quality: measures the bot against the annotated sets beside the checkout, and holds it to the floors of tests/floors.toml."""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).resolve().parents[2]
BUILD = HERE / "build"
FLOORS = HERE / "tests" / "floors.toml"
PAGE = HERE / "docs" / "quality.md"
# Of our own writing, by writers who had not seen the code; none is learnt from.
OWN = {"everyday": "stories"} | {
    name: name for name in ("hard_stories", "hard_items", "fresh_stories", "fresh_items", "wires", "late_items")
}

Report = dict[str, float]
DETAILS: dict[str, dict[str, dict[str, Report]]] = {}  # part -> types, slots -> name -> precision, recall, how many
STORY = ("claim_f1", "claim_precision", "claim_recall", "lead_recall", "slot_f1", "slot_precision", "slot_recall", "whole_claims")
POSTED = ("posted_precision", "posted_lead_recall", "posted_critical_per_100", "critical_per_100")
FILED = ("relevance_precision", "relevance_recall", "event_recall", "b3_precision", "b3_recall", "b3_f1", "event_f1")
TOLD = ("alerts_per_event", "swallowed", "false_alerts")

# What two readers agree on among themselves: "as good as a reader".
READERS: Mapping[str, Report] = {
    "stories": {"claim_f1": 0.86, "slot_f1": 0.88, "whole_claims": 0.55, "critical_per_100": 1.3},
    "items": {"claim_f1": 0.91, "slot_f1": 0.91, "whole_claims": 0.80, "critical_per_100": 0.0},
    "stream": {"relevance_precision": 1.00, "relevance_recall": 1.00, "b3_f1": 0.98, "event_f1": 0.99},
}
# The columns of docs/quality.md after date, commit and command.
COLUMNS = (
    *((part, name) for part in ("stories", "items") for name in ("claim_f1", "slot_f1", "whole_claims", "posted_precision")),
    ("stories", "posted_lead_recall"),
    ("stories", "posted_critical_per_100"),
    *(("stream", name) for name in ("relevance_precision", "relevance_recall", "b3_f1", "event_f1", "alerts_per_event", "false_alerts")),
)


NEEDS = "quality: needs the annotated sets (gold/, stream/) in ../shared or where TOCSIN_SHARED says; nothing was measured\n"


class Stop(Exception):
    """Measuring cannot go on; the message says why in one line."""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing measured: the file, the bot's command over it, and the scorer that judges the outcome."""

    name: str
    source: Path
    scorer: Path
    truth: Path  # what the scorer compares with
    figures: tuple[str, ...]

    @property
    def outcome(self) -> Path:
        """Where the bot's answer is kept."""
        return BUILD / f"quality-{self.name}.jsonl"

    @property
    def command(self) -> list[str]:
        """The bot's command, its answer on standard output or in the file it is told."""
        verb = ["replay", str(self.source), "--assigned", str(self.outcome)] if self.name == "stream" else ["extract", str(self.source)]
        return [sys.executable, "-m", "bot", *verb]


def parts(shared: Path, *, train: bool) -> list[Part]:
    """What is measured, the longest first, so that two processes end at about the same time."""
    gold, stream = shared / "gold", shared / "stream"
    marks = STORY + POSTED
    files = {"stories": "dev", "items": "dev_items"} | ({"train": "train", "train_items": "train_items"} if train else {})
    read = [Part(name, gold / f"{file}.jsonl", gold / "score.py", gold / f"{file}.jsonl", marks) for name, file in files.items()]
    own = ((name, HERE / "tests" / "probes" / f"{file}.jsonl") for name, file in OWN.items())
    read += [Part(name, file, gold / "score.py", file, marks) for name, file in own]
    stored = sorted(stream.glob("feeds-*.jsonl.gz"))[:1]
    labels = sorted(stream.glob("labels-*.json"))[:1]
    filed = [Part("stream", *stored, stream / "score_stream.py", *labels, FILED + TOLD)] if stored and labels else []
    return filed + read


def measured(part: Part) -> Report:
    """A part's figures, as its scorer gives them, with the seconds the bot took."""
    begun = time.monotonic()
    answer = output(part.command)
    seconds = time.monotonic() - begun
    if part.name != "stream":
        part.outcome.write_text(answer, encoding="utf-8")
    told = json.loads(output([sys.executable, str(part.scorer), str(part.truth), str(part.outcome), "--json"]))
    DETAILS[part.name] = {kind: told[kind] for kind in ("types", "slots") if kind in told}
    return {name: float(told[name]) for name in part.figures} | {"seconds": round(seconds, 1)}


def output(command: list[str]) -> str:
    """What a command prints; Stop with its last complaint where it fails."""
    env = {**os.environ, "PYTHONHASHSEED": "0"}  # score_stream.py breaks ties by a set's order
    done = subprocess.run(command, cwd=HERE, env=env, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        complaint = (done.stderr.strip().splitlines() or [f"exit status {done.returncode}"])[-1]
        raise Stop(f"{' '.join(command)}: {complaint}")
    return done.stdout


def measure(wanted: list[Part]) -> dict[str, Report]:
    """Every part's figures; two processes at a time, since two cores are what one can count on."""
    with ThreadPoolExecutor(2) as pool:
        return dict(zip((part.name for part in wanted), pool.map(measured, wanted), strict=True))


def table(name: str, report: Report) -> Iterator[str]:
    """A part's figures beside the readers', a line each."""
    yield f"{name:<12}{'':16}{'bot':>8}{'readers':>9}"
    for figure, value in report.items():
        reader = READERS.get(name, {}).get(figure)
        yield f"  {figure:<26}{value:>8.2f}{'' if reader is None else f'{reader:9.2f}'}"


def detail(name: str) -> Iterator[str]:
    """A part's precision and recall by type and by slot, a line each."""
    for kind, rows in DETAILS.get(name, {}).items():
        yield f"{name} {kind:<20}{'P':>8}{'R':>8}{'gold':>7}"
        for word, told in rows.items():
            yield f"  {word:<26}{told['p']:>8.2f}{told['r']:>8.2f}{told['gold']:>7.0f}"


def falls(reports: Mapping[str, Report], floors: Mapping[str, Mapping[str, Report]]) -> Iterator[str]:
    """Every floor that is not held, in words."""
    for part, bounds in floors.items():
        if part in reports:
            for kind, held in bounds.items():
                for figure, floor in held.items():
                    yield from fall(f"{part} {figure}", kind, reports[part].get(figure), floor)


def fall(name: str, kind: str, value: float | None, floor: float) -> Iterator[str]:
    """One line where a figure is missing or beyond its floor, none where it holds."""
    if kind not in {"min", "max"}:
        yield f"tests/floors.toml: {kind!r} is neither min nor max"
    elif value is None:
        yield f"{name}: no such figure"
    elif value < floor if kind == "min" else value > floor:
        yield f"{name}: {value:.3f} is {'below' if kind == 'min' else 'above'} {floor:.3f}"


def raised(text: str, reports: Mapping[str, Report]) -> str:
    """The floors file with every bound moved to what was measured where that is better, to two places on the safe side."""
    lines, part, kind = [], "", ""
    for line in text.splitlines():
        if line.startswith("["):
            part, _, kind = line.strip("[]").partition(".")
        name, sign, old = (word.strip() for word in line.partition("="))
        told = reports.get(part, {}).get(name) if sign and not line.startswith("#") else None
        lines.append(line if told is None else f"{name} = {bound(kind, float(old), told)}")
    return "\n".join(lines) + "\n"


def bound(kind: str, old: float, value: float) -> float:
    """A floor or ceiling after a measurement; it never loosens."""
    return max(old, math.floor(value * 100 + 1e-9) / 100) if kind == "min" else min(old, math.ceil(value * 100 - 1e-9) / 100)


def row(reports: Mapping[str, Report], when: datetime, commit: str, command: str) -> str:
    """A row for the table that docs/quality.md ends with."""
    cells = (f"{reports[part][name]:.2f}" if part in reports else "" for part, name in COLUMNS)
    return f"| {when:%Y-%m-%d} | {commit} | `{command}` | " + " | ".join(cells) + " |\n"


def commit_of() -> str:
    """The commit measured, with a + where the working tree differs from it."""
    changed = output(["git", "status", "--porcelain", "--untracked-files=no"]).strip()
    return output(["git", "rev-parse", "--short", "HEAD"]).strip() + ("+" if changed else "")


def found() -> Path | None:
    """The folder with the annotated sets: TOCSIN_SHARED, or `shared` beside the checkout."""
    told = os.environ.get("TOCSIN_SHARED")
    folder = Path(told) if told else HERE.parent / "shared"
    return folder if (folder / "gold" / "score.py").exists() else None


def main(words: list[str]) -> int:
    """Measures, prints, keeps; 1 where a floor is not held or nothing can be measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--train", action="store_true", help="measure the training sets too")
    parser.add_argument("--detail", action="store_true", help="print types, slots and the recall of candidates too")
    parser.add_argument("--write", action="store_true", help="append a row to docs/quality.md")
    parser.add_argument("--raise", dest="lift", action="store_true", help="move the floors up to what was measured")
    args = parser.parse_args(words)
    shared = found()
    if shared is None:
        sys.stderr.write(
            "quality: needs the annotated sets (gold/, stream/) in ../shared or where TOCSIN_SHARED says; nothing was measured\n"
        )
        return int(os.environ.get("CI") == "1")
    BUILD.mkdir(exist_ok=True)
    try:
        reports = measure(parts(shared, train=args.train))
        if args.detail:
            print("\n".join(line for name in reports for line in detail(name)), end="\n\n")
            files = [str(shared / "gold" / f"{name}.jsonl") for name in ("dev", "dev_items")]
            print(output([sys.executable, str(HERE / "tests/tools/recall.py"), *files]))
        return conclude(reports, write=args.write, lift=args.lift)
    except Stop as fault:
        sys.stderr.write(f"quality: {fault}\n")
        return 1


def conclude(reports: dict[str, Report], *, write: bool, lift: bool = False) -> int:
    """Prints and keeps the figures; 1 where a floor is not held."""
    now, commit = datetime.now(UTC), commit_of()
    for name, report in reports.items():
        print("\n".join(table(name, report)), end="\n\n")
    kept = {"commit": commit, "at": now.isoformat(timespec="seconds"), "figures": reports}
    (BUILD / "quality.json").write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    if write:
        with PAGE.open("a", encoding="utf-8") as page:
            page.write(row(reports, now, commit, "make quality"))
    floors = FLOORS.read_text(encoding="utf-8")
    if lift:
        FLOORS.write_text(raised(floors, reports), encoding="utf-8")
    fallen = list(falls(reports, tomllib.loads(floors)))
    print("\n".join(f"BELOW THE FLOOR  {line}" for line in fallen) or "every floor of tests/floors.toml holds")
    return int(bool(fallen))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
