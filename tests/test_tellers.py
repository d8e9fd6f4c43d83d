"""Who only tells of an attack that is called another's does no part of it."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from, one_claim

from bot.extract.rules.said.tellers import without_tellers
from bot.extract.rules.stages import reading
from bot.model import ClaimType, Speaker, Status


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Oman said no soldiers were hurt in the Iranian drone strike.", ("IR",)),
        ("Two died in an Iranian attack, Oman said.", ("IR",)),
        ("Oman said it joined an Iranian air strike.", ("IR", "OM")),
        ("Oman said its jets took part in an Iranian strike.", ("IR", "OM")),
        ("Oman said Iranian and Omani jets attacked the port.", ("IR", "OM")),
        ("Oman said jets bombed the port with Iran.", ("IR", "OM")),
    ],
)
def test_who_only_tells_of_another_s_attack_is_no_doer(text: str, left: tuple[str, ...]) -> None:
    doc = doc_from(text)
    source = (Speaker(None, "Oman", party="OM"),)
    claim = one_claim(doc, ClaimType.STRIKE, Status.ALLEGED, actor=("IR", "OM"), source=source)
    (told,) = without_tellers(reading(doc), (claim,))
    assert told.actor == left
