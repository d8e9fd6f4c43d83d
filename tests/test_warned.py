"""Who warns of what another may do threatens nobody."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from

from bot.extract.rules.said.warned import without_warned
from bot.extract.rules.stages import reading
from bot.extract.text.view import views
from bot.model import Claim, ClaimType, Status


def told(title: str, kind: ClaimType = ClaimType.THREAT) -> bool:
    doc = doc_from("", title)
    seen = [v for v in views(doc) if v is not None and "warn" in v.sentence.text.lower()]
    said = tuple(v.sentence.said for v in seen)
    claim = Claim(kind, Status.ASSERTED, said, tuple(map(doc.story.cut, said)), actor=("OM",))
    return bool(without_warned(reading(doc), (claim,)))


@pytest.mark.parametrize(
    "title",
    [
        "Iran could test a nuclear device at any time, Oman warns",
        "Oman warns Iran may launch a satellite this month",
        "Oman's army warned that Iran might attack the port",
        "Oman warns against an Iranian assault on the port",
    ],
)
def test_who_warns_of_another_s_deed_threatens_nobody(title: str) -> None:
    assert not told(title)


@pytest.mark.parametrize(
    "title",
    [
        "Oman warns it could strike Iran",
        "Oman warns Iran will pay a heavy price",
        "Oman warned Iran that a war could follow",
        "Oman warns it will hit back if Iran attacks",
        "Oman could strike Iran, its army warns",
        "Oman warned Iran against an assault on the port",
    ],
)
def test_who_warns_of_his_own_deed_threatens(title: str) -> None:
    assert told(title)


def test_other_events_stay() -> None:
    assert told("Oman warns Iran may launch a satellite this month", ClaimType.MISSILE_LAUNCH)
