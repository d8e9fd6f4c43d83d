"""Who fights whom in a story, and whom he therefore neither arms nor hosts; pacts without a third side."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from

from bot.extract.rules.beside.foes import without_foes
from bot.extract.rules.stages import reading
from bot.model import Claim, ClaimType, Status

Sides = tuple[tuple[str, ...], tuple[str, ...]]

ARMS, MOVED, PACT = ClaimType.ARMS_TRANSFER, ClaimType.DEPLOYMENT, ClaimType.AGREEMENT
WAR: Sides = (("NE",), ("TD",))


def sides(text: str, kind: ClaimType, told: Sides, war: Sides = WAR, status: Status = Status.ASSERTED, sure: float = 0.9) -> Sides:
    """Doers and targets of a claim whose evidence is the first sentence of a text, in a story of a fight told in its second."""
    doc = doc_from(text, "Talks")
    said, fought = (s.said for s in doc.sentences[1:3])
    claim = Claim(kind, Status.ASSERTED, (said,), (doc.story.cut(said),), actor=told[0], target=told[1])
    fight = Claim(ClaimType.STRIKE, status, (fought,), (doc.story.cut(fought),), actor=war[0], target=war[1], confidence=sure)
    one, other = without_foes(reading(doc), (claim, fight))
    assert other == fight
    return one.actor, one.target


SHELLED = " Niger shelled Chad on Monday."


@pytest.mark.parametrize(
    ("text", "told", "left"),
    [
        ("Niger will go on arming Togo against Chad.", (("NE",), ("TG", "TD")), (("NE",), ("TG",))),
        ("Niger said it would send Togo tanks while Chad looks on.", (("NE",), ("TD", "TG")), (("NE",), ("TG",))),
        ("Chad is losing ground under tanks supplied by Niger.", (("NE",), ("TD",)), (("NE",), ())),
        ("A Chadian jet was downed with a missile supplied by Niger.", (("NE",), ("TD",)), (("NE",), ())),
        ("The envoy of Chad spoke of the war of Niger, and of the weapons that came in.", (("NE",), ("TD",)), ((), ())),
        ("More weapons were sent to Chad as Niger closed in.", (("NE",), ("TD",)), ((), ("TD",))),
        ("As Niger fights on it is accused of sending tanks for Chad.", (("NE",), ("TD",)), ((), ("TD",))),
        ("Niger sold tanks to Chad before the war.", (("NE",), ("TD",)), (("NE",), ("TD",))),
        ("Niger is arming Togo.", (("NE",), ("TG",)), (("NE",), ("TG",))),
        ("Weapons from Mali reached Chad.", (("ML",), ("TD",)), (("ML",), ("TD",))),
    ],
)
def test_nobody_arms_those_that_he_fights(text: str, told: Sides, left: Sides) -> None:
    assert sides(text + SHELLED, ARMS, told) == left


@pytest.mark.parametrize(
    ("text", "told", "left"),
    [
        ("Niger moved troops to the front with Chad.", (("NE",), ("TD",)), (("NE",), ())),
        ("Niger sent more jets into the fight against Chad.", (("NE",), ("TD",)), (("NE",), ())),
        ("Niger and Mali deployed soldiers to retake the hills that Chad holds.", (("NE", "ML"), ("TD",)), (("NE", "ML"), ())),
        ("Niger sent troops to Mali.", (("NE",), ("ML",)), (("NE",), ("ML",))),
    ],
)
def test_forces_are_not_hosted_by_those_that_they_fight(text: str, told: Sides, left: Sides) -> None:
    assert sides(text + SHELLED, MOVED, told) == left


def test_only_a_sure_fight_against_one_side_makes_foes() -> None:
    text, told = "Chad is losing ground under tanks supplied by Niger." + SHELLED, (("NE",), ("TD",))
    assert sides(text, ARMS, told, sure=0.4) == told
    assert sides(text, ARMS, told, status=Status.DENIED) == told
    assert sides(text, ARMS, told, war=(("NE",), ("TD", "ML"))) == told
    assert sides(text, ARMS, told, war=(("NE",), ("TD", "civilians"))) == (("NE",), ())
    assert sides(text, ARMS, told, war=(("NE",), ("civilians",))) == told


@pytest.mark.parametrize(
    ("text", "told", "left"),
    [
        ("Norway and Sweden signed a defence pact.", (("NO", "SE"), ("RU",)), (("NO", "SE"), ())),
        (
            "The leaders of Peru and Chile met in Lima and adopted a joint security declaration.",
            (("PE", "CL"), ("BR",)),
            (("PE", "CL"), ()),
        ),
        ("The truce that Niger and Mali made holds.", (("NE", "ML"), ("TD", "TG")), (("NE", "ML"), ())),
        ("Norway and Sweden signed a pact to protect Finland.", (("NO", "SE"), ("FI",)), (("NO", "SE"), ("FI",))),
        ("Norway broke the pact.", (("NO",), ("SE",)), (("NO",), ("SE",))),
        ("The truce of Niger and Mali does not cover Chad.", (("NE", "ML"), ("TD",)), (("NE", "ML"), ("TD",))),
    ],
)
def test_a_pact_of_several_has_no_third_side_that_its_first_sentence_does_not_name(text: str, told: Sides, left: Sides) -> None:
    assert sides(text + " Rain fell.", PACT, told) == left
