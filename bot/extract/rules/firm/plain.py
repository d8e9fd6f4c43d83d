"""What a feed item tells in plain words, though the heads are unsure: "drones entered its airspace", "the post came under attack"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.candidates import Kind, Zone
from bot.extract.families import FLAT, UNMANNED
from bot.extract.rules.firm.sunk import sinks
from bot.extract.rules.grammar import GROUNDS, INTO, after, by_whom, kinds, things
from bot.extract.rules.reading import Reading
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import BLAMING, children, is_verb, lemma, subject
from bot.extract.text.view import FIRED, View
from bot.model import Category, Claim, ClaimType

SURE = 0.5  # chance of a claim told so
SHIPS = frozenset({Category.SHIP, Category.OTHER})
CRAFT = UNMANNED | {Category.AIRCRAFT, Category.SHIP, Category.SUBMARINE}


def with_plain(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims of a feed item, with the surest loose one of each sentence that tells an entry or an attack in plain words."""
    if not read.short:
        return tuple(claims)
    held = list(claims)
    for view, kind, whose in ((v, *told) for v in read.seen if v is not None and v.sentence.zone is not Zone.TITLE for told in _told(v)):
        mine = [c for c in held if c.type is kind]
        here = [c for c in mine if c.status in FLAT and read.tells(c, view)]
        held = [replace(c, confidence=max(SURE, c.confidence)) if c in here else c for c in held]
        found = () if mine else (c for c in read.righted() if c.type is kind and c.status in FLAT and read.tells(c, view))
        best = max(found, key=lambda c: c.confidence, default=None)
        if best is not None:
            target = best.target if whose is None else tuple(t for t in best.target if t in whose or t.islower())
            held.append(replace(best, target=target, confidence=max(SURE, best.confidence)))
    return tuple(sorted(held, key=lambda c: (c.evidence[0].start, c.type, c.status)))


def _told(view: View) -> Iterator[tuple[ClaimType, frozenset[str] | None]]:
    """The kinds of event that the verbs of a sentence tell in plain words, as done, and whose it is that was hit, where that is told."""
    for verb in view.tokens:
        if is_verb(verb) and _done(verb):
            hit = _hit(view, verb)
            if _enters(view, verb):
                yield ClaimType.INCURSION, None
            elif hit or _crashes(view, verb) or _aimed(view, verb) or sinks(view, verb):
                yield ClaimType.STRIKE, view.sides(hit) if hit else None
            if lemma(verb) == "hijack" and _flies(view, things(verb), SHIPS):
                yield ClaimType.SEIZURE, None
        elif lemma(verb) == "ram" and verb.dep_ == "pcomp" and lemma(verb.head.head) in BLAMING:
            yield ClaimType.INCURSION, None


def _done(verb: Token) -> bool:
    open_ = any(c.tag_ in {"MD", "TO"} for c in children(verb, "aux")) or children(verb, "neg")
    asked = any(c.lower_ in {"if", "unless", "whether"} for c in children(verb, "mark"))
    return not open_ and not asked and verb.tag_ in {"VBD", "VBN", "VBZ", "VBP"}


def _enters(view: View, verb: Token) -> bool:
    """Whether craft enter somebody's ground."""
    grounds = [*children(verb, "dobj"), *after(verb, *INTO)]
    return lemma(verb) in words("plain")["enter"] and any(lemma(g) in GROUNDS for g in grounds) and _flies(view, subject(verb), CRAFT)


def _hit(view: View, verb: Token) -> Sequence[Token]:
    """What comes under attack, or is hit by somebody or by arms; no man who is criticised."""
    hit = children(verb, "nsubj", "nsubjpass")
    if any(view.mention(t, Kind.PERSON) is not None for t in hit) or any(t.lower_ in {"over", "for"} for t in children(verb, "prep")):
        return ()
    under = after(verb, "under")
    if lemma(verb) == "come" and any(lemma(p) in words("plain")["attack"] for p in under):
        return hit
    by = by_whom(verb)
    armed = _flies(view, by, UNMANNED) or any(view.mention(t, Kind.PARTY) is not None for t in by)
    return hit if lemma(verb) in words("plain")["hit"] and armed else ()


def _crashes(view: View, verb: Token) -> bool:
    """Whether a drone or missile comes down on something."""
    onto = any(t.lower_ in {"into", "on", "onto"} for t in children(verb, "prep"))
    return onto and lemma(verb) in words("plain")["crash"] and _flies(view, subject(verb), UNMANNED)


def _aimed(view: View, verb: Token) -> bool:
    """Whether rockets are fired at a place or a party."""
    at = after(verb, "at")
    named = any(view.mention(p, Kind.PLACE, Kind.PARTY) is not None and lemma(p) not in GROUNDS for p in at)
    return named and lemma(verb) in FIRED and _flies(view, things(verb), UNMANNED) and not _tested(view)


def _tested(view: View) -> bool:
    return any(lemma(t) in {"test", "drill", "exercise", "trial"} for t in view.tokens)


def _flies(view: View, named: Sequence[Token], craft: frozenset[Category]) -> bool:
    return any(kinds(view, h) & craft for t in named for h in (t, *after(t, "of")))


__all__ = ["with_plain"]
