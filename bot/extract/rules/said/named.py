"""Whoever a story names in full once is called so: "the Observatory" by its whole name, "the surgeon" by the one surgeon's it tells.

A short name of no state's body stands behind the long one that the story spells out: "Lima Rights Council (LRC)" for "LRC".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.candidates import Doc, Kind, Mention
from bot.extract.decode.holders import once
from bot.extract.discourse.naming import office
from bot.extract.mentions.orgs import snake
from bot.extract.mentions.shorts import spelt
from bot.extract.rules.reading import Reading
from bot.extract.speech.speakers import cues
from bot.extract.tables import words
from bot.model import Claim, Span, Speaker

FORMAL = 3  # words of a formal name
HEADS = frozenset({"president", "prime minister", "premier", "chancellor", "supreme leader"})
_THE = re.compile(r"(?i)\b(?:the|The)\s+$")
# Another person who is the like: "a surgeon", but no "Jane Doe, a surgeon", "worked as a surgeon".
_OTHER = (
    r"(?i)(?<!,\s)(?<!\bas\s)(?<!\bis\s)(?<!\bwas\s)(?<!\bwere\s)\b(?:an?|another|one|two|three|several|some|other|many|most|few)"
    r"\s(?:[\w’'.-]+\s){{0,4}}?{noun}s?\b"
)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
# What follows the word for what a body is, in its name: "for Human Rights".
_NAME = (
    r"(?:(?:[A-Z][\w'’-]*)\s(?:(?:and|of|for|the)\s){{0,2}}){{1,5}}{head}"
    r"(?:\s(?:for|of|on)\s(?:the\s)?[A-Z]\w+(?:\s(?:and\s)?[A-Z]\w+){{0,3}})?"
)


def with_full_names(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims with each speaker by the full name that the story has for him, where it has one alone."""
    return tuple(_named(read.doc, c) if c.source else c for c in claims)


def _named(doc: Doc, claim: Claim) -> Claim:
    told = tuple(_whole(doc, claim, s) for s in claim.source)
    return claim if told == claim.source else replace(claim, source=once(told))


def _whole(doc: Doc, claim: Claim, speaker: Speaker) -> Speaker:
    if speaker.name or not speaker.org:
        return speaker
    org = _body(doc, speaker.org)
    if speaker.party.isupper():
        return _person(doc, claim, speaker) or _leader(doc, speaker) or replace(speaker, org=org)
    return _person(doc, claim, speaker) or replace(speaker, org=_spelt(doc, _usual(doc, claim, speaker.party, org)))


def _usual(doc: Doc, claim: Claim, party: str, org: str) -> str:
    """A group's formal name as the name that the evidence and most of the story have for it: "Islamic Front of Lima" as "Lightning"."""
    if len(org.split()) < FORMAL or not party or party == snake(org):
        return org
    texts = Counter(
        m.text for m in doc.mentions if m.kind is Kind.PARTY and m.ids == (party,) and m.text[:1].isupper() and m.refers is None
    )
    usual, times = texts.most_common(1)[0] if texts else (org, 0)
    alike = {w.lower() for w in _WORD.findall(usual)} & {w.lower() for w in _WORD.findall(org)}
    told_here = snake(usual) == party and any(usual in quote for quote in claim.quotes)  # no name that several bands share
    return usual if told_here and not alike and times > texts[org] else org


def _leader(doc: Doc, speaker: Speaker) -> Speaker | None:
    """A state's leader as the one head of it that the story names: "Omani leader" after "Oman's president, Jane Doe"."""
    if not re.fullmatch(r"[A-Z][\w-]+ leader", speaker.org or ""):
        return None
    heads = [m for m in doc.mentions if m.kind is Kind.PERSON and m.name and m.ids == (speaker.party,) and office(m.org) in HEADS]
    held = max(heads, key=lambda m: len(m.name), default=None)
    if held is None or len({m.name.split()[-1] for m in heads}) != 1:
        return None
    return replace(speaker, name=held.name, anonymous=False)


def _spelt(doc: Doc, org: str) -> str:
    """A short name behind the long one that the story spells out; a state's is known by its state."""
    pairs = ((short, re.sub(r"\s+", " ", doc.story.full[start:end])) for short, start, end in spelt(doc.story.full))
    return next((f"{name} ({short})" for short, name in pairs if org == short), org)


def _body(doc: Doc, org: str) -> str:
    """A body by the one name in the story that ends with the word for what it is: "forum" after the "Harbour Families Forum"."""
    told = [w for w in _WORD.findall(org) if w.lower() in words("named")["bodies"]]
    if not told and org.lower() in words("named")["monitors"]:
        told = ["observatory"]
    rest = [w for w in _WORD.findall(org) if w not in told and w.lower() not in words("named")["loose"]]
    if len(told) != 1 or any(w[0].isupper() and not w.endswith("-based") for w in rest) or (rest and told[0].islower()):
        return org
    called = (re.sub(r"\s+", " ", m.group()) for m in _called(doc, told[0].capitalize()))
    found = {f for f in called if not f.split()[0].endswith("-based")}
    whole = {f for f in found if not any(f != o and f in o for o in found)}
    return next(iter(whole)) if len(whole) == 1 else org


def _called(doc: Doc, head: str) -> Iterator[re.Match[str]]:
    return re.finditer(r"(?<![\w.-])(?!The\s|In\s|On\s|At\s|But\s|And\s|Earlier\s)" + _NAME.format(head=head), doc.story.full)


def _person(doc: Doc, claim: Claim, speaker: Speaker) -> Speaker | None:
    """The one person told before as what a nameless one is called: "the surgeon" after "Jane Doe, a plastic surgeon"."""
    noun = speaker.org or ""
    if noun.lower() not in (cues()["persons"] | words("named")["persons"]) - words("named")["many"]:
        return None
    at = next((m for m in _spots(doc, claim, noun) if _THE.search(doc.story.full, max(0, m.start - 5), m.start)), None)
    if at is None:
        return None
    people = (m for m in doc.mentions if m.start < at.start and m.kind is Kind.PERSON)
    before = [m for m in people if noun.lower() in _WORD.findall((m.org or m.text).lower()) or _told_as(doc, m, noun)]
    holders = {m.name.split()[-1]: m for m in before if m.name}
    if len(holders) != 1 or re.compile(_OTHER.format(noun=noun)).search(doc.story.full, 0, at.start):
        return None
    held = max((m for m in before if m.name), key=lambda m: len(m.name))
    org = held.org if noun.lower() in held.org.lower() else noun
    return Speaker(name=held.name, org=org, party=held.ids[0] if held.ids else speaker.party)


def _told_as(doc: Doc, person: Mention, noun: str) -> bool:
    """Whether behind a name's comma stands what somebody is: "Jane Doe, a plastic surgeon"."""
    return (
        bool(person.name) and re.compile(rf",\s(?:an?|the)\s(?:[\w’'.-]+\s){{0,5}}?{noun}\b").match(doc.story.full, person.end) is not None
    )


def _spots(doc: Doc, claim: Claim, noun: str) -> Iterator[Mention]:
    """Where a claim's speaker is told by a noun."""
    held = next((spans for name, spans in claim.spans if name == "source"), ())
    mine = (m for m in doc.mentions if m.kind in {Kind.PERSON, Kind.PARTY} and m.text.lower() == noun.lower())
    yield from (m for m in mine if Span(m.start, m.end) in held or any(e.start <= m.start < e.end for e in claim.evidence))


__all__ = ["with_full_names"]
