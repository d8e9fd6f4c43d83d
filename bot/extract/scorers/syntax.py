"""Where a mention hangs in its sentence's parse, as numbers: its relation, the preposition above it, its side of the verb."""

from __future__ import annotations

from typing import Any

from bot.extract.candidates import Doc, Mention

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


def root(doc: Doc, mention: Mention) -> Any:
    """The token of a mention that hangs from outside it, or None."""
    parse: Any = doc.parse[mention.sentence] if mention.sentence < len(doc.parse) else None
    if parse is None:
        return None
    told = doc.sentences[mention.sentence].told
    inside = parse.char_span(max(mention.start - told, 0), min(mention.end - told, len(parse.text)), alignment_mode="expand")
    return next((t for t in inside if not inside.start <= t.head.i < inside.end or t.head.i == t.i), None) if inside else None


def lifted(token: Any) -> Any:
    """The token whose relation counts: of a conjunct its first, of a modifier its noun."""
    for _ in range(6):
        if token.head.i == token.i or token.dep_ not in {"conj", "compound", "amod", "poss", "nmod"}:
            return token
        token = token.head
    return token


def _verb(token: Any) -> Any:
    for _ in range(8):
        if token.pos_ in {"VERB", "AUX"}:
            return token
        if token.head.i == token.i:
            return None
        token = token.head
    return None
