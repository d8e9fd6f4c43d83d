"""Edge: due feeds are visited, their stories kept; pages are read where a feed tells too little; every source's health is told."""

from bot.poll.health import FeedHealth, FeedRow, check, status_rows
from bot.poll.pages import read_story
from bot.poll.rounds import Poller, PollReport, poll_round
from bot.poll.schedule import heated, next_check, reread_at
from bot.poll.visit import Fault

__all__ = [
    "Fault",
    "FeedHealth",
    "FeedRow",
    "PollReport",
    "Poller",
    "check",
    "heated",
    "next_check",
    "poll_round",
    "read_story",
    "reread_at",
    "status_rows",
]
