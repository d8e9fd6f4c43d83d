"""The last look: a slot without ground is emptied, a claim without substance dropped, and only what is sure is posted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from bot.extract.candidates import Doc, Kind, Zone
from bot.extract.confidence import SHORT, chance, likely
from bot.extract.decode.places import unowned
from bot.extract.families import FIGHTS
from bot.extract.genre import Genre, genre_of
from bot.extract.lexica import capitals
from bot.extract.suspects import without_suspects
from bot.extract.tables import patterns, words
from bot.extract.tolls import accidental, asked, harmless
from bot.model import Category, Claim, ClaimType, Span, Status

POST_AT = {"rules": 0.55, "model": 0.64}  # confidence from which a claim is posted; chosen on dev and 127 other stories
ITEM_AT = 0.42  # the same for what the heads tell of a feed item, which is all news and little detail; chosen on four sets of items
WIRE_AT = 0.57  # the same for a short wire; of 231 openings of 420 to 720 characters .47 of 55 claims below it were right, .84 of 120 above
ITEM_ENDS = 400  # characters from which what is no whole story is a wire
DEEP_AT = 0.8  # the same where neither title nor lead tells of it: what stands deep in a story is seldom its news
OPENING = 3  # sentences behind the title in which a story says what it is about
KEEP_AT = {"rules": 0.1, "model": 0.0}  # below it a claim is not worth the ledger
# What the heads tell of a whole story is left out where it is right by less than the one chance and of no event by less than the other.
RIGHT_AT, MET_AT = 0.3, 0.55
CURVES = frozenset({"rules"})  # the heads bring a calibrated chance of their own
LEAST = {"rules": 3, "model": 2}  # the least importance of what is posted
MOST = 3  # the importance of what a story is about
OLDEST = timedelta(days=10)
SOFT = frozenset({Status.POSSIBLE})
TOPICAL = frozenset({Genre.SPORT, Genre.MARKETS, Genre.LABOUR})  # told by a word of the title that may name what was hit: "market", "match"
# What costs no lives: where people fall it was something else.
BLOODLESS = frozenset(
    {
        ClaimType.ARMS_TRANSFER,
        ClaimType.DEPLOYMENT,
        ClaimType.EXERCISE,
        ClaimType.PROCUREMENT,
        ClaimType.THREAT,
        ClaimType.SANCTION,
        ClaimType.AGREEMENT,
    }
)
# A sentence that says nothing but who told it.
TOLD_BY = re.compile(r"(?:This|That|It) (?:was|is|has been) (?:first )?(?:reported|announced|stated|said|confirmed) (?:by|on|in)\b")
NEEDS_ITEM = frozenset({ClaimType.MISSILE_LAUNCH, ClaimType.INTERCEPTION, ClaimType.SEIZURE, ClaimType.WEAPON_TEST})


def verified(doc: Doc, claims: tuple[Claim, ...], way: str = "rules", attacked: frozenset[int] = frozenset()) -> tuple[Claim, ...]:
    """The claims that hold, with their chance of being right by the curve of a way of reading, and whether they are posted.

    `attacked`: where the sentences start that surely tell of an attack; the toll they count is told however unsure the rest is.
    """
    genre = genre_of(doc.story)
    kept = [_grounded(doc, c) for c in claims]
    # The model's claims come with a chance of their own, fitted on stories it had not learnt from.
    rated = [c if way == "model" else replace(c, confidence=chance(doc, c, way)) for c in kept if c is not None]
    held = [replace(c, post=_posted(doc, c, genre, way)) for c in rated if c.confidence >= KEEP_AT[way]]
    toll = asked(doc, held, attacked, lambda c: c.post)
    fit = [c for c in held if _fit(doc, c, genre, way)]
    more = {id(c) for c in (*_of_whom(doc, fit, way), *(c for c in fit if c is toll))}
    told = tuple(replace(c, post=True) if id(c) in more else c for c in held)
    told = tuple(without_suspects(doc, c) if c.post and way == "model" else c for c in told)
    whole = way == "model" and len(doc.story.text) >= SHORT
    return tuple(c for c in told if c.post or _likely(doc, c, told)) if whole else told


def _likely(doc: Doc, claim: Claim, told: Sequence[Claim]) -> bool:
    return likely(doc, claim, told, "told") >= RIGHT_AT or likely(doc, claim, told, "met") >= MET_AT


def _of_whom(doc: Doc, fit: Sequence[Claim], way: str) -> Iterator[Claim]:
    """What a whole story tells deep inside of a doer whom its opening names, the likeliest of each type that nothing posted tells."""
    if way != "model" or len(doc.story.text) < SHORT:
        return
    named = {i for m in doc.mentions if m.kind is Kind.PARTY and m.sentence <= OPENING for i in m.ids}
    types = {c.type for c in fit if c.post}
    for claim in sorted(fit, key=lambda c: -c.confidence):
        if claim.confidence >= POST_AT[way] and claim.actor and named.issuperset(claim.actor) and claim.type not in types:
            types.add(claim.type)
            yield claim


def _grounded(doc: Doc, claim: Claim) -> Claim | None:
    size = len(doc.story.full)
    evidence = tuple(s for s in claim.evidence if 0 <= s.start < s.end <= size)
    if not evidence or not _substance(claim) or all(TOLD_BY.match(doc.story.cut(s)) for s in evidence):
        return None
    spans = tuple((name, tuple(s for s in held if _within(s, size))) for name, held in claim.spans)
    return replace(claim, evidence=evidence, quotes=tuple(doc.story.cut(s) for s in evidence), spans=spans, place=_places(doc, claim))


def _within(span: Span, size: int) -> bool:
    return 0 <= span.start < span.end <= size


def _substance(claim: Claim) -> bool:
    if claim.type in NEEDS_ITEM and not claim.item:
        return False
    return bool(claim.actor or claim.target or claim.casualties or claim.place)


def _places(doc: Doc, claim: Claim) -> tuple[str, ...]:
    """The places without the countries of doer and target, unless nothing else is told of a deployment. A capital is a place."""
    told = tuple(dict.fromkeys(map(unowned, claim.place)))
    if claim.type is ClaimType.DEPLOYMENT:
        return told
    parties = {*claim.actor, *claim.target}
    states = {m.text for m in doc.mentions if m.kind is Kind.PARTY and set(m.ids) & parties}
    return tuple(p for p in told if p not in states or p in capitals())


def _posted(doc: Doc, claim: Claim, genre: Genre, way: str) -> bool:
    return claim.confidence >= _least(doc, claim, way) and _fit(doc, claim, genre, way)


def _fit(doc: Doc, claim: Claim, genre: Genre, way: str) -> bool:
    """Whether a claim may be posted if it is sure enough."""
    return (
        _of_news(doc, claim, genre)
        and not claim.background
        and not _private(claim)
        and not (claim.type in BLOODLESS and claim.casualties is not None)
        and claim.importance >= LEAST[way]
        and claim.status not in SOFT
        and (bool(claim.actor) or way == "model")
        and (claim.type not in FIGHTS or not (harmless(doc) if claim.actor else harmless(doc) or accidental(doc)))
        and _fresh(doc, claim)
    )


def _private(claim: Claim) -> bool:
    """Whether a firm, and no state, puts something into space, or a state what is plainly no arms: no news of arms."""
    if claim.type is not ClaimType.MISSILE_LAUNCH or not claim.item or not claim.actor:
        return False
    if not all(i.category is Category.SPACE_LAUNCH for i in claim.item):
        return False
    return all(a.islower() for a in claim.actor) or _civil(claim)


def _civil(claim: Claim) -> bool:
    """Whether all that is told of a launch is weather, science or travel, by a state whose rockets are not watched for missiles."""
    told = " ".join((*claim.quotes, *(i.text for i in claim.item)))
    found = {name: any(p.search(told) for p in patterns("space", name)) for name in ("civil", "military")}
    return found["civil"] and not found["military"] and not words("space")["watched"] & set(claim.actor)


def _of_news(doc: Doc, claim: Claim, genre: Genre) -> bool:
    """Whether a story of a kind may be posted from: news, and of other topics the feed item that tells its dead and wounded first."""
    first = claim.casualties is not None and claim.importance == MOST
    return genre is Genre.NEWS or (genre in TOPICAL and first and len(doc.story.text) < SHORT)


def _least(doc: Doc, claim: Claim, way: str) -> float:
    """The confidence from which a claim is posted."""
    if way == "model" and len(doc.story.text) < SHORT:
        return ITEM_AT if len(doc.story.text) < ITEM_ENDS else WIRE_AT
    return POST_AT[way] if any(_leads(doc, s) for s in claim.evidence) else DEEP_AT


def _fresh(doc: Doc, claim: Claim) -> bool:
    return claim.date is None or claim.date.end >= doc.story.published.date() - OLDEST


def _leads(doc: Doc, span: Span) -> bool:
    return any(s.said.start == span.start and (s.zone is Zone.TITLE or s.index <= OPENING) for s in doc.sentences)
