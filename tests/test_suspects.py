"""A group that no sentence of a posted attack names is not posted as the one who did it; a state and a feed item's group are."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from, one_claim

from bot.extract.suspects import without_suspects
from bot.model import ClaimType, Status

MORE = " It was a long and quiet week in the hills, and nobody had much to say of it." * 12


def doer(text: str, actor: str, title: str = "The day in short", more: str = MORE) -> tuple[str, ...]:
    """Who is left as the doer of the attack that the first sentence of a text tells."""
    doc = doc_from(text + more, title)
    return without_suspects(doc, one_claim(doc, ClaimType.STRIKE, Status.ASSERTED, actor=(actor,))).actor


def test_a_group_that_the_story_only_suspects_elsewhere_did_not_do_it() -> None:
    assert doer("A bomb killed nine people in Lagos. Officials suspect Boko Haram.", "boko_haram") == ()
    assert doer("A bomb killed nine people in Lagos.", "boko_haram", "Bomb blamed on Boko Haram kills nine") == ()


@pytest.mark.parametrize(
    ("text", "actor", "title"),
    [
        ("A bomb of Boko Haram killed nine people in Lagos.", "boko_haram", "The day in short"),
        ("A bomb killed nine people in Lagos.", "boko_haram", "Boko Haram bombs market in Lagos"),
        ("A bomb killed nine people in Lagos. Officials spoke of Chad.", "TD", "The day in short"),
    ],
)
def test_a_group_that_is_named_there_or_by_the_title_and_a_state_stay(text: str, actor: str, title: str) -> None:
    assert doer(text, actor, title) == (actor,)


def test_a_feed_item_tells_of_one_event_and_keeps_its_group() -> None:
    assert doer("A bomb killed nine people in Lagos. It was the work of Boko Haram.", "boko_haram", more="") == ("boko_haram",)
