"""Whose an office is that a story tells without its state: "the defence ministry said", "regional governor Jan Roe", "the department"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from bot.extract.candidates import Doc, Kind, Mention, Sentence
from bot.extract.discourse.naming import OWNED
from bot.extract.tables import words
from bot.extract.text.datelines import states_of
from bot.model import Claim, ClaimType, Speaker, Status

# Types that tell what is done on somebody's ground, of which who governs or guards it speaks.
THERE = frozenset({ClaimType.STRIKE, ClaimType.GROUND_COMBAT, ClaimType.INTERCEPTION, ClaimType.SEIZURE})
# Types whose doer's own ministry tells of them where no other state is named.
DONE = frozenset({ClaimType.PROCUREMENT, ClaimType.EXERCISE, ClaimType.AGREEMENT, ClaimType.SANCTION, ClaimType.ARMS_TRANSFER})
NEAR = 90  # characters around what a speaker was read from in which his office is told
_PAST = re.compile(r"(?i)(?:former|ex|retired|ousted)\b")  # who held an office speaks for its state no more
States = frozenset[str]
NONE: States = frozenset()
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_IN = re.compile(r"\s(?:in|of|for|at)\s(?:the\s)?")
_OWNS = re.compile(r"(?:['’]s?)?\s(?:[a-z]+\s){0,2}")
_IN_FRONT = re.compile(r"(?:In|At)\s(?:[a-z]+\s)?")
_AND_SAYS = re.compile(r",\s(?:the|an?)\s(?:\w+\s)?")
_THERE = re.compile(r"\s(?:there|in the (?:\w+\s)?(?:city|strip|enclave|region|territory))\b")


@dataclass(frozen=True, slots=True)
class Voice:
    """An office told without its state that speaks: its words, and where in Story.full they stand."""

    office: tuple[str, ...]
    start: int
    end: int
    sentence: Sentence | None


Way = Callable[[Doc, Claim, Voice], States]


def owned(doc: Doc, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims, each office told without its state with the state that the story makes plain."""
    line = _line(doc)
    return tuple(replace(c, source=tuple(_owned(doc, c, s, line) for s in c.source)) for c in claims)


def _owned(doc: Doc, claim: Claim, speaker: Speaker, line: States) -> Speaker:
    if speaker.party.isupper() and _PAST.match(speaker.org or ""):
        return replace(speaker, party="")
    if speaker.party.isupper() and (civil := _civil(speaker.org or "")):
        named = speaker.name is not None or any(w[0].isupper() and w.lower() in words("whose")["society"] for w in civil)
        return replace(speaker, party="", anonymous=not named)
    voice = _voice(doc, claim, speaker)
    if voice is None:
        return speaker
    if speaker.party in claim.actor and (by := {s.party for s in claim.source if s.party.isupper()} - set(claim.actor)):
        speaker = _accusing(speaker, frozenset(by), line)  # an office guessed to be the doer's beside another state's that tells of it
    told = next((found for way in _ways(voice, speaker, line) if (found := way(doc, claim, voice))), NONE)
    others = {s.party for s in claim.source if s is not speaker and s.party.isupper()}
    if set(voice.office) <= words("whose")["rank"] and others - told:  # an officer may be of the force that speaks beside him
        return speaker
    return replace(speaker, party=next(iter(told)), anonymous=False) if len(told) == 1 else speaker


def _civil(org: str) -> list[str]:
    """The words by which a body is no state's, whatever demonym its name has: "the Syrian Observatory", "Russian analysts"."""
    told = _WORD.findall(org)
    mine = words("whose")["civil"] | words("whose")["society"]
    return [] if "state" in map(str.lower, told) else [w for w in told if w.lower() in mine]


def _accusing(speaker: Speaker, others: States, line: States) -> Speaker:
    """An office guessed to be the doer's, as that of the state that a story is written from where that tells of it too; else nobody's."""
    if line and line != others:
        return speaker
    return replace(speaker, party=next(iter(others)) if line else "")


