"""Headlines made fit to parse: capitals of title case taken back, "fires" read as a verb; every character keeps its place."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.extract.candidates import Doc, Kind, Sentence, Zone
from bot.extract.tools import Tools

WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
NAMES = frozenset({Kind.PARTY, Kind.PLACE, Kind.PERSON})
FEWEST = 4  # words from which a title's case tells anything
# Present-tense verbs that the parser takes for plural nouns, by a form of the same length that it knows for a verb.
VERBS = (
    (re.compile(r"\b(fire)s(?= (?:\w+ ){0,4}(?:missile|rocket|projectile|shell|at |into ))", re.IGNORECASE), r"\1d"),
    (re.compile(r"\b(test)-(fire)s?\b", re.IGNORECASE), None),
)


def reparsed(doc: Doc, tools: Tools) -> Doc:
    """The story with its title parsed anew where its wording would mislead the parser."""
    held = zip(doc.sentences, doc.parse, strict=False)
    parse = tuple(_parsed(doc, s, tools, old) if s.zone is Zone.TITLE else old for s, old in held)
    return replace(doc, parse=parse)


def _parsed(doc: Doc, title: Sentence, tools: Tools, old: object) -> object:
    plain = plainer(doc, title)
    return old if plain == doc.story.full[title.told : title.end] else tools.parse([plain])[0]


def plainer(doc: Doc, title: Sentence) -> str:
    """The title's words with the capitals of names only, and with verbs that look like verbs."""
    text = doc.story.full[title.told : title.end]
    if title_case(text):
        text = _lowered(doc, title, text)
    for sign, form in VERBS:
        text = sign.sub(form, text) if form is not None else sign.sub(_one_word, text)
    return text


def _one_word(found: re.Match[str]) -> str:
    """One verb of the same length for "test-fires"."""
    return "launched" + " " * (len(found.group()) - 8) if len(found.group()) >= 8 else found.group()


def title_case(text: str) -> bool:
    """Whether a line has a capital in most of its longer words."""
    words = [w for w in WORD.findall(text) if len(w) > 3]
    return len(words) >= FEWEST and sum(w[0].isupper() for w in words) >= 0.8 * len(words)


def _lowered(doc: Doc, title: Sentence, text: str) -> str:
    keep = {i for m in doc.mentions if m.sentence == title.index and _name(m.ids, m.kind) for i in range(m.start, m.end)}

    def case(found: re.Match[str]) -> str:
        word = found.group()
        at = title.told + found.start()
        return word if at in keep or word.isupper() or not word[1:].islower() or found.start() == 0 else word.lower()

    return WORD.sub(case, text)


def _name(ids: tuple[str, ...], kind: Kind) -> bool:
    """Whether a mention is a name that keeps its capitals: not "Missiles", not a loose run of capitals."""
    return kind in NAMES and (kind is not Kind.PARTY or any(i.isupper() or i in KNOWN for i in ids))


KNOWN = frozenset(
    {"islamic_state", "al_qaeda", "taliban", "hezbollah", "hamas", "houthis", "nato", "un", "eu", "wagner", "al_shabaab", "pkk", "ypg"}
)
