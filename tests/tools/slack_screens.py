"""Every screen of the Slack app, drawn from the blocks that the real app sent: python tests/tools/slack_screens.py [FOLDER, phone-wide]."""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

HERE = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(HERE), str(HERE / "tests"), str(HERE / "tests" / "tools")]

from fakes import ledger  # noqa: E402
from fakes.filled import fill, filled  # noqa: E402  # the folders are on the path from here on
from fakes.merging import sequence  # noqa: E402
from fakes.slack_scene import Scene, scene  # noqa: E402
from slack_page import answer_page, view_page  # noqa: E402

from bot.chart import Easel  # noqa: E402
from bot.cli.desk import _drawn, desk_of  # noqa: E402
from bot.cli.watching import routed  # noqa: E402
from bot.extract import load  # noqa: E402
from bot.model import Feed, Watch  # noqa: E402
from bot.store import Store  # noqa: E402
from bot.web import Web  # noqa: E402
from handlers.commands.pasted import Pasted  # noqa: E402
from handlers.commands.words import Asked  # noqa: E402
from handlers.slack_app.blocks import controls  # noqa: E402

TEXT = "Iran handed over at least 23 Shahed-136 drones to Russia last week, Colonel Iva Marek told reporters on Monday."
LEDGER = [f"merge_{name}" for name in ("admitted", "count", "denied_after", "denied_before", "przewodow", "two_days")]
FEEDS = [Feed(f"https://{name.split()[0].lower()}.example/feed", name) for name in ("Kelm Courier", "Norvania Today", "Szohod Gazette")]
NOW = datetime(2022, 11, 18, 9, 12, tzinfo=UTC)
QUERY = "strike on UA with drone not background"
WAITING = "Looking that up"
CODE = "KELM-4PRT-9QXA"
CODES = re.compile(r"[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}")
ELSEWHERE = Asked("link", person="discord:1/5", home="discord:1", may_write=True, may_all=True, name="Iva", label="Kelm Watch")
MANAGED = {  # what each is called, and what is typed; in this order
    "watch-list": "watch list",
    "watch-test": "watch test launch by KP",
    "watch-pause": "watch pause Drones",
    "watch-resume": "watch resume Drones",
    "watch-preview": "watch preview",
    "watch-remove": "watch remove Drones",
    "mute-list": "mute list",
    "feeds": "feeds list",
}


class At:
    """The desk on a day of the ledger's."""

    def __init__(self, desk, now: datetime) -> None:
        self._desk, self._now, self.commands = desk, now, desk.commands
        self.completions, self.joined, self.left = desk.completions, desk.joined, desk.left
        self.housed, self.opened = desk.housed, desk.opened

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
        key = next(iter(await slack.until(lambda: set(slack.views) - known)))
        await slack.until(lambda: WAITING not in str(slack.views[key]), 60)
        return key

    async def sent(key: str, **filled_in: str) -> str:
        await person.submit(key, **filled_in)
        await slack.until(lambda: WAITING not in str(slack.views[key]), 60)
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
    yield "watch-edit", view_page(slack.views[await opened(person.command("watch edit Drones"))])
    for name, said in MANAGED.items():
        yield name, await answered(f"/tocsin {said}", person.command(said))
    severe(there.desk.store, "slack:C1")
    yield "call", await answered("/tocsin call severe", person.command("call severe"))
    yield "called", await answered("/tocsin call severe", there.other.command("call severe"))
    key = await opened(person.press(controls(alert), "⋯", "Grade it yourself"))
    yield "grade", view_page(slack.views[key])
    yield "graded", await sent(key, sources="B", information="2", reason="Two services that cannot have copied each other.")
    yield "grade-list", await answered("/tocsin grade list", person.command(f"grade list {event}"))
    page = await answered("/tocsin link", person.command("link"))
    code = CODES.findall(page)[0]
    yield "link", page.replace(code, CODE)
    await there.desk.answer(replace(ELSEWHERE, options={"code": code}), NOW)
    yield "desk", await answered("/tocsin desk", person.command("desk"))
    yield "unlink", await answered("/tocsin unlink", person.command("unlink"))


def severe(store: Store, place: str) -> None:
    """An event that calls a group as soon as two people agree."""
    store.watches.keep(Watch("calls", "Severe", "severity >= severe", (place,), ping="S7", confirm=10, changed=NOW))
    read = ledger.story("severe", published=NOW)
    with store.taking(read) as taking:
        taking.keep(ledger.Outcome(read, (), (ledger.event("severe"),), (ledger.alert("severe", severity="severe"),)))


def _show(event: str) -> Asked:
    return Asked("claims", "show", {"event": event})


async def drawn() -> dict[str, str]:
    """Every screen's page, by name."""
    with tempfile.TemporaryDirectory() as folder:
        store = filled(folder, ())
        store.keep_feeds(FEEDS, NOW)
        routed(store)
        for name in LEDGER:
            fill(store, sequence(name), name)
        async with Web() as web:
            desk = At(desk_of(store, Pasted(web, load), draw=partial(_drawn, Easel()), web=web), NOW)
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
