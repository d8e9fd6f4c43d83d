"""Who takes power at home fights no battle: "the army seizes power" is a coup, for which there is no type."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.extract.rules.reading import Reading
from bot.extract.text.view import View
from bot.model import NEGATIVE, Claim, ClaimType

FOUGHT = (ClaimType.GROUND_COMBAT, ClaimType.STRIKE)
STATE = r"(?:army|armed forces|military|government|country|state|nation|presidency)"
COUP = re.compile(
    r"(?i)\b(?:seiz(?:es?|ed|ing)|t(?:akes?|ook|aken|aking)|grab(?:s|bed|bing)?|usurp(?:s|ed|ing)?)\s(?:over\s)?(?:full\s|total\s|state\s)?"
    rf"(?:power\b(?! (?:station|plant|line|grid|facilit))|control of (?:the |their )?{STATE}\b)"
    rf"|\b(?:oust|overthr[eo]w|topple|depose|detain|arrest)\w*\s(?:the |their )?(?:\w+\s)?(?:president|prime minister|government)\b"
    r"|\b(?:staged?|stages|staging|claims?|claimed|mounts?|mounted|attempt(?:s|ed)?|foil(?:s|ed)?|thwart(?:s|ed)?)\s(?:an?\s|the\s)?"
    r"(?:\w+\s)?(?:coup|putsch)\b"
)


def without_coups(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims without battles of a state's own forces of which every word tells only how power was taken."""
    return tuple(c for c in claims if not _may(c) or not _only_coup(read.shown(c)))


def _may(claim: Claim) -> bool:
    """Whether a state's own men, or nobody, fight, and nobody else is fought."""
    ours = len(claim.actor) == 1 and claim.actor[0].isupper()
    return claim.type is ClaimType.GROUND_COMBAT and claim.status not in NEGATIVE and ours and set(claim.target) <= set(claim.actor)


def _only_coup(held: Sequence[View]) -> bool:
    return bool(held) and all(map(_tells_only, held))


def _tells_only(view: View) -> bool:
    told = view.doc.story.full[view.sentence.told : view.sentence.told + len(view.sentence.text)]
    spots = [(m.start() + view.sentence.told, m.end() + view.sentence.told) for m in COUP.finditer(told)]
    words = [view.start(t) for kind in FOUGHT for t in view.events(kind)]
    return bool(spots) and all(any(a <= w < b for a, b in spots) for w in words)


__all__ = ["without_coups"]
