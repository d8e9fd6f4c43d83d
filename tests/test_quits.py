"""A pact that one side ends is its own doing, to those whom the pact was with."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from

from bot.extract.candidates import Doc
from bot.extract.rules.deals.quits import with_partners
from bot.extract.rules.stages import reading
from bot.model import Claim, ClaimType, Status


def read(text: str) -> Doc:
    return doc_from(text)


def sides(text: str, *actor: str, status: Status = Status.ASSERTED) -> tuple[tuple[str, ...], tuple[str, ...]]:
    doc = read(text)
    spans = tuple(s.said for s in doc.sentences[1:])
    claim = Claim(ClaimType.AGREEMENT, status, spans, tuple(map(doc.story.cut, spans)), actor=actor)
    (left,) = with_partners(reading(doc), (claim,))
    return left.actor, left.target


@pytest.mark.parametrize(
    ("text", "actor", "wanted"),
    [
        ("Chad has ended its defence agreements with Kenya, Mali and Oman.", ("TD", "KE", "ML", "OM"), (("TD",), ("KE", "ML", "OM"))),
        ("Peru withdrew on Monday from its security treaty with Chile.", ("PE",), (("PE",), ("CL",))),
        ("Ghana and Togo suspended their military pact with Benin.", ("BJ", "GH", "TG"), (("GH", "TG"), ("BJ",))),
        ("Nepal may quit its security treaty with India.", ("NP", "IN"), (("NP",), ("IN",))),
    ],
)
def test_who_ends_a_pact_is_its_doer_and_the_others_are_whom(text, actor, wanted):
    assert sides(text, *actor) == wanted


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Chad and Kenya signed a defence agreement with Mali.", ("KE", "ML", "TD")),
        ("Chad and Kenya ended their defence agreement.", ("KE", "TD")),
        ("Peru signed a pact with Chile. It ended its older treaty with Chile.", ("CL", "PE")),
        ("Chad scrapped its pact with Kenya.", ("ML", "OM")),  # another pact than the claim's
    ],
)
def test_pacts_that_are_signed_or_ended_by_all_stay(text, actor):
    assert sides(text, *actor) == (actor, ())


def test_a_denial_stays():
    assert sides("Chad has ended its pact with Kenya.", "TD", "KE", status=Status.DENIED) == (("TD", "KE"), ())
