"""Who only tells of an attack that is called another's does no part of it."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

import pytest

from bot.extract import Extractor, load
from bot.extract.rules.said.tellers import without_tellers
from bot.extract.rules.stages import reading
from bot.model import Claim, ClaimType, Speaker, Status, Story


@cache
def extractor() -> Extractor:
    return load(model=False)


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
    doc = extractor().read(Story("s", "A long week", text, datetime(2024, 5, 10, tzinfo=UTC)))[0]
    said = doc.sentences[1].said
    source = (Speaker(None, "Oman", party="OM"),)
    claim = Claim(ClaimType.STRIKE, Status.ALLEGED, (said,), (doc.story.cut(said),), actor=("IR", "OM"), source=source)
    (told,) = without_tellers(reading(doc), (claim,))
    assert told.actor == left
