"""Coalitions that a sentence does not name: by what they fly, by who leads them, by whose war it is."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from fakes.sentence import extractor

from bot.extract.candidates import Kind, resolved
from bot.model import Story


def parties(text: str, year: int = 2016) -> dict[str, tuple[str, ...]]:
    """The parties of a text that may act, by their words."""
    doc = extractor().read(Story("s", "Talks", text, datetime(year, 5, 10, tzinfo=UTC)))[0]
    return {m.text: resolved(doc, m).ids for m in doc.mentions if m.kind is Kind.PARTY and not m.modifier}


@pytest.mark.parametrize(
    ("text", "words", "id_"),
    [
        ("Coalition aircraft hit Islamic State positions near Raqqa in Syria.", "Coalition", "us_coalition"),
        ("Three villages in Iraq were hit by coalition air strikes on Islamic State.", "coalition", "us_coalition"),
        ("A US-led air strike killed a commander.", "US-led", "us_coalition"),
        ("U.S.-led airstrikes hit the town.", "U.S.-led", "us_coalition"),
        ("The town crumbled under US led airstrikes.", "US led", "us_coalition"),
        ("Saudi-led air raids hit Sanaa.", "Saudi-led", "saudi_led_coalition"),
        (
            "Coalition warplanes hit Sanaa; the Houthis and Saudi Arabia blame each other for Yemen's war.",
            "Coalition",
            "saudi_led_coalition",
        ),
        ("A US-led military coalition hit the base.", "US-led military coalition", "us_coalition"),
        ("A Saudi-led military alliance hit the port.", "Saudi-led military alliance", "saudi_led_coalition"),
        ("Foreign troops killed a farmer in Afghanistan.", "Foreign", "us_coalition"),
    ],
)
def test_a_coalition_is_known_by_what_it_sends(text: str, words: str, id_: str) -> None:
    assert parties(text)[words] == (id_,)


@pytest.mark.parametrize(
    "text",
    [
        "Germany's coalition partners agreed on a budget.",
        "The coalition government in Iraq sent troops against Islamic State.",
        "Foreign troops left the village in Mali.",
        "The US led the talks.",
        "US-led talks on Sudan failed.",
    ],
)
def test_a_coalition_of_parties_is_none(text: str) -> None:
    assert not {"us_coalition", "saudi_led_coalition"} & {i for ids in parties(text).values() for i in ids}


def test_foreign_troops_of_today_are_no_coalition() -> None:
    assert "Foreign" not in parties("Foreign troops killed a farmer in Afghanistan.", 2026)


@pytest.mark.parametrize(
    "text", ["U.S.-backed rebels took the town.", "US-backed rebels took the town.", "U.S.-made rockets hit the town."]
)
def test_who_backs_or_makes_is_no_doer(text: str) -> None:
    assert not {"U.S.", "US"} & set(parties(text))


def test_who_led_may_still_act() -> None:
    assert parties("The US led the raid on the camp.")["US"] == ("US",)
