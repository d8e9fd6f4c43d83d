"""Who speaks in a transcript: every turn opens with a label, "PRESIDENT BIDEN:", "MS. SINGH:" or, for a reporter's question, "Q"."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.extract.candidates import Doc, Kind, Mention
from bot.extract.discourse import speaker_of
from bot.extract.discourse.wording import bare
from bot.extract.mentions.refers import WE
from bot.extract.scorers.pools import words
from bot.extract.text.intake import LONGEST
from bot.model import Claim, Span, Speaker

LEAST = 2  # labels of somebody that make a transcript
MOST = 40  # different labels: a text with more is no talk between people
_OFFICES = (
    "president|minister|chancellor|premier|secretary|spokes(?:man|woman|person)|ambassador|general|admiral|colonel|captain|major|lieutenant|"
    "commander|chairman|chairwoman|senator|representative|governor|director|administrator|adviser|advisor|commissioner|speaker|king|queen|prince"
)
_SHORT = "mr|mrs|ms|miss|dr|gen|adm|col|capt|maj|lt|cmdr|brig|sgt|sen|rep|gov|amb|sec"
_OFFICE = re.compile(rf"(?i)\b(?:{_OFFICES})\b")
_FORMAL = re.compile(rf"(?i)^(?:(?:the|vice|deputy|prime|foreign|defen[cs]e|press|under|assistant|of|{_OFFICES}|{_SHORT})\b\.?,?\s*)+")
_ARTICLE = re.compile(r"(?i)^the\s")
_NOBODY = re.compile(r"(?i)^(?:q|question|questions|reporters?|moderator|audience|speaker|voice|unidentified.*|press|participants?)$")
_CAPITALS = r"[A-Z][A-Z.'’-]*(?: [A-Z][A-Z.'’-]*| (?:de|von|van|bin|al)(?= )){0,6}(?:, [A-Z][A-Z .,'’&-]{1,60})?"
_STYLED = rf"(?:The )?(?:(?i:{_OFFICES}|{_SHORT})\.? |(?:Vice|Prime|Deputy|Foreign|Defen[cs]e|Press) )+(?:[A-Z][\w'’.-]+ ?){{0,3}}"
_LABEL = re.compile(
    rf"(?m)^[^\S\n]*(?:(?P<who>{_CAPITALS}|{_STYLED}|Questions?|Reporters?|Moderator|Audience)(?:\s\([^)\n]{{1,60}}\))?:(?=\s)|(?P<asked>Q)(?=\s{{2}}|\s[A-Z“\"]))"
)
_SPEECH = re.compile(
    r"(?i)\W*(?:(?:remarks|speech|address|testimony|keynote)(?: as (?:prepared|delivered))? (?:by|of)"
    r"|(?P<written>(?:(?:press|official|public|full|written) )?statement) (?:by|from|of)) "
)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_OWN = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y)\b")  # a written statement's first person; a report of one has none
_FORMAL_ONLY = re.compile(r"(?:[\w.'’-]+\s){0,7}")  # what stands before a name: its office
_MORE = re.compile(r",|\sand\s")
# What a headline glues to a name.
_BEYOND = re.compile(r"\s(?:Aboard|Before|After|On|At|In|To|And|With|During|on|at|in|to|after|before|ahead|following|marking)\b.*")


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn: where its label stands in Story.full, and who speaks; None where nobody is named."""

    label: Span
    speaker: Speaker | None


def turns(doc: Doc) -> tuple[Turn, ...]:
    """The turns of a transcript in order; none where a story is not one."""
    body = len(doc.story.full) - len(doc.story.text)
    found = [(m, m.group("who") or m.group("asked")) for m in _LABEL.finditer(doc.story.full, body, body + LONGEST)]
    people = [m for m in doc.mentions if m.kind is Kind.PERSON and m.name]
    labels = dict.fromkeys(who for _, who in found)
    heard = {who: _speaker(doc, people, who.split(",")[0]) for who in labels} if len(labels) <= MOST else dict.fromkeys(labels)
    held = [Turn(Span(m.start(m.lastgroup or 0), m.end()), heard[who]) for m, who in found if heard[who] is not None or _NOBODY.match(who)]
    return tuple(held) if sum(t.speaker is not None for t in held) >= LEAST else tuple(_alone(doc, people))


def _alone(doc: Doc, people: Sequence[Mention]) -> Iterator[Turn]:
    """The one turn of a speech or statement: "Remarks by President Doe on ..." names its speaker in the title and nowhere else."""
    speech = _SPEECH.match(doc.story.full)
    if speech is not None and (not speech["written"] or _OWN.search(_QUOTED.sub("", doc.story.text))):
        first = next((m for m in people if m.start >= speech.end() and m.end <= len(doc.story.title)), None)
        if (
            first is not None
            and _FORMAL_ONLY.fullmatch(doc.story.full[speech.end() : first.start])
            and not _MORE.match(doc.story.full, first.end)
        ):
            told = speaker_of(doc, first)
            yield Turn(Span(first.start, first.end), replace(told, name=_BEYOND.sub("", told.name or first.name)))


