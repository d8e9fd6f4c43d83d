"""Two accounts of one attack keep apart what each alone tells."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from, whole_claim

from bot.extract.candidates import Doc, Kind
from bot.extract.rules.apart.accounts import with_accounts
from bot.extract.rules.said.tellers import without_chargers
from bot.extract.rules.said.themselves import without_charged
from bot.extract.rules.stages import reading
from bot.model import Category, Claim, ClaimType, Item, Span, Speaker, Status

CHAD, OMAN = Speaker(None, "Chad", "TD"), Speaker(None, "Oman", "OM")
TWO = "Oman accused Chad of the attack with rockets. Chad said Oman had shelled the town."


def read(text: str) -> Doc:
    return doc_from(text)


def made(doc: Doc, at: int, status: Status = Status.ALLEGED, **slots: object) -> Claim:
    said = (doc.sentences[at].said,)
    spots = tuple(Span(m.start, m.end) for m in doc.mentions if m.kind is Kind.PARTY and set(m.ids) & {"TD", "OM"})
    spans = (("actor", spots), ("source", spots))
    return Claim(ClaimType.STRIKE, status, said, tuple(map(doc.story.cut, said)), spans=spans, **slots)  # type: ignore[arg-type]


def test_who_is_charged_in_the_other_account_alone_is_no_doer_and_its_teller_no_sayer() -> None:
    doc = read("Oman accused the rebels of the attack. Chad said Oman had shelled the town.")
    one = made(doc, 1, actor=("rebels", "TD"), source=(OMAN, CHAD))
    other = made(doc, 2, actor=("OM", "TD"), source=(CHAD,))
    left = with_accounts(reading(doc), (one, other))[0]
    assert (left.actor, left.source) == (("rebels",), (OMAN,))


def test_arms_of_the_other_account_are_not_its_own() -> None:
    doc, rockets = read(TWO), Item(Category.ROCKET, "rockets")
    one, other = made(doc, 1, actor=("TD",), item=(rockets,)), made(doc, 2, actor=("OM",), item=(rockets, Item(Category.BOMB, "bombs")))
    assert [i.text for c in with_accounts(reading(doc), (one, other)) for i in c.item] == ["rockets", "bombs"]


def test_who_makes_the_charge_does_not_deny_it() -> None:
    doc = read("Oman denied the attack. Chad said Oman had shelled the town.")
    denied, charge = made(doc, 1, Status.DENIED, source=(OMAN, CHAD)), made(doc, 2, actor=("OM",), source=(CHAD,))
    assert [c.source for c in with_accounts(reading(doc), (denied, charge))] == [(OMAN,), (CHAD,)]


def test_one_account_of_two_sentences_stays() -> None:
    doc = read(TWO)
    one, other = made(doc, 1, actor=("TD",), source=(OMAN, CHAD)), made(doc, 2, actor=("TD",), source=(CHAD,))
    assert with_accounts(reading(doc), (one, other)) == (one, other)


def test_whom_a_denial_points_back_at_stays_its_doer() -> None:
    doc = read(TWO)
    denied, charge = made(doc, 1, Status.DENIED, actor=("OM", "TD"), source=(OMAN,)), made(doc, 2, actor=("OM",), source=(CHAD,))
    assert with_accounts(reading(doc), (denied, charge))[0].actor == ("OM", "TD")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Chad said Oman bombed the bridge. Oman accused Chad of shelling it.", [CHAD]),
        ("Chad said Oman bombed the bridge. Oman blamed the rebels for the strike.", [CHAD]),
        ("Chad said Oman bombed the bridge. Oman said the rebels had shelled it.", [CHAD]),
        ("Chad said Oman bombed the bridge. Oman said it had struck a command post.", [CHAD, OMAN]),
        ("Chad said Oman bombed the bridge. Oman said a command post had been struck.", [CHAD, OMAN]),
        ("Chad said Oman bombed the bridge. Oman confirmed the strike.", [CHAD, OMAN]),
    ],
)
def test_a_doer_who_only_charges_others_does_not_say_so(text: str, left: list[Speaker]) -> None:
    doc = read(text)
    claim = whole_claim(doc, ClaimType.STRIKE, Status.ALLEGED, actor=("OM",), source=(CHAD, OMAN))
    assert list(without_charged(reading(doc), (claim,))[0].source) == left


@pytest.mark.parametrize(
    ("text", "told", "status", "left"),
    [
        ("Oman says Chad shelled its post. Muscat's army called it a provocation.", (OMAN,), Status.ALLEGED, ("TD",)),
        ("Oman's army said Chadian troops had shelled the town.", (OMAN, Speaker(None, "army", "OM")), Status.ALLEGED, ("TD",)),
        ("Oman says it and Chad struck the town.", (OMAN,), Status.ALLEGED, ("OM", "TD")),
        ("Oman said Chadian and Omani jets had struck the town.", (OMAN,), Status.ALLEGED, ("OM", "TD")),
        ("Oman said Chad had shelled the town after an Omani strike.", (OMAN,), Status.ALLEGED, ("OM", "TD")),
        ("Oman says Chad shelled its post.", (OMAN, CHAD), Status.ALLEGED, ("OM", "TD")),  # both charge both
        ("Oman says Chad shelled its post.", (OMAN,), Status.ASSERTED, ("OM", "TD")),
        ("Officials say Chad shelled an Omani post.", (Speaker(None, "officials", ""),), Status.ALLEGED, ("OM", "TD")),
    ],
)
def test_who_alone_charges_others_is_none_of_the_doers(text: str, told: tuple[Speaker, ...], status: Status, left: tuple[str, ...]) -> None:
    doc = read(text)
    claim = whole_claim(doc, ClaimType.STRIKE, status, actor=("OM", "TD"), source=told)
    assert without_chargers(reading(doc), (claim,))[0].actor == left
