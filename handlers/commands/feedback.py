"""wrong: what a reader says is wrong with an alert, kept with the claim as it stood."""

from __future__ import annotations

import asyncio
from datetime import datetime

from bot.errors import BadInput
from bot.model import Alert, Event, Mark
from bot.store import Store
from bot.watch.feedback import feedback_of
from handlers.commands.said import homes_of
from handlers.commands.telling import headline_of
from handlers.commands.words import Asked, Command, Kind, Line, Option, Reply

LONGEST = 200
OTHERS = 2  # events looked at: one of them may be the very one that is marked
COMMAND = Command(
    "wrong",
    "",
    "Say what is wrong with an alert; whoever runs this bot sees it",
    (
        Option("event", "The event", Kind.EVENT, required=True),
        Option("mark", "What is wrong", Kind.CHOICE, required=True, choices=tuple(mark.value for mark in Mark)),
        Option("of", "Of a duplicate: the other event", Kind.EVENT),
    ),
    form=True,
)


class Wrong:
    """Answers it."""

    COMMANDS = (COMMAND,)

    def __init__(self, store: Store) -> None:
        self._store = store

    async def answer(self, asked: Asked, now: datetime) -> Reply | None:
        """The answer, or None where it is no business of ours."""
        return await asyncio.to_thread(self._reply, asked, now) if asked.noun == "wrong" else None

    def _reply(self, asked: Asked, now: datetime) -> Reply:
        key, said = asked.options.get("event", "").strip(), asked.options.get("mark", "").strip()
        event = self._store.listing.named(key) if key else None
        if event is None:
            raise BadInput(f"no event `{key}`: ids stand under each alert" if key else "which event? Its id stands under each alert")
        key = event.id
        if not said:
            return Reply("What is wrong?", form=COMMAND, given=asked.options)
        if said not in set(Mark):
            raise BadInput(f"mark: `{said}`: say {', '.join(Mark)}")
        other = self._other(key, asked.options.get("of", "").strip()[:LONGEST])
        told = self._seen(key, asked.options.get("revision", "").strip())
        mark = feedback_of(event, told, Mark(said), other.id if other else "", asked.person, asked.place, now, asked.home)
        people = self._store.feedback.keep(mark, homes_of(self._store, asked) or ())
        which = f" of “{headline_of(other)}”" if other else ""
        more = f"{people} people have marked this event." if people > 1 else "You are the first to mark this event."
        return Reply(
            "Thank you, it is kept",
            (Line(f"{said}{which}: whoever runs this bot sees it. {more}"),),
        )

    def _other(self, key: str, of: str) -> Event | None:
        """The event that one is a duplicate of, by its id or the latest other one with its words; None where none is named."""
        if not of:
            return None
        found = self._store.listing.named(of)
        if found and found.id == key:
            raise BadInput("an event is no duplicate of itself: name the other one")
        found = found or next((one for one in self._store.search(of, OTHERS) if one.id != key), None)
        if found is None:
            raise BadInput(f"of: no other event `{of[:80]}`: its id stands under each alert; words of it will do, too")
        return found

    def _seen(self, event: str, revision: str) -> Alert | None:
        """The message the reader saw: the one under which they marked it, else the last."""
        told = [alert for alert in self._store.watches.trace(event).alerts if alert.revision > 0]
        return next((alert for alert in told if str(alert.revision) == revision), told[-1] if told else None)
