"""What somebody only looks for proof of is told by nobody."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

import pytest

from bot.extract import Extractor, load
from bot.extract.candidates import Doc
from bot.extract.rules.said.unproven import without_unproven
from bot.extract.text.view import views
from bot.model import Claim, ClaimType, Status, Story


@cache
def extractor() -> Extractor:
    return load(model=False)


def read(text: str) -> Doc:
    return extractor().read(Story("s", "A long week", text, datetime(2024, 5, 10, tzinfo=UTC)))[0]


def told(text: str, kind: ClaimType, status: Status = Status.ALLEGED) -> bool:
    doc = read(text)
    said = doc.sentences[1].said
    claim = Claim(kind, status, (said,), (doc.story.cut(said),), actor=("IR",))
    return bool(without_unproven(doc, (claim,), views(doc)))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Chad is looking for evidence that Iran delivered drones to Sudan.", ClaimType.ARMS_TRANSFER),
        ("Oman still awaits proof that Iran attacked the tanker.", ClaimType.STRIKE),
        ("Investigators are searching for evidence of an attack by Iran on the port.", ClaimType.STRIKE),
        ("The bloc was gathering evidence that Iran has used the rockets in Iraq.", ClaimType.STRIKE),
    ],
)
def test_what_proof_is_sought_of_is_no_claim(text, kind):
    assert not told(text, kind)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Chad has evidence that Iran delivered drones to Sudan.", ClaimType.ARMS_TRANSFER),
        ("Iran attacked the tanker, and Oman is looking for evidence.", ClaimType.STRIKE),
        ("Oman found proof that Iran attacked the tanker.", ClaimType.STRIKE),
        ("Iran said it needs no help.", ClaimType.STRIKE),
    ],
)
def test_what_is_said_or_proved_stays(text, kind):
    assert told(text, kind)


def test_what_is_only_possible_stays_so():
    assert told("Chad is looking for evidence that Iran delivered drones to Sudan.", ClaimType.ARMS_TRANSFER, Status.POSSIBLE)
