"""Sanctions that are broken are not imposed by it."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

import pytest

from bot.extract import Extractor, load
from bot.extract.rules.deals.evaded import with_evaded
from bot.extract.rules.stages import reading
from bot.model import Claim, ClaimType, Status, Story


@cache
def extractor() -> Extractor:
    return load(model=False)


@pytest.mark.parametrize(
    ("text", "fresh"),
    [
        ("Two men were charged with breaching European Union sanctions.", False),
        ("Three firms were fined for violating sanctions on Iran.", False),
        ("He was jailed for evasion of sanctions on Syria.", False),
        ("The trader dodged the sanctions for years.", False),
        ("The United States imposed sanctions on three firms.", True),
        ("The United States sanctioned three firms for evading sanctions on Iran.", True),
        ("The sanctions on Iran were widened on Friday.", True),
    ],
)
def test_broken_sanctions_are_not_imposed(text: str, fresh: bool) -> None:
    doc = extractor().read(Story("s", "A long week", text, datetime(2024, 5, 10, tzinfo=UTC)))[0]
    said = doc.sentences[1].said
    claim = Claim(ClaimType.SANCTION, Status.ASSERTED, (said,), (doc.story.cut(said),), actor=("US",))
    assert with_evaded(reading(doc), (claim,))[0].background is not fresh
