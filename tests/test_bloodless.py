"""Leaflets that are dropped hit nobody, and boats that are seized are no battle."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from, one_claim

from bot.extract.rules.apart.bloodless import without_bloodless
from bot.extract.rules.stages import reading
from bot.model import ClaimType, Status

STRIKE, COMBAT, SEIZURE = ClaimType.STRIKE, ClaimType.GROUND_COMBAT, ClaimType.SEIZURE


def told(text: str, *kinds: ClaimType) -> list[ClaimType]:
    doc = doc_from(text)
    return [c.type for c in without_bloodless(reading(doc), [one_claim(doc, k, Status.ASSERTED, actor=("TD",)) for k in kinds])]


@pytest.mark.parametrize(
    ("text", "kinds", "left"),
    [
        ("Chadian jets dropped leaflets over the town.", (STRIKE,), []),
        ("Chadian jets dropped fliers and food over the town.", (STRIKE,), []),
        ("Chad seized two patrol boats on the lake.", (COMBAT, SEIZURE), [SEIZURE]),
        ("Two patrol boats were captured by Chad on the lake.", (COMBAT, SEIZURE), [SEIZURE]),
        ("Chad seized two patrol boats on the lake.", (COMBAT,), [COMBAT]),
        ("Chad captured a town and two patrol boats. It fought on.", (COMBAT,), [COMBAT]),
        ("Chadian jets dropped bombs and leaflets, and shelled the town.", (STRIKE,), [STRIKE]),
        ("Chadian troops captured the town.", (COMBAT, SEIZURE), [COMBAT, SEIZURE]),
    ],
)
def test_what_hits_nobody_is_no_fight(text: str, kinds: tuple[ClaimType, ...], left: list[ClaimType]) -> None:
    assert told(text, *kinds) == left
