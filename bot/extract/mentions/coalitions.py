"""Coalitions told by what they fly and do: "coalition aircraft", "a US-led air strike", "foreign troops" in Afghanistan."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.extract.candidates import Kind, Mention
from bot.extract.mentions.spotted import Spotted

LEADERS = {"us": "us_coalition", "american": "us_coalition", "saudi": "saudi_led_coalition"}
_FORCE = (
    r"(?:(?:air|drone|missile|bombing|military|fighter|ground|naval)[ -])?(?:air)?"
    r"(?:strikes?|raids?|forces|troops|warplanes?|aircraft|jets?|planes|helicopters?|bombers?|bombings?|bombardments?|campaigns?|soldiers|warships?|advisers|operations?)"
)
_LED = re.compile(rf"\b(?P<who>U\.?S\.?|American|Saudi)[ -]led(?=\s{_FORCE}\b)")
_OWN = re.compile(
    rf"\b[Cc]oalition(?=\s(?:{_FORCE})\b)|\b(?:[Oo]ur|[Tt]he|[Tt]his)\s(?P<bare>coalition)\b(?!\s(?:government|partner|talks|part(?:y|ies)|deal|of)\b)"
)
_FOREIGN = re.compile(r"\b(?:[Ff]oreign|[Ii]nternational)(?=\s(?:military\s)?(?:forces|troops|soldiers)\b)")
_AFGHAN_WAR = (2001, 2021)  # years in which the foreign troops in Afghanistan were a coalition's


def coalitions(s: Spotted) -> Iterator[Mention]:
    """The coalitions of a sentence that have no name there."""
    for m in _LED.finditer(s.text):
        yield s.mention(Kind.PARTY, s.start + m.start(), s.start + m.end(), ids=(LEADERS[m["who"].lower().replace(".", "")],))
    if here := _here(s):
        for m in _OWN.finditer(s.text):
            start = m.start("bare") if m["bare"] else m.start()
            yield s.mention(Kind.PARTY, s.start + start, s.start + m.end(), ids=(here,))
    if s.context.theatre == "AF" and _AFGHAN_WAR[0] <= s.today.year <= _AFGHAN_WAR[1]:
        for m in _FOREIGN.finditer(s.text):
            yield s.mention(Kind.PARTY, s.start + m.start(), s.start + m.end(), ids=("us_coalition",))


def _here(s: Spotted) -> str:
    """The coalition that a story names most, else the one of its war; "" where there is none."""
    named = max(((s.context.groups.get(c, 0), c) for c in sorted(set(LEADERS.values()))), default=(0, ""))
    if named[0]:
        return named[1]
    if s.context.groups.get("islamic_state") and s.context.theatre in {"SY", "IQ"}:
        return LEADERS["us"]
    return LEADERS["saudi"] if s.context.groups.get("houthis") and s.context.countries.get("SA") and s.context.theatre == "YE" else ""
