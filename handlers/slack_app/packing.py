"""A question as a button's value: who asks, and where, is never in it; the press tells that."""

from __future__ import annotations

import base64
import json
import zlib

from handlers.commands.words import Asked, Button

BUTTON, OPTION = 2_000, 150  # characters that Slack takes
SQUEEZED = "~"


def packed(asked: Asked, limit: int = BUTTON) -> str:
    """The question in at most `limit` characters; "" where it is longer than that."""
    plain = _json(asked, ascii_only=False)
    if not plain.isprintable():  # half of a pair of surrogates, say, cannot be sent as it is
        plain = _json(asked, ascii_only=True)
    if len(plain) <= limit:
        return plain
    tight = SQUEEZED + base64.b85encode(zlib.compress(plain.encode(), 9)).decode()
    return tight if len(tight) <= limit else ""


def _json(asked: Asked, *, ascii_only: bool) -> str:
    return json.dumps([asked.noun, asked.verb, dict(asked.options)], ensure_ascii=ascii_only, separators=(",", ":"))


def unpacked(value: str) -> Asked | None:
    """The question in a value; None where there is none, as in a button of another version."""
    try:
        plain = zlib.decompress(base64.b85decode(value[1:])).decode() if value.startswith(SQUEEZED) else value
        noun, verb, options = json.loads(plain)
        return Asked(str(noun), str(verb), {str(name): str(said) for name, said in dict(options).items()})
    except (ValueError, TypeError, zlib.error):
        return None


def fitting(buttons: tuple[Button, ...]) -> tuple[Button, ...]:
    """The buttons whose question can be carried."""
    return tuple(button for button in buttons if packed(button.asks))
