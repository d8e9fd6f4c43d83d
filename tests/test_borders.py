"""The border is told, and not the country behind it."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

import pytest

from bot.extract import Extractor, load
from bot.extract.candidates import Kind
from bot.extract.rules.apart.borders import with_borders
from bot.extract.rules.stages import reading
from bot.model import Claim, ClaimType, Span, Status, Story


@cache
def extractor() -> Extractor:
    return load(model=False)


@pytest.mark.parametrize(
    ("text", "place", "right"),
    [
        ("Oman moves 900 troops to Chad border.", "Chad", ("Chad border",)),
        ("Oman sends a frigate to waters off the Kenya coast.", "Kenya", ("Kenya coast",)),
        ("Oman moves 900 troops to Chad.", "Chad", ("Chad",)),
        ("Oman moves 900 troops into Chad, not to the border.", "Chad", ("Chad",)),
        ("Oman sends 900 troops to Kenya airport.", "Kenya", ("Kenya",)),
    ],
)
def test_a_border_is_no_country(text: str, place: str, right: tuple[str, ...]) -> None:
    doc = extractor().read(Story("s", "A long week", text, datetime(2024, 5, 10, tzinfo=UTC)))[0]
    said = doc.sentences[1].said
    spot = next(m for m in doc.mentions if m.kind is Kind.PLACE and m.text == place)
    claim = Claim(ClaimType.DEPLOYMENT, Status.ASSERTED, (said,), (doc.story.cut(said),), actor=("OM",), place=(place,))
    claim = Claim(
        claim.type,
        claim.status,
        claim.evidence,
        claim.quotes,
        actor=claim.actor,
        place=(place,),
        spans=(("place", (Span(spot.start, spot.end),)),),
    )
    (told,) = with_borders(reading(doc), (claim,))
    assert told.place == right
    assert tuple(doc.story.cut(s) for _, held in told.spans for s in held) == right
