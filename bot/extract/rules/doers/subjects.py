"""Who fought where only the verbs tell him from who was fought: "our fighters have seized the town, the rebels' spokesman said"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.candidates import Kind, resolved
from bot.extract.families import FIGHTS, FLAT
from bot.extract.rules.grammar import fighting, named
from bot.extract.rules.reading import Reading
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, conjuncts, is_verb, lemma, passive, subject
from bot.extract.text.view import PRONOUNS, View
from bot.model import Claim, ClaimType

SENT = frozenset({ClaimType.DEPLOYMENT, ClaimType.INCURSION, ClaimType.INTERCEPTION})  # what jets and ships of several do together


def with_subjects(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The fights of nobody in which the side hit is the subject of every verb that tells of them, with that side as the doer.

    And those of one state with the others that its forces' name joins it with: "Norlandic and Sudlandic forces".
    """
    held = ((c, read.shown(c)) for c in claims)
    return tuple(_told(c, views) if c.status in FLAT else c for c, views in held)


def _told(claim: Claim, held: Sequence[View]) -> Claim:
    if claim.type in SENT:
        return _joined(
            claim, held, [t for view in held for kind in sorted(SENT) for t in view.events(kind) if is_verb(t) and not passive(t)]
        )
    if claim.type not in FIGHTS:
        return claim
    verbs = [t for view in held for kind in sorted(FIGHTS) for t in view.events(kind) if _does(t)]
    return _clashing(_joined(_did(_turned(claim, held), held), held, verbs), held)


def _clashing(claim: Claim, held: Sequence[View]) -> Claim:
    """A fight of one as both sides' that are told to clash: "Norland's troops and the rebels clash"."""
    verbs = [(view, t) for view in held for t in view.tokens if is_verb(t) and lemma(t) in words("mutual")["clash"]]
    told = (sides for view, t in verbs for sides in (tuple(i for s in subject(t) for i in _listed(view, s)), *_pairs(view, t)))
    both = next((sides for sides in told if len(sides) == 2 and set(claim.actor) < set(sides) and set(claim.target) <= set(sides)), ())
    return replace(claim, actor=both, target=()) if both and claim.actor and claim.type is ClaimType.GROUND_COMBAT else claim


def _did(claim: Claim, held: Sequence[View]) -> Claim:
    """A fight of nobody as his who alone is told to kill, hit or seize, or behind the "by" of an attack."""
    if claim.actor:
        return claim
    verbs = [(view, t) for view in held for kind in sorted(FIGHTS) for t in view.events(kind)]
    did = {
        who
        for view, t in verbs
        if (who := named(view, [s for s in (_by(t) if not _does(t) else subject(t) if t.dep_ != "relcl" else ()) if not _nameless(s)]))
    }
    doers = next(iter(did)) if len(did) == 1 else frozenset()
    known = len(doers) == 1 and all(who.isupper() or who in fighting() for who in doers)
    return replace(claim, actor=tuple(doers)) if known and not doers & set(claim.target) else claim


def _nameless(word: Token) -> bool:
    """Whether a word names nobody: a pronoun, or "the gunmen", of whom a story may only suspect whose they are."""
    return word.lower_ in PRONOUNS or (lemma(word) in words("agents")["attackers"] and not children(word, "amod", "compound", "poss"))


def _by(noun: Token) -> list[Token]:
    """Who stands behind the "by" of what is done: "shelling by the rebels"."""
    return [p for t in children(noun, "prep", "agent") if t.lower_ == "by" for p in children(t, "pobj")]


def _turned(claim: Claim, held: Sequence[View]) -> Claim:
    if len(claim.target) != 1 or claim.target == ("civilians",) or any(_named(view, set(claim.actor)) for view in held):
        return claim
    verbs = [(view, t) for view in held for kind in sorted(FIGHTS) for t in view.events(kind) if _does(t)]
    told = [(view, [s for s in subject(verb) if not claim.actor or s.lower_ not in PRONOUNS]) for view, verb in verbs]
    doers = [did for view, who in told if (did := view.sides(who))]
    if not doers or any(did != frozenset(claim.target) for did in doers):
        return claim
    spans = tuple(("actor" if name == "target" else name, spots) for name, spots in claim.spans)
    return replace(claim, actor=claim.target, target=claim.actor, spans=spans)


def _named(view: View, doers: set[str]) -> bool:
    """Whether a sentence names one of some doers, or has him stand before or behind the word for a deed."""
    return any(doers & set(resolved(view.doc, m).ids) and m.text[:1].isupper() for _, m in view.of(Kind.PARTY))


def _listed(view: View, word: Token) -> tuple[str, ...]:
    """The sides of what is listed as one subject, in order."""
    return tuple(dict.fromkeys(i for one in conjuncts(word) for i in sorted(named(view, [one]))))


def _joined(claim: Claim, held: Sequence[View], verbs: Sequence[Token]) -> Claim:
    """A claim with all states whose forces are told by one name to do it together, where it has one of them."""
    told = {id(t) for t in verbs}
    states = [pair for view in held for t in view.tokens if id(t) in told for pair in _pairs(view, t)]
    found = next((p for p in states if set(claim.actor) < set(p) and not set(p) & set(claim.target)), claim.actor)
    return replace(claim, actor=found) if claim.actor else claim


def _pairs(view: View, verb: Token) -> Iterator[tuple[str, ...]]:
    """The states that stand side by side before the name of those who do something."""
    heads = (h for s in subject(verb) for h in (s, *children(s, "compound")))
    for adjective in (a for h in heads for a in children(h, "amod", "nmod")):
        told = [view.sides([t]) for t in conjuncts(adjective)]
        if len(told) > 1 and all(len(ids) == 1 and next(iter(ids)).isupper() for ids in told):
            yield tuple(dict.fromkeys(i for ids in told for i in ids))


def _does(verb: Token) -> bool:
    """Whether a verb is what somebody does to something: "seized the town", never "died"."""
    return is_verb(verb) and not passive(verb) and bool(children(verb, "dobj"))


__all__ = ["with_subjects"]
