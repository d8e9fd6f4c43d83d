"""The known word most like one that is not known."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(said: str, known: Iterable[str]) -> str:
    """The likeliest of the known, or "" where none is like it."""
    held = {one.lower(): one for one in known}
    found = get_close_matches(said.lower(), held, 1, 0.6)
    return held[found[0]] if found else ""
