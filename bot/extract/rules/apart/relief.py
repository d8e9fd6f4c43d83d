"""Forces that are sent to rescue people or to fight a fire are deployed against nobody: news of a disaster, not of arms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.extract.rules.grammar import after
from bot.extract.rules.reading import Reading
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, conjuncts, host, is_verb, lemma
from bot.extract.text.view import View
from bot.model import Claim, ClaimType


def without_relief(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims without deployments that one of their own sentences says are for rescue or relief."""
    return tuple(c for c in claims if c.type is not ClaimType.DEPLOYMENT or not _relieves(read.shown(c)))


def _relieves(held: Sequence[View]) -> bool:
    sent = (t for v in held for t in v.events(ClaimType.DEPLOYMENT))
    return any(_helps(t) for word in sent for t in dict.fromkeys((word, host(word))) if t is not None)


def _helps(word: Token) -> bool:
    """Whether what a word tells is done for rescue, or to fight what no man does."""
    table = words("relief")
    return any(lemma(t) in table["work"] for t in _purposes(word)) or any(
        lemma(o) in table["disaster"]
        for aim in children(word, "xcomp", "advcl", "acl")
        if is_verb(aim) and lemma(aim) in table["fight"]
        for o in children(aim, "dobj")
    )


def _purposes(word: Token) -> Iterator[Token]:
    """What it is done for: "for rescue work", "for relief"."""
    near = (word, *(c for o in children(word, "dobj", "nsubjpass") for c in conjuncts(o)))
    named = (o for t in near for o in after(t, "for"))
    return (t for o in named for t in (o, *children(o, "compound", "amod", "nmod")))
