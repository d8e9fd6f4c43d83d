"""A short name is the story's own where the story spells it out."""

from __future__ import annotations

import pytest
from fakes.sentence import DAY, doc_from, reader

from bot.extract.candidates import Kind
from bot.extract.mentions.shorts import spelt
from bot.model import Story


def parties(text: str, title: str = "A long week") -> set[str]:
    return {i for m in doc_from(text, title).mentions if m.kind is Kind.PARTY for i in m.ids}


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("The Popular Resistance Council (PRC) shelled Bor.", "PRC", "Popular Resistance Council"),
        ("The National Front for the Liberation of Agraria (NFLA) met.", "NFLA", "National Front for the Liberation of Agraria"),
        ("Oman's Joint Task Force (JTF) met.", "JTF", "Joint Task Force"),
    ],
)
def test_a_short_name_behind_its_long_one_is_found(text: str, short: str, long: str) -> None:
    assert [(s, text[a:b]) for s, a, b in spelt(text)] == [(short, long)]


@pytest.mark.parametrize(
    "text",
    ["The army (PRC) shelled Bor.", "The National Liberation Army (ELN) met.", "He died (AFP).", "Oman\n(PRC) met.", "A (B) C (DE)."],
)
def test_what_it_is_not_short_for_is_none(text: str) -> None:
    assert spelt(text) == ()


def test_a_namesake_of_a_short_name_that_is_spelt_out_is_nobody() -> None:
    told = parties("The Popular Resistance Council (PRC) attacked Bor. PRC fighters killed three guards.")
    assert "CN" not in told
    assert "popular_resistance_council" in told


def test_both_names_are_one_body() -> None:
    doc = doc_from("The Popular Resistance Council (PRC) attacked Bor. On Monday PRC fighters killed three guards.")
    named = [m.text for m in doc.mentions if m.ids == ("popular_resistance_council",)]
    assert named[:2] == ["Popular Resistance Council", "PRC"]


def test_the_state_that_such_a_story_tells_of_too_keeps_its_own_name() -> None:
    told = parties("The Popular Resistance Council (PRC) attacked a Chinese convoy. PRC fighters killed three guards.")
    assert {"CN", "popular_resistance_council"} <= told


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("The People's Republic of China (PRC) held drills. PRC ships took part.", "CN"),
        ("The Rapid Support Force (RSF) shelled El Fasher. The RSF denied it.", "rapid_support_forces"),
        ("Pakistan's Inter-Services Public Relations (ISPR) said so. The ISPR gave no figure.", "PK"),
        ("The Islamic State (IS) claimed it. IS gave no name.", "islamic_state"),
        ("The Arakan Army (AA) took a base. The AA lost nobody.", "arakan_army"),
    ],
)
def test_a_known_body_stays_what_it_is(text: str, party: str) -> None:
    assert party in parties(text)


def test_a_programme_is_no_body() -> None:
    assert not {
        p for p in parties("The Coastal Security Assistance Initiative (CSAI) pays for it. CSAI funds ran out.") if "initiative" in p
    }


def test_a_bracket_behind_a_body_that_no_list_has_names_the_same_body() -> None:
    told = parties("The Varn Front (FVL) said its fighters attacked Bor. The FVL gave no figure.")
    assert "varn_front" in told
    assert "fvl" not in told


def test_no_alert_takes_a_group_for_a_state_by_its_short_name() -> None:
    text = "The Popular Resistance Council (PRC) shelled Bor in South Sudan on Tuesday. PRC fighters killed nine people, the army said."
    claims = reader().claims(Story("s", "PRC shells Bor", text, DAY))
    assert claims
    assert not [c for c in claims if "CN" in (*c.actor, *c.target)]
