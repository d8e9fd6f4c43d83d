"""The word that a mention hangs by in its sentence's parse, and whether what it dates lies behind."""

from __future__ import annotations

from typing import Any

from bot.extract.candidates import Doc, Mention

HANGS = frozenset({"prep", "pobj", "npadvmod", "advmod", "nmod", "compound", "amod"})  # how a day hangs by the verb that it dates
STEPS = 3  # words from a day to its verb: "early", "on"


def root(doc: Doc, mention: Mention) -> Any:
    """The token of a mention that hangs from outside it, or None."""
    parse: Any = doc.parse[mention.sentence] if mention.sentence < len(doc.parse) else None
    told = doc.sentences[mention.sentence].told
    start, end = mention.start - told, mention.end - told
    inside = [t for t in parse or () if t.idx < end and start < t.idx + len(t.text)]
    return next((t for t in inside if not inside[0].i <= t.head.i <= inside[-1].i or t.head.i == t.i), None)


def lifted(token: Any) -> Any:
    """The token whose relation counts: of a conjunct its first, of a modifier its noun."""
    for _ in range(6):
        if token.head.i == token.i or token.dep_ not in {"conj", "compound", "amod", "poss", "nmod"}:
            return token
        token = token.head
    return token


def gone(doc: Doc, mention: Mention) -> bool:
    """Whether a day dates a verb in the past: "on Monday promised", never "will begin on Monday"."""
    token = root(doc, mention)
    for _ in range(STEPS):
        if token is None or token.pos_ in {"VERB", "AUX"} or token.dep_ not in HANGS:
            break
        token = token.head
    if token is None or token.pos_ not in {"VERB", "AUX"}:
        return False
    helped = {c.lower_ for c in token.children if c.dep_ in {"aux", "auxpass"}}
    return token.tag_ == "VBD" or (token.tag_ == "VBN" and bool(helped & {"was", "were"}) and not helped & {"will", "would", "to"})
