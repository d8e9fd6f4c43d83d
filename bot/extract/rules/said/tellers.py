"""Who only tells of an attack that is called another's did not make it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.extract.candidates import Kind, resolved
from bot.extract.decode.units import FIGHTS, FLAT
from bot.extract.rules.grammar import doers
from bot.extract.rules.reading import Reading
from bot.extract.text.tree import is_verb, lemma
from bot.extract.text.view import PRONOUNS, View
from bot.model import Claim


def without_tellers(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims of a fight without those who only tell of it, where it is called another's: "Norland says none fell in a Sudland raid"."""
    return tuple(_told(c, read.shown(c)) if c.type in FIGHTS and c.status in FLAT and len(c.actor) > 1 else c for c in claims)


def _told(claim: Claim, held: Sequence[View]) -> Claim:
    events = [(v, t) for v in held for t in v.events(claim.type) if lemma(t) != "target"]  # whose targets are hit hits none
    whose = frozenset[str]().union(*(doers(v, t) if is_verb(t) else v.sides([t]) for v, t in events))
    tellers = {s.party for s in claim.source if s.party in claim.actor and s.party not in whose}
    left = tuple(a for a in claim.actor if a not in tellers)
    meant = any(again(v, t) for v in held for t in tellers)
    return replace(claim, actor=left) if tellers and left and set(left) <= whose and not meant else claim


def again(view: View, party: str) -> bool:
    """Whether a sentence names a side again, or by a pronoun: "Norland said it joined a Sudland raid"."""
    mine = [m for _, m in view.of(Kind.PARTY) if party in resolved(view.doc, m).ids]
    heads = {t.i for m in mine if (t := view.head(m)) is not None and not t.text.islower()}
    return any(m.text.lower() in PRONOUNS for m in mine) or len(heads) > 1


__all__ = ["again", "without_tellers"]
