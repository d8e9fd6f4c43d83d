"""Two sides that fire at each other are both told, as one fight."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes.sentence import doc_from, one_claim

from bot.extract.rules.stages import reading
from bot.extract.rules.together.mutual import PLAIN, with_both_accused, with_mutual
from bot.model import Claim, ClaimType, Status

FIGHT, STRIKE = ClaimType.GROUND_COMBAT, ClaimType.STRIKE


def fight(text: str, actor: tuple[str, ...], kind: ClaimType, *, sure: bool = True) -> tuple[Claim, ...]:
    doc = doc_from(text)
    claim = one_claim(doc, kind, Status.ASSERTED, actor=actor, confidence=0.2)
    return with_mutual(replace(reading(doc), loose=lambda: (claim,)), (claim,) if sure else ())


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("Omani and Chadian troops traded fire at the border.", {"OM", "TD"}),
        ("Oman and Chad exchanged heavy gunfire near the river.", {"OM", "TD"}),
        ("Border guards from Kyrgyzstan and Tajikistan have swapped shots near the well.", {"KG", "TJ"}),
        ("The armies of Oman and Chad exchanged fire for an hour.", {"OM", "TD"}),
    ],
)
def test_both_sides_of_a_trade_of_fire_are_told(text: str, both: set[str]) -> None:
    one = sorted(both)[:1]
    for kind, sure in ((FIGHT, True), (STRIKE, True), (FIGHT, False)):
        (claim,) = fight(text, tuple(one), kind, sure=sure)
        assert (claim.type, set(claim.actor), claim.confidence) == (FIGHT, both, PLAIN)


@pytest.mark.parametrize(
    "text",
    [
        "Omani and Chadian troops may trade fire at the border.",
        "Oman and Chad did not exchange fire on Monday.",
        "Oman and Chad exchanged prisoners on Monday.",
        "Oman and Chad traded accusations over the fire.",
        "Omani troops opened fire at a Chadian post.",
    ],
)
def test_other_trades_are_left(text: str) -> None:
    assert fight(text, ("TD",), STRIKE)[0].actor == ("TD",)
    assert fight(text, ("TD",), STRIKE, sure=False) == ()


def test_a_deployment_of_both_is_the_fight_itself_and_the_raid_of_one_stays():
    text = "Omani and Chadian troops traded fire at the border, a day after Chad shelled a post."
    doc = doc_from(text)
    said = doc.sentences[1].said
    held = {"status": Status.ASSERTED, "evidence": (said,), "quotes": (doc.story.cut(said),)}
    both, moved = (Claim(type=kind, actor=("TD", "OM"), **held) for kind in (FIGHT, ClaimType.DEPLOYMENT))
    raid = Claim(type=STRIKE, actor=("TD",), **held)
    told = with_mutual(reading(doc), (both, moved, raid))
    assert [(c.type, set(c.actor)) for c in told] == [(FIGHT, {"OM", "TD"}), (STRIKE, {"TD"})]


def accused(title: str, actor: tuple[str, ...], target: tuple[str, ...], kind: ClaimType = ClaimType.STRIKE) -> Claim:
    doc = doc_from("It was a long week.", title)
    said = (doc.sentences[0].said,)
    claim = Claim(kind, Status.ASSERTED, said, tuple(map(doc.story.cut, said)), actor=actor, target=target)
    return with_both_accused(reading(doc), (claim,))[0]


@pytest.mark.parametrize(
    ("title", "actor"),
    [
        ("Oman and Chad accuse each other of shelling border villages", ("OM", "TD")),
        ("Oman, Chad blame one another for drone strike", ("OM", "TD")),
        ("Oman and Chad trade accusations of shelling border villages", ("OM", "TD")),
        ("Both sides accuse each other of shelling border villages", ()),
    ],
)
def test_two_who_accuse_each_other_are_both_charged(title: str, actor: tuple[str, ...]) -> None:
    for kind in (ClaimType.STRIKE, ClaimType.AGREEMENT):
        claim = accused(title, ("TD",), ("OM",), kind)
        assert (claim.actor, claim.target, claim.status) == (actor, (), Status.ALLEGED)


@pytest.mark.parametrize(
    "title",
    [
        "Oman accuses Chad of shelling border villages",
        "Oman and Chad shell each other, villagers accuse both",
        "Oman and Chad do not blame each other for drone strike",
        "Oman and Chad trade fire at border",
        "Oman blames Chad for strike on other town",
    ],
)
def test_charges_of_one_side_and_fights_are_no_mutual_charges(title: str) -> None:
    claim = accused(title, ("TD",), ("OM",))
    assert (claim.actor, claim.target, claim.status) == (("TD",), ("OM",), Status.ASSERTED)


def test_both_sides_are_those_whom_the_story_names() -> None:
    claim = accused("Both sides accuse each other of breaking the truce", ("OM", "TD"), (), ClaimType.AGREEMENT)
    assert (set(claim.actor), claim.status) == ({"OM", "TD"}, Status.ALLEGED)
