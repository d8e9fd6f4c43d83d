"""What kind of story it is: what may be posted, and what is opinion, a look back, sport, markets or a labour dispute."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache

from bot.extract.confidence import SHORT
from bot.extract.tables import tables
from bot.model import Story

ENDS = 400  # characters of the text's start and end in which a story tells what it is


class Genre(StrEnum):
    """The kinds of story that posting tells apart."""

    NEWS = "news"
    OPINION = "opinion"
    EXPLAINER = "explainer"
    LIVE = "live"
    ANNIVERSARY = "anniversary"
    SPORT = "sport"
    MARKETS = "markets"
    LABOUR = "labour"
    CULTURE = "culture"


@cache
def _signs() -> tuple[tuple[str, Genre, re.Pattern[str]], ...]:
    """The signs of lexicon/frames.toml in their order: where to look, what it tells, what to look for."""
    raw = tables()["genre"]
    return tuple(
        (where, Genre(name), re.compile("|".join(patterns), re.IGNORECASE))
        for where in ("url", "title", "body", "whole")
        for name, patterns in raw[where].items()
    )


def genre_of(story: Story) -> Genre:
    """The kind of a story, by its address, its title and the words that frame it; the first sign decides."""
    return next(_told(story), Genre.NEWS)


def _told(story: Story) -> Iterator[Genre]:
    title = story.title.strip()
    whole = title if len(story.text) >= SHORT else ""  # a feed item tells too little else to be held back by so wide a word
    texts = {"url": story.url or "", "title": title, "body": f"{story.text[:ENDS]} {story.text[-ENDS:]}", "whole": whole}
    return (genre for where, genre, sign in _signs() if sign.search(texts[where]))
