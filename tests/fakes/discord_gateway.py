"""The gateway of the loopback Discord."""

from __future__ import annotations

import asyncio
import json
import zlib
from typing import Any

from aiohttp import WSCloseCode, WSMsgType, web

ME = {
    "id": "900",
    "username": "tocsin",
    "avatar": None,
    "discriminator": "0000",
    "public_flags": 0,
    "flags": 0,
    "global_name": None,
    "primary_guild": None,
    "bot": True,
}
MINE = ME | {"mfa_enabled": False, "locale": "en-US"}


class FakeGateway:
    """The websocket: hello, identify or resume, heartbeats; `tell` sends an op, `drop` closes with a code."""

    def __init__(self):
        self.port = 0
        self.identified = 0
        self.resumed = 0
        self.sockets: list[tuple[web.WebSocketResponse, Any]] = []
        self.arrived = asyncio.Event()
        self.intents: list[int] = []
        self.shards: list[list[int]] = []
        self.refuse = 0  # the code that every attempt to identify is refused with
        self.beat = 41_250  # milliseconds between two heartbeats
        self.deaf = False  # answers no heartbeat
        self.dumb = False  # begins no session

    async def serve(self, request):
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        pair = (socket, zlib.compressobj())
        self.sockets.append(pair)
        await self._say(pair, {"op": 10, "d": {"heartbeat_interval": self.beat}})
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                await self._heard(pair, json.loads(message.data))
        if pair in self.sockets:
            self.sockets.remove(pair)
        return socket

    async def _heard(self, pair, said):
        if said["op"] == 1 and not self.deaf:
            await self._say(pair, {"op": 11})
        if said["op"] == 2:
            self.identified += 1
            self.intents.append(said["d"]["intents"])
            self.shards.append(said["d"].get("shard"))
            if self.refuse:
                await pair[0].close(code=self.refuse)
                return
            if self.dumb:
                return
            await self._say(pair, {"op": 0, "t": "READY", "s": 1, "d": self._ready(said["d"])})
            self.arrived.set()
        if said["op"] == 6:
            self.resumed += 1
            await self._say(pair, {"op": 0, "t": "RESUMED", "s": 2, "d": {}})
            self.arrived.set()

    def _ready(self, asked):
        url = f"ws://127.0.0.1:{self.port}/gateway"
        app = {"id": "900", "flags": 0}
        held = {"v": 10, "user": MINE, "guilds": [], "session_id": "s1", "resume_gateway_url": url, "application": app}
        return held | {"shard": asked.get("shard", [0, 1])}

    async def tell(self, op: int, data: Any = None, event: str = "") -> None:
        """Says something to every socket; with a name, that something has happened."""
        if not event:
            self.arrived.clear()
        for pair in list(self.sockets):
            await self._say(pair, {"op": op, "d": data} | ({"t": event, "s": 2} if event else {}))

    async def drop(self, code: int) -> None:
        """Closes every socket with a code."""
        self.arrived.clear()
        for socket, _ in list(self.sockets):
            await socket.close(code=code)

    async def close(self):
        for socket, _ in list(self.sockets):
            await socket.close(code=WSCloseCode.GOING_AWAY)

    async def _say(self, pair, said):
        socket, packer = pair
        await socket.send_bytes(packer.compress(json.dumps(said).encode()) + packer.flush(zlib.Z_SYNC_FLUSH))
