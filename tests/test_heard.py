"""Each account has its own teller: a feed item's claim is told by who tells it, and no toll by who gives another."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes.sentence import doc_from

from bot.extract.candidates import Doc, Kind
from bot.extract.discourse.wording import worded
from bot.extract.rules.said.heard import with_own_voices
from bot.extract.rules.stages import reading
from bot.model import Casualties, Claim, ClaimType, Span, Status

FIRST, SECOND = slice(1, 2), slice(2, 3)


def sayers(
    text: str, evidence: slice, told: tuple[str, ...], dead: int | None = None, status: Status = Status.ALLEGED, title: str = "A long day"
) -> list[str]:
    """What the speakers of a claim on some sentences are called, which had those `told` before."""
    doc = doc_from(text, title)
    said = tuple(s.said for s in doc.sentences[evidence])
    claim = Claim(
        ClaimType.STRIKE, status, said, tuple(doc.story.cut(s) for s in said), spans=(("source", tuple(_at(doc, t) for t in told)),)
    )
    before = tuple(s for t in told if (s := worded(doc, next(m for m in doc.mentions if m.text == t and m.kind in _VOICES))) is not None)
    toll = None if dead is None else Casualties(killed_min=dead, killed_max=dead)
    (found,) = with_own_voices(reading(doc), (replace(claim, source=before, casualties=toll),))
    return [s.name or s.org or "" for s in found.source]


_VOICES = {Kind.PARTY, Kind.PERSON}


def _at(doc: Doc, text: str) -> Span:
    return next(Span(m.start, m.end) for m in doc.mentions if m.text == text and m.kind in _VOICES)


@pytest.mark.parametrize(
    ("text", "evidence", "told", "left"),
    [
        (
            "Omani jets hit a bridge, Peru's foreign ministry said. Muscat says Peruvian troops shelled its post first.",
            SECOND,
            ("Muscat", "Peru's foreign ministry"),
            ["Muscat"],
        ),
        (
            "Rebels bombed a mill, villagers said. Kenya's army said Omani drones had hit the rebels.",
            FIRST,
            ("Kenya's army",),
            ["villagers"],
        ),
        (
            "Kenya's army said Omani drones had hit a mill. The Red Cross said nobody had been able to reach the mill.",
            FIRST,
            ("Kenya's army", "Red Cross"),
            ["Kenya's army"],
        ),
    ],
)
def test_a_feed_items_claim_is_told_by_who_tells_it(text: str, evidence: slice, told: tuple[str, ...], left: list[str]) -> None:
    assert sayers(text, evidence, told) == left


@pytest.mark.parametrize(
    ("text", "told", "left"),
    [
        (
            "Four soldiers were killed in the raid, Kenya's army said. Peru's foreign ministry said 30 soldiers were killed.",
            ("Kenya's army", "Peru's foreign ministry"),
            ["Kenya's army"],
        ),
        (
            "The raid killed four people, police said. The Red Cross said nine people were killed.",
            ("police", "Red Cross"),
            ["police"],
        ),
    ],
)
def test_who_gives_another_toll_gives_not_this_one(text: str, told: tuple[str, ...], left: list[str]) -> None:
    long = f"{text} " + "The weather was fine and the harvest was good. " * 30
    assert sayers(text, slice(1, 3), told, 4) == left
    assert sayers(long, slice(1, 3), told, 4) == left


@pytest.mark.parametrize(
    ("text", "evidence", "told", "status"),
    [
        ("Omani drones hit a mill on Monday. Kenya's army said the mill was empty.", FIRST, ("Kenya's army",), Status.ALLEGED),
        ("Omani drones hit a mill, police said. Kenya's army said so too.", slice(1, 3), ("police", "Kenya's army"), Status.ALLEGED),
        ("Omani drones hit a mill, police said. Oman denied the report.", FIRST, ("Oman",), Status.DENIED),
    ],
)
def test_others_stay(text: str, evidence: slice, told: tuple[str, ...], status: Status) -> None:
    assert sayers(text, evidence, told, status=status) == list(told)
