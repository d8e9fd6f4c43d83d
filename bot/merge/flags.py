"""The flags an event carries, read from its status and its recorded changes."""

from __future__ import annotations

from collections.abc import Sequence

from bot.model import Reversal, Revision, Status

POSTPONED = "POSTPONED"  # still to come, and not when it was to
# Slot of a revision -> the flag it raises, gravest first; {} is what the revision tells.
RAISED = (
    ("withdrawn", "ORIGIN WITHDRAWN ({})"),
    ("dropped", "WITHDRAWN by {}"),
    ("corrected", "CORRECTED by {}"),
    ("admitted", "ADMITTED by {}"),
    ("denied", "DENIED by {}"),
    ("denied earlier", "DENIED earlier by {}"),
    ("doubted", "NOT CONFIRMED by {}"),
    ("disputed", "DISPUTED ({})"),
    ("gone", "NO LONGER IN THE ARTICLE ({})"),
)


def flags_of(status: Status, revisions: Sequence[Revision], reversal: Reversal | None = None) -> tuple[str, ...]:
    """An event's flags, gravest first, each once."""
    planned = (POSTPONED if reversal is Reversal.POSTPONED else "PLANNED",) if status is Status.PLANNED else ()
    raised = (words.format(told.new) for slot, words in RAISED for told in revisions if told.slot == slot)
    return tuple(dict.fromkeys((*raised, *planned)))
