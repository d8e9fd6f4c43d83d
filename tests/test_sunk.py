"""Who sinks a ship struck it; a ship that only sank was struck by nobody; and a bearing at sea is no state that was hit."""

from __future__ import annotations

import pytest
from fakes.sentence import DAY, reader

from bot.model import Claim, ClaimType, Story

STRIKE, SEIZURE = ClaimType.STRIKE, ClaimType.SEIZURE


def posted(title: str, text: str) -> list[Claim]:
    return [c for c in reader().claims(Story("s", title, text, DAY)) if c.post]


@pytest.mark.parametrize(
    ("title", "text", "sides"),
    [
        (
            "Ukraine sinks Russian patrol boat",
            "Ukraine sank the Russian patrol boat Sergei Kotov with naval drones near the Kerch Strait, Kyiv said.",
            ("UA", "RU"),
        ),
        (
            "Russian missile ship sunk in Sevastopol",
            "Ukraine's navy said it had sunk the Russian missile ship Tsiklon in Sevastopol.",
            ("UA", "RU"),
        ),
        ("Russia says it sank Ukrainian boats", "Russia's defence ministry said its jets sank four Ukrainian speedboats.", ("RU", "UA")),
    ],
)
def test_a_ship_that_is_sunk_was_struck_and_not_seized(title: str, text: str, sides: tuple[str, str]) -> None:
    told = posted(title, text)
    assert {(c.type, c.actor, c.target) for c in told} == {(STRIKE, sides[:1], sides[1:])}


@pytest.mark.parametrize(
    "text",
    ["A cargo ship sank off Oman on Monday after a fire in its engine room.", "Indonesia seized 13 Vietnamese boats and sank them."],
)
def test_what_only_sinks_or_was_seized_is_no_attack(text: str) -> None:
    assert not [c for c in posted("Ship lost", text) if c.type is STRIKE]


def test_a_port_that_gives_a_bearing_at_sea_was_not_hit() -> None:
    text = "A tanker was hit by a missile 60 miles west of Hodeidah, UKMTO said. The Houthis claimed the attack."
    (told,) = [c for c in posted("Tanker hit west of Hodeidah", text) if c.type is STRIKE]
    assert (told.actor, told.target, told.place) == (("houthis",), ("civilians",), ("Hodeidah",))


def test_a_bearing_on_land_leaves_whose_land_it_is() -> None:
    text = "Russian forces shelled a village 20 km south of Kharkiv on Monday, killing two civilians."
    (told,) = [c for c in posted("Village shelled south of Kharkiv", text) if c.type is STRIKE]
    assert "UA" in told.target
