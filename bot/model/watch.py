"""Watches: what a destination asked for, when it wants it, and where each message went because of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.model.claim import Claim
from bot.model.message import Show


class Severity(StrEnum):
    """How grave an event is, in four steps."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    SEVERE = "severe"


class Slot(StrEnum):
    """What a term looks at; the value is the word that a query says."""

    TYPE = "type"
    STATUS = "status"
    FROM = "from"  # the actor
    BY = "by"  # the actor
    TO = "to"  # the target
    ON = "on"  # the target
    PARTY = "party"  # actor or target
    SPEAKER = "speaker"  # who says it
    WITH = "with"  # a category or a named system
    IN = "in"  # a place, a state or a region
    OUTLET = "outlet"  # who carries it
    SAYING = "saying"  # whole words of the sentence or title
    STATE = "is"  # background


class Measure(StrEnum):
    """What a comparison measures."""

    COUNT = "count"
    KILLED = "killed"
    PARTIES = "parties"
    NEWSROOMS = "newsrooms"
    OUTLETS = "outlets"
    IMPORTANCE = "importance"
    GRADE = "grade"
    SEVERITY = "severity"


class Op(StrEnum):
    """How two values compare. Of grades the smaller is the better one: A1 < B2."""

    LEAST = ">="
    MOST = "<="
    MORE = ">"
    LESS = "<"
    EQUAL = "="


@dataclass(frozen=True, slots=True)
class Everything:
    """Whatever is told."""


@dataclass(frozen=True, slots=True)
class Is:
    """A slot holds one of the values: canonical ids, or "@group"."""

    slot: Slot
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compare:
    """A measure is surely at least, at most, ... a bound; where it is not told, it is not so."""

    measure: Measure
    op: Op
    bound: str


@dataclass(frozen=True, slots=True)
class Not:
    """It does not hold."""

    part: Query


@dataclass(frozen=True, slots=True)
class Both:
    """All parts hold."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """One part at least holds."""

    parts: tuple[Query, ...]


Query = Everything | Is | Compare | Not | Both | Either


@dataclass(frozen=True, slots=True)
class Watch:
    """What some destinations get, how and when. `query`, `when`, `quiet` and `caps` are kept in their canonical words."""

    id: str
    name: str
    query: str
    destinations: tuple[str, ...]
    when: str = "at once"  # or "daily 08:00 Asia/Seoul", "weekly Mon 07:30 UTC", "hourly"
    quiet: str = ""  # "22:00-07:00 Asia/Seoul": held, and released with a summary
    caps: tuple[str, ...] = ()  # "10 an hour": what is more comes in one message
    ping: str = ""  # the role or user group that is called for severe events
    confirm: int = 0  # minutes in which two people must agree before `ping` is called; 0: it is called at once
    on: bool = True
    by: str = ""  # who made it: "discord:42"; "" the operator
    place: str = ""  # the destination it was made in, whose people may change it; "" the operator's
    made: datetime | None = None
    changed: datetime | None = None


class MuteKind(StrEnum):
    """What is muted."""

    EVENT = "event"
    ACTOR = "actor"
    TARGET = "target"
    SOURCE = "source"
    WATCH = "watch"
    ALL = "all"  # everything, at that destination


WIDE = "home:"  # before a home, where a channel would stand: all of its channels, and those of the homes linked with it


@dataclass(frozen=True, slots=True)
class Mute:
    """Something not told to a destination until a time; it is still evaluated, and can be found."""

    destination: str  # a Destination.id; "home:discord:1" is every channel of that home and of those linked with it
    kind: MuteKind
    what: str  # Event.id, party id, outlet, Watch.id
    until: datetime
    by: str = ""
    name: str = ""  # who that is, as the chat shows them
    home: str = ""  # where it was made
    private: bool = True  # made in a channel that not everybody of the home sees: it is told nowhere else

    @property
    def of(self) -> str:
        """What it silences: "actor:KP", "all"."""
        return f"{self.kind}:{self.what}".removesuffix(":")

    @property
    def wide(self) -> bool:
        """Whether it holds on the whole desk."""
        return self.destination.startswith(WIDE)


class Way(StrEnum):
    """What became of a message at a destination."""

    POST = "post"  # sent at once
    FOLLOW = "follow"  # sent, because the event was posted there before
    HELD = "held"  # kept through quiet hours
    OVER = "over"  # over the cap: comes in one message with others
    DIGEST = "digest"  # comes with the watch's digest
    MUTED = "muted"  # until the mute ends
    SHUT = "shut"  # its platform does not let us post there: it is told when it does
    NONE = "none"  # no watch of the destination asked for it


@dataclass(frozen=True, slots=True)
class Route:
    """The decision on one message at one destination, with the words that decided."""

    event: str
    revision: int
    destination: str
    way: Way
    at: datetime
    watch: str = ""
    words: tuple[str, ...] = field(default=())
    until: datetime | None = None  # when what is kept back comes
    ping: str = ""
    confirm: int = 0  # minutes in which two people must agree to the ping; 0: nobody is asked
    show: Show = Show.POST
    mute: str = ""  # of what is muted: by which mute, "actor:KP"


@dataclass(frozen=True, slots=True)
class Preset:
    """A watch to begin with."""

    id: str
    name: str
    query: str


class Mark(StrEnum):
    """What a reader says is wrong with an alert."""

    PARTY = "party"
    NUMBER = "number"
    DATE = "date"
    NOT_NEWS = "not news"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class Feedback:
    """One reader's *Wrong* on one event, with what was claimed at that time."""

    event: str
    revision: int
    mark: Mark
    person: str
    place: str  # Destination.id
    at: datetime
    of: str = ""  # of a duplicate: what it repeats
    headline: str = ""
    type: str = ""
    status: str = ""
    rules: tuple[str, ...] = ()  # why its reports were filed as they are, in kinds ("confidence 0.6-0.7", "merged: same items")
    sources: tuple[str, ...] = ()  # outlets
    claim: Claim | None = None
    home: str = ""  # where it was said: it is counted there, and in the homes linked with it
