"""The HTTP door: health for machines that watch us, and Prometheus metrics. Off unless a port is set.

From the first moment on it answers: a process that waits for its database lives, and whoever watches it shall not end it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest

from bot.errors import Fix


@dataclass(frozen=True, slots=True)
class Health:
    """Whether the process can work, and in one line why not."""

    ready: bool
    reason: str = ""


class HttpServer:
    """Serves /healthz (alive), /readyz (able to work: 503 and the reason where not), /metrics and `routes` on one address."""

    def __init__(
        self,
        host: str,
        port: int,
        health: Callable[[], Awaitable[Health]],
        registry: CollectorRegistry,
        routes: Sequence[web.AbstractRouteDef] = (),
    ) -> None:
        self._address = (host, port)
        self._health = health
        self._registry = registry
        self._routes = routes
        self._runner: web.AppRunner | None = None
        self.port = port

    async def start(self) -> None:
        """Binds the address; Fix where it is taken."""
        own = (web.get("/healthz", _alive), web.get("/readyz", self._ready), web.get("/metrics", self._metrics))
        self._runner = await _serving(*self._address, [*own, *self._routes])
        self.port = self._runner.addresses[0][1]

    async def close(self) -> None:
        """Stops listening."""
        if self._runner:
            await self._runner.cleanup()

    async def _ready(self, _: web.Request) -> web.Response:
        health = await self._health()
        return web.Response(text="ready\n" if health.ready else f"{health.reason}\n", status=200 if health.ready else 503)

    async def _metrics(self, _: web.Request) -> web.Response:
        body = await asyncio.to_thread(generate_latest, self._registry)  # it asks the store
        return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE_LATEST})


class Lobby:
    """Serves the address until the server does: /healthz says that the process lives, all else is 503 and `reason`, in one line."""

    def __init__(self, host: str, port: int, reason: Callable[[], str]) -> None:
        self._address, self._reason = (host, port), reason
        self._runner: web.AppRunner | None = None
        self.port = port

    async def start(self) -> None:
        """Binds the address; Fix where it is taken."""
        self._runner = await _serving(*self._address, [web.get("/healthz", _alive), web.route("*", "/{any:.*}", self._not_yet)])
        self.port = self._runner.addresses[0][1]

    async def close(self) -> None:
        """Leaves the address to the server."""
        if self._runner:
            await self._runner.cleanup()

    async def _not_yet(self, _: web.Request) -> web.Response:
        return web.Response(text=f"{self._reason()}\n", status=503, headers={"Retry-After": "5"})


async def _serving(host: str, port: int, routes: Sequence[web.AbstractRouteDef]) -> web.AppRunner:
    app = web.Application()
    app.add_routes(routes)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as fault:
        await runner.cleanup()
        raise Fix(f"TOCSIN_HTTP_PORT: cannot listen on {host}:{port} ({fault.strerror})") from None
    return runner


async def _alive(_: web.Request) -> web.Response:
    return web.Response(text="ok\n")
