"""Nobody charges himself: of those who say so, the doer's own voice is left out where the side that was hit makes the charge.

And where all that the doer says is that others did it: "the rebels said the army bombed the bridge; the army accused them of it".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.extract.candidates import Kind, resolved
from bot.extract.decode.units import FIGHTS
from bot.extract.rules.grammar import MODIFIERS
from bot.extract.rules.reading import Reading
from bot.extract.speech.speakers import cues
from bot.extract.text.token import Token
from bot.extract.text.tree import children, conjuncts, is_verb, lemma, passive, subject, up
from bot.extract.text.view import PRONOUNS, View
from bot.model import Claim, Status

BLAMES = frozenset({"accuse", "blame"})
TALK = frozenset({"call", "condemn", "denounce", "describe", "slam", "decry", "protest", "vow", "accuse", "blame"})


def without_charged(_read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The charges without sayers who speak for the one doer, where who was hit says so."""
    return tuple(_others(c) if c.status is Status.ALLEGED and len(c.actor) == 1 else c for c in claims)


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
        doing = noun.dep_ in {"nsubj", "nsubjpass"} and lemma(noun.head) not in cues()["say"] | TALK
        if doing or noun.dep_ in {"acomp", "attr"} or noun.head.dep_ == "agent":
            return True
    return False


def without_counters(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The charges without sayers who speak for the one doer and only charge others in turn."""
    return tuple(_charged(c, read.shown(c)) if _charge(c) else c for c in claims)


def _charge(claim: Claim) -> bool:
    return claim.status is Status.ALLEGED and claim.type in FIGHTS and len(claim.actor) == 1 and len(claim.source) > 1


def _charged(claim: Claim, held: Sequence[View]) -> Claim:
    doer = claim.actor[0]
    left = tuple(s for s in claim.source if s.party != doer)
    said = [_turns(v, t, doer) for v in held for t in v.tokens if is_verb(t) and not passive(t) and v.sides(subject(t)) == {doer}]
    return replace(claim, source=left) if left and any(said) and None not in said else claim


def _turns(view: View, verb: Token, doer: str) -> bool | None:
    """Whether a doer charges others by a verb; None where he may speak of his own deed by it."""
    if lemma(verb) in BLAMES:
        return not view.sides(children(verb, "dobj")) & {doer}
    if lemma(verb) not in cues()["say"]:
        return False
    told = [s for c in children(verb, "ccomp") for s in subject(c)]
    named = view.sides([t for t in told if t.lower_ not in PRONOUNS])
    return True if named and doer not in named else None


def _others(claim: Claim) -> Claim:
    left = tuple(s for s in claim.source if s.party != claim.actor[0])
    sided = any(s.party in claim.target for s in left)
    return replace(claim, source=left) if sided and len(left) < len(claim.source) else claim
