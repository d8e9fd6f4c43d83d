"""What is put off is told as postponed, and nothing else is."""

from __future__ import annotations

from datetime import date

import pytest
from fakes.sentence import doc_from, one_claim

from bot.extract.rules.firm.putoff import with_put_off
from bot.extract.rules.stages import reading
from bot.model import Claim, ClaimType, Days, Reversal, Status

DRILL, LAUNCH, TEST, ARMS, SENT = (
    ClaimType.EXERCISE,
    ClaimType.MISSILE_LAUNCH,
    ClaimType.WEAPON_TEST,
    ClaimType.ARMS_TRANSFER,
    ClaimType.DEPLOYMENT,
)


def told(text: str, kind: ClaimType, status: Status = Status.PLANNED, **slots: object) -> Claim:
    doc = doc_from(text)
    claim = one_claim(doc, kind, status, actor=("OM",), **slots)
    return with_put_off(reading(doc), (claim,))[0]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Oman and Chad postponed their joint drills.", DRILL),
        ("The exercise has been put off until spring.", DRILL),
        ("Oman delayed a planned test of its rocket.", TEST),
        ("Oman delayed a planned test of its rocket.", LAUNCH),
        ("Oman has pushed back the delivery of six frigates to Chad.", ARMS),
        ("Delivery of six frigates to Chad deferred again, Oman says.", ARMS),
        ("The postponement of the drills surprised nobody.", DRILL),
        ("Oman announced a delay in the delivery of six frigates.", ARMS),
        ("Oman said it would postpone the deployment of its second battery.", SENT),
    ],
)
def test_what_is_put_off_is_postponed(text: str, kind: ClaimType) -> None:
    claim = told(text, kind)
    assert claim.reversal is Reversal.POSTPONED
    assert claim.status is Status.PLANNED


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("Oman may postpone the drills.", DRILL, Status.PLANNED),
        ("Oman will not postpone the drills.", DRILL, Status.PLANNED),
        ("Chad called on Oman to postpone the drills.", DRILL, Status.POSSIBLE),
        ("Postponed twice, the drills began on Monday.", DRILL, Status.ASSERTED),
        ("Oman delayed the vote and will hold drills in May.", DRILL, Status.PLANNED),
        ("Oman postponed the drills.", DRILL, Status.NEGATED),
        ("Oman postponed the raid.", ClaimType.GROUND_COMBAT, Status.PLANNED),
    ],
)
def test_what_may_be_or_is_not_put_off_stays_as_it_is(text: str, kind: ClaimType, status: Status) -> None:
    claim = told(text, kind, status)
    assert claim.reversal is None
    assert claim.status is status


@pytest.mark.parametrize("status", [Status.ASSERTED, Status.ALLEGED, Status.POSSIBLE])
def test_what_is_put_off_is_still_to_come(status: Status) -> None:
    assert told("Oman postponed the drills.", DRILL, status).status is Status.PLANNED


def test_the_words_that_tell_it_are_kept() -> None:
    claim = told("Oman postponed the drills.", DRILL)
    assert [(s.start, s.end) for name, spots in claim.spans if name == "reversal" for s in spots] == [(17, 26)]


@pytest.mark.parametrize(("day", "kept"), [("2024-05-09", False), ("2024-05-10", False), ("2024-06-01", True)])
def test_the_day_on_which_it_was_said_is_none_of_the_event(day: str, kept: bool) -> None:
    when = Days(date.fromisoformat(day), date.fromisoformat(day))
    assert told("Oman postponed the drills.", DRILL, date=when).date == (when if kept else None)
