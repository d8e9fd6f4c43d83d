"""Whether what the heads chose can be a claim of its type: a seizure of a thing and not of ground, nothing fired that was only shown."""

from __future__ import annotations

import re

from bot.extract.candidates import Doc, Kind, Mention
from bot.extract.decode.clean import Found
from bot.extract.families import LAUNCHES
from bot.model import Category, ClaimType

OTHER = re.compile(r"\b(?:of|with|in|from|at|by|and)\b")  # words behind which another thing is told
REACH = 30  # characters from a verb to the thing it takes
OWNER = 3  # characters from whose to what: a space, or "'s "
SHOWN = re.compile(r"(?i)\b(?:unveil\w*|display\w*|parad(?:e[sd]?|ing)|showcas\w+|exhibit\w*|show(?:s|ed|ing)? off|on show|inaugurat\w+)\b")
ENGINE = re.compile(r"(?i)\b(?:test(?:s|ed|ing)?|ignit\w+|fir(?:es|ed|ing))\b[^.;]{0,40}\b(?:engines?|motors?)\b(?! of\b)")
ENGINES = re.compile(r"(?i)(?:engine|motor|(?:sc)?ramjet)s?$")
DOWN = re.compile(r"(?i)(?:shoot|shot)(?:s|ing)?\b(?:\s+\w+){0,4}?\s+down\b")
LAUNCHED = re.compile(r"(?i)\blaunch(?:es|ed|ing)?\b")


def kind_of(doc: Doc, kind: ClaimType, found: Found) -> ClaimType:
    """The type: a seizure where what is "seized" is a thing and not ground, a test where only an engine was fired."""
    if kind is ClaimType.MISSILE_LAUNCH and found["item"] and all(_engine(doc, doc.mentions[v.mention]) for v in found["item"]):
        return ClaimType.WEAPON_TEST
    if kind is not ClaimType.GROUND_COMBAT:
        return kind
    verbs = [m for m in doc.mentions if m.kind is Kind.TRIGGER and {ClaimType.GROUND_COMBAT, ClaimType.SEIZURE} <= set(m.ids)]
    things = [doc.mentions[v.mention] for v in found["item"]]
    near = ((v.end, t.start) for v in verbs for t in things if 0 < t.start - v.end <= REACH)
    return ClaimType.SEIZURE if any(not OTHER.search(doc.story.full[a:b]) for a, b in near) else kind


def _engine(doc: Doc, thing: Mention) -> bool:
    """Whether only its engine was fired: "tests solid-fuel engine for new missile"."""
    told = doc.sentences[thing.sentence].text
    found = ENGINE.search(told)
    before = thing.start < doc.sentences[thing.sentence].start + (found.start() if found else 0)  # what was fired before the engine's test
    return ENGINES.search(thing.text) is not None or (found is not None and not before and LAUNCHED.search(told) is None)


def _shown(doc: Doc, kind: ClaimType, found: Found) -> bool:
    """Whether the sentences of the things only show them: "unveils new missile", with no word of a launch or test."""
    held = {doc.mentions[v.mention].sentence for v in found["item"]}
    told = any(kind in m.ids for i in held for _, m in doc.of(i, Kind.TRIGGER))
    return bool(held) and not told and all(SHOWN.search(doc.sentences[i].text) for i in held)


def _shot_down(doc: Doc, kind: ClaimType, found: Found) -> bool:
    """Whether the only word of a launch in the sentences of the things is that of shooting one down."""
    told = {doc.mentions[v.mention].sentence for v in found["item"]}
    said = any(kind in m.ids for i in told for _, m in doc.of(i, Kind.TRIGGER))
    return said and not any(kind in m.ids for i in told for m in fired(doc, i))


def fired(doc: Doc, sentence: int) -> list[Mention]:
    """The words of events in a sentence but those of shooting something down."""
    return [m for _, m in doc.of(sentence, Kind.TRIGGER) if DOWN.match(doc.story.full, m.start) is None]


def stands(doc: Doc, kind: ClaimType, found: Found) -> bool:
    """Whether a claim can be: what is shown or shot down was not fired, men are no arms, and nobody deploys what is the other side's."""
    if kind in LAUNCHES:
        return not _shown(doc, kind, found) and not _shot_down(doc, kind, found)
    if kind is ClaimType.ARMS_TRANSFER:
        return not found["item"] or any(v.key != Category.TROOPS for v in found["item"])
    if kind is not ClaimType.DEPLOYMENT:
        return True
    theirs = {v.key for v in found["target"]} - {v.key for v in found["actor"]}
    items = [doc.mentions[v.mention] for v in found["item"]]
    owners = {id_ for m in doc.mentions if m.kind is Kind.PARTY and any(0 < t.start - m.end <= OWNER for t in items) for id_ in m.ids}
    return not owners & theirs
