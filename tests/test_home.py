"""Forces that are told without their state are those of the state where they fight rebels."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from fakes.sentence import extractor

from bot.extract.candidates import Doc
from bot.extract.rules.doers.home import with_home
from bot.extract.rules.stages import reading
from bot.model import Claim, ClaimType, Span, Status, Story


def read(title: str, text: str) -> Doc:
    return extractor().drafts(Story("s", title, text, datetime(2026, 5, 11, 12, tzinfo=UTC)))[0]


def claim(doc: Doc, target: tuple[str, ...] = (), kind: ClaimType = ClaimType.GROUND_COMBAT) -> Claim:
    spans = tuple(Span(s.said.start, s.said.end) for s in doc.sentences if s.index > 0)[:1]
    return Claim(kind, Status.ASSERTED, spans, tuple(doc.story.cut(s) for s in spans), target=target)


@pytest.mark.parametrize(
    ("text", "target", "told"),
    [
        ("Security forces killed six insurgents in a raid near Segou on Sunday.", (), ("ML",)),
        ("Troops shot dead four jihadists near Maiduguri, an officer said.", (), ("NG",)),
        ("Police and soldiers killed two Boko Haram fighters near Maiduguri.", ("boko_haram",), ("NG",)),
        ("Soldiers killed nine militants in two raids, Pakistan's military said.", ("PK", "militants"), ("PK",)),
    ],
)
def test_bare_forces_that_kill_rebels_are_those_of_the_place(text: str, target: tuple[str, ...], told: tuple[str, ...]) -> None:
    doc = read("Rebels killed in raid", text)
    (found,) = with_home(reading(doc), (claim(doc, target),))
    assert found.actor == told
    assert not set(found.target) & set(told)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Gunmen killed six soldiers in a raid near Segou on Sunday.", ClaimType.GROUND_COMBAT),
        ("Six insurgents were killed in a raid near Segou on Sunday.", ClaimType.GROUND_COMBAT),
        ("Security forces killed six insurgents in a raid on Sunday.", ClaimType.GROUND_COMBAT),
        ("Security forces killed six insurgents between Segou and Maiduguri, Chad and Niger said.", ClaimType.GROUND_COMBAT),
        ("French troops killed six insurgents near Segou on Sunday.", ClaimType.GROUND_COMBAT),
        ("Security forces killed six insurgents near Segou on Sunday.", ClaimType.SEIZURE),
    ],
)
def test_who_fell_to_them_who_is_named_and_where_no_one_state_is_plain_are_left(text: str, kind: ClaimType) -> None:
    doc = read("Rebels killed in raid", text)
    told = claim(doc, kind=kind)
    assert with_home(reading(doc), (told,)) == (told,)


def test_a_doer_that_is_told_stays() -> None:
    doc = read("Rebels killed in raid", "Security forces killed six insurgents in a raid near Segou on Sunday.")
    told = replace(claim(doc), actor=("FR",))
    assert with_home(reading(doc), (told,)) == (told,)
