"""Who says it, as an alert shows it: two at most, each once, whose body it is, and no office longer than a phone's line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from types import MappingProxyType
from typing import NamedTuple

from bot.alert.names import name_of
from bot.model import Speaker

SHOWN = 2  # speakers in a headline
OFFICE = 45  # characters of a person's office
CUTS = (re.compile(r"\s(?:for|in|at|on|with)\s"), re.compile(r"\s(?:of|to|and)\s"))  # an office ends sooner before the first
STAMP = re.compile(r"^\([^()]{2,30}\)\s+")  # a dateline's rest: "(Valletta) Coast Guard"
MARKS = " *•·#>|~–—"  # what messages are set off with: "FLASH *** sources"
ABBREVIATION = re.compile(r"[A-Z]{3,7}")
WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")
OWN = MappingProxyType({"United States": "US", "Palestinians": "Palestinian", "EU": "EU", "UN": "UN", "NATO": "NATO"})  # as people say it
# The words of bodies and offices that every state has; a name of no others tells of no state.
BODY = (
    r"defen[cs]e|foreign|interior|home|economy|finance|armed|military|air|navy|army|forces?|coast|guard|border|marines|police|intelligence"
    r"|security|service|agency|ministry|minister|secretary|government|president(?:ial)?|presidency|premier|prime|chancellor|vice"
    r"|parliament|cabinet|council|media|television|tv|state|affairs|spokes(?:man|woman|person)|commander|command|deputy|joint|chiefs?|staff"
    r"|general|officials?|office|news|the|of|and"
)
BODIES = re.compile(rf"(?:(?:{BODY})\b\s*)+", re.IGNORECASE)
# Of these alone nobody says whose they are: an official may be anybody's, and several states have a body of just that name.
LOOSE = re.compile(
    r"(?:(?:state|news|office|general|council|command(?:er)?|chiefs?|deputy|officials?|agency|guard|spokes(?:man|woman|person)|the|of)\b\s*)+"
    r"|ministry (?:of defen[cs]e|spokes(?:man|woman|person))",
    re.IGNORECASE,
)
INNER = re.compile(r"\bof the\b")  # "spokesman of the army" is a spokesman whose army one would have to name


class Told(NamedTuple):
    """A speaker in words, the party, and the office where a person is named."""

    words: str
    party: str
    office: str


def speaker_of(speakers: tuple[Speaker, ...]) -> str:
    """Who says it, each with the office spoken for; who another names more fully is left out, and of many all but the first."""
    told = list(dict.fromkeys(Told(_speaker(one), one.party, (one.org or "") if one.name else "") for one in speakers))
    kept = [one.words for one in _fullest([one for one in told if one.words])]
    return "; ".join(kept[:SHOWN]) + ("; others" if len(kept) > SHOWN else "")


def _speaker(speaker: Speaker) -> str:
    org = STAMP.sub("", speaker.org or "").strip(MARKS)
    party = name_of(speaker.party) if speaker.party else ""
    if speaker.name or org:
        return ", ".join(filter(None, (speaker.name, _owned(_short(org) if speaker.name else org, party))))
    return f"anonymous official{f', {party}' if party else ''}" if speaker.anonymous else party


def _short(office: str) -> str:
    """An office cut before one of its last phrases: "deputy to the governor in the nearby town of Yaro" is "deputy to the governor"."""
    for cut in CUTS:
        while len(office) > OFFICE and (found := list(cut.finditer(office))):
            office = office[: found[-1].start()]
    return office


def _owned(org: str, party: str) -> str:
    """A body or office with the state it is of, where its own words tell of none: "Greece's defence ministry"."""
    if not party or not BODIES.fullmatch(org) or LOOSE.fullmatch(org) or INNER.search(org):
        return org
    return f"{OWN.get(party) or _possessive(party)} {org}"


def _possessive(name: str) -> str:
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def _fullest(told: Sequence[Told]) -> list[Told]:
    """Speakers without those that another names more fully."""
    return [one for at, one in enumerate(told) if not any(_within(one, other, first=at < by) for by, other in enumerate(told) if by != at)]


def _within(one: Told, other: Told, *, first: bool) -> bool:
    """Whether another speaker tells all that one does: in so many words, by its letters, by name, or as a body of the same state."""
    short, full = one.words.lower(), other.words.lower()
    if short in full:
        return short != full or not first
    if ABBREVIATION.fullmatch(one.words):
        return spells(one.words, WORD.findall(other.words))
    if one.party != other.party:
        return False
    mine, theirs = _words(one.words, one.party), _words(other.words, one.party)
    office = _words(other.office, one.party)
    if office and mine and not one.office and (office <= mine or mine <= office):
        return True  # "regional governor" beside "A. Roe, governor"
    return bool(one.party) and (mine < theirs or (mine == theirs and not first))


def _words(told: str, party: str) -> frozenset[str]:
    """What names a speaker but for its state: "German minister" is a minister, "Oslo" nobody in particular."""
    state = tuple(word[:4] for word in name_of(party).lower().split()) if party else ()
    words = [word.lower().replace(".", "").removesuffix("'s").removesuffix("’s") for word in WORD.findall(told)]
    if len(words) == 1 and told[:1].isupper() and not BODIES.fullmatch(told) and not ABBREVIATION.fullmatch(told):
        return frozenset()
    return frozenset(word.rstrip("s") for word in words if not word.startswith(state) and not (word == "us" and party == "US"))


def spells(letters: str, words: Sequence[str]) -> bool:
    """Whether an abbreviation is made of the beginnings of several words, in order."""
    return _spells(letters.lower(), [word.lower() for word in words if word != letters])


def _spells(letters: str, words: Sequence[str]) -> bool:
    if not letters or not words:
        return not letters
    heads = (size for size in range(min(3, len(letters)), 0, -1) if words[0].startswith(letters[:size]))
    return any(_spells(letters[size:], words[1:]) for size in heads) or _spells(letters, words[1:])
