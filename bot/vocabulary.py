"""The names that watches may use, drawn from what extraction knows of parties and things and merging knows of places."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType

from bot.alert.names import name_of
from bot.errors import BadInput
from bot.extract.lexica import table
from bot.extract.text.phrases import plural_of
from bot.merge import places
from bot.watch import Vocabulary, normal
from bot.watch.kinds import CATEGORIES, EVENTS, STATUSES
from bot.watch.vocabulary import Line

Lists = Mapping[str, Iterable[str]]
DEEPEST = 3  # regions within one another


def vocabulary(groups: Lists, regions: Lists = MappingProxyType({})) -> Vocabulary:
    """All known names; `groups` are lists of parties and places, `regions` of places. BadInput names a member nobody knows."""
    bare = _bare()
    known = {**bare.places, **{normal(name): normal(name) for name in regions}}
    names = replace(bare, places=MappingProxyType(known), all_names=bare.all_names | frozenset(known))
    return replace(names, line=_line(names, _holders(regions, names)), groups=_groups(groups, names), regions=tuple(sorted(regions)))


@cache
def thing_names() -> Mapping[str, str]:
    """What each named weapon is called: as its id reads, in the lexicon's own spelling ("Shahed-136", "ATACMS"), else by its first name."""
    rows = (row for rows in table("systems")["systems"].values() for row in rows.items())
    return MappingProxyType({id_: next(filter(None, (_as_read(name, id_) for name in names)), names[0]) for id_, names in rows})


def _as_read(name: str, id_: str) -> str:
    """The beginning of a name that reads as its id does: "LORA" of "LORA missile"; "" where none does."""
    wanted = id_.replace("_", " ")
    return next((name[:end] for end in range(len(name), 0, -1) if normal(name[:end]) == wanted and name[end - 1].isalnum()), "")


def _holders(regions: Lists, names: Vocabulary) -> Mapping[str, frozenset[str]]:
    """The regions that each state or place lies in."""
    held: dict[str, set[str]] = defaultdict(set)
    for region, members in regions.items():
        for member in members:
            held[_place(region, member, names)].add(normal(region))
    for _ in range(DEEPEST):
        for around in held.values():
            around |= {wider for region in tuple(around) for wider in held.get(region, ())}
    return {place: frozenset(around) for place, around in held.items()}


def _place(region: str, member: str, names: Vocabulary) -> str:
    found = names.place(member)
    if not found:
        near = names.near(member, [names.places])
        raise BadInput(f"region {region!r}: {member!r} is no known place{f'; did you mean {near!r}?' if near else ''}")
    return found


def _line(names: Vocabulary, holders: Mapping[str, frozenset[str]]) -> Line:
    """A place, what holds it, and the regions that all lies in."""
    small = names.line

    @lru_cache(maxsize=20_000)
    def line(place: str) -> tuple[str, ...]:
        lies = small(place)
        return tuple(dict.fromkeys((*lies, *(region for part in lies for region in sorted(holders.get(part, ()))))))

    return line


@cache
def _bare() -> Vocabulary:
    parties = dict(_normal(_parties()))
    parties |= {f"={id_}": id_ for id_ in set(parties.values()) if len(id_) == 2 and id_.isupper()}
    things = dict(_normal(_things())) | dict(CATEGORIES)
    known = {normal(name): places.usual(name) for name in _places() if places.known(name)}
    names = frozenset({*parties, *things, *known, *EVENTS, *STATUSES})
    frozen = MappingProxyType(parties), MappingProxyType(things), MappingProxyType(known)
    return Vocabulary(*frozen, places.line, all_names=names)


def _groups(groups: Mapping[str, Iterable[str]], names: Vocabulary) -> Mapping[str, frozenset[str]]:
    return MappingProxyType({name.lower(): frozenset(_member(name, one, names) for one in members) for name, members in groups.items()})


def _member(group: str, name: str, names: Vocabulary) -> str:
    found = names.party(name) or names.place(name)
    if not found:
        near = names.near(name, [names.parties, names.places])
        raise BadInput(f"@{group}: {name!r} is no known party or place{f'; did you mean {near!r}?' if near else ''}")
    return found


def _normal(names: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    return ((normal(name), id_) for name, id_ in names)


def _parties() -> Iterator[tuple[str, str]]:
    """What may be meant by a party's name; a group's comes before a state's, whose code comes last."""
    for layer in ("companies", "groups"):
        for id_, names in table(layer)[layer].items():
            yield from ((name, id_) for name in (*names, id_))
    for code, row in table("states")["states"].items():
        told = (*row.get("capitals", ()), *row.get("adjectives", ()), *row.get("names", ()), name_of(code), code)
        yield from ((name, code) for name in told)
    yield from (("civilians", "civilians"), ("unknown", "unknown"))


def _things() -> Iterator[tuple[str, str]]:
    for category, words in table("items")["words"].items():
        yield from ((form, category) for word in words for form in (word, plural_of(word)))
    for systems in table("systems")["systems"].values():
        yield from ((name, id_) for id_, names in systems.items() for name in (*names, id_))


def _places() -> Iterator[str]:
    told = table("places")
    yield from (name for names in told["owned"].values() for name in names)
    yield from told["open"]["names"]
    yield from (capital for row in table("states")["states"].values() for capital in row.get("capitals") or ())
    for kind in tomllib.loads(files("bot.merge").joinpath("places.toml").read_text(encoding="utf-8")).values():
        if isinstance(kind, dict):
            yield from (name for holder, names in kind.items() for name in (holder, *names) if len(holder) > 2)
