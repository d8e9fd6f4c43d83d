"""Whose name opens a headline before a colon: the topic, or who speaks."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.extract import load
from bot.extract.candidates import Kind
from bot.extract.decode.clean import clean
from bot.extract.decode.slots import Value
from bot.model import ClaimType, Story

RULES = load(model=False)


@pytest.mark.parametrize(
    ("title", "word", "kept"),
    [
        ("Burkina Faso: dozens killed in attack on army base", "Burkina Faso", False),
        ("Kenya says: dozens killed in attack on army base", "Kenya", True),
        ("Pentagon: dozens killed in attack on army base", "Pentagon", True),
        ("Pakistan: we shot down a drone near the border", "Pakistan", True),
        ("Tbilisi: 'not one soldier' crossed the line", "Tbilisi", True),
    ],
)
def test_a_state_before_a_colon_is_the_topic_and_no_sayer(title: str, word: str, *, kept: bool) -> None:
    doc = RULES.drafts(Story("s", title, "", datetime(2026, 11, 27, 12, tzinfo=UTC)))[0]
    spot = next(i for i, m in enumerate(doc.mentions) if m.text == word and m.kind is Kind.PARTY)
    done = clean(doc, ClaimType.STRIKE, {"actor": [], "target": [], "item": [], "place": [], "source": [Value(word, 0.9, spot)]})
    assert bool(done["source"]) is kept
