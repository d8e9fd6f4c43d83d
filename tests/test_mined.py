"""Who runs onto a mine was hit by it."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from, one_claim

from bot.extract.rules.doers.mined import with_mined
from bot.extract.rules.stages import reading
from bot.model import Claim, ClaimType, Status

TD, CF = ("TD",), ("CF",)


def told(text: str, actor: tuple[str, ...] = TD, kind: ClaimType = ClaimType.STRIKE, status: Status = Status.ASSERTED) -> Claim:
    doc = doc_from(text)
    claim = one_claim(doc, kind, status, actor=actor)
    return with_mined(reading(doc), (claim,))[0]


@pytest.mark.parametrize(
    "text",
    [
        "A Chadian army convoy hit a landmine near Bosso, and four soldiers died.",
        "Chad army truck hits mine near Bosso",
        "Chadian vehicle runs over IED in Bosso",
        "Two were hurt when Chadian soldiers stepped on a mine.",
        "A Chadian patrol had struck a roadside bomb.",
        "Chadian troops trigger improvised explosive device, three die",
    ],
)
def test_who_runs_onto_a_mine_was_hit(text: str) -> None:
    claim = told(text)
    assert (claim.actor, claim.target) == ((), TD)


@pytest.mark.parametrize(
    "text",
    [
        "Chadian jets hit a mine used by rebels.",
        "Chadian soldiers hit the rebels with mines.",
        "Chad bombed the camp after a Chadian convoy hit a mine.",
        "Chadian troops strike mining camp",
        "Chadian soldiers set a mine that killed two.",
        "A Chadian drone strike hits mine-clearing crew",
    ],
)
def test_who_attacks_is_left(text: str) -> None:
    assert told(text).actor == TD


def test_who_laid_it_is_left() -> None:
    assert told("Chad planted mines, and a truck of the Central African Republic hit a mine.").actor == TD


def test_a_denial_is_left() -> None:
    assert told("A Chadian convoy hit a mine.", status=Status.DENIED).actor == TD
