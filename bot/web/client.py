"""The door to the web."""

from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

import httpcore
import httpx

from bot.errors import BadInput, Later, Never
from bot.web.guard import GuardedBackend, Resolver, checked_url, place_of, resolve
from bot.web.inflate import Body
from bot.web.pace import Pace
from bot.web.page import Page, retry_after
from bot.web.robots import Robots

AGENT = "Tocsin/0.1 (defense news alerts{contact})"
LIMIT = 10_000_000  # bytes of a body, packed or unpacked
REDIRECTS = 5
PERMANENT = frozenset({301, 308})
REDIRECT = PERMANENT | {302, 303, 307}
POOL = httpx.Limits(max_connections=64, max_keepalive_connections=20, keepalive_expiry=20)  # a larger pool costs CPU by its square


class Web:
    """Fetches pages. An async context manager; `allow_private` names the host:port pairs that may be internal."""

    def __init__(
        self,
        allow_private: frozenset[str] = frozenset(),
        host_gap: float = 2.0,
        *,
        contact: str = "",
        deadline: float = 30.0,
        at_once: int = 32,
        resolver: Resolver = resolve,
        backend: httpcore.AsyncNetworkBackend | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.agent = AGENT.format(contact=f"; +{contact}" if contact else "")
        self._allowed = allow_private
        self._deadline = deadline
        self._slots = asyncio.Semaphore(at_once)
        self._pace = Pace(host_gap, clock, sleep)
        self._robots = Robots(self.fetch, clock)
        transport = httpx.AsyncHTTPTransport(trust_env=False, http2=False, limits=POOL)
        inner = backend or transport._pool._network_backend  # noqa: SLF001  # the only way in; pinned, and a test asserts it
        transport._pool._network_backend = GuardedBackend(inner, resolver, allow_private)  # noqa: SLF001  # the same
        self._client = httpx.AsyncClient(
            transport=transport,
            trust_env=False,
            follow_redirects=False,
            timeout=httpx.Timeout(15.0, connect=10.0, pool=None),
            headers={"User-Agent": self.agent, "Accept-Encoding": "gzip, deflate"},
        )

    async def __aenter__(self) -> Self:
        await self._client.__aenter__()
        return self

    async def __aexit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        await self._client.__aexit__(kind, fault, trace)

    async def get(self, url: str, etag: str = "", modified: str = "", limit: int = LIMIT) -> Page:
        """The page at an address (2xx or 304); Later, Never or BadInput say why there is none."""
        page = await self.fetch(url, etag, modified, limit)
        if page.status in range(200, 300) or page.status == httpx.codes.NOT_MODIFIED:
            return page
        if page.status in {408, 425, 429} or page.status >= 500:
            raise Later(f"answers {page.status}", page.retry_after)
        raise Never(f"answers {page.status}")

    async def fetch(self, url: str, etag: str = "", modified: str = "", limit: int = LIMIT) -> Page:
        """The answer of an address, whatever its status, after at most five redirects; each hop is guarded as the first."""
        asked = {name: value for name, value in (("If-None-Match", etag), ("If-Modified-Since", modified)) if value}
        at, permanent, moved = checked_url(url, self._allowed), True, ""
        for _ in range(REDIRECTS + 1):
            page = await self._hop(at, asked, limit)
            to = page.headers.get("location", "")
            if page.status not in REDIRECT or not to:
                return replace(page, moved_permanently=moved)
            permanent = permanent and page.status in PERMANENT
            at = self._next(at, to)
            moved = str(at) if permanent else moved
        raise Later(f"redirects more than {REDIRECTS} times")

    async def may_read(self, url: str) -> bool:
        """Whether the host's robots.txt lets us read a page."""
        return not await self.barred(url)

    async def barred(self, url: str) -> str:
        """Why a page may not be read: what its host's robots.txt says, or that it cannot be had; "" where it may."""
        return await self._robots.barred(url, self.agent)

    def _next(self, at: httpx.URL, to: str) -> httpx.URL:
        """Where a redirect leads; nobody outside may send us to a host that is internal, even one we are allowed."""
        try:
            target = str(at.join(to))
        except (httpx.InvalidURL, UnicodeError, ValueError):
            raise BadInput("redirects to what is no web address") from None
        return checked_url(target, self._allowed if place_of(at) in self._allowed else frozenset())

    async def _hop(self, url: httpx.URL, asked: dict[str, str], limit: int) -> Page:
        async with self._pace.turn(place_of(url)), self._slots:
            try:
                async with asyncio.timeout(self._deadline):
                    return await self._exchange(url, asked, limit)
            except TimeoutError:
                raise Later(f"no whole answer within {self._deadline:g} seconds") from None
            except (httpx.HTTPError, httpx.InvalidURL) as fault:
                raise Later(_told(fault)) from None

    async def _exchange(self, url: httpx.URL, asked: dict[str, str], limit: int) -> Page:
        async with self._client.stream("GET", url, headers=asked) as answer:
            headers = {name.lower(): value for name, value in answer.headers.items()}
            body = Body(headers.get("content-encoding", ""), limit)
            if answer.status_code not in REDIRECT:
                async for chunk in answer.aiter_raw():
                    body.add(chunk)
            return Page(
                answer.status_code,
                str(url),
                headers,
                body.end(),
                headers.get("etag", ""),
                headers.get("last-modified", ""),
                retry_after=retry_after(headers.get("retry-after", ""), datetime.now(UTC)),
            )


def _told(fault: Exception) -> str:
    if isinstance(fault, httpx.TimeoutException):
        return "no answer in time"
    if _is_certificate(fault):
        return "its certificate is not valid"
    if isinstance(fault, httpx.ConnectError):
        return "no connection"
    if isinstance(fault, httpx.RemoteProtocolError):
        return "the answer stops short or is no HTTP"
    return f"the connection failed ({type(fault).__name__})"


def _is_certificate(fault: BaseException | None) -> bool:
    while fault is not None:
        if isinstance(fault, ssl.SSLCertVerificationError) or "CERTIFICATE_VERIFY_FAILED" in str(fault):
            return True
        fault = fault.__cause__ or fault.__context__
    return False
