"""What nobody doubts is told as so."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from, one_claim

from bot.extract.rules.firm.undoubted import with_undoubted
from bot.extract.rules.stages import reading
from bot.model import ClaimType, Status


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("There is no doubt that Oman shelled the camp.", True),
        ("Nobody doubts that Oman shelled the camp.", True),
        ("There is absolutely no doubt that Oman shelled the camp.", True),
        ("There is no doubt that Oman did not shell the camp.", False),
        ("Oman did not shell the camp.", False),
        ("Peru doubts that Oman shelled the camp.", False),
        ("There is no doubt that Oman denies that it shelled the camp.", False),
    ],
)
def test_no_doubt_is_no_denial(text: str, told: bool) -> None:
    doc = doc_from(text)
    claim = one_claim(doc, ClaimType.STRIKE, Status.NEGATED, actor=("OM",))
    assert (with_undoubted(reading(doc), (claim,))[0].status is Status.ASSERTED) is told
