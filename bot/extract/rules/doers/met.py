"""Craft that are met and not shot down: "Norland's jets intercepted two Sudland bombers" is an incursion, and no interception."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from bot.extract.candidates import Kind
from bot.extract.decode import slots
from bot.extract.decode.slots import Value
from bot.extract.families import ATTACKS
from bot.extract.rules.doers.entered import enterings
from bot.extract.rules.grammar import doing, things, words_for
from bot.extract.rules.reading import Reading
from bot.extract.rules.spans import less
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, conjuncts, is_verb, lemma, subject, up
from bot.extract.text.view import PRONOUNS, View
from bot.extract.verify import ITEM_ENDS
from bot.model import NEGATIVE, Category, Claim, ClaimType, Item, Span

CRAFT = frozenset({Category.AIRCRAFT, Category.SHIP, Category.SUBMARINE})  # what has a crew
COME = frozenset({ClaimType.INCURSION, ClaimType.EXERCISE, ClaimType.DEPLOYMENT})  # to whose doers who only scrambles is added


@dataclass(frozen=True, slots=True)
class Meeting:
    """Who went to meet whose craft, and the word that tells it."""

    who: frozenset[str]
    whom: frozenset[str]
    span: Span


def with_met(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims with each peaceful intercept once, as an incursion: by whose craft entered, where that is told, else by who met it."""
    item = len(read.doc.story.text) < ITEM_ENDS
    # A longer story tells the scramble beside the meeting.
    sent = frozenset({ClaimType.INTERCEPTION, ClaimType.DEPLOYMENT}) if item else frozenset({ClaimType.INTERCEPTION})
    headline = tuple(_meetings(read.seen[0])) if item and read.seen and read.seen[0] is not None else ()
    come = tuple(c for c in claims if c.type is ClaimType.INCURSION and c.actor and c.status not in NEGATIVE)
    held = tuple(_told(c, read.shown(c), headline, sent, come) for c in claims)
    surest = sorted(zip(held, claims, strict=True), key=lambda pair: (pair[1].type is not ClaimType.INCURSION, -pair[0].confidence))
    met: list[Claim] = []
    for new, old in surest:
        if new is not old and not any(_same(new, m, sent) for m in met):
            met.append(new)
    left = (_surer(c, held, sent) if c in met else c for c in held if not any(_same(c, m, sent) for m in met))
    scrambled = [s for view in read.seen if view is not None for s in _scrambles(view)]
    return tuple(_unhit(_alone(c, scrambled), scrambled, read.shown(c)) for c in left)


def _told(claim: Claim, held: Sequence[View], headline: Sequence[Meeting], sent: AbstractSet[ClaimType], come: Sequence[Claim]) -> Claim:
    met = [m for view in held for m in _meetings(view)]
    if not met and claim.type in sent:
        met = [m for m in headline if set(claim.actor) & m.who]
    if not met or claim.status in NEGATIVE or any(is_verb(t) and lemma(t) in words("met")["shot"] for view in held for t in view.tokens):
        return claim
    crewed = bool(claim.item) and all(i.category in CRAFT for i in claim.item)
    if claim.type is not ClaimType.INCURSION and not (crewed and claim.type in sent and any(set(claim.actor) & m.who for m in met)):
        return claim
    return _sided(replace(claim, type=ClaimType.INCURSION), met, held, [c for c in come if c is claim or _shares(c, claim)])


def _shares(one: Claim, other: Claim) -> bool:
    """Whether two claims stand in one sentence."""
    return bool({s.start for s in one.evidence} & {s.start for s in other.evidence})


def _sided(claim: Claim, met: Sequence[Meeting], held: Sequence[View], come: Sequence[Claim]) -> Claim:
    """An incursion with whose craft it was as the doer where it entered somewhere, else with who met it, and the words "met".

    Where the heads read it as an incursion by whose craft it was, it is one: "met two bombers near its coast".
    """
    who, whom = frozenset(i for m in met for i in m.who), frozenset(i for m in met for i in m.whom)
    if who & whom:
        return claim
    came = any(set(c.actor) <= whom for c in come) or any(_others(view, verb, who) for view in held for verb in enterings(view))
    doers, others = (whom, who) if came else (who, whom)
    spans = less(claim, "actor", "target")
    seen = spans if came else (*spans, ("met", tuple(m.span for m in met)))
    return replace(claim, actor=tuple(sorted(doers)), target=tuple(sorted(others)), spans=seen)


