"""The border is told, and not the country behind it."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from, one_claim

from bot.extract.candidates import Kind
from bot.extract.rules.apart.borders import with_borders
from bot.extract.rules.stages import reading
from bot.model import Claim, ClaimType, Span, Status


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
    doc = doc_from(text)
    spot = next(m for m in doc.mentions if m.kind is Kind.PLACE and m.text == place)
    claim = one_claim(doc, ClaimType.DEPLOYMENT, Status.ASSERTED, actor=("OM",), place=(place,))
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
