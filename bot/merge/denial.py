"""Denials: claims of their own, linked to what they deny, never merged with it and never counted as support."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.merge import lineage, places, settle
from bot.merge.figures import Effect
from bot.merge.fold import grown, opened, weighed
from bot.merge.identity import Fit, fit
from bot.merge.ladder import current, parties_of, spoken_by, sure
from bot.merge.parties import called, party_of
from bot.merge.slots import Slots, clean, slots_of
from bot.merge.windows import KINDS, LOOK_BACK, NEAR
from bot.merge.withdraw import fallen
from bot.model import NEGATIVE, Change, Decision, Event, Link, LinkKind, Report, Revision, Status

WHERETO = frozenset({"target", "place"})  # "no sign that they will use it" speaks of no event that it does not say more of
CIVILIANS = "civilians"


def decision_on_denial(report: Report, live: Sequence[Event], now: datetime) -> Decision:
    """A denial is kept by itself; the event it denies is marked, and is what readers are told of."""
    event, new = _own(report, live, now)
    told = event.reports[-1]
    meant = _meant(report, [other for other in live if other.status not in NEGATIVE and denies(report, other)])
    if not meant:
        return Decision(event, Change.OPENED if new else Change.NONE, told, opened=new, why=told.why)
    denied = [other for other in meant if marks(report, other)]
    by_itself = report.claim.status is Status.DENIED and all(_only_beside(report, other) for other in denied or meant)
    if not denied and not by_itself:
        return Decision(meant[0], Change.NONE, told, also=(event,), why=told.why)
    links = (Link(LinkKind.DENIES, other.id) for other in denied if other.id not in {link.to for link in event.links})
    event = replace(event, links=(*event.links, *links))
    if by_itself:
        also = tuple(marked_by(other, report, now) for other in denied)
        return Decision(event, Change.OPENED if new else Change.NONE, told, also=also, opened=new, why=told.why)
    main, *rest = denied
    own = [r for r in current(main.reports) if lineage.key(r.outlet) == lineage.key(report.outlet)]
    if own and "CORRECTED" in report.marks:
        return _taken_back(main, own, event, told, now)
    marked = marked_by(main, report, now)
    change = Change.NONE if marked is main else (Change.DENIED if report.claim.status is Status.DENIED else Change.DISPUTED)
    also = (event, *(marked_by(other, report, now) for other in rest))
    return Decision(marked, change, told, also=also, why=told.why, note=f"{_verb(report)} by {voices(report)}")


def _only_beside(denial: Report, event: Event) -> bool:
    """Whether an event is known from the denial's own story alone, and nobody was told of it: then the denial is the news."""
    return event.alerted is None and all(_beside(denial, report) for report in event.reports)


def _meant(report: Report, denied: Sequence[Event]) -> list[Event]:
    """Those a denial speaks of, what channels know first: all that lasts; of things of one day those of its place, else the latest one."""
    civil = [e for e in denied if CIVILIANS in report.claim.target and CIVILIANS in e.claim.target] or denied
    firm = [e for e in civil if any(map(sure, current(e.reports)))] or civil
    outright = [e for e in firm if any(r.story != report.story or not _clashes(report, r) for r in current(e.reports))]
    ranked = sorted(outright or firm, key=lambda e: (e.alerted is None, -e.reports[-1].seen.timestamp(), e.id))
    ours = slots_of(report)
    if KINDS[report.claim.type].lasting or not ranked:
        return ranked
    there = [e for e in ranked if any(places.agree(ours.place, slots_of(r).place) for r in current(e.reports))]
    return there or ranked[:1]


def _taken_back(main: Event, own: Sequence[Report], event: Event, told: Report, now: datetime) -> Decision:
    """An outlet that corrects itself to the contrary takes its first report down with all that hang on it."""
    taken = (
        replace(link, kind=LinkKind.CORRECTS, why="its own outlet took it back") if link.to == main.id else link for link in event.links
    )
    event, fall = replace(event, links=tuple(taken)), fallen(main, own, told, now)
    return replace(fall, change=Change.CORRECTED, also=(event,), why=told.why, note=f"{told.outlet} corrected itself: it did not happen")


def _own(report: Report, live: Sequence[Event], now: datetime) -> tuple[Event, bool]:
    """The event of the same denial with this report in it, or a new one."""
    slots = slots_of(report)
    for event in live:
        best = settle.fits(slots, map(slots_of, current(event.reports))) if event.status in NEGATIVE else None
        if best is not None and (best.same or _same_voice(report, event)):
            rooted = replace(report, newsroom=lineage.newsroom(report, event.reports), why=("the same denial",))
            return grown(event, rooted, Effect(Change.NONE, event.claim), now), False
    return opened(report, now, "a denial stands by itself"), True


def _same_voice(report: Report, event: Event) -> bool:
    return (
        bool(set(parties_of(report)) & set(parties_of(event.reports[0])))
        and "actor" in fit(slots_of(report), slots_of(event.reports[0])).agree
    )


def denies(denial: Report, event: Event) -> bool:
    """Whether a denial speaks of an event: the same kind of thing, nothing clashing but its polarity and day, within the look-back."""
    return any(len(_agreed(denial, report)) > 1 for report in current(event.reports))


def _parting(found: Fit, ours: Slots, theirs: Slots) -> frozenset[str]:
    """The slots in which a denial clashes with what its own story tells.

    It may name the way of a flight, and the land for those who hold it: "to Yemen" of "to the Houthis".
    """
    states, groups = (frozenset(p for p in ours.target | theirs.target if p.isupper() is state) for state in (True, False))
    land = {ours.target, theirs.target} == {states, groups}
    return frozenset(found.against) - {"place"} - ({"target"} if land else frozenset())


