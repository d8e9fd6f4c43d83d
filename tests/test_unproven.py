"""What somebody only looks for proof of is told by nobody."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from, one_claim, whole_claim

from bot.extract.candidates import Doc
from bot.extract.rules.said.unproven import without_unproven
from bot.extract.rules.stages import reading
from bot.model import ClaimType, Speaker, Status


def read(text: str) -> Doc:
    return doc_from(text)


def told(text: str, kind: ClaimType, status: Status = Status.ALLEGED) -> bool:
    doc = read(text)
    claim = one_claim(doc, kind, status, actor=("IR",))
    return bool(without_unproven(reading(doc), (claim,)))


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


def voices(text: str, *orgs: str) -> list[str]:
    doc = read(text)
    source = tuple(Speaker(None, o, party=o) for o in orgs)
    claim = whole_claim(doc, ClaimType.STRIKE, Status.ALLEGED, actor=("IR",), source=source)
    return [s.party for c in without_unproven(reading(doc), (claim,)) for s in c.source]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Oman said it could not verify the report of an Iranian attack.", []),
        ("Oman was unable to confirm that Iran attacked the port.", []),
        ("Oman has not been able to verify reports of an attack by Iran.", []),
        ("Oman declined to confirm the Iranian attack.", []),
        ("Oman said Iran attacked the port. Chad could not confirm the report.", ["OM"]),
        ("Oman confirmed that Iran attacked the port.", ["OM"]),
        ("Oman said Iran attacked the port. It could not verify the number of dead.", ["OM"]),
        ("Oman said Iran attacked the port, which Chad could not confirm.", ["OM"]),
    ],
)
def test_who_cannot_confirm_it_does_not_say_it(text: str, left: list[str]) -> None:
    assert voices(text, "OM") == left
