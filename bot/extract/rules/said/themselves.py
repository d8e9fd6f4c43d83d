"""Nobody charges himself: of those who say so, the doer's own voice is left out.

Where the side that was hit makes the charge, or where all that the doer says is that others did it: "the rebels said the army bombed
the bridge; the army accused them of it".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.extract.families import FIGHTS
from bot.extract.rules.reading import Reading
from bot.extract.speech.speakers import cues
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, is_verb, lemma, passive, subject
from bot.extract.text.view import PRONOUNS, View
from bot.model import Claim, Status


def without_charged(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The charges without sayers who speak for the one doer, where who was hit says so, or the doer only charges others in turn."""
    return tuple(_others(c, read.shown(c)) if c.status is Status.ALLEGED and len(c.actor) == 1 else c for c in claims)


def _others(claim: Claim, held: Sequence[View]) -> Claim:
    left = tuple(s for s in claim.source if s.party != claim.actor[0])
    if not left or len(left) == len(claim.source):
        return claim
    sided = any(s.party in claim.target for s in left)
    return replace(claim, source=left) if sided or (claim.type in FIGHTS and _counters(claim.actor[0], held)) else claim


def _counters(doer: str, held: Sequence[View]) -> bool:
    """Whether a doer charges others by what he says, and speaks of no deed of his own."""
    said = [_turns(v, t, doer) for v in held for t in v.tokens if is_verb(t) and not passive(t) and v.sides(subject(t)) == {doer}]
    return any(said) and None not in said


def _turns(view: View, verb: Token, doer: str) -> bool | None:
    """Whether a doer charges others by a verb; None where he may speak of his own deed by it."""
    if lemma(verb) in words("charges")["blame"]:
        return not view.sides(children(verb, "dobj")) & {doer}
    if lemma(verb) not in cues()["say"]:
        return False
    told = [s for c in children(verb, "ccomp") for s in subject(c)]
    named = view.sides([t for t in told if t.lower_ not in PRONOUNS])
    return True if named and doer not in named else None
