"""A denial is said by whoever is the subject of its verb."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes.sentence import doc_from

from bot.extract.candidates import Doc
from bot.extract.rules.said.deniers import by_deniers
from bot.extract.rules.stages import reading
from bot.model import Claim, ClaimType, Speaker, Status


def read(text: str) -> Doc:
    return doc_from(text, "Talks")


def said(text: str, *told: Speaker, status: Status = Status.DENIED, two: bool = False) -> list[str]:
    doc = read(text)
    body = next(s.said for s in doc.sentences if s.index == 1)
    spans = (doc.sentences[0].said, body) if two else (body,)
    claim = Claim(ClaimType.STRIKE, status, spans, tuple(doc.story.cut(s) for s in spans), source=told)
    return [s.name or s.org or "" for c in by_deniers(reading(doc), (claim,)) for s in c.source]


@pytest.mark.parametrize(
    ("text", "told", "left"),
    [
        ("Villagers in Gao reject claims by the Malian army that militants live among them.", "Malian army", ["Villagers in Gao"]),
        ("Chad has told the African Union that Sudan shelled its post, a charge Khartoum rejected as absurd.", "Chad", ["Khartoum"]),
        ("Oman denied the raid, but Yemen's government said 12 people had died.", "Yemen's government", ["Oman"]),
    ],
)
def test_who_denies_is_the_sayer_of_a_denial_and_nobody_beside_him(text: str, told: str, left: list[str]) -> None:
    assert said(text, Speaker(None, told)) == left


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("It denied the report by the Malian army.", Speaker(None, "Malian army")),  # who "it" is stands elsewhere
        ("Oman did not deny the raid, Yemen's government said.", Speaker(None, "Yemen's government")),
        ("The spokesman said Oman denied the raid.", Speaker(None, "spokesman")),
        ("The Omani army denied the raid.", Speaker(None, "army")),
    ],
)
def test_other_sayers_stay(text: str, told: Speaker) -> None:
    assert said(text, told) == [told.name or told.org]


def test_who_is_named_in_another_sentence_of_the_evidence_stays() -> None:
    assert said("Oman denied the raid.", Speaker("Salem Harthy", "spokesman"), two=True) == ["Salem Harthy"]
    assert said("Oman denied the raid.", Speaker("Salem Harthy", "spokesman")) == ["Oman"]


def test_who_calls_a_charge_untrue_denies_it_too() -> None:
    text = '"These allegations are false," an official at the Omani foreign ministry told reporters.'
    assert said(text, Speaker(None, "Relief Network")) == ["official at the Omani foreign ministry"]


def test_what_is_not_denied_keeps_its_sayers() -> None:
    text = "Chad has told the African Union that Sudan shelled its post, a charge Khartoum rejected."
    assert said(text, Speaker(None, "Chad"), status=Status.ALLEGED) == ["Chad"]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Chad said two men were hurt by Sudanese shelling and denied that it had fired first.", "TD"),
        ("Chad denied firing at the Sudanese post.", "TD"),
        ("Chad denied that they had shelled Sudan.", "TD"),
        ("Chad denied that Sudan had captured the town.", "SD"),
        ("Chad denied it.", "SD"),
    ],
)
def test_who_denies_that_it_did_it_is_the_doer_of_what_it_denies(text: str, actor: str) -> None:
    doc = read(text)
    body = next(s.said for s in doc.sentences if s.index == 1)
    told = Claim(
        ClaimType.STRIKE,
        Status.DENIED,
        (body,),
        (doc.story.cut(body),),
        actor=("SD",),
        target=("TD",),
        source=(Speaker(None, "Chad", "TD"),),
    )
    (made,) = by_deniers(reading(doc), (told,))
    assert (made.actor, made.target) == ((actor,), ("TD",) if actor == "SD" else ("SD",))


def denied(text: str, actor: tuple[str, ...], *others: Claim, kind: ClaimType = ClaimType.STRIKE) -> Claim:
    doc = read(text)
    body = doc.sentences[-1].said
    claim = Claim(kind, Status.DENIED, (body,), (doc.story.cut(body),), actor=actor, target=("YE",), source=(Speaker(None, "Chad", "TD"),))
    return by_deniers(reading(doc), (claim, *others))[0]


@pytest.mark.parametrize(
    ("text", "actor", "left"),
    [
        ("Chad denied carrying out the attack and blamed the Houthis.", ("TD", "houthis"), ("TD",)),
        ("Chad denied any role in the attack.", ("houthis",), ("TD",)),
        ("Chad denied responsibility for the strike.", ("houthis", "TD"), ("TD",)),
        ("Chad denied any Libyan involvement in the attack.", ("LY",), ("LY",)),
        ("Chad denied Libya's role in the attack.", ("LY",), ("LY",)),
        ("Chad denied the involvement of Libya in the attack.", ("LY",), ("LY",)),
        ("Chad denied that Libya had attacked the town.", ("LY",), ("LY",)),
        ("Chad did not deny any role in the attack.", ("houthis",), ("houthis",)),
    ],
)
def test_who_denies_a_part_of_its_own_is_the_one_doer(text: str, actor: tuple[str, ...], left: tuple[str, ...]) -> None:
    assert denied(text, actor).actor == left


def test_who_denies_getting_arms_is_no_supplier() -> None:
    doc = read("Chad denied buying Sudanese missiles.")
    body = doc.sentences[1].said
    claim = Claim(ClaimType.ARMS_TRANSFER, Status.DENIED, (body,), (doc.story.cut(body),), actor=("SD",), target=("TD",))
    told = replace(claim, source=(Speaker(None, "Chad", "TD"),))
    assert [(c.actor, c.target) for c in by_deniers(reading(doc), (told,))] == [(("SD",), ("TD",))]


@pytest.mark.parametrize(
    "text",
    [
        "Chad denied it and said Sudanese troops had opened fire first.",
        "Chad rejected the accusation, saying Sudanese troops fired first.",
        "Chad denied the claim and said that Sudanese forces had attacked its post.",
    ],
)
def test_whom_a_denier_charges_in_turn_did_not_do_what_it_denies(text: str) -> None:
    charge = Claim(ClaimType.STRIKE, Status.ALLEGED, (), (), actor=("TD",), target=("SD",))
    assert (denied(text, ("SD",), charge).actor, denied(text, ("SD", "TD"), charge).target) == (("TD",), ("SD",))


def test_whom_a_denier_blames_in_turn_did_not_do_what_it_denies() -> None:
    assert denied("Chad rejected those claims, blaming the Houthis.", ("LY", "houthis")).actor == ("LY",)
    assert denied("Chad rejected those claims, blaming the Houthis.", ("LY",)).actor == ("LY",)


@pytest.mark.parametrize(
    ("text", "actor", "status"),
    [
        ("Chad denied it and said Chadian troops had shelled the Sudanese base.", ("TD",), Status.ASSERTED),
        ("Chad denied it and said Sudanese troops had shelled the base.", ("SD",), Status.ALLEGED),
        ("Chad denied it and said Sudanese troops had not shelled the base.", ("SD",), Status.DENIED),
        ("Chad denied that it had shelled the base and said Sudanese troops had shelled it.", ("TD",), Status.DENIED),
        ("Chad denied it and said Sudanese troops might have shelled the base.", ("SD",), Status.DENIED),
    ],
)
def test_what_is_said_flatly_beside_a_denial_is_not_denied(text: str, actor: tuple[str, ...], status: Status) -> None:
    assert denied(text, actor).status is status
