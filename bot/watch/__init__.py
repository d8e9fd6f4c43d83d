"""Watches: what a destination asked for, and what of it is told when. Pure."""

from bot.watch.parse import completions, parse
from bot.watch.tree import printed
from bot.watch.vocabulary import Vocabulary, normal

__all__ = ["Vocabulary", "completions", "normal", "parse", "printed"]
