"""One claim per event and status in a story: proposals of the same event join, and what one leaves open the other fills."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from bot.extract.candidates import Doc, Kind, Mention, Zone
from bot.extract.proposal import Filler, Proposal
from bot.model import Amount, Casualties, Category, Claim, ClaimType, Days, Item, Money, Span, Speaker, Status

EVIDENCE = 3  # sentences a claim may lean on
SPANS = 8  # spans of a slot that are kept
FLAT = frozenset({Status.ASSERTED, Status.ALLEGED})
NOT_SO = frozenset({Status.DENIED, Status.NEGATED})
LONE = frozenset({ClaimType.STRIKE, ClaimType.MISSILE_LAUNCH, ClaimType.WEAPON_TEST, ClaimType.EXERCISE, ClaimType.INTERCEPTION})


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


def merge_proposals(doc: Doc, proposals: Sequence[Proposal]) -> tuple[Claim, ...]:
    """The claims of a story from all that was proposed for its sentences."""
    drafts: list[Draft] = []
    for proposal in sorted(proposals, key=lambda p: (p.sentence, p.trigger or 0)):
        _place(doc, drafts, draft_of(doc, proposal))
    return tuple(_claim(doc, d) for d in drafts)


def _place(doc: Doc, drafts: list[Draft], new: Draft) -> None:
    ranked = sorted(((likeness(doc, old, new), -i) for i, old in enumerate(drafts)), reverse=True)
    if ranked and ranked[0][0] >= JOIN:
        at = -ranked[0][1]
        drafts[at] = joined(drafts[at], new)
    else:
        drafts.append(new)


JOIN = 1.0


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
            (settled(m, proposal.status, doc.story.published.date()) for m in _mentions(doc, proposal, "date") if m.days is not None),
            None,
        ),
        place=tuple(dict.fromkeys(m.text for m in _mentions(doc, proposal, "place"))),
        source=tuple(dict.fromkeys(speaker_of(doc, m) for m in _mentions(doc, proposal, "source"))),
        background=proposal.background,
        importance=proposal.importance,
        score=proposal.score,
        sentences=(proposal.sentence,),
        spans=tuple((role, tuple(Span(m.start, m.end) for m in _mentions(doc, proposal, role))) for role, _ in proposal.roles),
        scores=(proposal.score,),
    )


WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def settled(mention: Mention, status: Status, published: date) -> Days | None:
    """What has happened, or was denied, does not lie ahead; a planned weekday does not lie behind."""
    days, ahead = mention.days, status in {Status.PLANNED, Status.POSSIBLE}
    if days is None:
        return None
    week = timedelta(days=7)
    short = days.end - days.start < week
    if days.start > published and not ahead:
        if not short:
            return Days(_year_before(days.start), _year_before(days.end))
        return Days(days.start - week, days.end - week) if days.start - published <= week else days
    named = any(w in mention.text.lower() for w in WEEKDAYS) and "last" not in mention.text.lower()
    if ahead and named and short and published - week <= days.end < published:
        return Days(days.start + week, days.end + week)
    return days


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == 2 else day.day)


def _mentions(doc: Doc, proposal: Proposal, role: str) -> tuple[Mention, ...]:
    return tuple(doc.mentions[f.mention] for f in proposal.fillers(role))


def _ids(doc: Doc, fillers: Iterable[Filler]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(p for f in fillers for p in _resolved(doc, doc.mentions[f.mention]).ids))


def _resolved(doc: Doc, mention: Mention) -> Mention:
    for _ in range(4):
        if mention.ids or mention.refers is None:
            return mention
        mention = doc.mentions[mention.refers]
    return mention


def speaker_of(doc: Doc, mention: Mention) -> Speaker:
    """The speaker that a mention stands for: the fuller earlier mention of a person, or the words themselves."""
    full = doc.mentions[mention.refers] if mention.refers is not None else _earlier_person(doc, mention) or mention
    name = full.name or mention.name or None
    org = full.org or mention.org or (None if name else full.text)
    ids = _resolved(doc, full).ids or _resolved(doc, mention).ids
    return Speaker(name=name, org=org, party=ids[0] if ids else "", anonymous=name is None and not ids)


def _earlier_person(doc: Doc, mention: Mention) -> Mention | None:
    """The person told in full before, whose last name a mention is: "Kirby" after "John Kirby"."""
    last = (mention.name or mention.text).split()[-1:]
    fuller = (m for m in doc.mentions if m.start < mention.start and m.kind is Kind.PERSON and m.name and " " in m.name)
    if not last or not last[0][:1].isupper() or (mention.ids and not mention.name):
        return None
    return next((m for m in fuller if m.name.split()[-1] == last[0]), None)


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


def likeness(doc: Doc, old: Draft, new: Draft) -> float:
    """How surely two drafts tell one event; below zero: they cannot."""
    if old.type is not new.type or not _same_status(old, new):
        return -9.0
    parts = (
        _parties(old, new),
        _days(old, new),
        _counts(old, new),
        _harm(old, new),
        _places(old, new),
        _things(old, new),
        _nearness(doc, old, new),
    )
    return -9.0 if min(parts) <= -5 else sum(parts)


def _same_status(old: Draft, new: Draft) -> bool:
    return old.status is new.status or {old.status, new.status} <= FLAT


def _parties(old: Draft, new: Draft) -> float:
    total = 0.0
    for one, two, alike, unlike in ((old.actor, new.actor, 1.0, -9.0), (_named(old.target), _named(new.target), 0.5, -1.0)):
        if one and two:
            total += alike if set(one) & set(two) else unlike
    return total


def _named(parties: tuple[str, ...]) -> set[str]:
    return set(parties) - VAGUE


VAGUE = frozenset({"civilians", "unknown"})
NOBODIES = frozenset("attacker attackers bomber bombers gunman gunmen jr sr partners partner terrorists terrorist suspects suspect assailants".split()) | VAGUE


def _days(old: Draft, new: Draft) -> float:
    if old.date is None or new.date is None:
        return 0.0
    if old.date == new.date:
        return 1.0
    return 0.4 if old.date.start <= new.date.end and new.date.start <= old.date.end else -9.0


def _numbers(draft: Draft) -> set[tuple[float | None, float | None]]:
    return {
        (i.quantity.min, i.quantity.max) for i in draft.item if i.quantity is not None and (i.quantity.min, i.quantity.max) != (None, None)
    }


def _counts(old: Draft, new: Draft) -> float:
    one, two = _numbers(old), _numbers(new)
    if not one or not two:
        return 0.0
    return 1.0 if one & two else -3.0


def _harm(old: Draft, new: Draft) -> float:
    if old.casualties is None or new.casualties is None:
        return 0.0
    one, two = ((c.killed_min, c.killed_max) for c in (old.casualties, new.casualties))
    if one == two or (None, None) in {one, two}:
        return 0.7
    return -2.0


def _places(old: Draft, new: Draft) -> float:
    if not old.place or not new.place:
        return 0.0
    one, two = (({w.lower() for p in d.place for w in p.split()}) for d in (old, new))
    return 0.8 if one & two else -1.2


def _things(old: Draft, new: Draft) -> float:
    if not old.item or not new.item:
        return 0.0
    alike = any(a.category is b.category or kin(a.category, b.category) for a in old.item for b in new.item)
    return 0.5 if alike else -0.8


MISSILES = frozenset({Category.BALLISTIC_MISSILE, Category.CRUISE_MISSILE, Category.ROCKET, Category.AIR_DEFENCE, Category.SPACE_LAUNCH})


def kin(one: Category, two: Category) -> bool:
    """Whether one may be a looser word for the other: a missile of untold kind, weapons of any kind."""
    for loose, fine in ((one, two), (two, one)):
        if loose is Category.OTHER or (loose is Category.MISSILE and fine in MISSILES):
            return True
    return False


def _nearness(doc: Doc, old: Draft, new: Draft) -> float:
    gap = new.sentences[0] - old.sentences[-1]
    title = doc.sentences[old.sentences[0]].zone is Zone.TITLE and new.sentences[0] <= old.sentences[0] + 2
    bare = 0.5 if not (new.actor or _named(new.target)) or not (old.actor or _named(old.target)) else 0.0
    return (0.6 if gap == 0 or title else 0.5 if gap == 1 else 0.1) + (bare if gap <= 1 or title else 0.0)


def joined(old: Draft, new: Draft) -> Draft:
    """Two drafts of one event as one; the earlier one's values stand."""
    return replace(
        old,
        status=Status.ALLEGED if Status.ALLEGED in {old.status, new.status} else old.status,
        actor=old.actor or new.actor,
        target=_joined_targets(old.target, new.target),
        item=_joined_items(old.item, new.item),
        money=old.money or new.money,
        casualties=old.casualties or new.casualties,
        date=_narrower(old.date, new.date),
        place=tuple(dict.fromkeys((*old.place, *new.place)))[:4],
        source=_joined_sources(old.source, new.source),
        background=old.background and new.background,
        importance=max(old.importance, new.importance),
        score=max(old.score, new.score),
        sentences=tuple(sorted({*old.sentences, *new.sentences}))[:SPANS],
        spans=_joined_spans(old, new),
        scores=(*old.scores, *new.scores)[:SPANS],
    )


