"""Who says it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from fakes.sentence import extractor

from bot.model import Story


def speakers(text: str, title: str = "") -> list[list[tuple[str | None, str | None]]]:
    _, claims = extractor().read(Story("s", title, text, datetime(2024, 5, 10, tzinfo=UTC)))
    return [[(s.name, s.org) for s in c.source] for c in claims]


SAID = [
    ("Israel attacked an airport in Syria, the Syrian army said.", "Syrian army"),
    ("The Syrian army said Israel attacked an airport in Syria.", "Syrian army"),
    ("Israel attacked an airport in Syria, according to the Syrian army.", "Syrian army"),
    ("According to figures by the health ministry, Israeli strikes killed 20 people in Gaza.", "health ministry"),
    ("Damascus accused Israel of attacking an airport in Syria.", "Damascus"),
    ("Israel has attacked an airport in Syria, two security sources told reporters.", "security sources"),
    ("Israel attacked an airport in Syria, residents said.", "residents"),
    ("Turkey bombed a village in Iraq, the Kurdish news agency Rojnews reported.", "Rojnews"),
]


@pytest.mark.parametrize(("text", "org"), SAID, ids=[s[0][:50] for s in SAID])
def test_the_sayer_is_found_wherever_it_stands(text: str, org: str) -> None:
    found = [f"{name or ''} {said or ''}" for row in speakers(text) for name, said in row]
    assert any(org in words for words in found), found


THE = [
    "Israel attacked an airport in Syria, the Observatory said.",
    "Russia fired two missiles at Kharkiv on Friday, the Watchers said.",
    "The Observatory said Russia fired two missiles at Kharkiv on Friday.",
]


@pytest.mark.parametrize("text", THE)
def test_who_is_called_the_something_is_an_organisation_and_not_a_person(text: str) -> None:
    said = [one for row in speakers(text) for one in row]
    assert said
    assert all(not name and any(word in (org or "") for word in ("Observatory", "Watchers")) for name, org in said)


ALONE = [
    "Israel attacked an airport in Syria.",
    "Israel attacked an airport in Syria after the prime minister said talks had failed.",
    "The minister said nothing new. Israel attacked an airport in Syria.",
    "Israel, which the army said was on alert, attacked an airport in Syria.",
]


@pytest.mark.parametrize("text", ALONE, ids=[t[:50] for t in ALONE])
def test_the_outlets_own_voice_has_no_sayer(text: str) -> None:
    assert speakers(text)[0] == []


def test_a_quote_that_runs_on_keeps_its_speaker() -> None:
    text = (
        "“The night was hard,” said Colonel Yuri Bondar, a spokesman for Ukraine's air force. "
        "“Russia launched 30 missiles at Kharkiv. We shot down 20 of the missiles.”"
    )
    found = [row for row in speakers(text) if row]
    assert found
    assert all("Bondar" in (name or "") for row in found for name, _ in row)


def test_a_ministry_is_the_one_named_last_and_not_whoever_spoke_last() -> None:
    told = "Chad's defence ministry met on Monday. Niger's army said it was calm. The ministry said Niger had bombed a village."
    assert speakers(told)[-1] == [(None, "Chad's defence ministry")]


def test_a_pronoun_stands_for_the_last_speaker() -> None:
    text = "Defence minister Anna Muster met reporters, her spokesman said. Russia fired missiles at Kharkiv, she said."
    assert any("Muster" in (name or "") or "spokesman" in (org or "") for row in speakers(text) for name, org in row)


def test_the_ministry_is_the_one_that_spoke_last_and_another_is_not() -> None:
    text = "Norway's navy ministry said talks went on. The {} said Israel attacked an airport in Syria."
    assert speakers(text.format("ministry"))[-1] == [(None, "Norway's navy ministry")]
    assert speakers(text.format("finance ministry"))[-1] == [(None, "finance ministry")]
