"""Who only tells of an attack did not make it: where it is called another's, or is what he charges another with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.extract.candidates import Kind, resolved
from bot.extract.families import FIGHTS, FLAT
from bot.extract.rules.grammar import MODIFIERS, doers
from bot.extract.rules.reading import Reading
from bot.extract.speech.speakers import cues
from bot.extract.tables import words
from bot.extract.text.tree import conjuncts, is_verb, lemma, subject, up
from bot.extract.text.view import PRONOUNS, View
from bot.model import Claim, Status


def without_tellers(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims of a fight without those who only tell of it, where it is called another's: "Norland says none fell in a Sudland raid"."""
    return tuple(_told(c, read.shown(c)) if c.type in FIGHTS and c.status in FLAT and len(c.actor) > 1 else c for c in claims)


def _told(claim: Claim, held: Sequence[View]) -> Claim:
    events = [(v, t) for v in held for t in v.events(claim.type) if lemma(t) != "target"]  # whose targets are hit hits none
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


def without_chargers(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The charges of two doers without the one who alone makes them, unless a word for the event has him do it too."""
    return tuple(_left(c, read.shown(c)) if _shared(c) else c for c in claims)


def _shared(claim: Claim) -> bool:
    return claim.status is Status.ALLEGED and claim.type in FIGHTS and len(claim.actor) > 1 and len({s.party for s in claim.source}) == 1


def _left(claim: Claim, held: Sequence[View]) -> Claim:
    told = [(v, t) for v in held for t in v.tokens if v.mention(t, Kind.TRIGGER) is not None]
    did = {p for v, t in told for p in v.sides([t, *(c for s in (subject(t) if is_verb(t) else ()) for c in conjuncts(s))])}
    tellers = {t for t in {s.party for s in claim.source} - did if not any(_acts(v, t) for v in held)}
    return replace(claim, actor=tuple(a for a in claim.actor if a not in tellers) or claim.actor)


def _acts(view: View, party: str) -> bool:
    """Whether somebody is named in a sentence but as who speaks: "Norlandic and Sudlandic planes struck, the Norlandic watch said"."""
    named = (m for _, m in view.of(Kind.PARTY) if party in resolved(view.doc, m).ids and m.text.lower() not in PRONOUNS)
    for token in (t for m in named if (t := view.head(m)) is not None):
        noun = next((t for t in up(token) if t.dep_ not in MODIFIERS | {"conj"}), token)
        doing = noun.dep_ in {"nsubj", "nsubjpass"} and lemma(noun.head) not in cues()["say"] | words("tellers")["talk"]
        if doing or noun.dep_ in {"acomp", "attr"} or noun.head.dep_ == "agent":
            return True
    return False


__all__ = ["without_chargers", "without_tellers"]
