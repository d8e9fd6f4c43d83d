"""Two sides that fire at each other: "the forces of A and B traded fire" is one fight by both, whatever else its words were taken for.

And two that accuse each other: "A and B accuse each other of breaching the truce" charges both, and says of neither alone that it did.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from bot.extract.candidates import Doc, Kind, resolved
from bot.extract.families import ATTACKS, FIGHTS, FLAT
from bot.extract.rules.grammar import after
from bot.extract.rules.reading import Reading
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, conjuncts, is_verb, lemma, passive, subject
from bot.extract.text.view import View
from bot.model import Claim, ClaimType, Status

LIKELY = 0.1  # the least chance of a claim that the plain words lift
PLAIN = 0.65  # the chance of a fight told so plainly: of seven typed ones two had none, or one side alone, and a third was too unsure
CHARGED = ATTACKS | {ClaimType.AGREEMENT, ClaimType.INCURSION}
BESIDE = FIGHTS | {ClaimType.DEPLOYMENT}


def with_mutual(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims, each trade of fire as one fight by both sides, of one too unsure to be told where none else is."""
    held = list(claims)
    for view in filter(None, read.seen):
        both = next(_sides(view), ())
        mine = [c for c in held if both and _told(c, both) and read.tells(c, view)]
        fights = [c for c in mine if c.type in FIGHTS] or [
            c for c in (read.loose() if both else ()) if _likely(c, both) and read.tells(c, view)
        ]
        made = max(fights, key=lambda c: (set(c.actor) == set(both), c.confidence), default=None)
        if made is not None:
            fight = replace(made, type=ClaimType.GROUND_COMBAT, actor=both, confidence=max(made.confidence, PLAIN))
            held = [*(c for c in held if c is not made and not (c in mine and set(c.actor) == set(both))), fight]
    return tuple(sorted(held, key=lambda c: (c.evidence[0].start, c.type, c.status)))


def with_both_accused(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims that one sentence of mutual charges tells, by both where they are known, by nobody where not, and at nobody."""
    return tuple(_accused(read.doc, c, read.shown(c)) if c.type in CHARGED and c.status in FLAT else c for c in claims)


def _accused(doc: Doc, claim: Claim, held: Sequence[View]) -> Claim:
    verb = next((t for view in held for t in view.tokens if _mutual(t)), None)
    if len(held) != 1 or verb is None:
        return claim
    sides = tuple(dict.fromkeys(chain.from_iterable(_names(held[0], s) for s in subject(verb) if is_verb(verb))))
    before = [m for _, m in held[0].of(Kind.PARTY) if m.start < held[0].start(verb) and not m.modifier]  # where the parse misreads them
    sides = sides if len(sides) == 2 else tuple(dict.fromkeys(i for m in before for i in resolved(doc, m).ids))
    told = claim.actor if len(set(claim.actor)) == 2 else ()  # "both sides", whom the story names elsewhere
    return replace(claim, actor=sides if len(sides) == 2 else told, target=(), status=Status.ALLEGED)


def _mutual(verb: Token) -> bool:
    """Whether a verb tells that two charge each other: "blame one another", "trade accusations"."""
    if lemma(verb) in words("mutual")["charges"] and any(lemma(c) in words("mutual")["trade"] for c in children(verb, "compound")):
        return True  # as headlines are read: "Norland, Sudland trade accusations"
    if not is_verb(verb) or passive(verb) or children(verb, "neg"):
        return False
    objects = children(verb, "dobj")
    if lemma(verb) in words("charges")["blame"]:
        named = ({o.lower_, *(c.lower_ for c in o.children)} for o in objects)
        return any({"each", "other"} <= n or {"one", "another"} <= n for n in named)
    return lemma(verb) in words("mutual")["trade"] and any(lemma(o) in words("mutual")["charges"] for o in objects)


def _told(claim: Claim, both: Sequence[str]) -> bool:
    return claim.type in BESIDE and claim.status in FLAT and not claim.reversal and set(claim.actor) <= set(both)


def _likely(claim: Claim, both: Sequence[str]) -> bool:
    return claim.type in FIGHTS and _told(claim, both) and claim.confidence >= LIKELY


def _sides(view: View) -> Iterator[tuple[str, ...]]:
    """The two sides of each trade of fire that a sentence tells as done."""
    for verb in view.tokens:
        if lemma(verb) not in words("mutual")["trade"] or not is_verb(verb) or passive(verb) or children(verb, "neg"):
            continue
        if any(c.tag_ == "MD" for c in children(verb, "aux")):
            continue
        if any(lemma(o) in words("mutual")["fire"] for o in children(verb, "dobj")):
            told = dict.fromkeys(chain.from_iterable(_names(view, s) for s in subject(verb)))
            if len(told) == 2:
                yield tuple(told)


def _names(view: View, word: Token) -> Iterator[str]:
    """The ids of what is listed as one subject: "Omani and Chadian troops", "Oman, Chad"."""
    for one in conjuncts(word):
        adjectives = [a for first in children(one, "amod") for a in conjuncts(first) if view.sides([a])]
        owners = [o for p in after(one, "of", "from") for o in conjuncts(p)]
        for named in next((many for many in (adjectives, owners) if len(many) > 1), [one]):
            yield from sorted(view.sides([named]))


__all__ = ["with_mutual"]
