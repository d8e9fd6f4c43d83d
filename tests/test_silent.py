"""Who has not claimed an attack, or says nothing of it, neither did it by these words nor tells of it."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from, whole_claim

from bot.extract.rules.beside.silent import without_silent
from bot.extract.rules.stages import reading
from bot.model import ClaimType, Speaker, Status


@pytest.mark.parametrize(
    ("text", "actor", "voices"),
    [
        ("Oman has not claimed responsibility for the strike on Aden.", (), 0),
        ("Oman did not comment on the strike on Aden.", (), 0),
        ("Oman declined to comment on the strike on Aden.", (), 0),
        ("Oman bombed Aden and Oman did not comment on the strike.", ("OM",), 0),
        ("Oman has claimed responsibility for the strike on Aden.", ("OM",), 1),
        ("Oman said that it bombed Aden.", ("OM",), 1),
    ],
)
def test_who_is_silent_is_no_doer_and_no_speaker(text: str, actor: tuple[str, ...], voices: int) -> None:
    doc = doc_from(text)
    source = (Speaker(None, "Oman", party="OM"),)
    claim = whole_claim(doc, ClaimType.STRIKE, Status.ASSERTED, actor=("OM",), source=source)
    (left,) = without_silent(reading(doc), (claim,))
    assert (left.actor, len(left.source)) == (actor, voices)
