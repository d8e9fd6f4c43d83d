"""Who copied whom: outlets, newsrooms and original speakers, counted apart."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence
from heapq import nsmallest
from urllib.parse import urlsplit

from bot.merge.places import state_called
from bot.model import Report, Story

WORDS = 5
KEPT = 160  # the smallest hashes stand for the whole text: containment is estimated on what both would have kept
SHARE = 0.20
LEAST = 4  # shared shingles, so that two headlines in the same words are no copy
QUOTED = re.compile(r"“[^”]{0,2000}”|\"[^\"]{0,2000}\"|«[^»]{0,2000}»")
BOILERPLATE = re.compile(r"(?im)^.*(subscribe|newsletter|all rights reserved|sign up|follow us|click here|read more|©).*$")
DATELINE = re.compile(r"^[^\n]{0,60}?\(([A-Z][\w .&'’-]{1,40})\)\s*[—–-]{1,2}")
TAIL = re.compile(r"\(([A-Z][\w &'’-]{1,40})\)\s*$")
_NAME = r"((?:[A-Z][\w'’.&-]*)(?: [A-Z][\w'’.&-]*){0,3})"
CITING = re.compile(
    rf"(?:\bciting|\baccording to|\breported by|\btold) (?:the )?{_NAME}"
    rf"|{_NAME}(?: news agency| newspaper)? (?:reported|reports|has reported|had reported|first reported)\b"
)
AGENCIES = {
    "ap": ("associated press", "apnews.com", "the ap", "ap news"),
    "reuters": ("reuters.com", "thomson reuters"),
    "afp": ("agence france presse", "agence france-presse", "afp.com"),
    "yonhap": ("yonhap news agency", "yonhap news", "yna.co.kr"),
    "kyodo": ("kyodo news", "kyodo news agency"),
    "kcna": ("korean central news agency",),
    "tass": ("tass.com", "itar-tass"),
    "ria novosti": ("ria", "ria.ru"),
    "interfax": ("interfax news agency",),
    "xinhua": ("xinhua news agency",),
    "bloomberg": ("bloomberg news", "bloomberg.com"),
    "dpa": ("deutsche presse-agentur",),
    "pa": ("pa media", "press association"),
    "irna": ("islamic republic news agency",),
    "anadolu": ("anadolu agency", "anadolu news agency"),
    "new york times": ("nytimes.com", "nyt"),
    "washington post": ("washingtonpost.com",),
    "wall street journal": ("wsj.com", "wsj"),
    "bbc": ("bbc news", "bbc.co.uk", "bbci.co.uk", "bbc.com"),
    "cnn": ("cnn.com",),
    "fox news": ("foxnews.com",),
    "guardian": ("theguardian.com",),
}
_NAMES = {alias: name for name, aliases in AGENCIES.items() for alias in (name, *aliases)}
_TWO_PART = frozenset({"co", "com", "org", "gov", "ac", "net"})


def key(outlet: str) -> str:
    """One name for an outlet however it is written: its usual name, or its web address's own part."""
    word = " ".join(outlet.lower().split())
    host = urlsplit(word).hostname if "://" in word else None
    word = _site(host) if host else word.removeprefix("the ")
    return _NAMES.get(word, word)


def _site(host: str) -> str:
    parts = host.split(".")
    size = 3 if len(parts) > 2 and parts[-2] in _TWO_PART and len(parts[-1]) == 2 else 2
    return ".".join(parts[-size:])


def shingles(text: str) -> tuple[int, ...]:
    """The smallest hashes of a text's 5-word runs; quoted words and boilerplate left out, for everybody shares those."""
    words = re.findall(r"\w+", BOILERPLATE.sub(" ", QUOTED.sub(" ", text)).lower())
    runs = {zlib.crc32(" ".join(words[i : i + WORDS]).encode()) for i in range(len(words) - WORDS + 1)}
    return tuple(nsmallest(KEPT, runs))


def copied(ours: Sequence[int], theirs: Sequence[int]) -> bool:
    """Whether the shorter text stands in the longer one for a fifth or more."""
    if not ours or not theirs:
        return False
    ceiling = min(s[-1] if len(s) >= KEPT else 1 << 32 for s in (ours, theirs))
    mine, yours = ({h for h in s if h <= ceiling} for s in (ours, theirs))
    shared = len(mine & yours)
    return shared >= LEAST and shared >= SHARE * min(len(mine), len(yours))


def credit(story: Story) -> str:
    """The outlet a story says it was taken from: byline, dateline, tail or canonical link; "" where it names none."""
    lead = DATELINE.match(story.text)
    tail = TAIL.search(story.text[-80:])
    named = [m.group(1) for m in (lead, tail) if m] + re.split(r"\band\b|,|/|\bby\b", story.byline.lower())
    credited = next((key(name) for name in named if key(name) in AGENCIES), key(lead.group(1)) if lead else "")
    elsewhere = _elsewhere(story)
    return credited or elsewhere


def _elsewhere(story: Story) -> str:
    ours, theirs = (urlsplit(url or "").hostname or "" for url in (story.url, story.canonical))
    return key(f"https://{theirs}") if theirs and _site(theirs) != _site(ours) else ""


def citations(sentences: Iterable[str]) -> tuple[str, ...]:
    """The outlets, known or not, that a claim's own sentences name as where they have it from."""
    found = ((key((m.group(1) or m.group(2)).rstrip(".-")), m.start()) for text in sentences for m in CITING.finditer(text))
    return tuple(dict.fromkeys(name.partition("'s ")[0].partition("’s ")[0] for name, start in found if _outlet(name, start)))


def _outlet(name: str, start: int) -> bool:
    """Whether a name can be an outlet's: no state, and no common word that begins its sentence ("Casualties reported")."""
    return name in AGENCIES or not (state_called(name) or (start == 0 and " " not in name))


def newsroom(report: Report, others: Sequence[Report]) -> str:
    """The root a report's text hangs on: its credit, the text it copies, the outlet it cites; its own outlet where it stands alone."""
    own = key(report.outlet)
    if report.newsroom and report.newsroom != own:
        return report.newsroom
    same = next((o for o in others if key(o.outlet) == own or copied(report.shingles, o.shingles)), None)
    if same is not None:
        return same.newsroom
    seen = {key(o.outlet): o.newsroom for o in others}
    cited = next((name for name in report.cites if name != own and (name in seen or name in AGENCIES)), None)
    return seen.get(cited, cited) if cited else own
