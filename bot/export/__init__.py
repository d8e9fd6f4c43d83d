"""The ledger in other people's formats, and sealed packs of evidence. Pure: events in, text out, the same text for the same events."""

from bot.export.formats import FORMATS, Writer, writer_of
from bot.export.geojson import placed
from bot.export.pack import Pack, pack_of
from bot.export.proving import Finding, Verdict, verdict_of
from bot.export.rows import event_row, report_row, story_row

__all__ = [
    "FORMATS",
    "Finding",
    "Pack",
    "Verdict",
    "Writer",
    "event_row",
    "pack_of",
    "placed",
    "report_row",
    "story_row",
    "verdict_of",
    "writer_of",
]
