"""Who is only accused is no doer told as fact."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from

from bot.extract.rules.doers.accused import without_accused
from bot.extract.rules.doers.charged import with_charged
from bot.extract.rules.stages import reading
from bot.model import Claim, ClaimType, Status

ASSERTED, ALLEGED = Status.ASSERTED, Status.ALLEGED


def told(title: str, actor: tuple[str, ...], status: Status = ASSERTED) -> tuple[tuple[str, ...], Status]:
    doc = doc_from("It was a long week.", title)
    said = tuple(s.said for s in doc.sentences[:-1])
    claim = Claim(ClaimType.STRIKE, status, said, tuple(map(doc.story.cut, said)), actor=actor)
    (left,) = without_accused(reading(doc), (claim,))
    return left.actor, left.status


@pytest.mark.parametrize(
    "title",
    [
        "Gunmen kill nine in Kenya; Nairobi accuses Chad",
        "Gunmen kill nine in Kenya, and Nairobi blames Chad",
        "Gunmen kill nine in Kenya; officials accuse Chad of the attack",
        "Gunmen kill nine in Kenya; Nairobi blames Chadian forces",
        "Gunmen kill nine in Kenya; Nairobi blames the attack on Chad",
    ],
)
def test_who_is_accused_alone_is_no_doer_of_what_is_told_as_fact(title: str) -> None:
    assert told(title, ("TD", "gunmen")) == (("gunmen",), ASSERTED)
    assert told(title, ("TD",)) == (("TD",), ALLEGED)
    assert told(title, ("TD", "gunmen"), ALLEGED) == (("TD", "gunmen"), ALLEGED)


@pytest.mark.parametrize(
    "title",
    [
        "Chadian jets bomb Kenya; Nairobi accuses Chad",
        "Kenya says Chad bombed town, accuses Chad of lying",
        "Chad bombs Kenyan town and accuses Sudan",
        "Kenya does not blame Chad for the attack",
        "Attack on Kenya by Chad: Nairobi blames N'Djamena",
    ],
)
def test_who_is_named_as_the_doer_too_stays(title: str) -> None:
    assert told(title, ("TD",)) == (("TD",), ASSERTED)


def owner(title: str) -> tuple[str, ...]:
    doc = doc_from("It was a long week.", title)
    said = tuple(s.said for s in doc.sentences[:-1])
    claim = Claim(ClaimType.STRIKE, ASSERTED, said, tuple(map(doc.story.cut, said)), target=("KE",))
    return with_charged(reading(doc), (claim,))[0].actor


def test_who_claims_an_attack_in_the_last_words_of_a_headline_did_it() -> None:
    assert owner("Kenyan general killed by bomb in Nairobi; Chad claims attack") == ("TD",)
    assert owner("Kenyan general killed by bomb in Nairobi, Chad claims responsibility") == ("TD",)
    assert owner("Kenyan general killed by bomb in Nairobi; Chad claims attack was staged") == ()
    assert owner("Kenyan general killed by bomb in Nairobi; Chad claims innocence") == ()
    assert owner("Kenyan general killed by bomb, army in Chad claims attack") == ()


def test_a_group_that_is_named_behind_a_word_for_it_is_only_blamed_too() -> None:
    title = "Rockets killed nine people in Kenya on Monday; Nairobi blamed the militant group al Shabaab for the attack"
    assert told(title, ("al_shabaab",)) == (("al_shabaab",), ALLEGED)
