"""Who strikes back is the doer of what he does, though the sentence names the attack before it."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from, whole_claim

from bot.extract.rules.doers.answering import with_answering
from bot.extract.rules.stages import reading
from bot.model import ClaimType, Status


def sides(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    doc = doc_from(text)
    claim = whole_claim(doc, ClaimType.STRIKE, Status.ASSERTED, actor=("houthis",), target=("civilians", "IL"))
    claim = with_answering(reading(doc), (claim,))[0]
    return claim.actor, claim.target


@pytest.mark.parametrize(
    "text",
    [
        "Israel said its jets struck targets of the Houthi group in response to a Houthi drone attack.",
        "The Israeli army said its jets hit posts of the Houthis, a day after a Houthi drone attack on Eilat.",
    ],
)
def test_who_strikes_back_did_it(text: str) -> None:
    assert sides(text) == (("IL",), ("houthis", "civilians"))


@pytest.mark.parametrize(
    "text",
    [
        "The Houthis hit an Israeli ship in response to an Israeli strike on their posts.",
        "The Houthis struck Eilat, and Israeli jets struck posts of the Houthis.",
        "Houthi drones attacked Eilat after Israel bombed posts of the Houthis.",
    ],
)
def test_who_struck_is_left_where_he_is_told_to(text: str) -> None:
    assert sides(text) == (("houthis",), ("civilians", "IL"))
