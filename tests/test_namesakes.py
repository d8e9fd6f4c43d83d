"""States that share a name with people, rivers and other states."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.extract.candidates import Kind
from bot.extract.lexica import table
from bot.extract.mentions import candidates
from bot.extract.tools import load
from bot.model import Story

CODES = {"JO", "TD", "GE", "NE", "GN"}


def states(title: str, text: str) -> set[str]:
    """Those of the five states that the story's parties stand for."""
    held = candidates(Story("s", title, text, datetime(2024, 5, 7, 9, tzinfo=UTC)), load()).mentions
    return {i for m in held if m.kind is Kind.PARTY for i in m.ids} & CODES


@pytest.mark.parametrize(
    ("title", "text", "code"),
    [
        ("Jordan sends 300 soldiers to Mali", "", "JO"),
        ("Israel and Jordan sign deal on drones", "", "JO"),
        ("US troops in Jordan hit by drone", "", "JO"),
        ("Jordan Sends Troops To Syrian Border After Drone Attack", "", "JO"),
        ("King in Cairo", "The king of Jordan met the president on Monday. Jordan has sent tanks to the border with Syria.", "JO"),
        ("Amman acts", "Officer Dale Jordan of the U.S. Army was in Amman. Jordan closed its border on Friday.", "JO"),
        ("Chad masses troops on Sudan border", "", "TD"),
        ("Troops leave", "France will withdraw 1,000 troops from Chad.", "TD"),
        ("Russian troops enter Georgia", "Russian troops entered Georgia on Friday.", "GE"),
        ("Georgia to send 300 soldiers to Afghanistan", "", "GE"),
        ("Soldiers of Tbilisi", "Georgia said two of its soldiers, trained at Fort Benning, were killed. The Georgian army mourned.", "GE"),
        ("Guard of Georgia", "The National Guard of Georgia was disbanded, the Georgian army said. Georgia will buy tanks.", "GE"),
        ("At least 20 soldiers killed in ambush in Niger", "", "NE"),
        ("French troops leave Niger", "The last French soldiers left Niger on Friday.", "NE"),
        ("Guinea junta bans arms imports", "", "GN"),
    ],
)
def test_the_state_is_told_where_it_is_meant(title, text, code):
    assert states(title, text) == {code}


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Dale Jordan sells shares", "Dale Jordan has sold his shares in a maker of drones. Jordan said he was content."),
        ("Rep. Ada Jordan asks Pentagon for papers", "Congresswoman Ada Jordan wants papers on arms for Ukraine. Jordan sent a letter."),
        ("Clashes in Jordan Valley", ""),
        ("Chad Molloy killed in Kabul", "U.S. soldier Chad Molloy, 24, was killed by a bomb. Chad was from Ohio."),
        ("Lake Chad fighters kill 40", "Fighters near Lake Chad killed 40 people."),
        ("Georgia shooting kills three", "A gunman killed three people in Georgia on Monday."),
        ("Georgia votes", "A Republican and a Democrat debated in Georgia over arms for Ukraine."),
        ("Troops leave", "Soldiers of the National Guard left Georgia for Poland, where they will train gunners."),
        ("Soldiers leave for Poland", "Soldiers from Fort Stewart, Georgia, are to deploy to Poland."),
        ("Gunmen kill 30 in Niger State", "Gunmen killed 30 people in central Nigeria. Police in Niger said the men fled."),
        ("Niger Delta militants blow up pipeline", ""),
        ("New Guinea clans clash, 20 killed", ""),
        ("Equatorial Guinea foils coup", ""),
    ],
)
def test_its_namesake_is_not(title, text):
    assert states(title, text) == set()


@pytest.mark.parametrize(
    ("name", "code"),
    [("Cape Verde", "CV"), ("Swaziland", "SZ"), ("Trinidad", "TT"), ("Bosnia-Herzegovina", "BA"), ("NZ", "NZ"), ("Tongan", "TO")],
)
def test_names_of_newsrooms_are_known(name, code):
    held = candidates(Story("s", "", f"On Monday {name} soldiers left.", datetime(2024, 5, 7, 9, tzinfo=UTC)), load()).mentions
    assert any(code in m.ids for m in held if m.kind is Kind.PARTY)


def test_the_lexicon_names_each_state_and_what_tells_it():
    raw = table("namesakes")
    assert raw["version"] >= 1
    assert set(raw["names"]) == CODES
    for row in raw["names"].values():
        assert row["name"]
        assert row["near"]
        assert set(row) <= {"name", "person", "alone", "near", "before", "behind", "others"}
