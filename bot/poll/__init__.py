"""Edge: due feeds are visited, their stories kept; pages are read where a feed tells too little; every source's health is told."""

from bot.poll.again import RereadReport, reread_round
from bot.poll.find import Found, find
from bot.poll.health import FeedHealth, FeedRow, check, status_rows
from bot.poll.pages import Again, Change, read_story, reread
from bot.poll.rounds import Poller, PollReport, poll_round
from bot.poll.schedule import next_check, reread_at
from bot.poll.visit import Fault

__all__ = [
    "Again",
    "Change",
    "Fault",
    "FeedHealth",
    "FeedRow",
    "Found",
    "PollReport",
    "Poller",
    "RereadReport",
    "check",
    "find",
    "next_check",
    "poll_round",
    "read_story",
    "reread",
    "reread_at",
    "reread_round",
    "status_rows",
]
