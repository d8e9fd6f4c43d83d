"""Who warns of what another may do threatens nobody: "Norland could test a bomb at any time, Sudland warns"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.extract.rules.reading import Reading
from bot.extract.tables import words
from bot.extract.text.tree import children, is_verb, lemma, subject
from bot.extract.text.view import PRONOUNS, View
from bot.model import Claim, ClaimType

MAY = frozenset({"could", "may", "might"})


def without_warned(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims without threats by those who only warn of what others may do."""
    return tuple(c for c in claims if c.type is not ClaimType.THREAT or not c.actor or not _warns(c, read.shown(c), read.seen))


def _warns(claim: Claim, held: Sequence[View], seen: Sequence[View | None]) -> bool:
    return bool(held) and all(_of_others(claim, view, seen) for view in held)


def _of_others(claim: Claim, view: View, seen: Sequence[View | None]) -> bool:
    """Whether the doers of a threat warn, in one sentence, of what others may do."""
    whole = view.sentence.whole or (view.sentence.start, view.sentence.end)
    parts = [v for v in seen if v is not None and (v.sentence.whole or (v.sentence.start, v.sentence.end)) == whole]
    says = [(v, t) for v in parts for t in v.tokens if is_verb(t) and lemma(t) in words("threats")["warn"] | words("threats")["say"]]
    warners = [t for v, t in says if lemma(t) == "warn" and v.sides(subject(t)) & set(claim.actor)]
    if not warners or any(c.lower_ not in PRONOUNS for t in warners for c in children(t, "dobj", "dative")):
        return False  # who warns somebody threatens him
    against = [p for t in warners for p in children(t, "prep") if p.lower_ == "against"]
    if against and not any(children(t, "ccomp", "xcomp") for t in warners):  # "warns against an assault"
        return True
    own = [(v, t) for v in parts for t in v.tokens if is_verb(t) and any(c.lower_ in MAY for c in children(t, "aux"))]
    doers = [(v.sides(s), s) for v, t in own if (s := children(t, "nsubj"))]
    return bool(doers) and all(who and not who & set(claim.actor) for who, _ in doers)


__all__ = ["without_warned"]
