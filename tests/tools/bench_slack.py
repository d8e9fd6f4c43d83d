"""How soon Slack is acknowledged while every query of the store takes two seconds: python tests/tools/bench_slack.py."""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from pathlib import Path

from sqlalchemy import Engine, event

HERE = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(HERE), str(HERE / "tests")]

from fakes.alerts import NEW  # noqa: E402  # the folders are on the path from here on
from fakes.slack_scene import scene  # noqa: E402

from bot.cli.desk import desk_of  # noqa: E402
from bot.store import open_store  # noqa: E402
from handlers.slack_app.blocks import controls  # noqa: E402

SLOW, ROUNDS, EACH = 2.0, 16, 4  # seconds a query, rounds, of each act at once


async def timed(act) -> float:
    """Seconds until the acknowledgement."""
    begun = time.perf_counter()
    await act
    return time.perf_counter() - begun


async def measured(door: str, store) -> list[float]:
    """The waits of every act, all at once, round after round."""
    async with scene(door, desk=desk_of(store)) as there:
        person, found = there.person, []
        await person.press(controls(NEW), "Wrong")
        [key] = await there.slack.until(lambda: list(there.slack.views))
        for _ in range(ROUNDS):
            acts = [
                act
                for _ in range(EACH)
                for act in (
                    person.command("status"),
                    person.command("claims search drones"),
                    person.press(controls(NEW), "Evidence"),
                    person.opens_home(),
                    person.type(key, "of", "drones"),
                    person.shortcut("extract_message", "Norvania handed over 23 drones."),
                )
            ]
            found += await asyncio.gather(*map(timed, acts))
        return sorted(found)


def main() -> None:
    """Prints median, 99th percentile and longest wait, through both doors."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{folder}/store.db")
        store.migrate()

        @event.listens_for(Engine, "before_cursor_execute")
        def _slow(*_: object) -> None:
            time.sleep(SLOW)

        for door in ("socket", "http"):
            waits = asyncio.run(measured(door, store))
            told = (waits[len(waits) // 2], waits[int(len(waits) * 0.99)], waits[-1])
            shown = ", ".join(f"{name} {seconds * 1000:.0f} ms" for name, seconds in zip(("p50", "p99", "longest"), told, strict=True))
            print(f"{door}: {len(waits)} acknowledgements, {shown}; every query takes {SLOW:.0f} s")
        store.close()


if __name__ == "__main__":
    main()
