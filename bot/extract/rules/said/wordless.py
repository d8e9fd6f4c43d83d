"""Who denies says so: "Medics said they had treated 62 wounded" is no denial of an attack, whatever a scorer hears in it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.extract.rules.reading import Reading
from bot.extract.tables import holds
from bot.model import Claim, Status


def without_wordless(_read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims without denials of which no sentence holds a word of denial."""
    return tuple(c for c in claims if c.status is not Status.DENIED or any(holds("denials", "worded", q) for q in c.quotes))


__all__ = ["without_wordless"]
