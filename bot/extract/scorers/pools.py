"""Mentions of one value count together: which value a mention would put into a slot."""

from __future__ import annotations

import re
from collections.abc import Hashable

from bot.extract.candidates import Doc, Mention
from bot.extract.scorers.features import MAY, resolved
from bot.model import Speaker

WORD = re.compile(r"[a-z0-9]+")
LOOSE = frozenset({"the", "of", "a", "an", "s"})
Key = Hashable


def words(text: str | None) -> frozenset[str]:
    """The words of a name that tell names apart."""
    return frozenset(WORD.findall((text or "").lower().replace("’s", "").replace("'s", ""))) - LOOSE


def speaker(doc: Doc, mention: Mention) -> Speaker:
    """The speaker that a mention stands for: the fuller earlier mention, or the words themselves."""
    full = doc.mentions[mention.refers] if mention.refers is not None else mention
    name = full.name or mention.name or None
    org = full.org or mention.org or (None if name else full.text)
    ids = resolved(doc, mention).ids
    return Speaker(name=name, org=org, party=ids[0] if ids else "", anonymous=name is None and not ids)


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
        return mention.amount and (mention.amount.min, mention.amount.max, mention.amount.text if mention.amount.min is mention.amount.max is None else "")
    if role == "money":
        return mention.money and (mention.money.currency, mention.money.amount)
    if role == "source":
        told = speaker(doc, mention)
        return (told.name and max(told.name.split(), key=len, default="")) or words(told.org)
    if role == "place":
        return words(mention.text)
    return mention.casualties if role == "casualties" else mention.days
