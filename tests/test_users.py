"""Who uses arms did it, and not who made them."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from, whole_claim

from bot.extract.rules.doers.users import with_users
from bot.extract.rules.stages import reading
from bot.model import ClaimType, Status

Sides = tuple[tuple[str, ...], tuple[str, ...]]


def told(text: str, *sides: Sides, kind: ClaimType = ClaimType.STRIKE) -> list[Sides]:
    doc = doc_from(text)
    held = [whole_claim(doc, kind, Status.ASSERTED, actor=a, target=t) for a, t in sides]
    return [(c.actor, c.target) for c in with_users(reading(doc), held)]


@pytest.mark.parametrize(
    "text",
    [
        "Chad used Omani missiles in the attack on Sudan.",
        "Chad has fired Omani missiles at Sudan.",
        "Chad struck a Sudanese airfield with Omani rockets.",
        "Chad uses Omani drones to hit a Sudanese depot.",
        "The army said Chad had dropped Omani bombs on a Sudanese village.",
        "Omani drones were fired at Sudan by Chad.",
        "Omani missiles fired by Chadian troops hit a Sudanese base.",
    ],
)
def test_whose_make_arms_are_did_not_use_them(text: str) -> None:
    assert told(text, (("TD", "OM"), ("SD",))) == [(("TD",), ("SD",))]
    assert told(text, (("TD",), ("SD", "OM"))) == [(("TD",), ("SD",))]


def test_who_is_told_to_fire_what_hit_is_the_doer() -> None:
    text = "Omani-made missiles fired by Chad hit a shipyard in Sudan."
    assert told(text, ((), ("TD", "SD"))) == [(("TD",), ("SD",))]
    assert told(text, (("OM",), ("TD",))) == [(("TD",), ())]


def test_of_two_that_become_one_the_fuller_stays() -> None:
    text = "Omani drones launched by Chad hit a Sudanese port."
    assert told(text, (("TD",), ("OM",)), (("OM",), ("SD",))) == [(("TD",), ("SD",))]


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Chad and Oman used Omani drones to hit a Sudanese depot.", (("TD", "OM"), ("SD",))),
        ("Chad used Omani missiles, and Oman bombed the town.", (("TD", "OM"), ("SD",))),
        ("Chad fired at an Omani warship.", (("TD",), ("OM",))),
        ("Chad hit Omani tanks with rockets.", (("TD",), ("OM",))),
        ("Chad launched missiles at Omani jets.", (("TD",), ("OM",))),
        ("Chad did not use Omani missiles in the attack on Sudan.", (("OM",), ("SD",))),
        ("Omani missiles hit a Sudanese base, Chad said.", (("OM",), ("SD",))),
        ("Chad used Omani territory for the attack on Sudan.", (("TD", "OM"), ("SD",))),
    ],
)
def test_other_doers_and_who_is_hit_stay(text: str, sides: Sides) -> None:
    assert told(text, sides) == [sides]


@pytest.mark.parametrize(
    "text",
    [
        "Drones supplied by Oman used by Chad against Sudanese troops.",
        "Omani-supplied drones used by Chad in a strike that killed Sudanese troops.",
        "Rockets provided by Oman were fired by Chad at Sudanese troops.",
    ],
)
def test_arms_that_somebody_uses_were_supplied_to_him(text: str) -> None:
    assert told(text, (("OM",), ("TD", "SD")), kind=ClaimType.ARMS_TRANSFER) == [(("OM",), ("TD",))]
    assert told(text, (("OM",), ("SD",)), kind=ClaimType.ARMS_TRANSFER) == [(("OM",), ("TD",))]


def test_whose_drone_is_shot_down_stays() -> None:
    for text in ("Chad has shot down an Omani drone.", "Chad used a missile to shoot down an Omani drone.", "Chad fired Omani missiles."):
        assert told(text, (("TD",), ("OM",)), kind=ClaimType.INTERCEPTION) == [(("TD",), ("OM",))]


def test_a_transfer_without_a_user_stays() -> None:
    text = "Oman supplied drones to Chad, which borders Sudan."
    assert told(text, (("OM",), ("TD", "SD")), kind=ClaimType.ARMS_TRANSFER) == [(("OM",), ("TD", "SD"))]
