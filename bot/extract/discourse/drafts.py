"""Drafts: what one proposal tells, as values read from its mentions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.extract.candidates import Doc, Mention, resolved
from bot.extract.days.outlook import Now
from bot.extract.discourse.wording import worded
from bot.extract.families import NOBODY
from bot.extract.proposal import Filler, Proposal
from bot.extract.text.rooted import gone
from bot.model import AHEAD, Amount, Casualties, Category, ClaimType, Days, Item, Money, Span, Speaker, Status

# Words of a doer that name nobody.
NOBODIES = NOBODY | {
    "attacker", "attackers", "bomber", "bombers", "gunman", "gunmen", "jr", "sr",
    "partner", "partners", "terrorist", "terrorists", "suspect", "suspects", "assailants",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim in the making, with the proposals it joins."""

    type: ClaimType
    status: Status
    actor: tuple[str, ...]
    target: tuple[str, ...]
    item: tuple[Item, ...]
    money: Money | None
    casualties: Casualties | None
    date: Days | None
    place: tuple[str, ...]
    source: tuple[Speaker, ...]
    background: bool
    importance: int
    score: float
    sentences: tuple[int, ...]
    spans: tuple[tuple[str, tuple[Span, ...]], ...]
    scores: tuple[float, ...] = field(default=())


def draft_of(doc: Doc, proposal: Proposal) -> Draft:
    """The values that a proposal's fillers stand for."""
    actor = tuple(i for i in _ids(doc, proposal.fillers("actor")) if i not in NOBODIES)
    items = _items(doc, proposal)
    return Draft(
        type=proposal.type,
        status=proposal.status,
        actor=actor,
        target=tuple(t for t in _ids(doc, proposal.fillers("target")) if t not in actor or proposal.type is ClaimType.STRIKE),
        item=items,
        money=next((m.money for m in _mentions(doc, proposal, "money") if m.money is not None), None),
        casualties=_casualties(_mentions(doc, proposal, "casualties")),
        date=next(
            (settled_in(doc, m, proposal.status) for m in _mentions(doc, proposal, "date") if m.days is not None),
            None,
        ),
        place=tuple(dict.fromkeys(m.text for m in _mentions(doc, proposal, "place"))),
        source=tuple(dict.fromkeys(s for m in _mentions(doc, proposal, "source") if (s := worded(doc, m)) is not None)),
        background=proposal.background,
        importance=proposal.importance,
        score=proposal.score,
        sentences=(proposal.sentence,),
        spans=tuple((role, tuple(Span(m.start, m.end) for m in _mentions(doc, proposal, role))) for role, _ in proposal.roles),
        scores=(proposal.score,),
    )


# A word of saying or deciding that what follows it dates.
DECIDED = re.compile(
    r"(?<!be )(?<!been )\b(?:said|told|announced|approved|signed|ordered|confirmed|decided|reported|warned|agreed|cleared|notified|"
    r"unveiled|revealed)\b[^.;:,]{0,60}$"
)
# Until when, which is no day of the event; the word may stand within those of the month.
DEADLINE = re.compile(r"(?i)\b(?:by|until|till|no later than)\s(?:around\s|about\s)?(?:the\s)?(?:(?:end|middle|start|beginning)\sof\s)?$")
DUE = re.compile(r"(?i)(?:by|until|till)\b")
DUE_WITHIN = 60  # characters before a day in which a deadline's words stand
WEEK = timedelta(days=7)
COMING = re.compile(r"(?i)\b(?:next|tomorrow|coming|upcoming)\b")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def settled(mention: Mention, status: Status, published: date) -> Days | None:
    """What has happened, or was denied, does not lie ahead; a planned weekday does not lie behind."""
    days, ahead = mention.days, status in AHEAD
    if days is None:
        return None
    week = WEEK
    short = days.end - days.start < week
    if days.start > published and not ahead and not COMING.search(mention.text):
        if not short:
            return Days(_year_before(days.start), _year_before(days.end))
        return Days(days.start - week, days.end - week) if days.start - published <= week else days
    named = _weekday(mention) and "last" not in mention.text.lower()
    if ahead and named and short and published - week <= days.end < published:
        return Days(days.start + week, days.end + week)
    return days


