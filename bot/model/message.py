"""What people are told, and how far it has got to them. Platform-neutral."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.model.claim import ClaimType, Days, Reversal, Status


class AlertKind(StrEnum):
    """Why a message exists."""

    NEW = "new"
    UPDATE = "update"
    DENIAL = "denial"
    CORRECTION = "correction"
    DIGEST = "digest"  # several events in one: `parts` are its lines, `links` lead to each event, `event` is the digest's own id
    SHOWN = "shown"  # an event as it stands, for who asked: no news
    NOTE = "note"  # a word of Tocsin's own (a source fell silent, two people call a role): headline and `parts`, nothing else

    @property
    def of_lines(self) -> bool:
        """Whether `parts` are its lines: it is no card of one event."""
        return self in {AlertKind.DIGEST, AlertKind.NOTE}


class Show(StrEnum):
    """How a message appears in a channel."""

    POST = "post"  # a message of its own
    EDIT = "edit"  # the first message changed in place, nobody disturbed
    REPLY = "reply"  # in the event's thread (the first message is edited too)
    BROADCAST = "broadcast"  # in the thread and shown in the channel


WITHDRAWN, PAGE_GONE = "withdrawn", "page no longer available"  # how the note of a source begins that stands no more


@dataclass(frozen=True, slots=True)
class SourceLink:
    """A link to a story that carries the claim; `jump` leads to the sentence (text fragment)."""

    outlet: str
    url: str
    jump: str
    title: str = ""
    note: str = ""  # "Russian state media", "copy of Reuters", ...


@dataclass(frozen=True, slots=True)
class Standing:
    """How an event's first message reads now, where the message at hand has the words of somebody else (a denial)."""

    headline: str
    quote: str
    quote_outlet: str
    published: datetime


@dataclass(frozen=True, slots=True)
class Alert:
    """A message about an event, complete and platform-neutral: renderers only lay it out.

    `headline` is STATUS · who → whom · item and quantity · speaker (outlet), fit for a phone push.
    """

    event: str
    revision: int
    kind: AlertKind
    show: Show
    type: ClaimType
    status: Status
    status_word: str  # "ALLEGED", "DENIED", ...
    headline: str
    who: str
    whom: str
    what: str
    speaker: str
    quote: str
    quote_outlet: str
    when: Days | None
    where: tuple[str, ...]
    published: datetime
    links: tuple[SourceLink, ...]
    outlets: int
    newsrooms: int
    parties: int
    change: str = ""  # what is new, in one line ("count 17 → at least 23")
    note: str = ""  # flags and caveats in one line
    grade: str = ""
    severity: str = ""
    parts: tuple[str, ...] = ()  # earlier figures and the like, oldest first, each with its time
    party_ids: tuple[str, ...] = ()
    target_ids: tuple[str, ...] = ()  # those of them to whom it was done
    desk: tuple[str, ...] = ()  # what people of the reader's desk did about it: grades, marks and mutes, a line each
    standing: Standing | None = None  # None: the first message is changed to this one's words, or, by a denial, left as it is
    reversal: Reversal | None = None  # that what it tells of is undone, as the event's claim has it


class DeliveryState(StrEnum):
    """How far a delivery has got."""

    TODO = "todo"
    IN_DOUBT = "in_doubt"
    SENT = "sent"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class Destination:
    """Where alerts go: a channel of a platform."""

    id: str  # "console:", "discord:123", "slack:T1/C2"
    platform: str  # console | discord | slack
    address: str  # the channel id, "" for the console
    label: str = ""
    paused: str = ""  # the reason, where paused
    home: str = ""  # "discord:GUILD", "slack:TEAM": nothing of it is shown outside of that
    private: bool = False  # not everybody of its home sees it: nothing of it is shown elsewhere
    closed: datetime | None = None  # paused by its platform, since then; a pause without it is an operator's
    again: datetime | None = None  # when it is tried again; None where it is not closed, or the next message tries it


@dataclass(frozen=True, slots=True)
class Handle:
    """What a platform gave us to find a message again."""

    message: str
    thread: str = ""
    channel: str = ""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One alert on its way to one destination. `id` = hash(event, revision, destination), unique."""

    id: str
    destination: Destination
    alert: Alert
    state: DeliveryState = DeliveryState.TODO
    attempts: int = 0
    first_try: datetime | None = None
    last_try: datetime | None = None  # where it was given up in doubt and put back: when the last try before that ended
    made: datetime | None = None  # when it was queued, or put back: its age as news
    handle: Handle | None = None
    error: str = ""
    ping: str = ""  # the role or user group that a watch calls for this one; "": nobody
    call: str = ""  # the one it would call, once two people have agreed: Asked("call", "", {"event": ID})
