"""What stands before a story's first sentence and is none of it: a dateline, a date, an agency's stamp."""

from __future__ import annotations

import re

from bot.model import AGENCIES

MONTH = r"(?i:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-zA-Z]*\.?"
DAY = rf"(?:{MONTH} \d{{1,2}}|\d{{1,2}} {MONTH})(?:,? \d{{4}})?"
TOWN = r"[A-Z][\w'’.-]*(?:[ /][A-Z][\w'’.-]*){0,3}(?:, [A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*){0,2})?"
AGENCY = rf"dpa[\w-]*|{'|'.join(map(re.escape, sorted(AGENCIES)))}"
DASH = r"\s*(?:--|[-–—:•])\s+"
BEGINS = r"(?=[\"“'‘(]?[A-Z0-9])"  # what follows is a sentence of its own
SAYS = re.compile(r"\b(?:said|says?|told|announced|reported|according to|wrote|stated|confirmed|claimed)\b")
STAMPS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"^(?:{TOWN},? )?(?:{DAY},? )?\((?:[^()]* - [^()]*|(?:{AGENCY})\b[^()]{{0,60}})\)(?:{DASH}|\s+){BEGINS}",  # Lima, (AP - 3 May)
        rf"^(?:{TOWN},? )?{DAY}(?: \([^()]{{2,40}}\))?{DASH}{BEGINS}",  # 3 May 2031 (LIMA) - Peru
        rf"^{TOWN}, {DAY}:? {BEGINS}",  # Lima, May 3 Peru
        rf"^\({TOWN}\)(?:{DASH}|\s+){BEGINS}",  # (Lima) Peru
        rf"^[A-Z][A-Z'’.-]+(?:[ ,/]+[A-Z][A-Z'’.-]+){{0,3}}{DASH}{BEGINS}",  # LIMA: Peru
        rf"^[\w-]+\.(?i:com|net|org|info|[a-z]{{2}}){DASH}{BEGINS}",  # harbour.net - Peru
    )
)
NAMED = re.compile(rf"^{TOWN}: {BEGINS}")  # "Lima: Peru ..." is a dateline where the sentence says who says so; else a speaker


def unstamped(sentence: str) -> str:
    """A sentence from its first own word on."""
    found = next((hit for stamp in STAMPS if (hit := stamp.match(sentence))), None)
    if found is None:
        named = NAMED.match(sentence)
        found = named if named and SAYS.search(sentence, named.end()) else None
    return sentence[found.end() :] if found else sentence
