"""States that share a name with people, rivers or other states: Jordan, Chad, Georgia, Niger, Guinea; told apart by what stands around."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from bot.extract.lexica import table
from bot.extract.text.headlines import title_case
from bot.extract.text.phrases import Hit

BEFORE = re.compile(r"([\w.’'-]+)[ \u00a0]$")
BEHIND = re.compile(r"[ \u00a0-](\w[\w.]*)")
REACH = 40  # characters looked at before a name
LINE = 400  # characters of a line looked at
STATES = frozenset({"state", "adjective"})


@dataclass(frozen=True, slots=True)
class Namesake:
    """A state's name with what tells it from its namesakes; the patterns are None where nothing is listed."""

    code: str
    name: str
    person: bool
    alone: bool
    before: frozenset[str]
    behind: frozenset[str]
    near: re.Pattern[str] | None
    others: re.Pattern[str] | None


@cache
def _namesakes() -> Mapping[str, Namesake]:
    return {code: _namesake(code, row) for code, row in table("namesakes")["names"].items()}


def _namesake(code: str, row: Mapping[str, Any]) -> Namesake:
    return Namesake(
        code=code,
        name=row["name"],
        person=row.get("person", False),
        alone=row.get("alone", True),
        before=frozenset(row.get("before", ())),
        behind=frozenset(row.get("behind", ())),
        near=_any(row.get("near", ())),
        others=_any(row.get("others", ())),
    )


def _any(words: Sequence[str]) -> re.Pattern[str] | None:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)") if words else None


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(table("namesakes")["words"][name])


def told_apart(hits: Sequence[Hit], text: str) -> tuple[Hit, ...]:
    """The hits without states whose name stands for something else in this story."""
    asked = {code: [h for h in hits if _is(h, code)] for code in _namesakes()}
    dropped = {(h.start, code) for code, held in asked.items() if held for h in _strangers(_namesakes()[code], held, hits, text)}
    return tuple(left for h in hits if (left := _without(h, dropped)).senses) if dropped else tuple(hits)


def _is(hit: Hit, code: str) -> bool:
    named = _namesakes()[code].name
    return hit.end - hit.start == len(named) and any(s.layer == "state" and s.id == code for s in hit.senses)


def _without(hit: Hit, dropped: set[tuple[int, str]]) -> Hit:
    return replace(hit, senses=tuple(s for s in hit.senses if s.layer != "state" or (hit.start, s.id) not in dropped))


def _strangers(one: Namesake, held: Sequence[Hit], hits: Sequence[Hit], text: str) -> list[Hit]:
    """The hits of one state's name that do not stand for it."""
    known = {h.start: h.end for h in hits if any(s.layer in STATES for s in h.senses)}
    beside = [h for h in held if _beside(one, h, known, text)]
    if one.near is not None and one.near.search(text):
        return beside
    if (one.others is not None and one.others.search(text)) or not (one.alone or _abroad(one, hits)):
        return list(held)
    person = one.person and bool(beside)
    return [h for h in held if h in beside or (person and not _led(h, text))]


def _beside(one: Namesake, hit: Hit, known: Mapping[int, int], text: str) -> bool:
    """Whether a word right beside a name shows that it is not the state's: a given name, a surname, "Delta"."""
    start = max(0, hit.start - REACH)
    before = BEFORE.search(text[start : hit.start])
    behind = BEHIND.match(text, hit.end)
    if (before and before[1] in one.before) or (behind and behind[1] in one.behind):
        return True
    if not one.person or title_case(_line(text, hit.start)):
        return False
    first = before is not None and _name(before[1], "before") and start + before.end(1) not in known.values()
    last = behind is not None and _name(behind[1], "behind") and behind.start(1) not in known
    return first or last


def _name(word: str, side: str) -> bool:
    """Whether a word may be part of a person's name."""
    return word[:1].isupper() and word[1:2].islower() and word not in _words(side)


def _led(hit: Hit, text: str) -> bool:
    before = BEFORE.search(text[max(0, hit.start - REACH) : hit.start])
    return before is not None and before[1].lower() in _words("lead")


def _abroad(one: Namesake, hits: Sequence[Hit]) -> bool:
    """Whether the story tells of another state than this and the United States."""
    return any(s.layer in STATES and s.id not in {one.code, "US"} for h in hits for s in h.senses)


def _line(text: str, at: int) -> str:
    """The line around an offset."""
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    return text[start : min(end if end >= 0 else len(text), start + LINE)]
