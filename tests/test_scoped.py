"""What a "not" is said of: the event, or its effect, its ground, its end, or the news of it."""

from __future__ import annotations

import pytest
from test_decode_clean import doc_of

from bot.extract.decode.scoped import scoped
from bot.extract.decode.units import Unit
from bot.extract.proposal import ROLES
from bot.extract.scorers import Cell
from bot.extract.scorers.features import STATUSES
from bot.model import ClaimType, Status

SHARES = {Status.NEGATED: 0.7, Status.ALLEGED: 0.2, Status.ASSERTED: 0.1}


def told(text: str, kind: ClaimType = ClaimType.STRIKE, status: Status = Status.NEGATED) -> Status | None:
    """The status with which a sentence that the heads read as told not to be is told; None where it tells of nothing."""
    doc = doc_of(text)
    shares = tuple(SHARES.get(s, 0.0) for s in STATUSES)
    cell = Cell(sentence=1, type=kind, score=0.9, status=shares, importance=(0.1, 0.2, 0.7), background=0.0, roles=dict.fromkeys(ROLES, ()))
    return next((u.status for u in scoped(doc, [Unit(cell, status, 0.7)])), None)


@pytest.mark.parametrize(
    "text",
    [
        "Norway said there was no new intelligence that Peru would launch a strike.",
        "The warning was not based on any word of a strike, officials said.",
        "Norway did not provide evidence of the strike.",
        "Norway could not independently verify the strike.",
        "The navy has not received any notification of a strike, a spokesman said.",
        "Officials said Lima had not been told of the strike.",
    ],
)
def test_what_somebody_has_not_heard_denies_nothing(text: str) -> None:
    assert told(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "The strikes will not change our plans, the minister said.",
        "Norwegian strikes did not break the rebels, Oslo said.",
        '"No way" the strikes will change our plans, the minister said.',
        "Norway has no plans to call off its strikes.",
        "Norway will not halt its strikes, Oslo said.",
    ],
)
def test_an_event_stands_whose_effect_or_end_is_said_not_to_come(text: str) -> None:
    assert told(text) is Status.ALLEGED


@pytest.mark.parametrize(
    "text",
    [
        "Norway did not launch a strike, Oslo said.",
        "The strike did not happen, Oslo said.",
        "There is no evidence of a Norwegian strike, Oslo said.",
        "Norway said no new strike had been launched.",
        "Norway could not verify the report and denied the strike.",
        "The strikes did not hit Norway, and none was launched at Peru.",
        "The strikes did not target the port, Oslo said.",
        "Norway said it has seen no sign that Peru will launch a strike.",
    ],
)
def test_an_event_that_is_itself_said_not_to_be_is_not(text: str) -> None:
    assert told(text) is Status.NEGATED


def test_what_is_told_as_so_stays() -> None:
    assert told("Norway could not verify the strike.", status=Status.ALLEGED) is Status.ALLEGED


@pytest.mark.parametrize(
    "text",
    [
        "The Norwegian navy did not allege that Peru had prepared a strike.",
        "Norway did not claim to know of a strike, nor did it address the loss of a boat.",
        "No armed group has claimed the strike.",
        "None of the rebel groups has yet claimed the strike.",
        "Lima did not dispute the Norwegian account of the strike.",
        "There is no known link between the strike and Peru, police said.",
    ],
)
def test_what_somebody_does_not_say_denies_nothing(text: str) -> None:
    assert told(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Norway said there was no credible evidence of civilian deaths.",
        "There was no convincing sign of any damage to homes, Oslo said.",
        "No civilians were hurt, Oslo said.",
        "Houses in the village were not damaged, Oslo said.",
        "It said nobody had been wounded.",
    ],
)
def test_that_no_harm_was_done_denies_no_attack(text: str) -> None:
    assert told(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "The Norwegian strikes caused no damage, Oslo said.",
        "No civilians were hurt in the strike, Oslo said.",
        "The strike on the harbour did not cause any casualties, Oslo said.",
    ],
)
def test_an_attack_that_did_no_harm_stands(text: str) -> None:
    assert told(text) is Status.ALLEGED


@pytest.mark.parametrize(
    "text",
    [
        "Norway said it never launched a strike and that nobody was hurt.",
        "There is no truth to the claim that Norway launched a strike.",
        "Norway did not dispute the damage but denied the strike.",
        "We have not killed civilians in any strike, Oslo said.",
        "Norway hopes that no more victims will fall to strikes.",
    ],
)
def test_a_denial_of_the_deed_stays_one_beside_them(text: str) -> None:
    assert told(text) is Status.NEGATED


def test_a_sentence_told_both_ways_is_told_once() -> None:
    doc = doc_of("The Norwegian strike caused no damage, Oslo said.")
    shares = tuple(SHARES.get(s, 0.0) for s in STATUSES)
    cell = Cell(
        sentence=1,
        type=ClaimType.STRIKE,
        score=0.9,
        status=shares,
        importance=(0.1, 0.2, 0.7),
        background=0.0,
        roles=dict.fromkeys(ROLES, ()),
    )
    found = scoped(doc, [Unit(cell, Status.ASSERTED, 0.5), Unit(cell, Status.NEGATED, 0.4)])
    assert [u.status for u in found] == [Status.ASSERTED]
