"""due: what was announced, and whether it came true."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import datetime, timedelta

from bot.alert.words import sides_of, what_of
from bot.errors import BadInput
from bot.merge.due import Expectation, State, expectation_of
from bot.model import Event, LinkKind
from bot.store import Store
from bot.watch import Vocabulary
from handlers.commands.asking import pages
from handlers.commands.given import number_of, party_of, skip_of
from handlers.commands.telling import counted, headline_of
from handlers.commands.words import Asked, Command, Kind, Line, Option, Reply
from handlers.wording import day, days

EACH = 10
AHEAD = 60  # days
BEHIND = 30
STATES = {
    State.OPEN: "open",
    State.FULFILLED: "came true",
    State.OVERDUE: "overdue, nothing is told of it",
    State.CONTRADICTED: "contradicted",
}
COMMANDS = (
    Command(
        "due",
        "",
        "What was announced, when it is due, and whether it came true",
        (
            Option("actor", "A state, group or company, on either side", Kind.ACTOR),
            Option("state", "Only those that stand so", Kind.CHOICE, choices=tuple(State)),
            Option("ahead", f"So many days ahead; {AHEAD} where left out", Kind.NUMBER),
            Option("days", f"So many days back; {BEHIND} where left out", Kind.NUMBER),
        ),
    ),
)
SPLIT = ","
Told = tuple[Event, Expectation]


class Due:
    """Answers it."""

    def __init__(self, store: Store, names: Vocabulary) -> None:
        self._store, self._names = store, names

    async def answer(self, asked: Asked, now: datetime) -> Reply | None:
        """The answer, or None."""
        return await asyncio.to_thread(self._due, asked, now) if asked.noun == "due" else None

    def _due(self, asked: Asked, now: datetime) -> Reply:
        since = now.date() - timedelta(days=number_of(asked, "days", BEHIND, 3660))
        until = now.date() + timedelta(days=number_of(asked, "ahead", AHEAD, 3660))
        party, state, skip = party_of(asked, "actor", self._names), asked.options.get("state", ""), skip_of(asked)
        if state and state not in set(State):
            raise BadInput(f"state: `{state[:80]}` is none; there are {', '.join(State)}")
        events = self._store.asking.announced(since, until)
        everything = [(one, found) for one in events if _of(one, party) and (found := expectation_of(one, now))]
        held = sorted((told for told in everything if not state or told[1].state == state), key=_order)
        page = held[skip : skip + EACH]
        deeds = {link.to for one, _ in page for link in one.links if link.kind is LinkKind.PLANS}
        done = {one.id: one for one in self._store.asking.events(sorted(deeds))}
        lines = [Line(_summed(everything), strong=True), *(line for told in page for line in _lines(told, done))]
        turned = pages(asked, skip, EACH, more=len(held) > skip + EACH, labels=("Before", "More"))
        return Reply(f"Due from {day(since)} to {day(until)}", tuple(lines), turned, shareable=bool(held))


def _order(told: Told) -> tuple[bool, int, str]:
    """What is still to come first, the soonest before the others; then what is past, the latest first."""
    event, found = told
    still = found.state is State.OPEN
    return not still, found.due.end.toordinal() * (1 if still else -1), event.id


def _of(event: Event, party: str) -> bool:
    return not party or party in (*event.claim.actor, *event.claim.target)


def _summed(told: list[Told]) -> str:
    if not told:
        return "Nothing was announced for these days"
    counts = Counter(found.state for _, found in told)
    parts = (f"{counts[state]} {STATES[state].split(SPLIT)[0]}" for state in State if counts[state])
    return f"{counted(len(told), 'announcement')}: {', '.join(parts)}"


def _lines(told: Told, done: dict[str, Event]) -> list[Line]:
    event, found = told
    what = f"{sides_of(event.claim, event.sentences)} · {what_of(event.claim)}"
    lines = [Line(f"{days(found.due)}: {STATES[found.state]} · {what}", event=event.id)]
    deeds = [done[link.to] for link in event.links if link.kind is LinkKind.PLANS and link.to in done]
    return lines + [Line(f"carried out: {headline_of(deed)}", event=deed.id) for deed in deeds]
