"""How a speaker is worded for people: the whole phrase the story uses, without "its", weekdays and loose stops."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.candidates import Doc, Kind, Mention
from bot.extract.discourse.naming import speaker_of
from bot.extract.mentions.offices import RANK
from bot.extract.mentions.people import titled
from bot.extract.speech.speakers import author, cues, own_words
from bot.extract.speech.voices import voiced
from bot.extract.status import words
from bot.extract.tables import words as words_of
from bot.extract.text.token import Token
from bot.extract.text.tree import children, lemma
from bot.extract.text.view import parsed
from bot.model import Speaker

LEFT = frozenset({"compound", "amod", "nmod", "poss", "nummod", "case"})
LOOSE = frozenset({"a", "an", "the", "its", "his", "her", "their", "our", "my", "this", "that", "these", "those", "own", "one"})
OF = frozenset({"of", "for", "from", "in", "at", "with", "to"})
NOBODY = frozenset({"he", "she", "it", "they", "we", "i", "you", "who", "him", "them", "us"})
PERSONS = frozenset({"people", "person", "source", "official", "diplomat", "officer", "adviser", "advisor", "aide"})
WIDE = 120  # characters in which a body is named
_VOICES = (Kind.PERSON, Kind.PARTY)
LONGEST = 8  # words of what hangs on a sayer
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_OPENING = re.compile(rf"^(?:(?:{'|'.join(sorted(LOOSE))}|{_DAY})\s+)+(?=\S)", re.IGNORECASE)
_CLOSING = re.compile(r"[\s,;:–—-]+$")
_QUOTES = re.compile(r"[“”\"„«»]|(?<!\w)['‘’]|['‘’](?!\w)(?<!s['’])")
# Whose head speaks, whatever the parse hangs him by: "the former head of the Danish army has said".
_HOLDER = re.compile(
    r"\b(?:(?:former|retired|deputy|acting)\s|ex-)?(?:head|chief|leader|commander|director|chairman|chairwoman)\sof\s(?:the\s)?$"
)
# A body's name right behind what it is: "the rights group the Harbour Watch said".
_NAME = re.compile(r"\s(?:the\s)?(?P<name>[A-Z][\w.'’-]*(?:\s(?:(?:of|for|and|the|in)\s)*[A-Z][\w.'’-]*)+)\s(?P<verb>[a-z]+)\b")
# One of the people by one name: "local woman Ada".
_FOLK = re.compile(
    r"(?P<who>(?:[a-z-]+\s){0,3}(?:woman|man|girl|boy|mother|father|resident|villager|refugee|shopkeeper))\s(?P<name>[A-Z][\w'’-]+)$"
)
_ISSUED = re.compile(r"(?P<body>.+?)\s(?:statement|post|tweet|announcement|communiqu[eé])$")
_CAPITAL = re.compile(r"\b(?!(?:(?:Earlier|Later|Another)\b))[A-Z]")
_SAID = frozenset({"said", "says", "reported", "reports", "told", "announced", "confirmed", "added", "estimated", "warned"})
_MISSION = re.compile(r"(?i)\b(?:mission|embassy|consulate|delegation)\sof\s(?:the\s)?")
_HYPHENED = re.compile(r"(?:-[A-Z]\w*)+")  # the rest of a name that the parse takes apart: "Haider al-Abadi"
_JOINED = re.compile(r"\w[\w'’]*-$")  # the first half of a word that the parse takes apart
_DASH = re.compile(r"\s(?:[—–-]|--)\s")
_SHORT = re.compile(r"(?:[\W_]|^)(?:[A-Za-z]|Gen|Col|Maj|Adm|Sgt|Brig|Sen|Rep|Gov|Inc|Capt|Cmdr|Corp|Ltd|Lt|Dr|Co|Jr|Sr|St)\.$")
_RANKED = re.compile(rf"(?:(?<=spokesman)|(?<=spokeswoman)|(?<=spokesperson)|,)\s*{RANK}\.?(?:\s{RANK}\.?)*$")


def worded(doc: Doc, mention: Mention) -> Speaker | None:
    """The speaker of a mention as the story words him; None where it is a pronoun that stands for nobody known.

    Of a statement it is whose statement it is: "a post by the Harbour Watch", "the governor's first remarks", "an army statement".
    """
    whose = whose_words(doc, mention)
    return (None if whose is None else _worded(doc, whose)) or _issued(_worded(doc, mention))


def _issued(told: Speaker | None) -> Speaker | None:
    """A speaker who is told as a body's statement, as that body: "army" of "carefully worded army statement"."""
    found = None if told is None or told.name or told.org is None else _ISSUED.match(told.org)
    if told is None or found is None:
        return told
    body = found["body"]
    by = replace(told, org=body[next((m.start() for m in _CAPITAL.finditer(body)), 0) :])
    last = body.rpartition(" ")[2]
    known = last.lower() in words_of("whose")["body"] or last[:1].isupper()
    return by if known and voiced(by) and "joint" not in body.lower().split() else told


