"""Whose deed a denial is of."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from, one_claim

from bot.extract.rules.said.denied import with_denied
from bot.extract.rules.stages import reading
from bot.model import Claim, ClaimType, Speaker, Status

STRIKE, GROUND = ClaimType.STRIKE, ClaimType.GROUND_COMBAT


def denied(text: str, actor: tuple[str, ...], voice: str, target: tuple[str, ...] = (), kind: ClaimType = STRIKE) -> tuple[Claim, ...]:
    doc = doc_from(text)
    source = (Speaker(None, voice, party=voice),)
    claim = one_claim(doc, kind, Status.DENIED, actor=actor, target=target, source=source)
    return with_denied(reading(doc), (claim,))


@pytest.mark.parametrize(
    "text",
    [
        "Oman said it was not responsible for the blast and blamed a Houthi rocket.",
        "Oman said it had nothing to do with the attack on the port, blaming the Houthis.",
        "Oman was not behind the attack, its army said, which blamed a Houthi drone.",
    ],
)
def test_who_is_blamed_instead_is_not_the_doer_that_is_denied(text: str) -> None:
    (claim,) = denied(text, ("houthis",), "OM", ("OM", "civilians"))
    assert (claim.actor, claim.target) == (("OM",), ("civilians",))


def test_another_who_is_said_not_to_have_done_it_stays() -> None:
    assert [c.actor for c in denied("Oman said Iran was not responsible for the attack.", ("IR",), "OM")] == [("IR",)]


@pytest.mark.parametrize(
    "text",
    [
        "Oman denied its territory was used to launch strikes on Yemen.",
        "Oman denies that its airspace had been used by jets to bomb Yemen.",
        "Oman denied that its bases were used by Iran to attack Yemen.",
    ],
)
def test_whose_ground_was_used_did_not_strike(text: str) -> None:
    assert [c.actor for c in denied(text, ("OM",), "OM", ("YE",))] == [()]


def test_a_denial_of_the_denier_s_own_deed_stays() -> None:
    assert [c.actor for c in denied("Oman denied that it used drones to attack Yemen.", ("OM",), "OM", ("YE",))] == [("OM",)]
    assert [c.actor for c in denied("Oman denied an attack on Yemen's airspace.", ("OM",), "OM", ("YE",))] == [("OM",)]


def test_who_denies_a_loss_is_not_the_doer_where_another_is_named() -> None:
    (claim,) = denied("Oman denied losing the base to Houthi rebels.", ("houthis", "OM"), "OM", kind=GROUND)
    assert (claim.actor, claim.target) == (("houthis",), ("OM",))
    (alone,) = denied("Oman denied losing the base.", ("OM",), "OM", kind=GROUND)
    assert alone.actor == ("OM",)


def test_that_somebody_was_kept_from_it_is_no_denial_of_it() -> None:
    assert denied("Oman denied a report that it barred Iran from striking a port.", ("OM",), "OM") == ()
    assert len(denied("Oman denied striking a port.", ("OM",), "OM")) == 1
    assert len(denied("Oman, barred from striking the port, denied the attack.", ("OM",), "OM")) == 1


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Oman initially denied that its jets struck the port, then confirmed it.", 0),
        ("Oman at first denied the attack and later admitted it.", 0),
        ("Oman initially denied the attack.", 1),
        ("Oman denied the attack and confirmed that two had died.", 1),
        ("Oman initially denied the attack, and Iran confirmed it.", 1),
    ],
)
def test_what_was_first_denied_and_then_admitted_is_not_denied(text: str, left: int) -> None:
    assert len(denied(text, ("OM",), "OM")) == left


def flat(text: str, actor: tuple[str, ...]) -> tuple[str, ...]:
    doc = doc_from(text)
    (claim,) = with_denied(reading(doc), (one_claim(doc, STRIKE, Status.ALLEGED, actor=actor),))
    return claim.actor


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Oman said the missile that hit the port was not Iranian.", ()),
        ("The drone that struck the port is not Iranian, Oman said.", ()),
        ("Oman said the missile that hit the port was Iranian.", ("IR",)),
        ("Iran said the missile that hit the port was not Iranian.", ("IR",)),
        ("Oman said an Iranian missile hit a port that was not Omani.", ("IR",)),
    ],
)
def test_whose_the_weapon_was_not_is_no_doer(text: str, left: tuple[str, ...]) -> None:
    assert flat(text, ("IR",)) == left
