"""How an outlet is called before readers."""

from __future__ import annotations

from urllib.parse import urlsplit

PREFIXES = ("www.", "feeds.", "rss.", "moxie.", "feed.")


def shown(outlet: str) -> str:
    """An outlet's name; where only its feed's address is known, the site's."""
    if "://" not in outlet:
        return outlet
    host = urlsplit(outlet).hostname or outlet
    for prefix in PREFIXES:
        host = host.removeprefix(prefix)
    return host
