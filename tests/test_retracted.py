"""What somebody takes back that he said, he denies."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from

from bot.extract.rules.firm.calledoff.reader import in_sentence
from bot.extract.rules.said.retracted import with_retracted
from bot.extract.rules.stages import reading
from bot.model import Amount, Category, Claim, ClaimType, Item, Status

DOWN = ClaimType.INTERCEPTION
DRONES = Item(Category.DRONE, "drones", Amount(3, 3, "three"))


def told(title: str, text: str = "", kind: ClaimType = DOWN, status: Status = Status.ASSERTED) -> tuple[Claim, ...]:
    doc = doc_from(text, title)
    said = tuple(s.said for s in doc.sentences)
    claim = Claim(kind, status, said, tuple(map(doc.story.cut, said)), actor=("OM",), item=(DRONES,), place=("Sur",))
    return with_retracted(reading(doc), (claim,))


@pytest.mark.parametrize(
    "title",
    [
        "Oman withdraws claim it shot down drones",
        "Oman walks back claim that it shot down drones",
        "Omani army retracts report of downing drones",
        "Oman took back its earlier statement that drones were intercepted",
        "Oman backtracks on claim it shot down drones",
        "Oman rows back on announcement that its jets shot down drones",
    ],
)
def test_who_takes_back_what_he_claimed_denies_it(title: str) -> None:
    (claim,) = told(title)
    assert (claim.status, [s.party for s in claim.source]) == (Status.DENIED, ["OM"])


@pytest.mark.parametrize(
    "title",
    [
        "Oman refuses to retract claim that it shot down drones",
        "Oman must withdraw claim it shot down drones",
        "Oman did not walk back claim that it shot down drones",
        "Oman withdraws from base after claim it shot down drones",
        "Oman retracts statement on drones that were shot down",
        "Oman shot down drones and withdrew a claim of rain",
        "Oman withdraws troops as drones shot down",
        "Oman withdraws claim to an island",
    ],
)
def test_what_is_not_taken_back_stands(title: str) -> None:
    assert [c.status for c in told(title)] == [Status.ASSERTED]


def test_what_only_another_sentence_counts_is_not_denied() -> None:
    (claim,) = told("Oman withdraws claim it shot down drones", "Three drones crashed near Sur.")
    assert [q.text for i in claim.item if (q := i.quantity) is not None] == []
    assert (claim.place, len(claim.evidence)) == ((), 1)


def test_a_denial_that_is_told_already_is_not_told_twice() -> None:
    assert [c.status for c in told("Oman withdraws claim it shot down drones", status=Status.DENIED)] == [Status.DENIED]


@pytest.mark.parametrize(
    ("text", "off"),
    [
        ("Reports that troops attacked Sur are false.", True),
        ("Claims that Iran bombed Sur were premature, Oman said.", True),
        ("The report of an attack on Sur was mistaken.", True),
        ("Reports that troops attacked Sur are not false.", False),
        ("Reports that troops attacked Sur are new.", False),
    ],
)
def test_what_is_reported_and_said_to_be_mistaken_is_denied(text: str, off: bool) -> None:
    doc = doc_from(text)
    found = [o for o in in_sentence(doc, 1) if ClaimType.STRIKE in o.types]
    assert [o.status for o in found] == ([Status.DENIED] if off else [])
