"""Prisoners who are moved, and troops who are on the offensive, are no deployment."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from, one_claim

from bot.extract.rules.apart.unmoved import without_unmoved
from bot.extract.rules.stages import reading
from bot.model import ClaimType, Status


def told(text: str) -> bool:
    doc = doc_from(text)
    return bool(without_unmoved(reading(doc), (one_claim(doc, ClaimType.DEPLOYMENT, Status.ASSERTED, actor=("TD",)),)))


@pytest.mark.parametrize(
    "text",
    [
        "Chad will move 35 detainees to an island in the lake.",
        "Chad deployed the migrants and refugees to a camp.",
        "Chadian troops have been on the offensive in the north since May.",
        "Chadian troops are on the defensive in the north.",
    ],
)
def test_what_moves_no_forces_is_no_deployment(text: str) -> None:
    assert not told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Chad will move 300 soldiers to the border.",
        "Chad sent 300 soldiers, who are on the offensive, to the border.",
        "Chad moved tanks to guard the detainees.",
        "Chadian troops are on alert in the north.",
    ],
)
def test_forces_that_are_moved_are_left(text: str) -> None:
    assert told(text)
