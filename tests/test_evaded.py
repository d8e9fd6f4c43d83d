"""Sanctions that are broken are not imposed by it."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from, one_claim

from bot.extract.rules.deals.evaded import with_evaded
from bot.extract.rules.stages import reading
from bot.model import ClaimType, Status


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
    doc = doc_from(text)
    claim = one_claim(doc, ClaimType.SANCTION, Status.ASSERTED, actor=("US",))
    assert with_evaded(reading(doc), (claim,))[0].background is not fresh
