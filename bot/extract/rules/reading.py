"""What every rule is given beside the claims: the story as it was read, and what its grammar says for certain."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.extract.candidates import Doc
from bot.extract.confidence import SHORT
from bot.extract.text.view import View
from bot.model import Claim, ClaimType, Span, Status


@dataclass(frozen=True, slots=True)
class Off:
    """A stretch of a sentence (offsets in Story.full) whose events of these types have this status; `stands`: they are not taken back.

    `ahead`: where its sentence has verbs of what is only to come ("before it was to be launched").
    """

    start: int
    end: int
    types: frozenset[ClaimType]
    status: Status
    stands: bool
    why: str
    ahead: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Agent:
    """One passive of a sentence: the types its verb may tell of, whoever stands behind "by", and who stands before the verb.

    `tellers`: those of them who only say so, or did what stands before "and".
    """

    types: frozenset[ClaimType]
    doers: frozenset[str]
    before: frozenset[str]
    air: bool = False  # air defences did it
    tellers: frozenset[str] = frozenset()
    main: bool = False  # it is what the sentence tells, and its only word for it
    ended: bool = False  # those who attacked were killed: "rebels storm a hotel; all the attackers were shot by police"
    one: bool = False  # one man was killed, who may be he who killed the others: "Doe was shot dead by police"


@dataclass(frozen=True, slots=True)
class Threat:
    """What one sentence threatens: by whom, against whom. No doers: an onlooker speaks, who threatens nobody."""

    sentence: int
    doers: frozenset[str]
    against: frozenset[str]
    span: Span  # the words of harm
    sayers: tuple[int, ...] = ()  # mentions


@dataclass(frozen=True, slots=True)
class Charge:
    """An event that the sentence of a denial or the one before tells as so: by whose word (mentions), and whether he only charges it."""

    sentence: int
    type: ClaimType
    sayers: tuple[int, ...]
    alleged: bool


@dataclass(frozen=True, slots=True)
class Denial:
    """Who denies, and where; `near`: what its own sentence tells."""

    sentence: int
    at: int  # offset in Story.full
    sayers: tuple[int, ...]  # mentions
    near: bool
    told: tuple[Charge, ...] = ()
    voices: frozenset[str] = frozenset()  # whom the deniers speak for
    types: frozenset[ClaimType] = frozenset()  # what its own words behind it tell of: "denied reports that a helicopter was shot down"


Seen = tuple[View | None, ...]  # of each sentence, None where it was not parsed
Offs = Mapping[int, tuple[Off, ...]]  # by sentence
Agents = Mapping[int, tuple[Agent, ...]]  # by sentence
Threats = Mapping[int, Threat]  # by sentence
Denials = tuple[Denial, ...]
Claims = Callable[[], Sequence[Claim]]


@dataclass(frozen=True, slots=True)
class Reading:
    """A story as the rules read it. `offs`, `agents`, `threats`, `denials`: what the grammar says for certain, found once a story.

    `loose`: the claims too unsure to be told; `righted`: the same, as the rules that right who, what and where leave them.
    """

    doc: Doc
    seen: Seen
    at: Mapping[int, int]  # sentences by where they start
    offs: Offs = field(default_factory=dict)
    agents: Agents = field(default_factory=dict)
    threats: Threats = field(default_factory=dict)
    denials: Denials = ()
    loose: Claims = tuple
    righted: Claims = tuple

    @property
    def short(self) -> bool:
        """Whether it is a feed item."""
        return len(self.doc.story.text) < SHORT

    def view(self, span: Span) -> View | None:
        """The view of the sentence that some evidence is."""
        return self.seen[self.at[span.start]] if span.start in self.at else None

    def shown(self, claim: Claim) -> list[View]:
        """The views of the sentences of a claim's evidence."""
        return [view for span in claim.evidence if (view := self.view(span)) is not None]

    def first(self, claim: Claim) -> list[View]:
        """The view of the first of them, where it was parsed."""
        return [view for span in claim.evidence[:1] if (view := self.view(span)) is not None]

    def indices(self, claim: Claim) -> list[int]:
        """The sentences of a claim's evidence."""
        return [self.at[span.start] for span in claim.evidence if span.start in self.at]

    def tells(self, claim: Claim, view: View) -> bool:
        """Whether a sentence is of a claim's evidence."""
        return view.sentence.index in self.indices(claim)
