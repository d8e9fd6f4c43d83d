"""A claim as JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from bot.extract.wire import claim_row
from bot.model import Amount, Casualties, Category, Claim, ClaimType, Days, Item, Money, Reversal, Span, Speaker, Status


def claim() -> Claim:
    return Claim(
        type=ClaimType.ARMS_TRANSFER,
        status=Status.PLANNED,
        evidence=(Span(0, 5),),
        quotes=("Words",),
        actor=("DE",),
        target=("UA",),
        item=(Item(Category.TANK, "tanks", Amount(14.0, None, "at least 14")), Item(Category.OTHER, "parts")),
        money=Money(2.5e9, "EUR", "2.5 billion euros"),
        casualties=Casualties(killed_min=3),
        date=Days(date(2024, 5, 1), date(2024, 5, 2)),
        place=("Kyiv",),
        source=(Speaker("Anna Muster", "Defence Ministry", "DE"), Speaker(None, "officials")),
        confidence=0.81234,
        post=True,
    )


def test_every_slot_of_the_schema_is_written() -> None:
    row = claim_row(claim())
    assert set(row) >= {"type", "actor", "target", "item", "money", "casualties", "date", "place", "source", "status"}
    assert set(row) >= {"background", "evidence", "importance", "post", "confidence"}
    assert json.loads(json.dumps(row)) == row


def test_whole_numbers_are_written_without_a_point_and_open_bounds_as_null() -> None:
    quantity = claim_row(claim())["item"][0]["quantity"]
    assert quantity == {"min": 14, "max": None, "text": "at least 14"}
    assert claim_row(claim())["item"][1]["quantity"] is None


def test_empty_slots_are_null_or_empty_lists() -> None:
    row = claim_row(Claim(ClaimType.STRIKE, Status.ASSERTED, (Span(0, 1),), ("x",)))
    assert (row["money"], row["casualties"], row["date"]) == (None, None, None)
    assert row["item"] == row["place"] == row["source"] == row["actor"] == []


def test_dates_and_speakers_are_written_as_the_schema_has_them() -> None:
    row = claim_row(claim())
    assert row["date"] == {"start": "2024-05-01", "end": "2024-05-02"}
    assert row["source"] == [{"name": "Anna Muster", "org": "Defence Ministry"}, {"name": None, "org": "officials"}]


def test_what_a_claim_undoes_is_a_word_or_null() -> None:
    plain = Claim(ClaimType.DEPLOYMENT, Status.ASSERTED, (Span(0, 1),), ("x",), actor=("FR",))
    assert claim_row(plain)["reversal"] is None
    assert claim_row(replace(plain, reversal=Reversal.WITHDRAWAL))["reversal"] == "withdrawal"
