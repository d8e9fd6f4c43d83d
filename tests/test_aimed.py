"""Whom a launch was fired at."""

from __future__ import annotations

import pytest
from test_decode_clean import doc_of

from bot.extract.rules.apart.aimed import without_unaimed
from bot.extract.rules.stages import reading
from bot.model import Claim, ClaimType, Status


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("North Korea launched several missiles, Japan's defence ministry said. All fell outside Japan's exclusive economic zone.", ()),
        ("North Korea fired two rockets into the sea between Korea and Japan, Tokyo said.", ()),
        ("North Korea launched a missile that flew over Japan before it came down in the Pacific.", ()),
        ("North Korea fired a missile while Japan and its neighbours held a drill.", ()),
        ("North Korea fired four missiles near a Japanese destroyer, officials said.", ("JP",)),
        ("North Korea fired four missiles close to Japan, officials said.", ("JP",)),
        ("North Korea fired a missile that landed in Japan's territorial waters.", ("JP",)),
        ("North Korea fired a rocket towards Japan on Monday.", ("JP",)),
    ],
)
def test_a_launch_has_a_target_only_where_it_was_fired_at_or_came_down_there(text: str, left: tuple[str, ...]) -> None:
    doc = doc_of(text)
    spans = tuple(s.said for s in doc.sentences if s.index)
    claim = Claim(ClaimType.MISSILE_LAUNCH, Status.ALLEGED, spans, tuple(map(doc.story.cut, spans)), actor=("KP",), target=("JP",))
    assert without_unaimed(reading(doc), [claim])[0].target == left
    strike = Claim(ClaimType.STRIKE, Status.ALLEGED, spans, claim.quotes, actor=("KP",), target=("JP",))
    assert without_unaimed(reading(doc), [strike]) == (strike,)
