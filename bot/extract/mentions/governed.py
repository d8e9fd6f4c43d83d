"""Whose a government's forces are: in "violence in Yemen, where government forces shelled the port" they are Yemen's."""

from __future__ import annotations

import re
from functools import cache

from bot.extract.lexica import table
from bot.extract.mentions.spotted import Spotted

_FORCES = re.compile(
    r"(?i)(?<!anti-)(?<!non-)\bgovernment[\s-](?:(?:ground|air|naval|armed|special|security)\s)?"
    r"(?:forces|troops|soldiers|army|war ?planes|jets|planes|aircraft|helicopters|artillery|tanks|shelling|bombardment|bombing"
    r"|air ?strikes|offensives?|assaults?|advances?)\b"
)
# A state's own bodies; bare "troops" may be those of whom the story is about.
_OWN = re.compile(r"(?i)(?:army|military|air force|navy|security forces)\b")
# Who is told of in every war: who sends forces, and where it is talked about.
ABROAD = frozenset({"US", "RU", "GB", "FR", "DE", "TR", "IR", "IL", "SA", "CH", "AT", "QA", "KZ", "BE"})
_WHERE = re.compile(r",?\s(?:where|in which)\s(?:(?:the|local|national|pro)[\s-])?$")
_OTHERS = re.compile(r"\s(?:of|from)\s(?:the\s)?[A-Z]")


def governed(s: Spotted, start: int, end: int) -> str:
    """The state whose forces a body without a state's name is; "" where what stands around it tells none."""
    if _OTHERS.match(s.after(end)):
        return ""
    phrase = next((m for m in _FORCES.finditer(s.text) if s.start + m.start() <= start and end <= s.start + m.end()), None)
    first = start if phrase is None else s.start + phrase.start()
    if phrase is not None or _OWN.match(s.full, start):
        near = (h for h in s.hits("state", "capital", "place") if h[1] <= first and _WHERE.fullmatch(s.full, h[1], first))
        where = next((h[2] for h in near if len(h[2]) == 2), "")
        if where:
            return where
    return "" if phrase is None else _at_war(s)


@cache
def _lands() -> frozenset[str]:
    return frozenset(table("offices")["ruled"]["government"])


def _at_war(s: Spotted) -> str:
    """The one state that fights at home of which a sentence tells, else that which the story tells most of, where it is one."""
    lands = _lands()
    told = {h[2] for h in s.hits("state", "adjective", "capital", "place")} & lands
    if len(told) == 1:
        return next(iter(told))
    here = {land: n for land, n in s.context.countries.items() if land not in ABROAD}
    most = max(here, key=lambda land: here[land], default="")
    return most if most in lands else ""


__all__ = ["governed"]
