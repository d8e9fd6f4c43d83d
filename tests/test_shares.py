"""Numbers that share a thing: elliptic ones, parts of a whole, those yet to come, and two of a kind."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.extract import load
from bot.extract.candidates import Kind
from bot.extract.decode.slots import Value, items
from bot.model import ClaimType, Story

MOVE, DRILL, SALE, HIT = ClaimType.DEPLOYMENT, ClaimType.EXERCISE, ClaimType.ARMS_TRANSFER, ClaimType.STRIKE


def held(text: str, things: tuple[str, ...], counts: tuple[str, ...], kind: ClaimType) -> list[tuple[str, str | None]]:
    """What the heads chose as things and numbers, as the items of a claim; of things told twice the last."""
    doc = load(model=False).read(Story("s", "News", text, datetime(2024, 5, 10, tzinfo=UTC)))[0]
    spots = [max(i for i, m in enumerate(doc.mentions) if m.kind is Kind.ITEM and m.text == t) for t in things]
    found = [Value(doc.mentions[i].ids[0], 1.0, i) for i in spots]
    told = [Value(c, 1.0, i) for c in counts for i, m in enumerate(doc.mentions) if m.kind is Kind.COUNT and m.text == c]
    return [(i.text, i.quantity.text if i.quantity else None) for i in items(doc, found, told, kind)]


@pytest.mark.parametrize(
    ("text", "things", "counts", "told"),
    [
        (
            "The drills involve 9,400 troops, including 6,100 French and 3,300 Chadian troops, and aircraft.",
            ("troops", "aircraft"),
            ("6,100", "9,400", "3,300"),
            [("troops", "9,400"), ("aircraft", None)],
        ),
        (
            "Norway sent 40 tanks, among them 12 older tanks, and drones.",
            ("tanks", "drones"),
            ("12", "40"),
            [("tanks", "40"), ("drones", None)],
        ),
        ("Some 900 soldiers, including 300 Fijian soldiers, went to Suva.", ("soldiers",), ("300", "Some 900"), [("soldiers", "Some 900")]),
    ],
)
def test_a_part_gives_way_to_the_whole_and_counts_no_other_thing(text, things, counts, told):
    assert held(text, things, counts, DRILL) == told


@pytest.mark.parametrize(
    ("text", "things", "counts", "told"),
    [
        (
            "Peru sent 10 CV90 and 50 Archer howitzers.",
            ("Archer howitzers", "CV90"),
            ("10", "50"),
            [("Archer howitzers", "50"), ("CV90", "10")],
        ),
        ("The army sent 12 French tanks and drones.", ("tanks", "drones"), ("12",), [("tanks", "12"), ("drones", None)]),
        ("Norway sent 40 tanks and 12 drones.", ("tanks", "drones"), ("12", "40"), [("tanks", "40"), ("drones", "12")]),
    ],
)
def test_each_thing_keeps_a_number_of_its_own(text, things, counts, told):
    assert held(text, things, counts, MOVE) == told


@pytest.mark.parametrize(
    ("text", "counts", "told"),
    [
        ("A first group of 40 soldiers landed in Nairobi and 260 more are due in June.", ("260", "40"), "40"),
        ("Britain sent 15 soldiers; 90 others will follow.", ("90", "15"), "15"),
        ("Chad sent 70 soldiers with 30 more expected by May.", ("30", "70"), "70"),
        ("Some 500 more soldiers arrived in Goma.", ("Some 500",), "Some 500"),
        ("Officials said 90 more are expected to join the soldiers.", ("90",), "90"),
    ],
)
def test_those_yet_to_come_do_not_count_those_who_are_there(text, counts, told):
    assert held(text, (next(w for w in ("soldiers",)),), counts, MOVE)[0][1] == told


@pytest.mark.parametrize(
    ("text", "things", "counts", "told"),
    [
        ("Sweden sends 12 more Self-Propelled Howitzers, or howitzers.", ("howitzers",), ("12",), [("howitzers", "12")]),
        ("Chad bought 200 army trucks.", ("trucks",), ("200",), [("trucks", "200")]),
        ("Mali bought 14 Air Force transport planes.", ("transport planes",), ("14",), [("transport planes", "14")]),
    ],
)
def test_a_number_counts_the_last_of_the_words_that_name_its_thing(text, things, counts, told):
    assert held(text, things, counts, SALE) == told


@pytest.mark.parametrize(
    ("text", "count", "told"),
    [
        ("The navy gave equipment for three new Coastal Brigades and drones.", "three", None),
        ("Rebels fired drones at two Malian Villages on Friday.", "two", None),
        ("Rebels fired drones in 30 raids.", "30", None),
        ("Rebels fired several drones.", "several", "several"),
        ("Rebels fired five drones.", "five", "five"),
    ],
)
def test_what_counts_no_thing_counts_no_drones(text, count, told):
    assert held(text, ("drones",), (count,), HIT) == [("drones", told)]


def test_two_forces_of_a_kind_beside_each_other_are_both_told():
    text = "Over 200 Kenyan army soldiers and 450 soldiers of the Ghanaian army take part."
    assert held(text, ("soldiers",), ("Over 200", "450"), DRILL) == [("soldiers", "450"), ("soldiers", "Over 200")]
    assert held("Of 450 soldiers 20 soldiers were ill.", ("soldiers",), ("450", "20"), DRILL) == [("soldiers", "20")]


def test_asking_how_many_counts_nothing():
    assert held("It is unclear how many drones were fired.", ("drones",), (), HIT) == [("drones", None)]


@pytest.mark.parametrize(
    ("text", "things", "counts", "told"),
    [
        ("Seven Malian and two Chadian jets flew by.", ("jets",), ("two",), [("jets", "Seven"), ("jets", "two")]),
        ("Nine Fijian and 12 French soldiers came.", ("soldiers",), ("12", "Nine"), [("soldiers", "Nine"), ("soldiers", "12")]),
        ("Ten Irish, six Thai and two Malian jets flew.", ("jets",), ("two",), [("jets", "Ten"), ("jets", "six"), ("jets", "two")]),
        ("Seven towns and two Chadian jets were seen.", ("jets",), ("two",), [("jets", "two")]),
        ("Seven and a half hours later two jets flew by.", ("jets",), ("two",), [("jets", "two")]),
    ],
)  # fmt: skip
def test_numbers_over_one_noun_are_each_told(text, things, counts, told):
    assert held(text, things, counts, ClaimType.INCURSION) == told


def test_the_whole_of_which_some_are_counted_counts_nothing_else():
    assert held("British jets shot down 12 of 18 drones.", ("drones", "jets"), ("12", "18"), ClaimType.INTERCEPTION) == [
        ("drones", "12"),
        ("jets", None),
    ]


def test_the_like_of_a_model_is_of_no_known_one():
    text = "Peru will sell 291 Altius and 720 Switchblade drones."
    assert held(text, ("Switchblade drones",), ("291", "720"), SALE) == [("drones", "291"), ("Switchblade drones", "720")]
