"""Text that Discord shows as it stands: no formatting, no mention, no time, no command, no link of its own."""

from __future__ import annotations

import re

from handlers.wording import plain, shortened

_MARKS = re.compile(r"[\\*_~`|<>#\[\]]|:(?=//)|@(?=everyone|here)|(?<=<)@", re.IGNORECASE)
_AT_START = re.compile(r"^([-+]|\d+(?=[.)]))")
_NAMED = (
    (re.compile(r"(?<![\w:])discord:(\d{15,20})\b"), r"<#\1>"),  # a destination
    (re.compile(r"\brole:(\d{15,20})\b"), r"<@&\1>"),
)
BYTE_SHARE = 4000 / 10_170  # a message holds 4000 code points and 10,170 bytes, whichever comes first


def escaped(text: str) -> str:
    """One line with every mark made harmless. discord.py's own escaping leaves <#id>, <t:…> and </command:id> at work."""
    marked = _MARKS.sub(lambda mark: "@\u200b" if mark[0] == "@" else f"\\{mark[0]}", plain(text))
    return _AT_START.sub(lambda mark: f"{mark[0]}\u200b" if mark[0].isdigit() else f"\\{mark[0]}", marked)


def weight(text: str) -> int:
    """What a text takes of a message's 4000: its code points, or its bytes where they weigh more."""
    return max(len(text), int(len(text.encode()) * BYTE_SHARE) + 1)


def fitted(text: str, limit: int) -> str:
    """The escaped text in at most `limit` of a message's 4000, cut before it is escaped so that no mark is left half."""
    whole = plain(text)
    keep = min(len(whole), limit)
    while keep > 0:
        shown = escaped(shortened(whole, keep))
        if weight(shown) <= limit:
            return shown
        keep -= max(1, (weight(shown) - limit) // 3)
    return ""


def named(text: str) -> str:
    """The escaped text with channels and roles by their names; nobody is called, for the message allows no mention."""
    for pattern, mention in _NAMED:
        text = pattern.sub(mention, text)
    return text


def link(label: str, url: str) -> str:
    """A named link. `url` comes out of wording.address, which leaves nothing in it that could end the link."""
    return f"[{label}](<{url}>)"
