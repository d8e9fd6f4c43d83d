"""Whoever a story names in full once is called so."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from, whole_claim

from bot.extract.rules.said.named import with_full_names
from bot.extract.rules.stages import reading
from bot.model import ClaimType, Speaker, Status


def called(text: str, org: str, party: str = "") -> list[tuple[str | None, str | None]]:
    doc = doc_from(text)
    claim = whole_claim(doc, ClaimType.STRIKE, Status.ALLEGED, source=(Speaker(None, org, party),))
    return [(s.name, s.org) for s in with_full_names(reading(doc), (claim,))[0].source]


def test_a_short_name_stands_behind_the_long_one() -> None:
    text = "The Lima Defence Council (LDC) met on Monday. Rebels shelled a mill, the LDC said."
    assert called(text, "LDC") == [(None, "Lima Defence Council (LDC)")]
    assert called(text, "Lima Defence Council") == [(None, "Lima Defence Council")]
    assert called(text, "LDC", "PE") == [(None, "LDC")]


@pytest.mark.parametrize(
    ("text", "org", "whole"),
    [
        (
            "The Lima Observatory for Human Rights watches it. The Oslo-based Observatory monitoring group said rebels shelled a mill.",
            "Oslo-based Observatory monitoring group",
            "Lima Observatory for Human Rights",
        ),
        ("The Harbour Families Forum met. Rebels shelled a mill, the forum said.", "forum", "Harbour Families Forum"),
        ("The Lima Observatory watches it. Rebels shelled a mill, the monitor said.", "monitor", "Lima Observatory"),
        ("The Harbour Forum met the Lima Forum. Rebels shelled a mill, the forum said.", "forum", "forum"),
        ("The Harbour Families Forum met. Rebels shelled a mill, the youth forum said.", "youth forum", "youth forum"),
        ("The Harbour Council met. Rebels shelled a mill, the Oslo Council said.", "Oslo Council", "Oslo Council"),
        ("Rebels shelled a mill, the council said.", "council", "council"),
    ],
)
def test_a_body_is_called_by_the_one_name_that_ends_with_what_it_is(text: str, org: str, whole: str) -> None:
    assert called(text, org) == [(None, whole)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Dr. Jan Hansen, a plastic surgeon in Lima, spoke to us. The surgeon said rebels shot a boy.", ("Jan Hansen", "surgeon")),
        ("Jan Hansen, a surgeon, spoke to us. Another surgeon was there. The surgeon said rebels shot a boy.", (None, "surgeon")),
        ("Jan Hansen, a surgeon, met Ada Vane, a surgeon. The surgeon said rebels shot a boy.", (None, "surgeon")),
        ("Jan Hansen, a surgeon, spoke to us. A surgeon said rebels shot a boy.", (None, "surgeon")),
    ],
)
def test_a_person_told_by_what_he_is_has_the_name_of_the_only_one(text: str, found: tuple[str | None, str]) -> None:
    assert called(text, "surgeon") == [found]


def test_who_is_named_keeps_his_name() -> None:
    doc = doc_from("The Lima Defence Council (LDC) met. Jane Doe of the LDC said rebels shelled a mill.")
    claim = whole_claim(doc, ClaimType.STRIKE, Status.ALLEGED, source=(Speaker("Jane Doe", "LDC"),))
    assert with_full_names(reading(doc), (claim,)) == (claim,)


def test_a_groups_formal_name_is_told_as_the_story_calls_it() -> None:
    text = "Hezbollah rejected it. Hezbollah's fighters wait. The Islamic Resistance in Lebanon denies it, it said."
    assert called(text, "Islamic Resistance in Lebanon", "hezbollah") == [(None, "Hezbollah")]
    assert called("The Islamic Resistance in Lebanon denies it.", "Islamic Resistance in Lebanon", "hezbollah") == [
        (None, "Islamic Resistance in Lebanon")
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Norway's prime minister, Edda Sorvik, met reporters. The Norwegian leader said rebels shelled a mill.", "Edda Sorvik"),
        ("Norway's prime minister, Edda Sorvik, met Norway's president, Jan Roe. The Norwegian leader said so.", None),
        ("The Norwegian leader said rebels shelled a mill.", None),
    ],
)
def test_a_states_leader_is_the_one_head_of_it_that_is_named(text: str, name: str | None) -> None:
    assert called(text, "Norwegian leader", "NO") == [(name, "Norwegian leader")]
