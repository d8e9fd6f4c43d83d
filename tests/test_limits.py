"""Who tells of an event and says what it was not limits it; who answers another's charge denies it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes.unread import UNREAD

from bot.extract.rules.said.limits import without_limits
from bot.model import Claim, ClaimType, Span, Speaker, Status

GUARD = Speaker(None, "Finnish border guard", "FI")


def claim(status: Status, said: str, at: int, *sayers: Speaker) -> Claim:
    return Claim(ClaimType.INCURSION, status, (Span(at, at + len(said)),), (said,), actor=("RU",), target=("FI",), source=sayers)


def told(text: str, *sayers: Speaker) -> Claim:
    return claim(Status.ALLEGED, text, 0, *sayers)


def denied(text: str, *sayers: Speaker) -> Claim:
    return claim(Status.DENIED, text, 200, *sayers)


CAME = told("Two Russian jets came close to Porvoo, the Finnish border guard said.", GUARD)


@pytest.mark.parametrize(
    "denial",
    [
        denied("None of the jets entered Finnish airspace, it said.", GUARD),
        denied("The jets did not cross the border, the border guard said.", Speaker(None, "border guard", "FI")),
        denied("They never came over land, Helsinki said.", Speaker(None, "Helsinki", "FI")),
    ],
)
def test_what_the_teller_says_it_was_not_is_no_denial(denial: Claim) -> None:
    assert without_limits(UNREAD, (CAME, denial)) == (CAME,)


@pytest.mark.parametrize(
    "denial",
    [
        denied("The jets never left Russian airspace, Moscow said.", Speaker(None, "Moscow", "RU")),
        denied("No jets were there, Estonia's navy said.", Speaker(None, "Estonia's navy", "EE")),
        denied("No jets were there, the border guard and Estonia's navy said.", GUARD, Speaker(None, "Estonia's navy", "EE")),
        denied("The border guard denied that any jet had crossed the border.", GUARD),
        denied("The border guard had said so in error: no jet came.", GUARD),
        denied("No jet entered Finnish airspace."),
    ],
)
def test_another_voice_or_an_answer_denies(denial: Claim) -> None:
    assert without_limits(UNREAD, (CAME, denial)) == (CAME, denial)


def test_what_the_doer_says_of_its_own_deed_denies() -> None:
    moscow = Speaker(None, "Moscow", "RU")
    both = (told("Moscow said its jets had flown near Porvoo.", moscow), denied("They did not cross the border, Moscow said.", moscow))
    assert without_limits(UNREAD, both) == both


def test_one_sentence_limits_the_deeds_of_several() -> None:
    chinese = replace(told("A Chinese ship came close too, the border guard said.", GUARD), actor=("CN",))
    denial = replace(denied("None of them entered Finnish waters, it said.", GUARD), actor=("CN", "RU"))
    assert without_limits(UNREAD, (CAME, chinese, denial)) == (CAME, chinese)
    assert without_limits(UNREAD, (CAME, denial)) == (CAME,)


def test_another_event_is_not_limited() -> None:
    denial = denied("None of the jets entered Finnish airspace, it said.", GUARD)
    for other in (replace(CAME, actor=("BY",)), replace(CAME, type=ClaimType.STRIKE), replace(CAME, status=Status.PLANNED)):
        assert without_limits(UNREAD, (other, denial)) == (other, denial)


def test_a_sayer_whom_the_claim_does_not_name_is_no_teller() -> None:
    unnamed = told("Two Russian jets came close to Porvoo, fishermen said.", GUARD)
    denial = denied("None of the jets entered Finnish airspace, the border guard said.", GUARD)
    assert without_limits(UNREAD, (unnamed, denial)) == (unnamed, denial)
