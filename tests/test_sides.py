"""The sides of pacts and drills, and what a state sees of another's forces at its door."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes.sentence import doc_from, one_claim

from bot.extract.candidates import Doc
from bot.extract.rules.doers.expelled import with_expelled
from bot.extract.rules.doers.sightings import with_sightings, with_watchers
from bot.extract.rules.stages import reading
from bot.extract.rules.together.sides import with_sides
from bot.model import Amount, Category, Claim, ClaimType, Item, Status

TOGETHER = ClaimType.AGREEMENT


def doc_of(text: str) -> Doc:
    return doc_from(text, "Talks")


def claim_of(doc: Doc, kind: ClaimType, actor: tuple[str, ...], target: tuple[str, ...] = (), confidence: float = 0.6) -> Claim:
    return one_claim(doc, kind, Status.ASSERTED, actor=actor, target=target, confidence=confidence)


@pytest.mark.parametrize(
    ("text", "kind", "actor", "sides"),
    [
        ("Oman says it brokered the Kenya-Uganda truce.", TOGETHER, ("OM", "UG"), ("KE", "UG")),
        ("A ceasefire between Kenya and Uganda collapsed.", TOGETHER, ("KE",), ("KE", "UG")),
        ("The US–Japan naval drills began on Monday.", ClaimType.EXERCISE, ("US",), ("US", "JP")),
        ("Kenya signed a pact with Uganda.", TOGETHER, ("KE", "UG"), ("KE", "UG")),
        ("Kenya sent envoys, and the Chad-Mali pact was signed.", TOGETHER, ("KE",), ("KE",)),
        ("A truce between the two armies held.", TOGETHER, ("KE",), ("KE",)),
        ("Kenya-Uganda war: a strike hit Lamu.", ClaimType.STRIKE, ("UG",), ("UG",)),
    ],
)
def test_the_sides_that_words_join_are_the_doers(text: str, kind: ClaimType, actor: tuple[str, ...], sides: tuple[str, ...]) -> None:
    doc = doc_of(text)
    (told,) = with_sides(reading(doc), (claim_of(doc, kind, actor),))
    assert told.actor == sides


@pytest.mark.parametrize(
    ("text", "actor", "target", "items"),
    [
        ("Taiwan detects 28 Chinese aircraft and 8 ships around the island.", ("CN",), ("TW",), [("aircraft", 28), ("ships", 8)]),
        ("Malaysia detects a Chinese vessel in its waters.", ("CN",), ("MY",), [("vessel", None)]),
        ("Norway tracks a Russian submarine off Tromso.", ("RU",), ("NO",), [("submarine", None)]),
    ],
)
def test_what_a_state_sees_at_its_door_is_an_incursion(
    text: str, actor: tuple[str, ...], target: tuple[str, ...], items: list[tuple[str, int | None]]
) -> None:
    doc = doc_of(text)
    (told,) = with_sightings(reading(doc), ())
    assert (told.type, told.actor, told.target) == (ClaimType.INCURSION, actor, target)
    assert [(i.text, i.quantity and i.quantity.min) for i in told.item] == items
    assert told.quotes == (doc.story.cut(doc.sentences[1].said),)


@pytest.mark.parametrize(
    "text",
    [
        "Taiwan bought 28 Chinese aircraft.",
        "Taiwan did not detect 28 Chinese aircraft around the island.",
        "Taiwan detects Chinese interest in the island.",
        "Taiwan tracks its 28 aircraft around the island.",
        "Analysts spot a Chinese ship near a dock.",
        "Taiwan inspects a Chinese ship.",
    ],
)
def test_what_is_no_sighting_tells_nothing(text: str) -> None:
    doc = doc_of(text)
    assert with_sightings(reading(doc), ()) == ()


def test_a_sighting_takes_the_place_of_what_it_was_misread_for() -> None:
    doc = doc_of("Taiwan detects 28 Chinese aircraft around the island.")
    taken = claim_of(doc, ClaimType.SEIZURE, ("TW",), ("CN",), 0.7)
    (told,) = with_sightings(reading(doc), (taken,))
    assert (told.type, told.actor, told.confidence) == (ClaimType.INCURSION, ("CN",), 0.7)
    known = claim_of(doc, ClaimType.INCURSION, ("CN", "TW"))
    (told,) = with_sightings(reading(doc), (known,))
    assert (told.actor, told.confidence) == (("CN",), known.confidence)


@pytest.mark.parametrize(("number", "times"), [(28, 1), (3, 2)])
def test_a_headline_and_its_lead_tell_one_sighting_where_they_count_alike(number: int, times: int) -> None:
    doc = doc_of("Taiwan detects 28 Chinese aircraft around the island.")
    lead = Item(Category.AIRCRAFT, "aircraft", Amount(number, number, str(number)))
    known = replace(claim_of(doc, ClaimType.INCURSION, ("CN",), ("TW",)), evidence=(doc.sentences[0].said,), item=(lead,))
    assert len(with_sightings(reading(doc), (known,))) == times


def test_what_is_seen_and_then_shot_down_was_shot_down() -> None:
    doc = doc_of("Taiwan detects 28 Chinese drones around the island and intercepts two of them.")
    shot = claim_of(doc, ClaimType.INTERCEPTION, ("TW",), ("CN",))
    assert {c.type for c in with_sightings(reading(doc), (shot,))} == {ClaimType.INTERCEPTION, ClaimType.INCURSION}


@pytest.mark.parametrize(
    ("text", "actor", "target", "kept"),
    [
        ("Tallinn reported three Russian jets near its coast.", ("RU",), ("LV",), ("EE",)),
        ("Estonia tracked two Russian ships off Hiiumaa.", ("RU",), (), ("EE",)),
        ("Estonia tracked two Russian ships off Hiiumaa.", ("BY",), ("LV",), ("LV",)),
        ("Two Russian ships crossed into Latvian waters.", ("RU",), ("LV",), ("LV",)),
    ],
)
def test_whoever_sees_them_near_is_who_they_come_near(
    text: str, actor: tuple[str, ...], target: tuple[str, ...], kept: tuple[str, ...]
) -> None:
    doc = doc_of(text)
    (told,) = with_watchers(reading(doc), (claim_of(doc, ClaimType.INCURSION, actor, target),))
    assert told.target == kept


@pytest.mark.parametrize(
    ("text", "actor", "kept"),
    [
        ("Gabon expelled the last French soldiers on Monday.", ("GA",), ("FR",)),
        ("Gabon expelled the last French soldiers on Monday.", ("FR", "GA"), ("FR",)),
        ("Gabon expelled the French ambassador on Monday.", ("GA",), ("GA",)),
        ("Gabon expelled rebels and sent soldiers north.", ("GA",), ("GA",)),
        ("Togo sent soldiers after Gabon expelled French troops.", ("TG",), ("TG",)),
    ],
)
def test_whose_forces_are_put_out_are_those_that_leave(text: str, actor: tuple[str, ...], kept: tuple[str, ...]) -> None:
    doc = doc_of(text)
    (told,) = with_expelled(reading(doc), (claim_of(doc, ClaimType.DEPLOYMENT, actor),))
    assert told.actor == kept
