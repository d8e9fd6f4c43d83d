"""Bodies that watch the sea and only tell of what others do there."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

import pytest

from bot.extract import Extractor, load
from bot.extract.rules.beside.watching import without_watching
from bot.extract.rules.stages import reading
from bot.model import Claim, ClaimType, Status, Story


@cache
def extractor() -> Extractor:
    return load(model=False)


def told(text: str, kind: ClaimType = ClaimType.STRIKE) -> Claim:
    doc = extractor().read(Story("s", "A long week", text, datetime(2024, 5, 10, tzinfo=UTC)))[0]
    said = doc.sentences[1].said
    claim = Claim(kind, Status.ASSERTED, (said,), (doc.story.cut(said),), actor=("GB",), target=("civilians", "GB"))
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
    doc = extractor().read(Story("s", "A long week", "Air strikes hit a clinic of a charity.", datetime(2024, 5, 10, tzinfo=UTC)))[0]
    said = doc.sentences[1].said
    claim = Claim(ClaimType.STRIKE, Status.ALLEGED, (said,), (doc.story.cut(said),), actor=(body, "SY"))
    assert without_watching(reading(doc), (claim,))[0].actor == ("SY",)
    sent = replace(claim, type=ClaimType.DEPLOYMENT)
    assert without_watching(reading(doc), (sent,))[0].actor == (body, "SY")
