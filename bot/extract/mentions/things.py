"""Items: weapons and what forces use, by the words of the lexicon; neighbours that name one thing are one mention."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bot.extract.candidates import Kind, Mention
from bot.extract.mentions.fighters import aloft
from bot.extract.mentions.spotted import Found, Spotted

# What a head says less of than the words before it: "ballistic missile launcher", "Shahed drone system".
_VAGUE = frozenset({"missile", "other", "vehicle", "ammunition"})
_SHARP = frozenset(
    {
        "ballistic_missile",
        "cruise_missile",
        "air_defence",
        "rocket",
        "nuclear",
        "chemical",
        "anti_tank",
        "space_launch",
        "drone",
        "radar",
        "aircraft",
        "ship",
        "tank",
    }
)
_CARRIED = re.compile(r"-(?:up|the|off|out)\b")  # "round-up", "round-the-clock" are other words
_GAP = re.compile(r"(?:[ \n-]|\s\(|\s[IVX]+\s|\s[A-Z]\s|[A-Z]?\s(?:Block|Flight|Mk|Mark)\s\S+\s)?")
_SHARE = re.compile(r"parts? of", re.IGNORECASE)  # "parts of the south" are no spare parts
_ACTS = frozenset({"VB", "VBP", "VBZ", "VBD"})  # a verb, and no thing
_VERBS = frozenset({"bomb", "bombs", "arm", "arms", "shell", "shells", "ship", "ships"})
_NAMING = frozenset({"compound", "nmod", "amod"})
_UNIT = re.compile(r"\b(?:regiments?|battalions?|batter(?:y|ies)|divisions?|squadrons?|wings?)$", re.IGNORECASE)  # "S-400 regiment"
_GROUND_FIRED = re.compile(r"launcher|multiple|artillery", re.IGNORECASE)  # what no satellite rides on
_LETTER = re.compile(r"(?:[A-Z]{1,3}\d?(?:/[A-Z])?|s|[A-Z]?s)(?=[\s,.;:)'\"]|$)")


def items(s: Spotted) -> Iterator[Mention]:
    """The item mentions of a sentence."""
    group: list[Found] = []
    acts = {s.start + t.idx for t in s.tokens if _acts(t)}
    for found in s.hits("item"):
        if not found[2] or _CARRIED.match(s.full, found[1]) or _SHARE.match(s.full, found[0]) or found[0] in acts:
            continue
        if group and not _joined(s, group[-1], found):
            yield _item(s, group)
            group = []
        group.append(found)
    if group:
        yield _item(s, group)


def _acts(token: Any) -> bool:
    """Whether a word is what somebody does: "F-16s bomb a base", as which a headline's verb is not always known."""
    if token.lower_ not in _VERBS:
        return False
    takes = {c.dep_ for c in token.children}
    return (token.tag_ in _ACTS and token.dep_ not in _NAMING) or {"nsubj", "dobj"} <= takes


def _joined(s: Spotted, one: Found, two: Found) -> bool:
    """Whether two neighbours name one thing: "S-400 air defence systems", "F-16C Fighting Falcon fighter jets"."""
    gap = s.full[_tail(s, one[1]) : two[0]]
    if one[2] == "troops" and not one[3]:
        return False
    return _GAP.fullmatch(gap) is not None and "(" not in gap


def _tail(s: Spotted, end: int) -> int:
    """The end of a model's letters: the C of F-16C."""
    found = _LETTER.match(s.full, end, s.sentence.end)
    return found.end() if found and s.full[end - 1].isdigit() else end


def _item(s: Spotted, group: list[Found]) -> Mention:
    model = next((g for g in group if g[3] and not (g[2] == "ammunition" and group[-1][2] == "artillery")), None)  # "155mm howitzers"
    end = _tail(s, group[-1][1])
    category = "aircraft" if _fighters(s, group) else _category(group, model, s.full[group[0][0] : end])
    fired = _GROUND_FIRED.search(s.full, group[0][0], end) is not None
    if category == "rocket" and model is None and s.context.orbit and s.context.korean() and not fired:
        category = "space_launch"  # North Korea's "satellite" rocket
    return s.mention(Kind.ITEM, group[0][0], end, ids=(category,), model=model[3] if model else "")


def _fighters(s: Spotted, group: list[Found]) -> bool:
    """Whether it is "fighters" that fly, as those of a kind of aircraft do: "Tejas fighters"."""
    start, end = group[0][0], group[-1][1]
    *named, last = s.full[start:end].lower().split()
    if last not in {"fighter", "fighters"}:
        return False
    return group[0][2] == "aircraft" if named else any(s.start + t.idx == start and aloft(s, t) for t in s.tokens)


def _category(group: list[Found], model: Found | None, told: str) -> str:
    last = group[-1][2]
    if last == "troops" and (model is None or not _UNIT.search(told)):
        return last
    if model is not None:
        return model[2]
    sharp = [g[2] for g in group[:-1] if g[2] in _SHARP]
    return sharp[-1] if last in _VAGUE and sharp else last
