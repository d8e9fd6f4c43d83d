"""An attack that is sure and whose dead are counted is told, however unsure its doer or its kind is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from fakes.sentence import reader as extractor

from bot.extract.candidates import Doc, Sentence, Zone
from bot.extract.scorers import Cell
from bot.extract.tolls import asked, harmless, surely, with_tolls
from bot.model import Casualties, Claim, ClaimType, Span, Status, Story

TITLE, FIRST, SECOND, LATER = "Raid in the north", "Twelve died in it.", "Nobody knows who came.", "It was not the first."
TEXT = f"{FIRST} {SECOND} {LATER}"
FELL = len(TITLE) + 1
TOLD = Claim(
    ClaimType.STRIKE,
    Status.ASSERTED,
    (Span(FELL, FELL + len(FIRST)),),
    (FIRST,),
    casualties=Casualties(12, 12),
    importance=3,
    confidence=0.1,
)


def doc(more: str = "") -> Doc:
    story = Story("s", TITLE, TEXT + more, datetime(2026, 5, 10, tzinfo=UTC))
    spans = ((0, TITLE), *((story.full.index(t), t) for t in (FIRST, SECOND, LATER)))
    return Doc(story, tuple(Sentence(i, a, a + len(t), t, Zone.BODY if i else Zone.TITLE, i, a) for i, (a, t) in enumerate(spans)), ())


def cell(sentence: int, kind: ClaimType, score: float) -> Cell:
    return Cell(sentence, kind, score, (1.0, 0.0, 0.0, 0.0, 0.0, 0.0), 0.0, (0.0, 0.0, 1.0), {})


@pytest.mark.parametrize(
    ("strike", "combat", "sure"),
    [(0.96, 0.0, True), (0.8, 0.8, True), (0.0, 0.97, True), (0.9, 0.3, False), (0.7, 0.7, False)],
)
def test_an_attack_is_sure_where_both_its_kinds_together_are(strike: float, combat: float, sure: bool) -> None:
    cells = [cell(1, ClaimType.STRIKE, strike), cell(1, ClaimType.GROUND_COMBAT, combat)]
    assert surely(doc(), cells) == ({FELL} if sure else set())


def test_another_kind_of_event_and_what_stands_deeper_make_no_attack_sure() -> None:
    assert not surely(doc(), [cell(1, ClaimType.THREAT, 0.99), cell(3, ClaimType.STRIKE, 0.99)])


def test_what_counts_the_dead_of_a_sure_attack_is_told_once() -> None:
    faint = replace(TOLD, type=ClaimType.GROUND_COMBAT, confidence=0.05)
    assert with_tolls((), frozenset({FELL}), lambda: (faint, TOLD)) == (TOLD,)
    assert with_tolls((faint,), frozenset({FELL}), lambda: (TOLD,)) == (faint,)
    assert with_tolls((), frozenset(), lambda: (TOLD,)) == ()


@pytest.mark.parametrize(
    "other", [{"casualties": None}, {"status": Status.DENIED}, {"status": Status.PLANNED}, {"background": True}], ids=str
)
def test_what_counts_nobody_or_tells_of_no_deed_is_left(other: dict) -> None:
    faint = replace(TOLD, **other)
    assert with_tolls((), frozenset({FELL}), lambda: (faint,)) == ()
    assert asked(doc(), (faint,), frozenset({FELL}), lambda _: False) is None


def test_nobody_is_wronged_by_what_is_told_so() -> None:
    for target, told in (((), True), (("ML",), True), (("ML", "civilians"), True), (("jnim",), False), (("ML", "jnim"), False)):
        claim = replace(TOLD, target=target)
        assert asked(doc(), (claim,), frozenset({FELL}), lambda _: False) == (claim if told else None)


def test_in_a_feed_item_a_doer_need_not_be_likely_and_in_a_story_the_claim_is_as_likely_as_not() -> None:
    long = doc(" They came by night." * 60)
    for actor, chance, item, story in (
        (("jnim",), 0.05, False, False),
        (("jnim",), 0.4, True, False),
        (("jnim",), 0.55, True, True),
        ((), 0.05, True, False),
        ((), 0.55, True, True),
    ):
        claim = replace(TOLD, actor=actor, target=("ML",), confidence=chance)
        assert (asked(doc(), (claim,), frozenset({FELL}), lambda _: False) is claim) is item
        assert (asked(long, (claim,), frozenset({FELL}), lambda _: False) is claim) is story


def test_where_a_surer_claim_tells_of_the_attack_nothing_is_asked_for() -> None:
    surer = replace(TOLD, type=ClaimType.GROUND_COMBAT, confidence=0.9)
    assert asked(doc(), (TOLD, surer), frozenset({FELL}), lambda c: c is surer) is None


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Gunmen storm outpost in western Niger",
            "Gunmen stormed an army outpost in western Niger on Sunday, killing at least 25 soldiers.",
        ),
        (
            "Chad mourns its soldiers",
            "At least 40 soldiers died in an ambush near the lake by suspected jihadists, Chad's army said.",
        ),
        ("Blast at mosque in Herat", "Nine worshippers were killed when a bomb went off in a mosque in Herat, a provincial official said."),
        (
            "Blast kills nine soldiers in Herat",
            "Nine soldiers were killed in a blast in Herat. It was caused by a roadside bomb, officials said.",
        ),
    ],
)
def test_an_attack_by_nobody_known_is_posted_with_its_dead(title: str, text: str) -> None:
    claims = extractor().claims(Story("s", title, text, datetime(2026, 5, 11, 12, tzinfo=UTC)))
    assert [c.casualties is not None for c in claims if c.post] == [True]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Gas blast in Herat bakery",
            "Nine people died when a gas cylinder blew up in a bakery in Herat, an official said.",
        ),
        ("Eight killed in blast at unit", "Eight workers were killed in a blast at a fireworks unit near Pune, officials said."),
        ("Blast kills eight near Pune", "Eight people were killed in a blast near Pune. It was caused by friction, officials said."),
        ("Storm hits Chad", "At least 40 people were killed when a storm struck villages near the lake, Chad's government said."),
        (
            "Ten years after the raid: survivors remember",
            "Twenty-five soldiers were killed when gunmen stormed the outpost in western Niger ten years ago.",
        ),
    ],
)
def test_dead_of_no_attack_or_of_long_ago_are_not(title: str, text: str) -> None:
    claims = extractor().claims(Story("s", title, text, datetime(2026, 5, 11, 12, tzinfo=UTC)))
    assert not any(c.post for c in claims)


@pytest.mark.parametrize(
    ("title", "text", "meant"),
    [
        ("Lightning strike kills nine in camp", "Nine people fell at a camp on Monday.", False),
        ("Blast at fireworks factory", "An explosion at a works in Bago killed six.", False),
        ("Frigate fire hurts two in dock", "Two sailors were hurt.", False),
        ("Blast at shell plant kills six", "The cause is not known.", False),
        ("Blast at shell plant kills six", "The mayor spoke of a drone.", True),
        ("Explosion at refinery kills three", "Rebels said they did it.", True),
        ("Strikes kill nine in camp", "Nine people fell at a camp on Monday.", True),
        ("Blast at mosque kills nine", "Nobody knows who did it.", True),
    ],
)
def test_a_fire_or_blast_at_a_plant_that_nobody_is_said_to_have_meant_is_no_attack(title: str, text: str, meant: bool) -> None:
    story = Story("s", title, text, datetime(2026, 5, 10, tzinfo=UTC))
    at = len(title) + 1
    parts = (Sentence(0, 0, len(title), title, Zone.TITLE, 0), Sentence(1, at, at + len(text), text, Zone.BODY, 1, at))
    assert harmless(Doc(story, parts, ())) is not meant
