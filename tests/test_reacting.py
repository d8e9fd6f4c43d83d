"""Who only does something because of an event neither did it nor was hit by it."""

from __future__ import annotations

import pytest
from fakes.sentence import DAY, doc_from, one_claim, reader

from bot.extract.rules.beside.reacting import without_reacting
from bot.extract.rules.stages import reading
from bot.model import Claim, ClaimType, Status, Story

DRILL, STRIKE = ClaimType.EXERCISE, ClaimType.STRIKE


def left(text: str, kind: ClaimType, actor: tuple[str, ...], target: tuple[str, ...] = ()) -> Claim:
    doc = doc_from(text)
    return without_reacting(reading(doc), (one_claim(doc, kind, Status.ASSERTED, actor, target),))[0]


@pytest.mark.parametrize(
    ("text", "actor", "doer"),
    [
        ("Norway closed its airspace after a Russian drill.", ("RU", "NO"), ("RU",)),
        ("Norway said it closed its airspace after a Russian drill.", ("RU", "NO"), ("RU",)),
        ("Norway and Russia began a drill after a Danish one.", ("RU", "NO"), ("RU", "NO")),
        ("Norway closed its airspace for a drill with Denmark.", ("DK", "NO"), ("DK", "NO")),
        ("Norway closed its airspace after a drill.", ("NO",), ("NO",)),
    ],
)
def test_who_reacts_to_a_drill_took_no_part_in_it(text: str, actor: tuple[str, ...], doer: tuple[str, ...]) -> None:
    assert left(text, DRILL, actor).actor == doer


@pytest.mark.parametrize(
    ("text", "target", "hit"),
    [
        ("Moldova found the wreck of a drone after Russia attacked Ukraine.", ("UA", "MD"), ("UA",)),
        ("Israel launched an offensive after Hamas attacks killed 1,200 people.", ("IL", "civilians"), ("IL", "civilians")),
        ("Moldova found a wreck after Russia attacked Moldova and Ukraine.", ("UA", "MD"), ("UA", "MD")),
        ("People looked at a site after a Russian attack on Ukraine.", ("civilians", "UA"), ("civilians", "UA")),
    ],
)
def test_who_reacts_to_an_attack_on_another_was_not_hit(text: str, target: tuple[str, ...], hit: tuple[str, ...]) -> None:
    assert left(text, STRIKE, ("RU",), target).target == hit


def test_what_has_gone_on_since_another_ended_is_no_answer_to_it() -> None:
    text = "The Taliban have gained ground since NATO ended its fighting in Afghanistan."
    assert left(text, ClaimType.GROUND_COMBAT, ("taliban", "nato")).actor == ("taliban", "nato")


@pytest.mark.parametrize(
    ("text", "actor", "doer"),
    [
        ("China urged calm on Tuesday as the army shelled the Myanmar town of Laukkai.", ("CN",), ()),
        ("India evacuated its citizens as the army bombed Khartoum.", ("SD", "IN"), ("SD",)),
        ("Russia urged restraint as its army shelled Kharkiv.", ("RU",), ("RU",)),
        ("Israel closed a crossing as the army raided Jenin.", ("IL",), ("IL",)),
        ("Iraq condemned Iran after it fired missiles at Erbil.", ("IR",), ("IR",)),
    ],
)
def test_the_army_is_not_the_onlookers(text: str, actor: tuple[str, ...], doer: tuple[str, ...]) -> None:
    assert left(text, STRIKE, actor).actor == doer


def test_no_alert_makes_a_neighbour_a_part_of_a_drill() -> None:
    text = "Norway closed part of its airspace on Monday as Russia's Northern Fleet began a drill in the Barents Sea."
    claims = reader().claims(Story("s", "Norway closes airspace after Russian drill", text, DAY))
    assert [c.actor for c in claims if c.type is DRILL] == [("RU",)]
