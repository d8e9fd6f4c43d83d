"""Mentions of one value count together: which value a mention would put into a slot."""

from __future__ import annotations

import re
from collections.abc import Hashable

from bot.extract.candidates import Doc, Mention, resolved
from bot.extract.discourse import speaker_of
from bot.extract.proposal import ROLES
from bot.extract.scorers.kinds import MAY

WORD = re.compile(r"[a-z0-9]+")
LOOSE = frozenset({"the", "of", "a", "an", "s"})
Key = Hashable


def words(text: str | None) -> frozenset[str]:
    """The words of a name that tell names apart."""
    return frozenset(WORD.findall((text or "").lower().replace("’s", "").replace("'s", ""))) - LOOSE


def keys(doc: Doc, mention: Mention, role: str) -> tuple[Key, ...]:
    """The values a mention offers for a role; none where its kind has no business there."""
    if mention.kind not in MAY[role]:
        return ()
    if role in {"actor", "target", "item"}:
        return resolved(doc, mention).ids
    value = _value(doc, mention, role)
    return () if value is None else (value,)


def _value(doc: Doc, mention: Mention, role: str) -> Key | None:
    if role == "count":
        return mention.amount and (
            mention.amount.min,
            mention.amount.max,
            mention.amount.text if mention.amount.min is mention.amount.max is None else "",
        )
    if role == "money":
        return mention.money and (mention.money.currency, mention.money.amount)
    if role == "source":
        told = speaker_of(doc, mention)
        return (told.name and max(told.name.split(), key=len, default="")) or words(told.org)
    if role == "place":
        return words(mention.text)
    return mention.casualties if role == "casualties" else mention.days


def offers(doc: Doc) -> tuple[dict[str, tuple[Key, ...]], ...]:
    """For every mention, the values it offers for each role it may stand in."""
    return tuple({role: found for role in ROLES if (found := keys(doc, m, role))} for m in doc.mentions)
