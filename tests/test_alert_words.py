"""Names, counts, tolls and status as an alert words them."""

from dataclasses import replace

import pytest
from fakes.ledger import claim

from bot.alert.names import name_of, names_of, readable
from bot.alert.outlets import shown
from bot.alert.words import sides_of, status_word, sum_of, thing, toll, what_of
from bot.model import Amount, Casualties, Category, ClaimType, Item, Money, Span, Status


@pytest.mark.parametrize(
    ("party", "name"),
    [
        ("US", "United States"),
        ("KP", "North Korea"),
        ("RU", "Russia"),
        ("houthis", "Houthis"),
        ("islamic_state", "Islamic State"),
        ("lockheed_martin", "Lockheed Martin"),
        ("pkk", "PKK"),
        ("QQ", "QQ"),
        ("nato", "NATO"),
        ("aqap", "AQAP"),
        ("spacex", "SpaceX"),
        ("bae_systems", "BAE Systems"),
        ("ahrar_al_sham", "Ahrar al-Sham"),
        ("lords_resistance_army", "Lord's Resistance Army"),
        ("men_of_dignity", "Men of Dignity"),
        ("tren_de_aragua", "Tren de Aragua"),
        ("la_familia_michoacana", "La Familia Michoacana"),
        ("pt_pindad", "PT Pindad"),
        ("united_wa_state_army", "United Wa State Army"),
    ],
)
def test_ids_have_the_names_people_use(party, name):
    assert name_of(party) == name


@pytest.mark.parametrize(
    ("party", "name"),
    [
        ("al_bahar_tv", "Al Bahar TV"),
        ("jund_al_bahar", "Jund al-Bahar"),
        ("harbour_watch", "Harbour Watch"),
        ("friends_of_the_harbour", "Friends of the Harbour"),
        ("the_harbour", "The Harbour"),
        ("hw", "HW"),
        ("hwk", "HWK"),
        ("rebels", "rebels"),
        ("harbour_militants", "Harbour militants"),
        ("bandits", "bandits"),
        ("gang", "gang"),
        ("harbour_cartels", "Harbour cartels"),
    ],
)
def test_an_id_of_nobody_known_is_told_as_it_reads(party, name):
    assert name_of(party) == name


def test_several_parties_read_as_a_list():
    assert names_of(["US", "KR", "JP"]) == "United States, South Korea and Japan"
    assert names_of([]) == ""


def test_lines_of_the_ledger_are_told_with_names():
    assert readable("DENIED earlier by KP, 5 September 2022") == "DENIED earlier by North Korea, 5 September 2022"
    assert readable("speaker eu → un") == "speaker EU → UN"
    assert readable("also said by KP, ypg") == "also said by North Korea, YPG"
    assert readable("denied by hezbollah") == "denied by Hezbollah"
    assert readable("also said by Harbour Observatory, Red Cross") == "also said by Harbour Observatory, Red Cross"
    assert readable("also said by Harbour TV, NO") == "also said by Harbour TV, Norway"
    assert readable("ADMITTED by KP") == "CONFIRMED by North Korea"
    assert readable("denied by KP and RU") == "denied by North Korea and Russia"
    assert readable("also said by US military, g5_sahel") == "also said by US military, G5 Sahel"
    assert readable("Harbour Wire withdrew its report") == "Harbour Wire withdrew its report"
    assert readable("also https://feeds.harbour.example/world/rss.xml") == "also harbour.example"
    assert readable("also http://www.one.example/a, https://two.example/b.rss") == "also one.example, two.example"


@pytest.mark.parametrize(
    ("item", "words"),
    [
        (Item(Category.MISSILE, "missiles", Amount(23, None, "at least 23")), "at least 23 missiles"),
        (Item(Category.MISSILE, "23 missiles", Amount(23, 23, "23")), "23 missiles"),
        (Item(Category.AMMUNITION, "shells", Amount(1000, 2000, "")), "1,000 to 2,000 shells"),
        (Item(Category.DRONE, "drones"), "drones"),
        (Item(Category.SMALL_ARMS, "rifles", Amount(None, None, "thousands")), "thousands of rifles"),
        (Item(Category.ROCKET, "rockets", Amount(None, None, "Dozens")), "dozens of rockets"),
        (Item(Category.DRONE, "drones", Amount(None, None, "a number")), "a number of drones"),
        (Item(Category.DRONE, "drones", Amount(None, None, "tens of thousands")), "tens of thousands of drones"),
        (Item(Category.DRONE, "drones", Amount(24, 36, "several dozen")), "several dozen drones"),
        (Item(Category.DRONE, "drones", Amount(2000, 2000, "two thousand")), "two thousand drones"),
        (Item(Category.AIRCRAFT, "Fighter Jets", Amount(4, 4, "FOUR")), "four fighter jets"),
        (Item(Category.BALLISTIC_MISSILE, "Intercontinental ballistic missile"), "intercontinental ballistic missile"),
        (Item(Category.BALLISTIC_MISSILE, "Ballistic Missile"), "ballistic missile"),
        (Item(Category.ROCKET, "HIMARS Launchers", Amount(6, 6, "Six")), "six HIMARS Launchers"),
        (Item(Category.AIR_DEFENCE, "Patriot Air Defense Systems"), "Patriot Air Defense Systems"),
        (Item(Category.EXPLOSIVE, "A bomb"), "bomb"),
        (Item(Category.DRONE, "an attack drone", Amount(1, 1, "one")), "one attack drone"),
        (Item(Category.OTHER, "anchors"), "anchors"),
    ],
)
def test_a_count_is_told_with_its_hedge_and_once(item, words):
    assert thing(item) == words


