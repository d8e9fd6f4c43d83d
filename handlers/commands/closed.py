"""What is said first of a channel that is paused: why, who ends that, and a button that tries it again."""

from __future__ import annotations

from dataclasses import replace

from bot.store import Store
from handlers.commands.asking import button
from handlers.commands.words import Asked, Line, Reply

AGAIN = "It is tried again by and by, and at once with *Try again*."
OPERATORS = "Whoever runs this bot paused it."
TOLD = frozenset(
    {("watch", "list"), ("watch", "edit"), ("watch", "resume"), ("watch", "preview"), ("mute", "list"), ("why", ""), ("status", "")}
)


def with_closure(store: Store, asked: Asked, reply: Reply) -> Reply:
    """The answer, before it that nothing is posted in the channel asked in, where that is so and the answer is about it."""
    if not asked.place or (asked.noun, asked.verb) not in TOLD or not reply.ok or reply.form:
        return reply
    reason, ours = store.places.closure(asked.place)
    if not reason:
        return reply
    line = Line(f"Nothing is posted in this channel: {reason}. {OPERATORS if ours else AGAIN}", strong=True)
    again = () if ours else (button("Try again", asked, "welcome", "knock"),)
    return replace(reply, lines=(line, *reply.lines), buttons=(*again, *reply.buttons))
