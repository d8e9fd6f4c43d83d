"""Ships that bear the names of towns and states."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.extract.candidates import Kind
from bot.extract.mentions import candidates
from bot.extract.tools import load
from bot.model import Story


def named(text: str, *kinds: Kind) -> set[str]:
    """The ids of a text's parties and places, and the words of those without one."""
    held = candidates(Story("s", "A day at sea", text, datetime(2024, 5, 7, 9, tzinfo=UTC)), load()).mentions
    return {i for m in held if m.kind in kinds for i in (m.ids or (m.text,))}


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("A missile hit the tanker Vesta Luanda off Aden.", "AO"),
        ("The Vesta Luanda was hit by a missile, and the tanker caught fire.", "AO"),
        ("The Liberian-flagged Brava Algiers, a bulk carrier, was struck twice.", "DZ"),
        ("The cargo vessel Ocean Athens was followed by drones.", "GR"),
        ("The navy said the MSC Lisbon had been hit.", "PT"),
        ("Three missiles were fired at the Maersk Detroit, and a destroyer shot them down.", "Maersk Detroit"),
        ("The amphibious assault ship USS Tripoli arrived in Japan.", "LY"),
        ("The frigate sailed with HMCS Ottawa.", "CA"),
        ("A shell struck the freighter Vesta Luanda. Vesta Luanda lost power, its owner said.", "AO"),
    ],
)
def test_a_town_in_a_ships_name_is_neither_place_nor_state(text, never):
    assert never not in named(text, Kind.PARTY, Kind.PLACE)


@pytest.mark.parametrize(
    ("text", "always"),
    [
        ("The ship Saudi Arabia seized is on its way to Luanda.", "SA"),
        ("A tanker left Luanda on Monday.", "AO"),
        ("The ship was towed to the port of Algiers.", "DZ"),
        ("The vessel lay off South Korea for a week.", "KR"),
        ("The Old Tripoli quarter was shelled from a ship.", "LY"),
        ("USS Tripoli arrived in Japan, and a convoy left Tripoli for Sirte.", "LY"),
        ("The destroyer Moskva of Russia's Black Sea Fleet sank.", "RU"),
    ],
)
def test_a_town_by_itself_stays_one(text, always):
    assert always in named(text, Kind.PARTY, Kind.PLACE)


def test_a_headline_of_capitals_names_no_more_than_one_word_behind_a_prefix():
    story = Story("s", "Destroyer USS Mason Downs Missile Fired At Norway From Iran", "", datetime(2024, 5, 7, 9, tzinfo=UTC))
    held = candidates(story, load()).mentions
    assert {"NO", "IR"} <= {i for m in held if m.kind is Kind.PARTY for i in m.ids}
