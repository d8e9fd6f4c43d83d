"""The places of a claim: with a name, each once, by its fullest one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.extract.candidates import Doc
from bot.extract.decode.slots import Value
from bot.extract.lexica import state_names, state_words
from bot.extract.scorers.pools import words
from bot.extract.tables import words as table

Words = frozenset[str]
SIDE = re.compile(r"\b(north|south|east|west)(?:-?(east|west))?(?:ern)?\b")  # "north-eastern" and "northeast" are one
OWNER = re.compile(r"[A-Z][\w-]*(?:\s[A-Z][\w-]*)?['’]s\s(?=[A-Z])")  # whose a place is: "Niger's Tillaberi region"

# What a headline only calls by where it is, and which tells less than that: "Oslo tunnel".
LOOSE = frozenset(
    {"base", "tunnel", "mosque", "market", "camp", "hospital", "school", "hotel", "church", "building", "house", "prison", "restaurant"}
)


def unowned(place: str) -> str:
    """A place without the state whose it is: "Anbar province" of "Iraq's Anbar province"."""
    found = OWNER.match(place)
    return place[found.end() :] if found and found.group().rstrip()[:-2] in state_names() else place


def proper(doc: Doc, found: Sequence[Value]) -> list[Value]:
    """Places without common nouns where one with a name is told."""
    named = [v for v in found if any(c.isupper() for c in doc.mentions[v.mention].text)]
    return named or list(found)


def single(doc: Doc, found: Sequence[Value]) -> list[Value]:
    """The places, each by its fullest name: "Tillaberi" and "the Tillaberi region" are one, a city and its province two.

    Of two names of one place that tell different things the surer stays, "Tillaberi province" of that and "western Tillaberi", and a vague
    area goes; each with a side of its own they are two. A town goes where what stands in it has its name. A place's own name stays before
    its border or its front. "The Turkish border" and "Turkey's border" are one.
    """
    told = [(v, doc.mentions[v.mention].text) for v in found]
    named = [(v, words(OWNER.sub("", text)), OWNER.match(text) is not None) for v, text in told]
    stems = {v: _stem(name) for v, name, _ in named}
    plain = {v: _plain(text) for v, text in told}
    told_once = {p: v for v, p in reversed(plain.items())}

    def fuller(value: Value, name: Words, owned: bool) -> bool:
        alike = ((n, o, found.index(v)) for v, n, o in named if v is not value and stems[v] == stems[value])
        mine = (owned, found.index(value))
        return any(_better(name, n, (o, at) < mine) for n, o, at in alike)

    return _fullest([(v, name) for v, name, owned in named if told_once[plain[v]] is v and not fuller(v, name, owned)])


def _fullest(named: Sequence[tuple[Value, Words]]) -> list[Value]:
    """The places but those whose name is a part of another's: "Vardo" of "Vardo airport", "Finland" of "Gulf of Finland"."""
    loose, common = table("place")["edges"] | LOOSE, table("place")["kinds"] | table("place")["waters"]
    return [v for v, name in named if not (name - common) or not any(name < other and not (other - name) & loose for _, other in named)]


def _plain(place: str) -> tuple[str, ...]:
    """The words of a place in lower case, with a state told by its name or its adjective as one, and a side by its noun."""
    said = SIDE.sub(r"\1\2", place.lower()).replace("’s", "").replace("'s", "").removeprefix("the ").split()
    states = ((state_words().get(" ".join(said[:n])), said[n:]) for n in (3, 2, 1))
    return next(((code, *rest) for code, rest in states if code is not None and rest), tuple(said))


def _stem(name: Words) -> Words:
    """The words by which a place is told apart: "Tillaberi" of "western Tillaberi region"; an island in a sea is not the sea."""
    kinds, edges, sides, waters = (table("place")[kind] for kind in ("kinds", "edges", "sides", "waters"))
    return name - (kinds - {"island"} if name & waters else kinds) - edges - sides or name


def _better(name: Words, other: Words, before: bool) -> bool:
    """Whether another name of the same place tells it better."""
    edges, sides, towns = (table("place")[kind] for kind in ("edges", "sides", "towns"))
    if bool(name & edges) != bool(other & edges):
        return bool(name & edges)
    if name <= other or other <= name:
        return name < other or (name == other and before)
    if (name & sides and other & sides) or bool(name & towns) != bool(other & towns):
        return False
    return "area" in name if ("area" in name) != ("area" in other) else before
