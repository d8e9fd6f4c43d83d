"""Nobody shoots down his own: "the drones that Norland launched were downed by air defences" is no interception by Norland."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.candidates import Doc, Kind
from bot.extract.families import FLAT
from bot.extract.rules.grammar import MODIFIERS, by_whom
from bot.extract.rules.reading import Reading
from bot.extract.rules.spans import less
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, is_verb, lemma, passive, subject
from bot.extract.text.view import FIRED, View
from bot.model import Claim, ClaimType


def without_own(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The interceptions without a doer who fired what was shot down: the other side's, or its whose ground it was, else nobody's."""
    downs = (_turned(read.doc, c, read.shown(c)) if c.type is ClaimType.INTERCEPTION else c for c in claims)
    return tuple(_overhead(read.doc, c, read.shown(c)) if c.type is ClaimType.INTERCEPTION else c for c in downs)


def _overhead(doc: Doc, claim: Claim, held: Sequence[View]) -> Claim:
    """What a state's own were shot down over another's ground by nobody named as shot down by that one."""
    if claim.actor or len(claim.target) != 1 or not claim.target[0].isupper() or claim.status not in FLAT:
        return claim
    owners = {i for m in doc.mentions if m.kind is Kind.PLACE and m.text in claim.place for i in m.ids}
    if len(owners) != 1 or owners & set(claim.target) or any(who for view in held for who in _shooters(view)):
        return claim
    if _others(held, {*claim.target, *owners}):
        return claim
    return replace(claim, actor=tuple(owners))


def _turned(doc: Doc, claim: Claim, held: Sequence[View]) -> Claim:
    if len(claim.actor) != 1 or claim.actor[0] not in {who for view in held for who in _owners(view)}:
        return claim
    own = claim.actor[0]
    if any(own in who for view in held for who in _shooters(view)):
        return claim
    hit = tuple(t for t in claim.target if t not in {own, "civilians"})
    here = {i for m in doc.mentions if m.kind is Kind.PLACE and m.text in claim.place for i in m.ids} - {own}
    alone = len(here) == 1 and not hit and not _others(held, {own, *here})
    doers = hit if len(hit) == 1 else tuple(here) if alone else ()
    spans = less(claim, "actor", "target")
    return replace(claim, actor=doers, target=(own,), spans=spans)


def _others(held: Sequence[View], known: set[str]) -> bool:
    """Whether some sentences name others, who may have done it: "shot down over southern Norland, the rebels said"."""
    told = (m for v in held for _, m in v.of(Kind.PARTY) if m.ids and m.refers is None and m.text[:1].isupper())
    return any(not set(m.ids) & (known | {"civilians"}) for m in told)


def _downs(view: View) -> Iterator[Token]:
    """The verbs of shooting down."""
    told = {t.i for t in view.events(ClaimType.INTERCEPTION)}
    yield from (t for t in view.tokens if is_verb(t) and (t.i in told or lemma(t) in words("downed")["down"]))


def _suffered(view: View, verb: Token) -> bool:
    """Whether its subject is what was shot down: a passive, or a headline's without its "were": "three drones shot down in a week"."""
    if passive(verb):
        return True
    bare = verb.tag_ in {"VBD", "VBN"} and not children(verb, "dobj", "aux")
    return bare and any(view.mention(t, Kind.ITEM) is not None for t in children(verb, "nsubj"))


def _owners(view: View) -> Iterator[str]:
    """Who fired what is shot down: "Norland's drones were downed", "rockets launched by Norland"."""
    for verb in _downs(view):
        things = children(verb, "nsubjpass", "nsubj") if _suffered(view, verb) else children(verb, "dobj")
        inside = [t for thing in things for t in thing.subtree]
        fired = [t for t in inside if is_verb(t) and lemma(t) in FIRED]
        by = [p for v in fired for t in children(v, "agent", "prep") if t.lower_ in {"by", "from"} for p in children(t, "pobj")]
        worn = [t for t in inside if t.dep_ in MODIFIERS and view.mention(t.head, Kind.ITEM) is not None]
        yield from view.sides([*by, *worn])
    fallen = (t.head for t in view.tokens if lemma(t) in words("ownfire")["downed"] and t.dep_ == "amod" and t.tag_ in {"VBN", "VBD", "JJ"})
    yield from (who for thing in fallen if view.mention(thing, Kind.ITEM) is not None for who in view.sides([thing]))


def _shooters(view: View) -> Iterator[frozenset[str]]:
    """Who is named as shooting down, by his own name."""
    for verb in _downs(view):
        agents = by_whom(verb) if _suffered(view, verb) else subject(verb)
        named = [w for a in agents for w in (a, *children(a, *MODIFIERS))]
        held = (view.doc.mentions[i] for w in named for i in view.at.get(w.i, ()))
        yield frozenset(i for m in held if m.kind in {Kind.PARTY, Kind.PERSON} and m.refers is None for i in m.ids)


__all__ = ["without_own"]
