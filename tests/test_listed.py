"""Whole lists of parties, and recipients that the evidence does not name."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from, one_claim

from bot.extract.candidates import Doc
from bot.extract.decode.recipients import recipients
from bot.extract.rules.stages import reading
from bot.extract.rules.together.listed import with_lists, without_unnamed
from bot.model import Claim, ClaimType, Status


def doc_of(text: str) -> Doc:
    return doc_from(text, "Deals")


def claim_of(doc: Doc, kind: ClaimType, actor: tuple[str, ...], target: tuple[str, ...] = ()) -> Claim:
    return one_claim(doc, kind, Status.ASSERTED, actor=actor, target=target)


@pytest.mark.parametrize(
    ("text", "actor", "target", "told"),
    [
        (
            "Peru delivered the drones to Chad, Mali, Kenya and Oman.",
            (),
            ("TD", "ML"),
            ((), ("TD", "ML", "KE", "OM")),
        ),
        ("Chad, Mali and Niger signed a defence pact.", ("TD", "NE"), (), (("TD", "NE", "ML"), ())),
        ("Chad, Mali and Niger signed a defence pact.", ("TD",), (), (("TD",), ())),
        ("Chad and Mali signed a pact that Niger refused.", ("TD", "ML"), (), (("TD", "ML"), ())),
        ("Peru sold drones to Chad, Mali and Niger.", ("PE",), ("TD", "ML"), (("PE",), ("TD", "ML", "NE"))),
        ("Peru, Chad and Mali traded drones.", ("PE",), ("TD", "ML"), (("PE",), ("TD", "ML"))),
    ],
)
def test_of_a_list_all_stand_on_a_side_where_two_do(text: str, actor: tuple[str, ...], target: tuple[str, ...], told: tuple) -> None:
    doc = doc_of(text)
    (claim,) = with_lists(reading(doc), (claim_of(doc, ClaimType.ARMS_TRANSFER, actor, target),))
    assert (claim.actor, claim.target) == told


@pytest.mark.parametrize(
    ("kind", "target", "left"),
    [
        (ClaimType.ARMS_TRANSFER, ("OM", "PE"), ("OM",)),
        (ClaimType.SANCTION, ("OM", "PE"), ("OM",)),
        (ClaimType.ARMS_TRANSFER, ("PE",), ("PE",)),
        (ClaimType.ARMS_TRANSFER, ("PE", "TD"), ("PE", "TD")),
        (ClaimType.STRIKE, ("OM", "PE"), ("OM", "PE")),
    ],
)
def test_a_recipient_is_named_where_the_deal_is_told(kind: ClaimType, target: tuple[str, ...], left: tuple[str, ...]) -> None:
    doc = doc_of("Kenya sold 20 drones to Oman. Peru bought none.")
    (claim,) = without_unnamed(reading(doc), (claim_of(doc, kind, ("KE",), target),))
    assert claim.target == left


def test_in_a_feed_item_only_a_told_recipient_shuts_others_out():
    doc = doc_of("Kenya bought 20 drones for Oman. Peru bought none.")
    (claim,) = without_unnamed(reading(doc), (claim_of(doc, ClaimType.ARMS_TRANSFER, ("KE",), ("OM", "PE")),))
    assert claim.target == ("OM", "PE")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The ministry also cleared the sale of 16 drones to Oman.", {"OM"}),
        ("Peru will deliver 12 jets to Chad and Mali.", {"TD", "ML"}),
        ("Peru flew to Oman after a sale of jets.", set()),
        ("Peru sold drones near Oman.", set()),
        ("Peru gave orders to Oman's generals.", set()),
    ],
)
def test_recipients_stand_behind_the_to_of_a_sale(text: str, told: set[str]) -> None:
    assert recipients(doc_of(text), 1) == told
