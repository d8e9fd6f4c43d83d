"""An event in the words of its page. Pure: the event, its stories and its neighbours in, plain data for the template out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.alert.names import names_of, readable
from bot.alert.outlets import shown
from bot.alert.speakers import speaker_of
from bot.alert.words import STATUS, what_of
from bot.lookup import Proof, proof_of
from bot.model import Event, LinkKind, Report, Revision, Span, Story, word_of
from handlers.commands.telling import counted, day_of, headline_of, link_of, outlet_of
from handlers.wording import address, places

AROUND = 220  # characters shown before and after a sentence
LINKS: Mapping[LinkKind, tuple[str, str]] = {
    LinkKind.DENIES: ("It denies", "It is denied by"),
    LinkKind.ADMITS: ("It admits", "It is admitted by"),
    LinkKind.PLANS: ("It was planned in", "It came of"),
    LinkKind.RESPONDS_TO: ("It answers", "It was answered by"),
    LinkKind.PART_OF: ("It is part of", "A part of it is"),
    LinkKind.CORRECTS: ("It corrects", "It is corrected by"),
    LinkKind.MAYBE_SAME: ("It may be the same as", "It may be the same as"),
}


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence where it stands: the words before it, its own, and those after it."""

    before: str
    quote: str
    after: str
    cut_before: bool = False
    cut_after: bool = False

    @property
    def apart(self) -> tuple[bool, bool]:
        """Whether a blank stands before the sentence, and behind it."""
        return self.before[-1:].isspace(), self.after[:1].isspace()


@dataclass(frozen=True, slots=True)
class Evidence:
    """One report: who says it, the sentences in their places, the link that jumps there, and what proves it."""

    key: str
    outlet: str
    title: str
    published: datetime
    speaker: str
    status: str
    passages: tuple[Passage, ...]
    jump: str
    proof: str
    withdrawn: bool
    edition: int


@dataclass(frozen=True, slots=True)
class Root:
    """A newsroom and the reports whose text hangs on it."""

    name: str
    reports: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A change of the event, with the report it came by."""

    at: datetime
    text: str
    report: str = ""
    outlet: str = ""


@dataclass(frozen=True, slots=True)
class Related:
    """How another event stands to this one."""

    how: str
    id: str
    headline: str


@dataclass(frozen=True, slots=True)
class Told:
    """All that an event's page says."""

    id: str
    headline: str
    kind: str
    facts: tuple[tuple[str, str], ...]
    evidence: tuple[Evidence, ...]
    roots: tuple[Root, ...]
    steps: tuple[Step, ...]
    related: tuple[Related, ...]
    opened: datetime
    changed: datetime
    revision: int


def told(event: Event, stories: Mapping[tuple[str, int], Story], linked: Sequence[Event] = ()) -> Told:
    """The words of an event's page."""
    evidence = {report.id: _evidence(report, stories.get((report.story, report.version))) for report in event.reports}
    roots = dict.fromkeys(report.newsroom for report in event.reports)
    return Told(
        id=event.id,
        headline=headline_of(event),
        kind=word_of(event.type, event.claim.reversal),
        facts=tuple((name, value) for name, value in _facts(event) if value),
        evidence=tuple(evidence.values()),
        roots=tuple(Root(_room(event, root), tuple(evidence[r.id] for r in event.reports if r.newsroom == root)) for root in roots),
        steps=tuple(_steps(event)),
        related=tuple(_related(event, linked)),
        opened=event.opened,
        changed=event.changed,
        revision=event.revision,
    )


def _facts(event: Event) -> list[tuple[str, str]]:
    claim = event.claim
    rooms = f"up to {counted(event.newsrooms, 'newsroom')}" if event.newsrooms > 1 else "1 newsroom"
    return [
        ("Who", names_of(claim.actor) or "not told"),
        ("Whom", names_of(claim.target)),
        ("What", what_of(claim)),
        ("When", day_of(event)),
        ("Where", places(claim.place)),
        ("Who says so", speaker_of(claim.source)),
        ("Told by", f"{counted(event.outlets, 'outlet')}, {rooms}, {counted(event.parties, 'party')} to it"),
        ("Grade", event.grade),
        ("Flags", " · ".join(map(readable, event.flags))),
    ]


