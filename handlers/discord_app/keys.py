"""What a message is known by: to Discord by its nonce, to us by a number in it."""

from __future__ import annotations

import base64
import hashlib

from bot.model import Delivery, Handle


def nonce(delivery: Delivery, channel: str, part: str) -> str:
    """The key Discord itself refuses a second message by (25 characters, its limit), for as long as it remembers."""
    return base64.b32encode(_digest(delivery.id, channel, part, str(delivery.alert.revision)))[:25].decode()


def key(delivery: Delivery, channel: str, part: str) -> int:
    """The number a message carries as its container's id, for us to find it by."""
    return _number(delivery.id, channel, part, str(delivery.alert.revision))


def key_of(message: Handle) -> int:
    """The number an edited message carries: it is known by its own id, not by what was written last."""
    return _number(message.channel, message.message)


def _number(*words: str) -> int:
    return int.from_bytes(_digest(*words)[-4:]) % (2**31 - 1001) + 1000  # clear of the ids Discord counts up itself


def _digest(*words: str) -> bytes:
    return hashlib.sha256("|".join(words).encode()).digest()
