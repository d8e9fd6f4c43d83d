"""What nobody has decided yet, and what somebody is only let to do, may be."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from, whole_claim

from bot.extract.rules.firm.undecided import with_undecided
from bot.extract.rules.stages import reading
from bot.model import Claim, ClaimType, Status

ARMS, STRIKE = ClaimType.ARMS_TRANSFER, ClaimType.STRIKE


def told(text: str, kind: ClaimType, status: Status, actor: tuple[str, ...] = ("OM",)) -> Claim:
    doc = doc_from(text)
    (claim,) = with_undecided(reading(doc), (whole_claim(doc, kind, status, actor=actor),))
    return claim


@pytest.mark.parametrize("status", [Status.NEGATED, Status.PLANNED])
@pytest.mark.parametrize(
    "text",
    [
        "Oman says it has not decided on jets for Chad.",
        "Oman has not yet decided whether to send tanks to Chad.",
        "No decision has been made on sending Omani tanks to Chad.",
        "Oman has made no final decision on sending tanks to Chad.",
        "Oman has yet to decide whether to sell Chad tanks.",
        "Oman hasn't made any decision to send troops or tanks.",
    ],
)
def test_what_is_not_decided_yet_may_be(text: str, status: Status) -> None:
    assert told(text, ARMS, status).status is Status.POSSIBLE


@pytest.mark.parametrize(
    "text",
    [
        "Oman decided not to send tanks to Chad.",
        "Oman will not send tanks to Chad.",
        "Oman did not send tanks to Chad and has not decided on a truce.",
        "Oman has not sent tanks to Chad. It has not decided on jets.",
        "Oman has not decided when the tanks will be sent.",
    ],
)
def test_what_is_decided_or_not_done_stays(text: str) -> None:
    assert told(text, ARMS, Status.NEGATED).status is Status.NEGATED


@pytest.mark.parametrize(
    "text",
    [
        "Oman allowed Chad to use its rockets to strike inside Sudan.",
        "Oman permits Chad to use its missiles to hit targets in Sudan.",
        "Oman has authorised Chad to fire its missiles at Sudan.",
        "Oman said it had allowed Chad to bomb Sudan.",
    ],
)
def test_what_another_is_let_to_do_may_be_and_is_not_of_who_lets_him(text: str) -> None:
    claim = told(text, STRIKE if "fire" not in text else ClaimType.MISSILE_LAUNCH, Status.ASSERTED, ("OM", "TD"))
    assert (claim.status, claim.actor) == (Status.POSSIBLE, ("TD",))


@pytest.mark.parametrize(
    "text",
    [
        "Chad struck Sudan with rockets that Oman allowed it to use.",
        "Oman allowed observers into the town that Chad bombed.",
        "Chad bombed the camp after Oman allowed its jets to refuel.",
        "The truce allowed Chad to rest before it attacked Sudan.",
        "The gap allowed Chad's drone strike.",
    ],
)
def test_what_was_done_was_done(text: str) -> None:
    assert told(text, STRIKE, Status.ASSERTED, ("TD",)).status is Status.ASSERTED


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Truce talks between Oman and Chad have stalled.", Status.POSSIBLE),
        ("Oman walked out of ceasefire talks in Aden.", Status.POSSIBLE),
        ("Negotiations on a ceasefire have resumed in Muscat.", Status.POSSIBLE),
        ("Oman and Chad agreed a truce after talks.", Status.ASSERTED),
        ("Oman and Chad signed a ceasefire in Aden.", Status.ASSERTED),
        ("Truce talks between Oman and Chad ended in a ceasefire.", Status.ASSERTED),
    ],
)
def test_a_pact_that_is_only_talked_of_may_be(text: str, status: Status) -> None:
    assert told(text, ClaimType.AGREEMENT, Status.ASSERTED).status is status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Oman weighed bombing the port.", Status.POSSIBLE),
        ("Oman considered striking the port last year, a memo says.", Status.POSSIBLE),
        ("Oman mulls a strike on the port.", Status.POSSIBLE),
        ("Oman considered the strike on the port a crime.", Status.ASSERTED),
        ("Oman bombed the port and weighed a second strike.", Status.ASSERTED),
        ("Oman, which weighed a truce, struck the port.", Status.ASSERTED),
    ],
)
def test_what_is_only_weighed_may_be(text: str, status: Status) -> None:
    assert told(text, STRIKE, Status.ASSERTED).status is status
