"""Organisations of the open class: what spaCy names as one, no lexicon knows, and a word of its name or beside it says is one.

Without such a word it was a doer or a target rightly in 2 of 16 claims of eleven annotated sets: towns, persons, models of weapons.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.extract.candidates import Kind, Mention
from bot.extract.mentions.actors import NAMED
from bot.extract.mentions.people import is_person
from bot.extract.mentions.shorts import spelt
from bot.extract.mentions.spotted import Spotted
from bot.extract.tables import words

_TAIL = re.compile(
    r"(?:,?\s(?:Holdings|Inc|Corp|Corporation|Co|Company|Ltd|Limited|PLC|plc|LLC|SA|AG|GmbH|NV|SpA|SE|Group|"
    r"Technologies|AB|ASA|Oyj|KK)\.?)+$|'s?$"
)
_NO_ORG = re.compile(
    r"^(?:the\s)?(?:ddos|gps|lng|ieds?|icbms?|uavs?|pows?|eez|adiz|wmd|covid|jcos?|ncos?|state|house"
    r"|western|european|african|asian|arab|latin american|islamist|marxist|islamic|muslim|christian|jewish|sunni|shiite"
    r"|democrat(?:s|ic)?|republicans?|gop|tor(?:y|ies)|conservatives?|liberals?|socialists?|communists?|nationalists?"
    r"|senate|government|army|navy|air force|military|ministry|congress|parliament|north|south|twitter|x|the|"
    r"(?:brigadier|major|lieutenant|vice|rear|deputy|chief|field|air|wing)?\s?(?:general|admiral|colonel|commander|marshal|brigadier|commodore))$",
    re.IGNORECASE,
)

# Water and ground with a name of their own, ranks and merchant ships, that spaCy takes for bodies.
_GROUND = re.compile(
    r"^(?:(?:Lake|Mount|Mt|River|Gulf|Strait|Cape|Bay|Port|Sea|Jebel|Jabal|Wadi|Lac)\s|(?:[\w'’]+\s)+(?:River|Strait|Valley|Lake|Sea)$)|^(?:Rear|Vice|Lt|Maj|Brig)\.?\s\w+\.$"
    r"|^(?:MV|M/V|MT|M/T|FV)\s[A-Z]"
)

_PLACES = re.compile(r"(?i)\b(?:region|town|city|cities|province|village|district|area|port|oblast)s?\sof\s(?:the\s)?$")

_BRACKET = re.compile(r"[ \u00a0]\([^()]*$")
_PROGRAMME = re.compile(r"(?i)\b(?:initiative|mechanism|fund)\b")

_BEHIND = re.compile(
    r"(?:,?\s(?:has|have|had|also|later))*,?\s(?:said|says|reported|reports|confirmed|confirms|announced|quoted|cited|published|claimed|noted"
    r"|wrote)\b"
)
_BEFORE = re.compile(r"(?i)(?:\baccording\sto|\b(?:told|citing|cited\sby|quoted\sby|reported\sby|said))\s(?:the\s)?(?:[\w'’-]+\s){0,4}$")


def organisations(s: Spotted) -> Iterator[Mention]:
    """The organisations of a sentence that no lexicon holds; the id is the name in snake_case."""
    known = [(a, b) for a, b, _, _ in s.hits(*NAMED, "item", "leader", "body")]
    for body in _spelt_out(s, known):
        known.append((body.start, body.end))
        yield body
    for start, seen, label in s.entities():
        end = start + len(_BRACKET.sub("", s.full[start:seen]))
        named = label in {"ORG", "NORP"} and not _overlaps(known, start, end)
        if named and not is_person(s, start, end) and not _PLACES.search(s.before(start)):
            yield from _organisation(s, start, end)


def _spelt_out(s: Spotted, known: Sequence[tuple[int, int]]) -> Iterator[Mention]:
    """The bodies that a story spells out before their short names, by either name; what stands in the brackets is no second mention."""
    for short, first, last in spelt(s.full):
        name = s.full[first:last]
        if short not in s.text or not _is_body(name) or _PROGRAMME.search(name) or _is_known(s, name):
            continue
        shorts = [(s.start + m.start(), s.start + m.end()) for m in re.finditer(rf"(?<![\w(-]){re.escape(short)}(?![\w-])", s.text)]
        told = [(first, last)] if s.start <= first and last <= s.sentence.end else []
        for start, end in sorted({*shorts, *told}):
            if not _overlaps(known, start, end):
                yield s.mention(Kind.PARTY, start, end, ids=(snake(name),), org=re.sub(r"\s+", " ", name))


def _is_known(s: Spotted, name: str) -> bool:
    """Whether a lexicon holds a part of a name."""
    return any(sense.layer in NAMED for hit in s.lexicon.phrases.found(name) for sense in hit.senses)


def _overlaps(known: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    return any(a < end and start < b for a, b in known)


def _organisation(s: Spotted, start: int, end: int) -> Iterator[Mention]:
    name = s.full[start:end]
    bare = re.sub(r"^(?:the|The)\s", "", _TAIL.sub("", name))
    if not (_is_body(name) or f"({bare})" in s.full or _speaks(s, start, end)):
        return
    if len(bare) > 1 and not _NO_ORG.match(bare) and not _GROUND.match(bare) and bare[0].isalnum() and any(c.isupper() for c in bare):
        first = start + name.find(bare)
        yield s.mention(Kind.PARTY, first, first + len(bare), ids=(snake(bare),), org=bare)


def _is_body(name: str) -> bool:
    """Whether a word of a name says that it is a body's, a force's or a company's: "Karst Liberation Front", "Example Dynamics Corp."."""
    company = _TAIL.search(name)
    return (company is not None and not company.group().startswith("'")) or not words("organisations")["heads"].isdisjoint(
        re.findall(r"[a-z]+", name.lower())
    )


def _speaks(s: Spotted, start: int, end: int) -> bool:
    """Whether a name stands where a sayer does: "CCTV said", "according to state-run al-Watan"."""
    return _BEHIND.match(s.after(end)) is not None or _BEFORE.search(s.before(start, 60)) is not None


def snake(name: str) -> str:
    """A name as an id."""
    return re.sub(r"[^a-z0-9]+", "_", name.lower().replace("'", "")).strip("_")
