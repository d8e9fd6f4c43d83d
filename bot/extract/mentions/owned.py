"""Groups whose land stands before their name: Sudan in "Sudan's paramilitary Rapid Support Forces" is not who did it."""

from __future__ import annotations

import re

from bot.extract.candidates import Doc, Kind, Mention
from bot.extract.lexica import armed

BETWEEN = re.compile(r"['’]s (?:[a-z][\w-]* ){0,3}")


def group_behind(doc: Doc, state: Mention) -> int | None:
    """The mention of the armed group that a state's name stands before, as its owner; None where there is none."""
    if not state.ids or not state.ids[0].isupper():
        return None
    full = doc.story.full
    if not full.startswith(("'s ", "’s "), state.end):
        return None
    groups = ((i, m) for i, m in doc.of(state.sentence, Kind.PARTY) if m.start > state.end and set(m.ids) & armed())
    return next((i for i, m in groups if BETWEEN.fullmatch(full, state.end, m.start)), None)
