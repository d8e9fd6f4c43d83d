"""The last look before a claim is kept, and before it is posted."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.extract.candidates import Doc, Kind, Mention, Sentence, Zone
from bot.extract.confidence import likely
from bot.extract.verify import verified
from bot.model import Casualties, Category, Claim, ClaimType, Days, Item, Span, Status, Story

TITLE = "Iran sells drones to Sudan"
TEXT = "Iran sold Sudan drones on Monday."


def doc(title: str = TITLE, more: str = "") -> Doc:
    story = Story("s", title, TEXT + more, datetime(2024, 5, 10, tzinfo=UTC))
    at = len(title) + 1
    return Doc(story, (Sentence(0, 0, len(title), title, Zone.TITLE, 0), Sentence(1, at, at + len(TEXT), TEXT, Zone.BODY, 1, at)), ())


def claim(title: str = TITLE, **slots: object) -> Claim:
    given = {
        "actor": ("IR",),
        "target": ("SD",),
        "item": (Item(Category.DRONE, "drones"),),
        "importance": 3,
        "confidence": 0.95,
        **slots,
    }
    return Claim(
        ClaimType.ARMS_TRANSFER,
        slots.get("status", Status.ASSERTED),
        (Span(0, len(title)),),
        (title,),
        **{k: v for k, v in given.items() if k != "status"},
    )


def test_a_sure_lead_claim_of_a_news_story_is_posted() -> None:
    assert [c.post for c in verified(doc(), (claim(),), "model")] == [True]


@pytest.mark.parametrize(
    "slots",
    [
        {"background": True},
        {"importance": 1},
        {"status": Status.POSSIBLE},
        {"confidence": 0.3},
        {"date": Days(date(2023, 1, 1), date(2023, 1, 31))},
    ],
    ids=str,
)
def test_background_details_old_news_and_doubt_are_kept_but_not_posted(slots: dict) -> None:
    assert [c.post for c in verified(doc(), (claim(**slots),), "model")] == [False]


@pytest.mark.parametrize(
    "title",
    [
        "Opinion: Iran sells drones to Sudan",
        "Explainer: why Iran sells drones",
        "Iran drones: live updates",
        "Ten years on, Iran still sells drones",
    ],
)
def test_opinion_explainers_live_blogs_and_anniversaries_are_never_posted(title: str) -> None:
    assert not any(c.post for c in verified(doc(title), (claim(title),), "model"))


@pytest.mark.parametrize(
    ("title", "told", "posted"),
    [
        ("Bomb at cricket match in Quetta", {"casualties": Casualties(killed_min=9)}, True),
        ("Oil prices jump as drone hits refinery", {"casualties": Casualties(wounded_min=2)}, True),
        ("Striker dies as rockets hit stadium", {"casualties": Casualties(killed_min=1)}, True),
        ("Bomb at cricket match in Quetta", {}, False),
        ("Bomb at cricket match in Quetta", {"casualties": Casualties(killed_min=9), "importance": 2}, False),
        ("Review: a film of nine dead bombers", {"casualties": Casualties(killed_min=9)}, False),
    ],
)
def test_of_other_topics_what_tells_its_dead_first_is_posted(title: str, told: dict, posted: bool) -> None:
    raid = replace(claim(title, **told), type=ClaimType.STRIKE)
    assert [c.post for c in verified(doc(title), (raid,), "model")] == [posted]


def test_a_feed_item_needs_less_than_a_whole_story_and_its_depths_more() -> None:
    whole, middling = doc(more="\n\n" + "Nothing else was told. " * 60), claim(confidence=0.5)
    deep = replace(whole, sentences=(*whole.sentences[:1], replace(whole.sentences[1], index=9)))
    inside = replace(claim(confidence=0.78), evidence=(Span(len(TITLE) + 1, len(TITLE) + 1 + len(TEXT)),))
    assert [c.post for c in verified(doc(), (middling,), "model")] == [True]
    assert [c.post for c in verified(whole, (middling,), "model")] == [False]
    assert [c.post for c in verified(whole, (inside,), "model")] == [True]
    assert [c.post for c in verified(deep, (inside,), "model")] == [False]


@pytest.mark.parametrize(
    ("told", "beside", "posted"),
    [
        ({}, {}, True),
        ({"actor": ("IR", "SD")}, {}, False),
        ({"actor": ()}, {}, False),
        ({"confidence": 0.6}, {}, False),
        ({"background": True}, {}, False),
        ({}, {"confidence": 0.7}, False),
        ({}, {"confidence": 0.7, "background": True}, True),
        ({}, {"confidence": 0.75, "actor": ("SD",)}, False),
    ],
    ids=str,
)
def test_what_stands_deep_is_posted_of_a_doer_whom_the_opening_names_where_nothing_posted_is_of_its_type(
    told: dict, beside: dict, posted: bool
) -> None:
    whole = doc(more="\n\n" + "Nothing else was told. " * 60)
    story = replace(
        whole,
        sentences=(*whole.sentences[:1], replace(whole.sentences[1], index=9)),
        mentions=(Mention(Kind.PARTY, 0, 4, "Iran", 0, ("IR",)), Mention(Kind.PARTY, 0, 4, "Sudan", 9, ("SD",))),
    )
    inside = replace(claim(**{"confidence": 0.7, **told}), evidence=(Span(len(TITLE) + 1, len(TITLE) + 1 + len(TEXT)),))
    others = (claim(**beside),) if beside else ()
    assert verified(story, (inside, *others), "model")[0].post is posted


def test_a_claim_without_evidence_or_substance_is_dropped() -> None:
    bare = replace(claim(), actor=(), target=())
    outside = replace(claim(), evidence=(Span(5000, 5010),))
    assert verified(doc(), (bare, outside), "model") == ()


def test_quotes_are_cut_anew_from_the_story() -> None:
    told = verified(doc(), (replace(claim(), quotes=("something else",)),), "model")
    assert [c.quotes for c in told] == [(TITLE,)]


def test_the_rules_own_claims_get_their_chance_from_the_fitted_curve() -> None:
    full = verified(doc(), (claim(confidence=0.8),), "rules")[0]
    poor = verified(doc(), (claim(confidence=0.4),), "rules")[0]
    assert 0 < poor.confidence < full.confidence < 1


SPACE, ROCKET = Item(Category.SPACE_LAUNCH, "booster"), Item(Category.ROCKET, "rocket")


@pytest.mark.parametrize(
    ("actor", "item", "posted"),
    [
        (("acme_orbital",), (SPACE,), False),
        (("northwind_space", "acme_orbital"), (SPACE,), False),
        (("acme_orbital",), (SPACE, SPACE), False),
        (("KP",), (SPACE,), True),
        (("acme_orbital", "FR"), (SPACE,), True),
        (("acme_arms",), (ROCKET,), True),
    ],
)
def test_what_firms_put_into_space_is_kept_and_not_posted(actor: tuple[str, ...], item: tuple[Item, ...], posted: bool) -> None:
    launch = replace(claim(actor=actor, target=(), item=item), type=ClaimType.MISSILE_LAUNCH)
    assert [c.post for c in verified(doc(), (launch,), "model")] == [posted]


@pytest.mark.parametrize(
    ("more", "confidence", "posted"),
    [
        ("", 0.4, False),
        ("", 0.44, True),
        (" More is to come." * 8, 0.44, True),
        (" More is to come." * 30, 0.4, False),
        (" More is to come." * 30, 0.5, False),
        (" More is to come." * 30, 0.6, True),
        (" More is to come." * 60, 0.6, False),
        (" More is to come." * 60, 0.7, True),
    ],
)
def test_the_longer_a_text_the_surer_what_is_posted_of_it(more: str, confidence: float, posted: bool) -> None:
    assert [c.post for c in verified(doc(more=more), (claim(confidence=confidence),), "model")] == [posted]


@pytest.mark.parametrize(
    ("actor", "text", "posted"),
    [
        (("JP",), "Japan put a weather satellite into orbit.", False),
        (("IN",), "India sent a lunar probe up.", False),
        (("RU",), "A Soyuz with three cosmonauts went up.", False),
        (("RU",), "A Soyuz put a navigation satellite of the defence ministry into orbit.", True),
        (("JP",), "Japan put a spy satellite into orbit.", True),
        (("JP",), "Japan put a satellite into orbit.", True),
        (("KP",), "Pyongyang put a weather satellite into orbit.", True),
        (("IR",), "Iran sent up a research satellite.", True),
    ],
)
def test_a_states_weather_and_science_in_space_are_not_posted(actor: tuple[str, ...], text: str, posted: bool) -> None:
    launch = replace(claim(text, actor=actor, target=(), item=(SPACE,)), type=ClaimType.MISSILE_LAUNCH)
    assert [c.post for c in verified(doc(text), (launch,), "model")] == [posted]


LONG = " The talks went on in the capital for two more days." * 20


def test_what_is_hardly_right_is_left_out_of_a_whole_story_and_kept_in_a_feed_item() -> None:
    faint, sure = claim(actor=("IR", "SY"), confidence=0.15, importance=2), claim(confidence=0.9, importance=2)
    assert [c.confidence for c in verified(doc(), (sure, faint), "model")] == [0.9, 0.15]
    assert [c.confidence for c in verified(doc(more=LONG), (sure, faint), "model")] == [0.9]


def test_one_chance_of_the_heads_weighs_more_for_a_threat_than_for_a_strike() -> None:
    faint = [replace(claim(item=(), confidence=0.3), type=kind) for kind in (ClaimType.THREAT, ClaimType.STRIKE)]
    threat, strike = (likely(doc(more=LONG), c, (c,), "told") for c in faint)
    assert threat > 1.5 * strike


def test_a_claim_told_beside_surer_ones_of_its_sentence_is_less_likely() -> None:
    faint, surer = claim(confidence=0.4), replace(claim(confidence=0.9), type=ClaimType.PROCUREMENT)
    alone, beside = (likely(doc(more=LONG), faint, claims, "told") for claims in ((faint,), (surer, faint)))
    assert beside < alone
