"""What a whole story opens with, of its own day, is its news."""

from __future__ import annotations

from datetime import date

import pytest
from fakes.sentence import doc_from

from bot.extract.rules.firm.fresh import with_fresh
from bot.extract.rules.stages import reading
from bot.model import Claim, ClaimType, Days, Status

FIRST = "Peru took delivery of its first frigate on Thursday."
REST = " ".join(
    f"The yard has built ships for navies of the region for {n} years, and its owner hopes for more orders." for n in range(20, 32)
)


def stays(day: int | None = 9, importance: int = 3, at: int = 1, body: str = f"{FIRST} {REST}") -> bool:
    """Whether a claim of a day in May stays background."""
    doc = doc_from(body, "Talks")
    said = doc.sentences[at].said
    when = None if day is None else Days(date(2024, 5, day), date(2024, 5, day))
    told = Claim(
        ClaimType.ARMS_TRANSFER, Status.ASSERTED, (said,), (doc.story.cut(said),), date=when, background=True, importance=importance
    )
    return with_fresh(reading(doc), (told,))[0].background


@pytest.mark.parametrize("day", [9, 10, 11])
def test_the_opening_of_its_day_is_no_background(day: int) -> None:
    assert not stays(day)


def test_what_is_older_deeper_lesser_or_of_no_day_stays_so() -> None:
    assert stays(5)
    assert stays(None)
    assert stays(importance=2)
    assert stays(at=4)


def test_a_feed_item_is_left_as_it_is() -> None:
    assert stays(body=FIRST)
