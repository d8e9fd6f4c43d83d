"""Soldiers who fall are no civilians, whatever a headline leaves out."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from

from bot.extract.rules.beside.crowds import without_crowds
from bot.extract.rules.stages import reading
from bot.model import Casualties, Claim, ClaimType, Status


@pytest.mark.parametrize(
    ("title", "text", "left"),
    [
        ("Four killed as drone hits base", "A drone killed four soldiers and injured more than 60 people.", False),
        ("Four killed as drone hits base", "A drone killed four soldiers, the army and medics said.", False),
        ("Chad sinks boats, killing four", "Jets sank three boats, killing four fighters.", False),
        ("Drones hit patrol ship, four sailors killed", "Another six crew were wounded.", False),
        ("Missile hits tanker, four sailors killed", "Another six crew were wounded.", True),
        ("Four killed as drone hits base", "A drone killed four people.", True),
        ("Four killed as drone hits base", "A drone killed four soldiers and hurt two children.", True),
        ("Four killed as drone hits market", "A drone killed four soldiers at a market.", True),
    ],
)
def test_who_is_told_to_be_a_soldier_is_no_civilian(title: str, text: str, left: bool) -> None:
    doc = doc_from(text, title)
    said = tuple(s.said for s in doc.sentences)
    quotes, toll = tuple(map(doc.story.cut, said)), Casualties(killed_min=4, killed_max=4)
    claim = Claim(ClaimType.STRIKE, Status.ASSERTED, said, quotes, actor=("TD",), target=("civilians", "OM"), casualties=toll)
    assert ("civilians" in without_crowds(reading(doc), (claim,))[0].target) is left
