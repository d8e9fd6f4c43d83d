"""A weapon that is only shown was neither launched nor tested."""

from __future__ import annotations

import pytest
from fakes.sentence import DAY, doc_from, one_claim, reader

from bot.extract.rules.firm.shown import with_shown
from bot.extract.rules.stages import reading
from bot.model import ClaimType, Status, Story

LAUNCH, TEST, STRIKE = ClaimType.MISSILE_LAUNCH, ClaimType.WEAPON_TEST, ClaimType.STRIKE


def told(text: str, kind: ClaimType, status: Status = Status.ASSERTED) -> tuple[Status, ...]:
    doc = doc_from(text)
    return tuple(c.status for c in with_shown(reading(doc), (one_claim(doc, kind, status, actor=("OM",)),)))


@pytest.mark.parametrize(
    "text",
    [
        "Oman has shown off a ballistic missile that could reach Aden.",
        "Oman unveiled a new cruise missile on Sunday.",
        "Oman displayed four rockets at a parade in Muscat.",
        "A ballistic missile was put on display in Muscat.",
    ],
)
@pytest.mark.parametrize("kind", [LAUNCH, TEST])
def test_what_is_only_shown_is_no_launch_and_no_test(text: str, kind: ClaimType) -> None:
    assert told(text, kind) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Oman has built two ballistic missiles, but there is no evidence the missiles have been tested.",
        "Oman has shown off a ballistic missile that has not been launched.",
        "Oman showed a ballistic missile, but analysts say it has not been flight-tested.",
        "Oman unveiled a cruise missile that it has yet to test.",
        "Oman unveiled a cruise missile that has yet to be tested.",
        "A third missile had been fueled but was never fired.",
    ],
)
def test_where_every_word_for_a_launch_is_taken_back_it_is_negated(text: str) -> None:
    assert told(text, LAUNCH) == (Status.NEGATED,)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Oman showed off the missile that it launched on Friday.", LAUNCH),
        ("Oman launched one missile and did not test another.", LAUNCH),
        ("Oman fired a ballistic missile at Aden.", LAUNCH),
        ("Oman's navy revealed that it had tested a missile.", TEST),
        ("Oman unveiled a missile and struck Aden.", STRIKE),
    ],
)
def test_what_was_done_stands(text: str, kind: ClaimType) -> None:
    assert told(text, kind) == (Status.ASSERTED,)


def test_a_denial_stays_a_denial() -> None:
    assert told("Oman unveiled a missile that it denies having tested.", LAUNCH, Status.DENIED) == (Status.DENIED,)


def test_no_alert_tells_of_a_launch_where_a_missile_was_shown() -> None:
    claims = reader().claims(Story("s", "Iran has shown off a ballistic missile that could reach Cyprus", "", DAY))
    assert not [c for c in claims if c.type in {LAUNCH, TEST} and c.status is Status.ASSERTED]
