"""The tables, and the types both databases share."""

from bot.store.tables.ledger import event, event_party, link, report
from bot.store.tables.sending import alert, bucket, delivery, destination, seat
from bot.store.tables.shared import act, grade, shown, tie, tie_code, tie_try
from bot.store.tables.stories import feed, page, story, story_word
from bot.store.tables.types import EPOCH, MICROSECOND, OPEN, AnyRow, Serial, Utc, clock, metadata
from bot.store.tables.wanted import call, feedback, mute, past, route, silence, watch

__all__ = [
    "EPOCH",
    "MICROSECOND",
    "OPEN",
    "AnyRow",
    "Serial",
    "Utc",
    "act",
    "alert",
    "bucket",
    "call",
    "clock",
    "delivery",
    "destination",
    "event",
    "event_party",
    "feed",
    "feedback",
    "grade",
    "link",
    "metadata",
    "mute",
    "page",
    "past",
    "report",
    "route",
    "seat",
    "shown",
    "silence",
    "story",
    "story_word",
    "tie",
    "tie_code",
    "tie_try",
    "watch",
]
