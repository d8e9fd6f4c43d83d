"""Deals that are still talked about are possible, those that are told as made stay."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from, one_claim

from bot.extract.rules.deals.sought import with_sought, without_undecided
from bot.extract.rules.stages import reading
from bot.model import ClaimType, Status


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("Peru in talks to buy Korean tanks", ClaimType.ARMS_TRANSFER, Status.POSSIBLE),
        ("Peru is in advanced negotiations over the purchase of 12 jets.", ClaimType.PROCUREMENT, Status.POSSIBLE),
        ("Chad, Mali near deal on truce", ClaimType.AGREEMENT, Status.POSSIBLE),
        ("Oman is close to buying three Italian frigates.", ClaimType.ARMS_TRANSFER, Status.POSSIBLE),
        ("Chad and Mali agreed to a truce in talks in Doha.", ClaimType.AGREEMENT, Status.PLANNED),
        ("Two soldiers died near a truce line, and Chad broke the truce.", ClaimType.AGREEMENT, Status.PLANNED),
        ("Peru, which bought tanks in May, is in talks to end the war.", ClaimType.ARMS_TRANSFER, Status.PLANNED),
        ("Peru met envoys in talks on the purchase of jets.", ClaimType.ARMS_TRANSFER, Status.PLANNED),
        ("Peru is in talks to send troops to Haiti.", ClaimType.DEPLOYMENT, Status.PLANNED),
    ],
)
def test_what_is_talked_about_may_be(text: str, kind: ClaimType, status: Status) -> None:
    doc = doc_from(text, "Talks")
    claim = one_claim(doc, kind, Status.PLANNED, actor=("PE",))
    assert with_sought(reading(doc), (claim,))[0].status is status


@pytest.mark.parametrize(
    ("text", "kind", "status", "behind"),
    [
        (
            "The swap came a week before Norway decides whether to extend its sanctions against Chad.",
            ClaimType.SANCTION,
            Status.ASSERTED,
            True,
        ),
        ("Lawmakers in Lima debated whether to leave the pact with Chile.", ClaimType.AGREEMENT, Status.ASSERTED, True),
        ("Envoys will discuss whether the truce in Mali should be renewed.", ClaimType.AGREEMENT, Status.ALLEGED, True),
        ("Norway extended its sanctions against Chad and weighs whether to do more.", ClaimType.SANCTION, Status.ASSERTED, False),
        ("Norway imposed sanctions on Chad, whether it likes it or not.", ClaimType.SANCTION, Status.ASSERTED, False),
        ("Norway decides whether to impose sanctions on Chad.", ClaimType.SANCTION, Status.POSSIBLE, False),
        ("Norway debated whether to send troops to Chad.", ClaimType.DEPLOYMENT, Status.ASSERTED, False),
    ],
)
def test_what_is_only_decided_on_stands_from_before(text: str, kind: ClaimType, status: Status, behind: bool) -> None:
    doc = doc_from(text, "Talks")
    claim = one_claim(doc, kind, status, actor=("NO",))
    assert without_undecided(reading(doc), (claim,))[0].background is behind
