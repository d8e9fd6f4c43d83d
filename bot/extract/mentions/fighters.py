"""Whether "fighters" are aircraft: by what they do, or what is done with them; else they are men."""

from __future__ import annotations

import re
from typing import Any

from bot.extract.mentions.spotted import Spotted

_NEXT = re.compile(r"[\s-](?:jets?|planes?|aircraft|bombers?|squadrons?|wings?|pilots?)\b", re.IGNORECASE)
_AIR = re.compile(
    r"\b(?:scrambl\w+|airspace|airbase|air base|warplanes?|sortie\w*|bombers?|Su-\d+|MiG-\d+|F-\d+|Eurofighter|Rafale|Typhoon)\b"
)
_FLOWN = frozenset({"scramble", "fly", "intercept", "escort", "shadow", "buzz", "refuel"})
_SENT = frozenset({"send", "take", "put"})  # with "up", "off", "into the air"


def aloft(s: Spotted, token: Any) -> bool:
    """Whether a "fighter" flies: "fighter jets", "scrambled fighters", "sent up fighters", "fighters ... into its airspace"."""
    _, end = s.span(token, token)
    if _NEXT.match(s.after(end)):
        return True
    if _armed(s, token):
        return False
    verb = token.head
    lemma = verb.lemma_.lower()
    up = lemma in _SENT and any(c.lower_ in {"up", "off", "aloft"} for c in verb.children)
    doing = token.dep_ in {"dobj", "nsubj", "nsubjpass", "compound", "amod"} and (lemma in _FLOWN or up)
    return doing or (not _men(token) and _AIR.search(s.text) is not None)


def _armed(s: Spotted, token: Any) -> bool:
    """Whether the word before says that they are men: "rebel fighters", "Islamist fighters"."""
    bands = s.lexicon.bands
    return any(c.lemma_.lower() in bands.armed or bands.kinds.fullmatch(c.text) for c in token.children)


def _men(token: Any) -> bool:
    """Whether a creed, a people or a body stands before it: "Kurdish fighters", "YPG fighters"."""
    return any(c.dep_ in {"amod", "compound", "nmod", "poss"} for c in token.lefts)
