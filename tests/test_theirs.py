"""What another sends is none of the things of whoever answers it."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from, one_claim

from bot.extract.rules.beside.theirs import without_theirs
from bot.extract.rules.stages import reading
from bot.model import Category, ClaimType, Item, Status


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Peru deployed 4,000 soldiers in response to Chile sending its largest frigate to the border.", ("soldiers",)),
        ("Peru sent soldiers to the border after Chile dispatched a frigate.", ("soldiers",)),
        ("Oman moved soldiers north because Yemen had put a frigate to sea.", ("soldiers",)),
        ("Peru sent soldiers to the border and a frigate to sea.", ("soldiers", "frigate")),
        ("Peru sent soldiers to Chile using a frigate.", ("soldiers", "frigate")),
        ("After Peru sent soldiers to the border it put a frigate to sea.", ("soldiers", "frigate")),
    ],
)
def test_a_thing_is_whose_who_sends_it(text: str, left: tuple[str, ...]) -> None:
    doc = doc_from(text)
    things = (Item(Category.TROOPS, "soldiers"), Item(Category.SHIP, "frigate"))
    actor = "OM" if text.startswith("Oman") else "PE"
    claim = one_claim(doc, ClaimType.DEPLOYMENT, Status.ASSERTED, actor=(actor,), item=things)
    assert tuple(i.text for i in without_theirs(reading(doc), (claim,))[0].item) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Peru scrambled jets after two Chilean bombers flew past the coast.", ()),
        ("Peru deployed Chilean bombers after talks.", ("bombers",)),
        ("Peru sent two bombers to the border after Chile moved troops.", ("bombers",)),
    ],
)
def test_a_thing_of_others_alone_leaves_none(text: str, left: tuple[str, ...]) -> None:
    doc = doc_from(text)
    things = (Item(Category.AIRCRAFT, "bombers"),)
    claim = one_claim(doc, ClaimType.DEPLOYMENT, Status.ASSERTED, actor=("PE",), item=things)
    assert tuple(i.text for i in without_theirs(reading(doc), (claim,))[0].item) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Peru scrambled jets after two frigates sailed near the coast.", ()),
        ("Peru sent soldiers after a frigate was seen off the coast.", ()),
        ("Peru sent a frigate after rebels stormed the port.", ("frigate",)),
        ("Peru sent up jets and a frigate after rebels fired at a boat.", ("frigate",)),
        ("A frigate of Peru left for the gulf after a frigate sailed near the coast.", ("frigate",)),
    ],
)
def test_what_moved_first_is_not_what_was_sent(text: str, left: tuple[str, ...]) -> None:
    doc = doc_from(text)
    thing = (Item(Category.SHIP, "frigates" if "frigates" in text else "frigate"),)
    claim = one_claim(doc, ClaimType.DEPLOYMENT, Status.ASSERTED, actor=("PE",), item=thing)
    assert tuple(i.text for i in without_theirs(reading(doc), (claim,))[0].item) == left
