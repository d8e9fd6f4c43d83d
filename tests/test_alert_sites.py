"""Which places an alert shows, and where its headline needs one."""

from dataclasses import replace

import pytest
from fakes.ledger import claim

from bot.alert.sites import told_of, where_of
from bot.model import Category, ClaimType, Item, Reversal, Span


def told(*places, kind=ClaimType.STRIKE, **slots):
    return replace(claim(("PE",), ("CL",), kind=kind), place=places, **slots)


@pytest.mark.parametrize(
    ("places", "shown"),
    [
        (("Lima", "Lima airport"), ("Lima airport",)),
        (("Yaro", "Yaro district"), ("Yaro",)),
        (("northern Lamu", "Lamu"), ("northern Lamu",)),
        (("Arica province", "Yaro"), ("Yaro", "Arica province")),
        (("Pacific", "Gulf of Arica"), ("Pacific", "Gulf of Arica")),
        (("Yaro", "Azapa", "Camina"), ("Yaro", "Azapa")),
        (("Chile", "Arica"), ("Arica",)),
        (("Line of Parting (LoP",), ("Line of Parting",)),
        (("Arica", "Chacalluta base"), ("Chacalluta base", "Arica")),
        (("Bolivia", "Sea of Arica"), ("Sea of Arica", "Bolivia")),
        (("Taiwan Strait", "Taiwan"), ("Taiwan Strait",)),
        (("Yaro city", "southern Yaro"), ("Yaro city",)),
        (("Arica islands", "western Arica"), ("Arica islands",)),
        (("northern Yaro", "southern Yaro"), ("northern Yaro", "southern Yaro")),
        (("northern coast", "Yaro city"), ("Yaro city", "northern coast")),
        (("Sayyida Zeinab area", "Sayeda Zeinab"), ("Sayeda Zeinab",)),
        (("Odesa", "Odessa port"), ("Odessa port",)),
        (("Zaynab", "Zeinab"), ("Zaynab",)),
        (("Azapa Valley", "Azappah"), ("Azapa Valley",)),
    ],
)
def test_two_places_at_most_are_told_the_most_precise_first_and_none_that_is_a_side(places, shown):
    assert where_of(told(*places)) == shown


def test_where_forces_leave_from_and_where_a_drill_is_held_stays_told():
    assert where_of(told("Chile", kind=ClaimType.DEPLOYMENT)) == ()
    assert where_of(told("Chile", kind=ClaimType.DEPLOYMENT, reversal=Reversal.WITHDRAWAL)) == ("Chile",)
    assert where_of(told("Peru", kind=ClaimType.EXERCISE, target=())) == ("Peru",)
    assert where_of(told("Peru", kind=ClaimType.DEPLOYMENT)) == ("Peru",)
    assert where_of(told("Peru")) == ()


def test_a_headline_that_has_nothing_but_its_kind_says_where():
    assert told_of(told("Yaro", kind=ClaimType.GROUND_COMBAT)) == "ground combat: Yaro"
    assert told_of(told("Arica province", "Yaro")) == "attack: Yaro"
    assert told_of(told("Yaro", item=(Item(Category.DRONE, "drone"),))) == "attack: drone"
    assert told_of(told("Chile")) == "attack"
    quote, spot = "The rebels took Bor and passed Yaro.", (("taken", (Span(16, 19),)),)
    taken = told("Bor", "Yaro", kind=ClaimType.GROUND_COMBAT, quotes=(quote,), evidence=(Span(0, len(quote)),), spans=spot)
    assert told_of(taken) == "capture of Bor"
    assert told_of(told("Lima", kind=ClaimType.THREAT)) == "threat"
    assert told_of(told("Yaro", kind=ClaimType.DEPLOYMENT, reversal=Reversal.WITHDRAWAL)) == "withdrawal from Yaro"


def test_an_agreement_is_about_no_place():
    assert told_of(told("Lima", kind=ClaimType.AGREEMENT)) == "agreement"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Shanxi", "Shaanxi"),
        ("Kusong", "Kosong"),
        ("Basra", "Bosra"),
        ("Mali", "Malé"),
        ("Maroun", "Meron"),
        ("Pokrovsk", "Pokrovske"),
        ("Kherson", "Kharkiv"),
        ("northern Kerbala", "southern Karbala"),
        ("Port Said", "Port Sudan"),
        ("Camp 14", "Camp 15"),
    ],
)
def test_two_real_places_are_never_one_for_a_likeness_of_their_names(one, other):
    assert set(where_of(told(one, other))) == {one, other}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sayyida Zeinab", "Sayeda Zeinab"),
        ("Zaporizhzhia", "Zaporizhia"),
        ("Lattakia", "Latakiah"),
        ("Kerbala", "Karbala"),
        ("Mareb", "Ma'rib"),
        ("Tel Afar", "Tal Afar"),
        ("Izium", "Izyum"),
    ],
)
def test_one_place_in_two_spellings_is_told_once(one, other):
    assert where_of(told(one, other)) == (one,)
