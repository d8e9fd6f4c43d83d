"""Who denies says so: "Medics said they had treated 62 wounded" is no denial of an attack, whatever a scorer hears in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.extract.rules.reading import Reading
from bot.model import Claim, Status

# What a denial is told by; of 89 denials that were heard in 630 stories one had none of these in its sentences, and was none.
DENYING = re.compile(
    r"(?i)\b(?:den(?:y|ie[sd]|ying|ials?)|reject\w*|dismiss\w*|refut\w*|rebut\w*|disput\w*|disavow\w*|disown\w*|contradict\w*"
    r"|rul(?:e[sd]?|ing) out|no|not|never|nothing|none|nor|neither|false\w*|untrue|fake\w*|lies?|lying|baseless|unfounded"
    r"|groundless|fabricat\w*|hoax\w*|[dm]isinformation|absurd|nonsense|propaganda|sland\w*|repudiat\w*|debunk\w*|retract\w*"
    r"|withdr[ae]ws?|walk\w* back|cannot|wrong\w*|incorrect|innocen\w*|unrelated|myth|fiction\w*|bogus|invent\w*|rubbish\w*"
    r"|challeng\w*|contest\w*|doubt\w*|downplay\w*|discount\w*|brush\w*|scoff\w*|accus\w+|alleg\w+|charge\w*|claim\w*|rumou?r\w*"
    r"|t(?:akes?|ook|aken) back|recant\w*|rescind\w*|back\w* (?:away|off|down|track\w*))\b|n['’]t\b"
)


def without_wordless(_read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims without denials of which no sentence holds a word of denial."""
    return tuple(c for c in claims if c.status is not Status.DENIED or any(map(DENYING.search, c.quotes)))


__all__ = ["without_wordless"]
