"""Whose day it is: an event's own, not that of what it came after, nor of another sentence that does not tell it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from fakes.sentence import extractor, one_claim

from bot.extract.candidates import Doc, Kind
from bot.extract.rules.apart.dated import with_own_days
from bot.extract.rules.stages import reading
from bot.model import ClaimType, Span, Status, Story


def read(text: str) -> Doc:
    return extractor().read(Story("s", "Talks", text, datetime(2024, 5, 8, tzinfo=UTC)))[0]  # a Wednesday


def told_on(text: str, kind: ClaimType, words: str, actor: tuple[str, ...] = ("NO",)) -> date | None:
    """The first day that a claim told by the first sentence is left with, where it came with that of some words."""
    doc = read(text)
    said = doc.sentences[1].said
    day = next(m for m in doc.mentions if m.kind is Kind.DATE and words in m.text)
    spans = (("date", (Span(day.start, day.end),)),)
    claim = one_claim(doc, kind, Status.ASSERTED, actor=actor, date=day.days, spans=spans, told=said)
    (left,) = with_own_days(reading(doc), (claim,))
    return left.date.start if left.date else None


@pytest.mark.parametrize(
    ("text", "kind", "words", "day"),
    [
        (
            "Norway on Monday revoked the licences of a Chadian shipyard. It had frozen them last November.",
            ClaimType.SANCTION,
            "November",
            date(2024, 5, 6),
        ),
        ("Norway shelled a Russian camp on Tuesday. It had mined the road in March.", ClaimType.STRIKE, "March", date(2024, 5, 7)),
        ("Norway fired two missiles on Monday. A frigate had sailed on April 2.", ClaimType.MISSILE_LAUNCH, "April 2", date(2024, 5, 6)),
        ("Norway shelled a Russian camp. It had shelled the town in March.", ClaimType.STRIKE, "March", date(2024, 3, 1)),
        ("Norway shelled a camp on Tuesday and a depot on Monday.", ClaimType.STRIKE, "Monday", date(2024, 5, 6)),
    ],
)
def test_the_day_that_the_verb_of_an_event_wears_is_its_own(text: str, kind: ClaimType, words: str, day: date) -> None:
    assert told_on(text, kind, words) == day


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("Norway said on Tuesday it had agreed a truce with Peru. Ten men fell in a battle on Friday.", "Friday", date(2024, 5, 7)),
        (
            "Norway announced on Monday that it signed a pact with Peru. Peruvian planes bombed a port on April 20.",
            "April 20",
            date(2024, 5, 6),
        ),
        ("Norway said on Tuesday it had agreed a truce with Peru. The truce was signed on Monday.", "Monday", date(2024, 5, 6)),
        ("Norway agreed a truce with Peru. Ten men fell in a battle on Friday.", "Friday", date(2024, 5, 3)),
    ],
)
def test_the_day_of_a_sentence_without_the_event_gives_way_to_the_day_it_was_told(text: str, words: str, day: date) -> None:
    assert told_on(text, ClaimType.AGREEMENT, words) == day


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("Norway received four tanks, two years after Peru agreed to lend them.", "years after", None),
        ("Norway took delivery of a frigate, five months after it signed for it.", "months after", None),
        ("Norway handed over nine jets on Monday, three weeks after its parliament voted.", "weeks after", date(2024, 5, 6)),
        ("Norway received four tanks two years ago.", "two years ago", date(2022, 1, 1)),
        ("Two years after it vowed to, Norway received four tanks.", "years after", date(2022, 1, 1)),
    ],
)
def test_so_long_after_something_is_no_day_of_what_is_told_before_it(text: str, words: str, day: date | None) -> None:
    assert told_on(text, ClaimType.ARMS_TRANSFER, words) == day
