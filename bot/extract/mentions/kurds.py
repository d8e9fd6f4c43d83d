"""Which Kurds fight: in Syria the YPG, or the SDF where only that is named; "Kurdish militias" in a Turkish story of Afrin are no PKK."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.extract.candidates import Kind, Mention
from bot.extract.mentions.spotted import Spotted

KIND = "kurdish"
PKK, YPG, SDF = "pkk", "ypg", "sdf"
REBELS = frozenset(
    {"militant", "rebel", "insurgent", "separatist", "guerrilla", "guerilla", "terrorist"}
)  # so the PKK is called everywhere
_FOUGHT = re.compile(
    r"(?i)\b(?:against|fight(?:s|ing)?|fought|attack(?:s|ed|ing)?|battl(?:e|es|ed|ing)|arm(?:s|ed|ing))\s(?:the\s)?(?:Syrian\s|Syria[’']s\s)?$"
)
_GROUND = re.compile(r"\bKurdish(?=\s(?:city|town|enclave|canton|stronghold|pocket)\b)")
_BROKEN = re.compile(r"\b(?:civilians?|people|families|refugees|women|children)\b")


def here(s: Spotted, kind: str, lemma: str) -> str:
    """The id of some Kurdish fighters in Syria, by the sentence or by the story; "" where they may be others."""
    if kind.lower() != KIND:
        return ""
    groups = s.context.groups
    turkish = any(h[2] == "TR" for h in s.hits("state", "adjective", "capital", "place"))  # whom Turkey fights there are the YPG
    syrian = bool(s.context.countries.get("SY")) and bool(groups.get(YPG) or groups.get(SDF))
    if in_syria(s) or (lemma not in REBELS and syrian and not turkish):
        return SDF if groups.get(SDF) and not groups.get(YPG) and not turkish else YPG
    return ""


def in_syria(s: Spotted) -> bool:
    """Whether a sentence tells of a place in Syria, and of none in Iraq or Turkey."""
    told = {h[2] for h in s.hits("state", "capital", "place")}
    home = {h[2] for h in s.hits("capital", "place")}
    return "SY" in told and "IQ" not in told and "TR" not in home


def kurds(s: Spotted) -> Iterator[Mention]:
    """The Kurds whom somebody fights or arms in Syria, and whose the town is that is called Kurdish there."""
    if not in_syria(s) or _BROKEN.search(s.text):
        return
    id_ = here(s, KIND, "")
    for m in re.finditer(r"\bKurds\b", s.text):
        if _FOUGHT.search(s.before(s.start + m.start())):
            yield s.mention(Kind.PARTY, s.start + m.start(), s.start + m.end(), ids=(id_,))
    for m in _GROUND.finditer(s.text):
        yield s.mention(Kind.PARTY, s.start + m.start(), s.start + m.end(), ids=(id_,), modifier=True)


__all__ = ["here", "kurds"]
