"""Kurds who fight in Syria are the YPG, or the SDF where only that is named; those of Turkey and Iraq are others."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from

from bot.extract.candidates import Kind, resolved


def party(text: str, words: str) -> tuple[str, ...]:
    """Whom some words of a text stand for."""
    doc = doc_from(text, "The day in short")
    return next(resolved(doc, m).ids for m in doc.mentions if m.kind is Kind.PARTY and m.text == words)


@pytest.mark.parametrize(
    ("text", "words", "ids"),
    [
        (
            "Turkey fought to drive Kurdish militias from Afrin. Ankara says the PKK and the PKK alone is its foe.",
            "Kurdish militias",
            ("ypg",),
        ),
        ("Turkey will move against the Kurds in northern Syria. It calls the PKK its foe.", "Kurds", ("ypg",)),
        (
            "Jets hit Kurdish fighters on Monday. The YPG is strong in Syria. The PKK, the PKK said, is not.",
            "Kurdish fighters",
            ("ypg",),
        ),
        ("Kurdish forces took the old city of Raqqa. The SDF will go on.", "Kurdish forces", ("sdf",)),
        ("Turkish troops drove Kurdish forces from Afrin. The SDF will go on.", "Kurdish forces", ("ypg",)),
    ],
)
def test_kurds_who_fight_in_syria_are_no_pkk(text: str, words: str, ids: tuple[str, ...]) -> None:
    assert party(text, words) == ids


@pytest.mark.parametrize(
    ("text", "words", "ids"),
    [
        ("Turkish jets hit Kurdish militants in northern Iraq. The PKK fights on. Syria is near.", "Kurdish militants", ("pkk",)),
        ("Turkey said Kurdish militants planted a bomb in Ankara, near the Syrian embassy.", "Kurdish militants", ("pkk",)),
        ("Kurdish forces took a village near Mosul in Iraq.", "Kurdish forces", ("peshmerga",)),
        ("Kurds fled Afrin in Syria as jets came.", "Kurds", ("civilians",)),
    ],
)
def test_other_kurds_stay_who_they_are(text: str, words: str, ids: tuple[str, ...]) -> None:
    assert party(text, words) == ids


def test_the_state_of_an_autonomous_region_does_not_act_by_its_name() -> None:
    for text in ("Iraq's autonomous Kurdish region began an offensive.", "The Kurdish region of Iraq began an offensive."):
        doc = doc_from(text, "The day in short")
        assert all(m.modifier for m in doc.mentions if m.kind is Kind.PARTY and m.text.startswith("Iraq"))
    doc = doc_from("Iraq's army began an offensive.", "The day in short")
    assert not any(m.modifier for m in doc.mentions if m.kind is Kind.PARTY and m.text == "Iraq's army")
