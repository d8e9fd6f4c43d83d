"""What an item tells only in passing: ground held since, a drill as a backdrop, a judgment on a war, a general named; no news to post."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from types import MappingProxyType

from bot.extract.candidates import Kind, Mention, Zone
from bot.extract.rules.reading import Reading
from bot.extract.rules.spans import spots
from bot.extract.tables import patterns, words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, is_verb, lemma, up
from bot.extract.text.view import View
from bot.extract.verify import MOST
from bot.model import Claim, ClaimType

STOP = re.compile(r"[,;:—]")  # where a clause ends
MODAL = frozenset({"could", "may", "might"})


def with_passing(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims of a feed item, those that all of their evidence tells only in passing as background."""
    return tuple(replace(c, background=True) if _in_passing(c, read.shown(c)) else c for c in claims)


def _in_passing(claim: Claim, held: Sequence[View]) -> bool:
    if any(view.sentence.zone is Zone.TITLE and _told(view, "asked") for view in held):
        return True
    if claim.casualties is not None or any(i.quantity for i in claim.item):
        return False
    return (claim.importance < MOST and _behind(claim, held)) or any(sign(claim, held) for sign in SIGNS.get(claim.type, ()))


def _behind(claim: Claim, held: Sequence[View]) -> bool:
    """Whether all that is told stands behind "the speech comes as": what was so before."""
    things = [span.start for span in spots(claim, "item")]

    def hits(view: View) -> list[bool]:
        marks = [m.end() for m in _found(view, "comes")]
        here = [view.start(t) for t in view.events(claim.type)]
        told = here or [at for at in things if view.sentence.told <= at < view.sentence.end]
        return [any(mark <= at for mark in marks) for at in told]

    return _all(held, hits)


def _told(view: View, name: str) -> bool:
    """Whether a pattern of the table is in a sentence."""
    return any(True for _ in _found(view, name))


def _found(view: View, name: str) -> Iterator[re.Match[str]]:
    text = view.doc.story.full
    return (m for p in patterns("passing", name) for m in p.finditer(text, view.sentence.told, view.sentence.end))


def _all(held: Sequence[View], hits: Callable[[View], Sequence[bool]]) -> bool:
    """Whether the sentences hold hits, and all of them stand aside."""
    found = [aside for view in held for aside in hits(view)]
    return bool(found) and all(found)


def _ground(_: Claim, held: Sequence[View]) -> bool:
    """Whether ground is told of only beside what happens: "as troops lose ground", "in recaptured territory", "the war goes on"."""
    return _all(held, _aside)


def _mood(claim: Claim, held: Sequence[View]) -> bool:
    """Whether the title tells how troops feel, and nobody is named who says that they moved."""
    return not claim.source and any(view.sentence.zone is Zone.TITLE and _told(view, "mood") for view in held)


def _aside(view: View) -> list[bool]:
    beside = [*_clauses(view), *(m.span() for m in _found(view, "regained")), *(m.span() for m in _found(view, "lasting"))]
    return [any(a <= m.start() < b for a, b in beside) for m in _found(view, "ground")]


def _clauses(view: View) -> Iterator[tuple[int, int]]:
    """Where a clause beside the main one stands in which no place with a name is told."""
    text, end = view.doc.story.full, view.sentence.end
    fronted = (p.match(text, view.sentence.told, end) for p in patterns("passing", "fronted"))
    for found in (*_found(view, "beside"), *(m for m in fronted if m is not None)):
        stop = STOP.search(text, found.end(), end)
        last = stop.start() if stop else end
        if not any(found.start() <= m.start < last and _local(view, m) for _, m in view.of(Kind.PLACE)):
            yield found.start(), last


def _local(view: View, place: Mention) -> bool:
    """Whether a place has a name of its own and is no state."""
    return place.text != place.text.lower() and not any(m.start == place.start for _, m in view.of(Kind.PARTY))


def _judged(claim: Claim, held: Sequence[View]) -> bool:
    """Whether what is told is only held against others or weighed: "the attacks echo earlier wars", "raids could worsen ties"."""
    return bool(held) and all(_weighs(view, claim.type) for view in held)


def _weighs(view: View, kind: ClaimType) -> bool:
    told = {t.i for t in view.events(kind)}
    for verb in _main(view):
        about = {t.i for subject in children(verb, "nsubj", "csubj") for t in subject.subtree}
        if told <= about and (_likens(verb) or (told and (_modal(verb) or _defines(verb)))):
            return True
    return False


