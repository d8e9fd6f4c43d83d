"""Who answers an attack in the sentence that names it: "Oman said its jets struck posts of the Front, a day after its drone attack"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.families import FIGHTS, FLAT, NOBODY
from bot.extract.rules.grammar import after, before, doers
from bot.extract.rules.reading import Reading
from bot.extract.text.token import Token
from bot.extract.text.tree import children, is_verb, passive
from bot.extract.text.view import View
from bot.model import Claim


def with_answering(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The fights with the side that strikes back as the doer, where its foe, who only struck before, was taken for him."""
    return tuple(_turned(c, read.shown(c)) if c.type in FIGHTS and c.status in FLAT and len(c.actor) == 1 else c for c in claims)


def _turned(claim: Claim, held: Sequence[View]) -> Claim:
    foe = claim.actor[0]
    others = [t for t in claim.target if t not in NOBODY]
    struck = {who for v in held for who, whom in _strikes(v) if foe in whom and who in others}
    if len(struck) != 1 or any(foe in who for v in held for who in _deeds(v)) or not any(foe in who for v in held for who in _earlier(v)):
        return claim
    kept = tuple(t for t in claim.target if t in NOBODY)
    spans = tuple((name, spots) for name, spots in claim.spans if name not in {"actor", "target"})
    return replace(claim, actor=tuple(struck), target=(foe, *kept), spans=spans)


def _strikes(view: View) -> Iterator[tuple[str, frozenset[str]]]:
    """Who hits whose things, by each active verb that tells of no earlier event."""
    for verb in _fresh(view):
        if is_verb(verb) and not passive(verb) and (hit := children(verb, "dobj")):
            whom = view.sides([o for t in hit for o in (t, *after(t, "of", "in"))])
            yield from ((who, whom - {who}) for who in doers(view, verb))


def _deeds(view: View) -> Iterator[frozenset[str]]:
    """Who does what each word for a fight tells that tells of no earlier event."""
    for word in _fresh(view):
        yield doers(view, word) if is_verb(word) else view.sides(children(word, "poss", "amod"))


def _earlier(view: View) -> Iterator[frozenset[str]]:
    """Who did what each word tells that tells of an earlier event."""
    for word in (t for kind in sorted(FIGHTS) for t in view.events(kind) if next(before(t), None) is not None):
        yield doers(view, word) if is_verb(word) else view.sides([word])


def _fresh(view: View) -> list[Token]:
    return [t for kind in sorted(FIGHTS) for t in view.events(kind) if next(before(t), None) is None]


__all__ = ["with_answering"]