def _worded(doc: Doc, mention: Mention) -> Speaker | None:
    told = speaker_of(doc, mention)
    if told.name is None and told.org is not None and told.org in {mention.org, mention.text}:
        start, end = _phrase(doc, mention)
        holder = _HOLDER.search(doc.story.full, max(0, start - LONGEST * 6), start)
        start, end = (start, end) if holder is None else (holder.start(), _whole(doc, mention, end))
        people = [m for _, m in doc.of(mention.sentence, Kind.PERSON) if m.name]
        named = (m for m in people if (start <= m.start and m.end == end) or _holds(doc, m, start, end))
        person = next(named, None)
        told = speaker_of(doc, person) if person else _called(doc, told, start, end)
    org = bare(told.org or "") or None
    office, name = _titled(org or "") if told.name is None else ("", "")
    if name:
        return replace(told, name=name, org=bare(office), anonymous=False)
    if told.name is None and (org is None or (org.lower() in NOBODY and not _state(doc, mention, org))):
        return None
    return replace(told, org=org)


def _titled(org: str) -> tuple[str, str]:
    """What somebody is, and his name behind it: "President", "Jane Doe"; "local woman", "Ada"."""
    plain = _FOLK.match(org)
    return (plain["who"], plain["name"]) if plain else titled(org)


def whose_words(doc: Doc, mention: Mention) -> Mention | None:
    """The person or body whose statement, post or remarks a mention is, where the words beside it name one."""
    held = None if mention.name else parsed(doc, mention.sentence)
    inside = [t for t in held[0] if mention.start <= held[1] + t.idx < mention.end] if held else []
    heads = [t for t in (*inside, *(_head(t) for t in inside[-1:])) if lemma(t) in cues()["nouns"] and t.dep_ not in LEFT]
    by = author(heads[-1]) if heads else None
    if held is None or by is None or by is heads[-1]:
        return None
    at = held[1] + by.idx
    covering = [
        m
        for _, m in doc.of(mention.sentence)
        if m.start <= at < m.end and m.kind in _VOICES and not m.modifier and m.text[-2:] not in {"'s", "’s"}
    ]
    return next((m for m in sorted(covering, key=lambda m: m.end - m.start) if m is not mention), None)


def _holds(doc: Doc, person: Mention, start: int, end: int) -> bool:
    """Whether a phrase is of the office that a person's name is told with, behind its comma: "Jane Doe, head of the Harbour Agency"."""
    before = doc.story.full[person.end : start] if person.end < start else ""
    apposed = re.fullmatch(r",\s(?:the\s|an?\s)?", before) is not None
    return apposed and bool(person.org) and bare(doc.story.full[start:end]) in bare(person.org)


def _state(doc: Doc, mention: Mention, org: str) -> bool:
    """Whether "US" is the state that says it, or whose statement it is, and no pronoun."""
    held = parsed(doc, mention.sentence) if org == "US" else None
    inside = [t for t in held[0] if mention.start <= held[1] + t.idx < mention.end] if held else []
    return any(_speaks(t) or (t.dep_ in LEFT and t.head.lower_ in {"announcement", "statement"}) for t in inside)


def _called(doc: Doc, told: Speaker, start: int, end: int) -> Speaker:
    """A body by its own name where that stands right behind what it is, and a mission for the state that it is of."""
    org = doc.story.full[start:end]
    if not voiced(replace(told, org=org)) and (whole := _NAME.match(f" {doc.story.full[start : start + WIDE]}")) and whole["verb"] in _SAID:
        return replace(told, org=whole["name"], anonymous=False)
    last = org.rpartition(" ")[2].lower()
    own = _NAME.match(doc.story.full, end) if last in cues()["generic"] else None
    if own is not None and own["verb"] in _SAID:
        return Speaker(name=None, org=own["name"], party=told.party if last == "agency" else "")
    kind = None if told.party else _MISSION.search(org)
    whose = () if kind is None else (m for m in doc.mentions if start + kind.end() <= m.start < end and m.kind is Kind.PARTY and m.ids)
    state = next(iter(whose), None)
    return replace(told, org=org) if state is None else replace(told, org=org, party=state.ids[0], anonymous=False)


