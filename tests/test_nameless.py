"""A band that a headline leaves nameless is the group that the text names, and its event is told once."""

from __future__ import annotations

import pytest
from fakes.sentence import DAY, doc_from, reader, whole_claim

from bot.extract.rules.stages import reading
from bot.extract.rules.together.nameless import with_names
from bot.model import Claim, ClaimType, Status, Story

FIGHT, STRIKE = ClaimType.GROUND_COMBAT, ClaimType.STRIKE


@pytest.mark.parametrize(
    ("title", "text", "who"),
    [
        ("Rebels seize Goma", "M23 rebels seized the city of Goma on Monday, the UN said.", "m23"),
        ("Rebels capture junta base", "The Arakan Army captured a junta base in Rakhine state on Thursday.", "arakan_army"),
        ("Paramilitaries shell Sudanese city", "The Rapid Support Forces shelled el-Fasher on Sunday.", "rapid_support_forces"),
        ("Militia attacks US base in Syria", "Kataib Hezbollah attacked a US base in eastern Syria on Monday.", "kataib_hezbollah"),
    ],
)
def test_a_headlines_band_is_the_group_of_the_text(title: str, text: str, who: str) -> None:
    fights = [c for c in reader().claims(Story("s", title, text, DAY)) if c.type in {FIGHT, STRIKE}]
    assert [c.actor for c in fights] == [(who,)]


def left(text: str, *sides: tuple[tuple[str, ...], tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The doers that are left of some fights told by all of a short text."""
    doc = doc_from(text)
    told = tuple(whole_claim(doc, FIGHT, Status.ASSERTED, actor, target) for actor, target in sides)
    return [c.actor for c in with_names(reading(doc), told)]


def test_no_band_stays_beside_a_group() -> None:
    assert left("M23 took Goma.", (("m23", "rebels"), ("CD",))) == [("m23",)]
    assert left("M23 and Rwanda took Goma.", (("m23", "RW"), ("CD",))) == [("m23", "RW")]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Rebels took a post in Kachin.", ("MM",)),
        ("Rebels took a post from M23.", ("m23",)),
        ("Rebels took a post where M23 and Mai-Mai fought.", ("CD",)),
    ],
)
def test_a_band_stays_nameless_where_nothing_says_which_it_is(text: str, target: tuple[str, ...]) -> None:
    assert left(text, (("rebels",), target)) == [("rebels",)]


def test_the_one_claim_that_is_left_is_as_sure_as_both() -> None:
    doc = doc_from("M23 rebels took Goma.")
    band = Claim(FIGHT, Status.ASSERTED, (), (), ("rebels",), ("CD",), confidence=0.8)
    group = Claim(FIGHT, Status.ASSERTED, (), (), ("m23",), ("CD",), confidence=0.7)
    (told,) = with_names(reading(doc), (band, group))
    assert (told.actor, told.confidence) == (("m23",), 0.8)


def test_two_statuses_stay_two_claims() -> None:
    doc = doc_from("M23 rebels took Goma; M23 denied it.")
    band = Claim(FIGHT, Status.ASSERTED, (), (), ("rebels",), ("CD",))
    denial = Claim(FIGHT, Status.DENIED, (), (), ("m23",), ("CD",))
    assert [c.status for c in with_names(reading(doc), (band, denial))] == [Status.ASSERTED, Status.DENIED]
