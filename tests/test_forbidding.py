"""Who bars others from his ground threatens nobody and attacks nobody."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from, one_claim

from bot.extract.rules.said.forbidding import without_forbidding
from bot.extract.rules.stages import reading
from bot.model import ClaimType, Status


def left(text: str, kind: ClaimType = ClaimType.THREAT, actor: tuple[str, ...] = ("OM",)) -> int:
    doc = doc_from(text)
    claim = one_claim(doc, kind, Status.ASSERTED, actor=actor)
    return len(without_forbidding(reading(doc), (claim,)))


@pytest.mark.parametrize(
    "text",
    [
        "Oman will not let France use its bases to attack Yemen.",
        "Oman says it won't allow its airspace to be used for strikes on Yemen.",
        "Oman will never permit the use of its ports against Yemen, its minister said.",
    ],
)
def test_who_bars_others_from_his_ground_threatens_nobody(text: str) -> None:
    assert left(text) == 0


@pytest.mark.parametrize(
    "text",
    [
        "Oman warns it will not let France use its bases.",
        "Oman will not allow Yemen to seize its ships and will respond with force.",
        "Oman will retaliate if Yemen does not allow it to use its ports.",
        "Oman threatens to bomb any base that is used against it.",
        "Oman lets France use its bases to attack Yemen.",
    ],
)
def test_a_threat_is_left(text: str) -> None:
    assert left(text) == 1


def test_a_strike_that_is_only_barred_is_none_of_who_bars_it() -> None:
    text = "Oman will not allow its airspace to be used for strikes on Yemen."
    assert (left(text, ClaimType.STRIKE), left(text, ClaimType.STRIKE, ("FR",))) == (0, 1)


def test_a_strike_of_its_own_is_left() -> None:
    assert left("Oman bombed Aden and will not let France use its bases.", ClaimType.STRIKE) == 1
