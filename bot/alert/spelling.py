"""How sentences spell a name that only its id is known of: "FNLA" for fnla, "O'Higgins Group" for ohiggins_group."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

GAP = "[^a-z0-9]{1,3}"  # what an id has an underscore for
APOSTROPHE = "'?"  # an id has none
BEYOND = r"[^\W\da-z_]*"  # letters that no id has, at a name's ends


def spelling(party: str, plain: str, said: Iterable[str]) -> str:
    """The name as the first sentence that has it spells it, where that tells more than `plain`; "" where it does not.

    A sentence typed in capitals tells nothing of them.
    """
    name = _name(party)
    found = next((hit[0] for one in said if not one.isupper() and (hit := name.search(one))), "")
    found = found.partition(" (")[0]  # the short name that stands beside the whole one
    return found if _fuller(found, plain) else ""


@lru_cache(maxsize=4_096)
def _name(party: str) -> re.Pattern[str]:
    letters = (GAP if letter == "_" else re.escape(letter) for letter in party)
    return re.compile(rf"(?<!\w){BEYOND}{APOSTROPHE.join(letters)}{BEYOND}(?!\w)", re.IGNORECASE)


def _fuller(told: str, plain: str) -> bool:
    """Whether a spelling has capitals within words, hyphens, signs or letters that the other lacks; another first letter is no matter."""
    if told.replace("-", " ").casefold() != plain.replace("-", " ").casefold():
        return bool(told)
    return told.count("-") > plain.count("-") or any(before.isalnum() and letter.isupper() for before, letter in pairwise(told))
