"""Who says that an event was none of his doing denies it."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from, whole_claim

from bot.extract.rules.said.disowned import with_disowned
from bot.extract.rules.stages import reading
from bot.model import Claim, ClaimType, Span, Status

STRIKE, DOWN = ClaimType.STRIKE, ClaimType.INTERCEPTION


def told(text: str, kind: ClaimType = STRIKE, status: Status = Status.ASSERTED, actor: tuple[str, ...] = ("OM",)) -> tuple[Claim, ...]:
    doc = doc_from(text)
    spots = tuple(Span(m.start, m.end) for m in doc.mentions if set(m.ids) & set(actor))
    spans = (("actor", spots),)
    claim = whole_claim(doc, kind, status, actor=actor, target=("YE",), spans=spans)
    return with_disowned(reading(doc), (claim,))


@pytest.mark.parametrize(
    "text",
    [
        "Oman said it had nothing to do with the bombing that killed nine people in Aden.",
        "Oman had no role in the attack on Aden, its ministry said.",
        "Oman played no part in the bombing of Aden.",
        "Oman was not behind the attack on Aden.",
        "Oman is not responsible for the attack on Aden, it said.",
        "Oman said it was not involved in the shelling of Aden.",
        "Oman disclaimed responsibility for the attack on Aden.",
    ],
)
def test_who_had_no_part_denies(text: str) -> None:
    (claim,) = told(text)
    assert (claim.status, claim.actor) == (Status.DENIED, ("OM",))
    assert [s.party for s in claim.source] == ["OM"]


def test_who_takes_back_that_he_shot_it_down_denies_it() -> None:
    assert [c.status for c in told("Oman withdrew its claim that it shot down a drone.", DOWN)] == [Status.DENIED]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Oman had a role in the attack on Aden.", ("OM",)),
        ("Oman bombed Aden on Monday.", ("OM",)),
        ("Oman said it had nothing to do with the bombing of Aden.", ("SA",)),
        ("Oman did not deny responsibility for the attack on Aden.", ("OM",)),
    ],
)
def test_who_had_a_part_or_is_another_denies_nothing(text: str, actor: tuple[str, ...]) -> None:
    assert [c.status for c in told(text, actor=actor)] == [Status.ASSERTED]


def test_the_event_is_told_by_its_other_sentences_without_the_one_who_only_denies() -> None:
    both = told("A bomb killed nine people in Aden. Oman had nothing to do with the attack.")
    event, denied = sorted(both, key=lambda c: c.status is Status.DENIED)
    assert (denied.status, denied.actor, len(denied.evidence)) == (Status.DENIED, ("OM",), 1)
    assert (event.status, event.actor, event.quotes) == (Status.ASSERTED, (), ("A bomb killed nine people in Aden.",))


def test_who_neither_confirms_nor_denies_denies_nothing() -> None:
    (claim,) = told("Oman neither confirmed nor denied the attack on Aden.", status=Status.DENIED)
    assert (claim.status, claim.source) == (Status.ALLEGED, ())
    assert [c.status for c in told("Oman denied the attack on Aden.", status=Status.DENIED)] == [Status.DENIED]
    (both,) = told("Oman neither confirmed nor denied the attack on Aden. No jet of ours bombed Aden, its army said.", status=Status.DENIED)
    assert both.status is Status.DENIED


def test_who_could_not_be_reached_but_has_denied_it_denies_it() -> None:
    (claim,) = told("Oman could not be reached for comment but has denied the attack on Aden.", status=Status.DENIED)
    assert claim.status is Status.DENIED