def _evidence(report: Report, story: Story | None) -> Evidence:
    proof = proof_of(report, story)
    return Evidence(
        key=report.id,
        outlet=outlet_of(report),
        title=report.title,
        published=report.published,
        speaker=speaker_of(report.claim.source),
        status=STATUS[report.claim.status],
        passages=tuple(_passages(report, story if proof.holds else None)),
        jump=address(link_of(report)),
        proof=_proof(report, proof),
        withdrawn=report.withdrawn,
        edition=report.version,
    )


def _passages(report: Report, story: Story | None) -> list[Passage]:
    """The sentences in their surroundings; the sentences alone where the story is stored no more."""
    if story is None:
        return [Passage("", quote, "") for quote in report.claim.quotes]
    return [_passage(story, span) for span in report.claim.evidence]


def _passage(story: Story, span: Span) -> Passage:
    """Surroundings within the title or the text, wherever the sentence stands, cut at words."""
    full, edge = story.full, len(story.title)
    first, last = (0, edge) if span.end <= edge else (edge + 1, len(full))
    start, end = max(first, span.start - AROUND), min(last, span.end + AROUND)
    while first < start < span.start and not full[start - 1].isspace():
        start += 1
    while span.end < end < last and not full[end].isspace():
        end -= 1
    return Passage(full[start : span.start], story.cut(span), full[span.end : end], start > first, end < last)


def _proof(report: Report, proof: Proof) -> str:
    if not proof.stored:
        return "The story's text is stored here no more; the sentence was taken from it letter by letter."
    if not proof.holds:
        return "The stored text does not hold this sentence at its place."
    at = ", ".join(f"{span.start}–{span.end}" for span in report.claim.evidence)
    return f"Stands at characters {at} of the stored text, SHA-256 {proof.sha256}."


def _room(event: Event, root: str) -> str:
    """A newsroom as its own outlet writes itself, where that is among the reports."""
    return next((shown(report.outlet) for report in event.reports if report.outlet.lower() == root), shown(root))


def _steps(event: Event) -> list[Step]:
    outlets = {report.id: shown(report.outlet) for report in event.reports}
    first = event.reports[0] if event.reports else None
    opened = Step(event.opened, "first told", first.id if first else "", outlets[first.id] if first else "")
    return [opened, *(Step(one.at, _change(one), one.report, outlets.get(one.report, "")) for one in event.revisions)]


CHANGES: Mapping[str, str] = {
    "corrected": "corrected by {new}",
    "withdrawn": "withdrawn by {new}, and with it {old}",
    "dropped": "taken out by {new}: {old}",
    "gone": "no longer in the article of {new}",
    "part": "a part of it: {new}",
}


def _change(one: Revision) -> str:
    """A change in words; the parties in it by their names."""
    if one.slot in CHANGES and one.new and (one.old or "{old}" not in CHANGES[one.slot]):
        return readable(CHANGES[one.slot].format(old=one.old, new=one.new))
    words = f"{one.slot}: {one.old} → {one.new}" if one.old and one.new else f"{one.slot}: {one.new or one.old}"
    return readable(words.strip())


def _related(event: Event, linked: Sequence[Event]) -> list[Related]:
    """Links both ways; what is not published is not even named."""
    by = {other.id: other for other in linked}
    out = [Related(LINKS[link.kind][0], link.to, headline_of(by[link.to])) for link in event.links if link.to in by]
    back = [(other, link) for other in linked for link in other.links if link.to == event.id]
    return [*out, *(Related(LINKS[link.kind][1], other.id, headline_of(other)) for other, link in back)]
