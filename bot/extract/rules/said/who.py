"""Who speaks: the speakers that some words name, whether two may be one, and who denies by a verb."""

from __future__ import annotations

from collections.abc import Iterable

from bot.extract.candidates import Doc
from bot.extract.discourse.wording import worded
from bot.extract.scorers.pools import words
from bot.extract.status import words as status_words
from bot.extract.text.denying import refused
from bot.extract.text.token import Token
from bot.extract.text.tree import is_verb, lemma, passive
from bot.model import Speaker


def sayers(doc: Doc, mentions: Iterable[int]) -> tuple[Speaker, ...]:
    """The speakers that some mentions are, each once."""
    told = (worded(doc, doc.mentions[i]) for i in mentions)
    return tuple(dict.fromkeys(s for s in told if s is not None))


def same_voice(one: Speaker, other: Speaker) -> bool:
    """Whether two may be one, or speak for one party."""
    if one.name and other.name:
        return bool(words(one.name) & words(other.name))
    mine, theirs = words(one.org) | words(one.name), words(other.org) | words(other.name)
    return mine <= theirs or theirs <= mine or bool(one.party and one.party == other.party)


def denies(verb: Token) -> bool:
    """Whether a verb is what somebody denies by: no "refuses to deny", no "is denied"."""
    return is_verb(verb) and lemma(verb) in status_words()["deny"] and not refused(verb) and not passive(verb)
