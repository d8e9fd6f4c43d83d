"""Sentences that sound like an event and tell of none: what was only fended off is no attack, what is left unsaid no denial."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.extract.candidates import Doc, Kind
from bot.extract.decode.standing import fired
from bot.extract.decode.units import Unit
from bot.extract.scorers import Cell
from bot.model import NEGATIVE, ClaimType

ATTACKS = frozenset({ClaimType.STRIKE, ClaimType.MISSILE_LAUNCH})
FAINT = 0.75  # an attack less sure than this share of its interception
CERTAIN = 0.999  # the share of a status that the rules have set
# Without one of these nothing in a sentence is denied or said not to be.
TURNS = re.compile(
    r"(?i)\b(?:no|not|never|neither|nor|none|nothing|nobody|without|den(?:y|ies|ied|ying|ials?)|reject\w*|refut\w*|dismiss\w*|false\w*|untrue"
    r"|baseless|unfounded|fabricat\w*|rul(?:e|es|ed|ing) out|fail\w*|disput\w*|hoax|contrary|cannot|refus\w*|lack\w*|absence|myth|lies?)\b"
    r"|n['’]t\b"
)
# What somebody leaves unsaid, which turns nothing over: "it gave no figure", "declined to comment", "could not say how many"; and that
# nobody was hurt: "denied that anyone had been wounded".
UNSAID = re.compile(
    r"(?i)\b(?:no|not|without|declin\w+|refus\w+|cannot|nor)\b[^.;,]{0,30}?\b(?:figures?|details?|comment\w*|reasons?|breakdown|elaborat\w+"
    r"|information|explanation|timetable|timeline|time ?frame|specif\w+|names?|numbers?|respon\w+|say|saying|drawn|identif\w+|disclos\w+)\b"
    r"|n['’]t (?:say|comment|elaborate|respond|give|specify|identify|disclose)\b"
    r"|\bden(?:y|ies|ied|ying)\b[^.;,]{0,30}\b(?:any(?:one|body)?|there (?:had been|were|was)|that)\b[^.;,]{0,40}"
    r"\b(?:hurt|harmed|injured|wounded|killed|casualt\w+|injur\w+|deaths?|losses|victims|damaged?)\b"
)


# That a fight is not over tells of no fight of its own, and denies none.
GOES_ON = re.compile(
    r"(?i)\b(?:battle|fight(?:ing)?|war|offensive|campaign|operation|siege|assault)s?\s(?:(?:is|was|are|were|had|has)\s)?"
    r"(?:(?:not|never|far\sfrom|n['’]t)\s(?:yet\s)?(?:over|ended|finished|done|lost|won)|(?:had|has|have)\s(?:only\s)?just\s(?:begun|started))\b"
)


def told_of(doc: Doc, found: Sequence[Cell]) -> list[Cell]:
    """The cells without those of sentences that only say a fight is not over, where another sentence tells of such a fight."""
    on = {c.sentence for c in found if GOES_ON.search(doc.sentences[c.sentence].text)}
    told = {c.type for c in found if c.sentence not in on}
    return [c for c in found if c.sentence not in on or c.type not in told]


def spoken(doc: Doc, found: Sequence[Unit]) -> tuple[Unit, ...]:
    """The units without denials by sentences that only leave something unsaid, and name no thing and no sum."""
    silent = {u.cell.sentence for u in found if u.status in NEGATIVE and UNSAID.search(doc.sentences[u.cell.sentence].text)}
    silent = {i for i in silent if not TURNS.search(UNSAID.sub(" ", doc.sentences[i].text))}
    silent -= {i for i in silent if any(m.kind in {Kind.ITEM, Kind.MONEY} for _, m in doc.of(i))}
    return tuple(u for u in found if u.status not in NEGATIVE or u.share >= CERTAIN or u.cell.sentence not in silent)


def attacking(doc: Doc, found: Sequence[Cell]) -> list[Cell]:
    """The cells without attacks in sentences that rather tell how they were fended off, and without what such a sentence counts."""
    fended = {c.sentence: c.score for c in found if c.type is ClaimType.INTERCEPTION and _only_fended(doc, c.sentence)}
    if not fended:
        return list(found)
    kept = (c for c in found if c.type is not ClaimType.STRIKE or c.score >= FAINT * fended.get(c.sentence, 0.0))
    return [_uncounted(doc, c, fended) if c.type is ClaimType.STRIKE and c.sentence not in fended else c for c in kept]


def _only_fended(doc: Doc, sentence: int) -> bool:
    """Whether a sentence has words of fending off alone, and nobody's drones: "41 drones were downed"."""
    told = any(ClaimType.INTERCEPTION in m.ids for _, m in doc.of(sentence, Kind.TRIGGER))
    if not told or any(ATTACKS & set(m.ids) for m in fired(doc, sentence)):
        return False
    ends = {m.end + 1 for _, m in doc.of(sentence, Kind.PARTY)}
    return not any(m.start in ends for _, m in doc.of(sentence, Kind.ITEM))


def _uncounted(doc: Doc, cell: Cell, fended: Mapping[int, float]) -> Cell:
    return replace(
        cell, roles={**cell.roles, "count": tuple(p for p in cell.roles["count"] if doc.mentions[p.mention].sentence not in fended)}
    )
