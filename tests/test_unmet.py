"""What did not come about, without a "not"."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from, one_claim

from bot.extract.rules.firm.unmet import with_unmet
from bot.extract.rules.stages import reading
from bot.model import ClaimType, Speaker, Status

PACT, STRIKE, GROUND, MOVE = ClaimType.AGREEMENT, ClaimType.STRIKE, ClaimType.GROUND_COMBAT, ClaimType.DEPLOYMENT


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("Lamu was spared an assault by the Kenyan army last autumn.", GROUND, Status.NEGATED),
        ("Lamu was spared the assault that hit other towns.", GROUND, Status.ASSERTED),
        ("Lamu was not spared an assault by the Kenyan army.", GROUND, Status.ASSERTED),
        ("A truce between Oman and Yemen remains elusive.", PACT, Status.NEGATED),
        ("A peace deal and a proper truce remain elusive.", PACT, Status.NEGATED),
        ("A truce with Oman was not possible, Yemen said.", PACT, Status.NEGATED),
        ("A truce with Oman is possible, Yemen said.", PACT, Status.ASSERTED),
        ("A truce holds in Yemen, but an end of the war remains elusive.", PACT, Status.ASSERTED),
        ("A false report said that the leader was bombed near Aden.", STRIKE, Status.NEGATED),
        ("A report said that the leader was bombed near Aden.", STRIKE, Status.ASSERTED),
        ("There was a false report that said the leader was bombed near Aden.", STRIKE, Status.NEGATED),
        ("A false report led Oman to bomb Aden.", STRIKE, Status.ASSERTED),
        ("A false report triggered a strike on Aden.", STRIKE, Status.ASSERTED),
        ("An Omani missile fell short of its target in Aden.", STRIKE, Status.ASSERTED),
        ("Oman has yet to launch a strike on Aden.", STRIKE, Status.NEGATED),
        ("Oman has yet to comment on the strike on Aden.", STRIKE, Status.ASSERTED),
        ("The two armies have yet to deploy in Juba.", MOVE, Status.NEGATED),
        ("The truce hinged on the withdrawal of Omani troops.", MOVE, Status.POSSIBLE),
        ("Aid is conditional on the withdrawal of Omani troops.", MOVE, Status.POSSIBLE),
        ("A deal depends on the release of prisoners and the withdrawal of Omani troops.", MOVE, Status.POSSIBLE),
        ("Yemen depends on Omani air strikes.", STRIKE, Status.ASSERTED),
    ],
)
def test_what_did_not_come_about_is_not_told_as_done(text: str, kind: ClaimType, status: Status) -> None:
    doc = doc_from(text)
    claim = one_claim(doc, kind, Status.ASSERTED, actor=("OM",))
    assert with_unmet(reading(doc), (claim,))[0].status is status


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("It is a lie that Oman bombed the school, its army said.", True),
        ("It is not true that Oman bombed the school, its army said.", True),
        ("Oman accused Peru of lying when it said that Omani jets had hit a school.", True),
        ("It is true that Oman bombed the school, its army said.", False),
        ("Oman's army said that it had bombed the school.", False),
    ],
)
def test_what_is_called_a_lie_is_denied_by_who_says_so(text: str, denied: bool) -> None:
    doc = doc_from(text)
    claim = one_claim(doc, STRIKE, Status.ALLEGED, actor=("OM",), source=(Speaker(None, "army", party="OM"),))
    assert (with_unmet(reading(doc), (claim,))[0].status is Status.DENIED) is denied


def test_what_is_unlikely_is_possible() -> None:
    doc = doc_from("It is unlikely that Oman will send troops to Yemen.")
    claim = one_claim(doc, MOVE, Status.PLANNED, actor=("OM",))
    assert with_unmet(reading(doc), (claim,))[0].status is Status.POSSIBLE


def test_who_stops_short_of_it_has_not_done_it() -> None:
    doc = doc_from("Oman stopped short of declaring a commitment to a truce with Yemen.")
    claim = one_claim(doc, PACT, Status.PLANNED, actor=("OM",))
    assert with_unmet(reading(doc), (claim,))[0].status is Status.NEGATED
