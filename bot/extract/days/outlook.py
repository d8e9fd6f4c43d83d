"""What an expression of time is told against, and whether the words before it look forward."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bot.model import Days

_FUTURE = re.compile(
    r"(?:\b(?:will|would|shall|going to|set to|due|scheduled|slated|plan(?:s|ned)? (?:to|for)|expected|coming|upcoming|"
    r"intends? to|is to|are to|ahead of|"
    r"beginning|starting|deadline|hopes? to|aims? to|agreed to|ready to|about to|"
    r"from next|take place|takes effect|effective|vowed to)\b[^.;\"]{0,70}|"
    r"\b(?:by|until|through|till|before)\s(?:the\s)?(?:end\sof\s)?)$",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:said|says|told|announced|reported|added|confirmed|warned|claimed|declared|denied|"
    r"was|were|had|did|killed|fired|launched|struck|hit|\w{3,}ed)\b[^.;]{0,24}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Now:
    """What an expression is told against: the day of publication, the words around it, and the days told last."""

    day: date
    before: str
    after: str
    last: Days | None

    def ahead(self) -> bool:
        """Whether the words before look forward."""
        return _FUTURE.search(self.before[-90:]) is not None and _SAID.search(self.before[-30:]) is None


Resolve = Callable[[re.Match[str], Now], "Days | None"]