def test_a_toll_is_told_with_its_bounds():
    assert toll(Casualties(11, None, 60, 64)) == "at least 11 killed, 60 to 64 wounded"
    assert toll(Casualties(None, 3)) == "up to 3 killed"
    assert toll(Casualties(2, 2)) == "2 killed"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("$526Mln", "$526 million"),
        ("$1.17 Billion", "$1.17 billion"),
        ("$23bn", "$23 billion"),
        ("A$10bn", "A$10 billion"),
        ("€5-million", "€5 million"),
        ("8.4 billion euros", "8.4 billion euros"),
        ("Rs 48,000 crore", "Rs 48,000 crore"),
        ("$526,293,001", "$526,293,001"),
        ("968 million zloty", "968 million zloty"),
    ],
)
def test_a_sum_is_told_with_its_size_written_out(text, told):
    assert sum_of(Money(None, "USD", text)) == told


def test_civilians_stand_behind_those_whose_they_are():
    assert sides_of(claim(("PE",), ("civilians", "CL"))) == "Peru → Chile and civilians"
    assert sides_of(claim(("PE",), ("civilians",))) == "Peru → civilians"


def test_the_gravest_flag_joins_the_status():
    assert status_word(Status.ALLEGED, ()) == "ALLEGED"
    assert status_word(Status.ALLEGED, ("DENIED by KP", "DISPUTED (1 or 2)")) == "ALLEGED, DENIED"
    assert status_word(Status.ALLEGED, ("ORIGIN WITHDRAWN (AP)", "DENIED by KP")) == "WITHDRAWN"
    assert status_word(Status.ASSERTED, ("ADMITTED by IR",)) == "CONFIRMED"


def test_an_outlet_known_by_its_feed_alone_is_called_by_its_site():
    assert shown("http://feeds.bbci.co.uk/news/world/rss.xml") == "bbci.co.uk"
    assert shown("Harbour Wire") == "Harbour Wire"


@pytest.mark.parametrize(
    ("words", "count", "told"),
    [
        ("missile", Amount(2, 2, "Two"), "two missiles"),
        ("ballistic missile", Amount(None, None, "several"), "several ballistic missiles"),
        ("missile", Amount(1, 1, "one"), "one missile"),
        ("aircraft", Amount(4, 4, "four"), "four aircraft"),
        ("drones", Amount(4, 4, "four"), "four drones"),
    ],
)
def test_more_than_one_thing_is_told_in_the_plural(words, count, told):
    assert thing(Item(Category.MISSILE, words, count)) == told


def test_what_goes_into_space_is_no_missile_launch():
    satellite, missile = Item(Category.SPACE_LAUNCH, "satellite"), Item(Category.MISSILE, "missile")
    launch = claim(kind=ClaimType.MISSILE_LAUNCH)
    assert what_of(replace(launch, item=(satellite,))) == "space launch: satellite"
    assert what_of(replace(launch, item=(satellite, missile))) == "missile launch: satellite, missile"
    assert what_of(launch) == "missile launch"


def test_craft_that_were_met_are_told_as_intercepted():
    jets, at = (Item(Category.AIRCRAFT, "jets"),), (Span(0, 5),)
    met = replace(claim(kind=ClaimType.INCURSION), item=jets, spans=(("met", at),))
    assert what_of(met) == "intercepted: jets"
    assert what_of(replace(met, spans=())) == "incursion: jets"


def test_a_place_that_was_taken_is_told_by_its_name():
    quote = "The rebels took Bor on Friday."
    spot = (("taken", (Span(116, 119),)),)
    fight = replace(claim(kind=ClaimType.GROUND_COMBAT), evidence=(Span(100, 130),), quotes=(quote,), place=("Bor",), spans=spot)
    assert what_of(fight) == "capture of Bor"
    assert what_of(replace(fight, place=("Juba",))) == "ground combat"
    assert what_of(replace(fight, spans=())) == "ground combat"


@pytest.mark.parametrize(
    ("towns", "words"),
    [
        (("Bor", "Juba"), "capture of Bor and Juba"),
        (("Bor", "Juba", "Yei", "Torit"), "capture of Bor, Juba and others"),
        (("Bor", "Bor"), "capture of Bor"),
    ],
)
def test_of_several_places_that_were_taken_two_are_told(towns, words):
    quote = f"The rebels took {' '.join(towns)}."
    starts = [100 + len("The rebels took ") + sum(len(t) + 1 for t in towns[:i]) for i in range(len(towns))]
    spots = (("taken", tuple(Span(at, at + len(t)) for at, t in zip(starts, towns, strict=True))),)
    fight = replace(claim(kind=ClaimType.GROUND_COMBAT), evidence=(Span(100, 100 + len(quote)),), quotes=(quote,), place=towns, spans=spots)
    assert what_of(fight) == words


@pytest.mark.parametrize(
    ("count", "text", "told"),
    [
        (Amount(1, None, "at least one"), "ballistic missiles", "at least one ballistic missile"),
        (Amount(1, 1, "one"), "drones", "one drone"),
        (Amount(1, None, "more than one"), "warship", "more than one warship"),
        (Amount(100, 100, "one hundred"), "drone", "one hundred drones"),
        (Amount(12, 12, "a dozen"), "missile", "a dozen missiles"),
        (Amount(2, None, "at least two"), "missiles", "at least two missiles"),
    ],
)
def test_one_of_a_thing_is_told_in_the_singular(count, text, told):
    assert thing(Item(Category.DRONE, text, count)) == told
