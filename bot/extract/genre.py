"""What kind of story it is: what may be posted, and what is opinion, a look back, sport, markets or a labour dispute."""

from __future__ import annotations

import re
from enum import StrEnum

from bot.model import Story


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


# Order: the surest sign first. Each looks at title and the start of the text.
_TITLE = (
    (
        Genre.OPINION,
        r"^(opinion|editorial|op-ed|commentary|letters?|column|analysis|perspective|viewpoint|comment)\b\s*[:|–-]|\|\s*(opinion|editorial|letters?)\b|^(why|should|how to|what if)\b|\bmust\b.*\b(now|stop|act)\b$",
    ),
    (
        Genre.EXPLAINER,
        r"^(explainer|explained|factbox|fact check|timeline|q&a|profile|background(er)?|key facts|in pictures|photos|video|watch|podcast|quiz|what (is|are|we know|to know|you need)|who (is|are|was)|how (did|does|do|is|are|the)|where (is|are)|when (did|is)|\d+ (things|ways|reasons|questions|takeaways))\b|\bexplained\b|\bwhat (to|we|you) (know|need)\b|\btakeaways\b|\ba timeline\b|\bhere's (what|why|how)\b|: what ",
    ),
    (
        Genre.LIVE,
        r"\b(live( updates?| blog|:)|as it happened|at a glance|latest updates|what happened (on )?(day|today)|morning briefing|evening briefing|newsletter|the papers|front pages|week in|your .* briefing|news roundup|roundup)\b|^live\b",
    ),
    (
        Genre.ANNIVERSARY,
        r"\b(anniversary|anniversaries|years? (on|later|after|ago|since)|decades? (on|later|after|ago|since)|remember(s|ing|ed)|commemorat\w+|memorial|veterans?|obituary|dies at \d+|history of|on this day|looking back|recalls?|(world war|wwii|ww2|cold war|cuban missile crisis))\b",
    ),
    (
        Genre.SPORT,
        r"\b(football|soccer|cricket|rugby|tennis|golf|nfl|nba|premier league|champions league|world cup|match|goals?|striker|midfielder|quarterback|coach|grand prix|olympics?|playoffs?|wicket|innings|f1|touchdown)\b",
    ),
    (
        Genre.MARKETS,
        r"\b(stocks?|shares|markets?|wall street|dow|ftse|nasdaq|s&p|oil prices?|bonds?|investors?|inflation|interest rates?|earnings|crypto|bitcoin|strike price)\b",
    ),
    (
        Genre.LABOUR,
        r"\b(unions?|walk-?outs?|rail strikes?|nurses?|teachers?|postal workers?|strike action|pay (deal|rise|dispute)|picket|workers'? strikes?|strike over pay|junior doctors?|rmt|general strike|on strike)\b",
    ),
    (
        Genre.CULTURE,
        r"\b(film|movie|novel|book review|review:|album|netflix|museum|theatre|tv (show|series)|video game|game of thrones|documentary|trailer|box office|celebrit\w+)\b",
    ),
)
_SIGNS = tuple((genre, re.compile(pattern, re.IGNORECASE)) for genre, pattern in _TITLE)
_URL = (
    (Genre.OPINION, re.compile(r"/(opinions?|commentisfree|comment|editorials?|columnists?|op-ed|analysis|blogs?)/", re.IGNORECASE)),
    (Genre.SPORT, re.compile(r"/(sports?|football|cricket)/", re.IGNORECASE)),
    (Genre.MARKETS, re.compile(r"/(markets?|business/markets)/", re.IGNORECASE)),
    (Genre.LIVE, re.compile(r"/live(-news)?/|live-?blog|live-updates", re.IGNORECASE)),
    (Genre.CULTURE, re.compile(r"/(culture|entertainment|movies|books|tv|arts)/", re.IGNORECASE)),
)
_BODY = (
    (Genre.OPINION, re.compile(r"\b(the views expressed|opinions expressed|the author is|the writer is|this op-?ed)\b", re.IGNORECASE)),
)


def genre_of(story: Story) -> Genre:
    """The kind of a story, by its title, its address and the words that frame it."""
    title = story.title.strip()
    for genre, sign in _URL:
        if story.url and sign.search(story.url):
            return genre
    for genre, sign in _SIGNS:
        if sign.search(title):
            return genre
    ends = story.text[:400] + " " + story.text[-400:]
    return next((genre for genre, sign in _BODY if sign.search(ends)), Genre.NEWS)
