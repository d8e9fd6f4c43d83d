"""Text for Slack's own markup. What is quoted goes into rich_text, which is not parsed; this is for the few fields that are."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from handlers.wording import moment, plain, shortened

_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_MARKS = re.compile(r"[*_~`]")
_SHORTCODE = re.compile(r":(?=[\w+'-]+:)|@")
SHOWN = "{date_short_pretty} {time}"
ZERO = "\u200b"  # a mark with it on both sides formats nothing and looks the same


def escaped(text: str) -> str:
    """One line that Slack shows as it stands: no mention, link, formatting or emoji of its own."""
    shown = _MARKS.sub(lambda mark: f"{ZERO}{mark[0]}{ZERO}", plain(text))
    return _SHORTCODE.sub(lambda mark: f"{mark[0]}{ZERO}", shown).translate(_ENTITIES)


def fitted(text: str, limit: int) -> str:
    """The escaped text in at most `limit` characters: cut first and escaped then, so that no entity is cut."""
    whole = plain(text)
    keep = min(len(whole), limit)
    while keep > 0:
        shown = escaped(shortened(whole, keep))
        if len(shown) <= limit:
            return shown
        keep -= max(1, (len(shown) - limit) // 4)
    return ""


def stamp(when: datetime) -> str:
    """A moment that each reader's client shows in that reader's own time; others see UTC."""
    return f"<!date^{int(when.timestamp())}^{SHOWN}|{moment(when)}>"


def date(when: datetime) -> dict[str, Any]:
    """The same as a part of rich_text."""
    return {"type": "date", "timestamp": int(when.timestamp()), "format": SHOWN, "fallback": moment(when)}
