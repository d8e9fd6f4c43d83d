"""Threats by their form: who says that he will do harm if something happens, and against whom."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes.sentence import doc_from

from bot.extract.candidates import Doc
from bot.extract.rules.said.threats import SURE, threats, unspared, with_threats
from bot.extract.rules.stages import reading
from bot.extract.text.view import views
from bot.model import Claim, ClaimType, Status


def read(text: str) -> Doc:
    return doc_from(text, "Talks")


def told(text: str) -> list[tuple[set[str], set[str]]]:
    return [(set(t.doers), set(t.against)) for t in threats(views(read(text))).values() if t.doers]


@pytest.mark.parametrize(
    ("text", "doer", "against"),
    [
        ("Iran's navy warned the United States that it would fire on any warship that came near.", "IR", {"US"}),
        ("Hezbollah said it would respond with force if Israel bombed Beirut again.", "hezbollah", set()),
        ("Israel's defence minister said Israel would bomb Beirut if rockets were fired at its towns.", "IL", {"LB"}),
        ("Sudan's army chief warned neighbouring Chad that its airports would be legitimate targets.", "SD", {"TD"}),
        ("Pyongyang vowed that it would strike South Korea unless the drills were called off.", "KP", {"KR"}),
        ("The Houthis warned that British vessels would be targets as long as the raids went on.", "houthis", {"GB"}),
        ("Turkey told the YPG on Monday to leave the border zone or face an attack.", "TR", {"ypg"}),
        ("Israel's defence minister said that Hezbollah must withdraw from the border or face war.", "IL", {"hezbollah"}),
        ("Kenya ordered al-Shabaab to free the hostages or face military action.", "KE", {"al_shabaab"}),
    ],
)
def test_a_threat_has_the_one_who_makes_it_and_the_one_it_is_made_to(text: str, doer: str, against: set[str]) -> None:
    ((doers, hit),) = told(text)
    assert doers == {doer}
    assert against <= hit
    assert doer not in hit


@pytest.mark.parametrize(
    "text",
    [
        "The United States warned that Russia would attack Ukraine.",
        "Poland said that Russia would strike Kharkiv if the talks failed.",
        "A former CIA director warned that the US would destroy Russian troops if Putin used nuclear weapons.",
        "Analysts warned that Iran would strike Israel if the talks failed.",
        "Turkey said it would only attack if the alliance agreed.",
        "Iran said it would not fire on any ship if it was left alone.",
        "Israel said it would bomb Beirut on Monday.",
        "Poland told the yard to deliver the frigate or face a fine.",
        "Turkey's army told striking clerks to return or face dismissal.",
        "France said it would build two frigates if parliament agreed.",
    ],
)
def test_a_warning_of_another_a_refusal_and_a_plan_are_no_threats(text: str) -> None:
    assert told(text) == []


def claims(text: str, *held: Claim) -> tuple[Claim, ...]:
    doc = read(text)
    mine = tuple(replace(c, evidence=(doc.sentences[1].said,), quotes=(doc.story.cut(doc.sentences[1].said),)) for c in held)
    return with_threats(reading(doc), mine)


TEXT = "Israel's defence minister said Israel would bomb Beirut if rockets were fired at its towns."
CLAIM = Claim(type=ClaimType.THREAT, status=Status.ASSERTED, evidence=(), quotes=(), target=("LB", "IL"), confidence=0.3)


def test_a_threat_that_nobody_told_is_told_with_its_sentence_and_sayer() -> None:
    (claim,) = claims(TEXT)
    assert (claim.type, claim.actor, claim.target, claim.confidence) == (ClaimType.THREAT, ("IL",), ("LB",), SURE)
    assert claim.quotes == (TEXT,)
    assert [s.org for s in claim.source] == ["Israel's defence minister"]


def test_the_sides_of_a_told_threat_are_put_right() -> None:
    (claim,) = claims(TEXT, CLAIM)
    assert (claim.actor, claim.target) == (("IL",), ("LB",))


def test_what_is_only_threatened_is_no_event_of_its_own() -> None:
    strike = replace(CLAIM, type=ClaimType.STRIKE, status=Status.PLANNED, actor=("IL",), target=("LB",))
    assert [c.type for c in claims(TEXT, strike)] == [ClaimType.THREAT]
    done = replace(strike, status=Status.ASSERTED)
    assert {c.type for c in claims(TEXT, done)} == {ClaimType.THREAT, ClaimType.STRIKE}


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("The United States warned that Russia may attack Ukraine.", 0),
        ("A British general warned that Russia's leader may lash out.", 0),
        ("Iran warned that the United States would pay a price.", 1),
        ("Iran warned that British ships would be attacked.", 1),
        ("A Guards commander warned that Iran would close the strait.", 1),
    ],
)
def test_who_warns_of_what_another_may_do_threatens_nobody_whatever_the_heads_say(text: str, kept: int) -> None:
    assert len(claims(text, CLAIM)) == kept


@pytest.mark.parametrize("who", ["A former spy chief", "Analysts", "A retired general"])
def test_an_onlooker_threatens_nobody_whatever_the_heads_say(who: str) -> None:
    said = f"{who} warned that Israel would bomb Beirut if rockets were fired at its towns."
    assert claims(said, CLAIM) == ()


@pytest.mark.parametrize(
    ("text", "told", "left"),
    [
        ("Norway warned Russia of a harsh answer if it entered Finland again.", ("RU", "FI"), ("RU",)),
        ("Ankara told Athens it would pay a price if its jets shadowed Libyan ships.", ("GR", "LY"), ("GR",)),
        ("Iran said it would strike back if Israel or the United States attacked.", ("IL", "US"), ("IL", "US")),
        ("Norway warned Russia and Belarus of a harsh answer.", ("RU", "BY"), ("RU", "BY")),
        ("Norway said it would sink any ship that attacked Finland.", ("FI",), ("FI",)),
    ],
)
def test_whom_a_threat_only_forbids_to_touch_is_not_threatened(text: str, told: tuple[str, ...], left: tuple[str, ...]) -> None:
    doc = read(text)
    said = next(s.said for s in doc.sentences if s.index == 1)
    claim = Claim(ClaimType.THREAT, Status.ASSERTED, (said,), (doc.story.cut(said),), actor=("NO",), target=told)
    assert [c.target for c in unspared(reading(doc), (claim,))] == [left]
