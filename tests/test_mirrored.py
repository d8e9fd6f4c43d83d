"""Two sides that charge each other with a breach make two charges, each without the voice of the one it is against."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes.sentence import doc_from
from fakes.unread import UNREAD

from bot.extract.candidates import Doc
from bot.extract.rules.deals.mirrored import with_mirrored
from bot.extract.rules.said.themselves import without_charged
from bot.extract.rules.stages import reading
from bot.model import Claim, ClaimType, Speaker, Status


def read(text: str) -> Doc:
    return doc_from(text)


CHAD, MALI, UN = Speaker(None, "Chad", party="TD"), Speaker(None, "Mali", party="ML"), Speaker(None, "mission", party="un")


def charges(
    text: str, *actor: str, status: Status = Status.ALLEGED
) -> list[tuple[tuple[str, ...], tuple[str, ...], tuple[Speaker, ...], int]]:
    doc = read(text)
    spans = tuple(s.said for s in doc.sentences[1:])
    claim = Claim(ClaimType.AGREEMENT, status, spans, tuple(map(doc.story.cut, spans)), actor=actor, source=(CHAD, MALI))
    return [(c.actor, c.target, c.source, len(c.evidence)) for c in with_mirrored(reading(doc), (claim,))]


MIRRORS = (
    "Chad accused Mali of violating the ceasefire. Mali said Chad had broken the truce.",
    "Malian forces have violated the ceasefire, Chad said. Mali said it was Chad that broke the truce.",
    "Chad and Mali accused each other of breaking the pact. Mali has broken the accord, Chad said. Chad breached the deal, said Mali.",
)


@pytest.mark.parametrize("text", MIRRORS)
def test_each_side_is_charged_by_the_other(text):
    assert charges(text, "TD", "ML") == [(("ML",), ("TD",), (CHAD,), 1), (("TD",), ("ML",), (MALI,), 1)]


def test_a_charge_against_one_of_two_is_against_him_alone():
    text = "Chad and Mali traded accusations over a truce. Chad said Malian forces had violated the ceasefire."
    assert charges(text, "TD", "ML") == [(("ML",), ("TD",), (CHAD,), 2)]


@pytest.mark.parametrize(
    "text",
    [
        "Chad and Mali signed a pact. It is to end the fighting.",
        "Chad said Mali had violated the ceasefire. Mali had violated the truce in May too.",
        "Chad and Mali accused each other of breaking the pact.",
    ],
)
def test_other_pacts_stay(text):
    assert [actor for actor, *_ in charges(text, "ML", status=Status.ALLEGED)] == [("ML",)]


@pytest.mark.parametrize(
    ("source", "left"),
    [
        ((CHAD, MALI), (MALI,)),
        ((MALI, CHAD, UN), (MALI, UN)),
        ((CHAD, UN, MALI), (UN, MALI)),
        ((UN, CHAD), (UN, CHAD)),  # who stands beside may have asked him
        ((CHAD,), (CHAD,)),  # alone he says it of himself
        ((CHAD, Speaker("Ann Berg", None)), (CHAD, Speaker("Ann Berg", None))),  # whose voice she is nobody knows
        ((MALI, UN), (MALI, UN)),
    ],
)
def test_nobody_charges_himself(source, left):
    claim = Claim(ClaimType.STRIKE, Status.ALLEGED, (), (), actor=("TD",), target=("ML",), source=source)
    assert without_charged(UNREAD, (claim,)) == (replace(claim, source=left),)


@pytest.mark.parametrize(("status", "actor"), [(Status.ASSERTED, ("TD",)), (Status.ALLEGED, ("TD", "ML"))])
def test_what_is_no_charge_of_one_keeps_its_sayers(status, actor):
    claim = Claim(ClaimType.STRIKE, status, (), (), actor=actor, target=("ML",), source=(CHAD, MALI))
    assert without_charged(UNREAD, (claim,)) == (claim,)
