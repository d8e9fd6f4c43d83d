"""Mentions of things and numbers: what a weapon's name holds, and what is none."""

import pytest
from test_mentions import doc, ids, told

from bot.extract.candidates import Kind


def test_part_of_a_weapons_name_is_no_number_no_day_and_no_place():
    assert not told("Chad gets first Mirage 2000 jets.", Kind.COUNT)
    assert not told("Chad gets first Mirage 2000 jets.", Kind.DATE)
    assert [m.text for m in told("Chad gets 12 Mirage 2000 jets.", Kind.COUNT)] == ["12"]
    assert not told("It will launch the aircraft carrier Fujian soon.", Kind.PLACE)
    assert "Tomahawks" not in {m.text for m in told("Chad will not send Tomahawks to Mali.", Kind.PLACE)}


@pytest.mark.parametrize(
    ("text", "things"),
    [("Thai F-16s bomb Cambodian positions.", ["F-16s"]), ("China rejects US claim it arms Russia.", [])],
)
def test_a_verb_is_no_weapon(text, things):
    assert [m.text for m in told(text, Kind.ITEM)] == things


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("Families were told to leave parts of the south.", []),
        ("Chad took part of the town.", []),
        ("Peru bought spare parts for its tanks.", ["parts", "tanks"]),
        ("Oman sent parts and engines to Peru.", ["parts", "engines"]),
    ],
)
def test_a_share_of_a_place_is_no_spare_part(text, things):
    assert [m.text.removeprefix("spare ") for m in told(text, Kind.ITEM)] == things


def test_what_is_fired_is_a_thing_however_the_headline_is_parsed():
    held = doc("It was the third.", title="North Korea fires missile that lands in sea").mentions
    assert "missile" in {m.text for m in held if m.kind is Kind.ITEM}


def test_no_one_is_no_number():
    assert not told("The governor says no one hurt.", Kind.CASUALTIES)
    assert not told("No one was killed.", Kind.COUNT)
    assert [m.text for m in told("One was killed.", Kind.CASUALTIES)] == ["One"]


@pytest.mark.parametrize("text", ["A bomb hit the port.", "It sent a tank crew.", "It bought F-16 jets and arms."])
def test_a_noun_before_a_verb_is_one(text):
    assert told(text, Kind.ITEM)


@pytest.mark.parametrize(("text", "state"), [("USS Cole left port.", "US"), ("HMAS Perth left port.", "AU"), ("ROKS Cheonan sank.", "KR")])
def test_a_ship_tells_whose_it_is(text, state):
    assert state in ids(text)
    assert not {"USS", "HMAS", "ROKS"} & {m.text for m in told(text, Kind.PLACE)}


def test_fighters_of_a_kind_of_aircraft_fly():
    assert [m.ids for m in told("Chad orders 97 Tejas fighters.", Kind.ITEM)] == [("aircraft",)]
    assert [m.ids for m in told("The group lost 97 fighters in the raid.", Kind.ITEM)] == [("troops",)]


@pytest.mark.parametrize(
    ("text", "category"), [("155mm howitzers", "artillery"), ("155mm shells", "ammunition"), ("155mm rounds", "ammunition")]
)
def test_a_calibre_before_guns_is_no_shell(text, category):
    assert [m.ids for m in told(f"Chad sends 12 {text}.", Kind.ITEM)] == [(category,)]


def test_a_distance_behind_a_base_is_no_part_of_its_name():
    assert "Engels airbase" in {m.text for m in told("Chad hit Engels airbase 730 km away.", Kind.PLACE)}
    assert "Air Base 107" in {m.text for m in told("Chad left Air Base 107 on Friday.", Kind.PLACE)}


def test_a_system_and_its_kind_are_one_item():
    found = told("They sent S-400 air defence systems.", Kind.ITEM)
    assert [(m.text, m.model) for m in found] == [("S-400 air defence systems", "s_400")]


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("It sent two Aegis destroyers.", "ship"),
        ("Jets dropped 2,000-pound bombs.", "bomb"),
        ("It showed a Garpiya-A1.", "drone"),
        ("It ordered six ATAGS.", "artillery"),
        ("Chad bought HJ-10s.", "anti_tank"),
    ],
)
def test_a_weapon_is_known_by_its_name_and_by_what_it_is(text, category):
    assert category in {i for m in told(text, Kind.ITEM) for i in m.ids}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Norland might go nuclear, generals say.", False),
        ("A war that goes nuclear ends us all.", False),
        ("Talk of going nuclear scares its neighbours.", False),
        ("Norland may use a nuclear weapon.", True),
        ("It moved nuclear warheads to the coast.", True),
    ],
)
def test_who_goes_nuclear_uses_no_weapon_yet(text, named):
    assert any("nuclear" in m.ids for m in told(text, Kind.ITEM)) is named


def test_a_water_cannon_is_no_gun():
    assert not told("Its coast guard fired water cannon at the boats.", Kind.ITEM)[:-1]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Norland fires 'second rocket near Doro' in a week", "Doro"),
        ("Rebels say they 'fought all night at Ludovo Hill' - army", "Ludovo Hill"),
        ("Jet flew ‘low over Kalbar’, pilots say", "Kalbar"),
        ("Tanks crossed near Deir al-Zor's bridge.", "Deir al-Zor's bridge"),
        ("Shells fell near N'Djamena.", "N'Djamena"),
    ],
)
def test_the_quote_behind_a_place_is_none_of_its_name(text, place):
    found = {m.text for m in told(text, Kind.PLACE)}
    assert not any(m.endswith(("'", "’")) for m in found)
    assert place in found


def test_an_office_is_of_the_longest_name_in_it():
    found = {m.name: m.ids for m in told("Syrian Democratic Forces spokesman Karwan Hamo said so.", Kind.PERSON) if m.name}
    assert found == {"Karwan Hamo": ("sdf",)}


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Speaking in Berlin, Jane Doe said Russia had dropped bombs.", ""),
        ("Breaking with Oslo, Jane Doe said Russia had dropped bombs.", ""),
        ("The king of Norway, Harald Roe, said Russia had dropped bombs.", "king of Norway"),
    ],
)
def test_an_office_is_no_end_of_another_word(text, office):
    (person,) = (m for m in told(text, Kind.PERSON) if m.name.endswith(("Doe", "Roe")))
    assert (person.org or "").removeprefix("The ") == office


def test_a_merchant_ship_is_no_party():
    assert "mv_sounion" not in ids("Yemen's Houthis fire at MV Sounion with 25 crew.")
