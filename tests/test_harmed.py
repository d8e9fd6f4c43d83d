"""Who was killed or taken is no speaker of it."""

from __future__ import annotations

import pytest
from fakes.sentence import DAY, reader

from bot.model import Story


@pytest.mark.parametrize(
    ("title", "text", "who"),
    [
        (
            "Kosovo police officer killed in ambush",
            "A Kosovo police officer was killed in an ambush by gunmen near Banjska, Prime Minister Albin Kurti said.",
            ["Albin Kurti"],
        ),
        (
            "Kenyan officer shot at post",
            "A Kenyan army officer was shot at a post in Lamu by al-Shabaab fighters, General Robert Kibochi said.",
            ["Robert Kibochi"],
        ),
    ],
)
def test_the_dead_tell_nothing(title: str, text: str, who: list[str]) -> None:
    fights = reader().claims(Story("s", title, text, DAY))
    assert fights
    assert all([s.name for s in c.source] == who for c in fights)


def test_who_was_hurt_and_tells_of_it_is_a_speaker() -> None:
    text = "Al-Shabaab fighters shelled a post in Lamu on Sunday. Colonel Ali Deng, who was wounded in the attack, said nine men had died."
    fights = reader().claims(Story("s", "Al-Shabaab fighters shell post in Lamu", text, DAY))
    assert any(s.name == "Ali Deng" for c in fights for s in c.source)
