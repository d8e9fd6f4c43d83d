"""Which thing each number counts, where a story tells of several."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from

from bot.extract.candidates import Doc, Kind
from bot.extract.decode.counted import of_others
from bot.extract.decode.slots import Value, items
from bot.model import ClaimType


def doc_of(text: str) -> Doc:
    return doc_from(text, "Deals")


def held(text: str, things: tuple[str, ...], counts: tuple[str, ...], kind: ClaimType) -> list[tuple[str, str | None]]:
    """What the heads chose as things and numbers, as the items of a claim."""
    doc = doc_of(text)
    found = [Value(m.ids[0], 1.0, i) for t in things for i, m in enumerate(doc.mentions) if m.kind is Kind.ITEM and m.text == t]
    told = [Value(c, 1.0, i) for c in counts for i, m in enumerate(doc.mentions) if m.kind is Kind.COUNT and m.text == c]
    return [(i.text, i.quantity.text if i.quantity else None) for i in items(doc, found, told, kind)]


SALE = ClaimType.ARMS_TRANSFER


@pytest.mark.parametrize(
    ("text", "things", "counts", "told"),
    [
        (
            "Norway gave Chad 60 pistols, three mortars and 9,000 rounds of ammunition.",
            ("mortars",),
            ("60",),
            [("mortars", "three"), ("pistols", "60"), ("rounds of ammunition", "9,000")],
        ),
        ("Italy sold Kenya 14 M-346 training jets.", ("M-346 training jets",), (), [("M-346 training jets", "14")]),
        ("The first 5 of 20 tanks reached Oman.", ("tanks",), ("20",), [("tanks", "5")]),
        ("Peru bought drones with 30 spare gearboxes.", ("drones",), ("30",), [("drones", None)]),
        ("Peru seized a boat with 3 tonnes of cocaine.", ("boat",), ("3",), [("boat", None)]),
        ("Peru got tanks and rifles. Another 7 will follow.", ("tanks", "rifles"), ("Another 7",), [("tanks", None), ("rifles", None)]),
        ("Peru got tanks. Another 7 will follow.", ("tanks",), ("Another 7",), [("tanks", "Another 7")]),
        ("Peru sent 12 containers of rifles.", ("rifles",), ("12",), [("rifles", "12")]),
    ],
)
def test_a_number_counts_what_its_words_name(text: str, things: tuple[str, ...], counts: tuple[str, ...], told: list) -> None:
    assert held(text, things, counts, SALE) == told


def test_outside_of_deals_only_numbers_that_were_chosen_count():
    text = "The army lost four tanks and 30 trucks near Abeche."
    assert held(text, ("tanks",), (), ClaimType.GROUND_COMBAT) == [("tanks", None)]
    assert held(text, ("tanks",), ("four",), ClaimType.GROUND_COMBAT) == [("tanks", "four")]


@pytest.mark.parametrize(
    ("text", "count", "others"),
    [
        ("Mali bought 40 sets of drones.", "40", False),
        ("Mali bought 40 spare gearboxes for drones.", "40", True),
        ("Mali bought 40 drones.", "40", False),
    ],
)
def test_a_number_may_count_no_weapon_at_all(text: str, count: str, others: bool) -> None:
    doc = doc_of(text)
    assert of_others(doc, next(m for m in doc.mentions if m.kind is Kind.COUNT and m.text == count)) is others


@pytest.mark.parametrize(
    ("text", "count", "told"),
    [
        ("Norway sent substantial tanks to Chad.", "substantial", None),
        ("Norway sent massive tanks to Chad.", "massive", None),
        ("Norway sent huge tanks to Chad.", "huge", None),
        ("Norway sent dozens of tanks to Chad.", "dozens", "dozens"),
        ("Norway sent several tanks to Chad.", "several", "several"),
        ("Norway sent a large number of tanks to Chad.", "a large number of", "a large number of"),
    ],
)
def test_how_great_is_not_how_many(text: str, count: str, told: str | None) -> None:
    assert held(text, ("tanks",), (count,), SALE) == [("tanks", told)]