def _narrower(old: Days | None, new: Days | None) -> Days | None:
    if old is None or new is None:
        return old or new
    return new if new.end - new.start < old.end - old.start else old


def _joined_targets(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    """The earlier target, with civilians added where either tells of them; a named one stands before them."""
    if not _named(old) and _named(new):
        old, new = new, old
    return tuple(dict.fromkeys((*old, *(t for t in new if not old or t in VAGUE))))


def _joined_items(old: tuple[Item, ...], new: tuple[Item, ...]) -> tuple[Item, ...]:
    out = list(old)
    for item in new:
        twin = next((i for i, o in enumerate(out) if o.category is item.category), None)
        loose = next((i for i, o in enumerate(out) if kin(o.category, item.category)), None)
        if twin is None and loose is not None:
            out[loose] = _finer(out[loose], item)
        elif twin is None:
            out.append(item)
        elif out[twin].quantity is None and item.quantity is not None:
            out[twin] = replace(out[twin], quantity=item.quantity)
    return tuple(out)


def _finer(one: Item, two: Item) -> Item:
    """The more telling of two words for one thing, with the count that either has."""
    loose = {Category.OTHER, Category.MISSILE}
    kept = two if one.category in loose and two.category is not Category.OTHER else one
    return replace(kept, quantity=one.quantity or two.quantity)


def _joined_sources(old: tuple[Speaker, ...], new: tuple[Speaker, ...]) -> tuple[Speaker, ...]:
    out = list(old)
    for speaker in new:
        if not any(o.name == speaker.name if o.name and speaker.name else (o.org == speaker.org) for o in out):
            out.append(speaker)
    return tuple(out[:3])


def _joined_spans(old: Draft, new: Draft) -> tuple[tuple[str, tuple[Span, ...]], ...]:
    names = dict.fromkeys(n for n, _ in (*old.spans, *new.spans))
    return tuple((n, tuple(dict.fromkeys(s for m, spans in (*old.spans, *new.spans) if m == n for s in spans))[:SPANS]) for n in names)


def _claim(doc: Doc, draft: Draft) -> Claim:
    spans = tuple(_evidence(doc, i) for i in _best_sentences(draft))
    return Claim(
        type=draft.type,
        status=draft.status,
        evidence=spans,
        quotes=tuple(doc.story.cut(s) for s in spans),
        actor=draft.actor,
        target=draft.target,
        item=draft.item,
        money=draft.money,
        casualties=draft.casualties,
        date=draft.date,
        place=draft.place,
        source=draft.source,
        background=draft.background,
        importance=draft.importance,
        confidence=draft.score,
        spans=draft.spans,
    )


def _best_sentences(draft: Draft) -> tuple[int, ...]:
    return draft.sentences[:EVIDENCE]


def _evidence(doc: Doc, index: int) -> Span:
    sentence = doc.sentences[index]
    return Span(sentence.start, sentence.end)
