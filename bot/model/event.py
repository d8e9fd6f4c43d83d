"""Events: what many reports of one thing add up to, and what changed when one more came in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.model.claim import NEGATIVE, Amount, Claim, ClaimType, Status


@dataclass(frozen=True, slots=True)
class Report:
    """One claim of one story version: immutable. `id` is derived from story, version and claim."""

    id: str
    story: str  # Story.id
    version: int
    outlet: str
    url: str | None
    title: str
    published: datetime
    seen: datetime
    claim: Claim
    newsroom: str = ""  # lineage root: reports of one root share a text; the outlet itself where independent
    state_control: str = "independent"
    country: str = ""  # the outlet's
    cites: tuple[str, ...] = ()  # outlets this claim's own sentence leans on
    withdrawn: bool = False
    shingles: tuple[int, ...] = ()  # hashed 5-word shingles of the text, quotes left out (bounded)
    why: tuple[str, ...] = ()  # why it was filed under its event
    marks: tuple[str, ...] = ()  # CORRECTED, REFILE, WITHDRAWN: what the story says of itself
    grade: str = ""  # the outlet's Admiralty letter, A-F
    missed: int = 0  # on how many later reads of the story the claim was not found
    cell: str = ""  # the event it came from, where an operator joined two: it is compared with its own kind only
    kind: str = ""  # the outlet's: wire, trade press, government/military, ...
    retold: bool = False  # what its own story denies more surely, told again


class LinkKind(StrEnum):
    """How one event stands to another."""

    DENIES = "denies"
    ADMITS = "admits"
    PLANS = "plans"
    RESPONDS_TO = "responds_to"
    PART_OF = "part_of"
    CORRECTS = "corrects"
    MAYBE_SAME = "maybe_same"


@dataclass(frozen=True, slots=True)
class Link:
    """A typed link from the event that holds it to another."""

    kind: LinkKind
    to: str  # Event.id
    why: str = ""


@dataclass(frozen=True, slots=True)
class Revision:
    """One recorded change of an event: which slot, from what, to what, by which report, when."""

    at: datetime
    slot: str  # "quantity", "status", "denied", "withdrawn", ...
    old: str
    new: str
    report: str = ""  # Report.id


class Change(StrEnum):
    """What a report did to its event; how it is shown is the alert stage's business."""

    OPENED = "opened"
    OUTLET = "outlet"  # one more outlet or newsroom, nothing else
    PARTY = "party"  # a new independent speaker
    REFINED = "refined"  # a slot filled or narrowed
    REVISED = "revised"  # a count, date or place changed by 25 % or to another value
    DISPUTED = "disputed"
    DENIED = "denied"
    ADMITTED = "admitted"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    STATUS = "status"  # planned -> done and the like
    NONE = "none"  # a repeat that adds nothing


@dataclass(frozen=True, slots=True)
class Event:
    """One real-world event: its best slots, every report, links and revisions. `revision` grows by one with each change."""

    id: str
    type: ClaimType
    status: Status
    opened: datetime
    changed: datetime
    claim: Claim  # the merged slots, told as a claim of the best report
    reports: tuple[Report, ...]
    links: tuple[Link, ...] = ()
    revisions: tuple[Revision, ...] = ()
    revision: int = 1
    counts: tuple[Amount, ...] = ()  # distinct quantities told, for disputes
    flags: tuple[str, ...] = ()  # PLANNED, DENIED by X, DISPUTED, CORRECTED, ORIGIN WITHDRAWN
    alerted: datetime | None = None  # when a message was first put out for it
    pushed: datetime | None = None  # when a channel was last disturbed by it
    outlets: int = 1
    newsrooms: int = 1
    parties: int = 0
    merged_into: str = ""  # an operator joined it to another
    grade: str = ""  # Admiralty style, with its reason: "B2: two parties say so"
    apart: tuple[str, ...] = ()  # events that an operator split from it: never to be joined again

    @property
    def told(self) -> datetime:
        """When the first of its reports was published, whenever that was read here."""
        return min((report.published for report in self.reports), default=self.opened)

    @property
    def day(self) -> date:
        """Its first day; where none is told, that of its first report."""
        return self.claim.date.start if self.claim.date else self.told.date()

    @property
    def telling(self) -> tuple[Report, ...]:
        """The reports that tell it: none whose own story denies it more surely, unless there is no other."""
        return tuple(report for report in self.reports if not report.retold) or self.reports

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is told of it word for word: the evidence it stands on, then that of each report with its title."""
        return (*self.claim.quotes, *(one for report in self.reports for one in (*report.claim.quotes, report.title)))

    @property
    def ruled_out(self) -> bool:
        """Whether its reports say nothing but that it was not so, and what they rule out by that."""
        return bool(self.reports) and all(report.retold or report.claim.status in NEGATIVE for report in self.reports)

    @property
    def unsaid(self) -> bool:
        """Whether it is only what its own tellers rule out: told to nobody, and listed nowhere."""
        return self.ruled_out and self.status not in NEGATIVE and self.alerted is None


@dataclass(frozen=True, slots=True)
class Reach:
    """Which known events a claim could belong to: a question for the ledger, answered through its indexes."""

    types: tuple[ClaimType, ...]
    parties: tuple[str, ...]  # any of them as actor, target or speaker; empty: any
    start: date
    end: date
    story: str = ""  # Story.id: events that hold an earlier version of it are asked for too, whatever their type and day


@dataclass(frozen=True, slots=True)
class Decision:
    """What the merge stage made of one report: its event in the new state, what changed, and the other events that links touched."""

    event: Event
    change: Change
    report: Report
    also: tuple[Event, ...] = ()
    opened: bool = False
    why: tuple[str, ...] = ()
    note: str = ""  # what changed, in words ("count 17 → at least 23")
    anew: tuple[str, ...] = ()  # ids of the told events that reports known before moved to or from
