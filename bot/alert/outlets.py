"""How an outlet is called before readers."""

from __future__ import annotations

from urllib.parse import urlsplit

ACRONYM = 4  # letters of the longest newsroom that is called by its letters
PREFIXES = ("www.", "feeds.", "rss.", "moxie.", "feed.")


def shown(outlet: str) -> str:
    """An outlet's name; where only its feed's address is known, the site's."""
    if "://" not in outlet:
        return outlet
    host = urlsplit(outlet).hostname or outlet
    for prefix in PREFIXES:
        host = host.removeprefix(prefix)
    return host


def copied(newsroom: str, outlet: str) -> str:
    """The newsroom that an outlet's text is from, by name; "" where that is its own, as Harbour News is of harbournews.com."""
    own = outlet.lower()
    return "" if newsroom in own or newsroom.replace(" ", "") in own else room_of(newsroom)


def room_of(key: str) -> str:
    """A newsroom's key as a name: "AFP", "Harbour Wire"; an address as it is."""
    if "." in key or "/" in key:
        return shown(key)
    return key.upper() if len(key) <= ACRONYM and key.isalpha() else key.title()
