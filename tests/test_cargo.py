"""Arms that are handed over hit nobody."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from, whole_claim

from bot.extract.rules.apart.cargo import without_cargo
from bot.extract.rules.stages import reading
from bot.model import ClaimType, Status


def left(text: str, *kinds: ClaimType) -> list[ClaimType]:
    doc = doc_from(text)
    held = [whole_claim(doc, k, Status.ASSERTED, actor=("OM",), target=("TD",)) for k in kinds]
    return [c.type for c in without_cargo(reading(doc), held)]


BOTH = (ClaimType.ARMS_TRANSFER, ClaimType.STRIKE)


@pytest.mark.parametrize(
    "text",
    [
        "Lawmakers said Oman had sent cluster bombs to Chad.",
        "Omani shells reached Chad through Sudan.",
        "Oman delivered 20,000 shells to Chad.",
        "Oman shipped bombs to the army of Chad.",
        "Bombs were supplied to Chad by Oman.",
    ],
)
def test_the_name_of_arms_that_are_handed_over_tells_of_no_strike(text: str) -> None:
    assert left(text, *BOTH) == [ClaimType.ARMS_TRANSFER]
    assert left(text, ClaimType.STRIKE) == [ClaimType.STRIKE]  # nothing else tells that they were


@pytest.mark.parametrize(
    "text",
    [
        "Oman sent cluster bombs to Chad and struck Sudan.",
        "Oman dropped bombs on Chad.",
        "Omani shells hit a town in Chad.",
        "Bombs killed nine people in Chad after Oman sent guns.",
        "Oman attacked Chad with shells that Iran supplied.",
    ],
)
def test_strikes_told_by_other_words_stay(text: str) -> None:
    assert left(text, *BOTH) == list(BOTH)
