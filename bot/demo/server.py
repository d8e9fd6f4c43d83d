"""Edge: the demonstration's outlets, live on loopback. Stories come out in steps, as news does."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from hashlib import sha256
from types import TracebackType
from typing import Self

from aiohttp import web

from bot.demo.pages import article_page, feed_page
from bot.demo.stories import STEPS, DemoStory, demo_feeds, demo_stories, moment
from bot.model import Feed

__all__ = ["STEPS", "DemoServer"]
HTML, XML = "text/html; charset=utf-8", "application/xml; charset=utf-8"


class DemoServer:
    """Serves the bundled stories on 127.0.0.1 at a port of the system's choice, from `async with` on; nothing is out before `release`."""

    def __init__(self, now: datetime) -> None:
        self.stories = demo_stories(now)
        self.answers: Counter[int] = Counter()  # answers given, by HTTP status
        self._now = now
        self._step = 0
        self._base = ""
        self._runner = web.AppRunner(self._app(), access_log=None, shutdown_timeout=1)

    @property
    def feeds(self) -> tuple[Feed, ...]:
        """The catalogue of the demonstration, with the addresses it is served at."""
        return tuple(demo_feeds(self._base).values())

    @property
    def hosts(self) -> frozenset[str]:
        """Its host:port, for the list of internal addresses that may be fetched."""
        return frozenset({self._base.removeprefix("http://")})

    def release(self, step: int) -> datetime:
        """Puts out every story up to this step; returns the time at which that step is news."""
        self._step = step
        return moment(self._now, step)

    def out(self) -> tuple[DemoStory, ...]:
        """The stories now out: of an edited one, the version now served."""
        return tuple({story.guid: story for story in self.stories if story.step <= self._step}.values())

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self._base = f"http://{host}:{port}"
        return self

    async def __aexit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        await self._runner.cleanup()

    def _app(self) -> web.Application:
        app = web.Application()
        app.router.add_get("/robots.txt", self._robots)
        app.router.add_get("/{feed}/feed.xml", self._feed)
        app.router.add_get("/{feed}/{story}", self._article)
        return app

    async def _robots(self, _: web.Request) -> web.Response:
        return web.Response(text="User-agent: *\nAllow: /\n")

    async def _feed(self, request: web.Request) -> web.Response:
        name = request.match_info["feed"]
        feed = demo_feeds(self._base).get(name)
        if feed is None:
            return self._counted(web.Response(status=404))
        stories = [story for story in self.out() if story.feed == name]
        return self._answer(request, feed_page(feed, stories, self._base), XML)

    async def _article(self, request: web.Request) -> web.Response:
        story = next((story for story in self.out() if story.path == request.path), None)
        if story is None:
            return self._counted(web.Response(status=404))
        return self._answer(request, article_page(demo_feeds(self._base)[story.feed], story, self._base), HTML)

    def _answer(self, request: web.Request, body: bytes, kind: str) -> web.Response:
        """The body, or 304 where the caller holds it already."""
        tag = f'"{sha256(body).hexdigest()[:16]}"'
        known = request.headers.get("If-None-Match") == tag
        answer = web.Response(status=304) if known else web.Response(body=body, headers={"Content-Type": kind})
        answer.headers["ETag"] = tag
        return self._counted(answer)

    def _counted(self, answer: web.Response) -> web.Response:
        self.answers[answer.status] += 1
        return answer
