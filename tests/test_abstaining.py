"""Who does not join in stands beside it."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from, one_claim, whole_claim

from bot.extract.rules.beside.abstaining import without_abstaining
from bot.extract.rules.stages import reading
from bot.model import ClaimType, Status

MOVE, STRIKE = ClaimType.DEPLOYMENT, ClaimType.STRIKE


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Oman has troops in Yemen and sent more, but Peru has no plans to send troops there.", ("OM",)),
        ("Oman sent troops to Yemen, but Peru's minister said Peru has no intention of sending troops there.", ("OM",)),
        ("Oman, but not Peru, sent troops to Yemen.", ("OM",)),
        ("Oman and Peru sent troops to Yemen.", ("OM", "PE")),
        ("Oman withdrew from Yemen, and Peru did not give it notice of its own withdrawal from Yemen.", ("OM", "PE")),
        ("Oman sent troops to Yemen, but Peru did not send any.", ("OM",)),
        ("Oman and Peru did not wait and sent troops to Yemen.", ("OM", "PE")),
        ("Oman did not wait, and its troops and those of Peru were sent to Yemen.", ("OM", "PE")),
    ],
)
def test_who_only_stays_away_did_not_do_it(text: str, left: tuple[str, ...]) -> None:
    doc = doc_from(text)
    claim = whole_claim(doc, MOVE, Status.ASSERTED, actor=("OM", "PE"))
    assert without_abstaining(reading(doc), (claim,))[0].actor == left


@pytest.mark.parametrize(
    ("text", "actor", "left"),
    [
        ("Peru did not take part in Oman's air strikes on Yemen.", ("OM", "PE"), ("PE",)),
        ("Peru did not take part in the Omani air strikes on Yemen.", ("OM",), ("PE",)),
        ("Peru will not join Omani strikes on Yemen.", ("OM", "PE"), ("PE",)),
        ("Oman and Peru did not strike Yemen.", ("OM", "PE"), ("OM", "PE")),
        ("Peru denied the Omani strikes on Yemen.", ("OM",), ("OM",)),
    ],
)
def test_a_negation_is_of_those_alone_who_took_no_part(text: str, actor: tuple[str, ...], left: tuple[str, ...]) -> None:
    doc = doc_from(text)
    claim = one_claim(doc, STRIKE, Status.NEGATED, actor=actor)
    assert without_abstaining(reading(doc), (claim,))[0].actor == left