def _others(view: View, verb: Token, who: frozenset[str]) -> bool:
    """Whether what a verb tells is done by others: "they entered" is said of whom somebody met."""
    return not view.sides([t for t in subject(verb) if t.lower_ not in PRONOUNS]) & who


def _surer(met: Claim, held: Sequence[Claim], sent: AbstractSet[ClaimType]) -> Claim:
    """A meeting with the chance of the surest claim that tells it."""
    return replace(met, confidence=max(c.confidence for c in held if c is met or _same(c, met, sent)))


def _same(claim: Claim, met: Claim, sent: AbstractSet[ClaimType]) -> bool:
    """Whether a claim tells a meeting again, or that forces were sent to it."""
    here = {s.start for s in claim.evidence} & {s.start for s in met.evidence} and set(claim.actor) <= set(met.actor)
    return bool(here) and claim is not met and claim.type in {ClaimType.INCURSION, *sent} and claim.status not in NEGATIVE


def _meetings(view: View) -> Iterator[Meeting]:
    """Each meeting of which a sentence names both sides."""
    for verb in view.tokens:
        craft = things(verb) if is_verb(verb) and lemma(verb) in words("met")["meet"] and not children(verb, "neg") else ()
        if any(_crewed(view, t) for t in craft):
            at = view.start(verb)
            met = Meeting(_whose(view, doing(verb)), _whose(view, craft), Span(at, at + len(verb.text)))
            if met.who and met.whom:
                yield met


def _crewed(view: View, word: Token) -> bool:
    """Whether a word names a craft with a crew."""
    found = view.mention(word, Kind.ITEM)
    return found is not None and all(Category(i) in CRAFT for i in view.doc.mentions[found].ids)


def _whose(view: View, craft: Sequence[Token]) -> frozenset[str]:
    """Whose craft some words name, the states before others: "Russian" in "a Russian patrol aircraft" may hang on "patrol"."""
    near = [w for t in craft for c in conjuncts(t) for w in (c, *children(c, "compound", "nmod", "nummod"))]
    found = view.sides([*near, *(c for w in near for a in children(w, "amod") for c in conjuncts(a))])
    return frozenset(i for i in found if i.isupper()) or found


def _scrambles(view: View) -> Iterator[tuple[frozenset[str], tuple[Item, ...]]]:
    """Who sends up what: "Norland scrambled fighters as Sudland's bombers came near"."""
    for verb in (t for t in view.tokens if is_verb(t) and lemma(t) == "scramble"):
        sent = [
            (i, m) for o in children(verb, "dobj") for i in view.at.get(o.i, ()) if (m := view.doc.mentions[i]).kind is Kind.ITEM and m.ids
        ]
        who = view.sides([s for s in subject(verb) if s.lower_ not in PRONOUNS])
        if who and children(verb, "dobj"):
            yield who, slots.items(view.doc, [Value(m.ids[0], 1.0, i) for i, m in sent[:1]], [])


def _alone(claim: Claim, scrambled: Sequence[tuple[frozenset[str], tuple[Item, ...]]]) -> Claim:
    """What others came for without who only scrambled against them; a scramble by who scrambled, with what was sent up."""
    own = tuple(a for a in claim.actor if any(a in who for who, _ in scrambled))
    if claim.type not in COME or not own or len(own) == len(claim.actor):
        return claim
    if claim.type is not ClaimType.DEPLOYMENT:
        return replace(claim, actor=tuple(a for a in claim.actor if a not in own))
    sent = next((items for who, items in scrambled if items and who & set(own)), claim.item)
    return replace(claim, actor=own, item=sent)


def _unhit(claim: Claim, scrambled: Sequence[tuple[frozenset[str], tuple[Item, ...]]], held: Sequence[View]) -> Claim:
    """An attack without who only scrambles because of it among those hit: "Norland scrambles jets after strikes on Sudland"."""
    sent = {i for who, _ in scrambled for i in who} & set(claim.target) if claim.type in ATTACKS else set()
    idle = {i for i in sent if not any(_is_object(spot) for view in held for spot in words_for(view, i))}
    left = tuple(t for t in claim.target if t not in idle)
    return replace(claim, target=left) if idle and left else claim


def _is_object(name: Token) -> bool:
    """Whether something is done to whom a name names: not the jets that are his."""
    first = next((t for t in up(name) if t.dep_ != "conj"), name)
    return first.dep_ in {"dobj", "pobj"} and name.text[:1].isupper()


__all__ = ["with_met"]
