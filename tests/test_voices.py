"""Who can speak at all: people, offices, bodies and outlets; no bare nationality, and nothing that happens or is agreed."""

from __future__ import annotations

import pytest

from bot.extract.decode.holders import once
from bot.extract.speech.voices import voiced
from bot.model import Speaker

Told = tuple[str | None, str | None]


@pytest.mark.parametrize(
    "org",
    [
        "Danish",
        "South Korean",
        "Official Norwegian",
        "Kurdish",
        "planned Danish pullout",
        "tensions with Norway",
        "sweeping Danish sanctions",
        "air campaign in support of the army",
        "interviews with Ada Vane",
    ],
)
def test_a_bare_nationality_and_an_event_say_nothing(org: str) -> None:
    assert not voiced(Speaker(None, org, "DK"))


@pytest.mark.parametrize(
    "org",
    [
        "Danish army",
        "Danes",
        "two Norwegians",
        "Denmark",
        "Saudi",
        "group monitoring the war",
        "envoy for the peace talks",
        "Maritime Trade Operations",
        "Doctors Without Borders",
        "army statement on the strike",
        "Defence Ministry news release",
    ],
)
def test_people_offices_bodies_and_outlets_speak(org: str) -> None:
    assert voiced(Speaker(None, org))


def test_who_has_a_name_speaks_whatever_he_is_called() -> None:
    assert voiced(Speaker("Ada Vane", "Danish"))


@pytest.mark.parametrize(
    ("told", "left"),
    [
        ([("Jón Þorláksson", "Icelandic president"), ("Jon Þorlaksson", "president")], [("Jón Þorláksson", "Icelandic president")]),
        ([("Roe", "Danish leader"), ("Jan Mads Roe", "Denmark's leader")], [("Jan Mads Roe", "Denmark's leader")]),
        ([("Jan Mads Roe", "Danish leader"), (None, "Denmark's leader")], [("Jan Mads Roe", "Danish leader")]),
        ([("Roe", "defence minister"), ("Jan Roe", None)], [("Jan Roe", "defence minister")]),
        ([(None, "HDF"), (None, "Harbour Defence Forces")], [(None, "Harbour Defence Forces")]),
        ([(None, "Danish"), (None, "harbour police")], [(None, "harbour police")]),
        ([(None, "Denmark's defence ministry"), (None, "Copenhagen")], [(None, "Denmark's defence ministry")]),
        ([(None, "Denmark"), (None, "harbour police")], [(None, "harbour police")]),
    ],
)
def test_one_man_and_one_body_are_told_once(told: list[Told], left: list[Told]) -> None:
    assert [(s.name, s.org) for s in once([Speaker(name, org, "DK") for name, org in told])] == left


@pytest.mark.parametrize(
    "told",
    [
        [("Ada Vane Roe", "sister of the leader"), ("Roe", "Danish leader")],
        [("Ada Roe", "mayor"), ("Jan Roe", "mayor")],
        [(None, "HWF"), (None, "Harbour Defence Forces")],
        [(None, "harbour police"), (None, "army")],
        [(None, "Copenhagen"), ("Ada Vane", "minister")],
    ],
)
def test_two_are_two(told: list[Told]) -> None:
    assert len(once([Speaker(name, org, "DK") for name, org in told])) == 2


def test_namesakes_of_two_states_are_two() -> None:
    assert len(once([Speaker("Roe", "leader", "DK"), Speaker("Jan Roe", "leader", "NO")])) == 2


def test_a_capital_stays_beside_another_states_body_and_alone() -> None:
    assert len(once([Speaker(None, "Oslo", "NO"), Speaker(None, "harbour police", "DK")])) == 2
    assert len(once([Speaker(None, "Oslo", "NO")])) == 1
