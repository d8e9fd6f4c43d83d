"""Nobody charges himself: of those who say so, the doer's own voice is left out where the side that was hit makes the charge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.extract.candidates import Doc, Kind, resolved, starts
from bot.extract.decode.units import FIGHTS, FLAT
from bot.extract.rules.grammar import doers
from bot.extract.text.tree import is_verb
from bot.extract.text.view import PRONOUNS, View, shown
from bot.model import Claim, Status


def without_charged(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The charges without sayers who speak for the one doer, where who was hit says so."""
    return tuple(_others(c) if c.status is Status.ALLEGED and len(c.actor) == 1 else c for c in claims)


def _others(claim: Claim) -> Claim:
    left = tuple(s for s in claim.source if s.party != claim.actor[0])
    sided = any(s.party in claim.target for s in left)
    return replace(claim, source=left) if sided and len(left) < len(claim.source) else claim


def without_tellers(doc: Doc, claims: Sequence[Claim], seen: Sequence[View | None]) -> tuple[Claim, ...]:
    """The claims of a fight without those who only tell of it, where it is called another's: "Norland says none fell in a Sudland raid"."""
    at = starts(doc)
    return tuple(_told(c, shown(at, c.evidence, seen)) if c.type in FIGHTS and c.status in FLAT and len(c.actor) > 1 else c for c in claims)


def _told(claim: Claim, held: Sequence[View]) -> Claim:
    events = [(v, t) for v in held for t in v.events(claim.type)]
    whose = frozenset[str]().union(*(doers(v, t) if is_verb(t) else v.sides([t]) for v, t in events))
    tellers = {s.party for s in claim.source if s.party in claim.actor and s.party not in whose}
    left = tuple(a for a in claim.actor if a not in tellers)
    meant = any(_again(v, t) for v in held for t in tellers)
    return replace(claim, actor=left) if tellers and left and set(left) <= whose and not meant else claim


def _again(view: View, party: str) -> bool:
    """Whether a sentence names a side again, or by a pronoun: "Norland said it joined a Sudland raid"."""
    mine = [m for _, m in view.of(Kind.PARTY) if party in resolved(view.doc, m).ids]
    heads = {t.i for m in mine if (t := view.head(m)) is not None and not t.text.islower()}
    return any(m.text.lower() in PRONOUNS for m in mine) or len(heads) > 1
