"""Two platforms that remember what they show: one drops repeats by a key of ours, one only has a history to look through."""

import asyncio
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.model import Handle, Show


@dataclass
class Message:
    id: str
    key: str
    text: str
    thread: str = ""
    edits: list[str] = field(default_factory=list)


class Platform:
    """What everyone in each channel sees. With `keyed`, a repeated key answers with the message that is there."""

    def __init__(self, *, keyed):
        self.keyed = keyed
        self.channels: dict[str, list[Message]] = defaultdict(list)

    def post(self, channel, key, text, thread=""):
        if self.keyed and (there := self.found(channel, key)):
            return there
        message = Message(f"m{sum(map(len, self.channels.values())) + 1}", key, text, thread)
        self.channels[channel].append(message)
        return message

    def found(self, channel, key):
        return next((m for m in self.channels[channel] if m.key == key), None)

    def edit(self, channel, message, text):
        next(m for m in self.channels[channel] if m.id == message).edits.append(text)

    def texts(self, channel):
        return [m.text for m in self.channels[channel]]


class FakeOutlet:
    """An outlet over a platform in the same process; `faults` are raised, or called, before or after the message is there."""

    def __init__(self, platform="slack", *, keyed=False):
        self.platform = platform
        self.there = Platform(keyed=keyed)
        self.before: list[Exception | Callable | None] = []
        self.after: list[Exception | Callable | None] = []
        self.blind: Exception | None = None
        self.looked = 0
        self.parents = []

    async def send(self, delivery, parent):
        self.parents.append(parent)
        await self._fault(self.before)
        channel, text = delivery.destination.address, delivery.alert.headline
        if delivery.alert.show is Show.EDIT:
            self.there.edit(channel, parent.message, text)
            handle = parent
        else:
            message = self.there.post(channel, delivery.id, text, parent.message if parent else "")
            handle = Handle(message.id, channel=channel)
        await self._fault(self.after)
        return handle

    async def find(self, delivery):
        self.looked += 1
        if self.blind:
            raise self.blind
        message = self.there.found(delivery.destination.address, delivery.id)
        return Handle(message.id, channel=delivery.destination.address) if message else None

    async def _fault(self, faults):
        fault = faults.pop(0) if faults else None
        if isinstance(fault, Exception):
            raise fault
        if fault:
            await fault()


async def forever():
    await asyncio.Event().wait()