def bare(org: str) -> str:
    """What a sayer is called without articles, "its own", the day it stands behind, a rank behind the office and stops at its end."""
    org = org if ")" in org else org.partition(" (")[0]  # a name cut off within its short form
    told = _OPENING.sub("", re.sub(r"\s+", " ", _QUOTES.sub("", org)).strip())
    told = _RANKED.sub("", told)
    return _CLOSING.sub("", told if _SHORT.search(told) else told.removesuffix("."))


def _phrase(doc: Doc, mention: Mention) -> tuple[int, int]:
    """Where the noun phrase of a mention stands: "Kenyan port official" of "Kenyan", "Hamas-run ministry" of "run ministry"."""
    start, end = _nouns(doc, mention)
    joined = _JOINED.search(doc.story.full, doc.sentences[mention.sentence].start, start)
    return (joined.start() if joined else start), end


def _nouns(doc: Doc, mention: Mention) -> tuple[int, int]:
    held = parsed(doc, mention.sentence)
    if held is None:
        return mention.start, mention.end
    tokens, shift = held
    inside = [t for t in tokens if shift + t.idx < mention.end and mention.start < shift + t.idx + len(t.text)]
    if not inside or inside[-1].pos_ not in {"NOUN", "PROPN", "ADJ"}:
        return mention.start, mention.end
    head = _head(inside[-1])
    if head is not inside[-1] and lemma(head) in words()["deny"] - {"denial"}:  # a verb that the parse takes for a noun
        return mention.start, mention.end
    left = [*inside, head, *_left(head)]
    if any(t.text in {":", ",", ";", "—", "–"} or (t.pos_ in {"VERB", "AUX"} and t.dep_ != "amod") for t in left):
        return mention.start, mention.end
    whole = [*left, *_right(head)]
    start, end = min(shift + t.idx for t in whole), max(shift + t.idx + len(t.text) for t in whole)
    end += len(rest.group()) if (rest := _HYPHENED.match(doc.story.full, end)) else 0
    start = max([start, *(start + m.end() for m in _DASH.finditer(doc.story.full[start : shift + head.idx]))])
    return min(start, mention.start), max(end, mention.end)


def _whole(doc: Doc, mention: Mention, end: int) -> int:
    """Where the noun that a mention only stands before ends, with what hangs on it: "forces" of "U.S. forces in the South"."""
    held = parsed(doc, mention.sentence)
    last = next((t for t in reversed(held[0]) if held[1] + t.idx < end), None) if held else None
    if held is None or last is None or last.dep_ not in LEFT or last.head.i <= last.i:
        return end
    return max(held[1] + t.idx + len(t.text) for t in (last.head, *_right(last.head)))


def _head(token: Token) -> Token:
    """The noun that a word stands before, where that noun is who speaks."""
    head = token
    for _ in range(3):
        above = head.head
        if head.dep_ not in LEFT or not 0 < above.i - head.i <= 4 or above.pos_ not in {"NOUN", "PROPN"}:
            break
        head = above
    return head if _speaks(head) else token


def _speaks(noun: Token) -> bool:
    said = noun.dep_ in {"nsubj", "nsubjpass"} and lemma(noun.head) in cues()["say"]
    return said or (noun.dep_ == "pobj" and noun.head.head.lower_ == "according")


def _left(head: Token) -> Iterator[Token]:
    first = own_words(head)
    for child in children(head, *LEFT):
        if first <= child.i < head.i and child.lower_ not in LOOSE:
            yield from (t for t in child.subtree if t.i < head.i and not (t.i < child.i and t.lower_ in LOOSE))


def _right(head: Token) -> Sequence[Token]:
    """The words behind a common noun that say which one: "of the city's hospital", "briefed on the talks"."""
    if head.pos_ != "NOUN" and not (head.pos_ == "PROPN" and head.lower_ in cues()["missions"]):
        return ()
    hung = [c for c in children(head, "prep") if c.lower_ in OF and c.i > head.i]
    hung += [c for c in children(head, "acl", "amod") if c.i == head.i + 1 and lemma(head) in PERSONS]
    found = [t for c in hung[:1] for t in c.subtree]
    near = bool(found) and found[0].i == head.i + 1 and len(found) <= LONGEST
    return found if near and not any(t.pos_ == "PUNCT" for t in found) else ()
