"""Bodies of a state by their names: "Norland's Coastal Security Agency", and the short name in brackets behind one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from bot.extract.candidates import Kind, Mention
from bot.extract.lexica import armed, table
from bot.extract.mentions.orgs import snake
from bot.extract.mentions.shorts import SHORT

_HEAD = (
    r"(?:Army|Navy|Air Force|Coast Guard|(?:National|Royal|Border|Home|Presidential|Republican|Revolutionary) Guards?"
    r"|Ministry|Department|Command|Directorate|Police|Forces?|(?:Security|Intelligence|Defen[cs]e|Space) (?:Agency|Service|Council)"
    r"|(?:General|Joint) Staff|Fleet|MoD|MOD|Treasury)"
)
# What stands between a state and the head of its body's name, and what may follow: "Kenya's Ministry of National Defence".
_NAME = re.compile(
    rf"(?:['’]s?)?\s(?:[A-Z][\w-]*\s){{0,4}}?{_HEAD}"
    r"(?:\s(?:of|for)\s(?:the\s)?(?:National\s)?(?:Defen[cs]e|Security|Interior|War|Foreign Affairs))?\b"
)
# Whose name says that it fights a state, or that others are its friends.
_NOT = re.compile(
    r"\b(?:Liberation|Independence|Resistance|Democratic|Popular|Volunteer|Free|Rebel|Salvation|Patriotic|Support|Task|Allied|Joint)\b"
)
_WORD = re.compile(r"[A-Za-z]+")
_OWN = re.compile(r"['’]s?\s")
_OWN_END = re.compile(r"['’]s$")


def with_bodies(ordered: Sequence[Mention], full: str) -> tuple[Mention, ...]:
    """The mentions with the bodies that states' names begin, in place of what stands inside, and short names as what they are short for."""
    told = [*ordered, *(b for m in ordered for b in _bodies(m, ordered, full))]
    whole = [m for m in told if _named(m, full)]
    left = [m for m in told if not any(_inside(m, b) for b in whole)]
    return tuple(_shortened(sorted(left, key=lambda m: (m.start, -m.end, m.kind.value)), full))


def _named(mention: Mention, full: str) -> bool:
    """Whether a state's name begins a body's."""
    return _stately(mention) and _NAME.search(full, mention.start, mention.end) is not None


def _stately(mention: Mention) -> bool:
    return mention.kind is Kind.PARTY and len(mention.ids) == 1 and mention.ids[0].isupper() and not mention.modifier


def _bodies(state: Mention, ordered: Sequence[Mention], full: str) -> Iterator[Mention]:
    """The body whose name a state's own begins."""
    found = _NAME.match(full, state.end) if _stately(state) and state.text[:1].isupper() else None
    if found is None or _NOT.search(found.group()):
        return
    inside = [m for m in ordered if state.end < m.start and m.start < found.end() and m.kind in {Kind.PARTY, Kind.PLACE, Kind.PERSON}]
    if any(set(m.ids) & armed() or m.kind is Kind.PLACE for m in inside):
        return
    if any(m.start == state.start and m.end >= found.end() for m in ordered if m.kind is Kind.PARTY):
        return
    yield replace(state, end=found.end(), text=re.sub(r"\s+", " ", full[state.start : found.end()]))


def _inside(mention: Mention, body: Mention) -> bool:
    """Whether a mention is only a part of a body's name, not the state that it begins with."""
    within = body.start < mention.start and mention.end <= body.end and mention.kind is Kind.PARTY
    return within and (mention.ids != body.ids or bool(mention.org))


def _shortened(ordered: Sequence[Mention], full: str) -> Iterator[Mention]:
    meant: dict[str, set[tuple[str, ...]]] = {}
    for short, ids in _shorts(ordered, full):
        meant.setdefault(short, set()).add(ids)
    for mention in ordered:
        named = meant.get(_OWN_END.sub("", mention.text), set())
        free = mention.kind is Kind.PARTY and (not mention.ids or mention.ids == (snake(mention.org),) or _general(mention.text))
        yield replace(mention, ids=next(iter(named)), org="") if len(named) == 1 and free else mention


def _shorts(ordered: Sequence[Mention], full: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The short names in brackets with the ids of what they are short for, and names that many states' bodies have with the state's."""
    for m in ordered:
        if m.kind is not Kind.PARTY or not m.ids or m.modifier:
            continue
        found = SHORT.match(full, m.end)
        if found is not None and (_initials(found["short"], m.text) or _named(m, full) or m.ids == (snake(m.org),)):
            yield found["short"], m.ids
        if _named(m, full):
            yield from ((name, m.ids) for name in _generals() if m.text.endswith(f" {name}"))


def _initials(short: str, name: str) -> bool:
    """Whether a short name's letters begin words of a name, in order: KDF of "Kenya Defence Forces"."""
    firsts = iter(w[0].upper() for w in _WORD.findall(_OWN.sub(" ", name)))
    return " " in name and all(c in firsts for c in short if c.isupper())


def _general(name: str) -> bool:
    """Whether a name is of a body that many states have: a "Ministry of Defence" is Britain's where no other state's is told."""
    return name in _generals()


@cache
def _generals() -> frozenset[str]:
    return frozenset(table("offices")["many"]["words"])
