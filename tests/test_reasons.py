"""Whom a sanction is on, and whom its reason names."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from, one_claim

from bot.extract.candidates import Doc
from bot.extract.rules.deals.reasons import without_reasons
from bot.extract.rules.stages import reading
from bot.extract.rules.together.listed import with_lists, without_echoes
from bot.model import Claim, ClaimType, Status


def doc_of(text: str) -> Doc:
    return doc_from(text, "Trade")


def claim_of(doc: Doc, kind: ClaimType, actor: tuple[str, ...], target: tuple[str, ...]) -> Claim:
    return one_claim(doc, kind, Status.ASSERTED, actor=actor, target=target)


@pytest.mark.parametrize(
    ("text", "target", "left"),
    [
        ("Russia imposed sanctions on two Polish firms over the sale of tanks to Ukraine.", ("PL", "UA"), ("PL",)),
        ("Japan sanctioned a Russian bank for supplying drones to Sudan.", ("RU", "SD"), ("RU",)),
        ("Japan imposed sanctions on Russia and Sudan.", ("RU", "SD"), ("RU", "SD")),
        ("Japan imposed sanctions on Sudan after Russia fired missiles.", ("RU", "SD"), ("SD",)),
        ("Russia was hit by a ban over sanctions on Sudan.", ("RU", "SD"), ("RU", "SD")),
        ("Japan extended an embargo for Sudan.", ("SD",), ("SD",)),
    ],
)
def test_whom_a_reason_names_is_not_sanctioned(text: str, target: tuple[str, ...], left: tuple[str, ...]) -> None:
    doc = doc_of(text)
    (claim,) = without_reasons(reading(doc), (claim_of(doc, ClaimType.SANCTION, ("JP",), target),))
    assert claim.target == left


def test_of_firms_in_a_list_one_tells_the_others():
    doc = doc_of("China sanctioned Boeing, Raytheon and Saab.")
    (claim,) = with_lists(reading(doc), (claim_of(doc, ClaimType.SANCTION, ("CN",), ("raytheon",)),))
    assert claim.target == ("raytheon", "boeing", "saab")
    (sold,) = with_lists(reading(doc), (claim_of(doc, ClaimType.ARMS_TRANSFER, ("CN",), ("raytheon",)),))
    assert sold.target == ("raytheon",)


def test_nobody_supplies_himself():
    doc = doc_of("Ukraine will get more tanks.")
    (given,) = without_echoes((claim_of(doc, ClaimType.ARMS_TRANSFER, ("UA", "PL"), ("UA",)),))
    assert (given.actor, given.target) == (("PL",), ("UA",))
    (fight,) = without_echoes((claim_of(doc, ClaimType.GROUND_COMBAT, ("SD",), ("SD",)),))
    assert fight.actor == ("SD",)


@pytest.mark.parametrize(
    ("text", "actor", "left"),
    [
        ("Japan sanctioned a Russian firm for selling drones to Sudan.", ("JP",), ("RU",)),
        ("Japan added a Russian firm to its sanctions list for selling drones to Sudan.", ("JP",), ("RU",)),
        ("Japan imposed sanctions on a Russian firm over the sale of drones to Sudan.", ("JP",), ("RU",)),
        ("Japan imposed sanctions on Boeing for supplying jets to Sudan.", ("JP", "boeing"), ("boeing",)),
        ("Japan sanctioned a firm for selling drones to Sudan.", ("JP",), ()),
        ("Japan sold drones to Sudan and imposed sanctions on Russia.", ("JP",), ("JP",)),
        ("Japan sanctioned Russia for shelling Sudan.", ("JP",), ("JP",)),
    ],
)
def test_who_punishes_a_sale_did_not_sell(text: str, actor: tuple[str, ...], left: tuple[str, ...]) -> None:
    doc = doc_of(text)
    (claim,) = without_reasons(reading(doc), (claim_of(doc, ClaimType.ARMS_TRANSFER, actor, ("SD",)),))
    assert claim.actor == left


@pytest.mark.parametrize(
    ("text", "target", "left"),
    [
        ("Japan halted exports of engines to Peru after Sudan used them.", ("SD",), ("PE",)),
        ("Japan banned the sale of drones to Peru over attacks by Sudan.", ("SD",), ("PE",)),
        ("Japan suspended deliveries of shells to Peru after it fired on Sudan.", ("SD",), ("PE",)),
        ("Japan halted exports of engines to Peru.", ("PE",), ("PE",)),
        ("Japan sanctioned Sudan, which halted exports to Peru.", ("SD",), ("SD",)),
    ],
)
def test_whose_exports_are_halted_is_hit_and_not_whom_the_reason_names(text: str, target: tuple[str, ...], left: tuple[str, ...]) -> None:
    doc = doc_of(text)
    (claim,) = without_reasons(reading(doc), (claim_of(doc, ClaimType.SANCTION, ("JP",), target),))
    assert claim.target == left
