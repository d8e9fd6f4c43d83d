"""Events that did not come about, by a "no" before what they are done with or for."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from, one_claim

from bot.extract.rules.firm.nothing import with_nothing
from bot.extract.rules.stages import reading
from bot.model import ClaimType, Status


@pytest.mark.parametrize(
    ("text", "kind", "negated"),
    [
        ("No warhead was tested at the site this year.", ClaimType.WEAPON_TEST, True),
        ("Oman sent no troops to Yemen.", ClaimType.DEPLOYMENT, True),
        ("The embassy said Oman supplies arms to no party in Yemen.", ClaimType.ARMS_TRANSFER, True),
        ("Peru says it sells rifles to neither of them.", ClaimType.ARMS_TRANSFER, True),
        ("No rockets were launched from the range overnight.", ClaimType.MISSILE_LAUNCH, True),
        ("No fewer than nine rockets were launched from the range overnight.", ClaimType.MISSILE_LAUNCH, False),
        ("The rocket hit the depot and killed no one.", ClaimType.STRIKE, False),
        ("Oman captured no villages on Friday.", ClaimType.GROUND_COMBAT, True),
        ("Oman attacked and met no resistance.", ClaimType.GROUND_COMBAT, False),
        ("Oman sent no other unit than its guards to Yemen.", ClaimType.DEPLOYMENT, False),
        ("Peru sells rifles to nobody but its neighbours.", ClaimType.ARMS_TRANSFER, False),
        ("Oman sent troops to Yemen to no avail.", ClaimType.DEPLOYMENT, False),
        ("Oman delivers drones to Peru, second to none.", ClaimType.ARMS_TRANSFER, False),
        ("To no one's surprise, Oman delivered tanks to Peru.", ClaimType.ARMS_TRANSFER, False),
        ("Oman handed jets to Peru, a fact known to none outside.", ClaimType.ARMS_TRANSFER, False),
        ("Oman supplied weapons to none of the groups other than the guards.", ClaimType.ARMS_TRANSFER, False),
        ("Oman sanctioned no one but Peruvian generals.", ClaimType.SANCTION, False),
        ("Oman sent no weapons except 20 howitzers.", ClaimType.ARMS_TRANSFER, False),
        ("Oman sent no troops on Monday but deployed forty on Tuesday.", ClaimType.DEPLOYMENT, False),
    ],
)
def test_what_has_a_no_before_it_is_negated(text: str, kind: ClaimType, negated: bool) -> None:
    doc = doc_from(text)
    claim = one_claim(doc, kind, Status.ALLEGED, actor=("OM",))
    assert (with_nothing(reading(doc), (claim,))[0].status is Status.NEGATED) is negated