def _ways(voice: Voice, speaker: Speaker, line: States) -> tuple[Way, ...]:
    """The ways to the state, the surest first; one that finds two ends the search. Where one is guessed only few are surer."""

    def written(doc: Doc, claim: Claim, voice: Voice) -> States:
        return _written(doc, claim, voice, line) if len(line) == 1 else NONE

    def told(doc: Doc, claim: Claim, voice: Voice) -> States:
        found, sides = _told(doc, voice), _sides(claim) | _here(doc, claim)
        return found if found & sides or not sides else NONE

    def there(doc: Doc, claim: Claim, _: Voice) -> States:
        return _ground(doc, claim, line, "police" in voice.office)

    def home(doc: Doc, claim: Claim, _: Voice) -> States:
        found = _home(doc, claim)
        return found if voice.office != ("minister",) and not line - found else NONE

    def doer(doc: Doc, claim: Claim, voice: Voice) -> States:
        return _doer(doc, claim, voice) if voice.office != ("minister",) and not line else NONE

    def against(doc: Doc, claim: Claim, voice: Voice) -> States:
        guessed = set(voice.office) & words("whose")["body"] and speaker.party not in _told(doc, voice)
        return written(doc, claim, voice) & frozenset(claim.target) if guessed and speaker.party in claim.actor else NONE

    if speaker.party:
        return (against,) if speaker.name else (_beside, against)
    return (_beside, told, there) if set(voice.office) & words("whose")["local"] else (_beside, told, written, _denier, home, doer)


def _voice(doc: Doc, claim: Claim, speaker: Speaker) -> Voice | None:
    """The voice of a speaker of whom only his office is told; None of any other."""
    office = tuple(w.lower() for w in _WORD.findall(speaker.org or ""))
    table = words("whose")
    if not set(office) <= _known() or not set(office) & (table["local"] | table["national"] | table["rank"]):
        return None
    if set(office) & table["press"] and "state" not in office:  # a newspaper speaks for no state
        return None
    if {"state", "department"} <= set(office):  # there is one of that name
        return None
    start, end = _spot(doc, claim, speaker.org or "")
    if OWNED.search(doc.story.full, max(0, start - NEAR), start):  # whose it is stands elsewhere
        return None
    return Voice(office, start, end, next((s for s in doc.sentences if s.start <= start < s.end), None))


@cache
def _known() -> frozenset[str]:
    return frozenset[str]().union(*(told for kind, told in words("whose").items() if kind not in {"civil", "society"}))


def _spot(doc: Doc, claim: Claim, office: str) -> tuple[int, int]:
    """Where the words of an office stand: near what the speaker was read from, else in the evidence."""
    read = [s for name, held in claim.spans if name == "source" for s in held]
    for start, end in (*((max(0, s.start - NEAR), s.end + NEAR) for s in read), *((s.start, s.end) for s in claim.evidence)):
        at = doc.story.full.find(office, start, end)
        if at >= 0:
            return at, at + len(office)
    return (claim.evidence[-1].start,) * 2


def _beside(doc: Doc, _: Claim, voice: Voice) -> States:
    """The state of the place that the words beside an office name: "Arvik's health ministry", "the mayor of Arvik", "the police there"."""
    if voice.sentence is None:
        return NONE
    full = doc.story.full
    places = [m for _, m in doc.of(voice.sentence.index, Kind.PLACE) if len(m.ids) == 1]
    for m in places:
        if _IN.fullmatch(full[voice.end : m.start]) or _OWNS.fullmatch(full[m.end : voice.start]):
            return frozenset(m.ids)
        if _IN_FRONT.fullmatch(full[voice.sentence.told : m.start]) and _AND_SAYS.fullmatch(full[m.end : voice.start]):
            return frozenset(m.ids)
    before = [m for m in places if m.end <= voice.start]
    return frozenset(before[-1].ids) if before and _THERE.match(full, voice.end) else NONE


