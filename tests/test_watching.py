"""Bodies that watch the sea and only tell of what others do there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes.sentence import doc_from, one_claim

from bot.extract.rules.beside.watching import without_watching
from bot.extract.rules.stages import reading
from bot.model import Claim, ClaimType, Status


def told(text: str, kind: ClaimType = ClaimType.STRIKE) -> Claim:
    doc = doc_from(text)
    claim = one_claim(doc, kind, Status.ASSERTED, actor=("GB",), target=("civilians", "GB"))
    return without_watching(reading(doc), (claim,))[0]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A tanker was struck by two missiles off Aden, UKMTO said.", ClaimType.STRIKE),
        ("A tanker was seized by armed men, the United Kingdom Maritime Trade Operations (UKMTO) said.", ClaimType.SEIZURE),
        ("UKMTO reported that a missile was fired at a freighter.", ClaimType.MISSILE_LAUNCH),
    ],
)
def test_who_watches_and_tells_is_no_doer(text: str, kind: ClaimType) -> None:
    left = told(text, kind)
    assert (left.actor, left.target, left.status) == ((), ("civilians",), Status.ALLEGED)


@pytest.mark.parametrize(
    "text",
    [
        "Britain struck two launchers near Hodeidah, UKMTO said.",
        "A British frigate seized a dhow, the UK Maritime Trade Operations said.",
        "The Royal Navy said two missiles were fired.",
        "British jets struck a depot.",
    ],
)
def test_who_is_named_besides_stays(text: str) -> None:
    left = told(text)
    assert (left.actor, left.status) == (("GB",), Status.ASSERTED)


@pytest.mark.parametrize("body", ["icrc", "medecins_sans_frontieres"])
def test_who_never_uses_force_is_no_doer(body: str) -> None:
    doc = doc_from("Air strikes hit a clinic of a charity.")
    claim = one_claim(doc, ClaimType.STRIKE, Status.ALLEGED, actor=(body, "SY"))
    assert without_watching(reading(doc), (claim,))[0].actor == ("SY",)
    sent = replace(claim, type=ClaimType.DEPLOYMENT)
    assert without_watching(reading(doc), (sent,))[0].actor == (body, "SY")
