"""What people of a desk did about an event, in lines: their grades, marks and mutes, as far as the asker may hear of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from bot.alert.names import name_of
from bot.model import Event, Feedback, Graded, Mute, MuteKind, Someone
from bot.store import Store
from handlers.commands.muted import OF, SIDES
from handlers.commands.sight import OPERATOR
from handlers.commands.telling import counted
from handlers.commands.words import Asked
from handlers.wording import moment, plain, shortened

CHATS: Mapping[str, str] = MappingProxyType({"discord": "Discord", "slack": "Slack"})
NAME = 40  # characters of somebody's name
GRADES, MUTES = 3, 3  # of each that a card has room for
_MARKS = re.compile(r"[^\w .'’()-]+")  # nothing that a chat could take for a mark, a link or a channel


def called(name: str) -> str:
    """A name that somebody chose, as text that means nothing to a chat."""
    return shortened(plain(_MARKS.sub(" ", name)), NAME)


def someone_of(asked: Asked) -> Someone:
    """Who asks."""
    return Someone(asked.home, asked.person, called(asked.name), called(asked.label))


def homes_of(store: Store, asked: Asked) -> frozenset[str] | None:
    """The homes that whoever asks may hear of: their own, and those linked with it. None: all, in the terminal."""
    return None if asked.person == OPERATOR else store.desks.homes(asked.home)


def by_words(one: Someone, asked: Asked) -> str:
    """Ann; of another home, Ann on Slack."""
    name = one.name or "somebody"
    return name if one.home == asked.home else f"{name}{on_words(one.home)}"


def on_words(home: str) -> str:
    """The chat of a home."""
    chat = CHATS.get(home.partition(":")[0], "")
    return f" on {chat}" if chat else ""


def desk_lines(store: Store, event: Event, asked: Asked, now: datetime) -> tuple[str, ...]:
    """All of it on one event."""
    homes = homes_of(store, asked)
    if homes is not None and not homes:
        return ()
    grades, marks = store.desks.graded(event.id, homes), store.feedback.of(event.id, homes)
    mutes = [one for one in store.watches.mutes(now) if hears(one, asked, homes) and _concerns(one, event)]
    return (
        *_grades(standing(grades), event, asked),
        *_marks(marks, asked),
        *(mute_words(one, asked, event.sentences) for one in mutes[:MUTES]),
    )


def hears(one: Mute, asked: Asked, homes: Collection[str] | None) -> bool:
    """Whether whoever asks may hear of a mute: one of their channel, one of the desk, or one of an open channel of it."""
    if homes is None or (asked.place and one.destination == asked.place):
        return True
    mine = one.home == asked.home
    return one.home in homes and (one.wide or not one.private) and (mine or one.kind is not MuteKind.WATCH)


def mute_words(one: Mute, asked: Asked, sentences: Sequence[str] = ()) -> str:
    """Muted: this event on the whole desk until 1 Mar 2026 18:00 UTC, by Ann on Slack. `sentences`: the event's."""
    name = name_of(one.what, sentences) if one.kind in SIDES else one.what
    what = "this event" if one.kind is MuteKind.EVENT else OF[one.kind].format(name)
    return f"Muted: {what}{where_words(one, asked) or ' here'} {until_words(one, asked)}"


def until_words(one: Mute, asked: Asked) -> str:
    """Until 1 Mar 2026 18:00 UTC, by Ann on Slack."""
    by = f", by {by_words(Someone(one.home, one.by, one.name), asked)}" if one.name else ""
    return f"until {moment(one.until)}{by}"


def where_words(one: Mute, asked: Asked) -> str:
    """Where a mute holds, as far as it may be told here: of another home no channel is named."""
    if one.wide:
        return " on the whole desk"
    if one.destination == asked.place:
        return ""
    if asked.person != OPERATOR and one.home != asked.home:
        return f" in a channel{on_words(one.home)}"
    return f" at {one.destination.removesuffix(':')}"


def standing(grades: Sequence[Graded]) -> list[Graded]:
    """The grades that hold: each person's last one, unless it was withdrawn; oldest first."""
    last = {(one.by.home, one.by.person): one for one in grades}
    return sorted((one for one in last.values() if one.grade), key=lambda one: one.at)


def grade_words(one: Graded, asked: Asked) -> str:
    """B2 by Ann on Slack, 1 Mar 2026 18:00 UTC: two crews saw it."""
    reason = f": {one.reason}" if one.reason else ""
    return f"{one.grade} by {by_words(one.by, asked)}, {moment(one.at)}{reason}"


def _grades(grades: Sequence[Graded], event: Event, asked: Asked) -> Iterator[str]:
    computed = f" (computed: {event.grade[:2]})" if event.grade else ""
    for one in grades[-GRADES:]:
        yield f"Analyst's grade{computed}: {grade_words(one, asked)}"
    if len(grades) > GRADES:
        yield f"and {counted(len(grades) - GRADES, 'grade')} more: /grade list"


def _marks(marks: Sequence[Feedback], asked: Asked) -> Iterator[str]:
    if not marks:
        return
    people = {one.person: one.home for one in marks}
    kinds = Counter(one.mark.value for one in marks)
    chats = Counter(on_words(home) for home in people.values() if home != asked.home)
    told = ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items()))
    others = f" ({', '.join(f'{count}{chat}' for chat, count in sorted(chats.items()))})" if any(chats) else ""
    yield f"Marked wrong by {len(people)} {'person' if len(people) == 1 else 'people'}{others}: {told}"


def _concerns(one: Mute, event: Event) -> bool:
    """Whether a mute is of this event, of one of its actors, targets or outlets, or of everything."""
    if one.kind is MuteKind.SOURCE:
        return one.what.casefold() in {report.outlet.casefold() for report in event.reports}
    return {
        MuteKind.ALL: True,
        MuteKind.EVENT: one.what == event.id,
        MuteKind.ACTOR: one.what in event.claim.actor,
        MuteKind.TARGET: one.what in event.claim.target,
        MuteKind.WATCH: False,
    }[one.kind]