def _speaker(doc: Doc, people: Sequence[Mention], label: str) -> Speaker | None:
    """Whom a label names: a person told of in the story, or its own words where an office is among them."""
    if _NOBODY.match(label):
        return None
    formal = _FORMAL.match(label + " ")
    office = _ARTICLE.sub("", " ".join(formal.group().split())) if formal else ""
    name = label[formal.end() :].strip() if formal else label
    known = _fullest(people, name) if name else _holder(people, office)
    if known is not None:
        told = speaker_of(doc, known)
        return replace(told, name=_BEYOND.sub("", told.name or known.name), org=told.org and bare(told.org))
    held = office.title() if _OFFICE.search(office) else None
    return Speaker(name=_spelt(doc, name) or None, org=held) if formal else None


def _fullest(people: Sequence[Mention], name: str) -> Mention | None:
    """The longest way a person of some last name is named; a Korean's comes first."""
    asked = name.casefold().split()
    last = [m for m in people if asked in (m.name.casefold().split()[-len(asked) :], m.text.casefold().split()[-len(asked) :])]
    same = last or [m for m in people if set(asked) <= set(m.name.casefold().split())]
    return max(same, key=lambda m: (len(m.name), -m.start), default=None)


def _holder(people: Sequence[Mention], office: str) -> Mention | None:
    """The first person told of with an office."""
    asked = office.casefold().split()
    return next((m for m in people if m.org.casefold().split()[: len(asked)] == asked), None)


def _spelt(doc: Doc, name: str) -> str:
    """A name as the story spells it outside labels, with the given name where it stands behind an office."""
    if not name:
        return ""
    whole = re.search(rf"(?:{_OFFICES.title()})\s((?:[A-Z][\w.'’-]+\s){{1,2}}(?i:{re.escape(name)}))\b", doc.story.full)
    alone = (m.group() for m in re.finditer(rf"(?i)\b{re.escape(name)}\b", doc.story.full))
    return whole.group(1) if whole else next((w for w in alone if not w.isupper()), name.title())


def with_turns(doc: Doc, told: Sequence[Turn]) -> Doc:
    """The story with "we" and "I" of a transcript standing for whoever speaks, or for whom that one speaks for."""
    held = [t for t in told if t.speaker is None or t.speaker.party]
    starts = [t.label.start for t in held]

    def mine(m: Mention) -> Mention:
        at = bisect(starts, m.start) - 1
        speaker = held[at].speaker if at >= 0 and m.text.lower() in WE else None
        return m if speaker is None else replace(m, ids=(speaker.party,), refers=None)

    return replace(doc, mentions=tuple(map(mine, doc.mentions))) if held else doc


def asked(doc: Doc, held: Sequence[Turn]) -> frozenset[int]:
    """The sentences of a transcript in which somebody without a name asks: a question claims nothing."""
    starts = [t.label.start for t in held]

    def question(start: int, end: int, text: str) -> bool:
        at = bisect(starts, max(start, end - 1)) - 1
        return at >= 0 and held[at].speaker is None and text.rstrip().endswith("?")

    return frozenset(s.index for s in doc.sentences if question(s.start, s.end, s.text)) if held else frozenset()


def spoken(held: Sequence[Turn], claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims of a transcript with whoever's turn it is as their speaker, unless that one names another."""
    return tuple(_said(c, held) for c in claims) if held else tuple(claims)


def _said(claim: Claim, held: Sequence[Turn]) -> Claim:
    at = tuple(dict.fromkeys(_turns_of(claim, held)))
    if not at:
        return claim
    mine = tuple(dict.fromkeys(t.speaker for t in at if t.speaker is not None))
    others = [s for s in claim.source if not any(_same(s, t.speaker) for t in held if t.speaker is not None)]
    if claim.source and len(others) == len(claim.source) and all(_named_in(s, claim) for s in others):
        return claim
    if not mine:
        return replace(claim, source=tuple(s for s in others if _named_in(s, claim)))
    spans = tuple((name, told) for name, told in claim.spans if name != "source")
    labels = tuple(t.label for t in at if t.speaker is not None)
    return replace(claim, source=mine, spans=(*spans, ("source", labels)))


def _turns_of(claim: Claim, held: Sequence[Turn]) -> Iterator[Turn]:
    """The turns that a claim's evidence stands in."""
    for span in claim.evidence:
        before = [t for t in held if t.label.start <= span.start or span.start <= t.label.start < span.end]
        if before:
            yield before[-1]


def _same(one: Speaker, other: Speaker) -> bool:
    """Whether a speaker may be another: a shared name, or an office without one."""
    if one.name and other.name:
        return bool(words(one.name) & words(other.name))
    return bool(words(one.org) & (words(other.org) | words(other.name)))


def _named_in(speaker: Speaker, claim: Claim) -> bool:
    """Whether a claim's evidence names a speaker."""
    told = frozenset[str]().union(*(words(q) for q in claim.quotes))
    return bool((words(speaker.name) or words(speaker.org)) & told)


__all__ = ["Turn", "asked", "spoken", "turns", "with_turns"]