def _main(view: View) -> Iterator[Token]:
    """The verb of the sentence, and what is said there."""
    for verb in (t for t in view.tokens if t.head.i == t.i and is_verb(t)):
        yield verb
        yield from children(verb, "ccomp")


def _likens(verb: Token) -> bool:
    raised = lemma(verb) in words("passing")["raise"] and any(lemma(o) in words("passing")["doubts"] for o in children(verb, "dobj"))
    return raised or lemma(verb) in words("passing")["likened"]


def _modal(verb: Token) -> bool:
    return any(c.lower_ in MODAL for c in children(verb, "aux"))


def _defines(verb: Token) -> bool:
    """Whether many are said to be one thing: "the raids are a crime"."""
    many = any(s.tag_ in {"NNS", "NNPS"} for s in children(verb, "nsubj"))
    return many and lemma(verb) == "be" and any(c.tag_ == "NN" for c in children(verb, "attr"))


def _shown(_: Claim, held: Sequence[View]) -> bool:
    """Whether all that is told is the name of a weapon: "the rifle that soldiers are using against rebels"."""
    roots = [(view, t) for view in held for t in view.tokens if t.head.i == t.i]
    return bool(roots) and all(view.mention(t, Kind.ITEM) is not None and children(t, "relcl") for view, t in roots)


def _abused(claim: Claim, held: Sequence[View]) -> bool:
    """Whether prisoners were tortured and nothing was attacked."""
    return any(_told(view, "abused") for view in held) and not any(view.events(claim.type) for view in held)


def _past(_: Claim, held: Sequence[View]) -> bool:
    """Whether wars before are told of, or what goes on all the time."""
    return any(_told(view, "before") for view in held)


def _backdrop(claim: Claim, held: Sequence[View]) -> bool:
    """Whether a drill is only where something went wrong or was filmed: "a pilot was hurt during a drill"."""
    return _all(held, lambda view: [_around(t) for t in view.events(claim.type)])


def _around(token: Token) -> bool:
    chain = list(up(token))
    aside = any(t.dep_ == "prep" and t.lower_ in words("passing")["around"] for t in chain)
    return aside and any(is_verb(t) and lemma(t) in words("passing")["mishaps"] for t in chain)


def _named(claim: Claim, held: Sequence[View]) -> bool:
    """Whether a commander is named and no force moved."""
    moved = (t for view in held for t in view.events(claim.type))
    return not claim.item and not any(moved) and any(_told(view, "named") for view in held)


def _used(claim: Claim, held: Sequence[View]) -> bool:
    """Whether a weapon is only seen at work, or another's forces are only watched."""
    return any(_told(view, "used") for view in held) or (not claim.place and any(_told(view, "watched") for view in held))


def _drugs(_: Claim, held: Sequence[View]) -> bool:
    """Whether what was seized is drugs."""
    return any(_told(view, "drugs") for view in held)


def _idle(_: Claim, held: Sequence[View]) -> bool:
    """Whether a threat has no word of force in it: "says the war would end in a day"."""
    return bool(held) and not any(_told(view, "forceful") for view in held)


def _tallied(_: Claim, held: Sequence[View]) -> bool:
    """Whether a yearly count of the trade is told: "imports rose by half in five years, SIPRI said"."""
    return any(_told(view, "tallied") for view in held)


def _served(claim: Claim, held: Sequence[View]) -> bool:
    """Whether what was ordered is services, and no thing: "a contract to train sailors"."""
    return not claim.item and any(_told(view, "served") for view in held)


SIGNS = MappingProxyType(
    {
        ClaimType.ARMS_TRANSFER: (_tallied,),
        ClaimType.PROCUREMENT: (_served, _tallied),
        ClaimType.GROUND_COMBAT: (_ground, _judged, _past, _mood),
        ClaimType.STRIKE: (_judged, _past, _shown, _abused),
        ClaimType.MISSILE_LAUNCH: (_judged, _past),
        ClaimType.EXERCISE: (_backdrop,),
        ClaimType.DEPLOYMENT: (_named, _used, _shown),
        ClaimType.SEIZURE: (_drugs,),
        ClaimType.THREAT: (_idle,),
    }
)
