"""Where a mention hangs in its sentence's parse, as numbers: its relation, the preposition above it, its side of the verb."""

from __future__ import annotations

from typing import Any

from bot.extract.candidates import Doc, Mention
from bot.extract.text.rooted import lifted, root

RELATIONS = ("nsubj", "nsubjpass", "dobj", "pobj", "poss", "compound", "amod", "appos", "conj", "attr", "ROOT")
PREPOSITIONS = ("by", "of", "to", "from", "against", "on", "in", "with", "for", "at", "between", "into")
SYNTAX_WIDTH = len(RELATIONS) + len(PREPOSITIONS) + 5


def syntax(doc: Doc, mention: Mention) -> list[float]:
    """SYNTAX_WIDTH numbers; all zero where the sentence has no parse."""
    token = root(doc, mention)
    if token is None:
        return [0.0] * SYNTAX_WIDTH
    top = lifted(token)
    relation, above = top.dep_, top.head.lower_ if top.dep_ == "pobj" else ""
    verb = _verb(top)
    return [
        *(float(relation == r) for r in RELATIONS),
        *(float(above == p) for p in PREPOSITIONS),
        float(token.dep_ == "conj"),
        float(token.dep_ in {"compound", "amod", "poss"}),
        float(verb is not None and token.i < verb.i),
        float(verb is not None and any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children)),
        float(verb is not None and verb.lower_ in {"said", "says", "told", "saying", "added", "reported", "announced"}),
    ]


def _verb(token: Any) -> Any:
    for _ in range(8):
        if token.pos_ in {"VERB", "AUX"}:
            return token
        if token.head.i == token.i:
            return None
        token = token.head
    return None
