"""What a denier says or charges others with instead is none of what he denies."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes.sentence import doc_from

from bot.extract.candidates import Doc
from bot.extract.rules.said.countered import with_countered
from bot.extract.rules.stages import reading
from bot.model import Casualties, Category, Claim, ClaimType, Item, Span, Status

STRIKE, ALLEGED, DENIED = ClaimType.STRIKE, Status.ALLEGED, Status.DENIED
FIRST = "Officials said Kenyan guns shelled Lima."


def read(text: str) -> Doc:
    return doc_from(f"{FIRST} {text}", "A long day")


def claim(doc: Doc, status: Status, told: tuple[int, ...], who: str = "KE", **slots: str) -> Claim:
    """A claim told by some sentences, with one stretch of the story in each of its slots."""
    said = tuple(doc.sentences[i].said for i in told)
    spans = tuple((n, (Span(at, at + len(w)),)) for n, w in slots.items() for at in [doc.story.full.rindex(w)])
    items = (Item(Category.OTHER, slots["item"]),) if "item" in slots else ()
    harm = Casualties(killed_min=9, killed_max=9) if "casualties" in slots else None
    out = Claim(STRIKE, status, said, tuple(map(doc.story.cut, said)), actor=(who,), item=items, casualties=harm, spans=spans)
    return replace(out, place=(slots["place"],) if "place" in slots else ())


def left(doc: Doc, told: Claim) -> Claim:
    return with_countered(reading(doc), (told,))[0]


OTHERS = [
    "Kenya denied the shelling and accused the rebels of killing nine people with rockets in Quito.",
    "Kenya denied shelling the town and said rebels had killed nine people with rockets in Quito.",
    "Kenya rejected the charge and said its troops had killed nine people with rockets in Quito.",
    "Kenya dismissed the report and claimed the rebels had bombed a camp with rockets in Quito, killing nine people.",
    "Kenya denied any role and blamed the rebels for killing nine people with rockets in Quito.",
]
SAME = [
    "Kenya denied the shelling that killed nine people with rockets in Quito.",
    "Kenya denied the shelling and blamed the rebels for the attack that killed nine people with rockets in Quito.",
    "Kenya denied the charge and said it had never killed nine people with rockets in Quito.",
    "Kenya denied that it had attacked a camp with rockets in Quito and killed nine people.",
    "Kenya confirmed the shelling and said its troops had killed nine people with rockets in Quito.",
    "Kenya has not denied the shelling and said its troops had killed nine people with rockets in Quito.",
]
TOLD = {"item": "rockets", "place": "Quito", "casualties": "nine"}


@pytest.mark.parametrize("text", OTHERS)
def test_the_toll_weapon_and_place_of_what_is_told_instead_are_not_denied(text: str) -> None:
    doc = read(text)
    got = left(doc, claim(doc, DENIED, (2,), **TOLD))
    assert (got.item, got.place, got.casualties, got.spans, got.actor) == ((), (), None, (), ("KE",))


@pytest.mark.parametrize("text", SAME)
def test_what_is_denied_itself_stays(text: str) -> None:
    doc = read(text)
    told = claim(doc, DENIED, (2,), **TOLD)
    assert left(doc, told) == told


@pytest.mark.parametrize("text", OTHERS)
def test_nor_is_it_of_what_the_denier_is_charged_with_in_another_sentence(text: str) -> None:
    doc = read(text)
    for told in (claim(doc, ALLEGED, (1,), **TOLD), claim(doc, ALLEGED, (1, 2), **TOLD)):
        got = left(doc, told)
        assert (got.item, got.place, got.casualties) == ((), (), None)


@pytest.mark.parametrize("text", OTHERS)
def test_what_is_told_instead_is_an_event_of_its_own(text: str) -> None:
    doc = read(text)
    for told in (claim(doc, ALLEGED, (2,), **TOLD), claim(doc, ALLEGED, (2,), "rebels", **TOLD), claim(doc, ALLEGED, (1, 2), "ML", **TOLD)):
        assert left(doc, told) == told


def test_who_is_charged_with_something_else_denies_nothing() -> None:
    doc = read("Kenya denied the claim and accused Peru of killing a soldier with mortars.")
    assert left(doc, claim(doc, DENIED, (2,), "PE", actor="Peru")).actor == ()
    doc = read("Kenya denied the claim and blamed Peru for the shelling.")
    assert left(doc, claim(doc, DENIED, (2,), "PE", actor="Peru")).actor == ("PE",)


def test_whom_he_hit_elsewhere_may_be_who_was_hit_here() -> None:
    doc = read("Kenya denied the charge and said it had fired at Peruvian bases.")
    told = replace(claim(doc, DENIED, (2,), target="Peruvian"), target=("PE",))
    assert left(doc, told).target == ("PE",)


def test_a_thing_told_before_stays() -> None:
    doc = read("Kenya denied the charge and said rebels had fired the rockets.")
    assert left(doc, claim(doc, DENIED, (2,), item="rockets")).item
    doc = read("Kenya denied the charge and said rebels had fired its rockets.")
    assert not left(doc, claim(doc, DENIED, (2,), item="rockets")).item
