"""Plain two-line items through the whole product: what typed ones showed wrong, told with other names."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from fakes.sentence import reader

from bot.extract import Extractor
from bot.extract.twice import once
from bot.model import Claim, ClaimType, Span, Status, Story


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return reader()


def claims(extractor: Extractor, title: str, text: str, kind: ClaimType) -> list[Claim]:
    """The claims of one type that an item gives."""
    story = Story("s", title, text, datetime(2025, 3, 14, 12, tzinfo=UTC))
    return [c for c in extractor.read(story)[1] if c.type is kind]


def one(extractor: Extractor, title: str, text: str, kind: ClaimType) -> Claim:
    """The only claim of one type that an item gives."""
    (found,) = claims(extractor, title, text, kind)
    return found


@pytest.mark.parametrize(
    ("title", "text", "gone"),
    [
        ("Italian navy seizes dhow with rifles off Oman", "Sailors found machine guns of Chinese manufacture.", "CN"),
        ("Kenyan police seize truck with rifles near Garissa", "Officers said the weapons were of Turkish origin.", "TR"),
    ],
)
def test_where_something_was_made_is_no_side_of_its_seizure(extractor: Extractor, title: str, text: str, gone: str) -> None:
    for claim in claims(extractor, title, text, ClaimType.SEIZURE):
        assert gone not in {*claim.actor, *claim.target}


def test_who_runs_a_channel_is_no_doer_of_what_it_reports(extractor: Extractor) -> None:
    story = Story(
        "s", "Jets strike air base near Homs", "Al-Manar television, run by Hezbollah, reported raids.", datetime(2025, 3, 14, tzinfo=UTC)
    )
    doc, _ = extractor.read(story)
    assert [m.modifier for m in doc.mentions if m.text == "Hezbollah"] == [True]


def test_a_state_in_a_coalitions_name_is_no_second_doer(extractor: Extractor) -> None:
    claim = one(extractor, "Saudi coalition jets bomb Houthi camp near Marib", "The raids came at dawn on Friday.", ClaimType.STRIKE)
    assert claim.actor == ("saudi_led_coalition",)


def test_a_group_beside_its_affiliate_is_no_second_doer(extractor: Extractor) -> None:
    claim = one(
        extractor,
        "Al-Qaeda affiliate blockades Gao, burns 30 fuel trucks",
        "JNIM fighters attacked convoys from Algeria.",
        ClaimType.STRIKE,
    )
    assert claim.actor == ("jnim",)


def test_that_a_battle_is_not_over_denies_no_capture_and_speaks_for_none(extractor: Extractor) -> None:
    claim = one(
        extractor,
        "Ethiopian army captures Lalibela from Fano militia",
        "Residents saw soldiers in the town. The militia said the battle was not over.",
        ClaimType.GROUND_COMBAT,
    )
    assert claim.status is Status.ASSERTED
    assert claim.actor == ("ET",)
    assert not claim.source


def test_what_more_is_to_come_does_not_make_a_delivery_planned(extractor: Extractor) -> None:
    found = claims(
        extractor,
        "Senegal takes delivery of three patrol boats from France",
        "The navy said two more are expected by June.",
        ClaimType.ARMS_TRANSFER,
    )
    assert Status.ASSERTED in {c.status for c in found}
    assert all(c.status is Status.PLANNED for c in found if any(i.quantity and i.quantity.min == 2 for i in c.item))


def test_an_order_told_by_who_buys_of_whom_is_not_told_again_as_placed_by_both() -> None:
    deal = Claim(
        ClaimType.ARMS_TRANSFER, Status.PLANNED, (Span(0, 20), Span(21, 60)), ("", ""), actor=("DE",), target=("NO",), confidence=0.8
    )
    again = Claim(ClaimType.PROCUREMENT, Status.PLANNED, (Span(21, 60),), ("",), actor=("NO", "DE"), confidence=0.4)
    own = Claim(ClaimType.PROCUREMENT, Status.PLANNED, (Span(21, 60),), ("",), actor=("NO",), confidence=0.4)
    assert once((deal, again), whole=False) == (deal,)
    assert once((deal, own), whole=False) == (deal, own)


def test_who_chases_a_ship_out_of_its_waters_did_not_enter_them(extractor: Extractor) -> None:
    claim = one(
        extractor, "Two Finnish patrol boats chase Chinese tanker out of territorial waters", "The navy gave no name.", ClaimType.INCURSION
    )
    assert (claim.actor, claim.target) == (("CN",), ("FI",))


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The Pakistani Taliban claimed the assault in Bannu.", "pakistani_taliban"),
        ("The Pakistani Taliban, who are based in Afghanistan, said nothing.", "taliban"),
    ],
)
def test_a_short_name_is_the_sisters_where_only_the_sister_can_be_meant(extractor: Extractor, text: str, who: str) -> None:
    story = Story("s", "Taliban attack kills 12 soldiers at Pakistani checkpoint", text, datetime(2025, 3, 14, tzinfo=UTC))
    doc, _ = extractor.read(story)
    assert next(m for m in doc.mentions if m.text == "Taliban").ids == (who,)
