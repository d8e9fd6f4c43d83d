"""One event, one alert: which event a report tells of, and what it changes there. Pure."""

from bot.merge.again import reach_again, reread, unavailable
from bot.merge.decide import main_of, merge
from bot.merge.due import Expectation, State, expectation_of
from bot.merge.fold import event_id
from bot.merge.history import history
from bot.merge.relevance import news
from bot.merge.reports import reach, report_of, turn
from bot.merge.rulings import joined, split

__all__ = [
    "Expectation",
    "State",
    "event_id",
    "expectation_of",
    "history",
    "joined",
    "main_of",
    "merge",
    "news",
    "reach",
    "reach_again",
    "report_of",
    "reread",
    "split",
    "turn",
    "unavailable",
]
