"""Who breaks, quits or brokers a pact, and what is turned down."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from fakes.sentence import doc_from, whole_claim

from bot.extract.candidates import Doc
from bot.extract.rules.deals.pacts import with_pacts
from bot.extract.rules.stages import reading
from bot.model import Claim, ClaimType, Days, Speaker, Status

BOTH = ("TD", "ML")


def doc_of(text: str) -> Doc:
    return doc_from(text, "Talks")


def claim_of(doc: Doc, actor: tuple[str, ...], status: Status, kind: ClaimType = ClaimType.AGREEMENT) -> Claim:
    return whole_claim(doc, kind, status, actor=actor)


def told(text: str, actor: tuple[str, ...], status: Status, kind: ClaimType = ClaimType.AGREEMENT) -> list[tuple[tuple[str, ...], Status]]:
    doc = doc_of(text)
    return [(c.actor, c.status) for c in with_pacts(reading(doc), (claim_of(doc, actor, status, kind),))]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Chad accused Mali of violating the truce.", ("ML",)),
        ("Mali denied that it had breached the accord with Chad.", ("ML",)),
        ("The ceasefire was broken by Chad, Mali said.", ("TD",)),
        ("Chad has quit the border treaty with Mali.", ("TD",)),
        ("Chad and Mali accused each other of violating the truce.", BOTH),
        ("Chad and Mali signed a truce.", BOTH),
        ("Chad and Mali agreed to a truce on Friday. Mali broke the truce.", BOTH),
        ("Chad accused Mali of violating its airspace.", BOTH),
    ],
)
def test_who_breaks_or_quits_a_pact_does_it_alone(text: str, actor: tuple[str, ...]) -> None:
    assert told(text, BOTH, Status.ALLEGED)[0][0] == actor


def test_who_quits_and_whom_he_accuses_did_two_things():
    text = "Chad will withdraw from the river treaty, accusing Mali of breaking it."
    assert told(text, BOTH, Status.ALLEGED) == [(("TD",), Status.PLANNED), (("ML",), Status.ALLEGED)]


def test_who_quits_is_not_the_other_side():
    assert told("Chad will pull out of a defence pact with Mali.", ("ML",), Status.PLANNED) == [(("TD",), Status.PLANNED)]
    assert told("Oman said Chad had broken the truce.", ("ML",), Status.ALLEGED) == [(("ML",), Status.ALLEGED)]


def test_a_pact_that_somebody_will_suspend_is_planned_to_end():
    assert told("Chad said it would suspend the 1988 treaty.", ("TD",), Status.ASSERTED) == [(("TD",), Status.PLANNED)]
    assert told("Chad suspended the 1988 treaty.", ("TD",), Status.ASSERTED) == [(("TD",), Status.ASSERTED)]


@pytest.mark.parametrize(("text", "kept"), [("Chad suspended the 1988 treaty.", False), ("Chad suspended the treaty in 1988.", True)])
def test_the_year_of_a_pact_is_not_when_it_ended(text: str, kept: bool) -> None:
    doc = doc_of(text)
    days = Days(date(1988, 1, 1), date(1988, 12, 31))
    (claim,) = with_pacts(reading(doc), (replace(claim_of(doc, ("TD",), Status.ASSERTED), date=days),))
    assert (claim.date == days) is kept


@pytest.mark.parametrize(
    ("text", "actor", "left"),
    [
        ("Chad and Mali failed to agree on a truce in talks hosted by Oman.", (*BOTH, "OM"), BOTH),
        ("Chad and Mali spoke of a truce. Oman, which brokered the talks, had proposed a truce.", (*BOTH, "OM"), BOTH),
        ("A truce was brokered by Oman and Peru.", ("OM", "PE"), ("OM", "PE")),
        ("Chad and Mali and Oman signed a truce.", (*BOTH, "OM"), (*BOTH, "OM")),
    ],
)
def test_who_brings_two_sides_together_is_none_of_them(text: str, actor: tuple[str, ...], left: tuple[str, ...]) -> None:
    assert told(text, actor, Status.NEGATED)[0][0] == left


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Chad proposed a ceasefire, which Mali rejected.", Status.NEGATED),
        ("Mali rejected a proposal for a truce.", Status.NEGATED),
        ("Mali rejected the charge that it had broken the truce.", Status.DENIED),
        ("Mali denied that it had signed a truce, and rejected the proposal.", Status.DENIED),
    ],
)
def test_what_is_turned_down_is_not_denied(text: str, status: Status) -> None:
    assert told(text, ("ML",), Status.DENIED)[0][1] is status


@pytest.mark.parametrize(
    ("text", "org", "party", "status"),
    [
        ("Chad violated the truce, the army of Mali said.", "army of Mali", "ML", Status.ALLEGED),
        ("The forces of Chad breached the ceasefire on Friday, Mali said.", "Mali", "ML", Status.ALLEGED),
        ("Chad broke the accord, according to Mali.", "Mali", "ML", Status.ALLEGED),
        ("Chad violated the truce, its army said.", "army", "TD", Status.ASSERTED),
        ("Chad violated the truce, a monitor said.", "monitor", "", Status.ASSERTED),
    ],
)
def test_a_breach_told_by_the_other_side_is_alleged(text: str, org: str, party: str, status: Status) -> None:
    doc = doc_of(text)
    claim = replace(claim_of(doc, BOTH, Status.ASSERTED), source=(Speaker(None, org, party),))
    assert [(c.actor, c.status) for c in with_pacts(reading(doc), (claim,))] == [(("TD",), status)]
