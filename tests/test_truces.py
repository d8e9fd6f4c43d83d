"""What a truce comes after is the fighting of all who make it."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from, one_claim

from bot.extract.rules.stages import reading
from bot.extract.rules.together.truces import with_truces
from bot.model import Claim, ClaimType, Status

BOTH = ("NE", "TD")


def told(text: str, actor: tuple[str, ...] = ("TD",), target: tuple[str, ...] = (), kind: ClaimType = ClaimType.STRIKE) -> Claim:
    doc = doc_from(text)
    claim = one_claim(doc, kind, Status.ASSERTED, actor=actor, target=target)
    return with_truces(reading(doc), (claim,))[0]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Chad and Niger agreed to a ceasefire after four days of strikes.", ClaimType.STRIKE),
        ("Niger and Chad signed a truce following weeks of clashes.", ClaimType.GROUND_COMBAT),
        ("Chad and Niger accepted a ceasefire ending 12 days of air strikes.", ClaimType.STRIKE),
    ],
)
def test_what_a_truce_ends_both_did(text: str, kind: ClaimType) -> None:
    assert told(text, kind=kind).actor == BOTH


@pytest.mark.parametrize(
    "text",
    [
        "Chad and Niger agreed to a ceasefire after Chadian strikes.",
        "Chad and Niger agreed to a ceasefire after strikes on Niamey.",
        "Chad and Niger agreed to a ceasefire after an attack killed nine.",
        "Chad agreed to a ceasefire after days of strikes.",
        "Chad bombed Niamey after it and Niger had signed a truce.",
        "Chad and Niger condemned Mali after days of strikes.",
    ],
)
def test_what_one_side_did_is_left(text: str) -> None:
    assert told(text).actor == ("TD",)


def test_a_third_who_was_hit_is_left() -> None:
    assert told("Chad and Niger agreed to a ceasefire after days of strikes.", target=("ML",)).actor == ("TD",)
