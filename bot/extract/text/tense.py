"""Whether a verb tells of what came about: "began", "has begun", "were approved"."""

from __future__ import annotations

from bot.extract.text.token import Token
from bot.extract.text.tree import children, lemma

PERFECT = frozenset({"have", "'ve", "be"})
OPEN = frozenset({"if", "unless", "whether", "once", "until", "till"})


def came_about(verb: Token) -> bool:
    """Whether it is in the past or perfect tense, without a modal, a "to", a "not" or an "if"."""
    aux = children(verb, "aux", "auxpass")
    if children(verb, "neg") or any(c.tag_ in {"MD", "TO"} for c in aux) or any(c.lower_ in OPEN for c in children(verb, "mark", "advmod")):
        return False
    helped = any(lemma(c) in PERFECT and c.tag_ != "VB" for c in aux)
    return (verb.tag_ == "VBD" and not aux) or (verb.tag_ in {"VBN", "VBD"} and helped)


__all__ = ["came_about"]
