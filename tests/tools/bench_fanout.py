"""One event to 2,000 Discord channels through the real client, at a fake that keeps Discord's limits and says so in its headers.

  python -m tests.tools.bench_fanout [--channels 2000] [--scale 1]

The fake answers in a process of its own. It takes 50 requests a second from the bot and 5 in 5 s from a channel, tells each in the
X-RateLimit headers and answers 429 to what is more. Told are the share that was kept of the 50 a second, and how many 429 that cost.
The first alert finds a client that knows no channel; the second one that knows them all, as one that listens to the gateway does.
`--scale 2` allows 100 a second instead and keeps our own pace in step: what a faster platform would show.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import subprocess
import sys
import tempfile
import time
from collections import defaultdict, deque
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from aiohttp import web  # noqa: E402  # the script is run by its path, too
from fakes.discord import APP, EPOCH, MINE, NOBODY, _numbered  # noqa: E402
from fakes.discord_gateway import ME  # noqa: E402

from bot.cli.logs import set_up  # noqa: E402
from bot.deliver import Policy, deliver_round  # noqa: E402
from bot.deliver.outlet import PACES  # noqa: E402
from bot.model import Destination  # noqa: E402
from bot.store import Pace, open_store  # noqa: E402
from handlers.discord_app import DiscordOutlet  # noqa: E402
from handlers.discord_app.outlet import PER_S as PER_S_OURS  # noqa: E402
from tests.fakes.ledger import alert, file  # noqa: E402

PER_S, ROOM, SPAN = 50, 5, 5.0


class Discord:
    """What a bot's posting needs, under the limits."""

    def __init__(self, scale: float) -> None:
        self.scale = scale
        self.taken: deque[float] = deque()
        self.rooms: dict[str, deque[float]] = defaultdict(deque)
        self.posts: list[float] = []
        self.refused = 0

    def app(self) -> web.Application:
        app, api = web.Application(), "/api/v10"
        app.add_routes([
            web.get(f"{api}/users/@me", lambda _: self.said(MINE)),
            web.get(f"{api}/oauth2/applications/@me", lambda _: self.said(APP)),
            web.get(f"{api}/channels/{{channel}}", self.channel),
            web.post(f"{api}/channels/{{channel}}/messages", self.post),
            web.get(f"{api}/channels/{{channel}}/messages", self.history),
            web.get("/told", lambda _: self.said({"posts": self.posts, "refused": self.refused})),
        ])  # fmt: skip
        return app

    async def said(self, body, status=200, headers=()):
        text = json.dumps(body).encode()
        return web.Response(body=text, status=status, headers={"Content-Type": "application/json", **dict(headers)})

    def over(self) -> float:
        """Seconds until the bot may ask again; 0: now, and this request is counted."""
        now = time.monotonic()
        while self.taken and self.taken[0] <= now - 1.0:
            self.taken.popleft()
        if len(self.taken) >= PER_S * self.scale:
            return self.taken[0] + 1.0 - now
        self.taken.append(now)
        return 0.0

    async def limited(self, wait: float):
        self.refused += 1
        body = {"message": "You are being rate limited.", "retry_after": wait, "global": True}
        told = {"Via": "1.1 google", "X-RateLimit-Global": "true", "X-RateLimit-Scope": "global", "Retry-After": str(wait)}
        return await self.said(body, 429, told)

    async def channel(self, request):
        if wait := self.over():
            return await self.limited(wait)
        number = request.match_info["channel"]
        return await self.said({"id": number, "type": 0, "flags": 0, "guild_id": "7", "name": "room", "position": 0})

    async def history(self, _):
        return await self.limited(wait) if (wait := self.over()) else await self.said([])

    async def post(self, request):
        if wait := self.over():
            return await self.limited(wait)
        number, body, now = request.match_info["channel"], await request.json(), time.monotonic()
        room = self.rooms[number]
        while room and room[0] <= now - SPAN:
            room.popleft()
        room.append(now)
        self.posts.append(now)
        left = {"X-RateLimit-Limit": ROOM, "X-RateLimit-Remaining": max(ROOM - len(room), 0), "X-RateLimit-Reset-After": SPAN}
        told = {name: str(value) for name, value in left.items()} | {"X-RateLimit-Bucket": "posts"}
        message = {
            **NOBODY,
            "id": str((int(time.time() * 1000) - EPOCH << 22) + len(self.posts)),
            "channel_id": number,
            "author": ME,
            "content": "",
            "tts": False,
            "flags": body.get("flags") or 0,
            "components": _numbered(body.get("components") or []),
            "timestamp": datetime.now(UTC).isoformat(),
            "edited_timestamp": None,
        }
        await asyncio.sleep(0.08)  # what Discord takes
        return await self.said(message, 200, told)


async def serve(scale: float) -> None:
    runner = web.AppRunner(Discord(scale).app(), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    print(runner.addresses[0][1], flush=True)
    await asyncio.Event().wait()


async def told(base: str) -> dict:
    import aiohttp  # noqa: PLC0415  # only here

    async with aiohttp.ClientSession() as session, session.get(f"{base}/told") as answer:
        return await answer.json()


async def fan_out(base: str, channels: int, scale: float, folder: str) -> None:
    now = datetime.now(UTC)
    set_up("error", as_json=False, secrets=())
    with closing(open_store(f"sqlite:///{folder}/fanout.db")) as store:
        store.migrate()
        store.keep_destinations([Destination(f"discord:{n}", "discord", str(n)) for n in range(1000, 1000 + channels)], now)
        outlet = DiscordOutlet("a.b.c", base, listens=False, per_s=PER_S_OURS * scale)
        await outlet.start()
        paces = {"discord": Pace(PACES["discord"].per_s * scale)}
        policy = Policy(paces=paces, slots=32, give_up=timedelta(days=9_999))  # the alert is of March
        try:
            for number, name in enumerate(("cold", "warm")):
                before = await told(base)
                file(store, alert(f"e{number}"), key=f"s{number}")
                while store.counts()["todo"] + store.counts()["in_doubt"]:
                    await deliver_round(store, {"discord": outlet}, datetime.now(UTC), policy=policy)
                after = await told(base)
                posts = after["posts"][len(before["posts"]) :]
                took, refused = posts[-1] - posts[0], after["refused"] - before["refused"]
                kept = (len(posts) - 1) / took / PER_S / scale
                print(f"{name}: {len(posts)} posts in {took:.1f} s = {kept:.1%} of the pace; {refused} answers of 429", flush=True)
        finally:
            await outlet.close()


def main() -> None:
    """Prints a line an alert."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--channels", type=int, default=2000)
    options.add_argument("--scale", type=float, default=1.0)
    options.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    args = options.parse_args()
    if args.serve:
        asyncio.run(serve(args.scale))
        return
    program = [sys.executable, "-m", "tests.tools.bench_fanout", "--serve", "--scale", str(args.scale)]
    server = subprocess.Popen(program, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    try:
        port = int(server.stdout.readline())
        with tempfile.TemporaryDirectory() as folder:
            asyncio.run(fan_out(f"http://127.0.0.1:{port}", args.channels, args.scale, folder))
    finally:
        server.kill()
        server.wait()


if __name__ == "__main__":
    main()
