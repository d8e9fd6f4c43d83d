"""The gate: stories of war go through, the rest stays outside, in well under a millisecond."""

import time
from datetime import UTC, datetime

import pytest

from bot.extract.gate import gate
from bot.model import Story


def story(title, text=""):
    return Story("s", title, text, datetime(2022, 10, 4, tzinfo=UTC))


@pytest.mark.parametrize(
    "title",
    [
        "N Korea fires 23 missiles, South responds",
        "Dozens killed in attack on Yemen market",
        "Ukraine takes back territory in south",
        "Army retakes town",
        "Blast hits Crimea bridge",
        "U.S. approves arms sale to Taiwan",
        "Truce holds for a second day",
        "Putin warns of nuclear response",
        "Gunmen storm hotel in Mogadishu",
        "Torpedoes for Morocco: Washington clears sale",
        "Oslo to gift Samoa two retired patrol vessels",
        "Kenya to let Belgian jets use lakeside airfield",
        "Cypriot commandos rehearse rescue off Limassol",
        "40 armoured recovery vehicles bound for Togo",
        "Five drones shot down over bay, sirens in Kuwait City",
        "Vilnius was never threatened, says Minsk",
        "Grenades thrown at two bars in Bujumbura",
        "12 rifles found under fish in canoe off Jamaica",
        "Ghana asks for radars on credit",
        "Yard withholds patrol boat over unpaid bill",
        "Bahrain asks for twelve Tomahawks",
        "Samoa sends forty more police to Tonga",
        "Ottawa to base four CF-18s in Iceland",
        "Kongsberg wins contract for jammers",
        "Both armies agree to stop at dusk",
        "Bandits kill nine in Sokoto",
        "Raid on hamlet leaves 12 dead in Kivu",
    ],
)
def test_stories_of_force_go_through(title):
    assert gate(story(title))


@pytest.mark.parametrize(
    "title",
    [
        "Nurses to strike over pay",
        "Rail strike hits commuters",
        "Striker hits two as City win again",
        "Shares jump as oil prices rise",
        "Woman killed in crash on motorway",
        "Couple rock red carpet at premiere",
        "Recipe: a roast for the weekend",
        "Man shot dead in Chicago",
        "Heart attack risk falls, study says",
        "Georgia pastor's wife hit by stray bullet",
        "Patrol car crashes at junction in Leeds",
        "Gang jailed for theft of cables",
        "Boeing cuts forecast as deliveries slip",
        "Airbus wins order from airline",
    ],
)
def test_strikes_of_workers_and_strikers_stay_outside(title):
    assert not gate(story(title))


def test_an_irrelevant_item_costs_less_than_half_a_millisecond():
    item = story("Nurses to strike over pay", "The union said its members had voted for the first walk-out in a decade. " * 3)
    gate(item)
    begun = time.process_time()
    for _ in range(200):
        gate(item)
    assert (time.process_time() - begun) / 200 < 0.0005


@pytest.mark.parametrize(
    "title",
    [
        "Ship attacked near Aden",
        "Bulk carrier reports explosion nearby in Red Sea",
        "UKMTO receives report of incident east of Mukalla",
        "Mines found drifting in Black Sea",
        "Explosion hits convoy in Quetta",
    ],
)
def test_waters_where_ships_are_attacked_are_places_too(title):
    assert gate(story(title))


@pytest.mark.parametrize("title", ["Holidays by the Black Sea", "Baltic herring recipes", "Suspected boats in Cowes"])
def test_waters_alone_are_no_news(title):
    assert not gate(story(title))
