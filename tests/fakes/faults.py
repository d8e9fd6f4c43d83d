"""The faults a fake platform can be told to have, one a request."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web


@dataclass(frozen=True)
class Fault:
    """What goes wrong with a request: another answer, or no whole one. `commit`: it was carried out all the same."""

    status: int = 0
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)
    commit: bool = False
    how: str = "answer"  # answer | reset | hang | drip

    async def shown(self, request: web.Request) -> web.StreamResponse:
        """What the client sees."""
        if self.how == "reset":
            request.transport.abort()
            raise asyncio.CancelledError
        if self.how == "hang":
            await asyncio.sleep(3600)
        if self.how == "drip":
            return await self._dripped(request)
        # Discord says application/json without a charset, and discord.py compares the whole value
        headers = {"Content-Type": "application/json", **self.headers}
        return web.Response(body=json.dumps(self.body).encode(), status=self.status, headers=headers)

    async def _dripped(self, request: web.Request) -> web.StreamResponse:
        """An answer that begins and does not come to an end."""
        answer = web.StreamResponse(headers={"Content-Type": "application/json", "Content-Length": "100000"})
        await answer.prepare(request)
        for byte in json.dumps(self.body or {"id": "1"}).encode() * 1000:
            await answer.write(bytes([byte]))
            await asyncio.sleep(0.02)
        return answer


RESET = Fault(how="reset")
RESET_AFTER = Fault(how="reset", commit=True)
HANG = Fault(how="hang")
HANG_AFTER = Fault(how="hang", commit=True)
DRIP = Fault(how="drip")
DRIP_AFTER = Fault(how="drip", commit=True)
