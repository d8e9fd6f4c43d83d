"""A group's name before "arms supplies" tells not whether it gives or gets them: "severs ties over RSF arms supplies"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.extract.candidates import Kind, resolved
from bot.extract.rules.reading import Reading
from bot.extract.rules.spans import less
from bot.extract.text.view import View
from bot.model import Claim, ClaimType

BEFORE = re.compile(
    r"(?i)\s(?:arms|weapons?|drones?|missiles?|rockets?|ammunition|munitions)\s"
    r"(?:suppl(?:y|ies)|deliver(?:y|ies)|shipments?|transfers?|smuggling|consignments?|flows?|routes?)\b(?!\s(?:to|for)\b)"
)


def without_namesakes(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The transfers without the group that is only named before them, and with nobody it would then have armed."""
    held = ((c, read.shown(c) if c.type is ClaimType.ARMS_TRANSFER and _groups(c) else []) for c in claims)
    return tuple(_bare(c) if v and _only_before(c, v) else c for c, v in held)


def _bare(claim: Claim) -> Claim:
    return replace(claim, actor=(), target=(), spans=less(claim, "actor", "target"))


def _groups(claim: Claim) -> bool:
    return len(claim.actor) == 1 and claim.actor[0].islower()


def _only_before(claim: Claim, held: Sequence[View]) -> bool:
    """Whether each time the doer is named it stands right before such a word."""
    named = [m for view in held for _, m in view.own if m.kind is Kind.PARTY and claim.actor[0] in resolved(view.doc, m).ids]
    full = held[0].doc.story.full
    return bool(named) and all(BEFORE.match(full, m.end) for m in named)


__all__ = ["without_namesakes"]