def _weekday(mention: Mention) -> bool:
    return any(w in mention.text.lower() for w in WEEKDAYS)


def settled_in(doc: Doc, mention: Mention, status: Status) -> Days | None:
    """The days of a mention where it stands: the day somebody said or decided something lies behind, whatever was decided.

    A deadline ahead is no day of what is to be done by then; what is planned for a day ahead was not done a year before.
    """
    before, today = doc.story.full[doc.sentences[mention.sentence].start : mention.start], doc.story.published.date()
    planned, due = status in AHEAD, DEADLINE.search(before[-DUE_WITHIN:]) or DUE.match(mention.text)
    if mention.days is None or (due and (planned or mention.days.end > today)):
        return None
    if mention.days.end - mention.days.start >= WEEK and Now(mention.days.start, before, "", None).ahead():
        return mention.days  # as in "gave notice of a launch that would come between Dec. 8 and Dec. 25"
    ahead = planned and mention.days.start > today and not _weekday(mention)
    behind = not ahead and (gone(doc, mention) or DECIDED.search(before))
    return settled(mention, Status.ASSERTED if behind else status, today)


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == 2 else day.day)


def _mentions(doc: Doc, proposal: Proposal, role: str) -> tuple[Mention, ...]:
    return tuple(doc.mentions[f.mention] for f in proposal.fillers(role))


def _ids(doc: Doc, fillers: Iterable[Filler]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(p for f in fillers for p in resolved(doc, doc.mentions[f.mention]).ids))


def _items(doc: Doc, proposal: Proposal) -> tuple[Item, ...]:
    counts = list(_mentions(doc, proposal, "count"))
    out: list[Item] = []
    for filler in proposal.fillers("item"):
        mention = doc.mentions[filler.mention]
        if not mention.ids:
            continue
        amount = _amount_for(counts, mention)
        out.append(Item(category=Category(mention.ids[0]), text=mention.text, quantity=amount, model=mention.model))
    return tuple(out)


def _amount_for(counts: list[Mention], item: Mention) -> Amount | None:
    near = sorted((abs(item.start - c.end), i) for i, c in enumerate(counts) if c.sentence == item.sentence)
    return counts.pop(near[0][1]).amount if near else None


def _casualties(mentions: Iterable[Mention]) -> Casualties | None:
    out: Casualties | None = None
    for mention in mentions:
        told = mention.casualties
        if told is not None:
            out = told if out is None else _both(out, told)
    return out


def _both(one: Casualties, two: Casualties) -> Casualties:
    def pick(a: int | None, b: int | None) -> int | None:
        return b if a is None else a

    return Casualties(
        killed_min=pick(one.killed_min, two.killed_min) if one.killed_max is None or one.killed_min is not None else one.killed_min,
        killed_max=pick(one.killed_max, two.killed_max) if one.killed_min is None else one.killed_max,
        wounded_min=pick(one.wounded_min, two.wounded_min) if one.wounded_max is None or one.wounded_min is not None else one.wounded_min,
        wounded_max=pick(one.wounded_max, two.wounded_max) if one.wounded_min is None else one.wounded_max,
    )


def named(parties: tuple[str, ...]) -> set[str]:
    """The parties that are somebody."""
    return set(parties) - NOBODY


MISSILES = frozenset({Category.BALLISTIC_MISSILE, Category.CRUISE_MISSILE, Category.ROCKET, Category.AIR_DEFENCE, Category.SPACE_LAUNCH})


def kin(one: Category, two: Category) -> bool:
    """Whether one may be a looser word for the other: a missile of untold kind, weapons of any kind."""
    return any(loose is Category.OTHER or (loose is Category.MISSILE and fine in MISSILES) for loose, fine in ((one, two), (two, one)))
