"""Places, days and tolls of another event: "Attacks come days after a blast at Lanka killed six" tells neither where nor how many.

And states that were not hit: the coast of "sank a boat off Lanka" is where it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.extract.candidates import Doc, Kind, resolved
from bot.extract.families import FIGHTS
from bot.extract.rules.grammar import MODIFIERS, SIDES, before, kinds, of_before, things
from bot.extract.rules.reading import Reading
from bot.extract.rules.spans import less, moved, spots, with_toll
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import is_verb, lemma
from bot.extract.text.view import View
from bot.model import Category, Claim, ClaimType, Span

# What may happen off a coast or near a border.
NEARBY = frozenset({ClaimType.STRIKE, ClaimType.SEIZURE, ClaimType.INTERCEPTION, ClaimType.GROUND_COMBAT})
BY = frozenset({"near", "along", "off", "from", "by", "outside", "towards", "toward", "beside"})

POINTS = ("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest")
COMPASS = frozenset({*POINTS, *(f"{p[:5]}-{p[5:]}" for p in POINTS[4:])})


def without_others(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims without places, days and tolls behind "after", "following" or "in revenge for", where their doers stand before it.

    A state that stands behind "off" alone is the place of an attack, not its target.
    """
    held = ((c, read.shown(c)) for c in claims)
    return tuple(_ashore(read.doc, _undated(_unharmed(_kept(read.doc, c, views), views), read.seen), views) for c, views in held)


def _unharmed(claim: Claim, held: Sequence[View]) -> Claim:
    """The claim without the dead and wounded of what its event came after."""
    spans = spots(claim, "casualties")
    if claim.type not in FIGHTS or not spans:
        return claim
    told = [m for v in held for _, m in v.of(Kind.CASUALTIES) if Span(m.start, m.end) in spans]
    left = [m for m in told if not any(of_before(v, m, claim) for v in held)]
    if len(left) == len(told):
        return claim
    return with_toll(claim, left)


def _undated(claim: Claim, seen: Sequence[View | None]) -> Claim:
    """The claim without the day of what its event came after: "fired 60 rockets in response to the killing of a leader last week"."""
    spans = spots(claim, "date")
    told = [(v, m) for v in seen if spans and v is not None for _, m in v.of(Kind.DATE) if Span(m.start, m.end) in spans]
    if not told or not all(of_before(v, m, claim) and not _opens(v.head(m)) for v, m in told):
        return claim
    return replace(claim, date=None, spans=less(claim, "date"))


def _opens(day: Token | None) -> bool:
    """Whether a day is what "since" or "after" itself opens: "since April", no event's that came before."""
    later = words("bystanders")["later"]
    return day is not None and (day.lower_ in later or (day.dep_ == "pobj" and day.head.lower_ in later))


def _ashore(doc: Doc, claim: Claim, held: Sequence[View]) -> Claim:
    """The claim with the states off whose coast it was as its places."""
    if claim.type not in NEARBY or not held:
        return claim
    sea = any(Category.SHIP.value in kinds(v, o) for v in held for e in v.events(claim.type) if is_verb(e) for o in things(e))
    asked = SIDES | {Kind.PLACE} if sea else SIDES
    told = [(v, m, t) for v in held for _, m in v.own if m.kind in asked and (t := v.head(m)) is not None]
    named = [(_off(t) or (sea and _bearing(t)), m, set(resolved(v.doc, m).ids)) for v, m, t in told]
    gone = set(claim.target) & {i for off, _, ids in named if off for i in ids} - {i for off, _, ids in named if not off for i in ids}
    if not gone:
        return claim
    where = {Span(m.start, m.end): m.text for _, m, ids in named if ids & gone}
    places = {s: t for s, t in where.items() if doc.story.full[: s.start].rstrip().lower().endswith("off")}
    had = dict(claim.spans)
    target = tuple(s for s in had.get("target", ()) if s not in where)
    place = tuple(dict.fromkeys((*had.get("place", ()), *places)))
    spans = tuple((n, s) for n, s in {**had, "target": target, "place": place}.items() if s)
    return replace(
        claim,
        target=tuple(t for t in claim.target if t not in gone),
        place=tuple(dict.fromkeys((*claim.place, *places.values()))),
        spans=spans,
    )


def _off(token: Token) -> bool:
    """Whether a state only says where: "off Lanka", "near the border of Lanka", "near the Lankan border"."""
    above = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "of" else token.head
    edge = above if token.dep_ in MODIFIERS or above.i != token.head.i else token
    if edge.i != token.i and lemma(edge) not in words("elsewhere")["edges"]:
        return False
    return edge.dep_ == "pobj" and edge.head.lower_ in (BY if edge.i != token.i else {"off"})


def _bearing(token: Token) -> bool:
    """Whether a place only says where at sea it was: "a tanker was hit 60 miles west of Hodeidah"."""
    return token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lower_ in COMPASS


def _kept(doc: Doc, claim: Claim, held: Sequence[View]) -> Claim:
    spans = spots(claim, "place")
    gone = {s for s in spans if any(_behind(v, s, claim) for v in held)}
    if not gone:
        return claim
    left = tuple(s for s in spans if s not in gone)
    texts = {doc.story.cut(s) for s in gone} - {doc.story.cut(s) for s in left}
    return replace(claim, place=tuple(p for p in claim.place if p not in texts), spans=moved(claim, "place", left))


def _behind(view: View, span: Span, claim: Claim) -> bool:
    """Whether a place stands in what the event comes after, and its own word before that, with none of its doers behind."""
    mention = next((m for _, m in view.of(Kind.PLACE) if (m.start, m.end) == (span.start, span.end)), None)
    token = view.head(mention) if mention is not None else None
    clause = next((tuple(b.subtree) for b in before(token)), None) if token is not None else None
    if clause is None or mention is None:
        return False
    inside = frozenset(t.i for t in clause)
    doers = [
        t for _, m in view.own if m.kind in SIDES and set(claim.actor) & set(resolved(view.doc, m).ids) and (t := view.head(m)) is not None
    ]
    apart = any(t.i not in inside for t in view.events(claim.type)) and not any(t.i in inside for t in doers)
    return of_before(view, mention, claim) or (apart and not _told_there(view, clause, claim))


def _told_there(view: View, clause: Sequence[Token], claim: Claim) -> bool:
    """Whether the claim is of what it came after: its dead or its day stand there too, "after the killing of nine in Lanka last week"."""
    starts = {view.start(t) for t in clause}
    return any(s.start in starts for s in (*spots(claim, "casualties"), *spots(claim, "date")))


__all__ = ["without_others"]
