"""An event in the words of its page. Pure: the event, its stories and its neighbours in, plain data for the template out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.alert.names import names_of, readable
from bot.alert.outlets import room_of, shown
from bot.alert.sites import apart
from bot.alert.speakers import speaker_of
from bot.alert.words import STATUS, what_of
from bot.lookup import Proof, proof_of
from bot.model import Event, LinkKind, Report, Span, Story, kind_word
from handlers.commands.telling import change_of, counted, day_of, headline_of, link_of, outlet_of
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
class Part:
    """Some words of a passage, marked where they are the sentence; `blank`: whether one stands behind them."""

    words: str
    marked: bool
    blank: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences where they stand, with the words around them."""

    parts: tuple[Part, ...]
    cut_before: bool = False
    cut_after: bool = False


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
    url: str
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
    first: datetime
    opened: datetime
    changed: datetime
    revision: int


def told(event: Event, stories: Mapping[tuple[str, int], Story], linked: Sequence[Event] = ()) -> Told:
    """The words of an event's page."""
    evidence = {report.id: _evidence(report, stories.get((report.story, report.version))) for report in event.telling}
    roots = dict.fromkeys(report.newsroom for report in event.telling)
    return Told(
        id=event.id,
        headline=headline_of(event),
        kind=kind_word(event.type, event.claim.reversal),
        facts=tuple((name, value) for name, value in _facts(event) if value),
        evidence=tuple(evidence.values()),
        roots=tuple(Root(_room(event, root), tuple(evidence[r.id] for r in event.telling if r.newsroom == root)) for root in roots),
        steps=tuple(_steps(event, linked)),
        related=tuple(_related(event, linked)),
        first=event.told,
        opened=event.opened,
        changed=event.changed,
        revision=event.revision,
    )


def _facts(event: Event) -> list[tuple[str, str]]:
    claim = event.claim
    rooms = f"up to {counted(event.newsrooms, 'newsroom')}" if event.newsrooms > 1 else "1 newsroom"
    return [
        ("Who", names_of(claim.actor, event.sentences) or "not told"),
        ("Whom", names_of(claim.target, event.sentences)),
        ("What", what_of(claim)),
        ("When", day_of(event)),
        ("Where", places(apart(claim.place))),
        ("Who says so", _speakers(event)),
        ("Told by", f"{counted(event.outlets, 'outlet')}, {rooms}; {_parties(event.parties)}"),
        ("Grade", event.grade),
        ("Flags", " · ".join(readable(flag, event.sentences) for flag in event.flags)),
    ]


def _speakers(event: Event) -> str:
    """Who says so in any of its reports, the event's own speaker first."""
    live = (report for report in event.telling if not report.withdrawn)
    return speaker_of((*event.claim.source, *(speaker for report in live for speaker in report.claim.source)))


def _parties(count: int) -> str:
    return f"{counted(count, 'party')} {'says' if count == 1 else 'say'} so" if count else "no party is named"


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
        url=address(report.url or ""),
        proof=_proof(report, proof),
        withdrawn=report.withdrawn,
        edition=report.version,
    )


def _passages(report: Report, story: Story | None) -> list[Passage]:
    """The sentences in their surroundings, each letter once; the sentences alone where the story is stored no more."""
    if story is None:
        return [Passage((Part(quote, marked=True),)) for quote in report.claim.quotes]
    return [_passage(story, spans) for spans in _near(story, report.claim.evidence)]


def _near(story: Story, spans: Sequence[Span]) -> list[list[Span]]:
    """The sentences whose surroundings meet, together, in their order."""
    found: list[list[Span]] = []
    for span in sorted(spans, key=lambda one: one.start):
        if found and _around(story, span).start <= _around(story, found[-1][-1]).end:
            found[-1].append(span)
        else:
            found.append([span])
    return found


def _around(story: Story, span: Span) -> Span:
    """A sentence with its surroundings, within the title or the text, wherever it stands, cut at words."""
    full, edge = story.full, len(story.title)
    first, last = (0, edge) if span.end <= edge else (edge + 1, len(full))
    start, end = max(first, span.start - AROUND), min(last, span.end + AROUND)
    while first < start < span.start and not full[start - 1].isspace():
        start += 1
    while span.end < end < last and not full[end].isspace():
        end -= 1
    return Span(start, end)


def _passage(story: Story, spans: Sequence[Span]) -> Passage:
    full, edge = story.full, len(story.title)
    at, end = _around(story, spans[0]).start, _around(story, spans[-1]).end
    cut_before, cut_after = at not in {0, edge + 1}, end not in {edge, len(full)}
    cuts: list[tuple[int, int, bool]] = []
    for span in spans:
        cuts += [(at, span.start, False), (max(at, span.start), span.end, True)]
        at = max(at, span.end)
    told = [(full[start:stop], marked) for start, stop, marked in (*cuts, (at, end, False)) if start < stop]
    follows = [words for words, _ in told[1:]]
    blanks = [one[-1:].isspace() or two[:1].isspace() for (one, _), two in zip(told, follows, strict=False)]
    parts = (Part(words, marked, blank) for (words, marked), blank in zip(told, (*blanks, False), strict=True))
    return Passage(tuple(parts), cut_before, cut_after)


def _proof(report: Report, proof: Proof) -> str:
    if not proof.stored:
        return "The story's text is stored here no more; the sentence was taken from it letter by letter."
    if not proof.holds:
        return "The stored text does not hold this sentence at its place."
    at = ", ".join(f"{span.start}–{span.end}" for span in report.claim.evidence)
    return f"Stands at characters {at} of the stored text, SHA-256 {proof.sha256}."


def _room(event: Event, root: str) -> str:
    """A newsroom as its own outlet writes itself, where that is among the reports."""
    return next((shown(report.outlet) for report in event.reports if report.outlet.lower() == root), room_of(root))


def _steps(event: Event, linked: Sequence[Event]) -> list[Step]:
    """What was told when, by the times of publication; by ours where a report is not at hand."""
    known, said = {report.id: report for other in (*linked, event) for report in other.reports}, event.sentences
    mine = {report.id: shown(report.outlet) for report in event.telling}
    first = min(event.telling, key=lambda report: report.published, default=None)
    opened = Step(event.told, "first told", first.id if first else "", mine[first.id] if first else "")
    changes = (
        Step(
            known[one.report].published if one.report in known else one.at,
            change_of(one, said),
            one.report,
            mine.get(one.report, ""),
        )
        for one in event.revisions
    )
    return sorted((opened, Step(event.opened, "first seen here"), *changes), key=lambda step: step.at)


def _related(event: Event, linked: Sequence[Event]) -> list[Related]:
    """Links both ways; what is not published is not even named."""
    by = {other.id: other for other in linked}
    out = [Related(LINKS[link.kind][0], link.to, headline_of(by[link.to])) for link in event.links if link.to in by]
    back = [(other, link) for other in linked for link in other.links if link.to == event.id]
    return [*out, *(Related(LINKS[link.kind][1], other.id, headline_of(other)) for other, link in back)]