def marks(denial: Report, event: Event) -> bool:
    """Whether an event is marked with a denial that speaks of it: one that is sure, and of what is only not known says whom or where."""
    if denial.claim.status is Status.DENIED or "CORRECTED" in denial.marks:
        return sure(denial) and denies(denial, event)
    return denial.claim.post and any(WHERETO & _agreed(denial, report) for report in current(event.reports))


def _agreed(denial: Report, report: Report) -> frozenset[str]:
    """The slots in which a denial agrees with a report that it may speak of, the doer among them; none where it cannot."""
    ours, theirs = replace(slots_of(denial), negative=False), slots_of(report)
    back = LOOK_BACK if KINDS[theirs.type].lasting else NEAR
    if not -back <= denial.published - report.published <= back:
        return frozenset()
    if set(denial.claim.target) == {CIVILIANS} and CIVILIANS not in report.claim.target:
        return frozenset()  # "denied targeting civilians" denies no attack on others
    found = _found(denial, report)
    agree = frozenset(found.agree) - ({"day"} - set(fit(ours, theirs).agree))  # the day speaks for it only where it does so by itself
    against = _parting(found, ours, theirs) if _beside(denial, report) else found.against
    return agree if "actor" in agree and not against else frozenset()


def _found(denial: Report, report: Report) -> Fit:
    """How a denial stands to a report by all but its polarity, its day and whether it is done."""
    ours, theirs = slots_of(denial), slots_of(report)
    return fit(replace(ours, negative=False, start=theirs.start, end=theirs.end, dated=theirs.dated, ahead=theirs.ahead), theirs)


def _clashes(denial: Report, report: Report) -> bool:
    return bool(_found(denial, report).against)


def _beside(denial: Report, report: Report) -> bool:
    """Whether one version of one story tells of both."""
    return denial.story == report.story and denial.version == report.version


def retold(report: Report, story: Sequence[Report]) -> bool:
    """Whether a report of a story is only what its own denial answers: less sure than that, and nobody else says so in it."""
    return report.claim.status not in NEGATIVE and any(_answers(denial, report) for denial in story)


def unsaid(report: Report, story: Sequence[Report]) -> Report:
    """A charge without those among its speakers who deny it in the same story: nobody alleges what he did himself."""
    claim = report.claim
    if claim.status is not Status.ALLEGED:
        return report
    denials = [d for d in story if d.claim.status is Status.DENIED and sure(d) and len(_agreed(d, report)) > 1]
    deny = {party for denial in denials for party in parties_of(denial)} & set(claim.actor)
    left = tuple(speaker for speaker in claim.source if party_of(speaker) not in deny)
    return report if len(left) == len(claim.source) else replace(report, claim=replace(claim, source=left))


def _answers(denial: Report, report: Report) -> bool:
    surer = denial.claim.status in NEGATIVE and denial.claim.confidence > report.claim.confidence
    said = set(spoken_by(report))
    voiced = bool(said) or denial.claim.status is Status.DENIED  # "no sign of it" answers only what the same voice says
    return surer and voiced and said <= set(parties_of(denial)) and len(_agreed(denial, report)) > 1


def marked_by(event: Event, denial: Report, now: datetime) -> Event:
    """The event with a denial recorded against it; itself where that voice has denied it before."""
    slot = _slot(denial, event)
    if any(told.slot in {slot, "denied"} and told.new.startswith(voices(denial)) for told in event.revisions):
        return event
    when = f", {denial.published:%-d %B %Y}" if slot == "denied earlier" else ""
    record = Revision(denial.seen, slot, "", voices(denial) + when, denial.id)
    return weighed(replace(event, revisions=(*event.revisions, record), revision=event.revision + 1, changed=now))


def _slot(denial: Report, event: Event) -> str:
    if denial.claim.status is Status.NEGATED:
        return "doubted"
    first = min(report.published for report in event.reports)
    return "denied earlier" if denial.published < first else "denied"


def _verb(report: Report) -> str:
    return "denied" if report.claim.status is Status.DENIED else "not confirmed"


def voices(report: Report) -> str:
    """Who denies: parties, else those named, else the accused, else the outlet."""
    sides = tuple(called(report, party) for party in parties_of(report))
    named = tuple(filter(None, (speaker.name or speaker.org for speaker in report.claim.source)))
    return ", ".join(sides or named or report.claim.actor[:1]) or report.outlet


def with_denials(event: Event, live: Sequence[Event], now: datetime) -> tuple[Event, tuple[Event, ...]]:
    """A new event marked with the denials that stood already, and those denials with their links."""
    standing = [other for other in live if other.status in NEGATIVE and any(marks(report, event) for report in other.reports)]
    for other in standing:
        event = marked_by(event, next(r for r in other.reports if marks(r, event)), now)
    also = tuple(replace(other, links=(*other.links, Link(LinkKind.DENIES, event.id, "said before"))) for other in standing)
    return replace(event, revision=1), also


def with_admission(event: Event, report: Report, live: Sequence[Event]) -> Event:
    """An event whose doer says now what it denied, with a link to each denial of its own."""
    doers, held = set(parties_of(report)) & set(clean(report).actor), {(link.kind, link.to) for link in event.links}
    denials = (other for other in live if other.status in NEGATIVE and any(link.to == event.id for link in other.links))
    own = (other.id for other in denials if doers & {party for told in other.reports for party in parties_of(told)})
    links = (Link(LinkKind.ADMITS, one, "its doer had denied it") for one in own if (LinkKind.ADMITS, one) not in held)
    return replace(event, links=(*event.links, *links))
