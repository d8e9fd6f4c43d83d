"""Running tolls: in "a strike killed three, bringing the toll to at least 83" three fell in the strike, in all of them 83."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.extract.candidates import Kind, Mention
from bot.extract.families import FIGHTS
from bot.extract.numbers.victims import harmed
from bot.extract.rules.reading import Reading
from bot.extract.rules.spans import spots, with_toll
from bot.extract.tables import holds, words
from bot.extract.text.token import Token
from bot.extract.text.tree import lemma
from bot.extract.text.view import View
from bot.model import Casualties, Claim, Span

_COUNTED = (
    r"(?:(?:the|its|their|his|a|this|total|overall|combined|death|cumulative|country's|group's|army's|confirmed|official|so-called)\s){0,4}"
    r"(?:tolls?|number|total|tally|count|figure|deaths|fatalities|losses)\b"
)
_BRINGS = r"\b(?:bring(?:s|ing)?|brought|tak(?:es?|ing)|took|push(?:es|ed|ing)?|rais(?:es?|ed|ing)|put(?:s|ting)?|lift(?:s|ed|ing)?)\s"
# What a toll is brought to: "bringing the number of those killed to", "takes to" 83 "the number".
TO = re.compile(rf"(?i){_BRINGS}{_COUNTED}[^.;]{{0,90}}?\bto\s(?:(?:at least|over|about|nearly|some|more than|up to)\s)?$")
AHEAD = re.compile(rf"(?i){_BRINGS}to\s(?:(?:at least|over|about|nearly|some|more than|up to)\s)?$")
BEHIND = re.compile(rf"(?i)\s{_COUNTED}")
SINCE = re.compile(r"(?i)\bsince\b|\bin (?:two|three|four|five|six|seven|eight|nine|ten|\d+) (?:days|weeks|months|years)\b")
PASSIVE = frozenset({"nsubjpass", "nsubj"})


def with_own_dead(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The fights with the dead whom their own verb tells in place of the sum that these bring a toll to; without it where it is of long."""
    return tuple(_own(c, read.shown(c)) if c.type in FIGHTS and c.casualties is not None else c for c in claims)


def _own(claim: Claim, held: Sequence[View]) -> Claim:
    spans = spots(claim, "casualties")
    told = [(v, m) for v in held for _, m in v.of(Kind.CASUALTIES)]
    summed = [(v, m) for v, m in told if Span(m.start, m.end) in spans and _dead(m) and _brought(v, m)]
    long = any(SINCE.search(v.doc.story.full, v.sentence.told, v.sentence.end) for v, _ in summed)
    if not summed or (not long and any(holds("running", "grows", v.doc.story.full, v.sentence.told, v.sentence.end) for v, _ in summed)):
        return claim
    fell = _most([m for v, m in told if _dead(m) and not _brought(v, m) and _killed(v, m)])
    if fell is None and not long:
        return claim
    sums = [m for _, m in summed]
    left = [m for _, m in told if Span(m.start, m.end) in spans and m not in sums]
    kept = list(dict.fromkeys((*((fell,) if fell is not None else ()), *left)))
    return with_toll(claim, kept)


def _dead(told: Mention) -> bool:
    return told.casualties is not None and (told.casualties.killed_min, told.casualties.killed_max) != (None, None)


def _brought(view: View, told: Mention) -> bool:
    """Whether a number is the sum that something brings a toll to."""
    full, first = view.doc.story.full, view.sentence.told
    before = full[first : told.start]
    return TO.search(before) is not None or (AHEAD.search(before) is not None and BEHIND.match(full, told.end) is not None)


def _killed(view: View, told: Mention) -> bool:
    """Whether a verb of killing takes whom a number counts: "killed three", "two men killed"."""
    return any(
        _takes(t, verb)
        for t in _within(view, told)
        for verb in (t.head, t.head.head)
        if harmed(verb) == "killed" and lemma(verb) not in words("running")["later"]
    )


def _takes(word: Token, verb: Token) -> bool:
    noun = word if word.head.i == verb.i else word.head
    active = noun.dep_ == "dobj" or (noun.dep_ in PASSIVE and verb.tag_ in {"VBN", "VBD"}) or verb.dep_ in {"acl", "relcl"}
    return noun.head.i == verb.i and active if verb.dep_ not in {"acl", "relcl"} else lemma(verb) == "kill"


def _within(view: View, told: Mention) -> Iterator[Token]:
    return (t for t in view.tokens if told.start <= view.start(t) < told.end)


def _most(found: Sequence[Mention]) -> Mention | None:
    """The only number told, or the sum of a row with its parts; nothing where two are told apart."""
    best = max(found, key=lambda m: (m.end - m.start, -m.start), default=None)
    if best is None or any(not (best.start <= m.start and m.end <= best.end) and _low(m) != _low(best) for m in found):
        return None
    return best


def _low(told: Mention) -> tuple[int | None, int | None]:
    harm = told.casualties or Casualties()
    return harm.killed_min, harm.killed_max


__all__ = ["with_own_dead"]
