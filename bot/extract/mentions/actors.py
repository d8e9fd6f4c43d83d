"""Parties with a name: states and what is theirs, armed groups, companies, organisations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from bot.extract.candidates import Kind, Mention
from bot.extract.lexica import table
from bot.extract.mentions.governed import governed
from bot.extract.mentions.spotted import Found, Spotted

NAMED = ("state", "adjective", "capital", "group", "office", "company")
_MODIFIER = re.compile(
    r"(?: led(?=\s(?:coalition|forces|campaign|air|strikes|raids))|"
    r"-(?:backed|made|led|supplied|built|allied|supported|sponsored|trained|funded|controlled|held|occupied|designed|"
    r"linked|friendly|based|era|style|born|"
    r"aligned|provided|manufactured|armed|equipped|owned|flagged|dominated|run|ruled|brokered|mediated|inspired|"
    r"affiliated|produced|operated|donated|"
    r"speaking|claimed|listed|registered|facing|wide|bound|headquartered|affiliate)\b)",
    re.IGNORECASE,
)
_MAKER = re.compile(r"\b(?:built|made|manufactured|designed) (?:by|in)\s(?:the\s)?$", re.IGNORECASE)
_OUTLET = re.compile(
    r"\b(?:TV|television|channel|radio|agency|newspaper|daily|media|outlet|station|broadcaster|network)\b[\w\s]{0,20},?\s"
    r"(?:(?:which|that)\s)?(?:is\s)?(?:run|owned|operated|controlled|backed|funded)\sby\s(?:the\s)?$",
    re.IGNORECASE,
)
_OF = re.compile(r"\bof\s$", re.IGNORECASE)
_MAKE = re.compile(r"\s(?:make|manufacture|origin|design|production|vintage)\b")  # "rifles of Iranian make"
_PREFIX = re.compile(r"\b(?:anti|pro|ex|non|trans|intra)-$", re.IGNORECASE)
_BRIDGE = re.compile(
    r"(?:'s?|s')?\s+(?:(?:own|senior|top|state|national|joint|central|main|elite|military|federal|regional|former|"
    r"outgoing|new|armed|official|state-run|"
    r"paramilitary|special|ground|naval|air|government|local|allied|hardline|militant|armed|ruling|then|current|"
    r"acting|deputy|chief|defense|defence|foreign|partner|maritime|territorial|border|counter-?terrorism|expeditionary|reserve)\s+){0,3}"
)
_LEADER_OWN = re.compile(
    r"'s?\s+(?:[\w-]+\s){0,2}?(?:faction|forces?|troops|soldiers|government|regime|army|military|administration|"
    r"loyalists|side|men|militia|fighters|rule)\b"
)
JUNTA = "junta"  # alone it seizes power more often than it fights
_ARMS = re.compile(r"\s(?:jets?|warplanes?|planes|aircraft|helicopters?|drones?|troops|forces|soldiers|artillery|gunboats?|bombs?)\b")
# A people's own land within a state acts for itself: "Iraq's autonomous Kurdish region", "the Kurdish region of Iraq".
_REGION = re.compile(r"(?i)['’]s\s(?:(?:semi-?)?autonomous\s(?:\w+\s)?|Kurdish\s)(?:region|enclave|zone|administration|government)\b")
_REGION_OF = re.compile(r"(?i)\b(?:autonomous|Kurdish)\s(?:region|enclave|zone|administration)\s(?:of|in)\s(?:northern\s)?$")
_OF_WHAT = re.compile(r"\s(?:of|for)\b")  # of what a department is behind its name: "the state department of forests"
_IS = re.compile(r"(?<![\w.'-])IS(?=[\s,.'-])(?!\sA\b)")


def parties(s: Spotted) -> Iterator[Mention]:
    """The named parties of a sentence: names, and names with the body that follows."""
    bodies = {start: end for start, end, _, _ in s.hits("body")}
    for found in s.hits(*NAMED):
        yield from _named(s, found, bodies)
    yield from _lone(s)
    yield from _leaders_own(s)
    yield from _short(s)


def _named(s: Spotted, found: Found, bodies: Mapping[int, int]) -> Iterator[Mention]:
    start, end, id_, _ = found
    id_, whole = _meant(s, id_), _dotted(s, start, end)
    modifier = _modifies(s, start, whole)
    yield s.mention(Kind.PARTY, start, whole, ids=(id_,), modifier=modifier)
    if not modifier:
        last = _body(s, end, bodies)
        if last:
            yield s.mention(Kind.PARTY, start, last, ids=(id_,))


def _meant(s: Spotted, id_: str) -> str:
    """The group that a name is short for in this story: the Taliban where the Pakistani Taliban are named and Afghanistan is not."""
    short = _shorts().get(id_)
    if short is None or not s.context.groups.get(short["other"]) or s.context.countries.get(short["land"]):
        return id_
    return short["other"]


@cache
def _shorts() -> Mapping[str, Mapping[str, str]]:
    return dict(table("groups")["short"])


def _modifies(s: Spotted, start: int, end: int) -> bool:
    """Whether a name only tells of what kind something is: "Iran-backed", "made in Iran", "of Iranian make", a channel "run by Iran"."""
    if _MODIFIER.match(s.after(end)) or _REGION.match(s.after(end, 60)) or any(sign.search(s.before(start)) for sign in (_PREFIX, _MAKER)):
        return True
    if _REGION_OF.search(s.before(start, 40)):
        return True
    return _OUTLET.search(s.before(start, 80)) is not None or bool(_OF.search(s.before(start)) and _MAKE.match(s.after(end)))


def _body(s: Spotted, end: int, bodies: Mapping[int, int]) -> int:
    """The end of the body that a name owns ("the U.S. military", "Iran's elite Revolutionary Guards"); 0 where none."""
    end += s.full[end : end + 1] == "." and s.full[end - 2 : end - 1] == "."
    bridge = _BRIDGE.match(s.full, end, s.sentence.end)
    if not bridge:
        return 0
    starts = (bridge.end(), *(bridge.start() + m.end() for m in re.finditer(r"\s+", bridge.group())))
    return next((bodies[at] for at in starts if at in bodies), 0)


def _dotted(s: Spotted, start: int, end: int) -> int:
    """The end of "U.S." takes its full stop."""
    return end + 1 if s.full[end : end + 1] == "." and re.search(r"\.[A-Z]$", s.full[start:end]) else end


def _lone(s: Spotted) -> Iterator[Mention]:
    """A body without its state: the state is found later, from the sentences before."""
    owned = [(a, _body_reach(s, b)) for a, b, _, _ in s.hits(*NAMED)]
    for start, end, _, _ in s.hits("body"):
        if not any(a <= start < b for a, b in owned) and not _MODIFIER.match(s.after(end)):
            word = s.full[start:end].lower()
            if word == JUNTA and not _ARMS.match(s.after(end)):
                continue
            ruled = _sole(s, word, end) or governed(s, start, end) or _ruled(s, word)
            yield s.mention(Kind.PARTY, start, end, ids=(ruled,)) if ruled else s.mention(Kind.PARTY, start, end, org=s.full[start:end])


def _sole(s: Spotted, word: str, end: int) -> str:
    """The state that alone calls a body so: "the state department"; not a "state department of forests", nor where it is not told of."""
    state = _soles().get(word, "")
    told = s.context.countries
    other = _OF_WHAT.match(s.after(end)) or (word.startswith("defence") and told and not told.get(state))
    return "" if other else state


@cache
def _soles() -> Mapping[str, str]:
    return dict(table("offices")["sole"])


def _ruled(s: Spotted, word: str) -> str:
    """The state that a word for its rulers alone stands for: "regime artillery" in Syria; "" for all else."""
    states = _rulers()[0].get(word, ())
    foes = (land for land, groups in _rulers()[1].items() if any(s.context.groups.get(g) for g in groups))
    land = s.context.theatre or next(foes, "")
    return land if land in states else ""


@cache
def _rulers() -> tuple[Mapping[str, list[str]], Mapping[str, list[str]]]:
    """(states by the word for their rulers, the groups that fight a state)."""
    return table("offices")["ruled"], table("offices")["foes"]


def _body_reach(s: Spotted, end: int) -> int:
    bridge = _BRIDGE.match(s.full, end, s.sentence.end)
    return bridge.end() + 1 if bridge else end


def _leaders_own(s: Spotted) -> Iterator[Mention]:
    """As in "Assad's forces": the side of a leader, whenever he led it."""
    for start, end, name, _ in s.hits("leader"):
        own = _LEADER_OWN.match(s.full, end, s.sentence.end)
        if own:
            yield s.mention(Kind.PARTY, start, own.end(), ids=(s.lexicon.leaders[name][0].of,))


def _short(s: Spotted) -> Iterator[Mention]:
    """Short names that only a story's context makes sure: IS, the North, the South."""
    if s.context.groups.get("islamic_state") or re.search(r"\bIS\s(?:militants|fighters|group|jihadists)", s.full):
        yield from (s.mention(Kind.PARTY, s.start + m.start(), s.start + m.end(), ids=("islamic_state",)) for m in _IS.finditer(s.text))
    if s.context.korean():
        for m in re.finditer(
            r"(?:(?<=\b[Tt]he )|(?<=\b[Tt]wo )|^|(?<=[\"'] )|(?<=\bsays )|(?<=\bsaid )|(?<=\bafter )|(?<=\bas ))"
            r"(North|South)(?:ern(?:er)?s)?(?!\s?-?(?:Korea|China|Sea|Africa|"
            r"Sudan|America|[A-Z][a-z]|and\b|east|west|of\b|Pacific))\b",
            s.text,
        ):
            yield s.mention(Kind.PARTY, s.start + m.start(1), s.start + m.end(1), ids=("KP" if m[1] == "North" else "KR",))
        yield from (
            s.mention(Kind.PARTY, s.start + m.start(), s.start + m.end(), ids=("KP", "KR"))
            for m in re.finditer(r"\b(?:the )?(?:two )?Koreas\b", s.text)
        )