def _told(doc: Doc, voice: Voice) -> States:
    """The states of the bodies of the same name that are told before: "the US State Department" of "the department"."""
    body = [w for w in voice.office if w not in words("whose")["role"]]
    if not body or not (body[-1] in words("whose")["body"] or (body[-1] == "minister" and len(body) > 1)):  # ministers are many
        return NONE
    whole, name = _fuller(" ".join(body)), " ".join(body)
    mine = (m for m in doc.mentions if m.start < voice.start and m.kind is Kind.PARTY and m.refers is None and _state(m))
    return frozenset(m.ids[0] for m in mine if m.text.lower().endswith(f" {name}") or whole.match(doc.story.full, m.end))


@cache
def _fuller(body: str) -> re.Pattern[str]:
    """What follows a state's name where its body of a name does: "Norway's defence ministry", "the Norwegian Transport Department"."""
    between = "|".join(sorted(words("whose")["national"] | words("whose")["more"]))
    return re.compile(rf"(?:['’]s?)?\s(?:(?:(?i:{between})|[A-Z][a-z]+)\s){{0,2}}?(?i:{re.escape(body)})\b")


def _state(mention: Mention) -> bool:
    return len(mention.ids) == 1 and mention.ids[0].isupper() and not mention.modifier and mention.text[:1].isupper()


def _written(doc: Doc, claim: Claim, voice: Voice, line: States) -> States:
    """The state that a story is written from, where it is a side: never one that is threatened, nor an officer's own beside an ally."""
    if claim.type is ClaimType.THREAT:
        return line & _doers(claim)
    allied = len(claim.actor) > 1 and not set(voice.office) & words("whose")["national"]
    return NONE if allied else line & (_sides(claim) | _here(doc, claim))


def _ground(doc: Doc, claim: Claim, line: States, police: bool) -> States:
    """The state of what is hit, of which its governor, police and officials speak; but for the police never the state that hits it."""
    if claim.type not in THERE:
        return NONE
    here, hit = _here(doc, claim), frozenset(i for i in claim.target if i.isupper())
    near = line & (here or _sides(claim))
    found = here if len(here) == 1 else near
    if not police and found & set(claim.actor):
        found = NONE
    known = here or near - set(claim.actor) or line - _sides(claim)
    return found or (hit if len(hit) == 1 and not known else NONE)


def _here(doc: Doc, claim: Claim) -> States:
    """The states of a claim's places."""
    return frozenset(i for m in doc.mentions if m.kind is Kind.PLACE and m.text in claim.place for i in m.ids)


def _home(doc: Doc, claim: Claim) -> States:
    """The state on whose own ground all is told that names no other: its army fights a group there, or is attacked."""
    here = _here(doc, claim)
    return here if claim.type in THERE and len(here) == 1 and _sides(claim) == here else NONE


def _denier(doc: Doc, claim: Claim, _: Voice) -> States:
    """The accused, where an office denies and it is of no other state's ground: who was hit denies nothing."""
    return _doers(claim) if claim.status is Status.DENIED and _here(doc, claim) <= _doers(claim) else NONE


def _doer(doc: Doc, claim: Claim, voice: Voice) -> States:
    """The one state of a sentence whose own act it tells: "Norland has ordered six ships, the defence ministry said"."""
    if claim.type not in DONE or voice.sentence is None:
        return NONE
    named = frozenset(i for _, m in doc.of(voice.sentence.index, Kind.PARTY) for i in m.ids if i.isupper())
    return _doers(claim) if named == _doers(claim) else NONE


def _doers(claim: Claim) -> States:
    return frozenset(i for i in claim.actor if i.isupper()) if len(claim.actor) == 1 else NONE


def _sides(claim: Claim) -> States:
    return frozenset(i for i in (*claim.actor, *claim.target) if i.isupper())


def _line(doc: Doc) -> States:
    """The states of the story's datelines."""
    return frozenset[str]().union(*(states_of(doc.story.full[s.start : s.told]) for s in doc.sentences if s.told > s.start))


__all__ = ["owned"]
