"""Fighters that fly and fighters on foot; groups and bodies that are none."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from

from bot.extract.candidates import Kind


def found(text: str, kind: Kind) -> dict[str, tuple[str, ...]]:
    doc = doc_from(text, "Talks")
    return {m.text: m.ids for m in doc.mentions if m.kind is kind}


@pytest.mark.parametrize(
    "text",
    [
        "Japan scrambled fighters from the base.",
        "Taiwan sent up fighters on Monday.",
        "Polish and allied fighters were scrambled.",
        "Two fighters crossed into Estonian airspace.",
    ],
)
def test_fighters_that_fly_are_aircraft_and_no_group(text: str) -> None:
    assert found(text, Kind.ITEM)["fighters"] == ("aircraft",)
    assert not any("fighter" in i for ids in found(text, Kind.PARTY).values() for i in ids)


@pytest.mark.parametrize(
    "text", ["Rebel fighters entered the airspace tower.", "Kurdish fighters took the town.", "Two fighters were killed."]
)
def test_fighters_on_foot_are_men(text: str) -> None:
    assert found(text, Kind.ITEM)["fighters"] == ("troops",)


@pytest.mark.parametrize(
    ("text", "category"), [("an S-400 regiment", "air_defence"), ("a Patriot battery", "air_defence"), ("a tank regiment", "troops")]
)
def test_a_unit_is_named_by_its_weapon_where_that_has_a_name(text: str, category: str) -> None:
    assert (category,) in found(f"Russia moved {text} to the coast.", Kind.ITEM).values()


@pytest.mark.parametrize(
    "text",
    ["Japan scrambled fighters from the base.", "India would strike Pakistan if militants crossed.", "Bangladesh says gunmen fled."],
)
def test_no_verb_stands_in_the_name_of_a_group(text: str) -> None:
    ids = {i for held in found(text, Kind.PARTY).values() for i in held}
    assert not ids & {"japan_scrambled_fighters", "pakistan_if_militants", "bangladesh_says_gunmen"}
    assert not any(i.count("_") > 1 for i in ids)


def test_water_is_no_party() -> None:
    assert not any("tanganyika" in i for ids in found("Rebels took a town on Lake Tanganyika.", Kind.PARTY).values() for i in ids)


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Mortar bombs fell on the town.", "ammunition"),
        ("North Korea sent multiple rocket launchers to Syria and a satellite into orbit.", "rocket"),
    ],
)
def test_things_by_their_whole_name(text: str, category: str) -> None:
    assert (category,) in found(text, Kind.ITEM).values()


def test_a_rank_is_no_party() -> None:
    assert not any("general" in i for ids in found("A Brigadier General said so.", Kind.PARTY).values() for i in ids)


@pytest.mark.parametrize(
    ("text", "words", "ids"),
    [
        ("Turkish troops killed nine Syrian Kurdish fighters near the Turkish border, Turkey said.", "Kurdish fighters", ("ypg",)),
        ("Turkish troops killed nine Kurdish fighters near the border, Turkey said.", "Kurdish fighters", ("pkk",)),
        ("Turkey met Iraqi Kurdish leaders.", "Kurdish leaders", ("peshmerga",)),
        ("Wagner has left. Russian mercenaries held the town before.", "Russian mercenaries", ("wagner",)),
        ("Russian mercenaries held the town.", "Russian mercenaries", ("russian_mercenaries",)),
        ("Syria said regime artillery had not fired.", "regime", ("SY",)),
        ("A school burned when junta jets came, the Arakan Army said.", "junta", ("MM",)),
        ("A camp of the mission burned, Minusma said.", "Minusma", ("un",)),
    ],
)
def test_a_band_is_its_lands_and_rulers_are_their_states(text: str, words: str, ids: tuple[str, ...]) -> None:
    assert found(text, Kind.PARTY)[words] == ids


@pytest.mark.parametrize("text", ["The regime said so in Lima.", "A junta took over.", "The Arakan Army said the junta held the town."])
def test_rulers_of_nowhere_in_particular_are_nobodys(text: str) -> None:
    assert not any(ids in {("SY",), ("MM",)} for ids in found(text, Kind.PARTY).values())


@pytest.mark.parametrize(
    "text",
    [
        "A raid killed an al-Shabaab militant.",
        "A raid killed Ada Vane Roe, who led a cell.",
        "Two soldiers were killed and three others were hurt.",
        "Nine marines were killed and 40 wounded in the hills.",
        "No civilians were hurt, the army said.",
    ],
)
def test_the_armed_the_named_and_nobody_are_no_civilians(text: str) -> None:
    assert ("civilians",) not in found(text, Kind.PARTY).values()


@pytest.mark.parametrize(
    "text",
    [
        "A raid killed nine people.",
        "A blast killed nine and wounded 40 in the hills.",
        "Two soldiers were killed and 12 villagers were hurt.",
        "Civilians were hurt, the army said.",
        "A blast killed a former British soldier in a shop.",
    ],
)
def test_those_of_whom_nothing_else_is_told_are_civilians(text: str) -> None:
    assert ("civilians",) in found(text, Kind.PARTY).values()
