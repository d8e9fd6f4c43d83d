"""robots.txt: asked once a day of each host, before its pages are read."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from protego import Protego

from bot.errors import BadInput, TocsinError
from bot.web.page import Page

KEPT, KEPT_AFTER_FAULT = 24 * 3600.0, 3600.0  # seconds an answer holds
LIMIT = 500_000  # bytes, as RFC 9309 asks for at least
HOSTS = 2048
FORBIDDEN = "its robots.txt does not let us read it"


class Robots:
    """Remembers what each host's robots.txt allows."""

    def __init__(self, fetch: Callable[[str, str, str, int], Awaitable[Page]], clock: Callable[[], float]) -> None:
        self._fetch = fetch
        self._clock = clock
        self._known: dict[str, tuple[float, Protego | str]] = {}  # until when, and the rules or why nothing may be read

    async def barred(self, url: str, agent: str) -> str:
        """Why `agent` may not read the page, "" where it may; a robots.txt that cannot be had allows nothing for an hour (RFC 9309)."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        until, rules = self._known.get(origin, (0.0, ""))
        if until <= self._clock():
            rules = await self._rules(origin)
        if isinstance(rules, str):
            return rules
        return "" if rules.can_fetch(url, agent) else FORBIDDEN

    async def _rules(self, origin: str) -> Protego | str:
        try:
            page = await self._fetch(f"{origin}/robots.txt", "", "", LIMIT)
            rules = _read(page)
        except BadInput:
            rules = ""  # it is there, but no list of rules: as good as none
        except TocsinError as fault:
            rules = f"{urlsplit(origin).hostname} cannot be reached ({fault})"
        if len(self._known) >= HOSTS:
            self._known.clear()
        self._known[origin] = (self._clock() + (KEPT_AFTER_FAULT if isinstance(rules, str) and rules else KEPT), rules)
        return rules


def _read(page: Page) -> Protego | str:
    """The rules, or why nothing may be read: "" where there are none."""
    if page.status in range(200, 300):
        return Protego.parse(page.body.decode("utf-8", errors="replace"))
    return f"its robots.txt cannot be had: it answers {page.status}" if page.status == 429 or page.status >= 500 else ""
