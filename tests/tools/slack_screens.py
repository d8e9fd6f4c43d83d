"""Every screen of the Slack app, drawn from the blocks that the real app sent: python tests/tools/slack_screens.py [FOLDER, phone-wide]."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

HERE = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(HERE), str(HERE / "tests"), str(HERE / "tests" / "tools")]

from fakes.filled import filled  # noqa: E402  # the folders are on the path from here on
from fakes.slack_scene import Scene, scene  # noqa: E402
from slack_page import answer_page, view_page  # noqa: E402

from bot.chart import Easel  # noqa: E402
from bot.cli.desk import _drawn, desk_of  # noqa: E402
from bot.extract import load  # noqa: E402
from bot.web import Web  # noqa: E402
from handlers.commands.pasted import Pasted  # noqa: E402
from handlers.commands.words import Asked  # noqa: E402
from handlers.slack_app.blocks import controls  # noqa: E402

TEXT = "Iran handed over at least 23 Shahed-136 drones to Russia last week, Colonel Iva Marek told reporters on Monday."
LEDGER = [f"merge_{name}" for name in ("admitted", "count", "denied_after", "denied_before", "przewodow", "two_days")]
NOW = datetime(2022, 11, 18, 9, 12, tzinfo=UTC)
QUERY = "strike on UA with drone not background"


class At:
    """The desk on a day of the ledger's."""

    def __init__(self, desk, now: datetime) -> None:
        self._desk, self._now, self.commands = desk, now, desk.commands
        self.completions, self.joined, self.left = desk.completions, desk.joined, desk.left
        self.housed = desk.housed

    async def answer(self, asked, now):
        del now
        return await self._desk.answer(asked, self._now)


async def screens(there: Scene) -> AsyncIterator[tuple[str, str]]:
    """Name and page of each."""
    person, slack = there.person, there.slack

    async def answered(asked: str, act) -> str:
        number = len(slack.told) + 1
        await act
        told = await slack.answer(number, 60)
        return answer_page(asked, told, {key: held["bytes"] for key, held in slack.files.items() if "bytes" in held})

    async def opened(act) -> str:
        known = set(slack.views)
        await act
        return next(iter(await slack.until(lambda: set(slack.views) - known)))

    async def sent(key: str, **filled_in: str) -> str:
        await person.submit(key, **filled_in)
        await slack.until(lambda: "Looking that up" not in str(slack.views[key]), 60)
        return view_page(slack.views[key])

    yield "help", await answered("/tocsin help", person.command("help"))
    yield "near-miss", await answered("/tocsin claims serch drones", person.command("claims serch drones"))
    key = await opened(person.command("watch add"))
    yield "watch-form", view_page(slack.views[key])
    yield "watch-mistake", await sent(key, query="strike on Ukrane with drone", name="Drones", channel="C2")
    yield "watch-added", await sent(key, query=QUERY)
    await answered("", person.command(f"watch add query={QUERY} name=Drones"))
    yield "search", await answered("/tocsin claims search by KP", person.command("claims search by KP"))
    event = max(there.desk.store.latest_events(20), key=lambda one: len(one.reports)).id
    yield "event", await answered("/tocsin claims show", person.command(f"claims show {event}"))
    alert = next(told.alert for told in [await there.desk.answer(_show(event), NOW)] if told.alert)
    yield "evidence", await answered("Evidence", person.press(controls(alert), "Evidence"))
    yield "why", await answered("⋯ Why did I get this?", person.press(controls(alert), "⋯", "Why did I get this?"))
    key = await opened(person.press(controls(alert), "Mute"))
    yield "mute", view_page(slack.views[key])
    yield "muted", await sent(key)
    yield "wrong", view_page(slack.views[await opened(person.press(controls(alert), "Wrong"))])
    yield "timeline", await answered("/tocsin timeline North Korea days=90", person.command("timeline North Korea days=90"))
    yield "extract", await answered("Extract claims (on a message)", person.shortcut("extract_message", TEXT))
    yield "status", await answered("/tocsin status", person.command("status"))
    yield "refused", await answered("/tocsin watch pause Drones", there.other.command("watch pause Drones"))
    await person.opens_home()
    yield "home", view_page(await slack.until(lambda: slack.homes.get("U9")))


def _show(event: str) -> Asked:
    return Asked("claims", "show", {"event": event})


async def drawn() -> dict[str, str]:
    """Every screen's page, by name."""
    with tempfile.TemporaryDirectory() as folder:
        store = filled(folder, LEDGER)
        async with Web() as web:
            desk = At(desk_of(store, Pasted(web, load), draw=partial(_drawn, Easel())), NOW)
            desk.store = store
            async with scene("socket", desk=desk) as there:
                found = {name: page async for name, page in screens(there)}
        store.close()
    return found


def main() -> None:
    """Writes them into docs/pictures; with a folder named, phone-wide ones there."""
    from pictures import DESK, DOCS, PHONE, shoot  # noqa: PLC0415

    folder, width = (Path(sys.argv[1]), PHONE) if len(sys.argv) > 1 else (DOCS / "pictures", DESK)
    for name, page in asyncio.run(drawn()).items():
        shoot(page, folder / f"slack-{name}.png", width)


if __name__ == "__main__":
    main()
