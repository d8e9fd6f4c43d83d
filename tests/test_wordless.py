"""A denial holds a word of denial."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes.unread import UNREAD

from bot.extract.rules.said.wordless import without_wordless
from bot.model import Claim, ClaimType, Span, Status


def claim(*quotes: str, status: Status = Status.DENIED) -> Claim:
    return Claim(ClaimType.STRIKE, status, tuple(Span(0, len(q)) for q in quotes), quotes, actor=("KE",))


@pytest.mark.parametrize(
    "text",
    [
        "Doctors Without Borders said its staff had treated 62 wounded.",
        "An official said the two boats had failed to meet a larger ship.",
        "Kenya said its jets had bombed a camp in Lima.",
    ],
)
def test_without_a_word_of_denial_nothing_is_denied(text: str) -> None:
    assert without_wordless(UNREAD, (claim(text),)) == ()
    told = replace(claim(text), status=Status.ALLEGED)
    assert without_wordless(UNREAD, (told,)) == (told,)
    both = claim("Kenya denies raid", text)
    assert without_wordless(UNREAD, (both,)) == (both,)


@pytest.mark.parametrize(
    "text",
    [
        "Kenya denied the raid.",
        "Kenya said its jets did not bomb Lima.",
        "Kenya hadn't bombed Lima, it said.",
        "Nairobi called the charge baseless.",
        "Kenya says it had nothing to do with the blast.",
        "Kenya withdraws its claim of a raid.",
        "Kenya scoffed at the allegations.",
        "Kenya disowned the raid.",
    ],
)
def test_what_is_denied_in_words_stays(text: str) -> None:
    assert without_wordless(UNREAD, (claim(text),)) == (claim(text),)
