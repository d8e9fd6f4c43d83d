"""Bodies that watch the sea, or help, tell of attacks and make none: "a tanker was struck, UKMTO said" is no attack by Britain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.candidates import Kind
from bot.extract.families import BY_FORCE
from bot.extract.rules.reading import Reading
from bot.extract.rules.spans import less
from bot.extract.speech.speakers import cues
from bot.extract.tables import words
from bot.extract.text.tree import lemma
from bot.extract.text.view import View
from bot.model import Claim, Status


def without_watching(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The attacks and seizures without states that only a body watching the sea names, as what that body tells of others.

    And without bodies that never use force, whatever their sentence tells: charities, inspectors.
    """
    own = (_harmless(c) if c.type in BY_FORCE else c for c in claims)
    return tuple(_others(c, read.shown(c)) if c.type in BY_FORCE and len(c.actor) == 1 else c for c in own)


def _harmless(claim: Claim) -> Claim:
    left = tuple(a for a in claim.actor if a not in words("watching")["harmless"])
    return claim if left == claim.actor else replace(claim, actor=left)


def _others(claim: Claim, held: Sequence[View]) -> Claim:
    named = [one for view in held for one in _ways(view, claim.actor[0])]
    if not named or not all(named):
        return claim
    spans = less(claim, "actor")
    status = Status.ALLEGED if claim.status is Status.ASSERTED else claim.status
    return replace(claim, actor=(), target=tuple(t for t in claim.target if t != claim.actor[0]), status=status, spans=spans)


def _ways(view: View, doer: str) -> Iterator[bool]:
    """For each mention of a state by name, whether it is such a body, or a part of its name, that speaks."""
    parties = [(m, view.head(m)) for _, m in view.of(Kind.PARTY) if doer in m.ids and m.text[:1].isupper()]
    bodies = [m for m, token in parties if token is not None and lemma(token) in words("watching")["watch"]]
    speaking = [m for m, t in parties if m in bodies and t is not None and (t.dep_ == "appos" or lemma(t.head) in cues()["say"])]
    yield from (any(b.start <= m.start and m.end <= b.end for b in speaking) for m, _ in parties)


__all__ = ["without_watching"]
