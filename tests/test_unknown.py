"""Attacks by nobody known that a headline tells, and passives whose doer the heads alone are unsure of."""

from __future__ import annotations

import pytest
from fakes.sentence import DAY, reader

from bot.model import Claim, ClaimType, Status, Story

STRIKE, FIGHT, SEIZURE, TRANSFER = ClaimType.STRIKE, ClaimType.GROUND_COMBAT, ClaimType.SEIZURE, ClaimType.ARMS_TRANSFER


def told(title: str, text: str = "") -> tuple[Claim, ...]:
    return reader().claims(Story("s", title, text, DAY))


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Ship attacked near Aden", STRIKE),
        ("Cargo ship attacked off Yemen", STRIKE),
        ("Soldiers killed in ambush in northern Mali", FIGHT),
        ("Warplanes hit airport in Tripoli", STRIKE),
    ],
)
def test_an_attack_by_nobody_known_is_told_and_posted_without_a_doer(title: str, kind: ClaimType) -> None:
    claims = [c for c in told(title) if c.type is kind]
    assert [(c.actor, c.post) for c in claims] == [((), True)]


@pytest.mark.parametrize(
    ("title", "recipient"),
    [
        ("Belgium receives first F-35 fighter jets", "BE"),
        ("Philippines gets first BrahMos missiles", "PH"),
        ("Weapons shipment reaches Haiti despite embargo", "HT"),
        ("French-made Rafales delivered to Egypt", "EG"),
    ],
)
def test_arms_from_nobody_named_are_told_and_posted(title: str, recipient: str) -> None:
    claims = [c for c in told(title) if c.type is TRANSFER]
    assert [(c.actor, c.target, bool(c.item), c.post) for c in claims] == [((), (recipient,), True, True)]


@pytest.mark.parametrize(
    "title",
    [
        "How Belgium got its F-16s",
        "Museum in Belgium receives restored tank",
        "Vintage Spitfire delivered to Belgian airshow",
        "Why Egypt buys jets",
    ],
)
def test_what_is_no_delivery_of_arms_is_not_posted(title: str) -> None:
    assert not [c for c in told(title) if c.type is TRANSFER and c.post]


@pytest.mark.parametrize(
    "title",
    [
        "Ship attacked by fever near Aden",
        "Ship may be attacked near Aden, navy warns",
        "Navy denies ship was attacked near Aden",
        "Cargo ship burns off Yemen after engine fire",
        "Ships wait near Aden",
    ],
)
def test_what_is_no_attack_is_not_told_as_one(title: str) -> None:
    assert not [c for c in told(title) if c.type in {STRIKE, FIGHT} and c.post and c.status is Status.ASSERTED]


def test_who_may_have_done_it_himself_is_no_reason_to_tell_it_as_nobodys() -> None:
    for claim in told("Kyiv says Storm Shadows wrecked a Russian submarine in Sevastopol"):
        assert claim.actor != () or not claim.post


@pytest.mark.parametrize(
    ("title", "doer", "kind"),
    [
        ("Panama-flagged tanker seized by Iran in Strait of Hormuz", "IR", SEIZURE),
        ("Panama-flagged tanker was seized by Iran in Strait of Hormuz", "IR", SEIZURE),
        ("Liberian-flagged tanker seized by Iran off Fujairah", "IR", SEIZURE),
        ("Two Greek-owned tankers seized by Iran in Gulf", "IR", SEIZURE),
    ],
)
def test_who_a_headlines_passive_names_did_it_and_was_not_hit(title: str, doer: str, kind: ClaimType) -> None:
    claims = [c for c in told(title) if c.type is kind]
    assert [(c.actor, doer in c.target, c.post) for c in claims] == [((doer,), False, True)]


def test_a_passive_beside_what_a_sentence_tells_names_no_doer_of_it() -> None:
    text = (
        "Iran's navy took the tanker off Oman on Thursday. The ship, which had been seized by the United States in 2023, was towed to port."
    )
    claims = [c for c in told("Iran's navy takes tanker off Oman", text) if c.type is SEIZURE and not c.background]
    assert ("IR",) in [c.actor for c in claims]
