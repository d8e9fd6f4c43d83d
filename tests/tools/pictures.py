"""make pictures: the messages that the real outlets leave on the loopback platforms, as PNG. Needs chromium (apt-get install chromium)."""

from __future__ import annotations

import asyncio
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(HERE), str(HERE / "tests"), str(HERE / "tests" / "tools")]

import discord_page  # noqa: E402  # the folders are on the path from here on
import slack_page  # noqa: E402
import slack_screens  # noqa: E402
from fakes.alerts import DENIAL, NEW, UPDATE, delivery  # noqa: E402
from fakes.discord_clerk import Clerk  # noqa: E402
from fakes.discord_rooms import FakeRooms  # noqa: E402
from fakes.slack import FakeSlack  # noqa: E402
from fakes.slack_desk import FakeDesk  # noqa: E402

from bot.model import SourceLink, Standing  # noqa: E402
from handlers.discord_app import DiscordOutlet  # noqa: E402
from handlers.slack_app import SlackOutlet  # noqa: E402

DOCS = HERE / "docs"
PHONE, DESK = 360, 640  # CSS pixels
SCALE = 1.5  # device pixels a CSS pixel
HEIGHT = re.compile(r"<title>(\d+)</title>")
MEASURE = "<script>document.title = document.documentElement.offsetHeight</script>"
GAZETTE = SourceLink("Szohod Gazette", "https://gazette.example/2026/11/23/ministry", "")
COUNTED = replace(
    UPDATE,
    headline=UPDATE.headline.replace("Iva Marek (Harbour Wire)", "Keldovia's defence ministry (Kelm Courier)"),
    quote="The ministry in Kelm put the number of Pelikan-2 drones received from Norvania at 40.",
    quote_outlet="Kelm Courier",
    published=UPDATE.published + timedelta(hours=3),
    links=(*NEW.links, SourceLink("Kelm Courier", "https://courier.example/drones", "")),
    outlets=6,
    newsrooms=3,
)
DENIED = replace(
    DENIAL,
    published=COUNTED.published + timedelta(hours=2),
    note="DENIED by Norvania",
    links=(*COUNTED.links, GAZETTE),
    outlets=6,
    newsrooms=3,
    standing=Standing(COUNTED.headline.replace("ALLEGED", "ALLEGED, DENIED"), COUNTED.quote, COUNTED.quote_outlet, COUNTED.published),
)
LIFE = (NEW, COUNTED, DENIED)


async def on_discord(alerts: tuple) -> str:
    """The channel after these alerts, as a page."""
    async with FakeRooms() as discord:
        outlet = DiscordOutlet(discord.token, base=discord.base, answers=Clerk())
        await outlet.start()
        try:
            await _sent(outlet, alerts, "discord", "100")
        finally:
            await outlet.close()
        threads = {name: held for name, held in discord.messages.items() if name != "100"}
        return discord_page.page(discord.messages["100"], threads)


async def on_slack(alerts: tuple) -> str:
    """The channel after these alerts, as a page."""
    async with FakeSlack() as slack:
        outlet = SlackOutlet(slack.bot_token, base_url=slack.base, answers=FakeDesk())
        await outlet.start()
        await _sent(outlet, alerts, "slack", "C1")
        return slack_page.page(slack.messages["C1"])


async def _sent(outlet, alerts, platform, address) -> None:
    parent = await outlet.send(delivery(alerts[0], platform, address), None)
    for alert in alerts[1:]:
        await outlet.send(delivery(alert, platform, address), parent)


def shoot(page: str, target: Path, width: int) -> None:
    """A page as PNG, as high as it is."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        path.write_text(f"{page}<style>html{{width:{width}px}}</style>{MEASURE}")  # chromium's own windows are never narrower than 500
        found = HEIGHT.search(_chromium(folder, width, 200, "--dump-dom", path))
        if not found:
            raise SystemExit("pictures: chromium did not say how high the page is")
        _chromium(folder, width, int(found[1]), f"--screenshot={target}", path)
    print(f"{target.relative_to(HERE) if target.is_relative_to(HERE) else target}: {target.stat().st_size // 1000} kB")


def _chromium(folder: str, width: int, height: int, action: str, path: Path) -> str:
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not program:
        raise SystemExit("pictures: needs chromium (as root: apt-get install -y chromium fonts-noto-core)")
    flags = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        f"--user-data-dir={folder}/profile",
        f"--force-device-scale-factor={SCALE}",
    ]
    done = subprocess.run(
        [program, *flags, f"--window-size={width},{height}", action, path.as_uri()], check=True, capture_output=True, text=True, timeout=120
    )
    return done.stdout


def main() -> None:
    """Writes every picture the pages of docs/ show; with a folder named, phone-wide ones there."""
    if len(sys.argv) > 1:
        folder = Path(sys.argv[1])
        for name, paint in (("discord", on_discord), ("slack", on_slack)):
            shoot(asyncio.run(paint(LIFE)), folder / f"{name}-phone.png", PHONE)
        return
    (DOCS / "pictures").mkdir(exist_ok=True)
    shoot(asyncio.run(on_discord((NEW,))), DOCS / "alert.png", DESK)
    shoot(asyncio.run(on_discord(LIFE)), DOCS / "update.png", DESK)
    shoot(asyncio.run(on_slack((NEW,))), DOCS / "pictures" / "slack-alert.png", DESK)
    shoot(asyncio.run(on_slack(LIFE)), DOCS / "pictures" / "slack-update.png", DESK)
    for name, page in asyncio.run(slack_screens.drawn()).items():
        shoot(page, DOCS / "pictures" / f"slack-{name}.png", DESK)
    from discord_shots import shoot as every_command  # noqa: PLC0415  # it takes its pictures with the tools of this file

    every_command(DOCS)


if __name__ == "__main__":
    main()
