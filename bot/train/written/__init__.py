"""Stories, feed items and headlines of our own writing with their claims."""

from __future__ import annotations

import json
from importlib.resources import files

from bot.train.written.headlines import Row, headlines, templates

EACH = 3  # every so many items are kept to judge by


def items(*, learnt: bool) -> list[Row]:
    """The feed items of our own writing: two of three to learn from, every third to judge by."""
    text = files("bot.train.written").joinpath("items.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for n, line in enumerate(text.splitlines()) if (n % EACH != EACH - 1) is learnt]


def everyday() -> list[Row]:
    """More of them, about states and groups often in the news, of the types of claims that the gold holds few of; all to learn from."""
    return _rows("everyday.jsonl")


def stories() -> list[Row]:
    """The whole stories of our own writing, with the claims they make."""
    return _rows("stories.jsonl")


def feeds() -> list[Row]:
    """Feed items in the register of real feeds, which the encoders that run have not learnt from."""
    return _rows("feeds.jsonl")


def reports() -> list[Row]:
    """Whole stories in the register of real ones, which the encoders that run have not learnt from."""
    return _rows("reports.jsonl")


def _rows(name: str) -> list[Row]:
    return [json.loads(line) for line in files("bot.train.written").joinpath(name).read_text(encoding="utf-8").splitlines()]


__all__ = ["everyday", "feeds", "headlines", "items", "reports", "stories", "templates"]
