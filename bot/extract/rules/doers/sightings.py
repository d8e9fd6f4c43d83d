"""Forces that a state sees at its door: "Taiwan detects 12 Chinese aircraft around island" is an incursion of theirs, and no seizure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from bot.extract.candidates import Kind, resolved
from bot.extract.decode import slots
from bot.extract.decode.slots import Value
from bot.extract.rules.grammar import MODIFIERS
from bot.extract.rules.reading import Reading
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, conjuncts, is_verb, lemma, subject
from bot.extract.text.view import View
from bot.model import Category, Claim, ClaimType, Span, Status

SEEN = frozenset({Category.AIRCRAFT, Category.SHIP, Category.DRONE, Category.SUBMARINE, Category.OTHER})
# What a sighting is taken for where no word of the sentence says so.
MISREAD = frozenset({ClaimType.SEIZURE, ClaimType.DEPLOYMENT, ClaimType.INTERCEPTION})
SURE = 0.5  # of a sighting that the heads do not tell


def with_sightings(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims of a feed item with what a state sees of another's forces near it, once, in place of a seizure by who only sees them."""
    held = list(claims)
    for told in (c for view in read.seen if view is not None for c in _sightings(view)):
        index = read.at.get(told.evidence[0].start, 0)
        words_of = {k for _, m in read.doc.of(index, Kind.TRIGGER) for k in m.ids}
        here = [c for c in held if told.evidence[0].start in {s.start for s in c.evidence}]
        same = [c for c in here if c.type is ClaimType.INCURSION and set(c.actor) & set(told.actor)]
        gone = [c for c in here if _misread(c, told, words_of)]
        held = [_by_others(c, told) if c in same else c for c in held if c not in gone]
        if not same and not any(_again(c, told) for c in held):
            held.append(replace(told, confidence=max((SURE, *(c.confidence for c in gone))), importance=3 if index <= 1 else 2))
    return tuple(sorted(held, key=lambda c: (c.evidence[0].start, c.type, c.status)))


def _again(claim: Claim, told: Claim) -> bool:
    """Whether another sentence's claim tells the same sighting, as many of them: a headline and its lead."""
    counts = [{i.quantity.text for i in c.item if i.quantity} for c in (claim, told)]
    same = claim.type is ClaimType.INCURSION and set(claim.actor) & set(told.actor) and set(claim.target) & set(told.target)
    return bool(same) and (not all(counts) or bool(counts[0] & counts[1]))


def _misread(claim: Claim, told: Claim, words_of: AbstractSet[str]) -> bool:
    """Whether a claim makes a deed of what its doer only saw: a seizure that no word tells of, or an incursion by the watchers alone."""
    watched = set(claim.actor) & set(told.target)
    if claim.type is ClaimType.INCURSION:
        return bool(watched) and watched == set(claim.actor)
    return bool(watched) and claim.type in MISREAD and claim.type not in words_of


def with_watchers(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims of a whole story with who sees another's forces near it as the one they come near."""
    return tuple(_watched(c, read.shown(c)) if c.type is ClaimType.INCURSION else c for c in claims)


def _watched(claim: Claim, held: Sequence[View]) -> Claim:
    told = next((t for view in held for t in _sightings(view) if set(t.actor) == set(claim.actor)), None)
    return claim if told is None or set(told.target) & set(claim.target) else replace(claim, target=told.target)


def _by_others(claim: Claim, told: Claim) -> Claim:
    """An incursion without who only saw it among its doers."""
    return replace(claim, actor=tuple(a for a in claim.actor if a not in told.target))


def _sightings(view: View) -> Iterator[Claim]:
    table = words("sightings")
    for verb in view.tokens:
        if not is_verb(verb) or lemma(verb) not in table["see"] or children(verb, "neg"):
            continue
        watchers = view.sides(subject(verb))
        things = [(i, view.doc.mentions[i]) for o in children(verb, "dobj") for t in conjuncts(o) if (i := _thing(view, t)) is not None]
        whose = frozenset(i for o in children(verb, "dobj") for i in _owners(view, o)) - watchers
        where = any(p.lower_ in table["near"] for o in (verb, *children(verb, "dobj")) for p in _below(o))
        counts = [Value("", 1.0, i) for i, m in view.of(Kind.COUNT) if m.start > view.start(verb)]
        items = slots.items(view.doc, [Value(m.ids[0], 1.0, i) for i, m in things], counts)
        if len(watchers) == 1 and len(whose) == 1 and items and (where or any(i.quantity for i in items)):
            said = view.sentence.said
            yield Claim(
                type=ClaimType.INCURSION,
                status=Status.ASSERTED,
                evidence=(said,),
                quotes=(view.doc.story.cut(said),),
                actor=tuple(whose),
                target=tuple(watchers),
                item=items,
                spans=(("item", tuple(Span(m.start, m.end) for _, m in things)),),
            )


def _below(token: Token) -> Iterator[Token]:
    for child in children(token, "prep", "conj", "acl", "pcomp"):
        yield child
        yield from _below(child)


def _thing(view: View, token: Token) -> int | None:
    """The mention of the craft that a word names."""
    held = ((i, view.doc.mentions[i]) for i in view.at.get(token.i, ()))
    return next((i for i, m in held if m.kind is Kind.ITEM and m.ids and Category(m.ids[0]) in SEEN), None)


def _owners(view: View, token: Token) -> frozenset[str]:
    """The state whose it is: "Chinese aircraft"; no group, and nobody's own."""
    named = (view.doc.mentions[i] for c in children(token, *MODIFIERS) for i in view.at.get(c.i, ()))
    return frozenset(i for m in named if m.kind is Kind.PARTY for i in resolved(view.doc, m).ids if i.isupper())
