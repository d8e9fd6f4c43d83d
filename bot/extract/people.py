"""Persons: a name with the office before or after it, leaders of the lexicon, and sayers without a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.extract.candidates import Kind, Mention
from bot.extract.places import entities
from bot.extract.spotted import Spotted

_POSSESSIVE = re.compile(r"'s?$")
_SAYERS = re.compile(
    r"\b(?:(?:senior|top|two|three|several|security|military|local|government|defense|defence|intelligence|medical|police|hospital|health|rebel|opposition|army|diplomatic|political|Western|regional|unnamed|unidentified|provincial|tribal)\s){0,3}"
    r"(?:officials?|sources?|diplomats?|activists?|witnesses|witness|experts?|analysts?|observers?|residents?|commanders?|officers?|spokesman|spokeswoman|spokesperson|authorities|state media|state TV|state television|media reports|reports|monitors?|lawmakers?|doctors?|medics?|rescuers?|statement)\b",
    re.IGNORECASE,
)


def people(s: Spotted) -> Iterator[Mention]:
    """The person mentions of a sentence, and unnamed sayers."""
    known = list(_leaders(s))
    yield from known
    for start, end, label in entities(s):
        if label == "PERSON" and not any(m.start < end and start < m.end for m in known):
            yield _person(s, start, end)
    for found in _SAYERS.finditer(s.text):
        start, end = s.start + found.start(), s.start + found.end()
        first, ids = _owner(s, start)
        yield s.mention(Kind.PERSON, first, end, org=s.full[first:end], ids=ids)


def _leaders(s: Spotted) -> Iterator[Mention]:
    for start, end, name, _ in s.hits("leader"):
        held = [x for x in s.lexicon.leaders[name] if x.first <= s.today <= x.last]
        org, ids = _role(s, start)
        if held:
            yield s.mention(Kind.PERSON, start, end, name=held[0].name, org=org or held[0].office, ids=(held[0].of,))
        else:
            yield s.mention(Kind.PERSON, start, end, name=s.full[start:end], org=org, ids=ids or (s.lexicon.leaders[name][0].of,))


def _person(s: Spotted, start: int, end: int) -> Mention:
    end -= len(m.group()) if (m := _POSSESSIVE.search(s.full[start:end])) else 0
    org, ids = _role(s, start)
    return s.mention(Kind.PERSON, start, end, name=s.full[start:end], org=org, ids=ids)


def _role(s: Spotted, start: int) -> tuple[str, tuple[str, ...]]:
    """The words of office right before a name, and the party they name."""
    text = s.before(start, 80)
    found = re.search(
        r"((?:[\w.'-]+\s){0,6}(?:minister|president|secretary|spokesman|spokeswoman|spokesperson|leader|chief|commander|ambassador|chancellor|governor|official|general|chairman|envoy|director|adviser|head)\s)$",
        text,
        re.IGNORECASE,
    )
    if not found:
        return "", ()
    at = start - len(found.group(1))
    owners = [h for h in s.hits("state", "adjective", "capital", "group", "office") if at <= h[0] < start]
    org = s.full[owners[0][0] if owners else at : start].strip()
    return org, ((owners[0][2],) if owners else ())


def _owner(s: Spotted, start: int) -> tuple[int, tuple[str, ...]]:
    """The state or group right before a sayer's words."""
    for a, b, id_, _ in s.hits("state", "adjective", "capital", "group", "office"):
        if 0 <= start - b <= 4 and not s.full[b:start].strip(" '.s"):
            return a, (id_,)
    return start, ()
