"""The shared desk: homes that two people linked, what is said there of an event, and who did what when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Someone:
    """Who acts, and for which home."""

    home: str  # "discord:GUILD", "slack:TEAM"
    person: str  # "discord:42", "slack:T1/U1"
    name: str = ""  # as the chat shows them
    label: str = ""  # the home's name, as the chat shows it


@dataclass(frozen=True, slots=True)
class Tie:
    """A link between two homes: who gave the code, who used it, and when."""

    gave: Someone
    used: Someone
    at: datetime

    def other(self, home: str) -> Someone:
        """The side that is not `home`."""
        return self.used if self.gave.home == home else self.gave


@dataclass(frozen=True, slots=True)
class Graded:
    """An analyst's own grade of an event; "" withdraws it. It stands beside the computed one and changes nothing of it."""

    event: str
    by: Someone
    at: datetime
    grade: str  # "B2": sources A (best) to F, information 1 (best) to 6
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """Something done that other people see: what, by whom, when."""

    at: datetime
    by: Someone
    verb: str  # "link", "unlink", "mute", "unmute", "grade", "withdraw"
    what: str  # "B2 of the event e1", in words
