"""What a platform must do for us, and how patient we are with it."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from types import MappingProxyType
from typing import Protocol

from bot.model import Delivery, Handle
from bot.store import Pace

GAPS: Mapping[str, float] = MappingProxyType({"discord": 1.0, "slack": 1.0})  # seconds between two messages to one channel
# A bot's 50 calls a second on Discord: a steady 49 never makes more in any second. What follows a message takes several: it is edited,
# a thread is opened, the words are posted. A Slack workspace's limit is not published.
CALLS: Mapping[str, int] = MappingProxyType({"reply": 3, "broadcast": 2})
PACES: Mapping[str, Pace] = MappingProxyType({"discord": Pace(49, calls=CALLS), "slack": Pace(10, 5)})


class Outlet(Protocol):
    """A platform as deliveries see it. Both methods raise Later, Never, Closed or InDoubt."""

    platform: str

    async def send(self, delivery: Delivery, parent: Handle | None) -> Handle:
        """Puts the alert out; `parent` is the event's first message, for all that is no post."""

    async def find(self, delivery: Delivery) -> Handle | None:
        """The message of a delivery in doubt, if it is there; `delivery.handle` is the parent's. Never: history cannot be read."""


@dataclass(frozen=True, slots=True)
class Policy:
    """How deliveries are tried."""

    lease_s: float = 60.0  # outlasts the longest send, and is renewed during it
    timeout_s: float = 30.0
    slots: int = 16  # sends under way at once
    linger_s: float = 1.0  # how long a round waits for what is paced, before it leaves that to the next one
    hold: bool = False  # what may have been sent, and cannot be looked up: hold it for a person instead of sending it again
    give_up: timedelta = timedelta(hours=24)  # this long after it was queued an alert is no news
    gaps: Mapping[str, float] = field(default_factory=lambda: GAPS)
    paces: Mapping[str, Pace] = field(default_factory=lambda: PACES)
    chance: Callable[[], float] = random.random


@dataclass(frozen=True, slots=True)
class DeliverReport:
    """How the attempts of one round ended."""

    sent: int = 0
    later: int = 0
    in_doubt: int = 0
    dead: int = 0
    taken_over: int = 0  # somebody else finished it
    lags: tuple[float, ...] = ()  # seconds from publication to post, of each new message
