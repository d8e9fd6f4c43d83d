"""One event, one alert: which event a report tells of, and what it changes there. Pure."""

from bot.merge.decide import main_of, merge
from bot.merge.reports import reach, report_of

__all__ = ["main_of", "merge", "reach", "report_of"]
