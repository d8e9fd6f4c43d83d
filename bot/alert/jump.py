"""Links that lead to a sentence: text fragments as the specification of URL fragment text directives has them."""

from __future__ import annotations

from urllib.parse import quote

LONG = 300  # beyond this the first and last words name the sentence
EDGE = 6


def jump(url: str, sentence: str, prefix: str = "", suffix: str = "") -> str:
    """The address of a sentence on a page; `prefix` and `suffix`, words around it, tell it from a twin."""
    text = " ".join(sentence.split())
    if not url or not text:
        return url
    start, end = _ends(text)
    parts = [f"{_coded(prefix)}-" if prefix else "", _coded(start), _coded(end) if end else "", f"-{_coded(suffix)}" if suffix else ""]
    return f"{url}{'' if '#' in url else '#'}:~:text={','.join(part for part in parts if part)}"


def _ends(text: str) -> tuple[str, str]:
    words = text.split(" ")
    if len(text) <= LONG or len(words) <= 2 * EDGE:
        return text, ""
    return " ".join(words[:EDGE]), " ".join(words[-EDGE:])


def _coded(words: str) -> str:
    """Percent-encoded, dashes too: a bare dash or comma is syntax there."""
    return quote(" ".join(words.split()), safe="").replace("-", "%2D")
