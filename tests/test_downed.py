"""How many were shot down of those that were fired."""

from __future__ import annotations

import pytest
from fakes.sentence import one_claim
from test_decode_clean import doc_of

from bot.extract.rules.apart.downed import with_downed, without_hits
from bot.extract.rules.stages import reading
from bot.model import Amount, Category, Claim, ClaimType, Item, Status

DRONES, MISSILES = (Category.DRONE, "drones"), (Category.MISSILE, "missiles")


def item(kind: tuple[Category, str], count: int) -> Item:
    return Item(*kind, Amount(count, count, str(count)))


@pytest.mark.parametrize(
    ("text", "told", "left"),
    [
        ("Chad launched 30 drones and Norway's army destroyed 26 of them.", [(DRONES, 30)], [(DRONES, 26)]),
        ("Chad fired 30 drones in the night. Norway said its guns shot down 26 drones.", [(DRONES, 30)], [(DRONES, 26)]),
        ("Chad launched 30 drones and nine missiles; Norway shot down 26 of the drones.", [(DRONES, 26), (MISSILES, 9)], [(DRONES, 26)]),
        ("Norway shot down 26 of 30 drones.", [(DRONES, 26)], [(DRONES, 26)]),
        ("Chad launched 30 drones and Norway destroyed 26 of them over six towns.", [(DRONES, 30)], [(DRONES, 26)]),
        ("Chad launched 30 drones and Norway shot down 26 of them within four hours.", [(DRONES, 30)], [(DRONES, 26)]),
        ("Chad launched 30 drones and Norway shot down over 20 of them.", [(DRONES, 30)], [(DRONES, 20)]),
        ("Norway shot down 26 drones and nine missiles.", [(DRONES, 26), (MISSILES, 9)], [(DRONES, 26), (MISSILES, 9)]),
        ("Norway said it shot down all 30 drones that Chad had launched.", [(DRONES, 30)], [(DRONES, 30)]),
        ("Norway said its guns met the attack. Chad launched 30 drones.", [(DRONES, 30)], [(DRONES, None)]),
        (
            "Norway downed 99 percent of them. Chad launched 30 drones and nine missiles.",
            [(DRONES, 30), (MISSILES, 9)],
            [(DRONES, None), (MISSILES, None)],
        ),
        ("Chad's 26 drones entered the airspace of Norway, which shot down four of them.", [(DRONES, 26)], [(DRONES, 4)]),
        ("Chad launched 30 drones, all of which were lost.", [(DRONES, 30)], [(DRONES, 30)]),
        ("Chad launched 30 drones, most of which Norway shot down.", [(DRONES, 30)], [(DRONES, 30)]),
    ],
)
def test_the_number_is_of_what_was_shot_down(text: str, told: list, left: list) -> None:
    doc = doc_of(text)
    spans = tuple(s.said for s in doc.sentences if s.index)
    items = tuple(item(kind, count) for kind, count in told)
    claim = Claim(
        ClaimType.INTERCEPTION, Status.ASSERTED, spans, tuple(map(doc.story.cut, spans)), actor=("NO",), target=("TD",), item=items
    )
    (made,) = with_downed(reading(doc), [claim])
    assert [(i.category, i.quantity and i.quantity.min) for i in made.item] == [(kind[0], count) for kind, count in left]


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Norway's air defences destroyed 12 drones overnight.", [ClaimType.INTERCEPTION]),
        ("Norway's army shot down two of the missiles.", [ClaimType.INTERCEPTION]),
        ("Norway's jets struck 12 drones on the ground.", [ClaimType.INTERCEPTION, ClaimType.STRIKE]),
        ("Norway's jets destroyed a drone depot.", [ClaimType.INTERCEPTION, ClaimType.STRIKE]),
        ("Norway's jets destroyed 12 drones and bombed a base.", [ClaimType.INTERCEPTION, ClaimType.STRIKE]),
    ],
)
def test_what_is_shot_down_is_struck_by_nobody_too(text: str, types: list[ClaimType]) -> None:
    doc = doc_of(text)
    claims = [one_claim(doc, k, Status.ASSERTED, actor=("NO",)) for k in (ClaimType.INTERCEPTION, ClaimType.STRIKE)]
    assert [c.type for c in without_hits(reading(doc), claims)] == types
