"""What somebody halts or gives back is no news of the deed."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from, one_claim

from bot.extract.rules.firm.halted import with_halted
from bot.extract.rules.stages import reading
from bot.model import Claim, ClaimType, Status

STRIKE, SEIZURE, DRILL = ClaimType.STRIKE, ClaimType.SEIZURE, ClaimType.EXERCISE


def told(text: str, kind: ClaimType, actor: tuple[str, ...] = ("OM",)) -> Claim:
    doc = doc_from(text)
    claim = one_claim(doc, kind, Status.ASSERTED, actor=actor)
    return with_halted(reading(doc), (claim,))[0]


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("Oman halts attacks on shipping.", STRIKE, Status.NEGATED),
        ("Oman has suspended its drills.", DRILL, Status.NEGATED),
        ("Oman halted attacks on Monday and bombed Aden on Tuesday.", STRIKE, Status.ASSERTED),
        ("Oman will not halt attacks on shipping.", STRIKE, Status.ASSERTED),
        ("Chad asked Oman to halt attacks on shipping.", STRIKE, Status.ASSERTED),
        ("Oman attacked shipping.", STRIKE, Status.ASSERTED),
        ("Oman's president ordered a halt to strikes on Aden.", STRIKE, Status.NEGATED),
        ("Oman announced a pause in its strikes on Aden.", STRIKE, Status.NEGATED),
        ("Oman called for a halt to strikes on Aden.", STRIKE, Status.ASSERTED),
        ("Oman will announce an end to strikes on Aden.", STRIKE, Status.ASSERTED),
        ("Chad announced an end to Oman's strikes on Aden.", STRIKE, Status.ASSERTED),
        ("Oman ended its largest drills on Friday.", DRILL, Status.ASSERTED),
        ("Oman halted a Yemeni assault on Aden with a counter-attack.", STRIKE, Status.ASSERTED),
        ("Oman halted an assault of its own forces on Aden.", STRIKE, Status.NEGATED),
        ("Oman said it would stop attacking ships.", STRIKE, Status.NEGATED),
        ("Oman would stop its attacks on ships if Peru disarmed.", STRIKE, Status.ASSERTED),
        ("Peru will not talk unless Oman stops bombing Aden.", STRIKE, Status.ASSERTED),
    ],
)
def test_what_its_doer_halts_is_negated(text: str, kind: ClaimType, status: Status) -> None:
    assert told(text, kind).status is status


def test_what_another_stops_is_left() -> None:
    assert told("Chad stopped attacks on shipping.", STRIKE).status is Status.ASSERTED


@pytest.mark.parametrize(
    ("text", "old"),
    [
        ("Oman released the seized tanker.", True),
        ("Oman freed the crew of a seized ship.", True),
        ("Oman seized a tanker.", False),
        ("Oman inspected the seized tanker.", False),
    ],
)
def test_a_seizure_that_only_says_what_is_given_back_is_old(text: str, old: bool) -> None:
    assert told(text, SEIZURE).background is old
