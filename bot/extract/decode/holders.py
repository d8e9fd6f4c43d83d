"""The speakers of a claim, each told once: an office is its holder's, a ministry its country's, and only who can speak."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from bot.extract.discourse.naming import office
from bot.extract.lexica import capitals, state_names
from bot.extract.scorers.pools import words
from bot.extract.speech.voices import voiced
from bot.extract.tables import words as table
from bot.model import Speaker

# An office that one speaks with; officials and residents are many.
_OFFICE = re.compile(
    r"(?i)\b(?:minister|president|governor|mayor|spokes(?:man|woman|person)|chief|commander|envoy|ambassador|chancellor|premier)$"
)
_OF = re.compile(r"\s(?:of|for|at|in|to)\s|,")
_SHORT = re.compile(r"[A-Z]{2,6}")
_SMALL = frozenset({"of", "for", "the", "and", "in", "on"})


def once(speakers: Sequence[Speaker]) -> tuple[Speaker, ...]:
    """The speakers without one told more fully by another: "ministry" beside "Japan's defence ministry", an office beside its holder."""
    told = _titled([s for s in speakers if voiced(s)])
    kept = [s for i, s in enumerate(told) if not any(_fuller(o, s, i < j) for j, o in enumerate(told) if j != i)]
    return tuple(_styled(s, told) for s in kept)


def _titled(speakers: Sequence[Speaker]) -> Sequence[Speaker]:
    """The speakers, the one name without an office as the holder of the one office without a name."""
    names = [s for s in speakers if s.name and not s.org]
    offices = [s for s in speakers if not s.name and _OFFICE.search(s.org or "")]
    if len(names) != 1 or len(offices) != 1 or not _alike(names[0], offices[0]):
        return speakers
    held = replace(names[0], org=offices[0].org, party=names[0].party or offices[0].party, anonymous=False)
    return [held if s is names[0] else s for s in speakers if s is not offices[0]]


def _styled(speaker: Speaker, told: Sequence[Speaker]) -> Speaker:
    """A person with the office that he is told with elsewhere, where he has none."""
    if not speaker.name or speaker.org:
        return speaker
    return next((replace(speaker, org=s.org, party=speaker.party or s.party) for s in told if s.org and _one_man(speaker, s)), speaker)


def _alike(one: Speaker, other: Speaker) -> bool:
    """Whether two speakers may be of one party."""
    return not one.party or not other.party or one.party == other.party


def _fuller(one: Speaker, other: Speaker, first: bool) -> bool:
    """Whether one tells all that the other tells, and more; of two that tell the same the first stays.

    A person tells all that an office he holds alone does: "Turkish president" beside the president by name. So do a body's own name
    beside its letters, and a man's whole name beside a part of it.
    """
    if one.name and not other.name and _alike(one, other) and office(one.org or "") == office(other.org or "") != "":
        return True
    if one.name and not other.name and one.party == other.party != "" and _lead(one) and _lead(other):
        return True
    if one.name and other.name:
        return _one_man(one, other) and (_plain(other.name) < _plain(one.name) or (_plain(one.name) == _plain(other.name) and not first))
    if not one.name and not other.name and _alike(one, other) and (_short_of(one.org or "", other.org or "") or _states_own(one, other)):
        return True
    if _foreign(one, other):
        return False
    whole, part = _plain(one.name) | _plain(one.org), _plain(other.name) | _plain(other.org)
    return part < whole or (part == whole and not first)


def _states_own(one: Speaker, other: Speaker) -> bool:
    """Whether one is a body of the state that the other, or its capital, only names: "Taiwan's defence ministry" beside "Taipei"."""
    bare = state_names() | capitals()
    return one.party == other.party != "" and other.org in bare and one.org not in bare


def _foreign(one: Speaker, other: Speaker) -> bool:
    """Whether one is a group with a name that ends in a state's bare "army", which the other is."""
    return one.party.islower() and other.name is None and (other.org or "").lower() in table("refers")["bodies"]


def _one_man(one: Speaker, other: Speaker) -> bool:
    """Whether two names are one man's, however fully and with whatever accents each is told: Erdoğan, Recep Tayyip Erdogan."""
    if not one.name or not other.name or not _alike(one, other):
        return False
    some, more = sorted((_plain(one.name), _plain(other.name)), key=len)
    return some <= more and (len(some) > 1 or some == more or _last(one) == _last(other) or not one.org or not other.org)


def _last(speaker: Speaker) -> str:
    """The word that says what somebody is: "sister" of "powerful sister of the leader"."""
    return _OF.split(speaker.org or "", maxsplit=1)[0].lower().rpartition(" ")[2]


def _lead(speaker: Speaker) -> bool:
    return _last(speaker) == "leader"


def _short_of(org: str, letters: str) -> bool:
    """Whether letters are what a body is for short: "IDF" of "Israel Defense Forces"."""
    firsts = "".join(w[0] for w in org.split() if w not in _SMALL)
    return _SHORT.fullmatch(letters) is not None and firsts.endswith(letters)


def _plain(text: str | None) -> frozenset[str]:
    """The words of a name without accents."""
    told = unicodedata.normalize("NFKD", (text or "").replace("ı", "i").replace("ł", "l").replace("Ł", "L"))
    return words("".join(c for c in told if not unicodedata.combining(c)))
