"""Who can speak at all: a person, an office, a body, an outlet or people; a bare nationality cannot, nor what happens or is agreed."""

from __future__ import annotations

import re
from functools import cache

from bot.extract.lexica import state_names, table
from bot.extract.speech.speakers import cues
from bot.extract.text.phrases import plural_of
from bot.model import Speaker

# Where what a speaker is called ends, and what is told of him begins.
_END = re.compile(r",|\s\(|\s(?:of|for|from|with|who|which|that|in|at|on|by|to|about|against|between|over|after|during|seen)\b")


def voiced(speaker: Speaker) -> bool:
    """Whether a speaker is one that can speak: "Syrian", "planned US pullout" and "tensions with China" are none."""
    told = _END.split(speaker.org or "", maxsplit=1)[0].split()
    if speaker.name or not told:
        return True
    return not _national(" ".join(told)) and (told[-1] not in _events() or any(word in _people() for word in told))


def _national(told: str) -> bool:
    """Whether words end in a bare adjective: "Official Syrian"."""
    words = told.split()
    return any(" ".join(words[at:]) in _adjectives() for at in range(max(0, len(words) - 2), len(words)))


@cache
def _adjectives() -> frozenset[str]:
    """The adjectives of states and peoples, without those that are a state's name too and those of many people."""
    rows = table("states")["states"].values()
    told = {name for row in rows for name in row.get("adjectives", ())} | cues()["peoples"]
    return frozenset(name for name in told - state_names() if name.removesuffix("s") not in told - {name} and not name.endswith("men"))


@cache
def _events() -> frozenset[str]:
    return frozenset(form for word in cues()["events"] for form in (word, plural_of(word)))


@cache
def _people() -> frozenset[str]:
    """Words of those who speak, whatever stands behind: "group monitoring the war"."""
    return frozenset(form for word in cues()["persons"] | cues()["generic"] for form in (word, plural_of(word)))


__all__ = ["voiced"]
