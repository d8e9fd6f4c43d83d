"""The places of a claim: with a name, each once, by its fullest one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.extract.candidates import Doc
from bot.extract.decode.slots import Value
from bot.extract.scorers.pools import words
from bot.extract.tables import words as table

OWNER = re.compile(r"[A-Z][\w-]*(?:\s[A-Z][\w-]*)?['’]s\s(?=[A-Z])")  # whose a place is: "Niger's Tillaberi region"


def proper(doc: Doc, found: Sequence[Value]) -> list[Value]:
    """Places without common nouns where one with a name is told."""
    named = [v for v in found if any(c.isupper() for c in doc.mentions[v.mention].text)]
    return named or list(found)


def single(doc: Doc, found: Sequence[Value]) -> list[Value]:
    """The places, each by its fullest name: "Tillaberi" and "the Tillaberi region" are one, a city and its province two."""
    told = [(v, doc.mentions[v.mention].text) for v in found]
    named = [(v, words(OWNER.sub("", text)), OWNER.match(text) is not None) for v, text in told]
    stems = {v: name - table("place")["kinds"] or name for v, name, _ in named}

    def fuller(value: Value, name: frozenset[str], owned: bool) -> bool:
        alike = ((n, o, found.index(v)) for v, n, o in named if v is not value and stems[v] == stems[value])
        return any(name < n or (name == n and (o, at) < (owned, found.index(value))) for n, o, at in alike)

    return [v for v, name, owned in named if not fuller(v, name, owned)]
