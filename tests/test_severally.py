"""Of several givers and takers in one sentence, each has its own things."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes.sentence import doc_from, one_claim

from bot.extract.candidates import Kind
from bot.extract.rules.deals.severally import with_own_shares
from bot.extract.rules.stages import reading
from bot.model import Category, Claim, ClaimType, Item, Money, Span, Status

GIVEN = ClaimType.ARMS_TRANSFER


def shared(text: str, actor: str, target: tuple[str, ...], kind: ClaimType = GIVEN) -> Claim:
    """A claim of a text with everything in it, after the rule."""
    doc = doc_from(text, "A long day")
    things = tuple(Item(Category.OTHER, m.text) for m in doc.mentions if m.kind is Kind.ITEM)
    sums = tuple(Span(m.start, m.end) for m in doc.mentions if m.kind is Kind.MONEY)
    money = Money(3e6, "USD", "$3 million") if sums else None
    told = one_claim(doc, kind, Status.PLANNED, actor=(actor,), target=target, item=things, money=money)
    return with_own_shares(reading(doc), (told,))[0]


@pytest.mark.parametrize(
    ("text", "target", "kept"),
    [
        ("Seoul will sell 100 tanks to Poland and 54 howitzers to Romania.", ("PL",), {"tanks"}),
        ("Seoul will sell 100 tanks to Poland and 54 howitzers to Romania.", ("RO",), {"howitzers"}),
        ("Seoul will sell 100 tanks to Poland and 54 howitzers to Romania.", ("PL", "RO"), {"tanks", "howitzers"}),
        ("Seoul cleared missiles for Poland and a radar for Finland.", ("PL",), {"missiles"}),
        ("Seoul will sell 100 tanks and 54 howitzers to Poland.", ("PL",), {"tanks", "howitzers"}),
        ("Seoul will sell Poland 100 tanks and 54 howitzers.", ("PL",), {"tanks", "howitzers"}),
        ("Seoul will sell 100 tanks to Poland.", ("RO",), {"tanks"}),
        ("Seoul will sell 100 tanks to Poland and Romania.", ("PL", "RO"), {"tanks"}),
    ],
)
def test_what_goes_to_others_is_left_out(text: str, target: tuple[str, ...], kept: set[str]) -> None:
    assert {i.text for i in shared(text, "KR", target).item} == kept


@pytest.mark.parametrize(
    ("text", "target", "left", "kept"),
    [
        ("Germany will send Ukraine tanks, France two guns and Italy missiles.", ("UA", "FR", "IT"), ("UA",), {"tanks"}),
        ("Germany will send Ukraine tanks, and France a radar.", ("UA",), ("UA",), {"tanks"}),
        ("Germany will send tanks to Ukraine and France.", ("UA", "FR"), ("UA", "FR"), {"tanks"}),
        ("Germany will send Ukraine tanks and French missiles.", ("UA",), ("UA",), {"tanks", "missiles"}),
        ("Germany will send Ukraine tanks, its minister said, and two radars.", ("UA",), ("UA",), {"tanks", "radars"}),
        ("Germany will send Ukraine tanks, Poland missiles.", ("UA", "PL"), ("UA", "PL"), {"tanks", "missiles"}),  # which it is stays open
    ],
)
def test_a_further_giver_is_no_taker_and_its_things_are_its_own(
    text: str, target: tuple[str, ...], left: tuple[str, ...], kept: set[str]
) -> None:
    told = shared(text, "DE", target)
    assert told.target == left
    assert {i.text for i in told.item} == kept


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Seoul will sell 100 tanks to Poland and 54 howitzers to Romania for $3 million.", False),
        ("Seoul will sell 100 tanks to Poland for $3 million and 54 howitzers to Romania.", True),
        ("Seoul will sell 100 tanks to Poland for $3 million.", True),
        ("Seoul will sell howitzers to Romania. It cleared 100 tanks for Poland for $3 million.", True),
    ],
)
def test_a_sum_behind_what_goes_to_others_may_be_of_both(text: str, kept: bool) -> None:
    doc = doc_from(text, "A long day")
    (spot,) = [m for m in doc.mentions if m.kind is Kind.MONEY]
    things = tuple(Item(Category.OTHER, m.text) for m in doc.mentions if m.kind is Kind.ITEM)
    told = one_claim(doc, GIVEN, Status.PLANNED, actor=("KR",), target=("PL",), item=things, money=spot.money)
    told = replace(told, spans=(("money", (Span(spot.start, spot.end),)),))
    assert (with_own_shares(reading(doc), (told,))[0].money is not None) is kept


def test_other_kinds_are_left() -> None:
    told = shared("Seoul will sell 100 tanks to Poland and 54 howitzers to Romania.", "KR", ("PL",), ClaimType.PROCUREMENT)
    assert {i.text for i in told.item} == {"tanks", "howitzers"}
