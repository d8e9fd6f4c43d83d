"""What of other places may be shown: a private channel only in itself, any channel only within its home."""

from __future__ import annotations

from bot.model import Destination
from handlers.commands.words import Asked

OPERATOR = "operator:"  # who asks in the terminal, where the store itself lies open; no chat's person is called so


def visible(place: Destination, asked: Asked) -> bool:
    """Whether whoever asks may hear of a destination."""
    if asked.person == OPERATOR or place.id == asked.place:
        return True
    return bool(place.home) and place.home == asked.home and not place.private
