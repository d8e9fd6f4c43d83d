"""grade: an analyst's own grade of an event, beside the computed one and never in its place."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from datetime import datetime
from types import MappingProxyType

from bot.errors import BadInput
from bot.model import Event, Graded
from bot.store import Store
from handlers.commands.asking import button
from handlers.commands.claims import EVENT, event_of
from handlers.commands.said import by_words, grade_words, homes_of, someone_of, standing
from handlers.commands.telling import headline_of
from handlers.commands.words import Asked, Command, Kind, Line, Option, Reply
from handlers.wording import moment, plain, shortened

REASON = 200  # characters
SOURCES: Mapping[str, str] = MappingProxyType(
    {
        "A": "reliable",
        "B": "usually reliable",
        "C": "fairly reliable",
        "D": "not usually reliable",
        "E": "unreliable",
        "F": "cannot be judged",
    }
)
INFORMATION: Mapping[str, str] = MappingProxyType(
    {
        "1": "confirmed by others",
        "2": "probably true",
        "3": "possibly true",
        "4": "doubtful",
        "5": "improbable",
        "6": "cannot be judged",
    }
)
GIVE = Command(
    "grade",
    "give",
    "Give an event your own grade; it stands beside the computed one",
    (
        EVENT,
        Option(
            "sources", "How far the sources can be relied on, A to F", Kind.CHOICE, True, tuple(SOURCES), meanings=tuple(SOURCES.values())
        ),
        Option(
            "information",
            "How far what they say can be believed, 1 to 6",
            Kind.CHOICE,
            True,
            tuple(INFORMATION),
            meanings=tuple(INFORMATION.values()),
        ),
        Option("reason", "Why, in a line that everybody of the desk reads", long=True),
    ),
    writes=True,
    form=True,
    title="Your grade",
)
COMMANDS = (
    GIVE,
    Command("grade", "withdraw", "Take your own grade of an event back", (EVENT,), writes=True),
    Command("grade", "list", "Who graded an event how and when, with what was changed and withdrawn", (EVENT,)),
)


class Grading:
    """Answers them."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def answer(self, asked: Asked, now: datetime) -> Reply | None:
        """The answer, or None."""
        work = {"give": self._give, "withdraw": self._withdraw, "list": self._list}.get(asked.verb) if asked.noun == "grade" else None
        return await asyncio.to_thread(work, asked, now) if work else None

    def _give(self, asked: Asked, now: datetime) -> Reply:
        event = self._event(asked)
        given = {name: asked.options.get(name, "").strip().upper() for name in ("sources", "information")}
        if not all(given.values()):
            return Reply("Your grade", form=GIVE, given=asked.options)
        for name, known in (("sources", SOURCES), ("information", INFORMATION)):
            if given[name] not in known:
                raise BadInput(f"{name}: `{given[name][:40]}`: write one of {', '.join(known)}")
        reason = shortened(plain(asked.options.get("reason", "")), REASON)
        one = Graded(event.id, someone_of(asked), now, given["sources"] + given["information"], reason)
        before = self._mine(event, asked)
        self._store.desks.give(one)
        was = f"; before, it was {before.grade}" if before else ""
        told = (Line(headline_of(event), event=event.id), Line(f"Your grade is {one.grade}{was}. {_beside(event)}"))
        return Reply(f"Graded {one.grade}", told, (button("Withdraw", asked, "grade", "withdraw", {"event": event.id}),))

    def _withdraw(self, asked: Asked, now: datetime) -> Reply:
        event = self._event(asked)
        before = self._mine(event, asked)
        if before is None:
            raise BadInput("you have given this event no grade: /grade list shows whose there are")
        self._store.desks.give(Graded(event.id, someone_of(asked), now, ""))
        return Reply(f"Withdrawn: {before.grade}", (Line(headline_of(event), event=event.id), Line(_beside(event))))

    def _list(self, asked: Asked, now: datetime) -> Reply:  # noqa: ARG002  # every verb takes its question and time
        event = event_of(self._store, asked)
        homes = homes_of(self._store, asked)
        found = self._store.desks.graded(event.id, homes)
        holding = standing(found)
        lines = [Line(headline_of(event), strong=True, event=event.id), Line(f"Computed: {event.grade or 'no grade'}")]
        lines += [Line(f"Analyst's grade: {grade_words(one, asked)}") for one in holding]
        lines += [Line(told) for told in _history([one for one in found if one not in holding], asked)]
        if not found:
            lines.append(Line("Nobody of this desk has graded it: /grade give does."))
        return Reply("Grades", tuple(lines), shareable=bool(found))

    def _event(self, asked: Asked) -> Event:
        """The event that is meant; a grade is a home's, so that there is somebody to show it to."""
        if not asked.home:
            raise BadInput("a grade is shown to a server's or a workspace's desk: give it there")
        return event_of(self._store, asked)

    def _mine(self, event: Event, asked: Asked) -> Graded | None:
        given = standing(self._store.desks.graded(event.id, [asked.home]))
        return next((one for one in given if one.by.person == asked.person), None)


def _beside(event: Event) -> str:
    return f"The computed grade stays what it is: {event.grade[:2]}." if event.grade else "No grade is computed for this event."


def _history(told: list[Graded], asked: Asked) -> Iterator[str]:
    for one in told:
        what = f"gave {one.grade}{f': {one.reason}' if one.reason else ''}" if one.grade else "withdrew it"
        yield f"{moment(one.at)}: {by_words(one.by, asked)} {what}"
