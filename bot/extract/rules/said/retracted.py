"""What somebody takes back that he said, he denies: "withdraws claim it shot down a drone", "walked back its report of a raid".

A small parser takes a headline's "withdraws claim" for anything, so the words are read as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.candidates import Kind
from bot.extract.families import BY_FORCE, FLAT
from bot.extract.rules.reading import Reading
from bot.extract.rules.said.who import sayers
from bot.extract.rules.spans import said_by
from bot.extract.text.view import View
from bot.model import NEGATIVE, Claim, ClaimType, Item, Span, Status

TYPES = BY_FORCE | {ClaimType.ARMS_TRANSFER, ClaimType.DEPLOYMENT, ClaimType.WEAPON_TEST}
# Not "refuses to retract", "must withdraw", "did not walk back"; and not a statement on what happened, whose details may be taken back.
TAKEN_BACK = re.compile(
    r"(?i)(?<!\bto )(?<!\bnot )(?<!n['’]t )(?<!\bnever )(?<!\bmust )(?<!\bwill )(?<!\bmay )(?<!\bcould )(?<!\bwould )(?<!\bshould )"
    r"\b(?:retract(?:s|ed|ing)?|withdr(?:aws?|ew|awn|awing)|recant(?:s|ed|ing)?|rescind(?:s|ed|ing)?"
    r"|(?:walk|row|roll)(?:s|ed|ing)? back(?: on| from)?|t(?:akes?|ook|aken|aking) back"
    r"|back(?:s|ed|ing)? (?:away from|off|down (?:on|from))|back-?(?:track|pedal)(?:s|ed|ing|led|ling)? (?:on|from))\s"
    r"(?:(?:an?|the|its|his|her|their|own|earlier|previous|prior|initial|original|first|official|public|false|\w+['’]s)\s){0,4}"
    r"(?:claims?|statements?|reports?|accounts?|assertions?|announcements?|allegations?|accusations?)\b"
    r"(?!\s(?:on|about|over|regarding|concerning|from|after|against|with|as|and|but|amid|following|to(?! have))\b)(?=\s\w)"
)


def with_retracted(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims, denied by whoever takes them back where their sentences say so."""
    out = (_denied(read, c, claims) if c.status in FLAT and c.type in TYPES else c for c in claims)
    return tuple(c for c in out if c is not None)


def _denied(read: Reading, claim: Claim, claims: Sequence[Claim]) -> Claim | None:
    """A claim as the denial of who takes it back; None where it is told already, the claim itself where nobody does."""
    doc, held = read.doc, read.shown(claim)
    found = [(v, m) for v in held if (m := _taken_back(v, claim.type)) is not None]
    gone = tuple(v.sentence.said for v, _ in found)
    others = [v for v in held if v.sentence.said not in gone and v.events(claim.type)]
    if not found or (others and not read.short):
        return claim
    if any(c.status in NEGATIVE and c.type is claim.type and set(c.evidence) & set(gone) for c in claims):
        return None
    who = tuple(dict.fromkeys(i for v, m in found for i in _before(v, m.start())))
    at = tuple(Span(doc.mentions[i].start, doc.mentions[i].end) for i in who)
    words = " ".join(quotes := tuple(map(doc.story.cut, gone)))
    return replace(
        said_by(claim, sayers(doc, who)[:1], at[:1]),
        status=Status.DENIED,
        evidence=gone,
        quotes=quotes,
        told=None,
        casualties=None,
        item=tuple(_counted(i, words) for i in claim.item),
        place=tuple(p for p in claim.place if p in words),
    )


def _counted(item: Item, told: str) -> Item:
    """A thing without a number that only other sentences tell."""
    number = item.quantity.text if item.quantity is not None else ""
    return item if number in told and item.text in told else replace(item, quantity=None)


def _taken_back(view: View, kind: ClaimType) -> re.Match[str] | None:
    """The words that take back all that a sentence tells of a type of event."""
    found = TAKEN_BACK.search(view.doc.story.full, view.sentence.told, view.sentence.end)
    if found is None or any(view.start(word) < found.end() for word in view.events(kind) if view.start(word) != found.start()):
        return None
    return found


def _before(view: View, start: int) -> Iterator[int]:
    """Who takes it back: the last that is named before, the whole body before its parts ("the ministry in Sofia")."""
    named = [(i, m) for i, m in view.own if m.kind in {Kind.PARTY, Kind.PERSON} and m.end <= start]
    clear = [(i, m) for i, m in named if view.doc.story.full[m.end : start].count(",") in {0, 2}]
    heads = [(i, m) for i, m in clear if (t := view.head(m)) is not None and t.dep_ in {"nsubj", "nsubjpass", "ROOT", "compound"}]
    best = max(heads, key=lambda pair: (pair[1].end - pair[1].start, pair[1].start), default=None)
    if best is not None:
        yield best[0]


__all__ = ["with_retracted"]
