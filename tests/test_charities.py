"""A charity "without borders" is one speaker, and its doctors are no people hit."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from

from bot.extract.candidates import Kind


def parties(text: str) -> dict[str, tuple[str, ...]]:
    doc = doc_from(text, "A long day")
    return {m.text: m.ids for m in doc.mentions if m.kind is Kind.PARTY}


@pytest.mark.parametrize(
    ("name", "party"),
    [
        ("Doctors Without Borders", "medecins_sans_frontieres"),
        ("Doctors without Borders", "medecins_sans_frontieres"),
        ("MSF", "medecins_sans_frontieres"),
        ("Reporters Without Borders", "reporters_without_borders"),
    ],
)
def test_a_charity_is_read_whole(name: str, party: str) -> None:
    assert parties(f"A shell hit a clinic in Lima on Tuesday, {name} said.")[name] == (party,)


def test_doctors_alone_are_people() -> None:
    assert parties("A shell killed two doctors in Lima, where doctors work without borders.")["doctors"] == ("civilians",)
