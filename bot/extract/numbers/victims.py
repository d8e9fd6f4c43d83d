"""Whom harm is told of without a number: single victims, those listed with them, and what is no victim at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from bot.extract.numbers.amounts import NUMBER, value_of
from bot.extract.tables import words
from bot.model import Amount

_KILL = frozenset({"kill", "assassinate", "slay", "murder", "execute", "behead"})
_WOUND = frozenset({"wound", "injure", "hurt"})
_GONE = frozenset({"die", "perish", "succumb", "lose"})
_WOUNDS = frozenset({"wound", "injury", "burn", "hurt"})  # to which one succumbs
BEASTS = frozenset({"dog", "horse", "camel", "goat", "sheep", "cow", "cattle", "animal", "livestock", "donkey", "mule", "pig", "elephant"})
# What is only wanted, tried or kept from happening: "accused of plotting to kill a judge", "an order to execute two generals".
_ONLY = re.compile(
    r"(?i)\b(?:tr(?:y|ies|ied|ying)|attempt\w*|plot\w*|conspir\w*|plan(?:s|ned|ning)?|scheme[ds]?|bid|seek\w*|sought|intend\w*|intent(?:ion)?|"
    r"want(?:s|ed|ing)?|hop(?:e[ds]?|ing)|aim(?:s|ed|ing)?|prepar\w+|fail(?:s|ed|ing)?|refus\w+|vow\w*|threat\w*|pledg\w+|promis\w+|order(?:s|ed|ing)?|"
    r"hir(?:e[ds]?|ing)|urg(?:e[ds]?|ing)|call(?:s|ed|ing)?|ready|willing)(?:\s[\w'’-]+){0,3}?\sto(?:\s\w+ly)?\s$"
)
_NOT_DONE = re.compile(
    r"(?i)\b(?:attempted|foiled|thwarted|planned|failed|averted|prevented|plot(?:ted|ting)?|attempt)\b(?:\s[\w'’-]+){0,3}\s$"
)
_ONE = r"(?:(?:an?|the|his|her|another|one)\s(?:[\w’'-]+\s){0,3}?[\w’'-]+|another)"
_MANY = rf"(?:{NUMBER})\s(?:[\w’'-]+\s){{0,3}}?[\w’'-]+"
_LEFT = re.compile(
    rf"(?i)\b(?:left|leaves?|leaving)\s(?P<who>(?:an?|another|the|his|her)\s(?:[\w’'-]+\s){{0,4}}?[\w’'-]+"
    rf"(?:(?:,\s|,?\sand\s)(?:{_MANY}|{_ONE}))*)\s(?P<what>dead|wounded|injured)\b"
    rf"(?:(?:,\s|,?\sand\s)(?P<other>another)\s(?:(?:badly|seriously|critically)\s)?(?P<too>dead|wounded|injured)\b)?"
)
_LINK = re.compile(r"(?i),?\sand\s|,\s")

# Both in one number, and neither: "3,000 were killed or wounded", "40 dead and wounded".
_EITHER = re.compile(
    r"(?i)(?:\s[\w'’-]+){0,4}?\s(?:killed|dead|wounded|injured)(?:\s(?:or|and/or)\s|/)(?:been\s)?(?:seriously\s|badly\s)?"
    r"(?:killed|dead|wounded|injured|missing|captured)\b"
    r"|(?:\s[\w'’-]+){0,4}?\s(?:killed|dead) and (?:wounded|injured)(?!\s(?:at least|about|more|over|nearly|some|up|another|\d|"
    r"[a-z]+\s(?:others|people|more)|(?:one|two|three|four|five|six|seven|eight|nine|ten|dozens|scores|hundreds|several|many)\b))\b"
)
_BARE = re.compile(
    r"(?:^|[.:;]\s)(?:[A-Z][\w'’-]*\s){0,3}(?i:soldiers|troops|police|policemen|civilians|fighters|militants|guards|women|children)(?:,|,?\sand)\s$"
)

Victims = tuple[int, int, str, int]  # from, to, "killed" or "wounded", how many


def left(text: str) -> Iterator[Victims]:
    """Those whom something left so, the first told without a number: "left a nurse and two children dead"."""
    for found in _LEFT.finditer(text):
        parts = _LINK.split(found["who"])
        if _persons(parts[0]):
            yield found.start("who"), found.end("who"), _what(found["what"]), sum(map(_count, parts))
        if found["other"] and _persons(parts[0]):
            yield found.start("other"), found.end("other"), _what(found["too"]), 1


def _persons(part: str) -> bool:
    """Whether some words name a person: "a nurse", "a Ghanaian", "another"."""
    last = part.rsplit(maxsplit=1)[-1]
    return last.lower() in {*words("harm")["persons"], "another"} or last[0].isupper()


def _what(word: str) -> str:
    return "killed" if word.lower() == "dead" else "wounded"


def _count(part: str) -> int:
    number = re.match(rf"(?:{NUMBER})\b", part)
    return int(value_of(number.group()) or 1) if number else 1


def harmed(token: Any) -> str:
    """What a verb tells its object or, of those who die, its subject to be: "killed", "wounded" or nothing."""
    name = token.lemma_.lower()
    if token.pos_ != "VERB":
        return ""
    if name in _KILL or (name in _GONE and _dies(token)):
        return "killed"
    if name in {"shoot", "stab", "beat"} and any(c.lower_ in {"dead", "death"} for c in token.subtree):
        return "killed"
    return "wounded" if name in _WOUND else ""


def _dies(verb: Any) -> bool:
    """Whether who "lost" lost his life, and who "succumbed" did so to wounds."""
    name = verb.lemma_.lower()
    if name == "lose":
        return any(c.dep_ == "dobj" and c.lower_ in {"life", "lives"} and any(p.dep_ == "poss" for p in c.children) for c in verb.children)
    to = [p for c in verb.children if c.dep_ in {"prep", "dative"} and c.lower_ == "to" for p in c.children]
    return name != "succumb" or not to or any(p.lemma_.lower() in _WOUNDS for p in to)


def hurt(token: Any) -> Iterator[Any]:
    """Whom a verb of harm is told of: its object, or who "was attacked and injured"."""
    deps = {"nsubj"} if token.lemma_.lower() in _GONE else {"dobj", "nsubjpass"}
    yield from (c for c in token.children if c.dep_ in deps)
    if token.dep_ == "conj" and token.tag_ == "VBN" and not any(c.dep_ in {"dobj", "nsubj", "nsubjpass"} for c in token.children):
        yield from (c for c in token.head.children if c.dep_ == "nsubjpass")


def single(noun: Any) -> bool:
    """Whether a word tells of one person."""
    if noun.tag_ in {"NNP", "JJ"}:
        return (
            noun.text in words("harm")["persons"]
            or noun.ent_type_ == "PERSON"
            or any(c.lower_ in {"a", "an", "one"} for c in noun.children)
        )
    if noun.tag_ == "PRP":
        return bool(noun.lower_ in {"he", "she", "him"})
    if noun.lower_ == "another":
        return True
    return (
        noun.tag_ == "NN"
        and any(c.dep_ == "det" and c.lower_ in {"a", "an", "the", "another"} for c in noun.children)
        and noun.lemma_.lower() in words("harm")["persons"]
    )


def row(noun: Any) -> list[Any]:
    """Single victims listed one by one, the first the given one: "a nurse and a driver"; alone where what is listed is none."""
    found = [noun]
    for held in found:
        found.extend(c for c in held.children if c.dep_ == "conj" and c.pos_ != "VERB")
    singles = all(any(c.dep_ == "det" and c.lower_ in {"a", "an", "another"} for c in n.children) and single(n) for n in found)
    return found if singles else [noun]


def untold(text: str, tokens: Sequence[Any]) -> list[tuple[int, int]]:
    """Where nobody was harmed whom a number or a word there would count: those whom somebody only tried to kill, and beasts."""
    return [*_tried(text, tokens), *_beasts(tokens)]


def _tried(text: str, tokens: Sequence[Any]) -> Iterator[tuple[int, int]]:
    for verb in tokens:
        if harmed(verb) and verb.tag_ == "VB" and _ONLY.search(text, 0, verb.idx):
            for noun in (c for c in verb.children if c.dep_ == "dobj"):
                last = [noun]
                for held in last:
                    last.extend(c for c in held.children if c.dep_ == "conj" and c.pos_ != "VERB")
                yield noun.left_edge.idx, max(t.idx + len(t.text) for t in last)


def _beasts(tokens: Sequence[Any]) -> Iterator[tuple[int, int]]:
    for token in tokens:
        noun = token.head if token.dep_ in {"nummod", "det"} else None
        if noun is not None and noun.lemma_.lower() in BEASTS and noun.tag_ in {"NN", "NNS"}:
            yield token.idx, noun.idx + len(noun.text)


def not_done(text: str, at: int) -> bool:
    """Whether a death told by a noun did not come about: "a foiled assassination of a general"."""
    return _NOT_DONE.search(text, 0, at) is not None


def either(text: str, end: int) -> bool:
    """Whether a number that ends there counts dead and wounded in one."""
    return _EITHER.match(text, end) is not None


def opened(text: str, start: int, amount: Amount) -> Amount:
    """A number of some of the victims as the least of them: of "soldiers, three civilians killed" nobody knows how many more."""
    return replace(amount, max=None) if _BARE.search(text, 0, start) else amount
