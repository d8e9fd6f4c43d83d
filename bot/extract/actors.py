"""Parties: states and what is theirs, armed groups, companies, organisations, and groups without a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.extract.candidates import Kind, Mention
from bot.extract.spotted import Found, Spotted

_MODIFIER = re.compile(
    r"^-(?:backed|made|led|supplied|built|allied|supported|sponsored|trained|funded|controlled|held|occupied|designed|linked|friendly|based|era|style|born|aligned|provided|manufactured|armed|equipped|owned|flagged|dominated|run|ruled|brokered|mediated|inspired|affiliated)",
    re.IGNORECASE,
)
_PREFIX = re.compile(r"\b(?:anti|pro|ex|non)-$", re.IGNORECASE)
_BRIDGE = re.compile(
    r"(?:'s?|s')?\s+(?:(?:own|senior|top|state|national|joint|central|main|elite|military|federal|regional|former|outgoing|new|armed|official|state-run|paramilitary|special|ground|naval|air)\s+){0,2}"
)


def parties(s: Spotted) -> Iterator[Mention]:
    """The party mentions of a sentence: names, and names with the body that follows."""
    bodies = {start: end for start, end, _, _ in s.hits("body")}
    for found in s.hits("state", "adjective", "capital", "group", "office"):
        yield from _named(s, found, bodies)
    yield from _lone(s)


def _named(s: Spotted, found: Found, bodies: dict[int, int]) -> Iterator[Mention]:
    start, end, id_, _ = found
    modifier = _MODIFIER.match(s.after(end)) is not None or _PREFIX.search(s.before(start)) is not None
    yield s.mention(Kind.PARTY, start, _dotted(s, start, end), ids=(id_,), modifier=modifier)
    bridge = _BRIDGE.match(s.full, end, s.sentence.end)
    if bridge and not modifier:
        last = next((bodies[at] for at in (bridge.end(), *_steps(bridge)) if at in bodies), None)
        if last is not None:
            yield s.mention(Kind.PARTY, start, last, ids=(id_,))


def _steps(bridge: re.Match[str]) -> Iterator[int]:
    """Where a body may start inside the words between: "the U.S. military officials"."""
    yield from (bridge.start() + m.end() for m in re.finditer(r"\s+", bridge.group()))


def _dotted(s: Spotted, start: int, end: int) -> int:
    """The end of "U.S." takes its full stop."""
    return end + 1 if s.full[end : end + 1] == "." and re.search(r"\.[A-Z]$", s.full[start:end]) else end


def _lone(s: Spotted) -> Iterator[Mention]:
    """A body without its state: the state is found later, from the sentences before."""
    owned = [(a, b) for a, b, _, _ in s.hits("state", "adjective", "capital", "office")]
    for start, end, _, _ in s.hits("body"):
        if not any(a <= start < b for a, b in owned):
            yield s.mention(Kind.PARTY, start, end, org=s.full[start:end])
