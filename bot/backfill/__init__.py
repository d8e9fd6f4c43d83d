"""Edge: old stories from files, feeds and pages, taken in as if they had been read in their day. Nobody is told of any of it."""

from bot.backfill.filing import BACKFILLED, Filed, filed
from bot.backfill.gather import Gathered, Old, gathered, read_whole

__all__ = ["BACKFILLED", "Filed", "Gathered", "Old", "filed", "gathered", "read_whole"]
