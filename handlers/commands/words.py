"""What a chat asks and what it is answered: plain frozen data, the same on every chat and in the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from bot.model import Alert

NOTHING: Mapping[str, str] = MappingProxyType({})


class Kind(StrEnum):
    """What an option takes; a chat completes every kind but TEXT and NUMBER, and shows its own picker for CHANNEL and ROLE."""

    TEXT = "text"
    NUMBER = "number"
    CHOICE = "choice"
    QUERY = "query"  # the watch language
    ACTOR = "actor"
    WEAPON = "weapon"
    TYPE = "type"
    SOURCE = "source"
    EVENT = "event"
    WATCH = "watch"
    MUTED = "muted"  # whatever a mute may be of
    COMMAND = "command"  # a command's name, or `language`
    PRESET = "preset"
    CHANNEL = "channel"  # answered as a Destination.id; the chat has checked that the person may manage it too
    ROLE = "role"  # answered as the platform's own id


@dataclass(frozen=True, slots=True)
class Option:
    """One thing a command can be told. Names are lower case; helps are one line of at most 100 characters."""

    name: str
    help: str
    kind: Kind = Kind.TEXT
    required: bool = False
    choices: tuple[str, ...] = ()  # of a CHOICE
    long: bool = False  # a form gives it several lines
    here: bool = False  # of a CHANNEL: a form begins with the one it is opened in
    meanings: tuple[str, ...] = ()  # of the choices, for menus: at most 60 characters each

    @property
    def menu(self) -> tuple[Choice, ...]:
        """The choices as a menu shows them: with their meanings, where there are any."""
        meanings = self.meanings or ("",) * len(self.choices)
        return tuple(Choice(f"{one} · {told}" if told else one, one) for one, told in zip(self.choices, meanings, strict=True))


@dataclass(frozen=True, slots=True)
class Command:
    """`/noun verb`; a noun with one command of its own has the verb "". `writes`: only who may manage the place."""

    noun: str
    verb: str
    help: str
    options: tuple[Option, ...] = ()
    writes: bool = False
    runs: bool = False  # and only who runs this Tocsin: it holds for everybody
    form: bool = False  # best filled in as a form (a modal)
    title: str = ""  # of the form: at most 24 characters


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it came: which command, with which words, from whom and where."""

    noun: str
    verb: str = ""
    options: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    person: str = ""  # "discord:42", "slack:T1/U1": who asks
    place: str = ""  # Destination.id of the channel asked in; "" in a private conversation
    home: str = ""  # "discord:GUILD", "slack:TEAM": what a private watch is never shown outside of; "" none
    private: bool = True  # not everybody of the home sees the place: nothing of it is told elsewhere
    may_write: bool = False  # the chat has checked it
    may_all: bool = False  # the same for the whole home, not for this channel alone
    own: bool = False  # the home is the operator's, as far as the chat can tell: that of the settings' token, or the only one
    name: str = ""  # who asks, as the chat shows them
    label: str = ""  # the home's name, as the chat shows it
    public: tuple[str, ...] = ()  # of the channels that options name: those that everybody of the home sees


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an answer: plain text, never markup. `url` makes the whole line a link; `quote` sets a verbatim sentence."""

    text: str
    url: str = ""
    quote: bool = False
    strong: bool = False
    event: str = ""  # the event it tells of: a chat may offer to open it
    times: tuple[tuple[str, datetime], ...] = ()  # behind the text, each behind its word: a chat shows them in the reader's own time


@dataclass(frozen=True, slots=True)
class Button:
    """Something to press under an answer; pressing it asks again. `label` of at most 40 characters."""

    label: str
    asks: Asked
    danger: bool = False


@dataclass(frozen=True, slots=True)
class Menu:
    """A list to choose from under an answer, at most 25 choices, each of which asks again with the same command."""

    label: str
    choices: tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG with the words for who cannot see it."""

    png: bytes
    alt: str
    name: str = "picture.png"


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer. Private unless said otherwise: the chat puts a Share button under a private answer that is `shareable`."""

    title: str
    lines: tuple[Line, ...] = ()
    buttons: tuple[Button, ...] = ()
    menu: Menu | None = None
    picture: Picture | None = None
    alert: Alert | None = None  # shown as the card that alerts have
    ok: bool = True  # False: an error in one line, which says what to do
    private: bool = True
    shareable: bool = False
    form: Command | None = None  # the chat opens this form instead, filled in with `given`
    given: Mapping[str, str] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True)
class Choice:
    """A completion: what is shown (at most 100 characters), and what is sent (at most 100)."""

    label: str
    value: str


def error(text: str) -> Reply:
    """An answer that says what was wrong and what to do, in one line."""
    return Reply(title=text, ok=False)
