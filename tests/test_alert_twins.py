"""One sentence read as two kinds of event makes one message."""

from dataclasses import replace

import pytest
from fakes.ledger import alert, claim, event
from fakes.merging import Ledger, moment
from fakes.merging import claim as made

from bot.alert.twins import twins
from bot.model import Casualties, Category, ClaimType, Item, Show, Status, Story

NOON = moment("2031-05-06T12:00:00+00:00")
BOMBERS, TUGS = Item(Category.AIRCRAFT, "bombers"), Item(Category.SHIP, "tugs")
DRILL, SENT, ENTERED, STOPPED = ClaimType.EXERCISE, ClaimType.DEPLOYMENT, ClaimType.INCURSION, ClaimType.INTERCEPTION


def told(kind, sure, actor=("PE",), target=(), items=(BOMBERS,), status=Status.ASSERTED):
    return replace(claim(actor, target, kind=kind), confidence=sure, item=items, status=status)


def spared(one, other, quote="Peru's bombers flew off Arica.", show=Show.POST):
    events = {"one": event("one", one), "other": event("other", other)}
    said = "Peru's bombers flew off Arica."
    return twins([alert("one", quote=said, type=one.type), alert("other", show=show, quote=quote, type=other.type)], events)


@pytest.mark.parametrize(
    ("one", "other", "left"),
    [
        (told(DRILL, 0.8), told(SENT, 0.5), {"other"}),
        (told(DRILL, 0.5), told(SENT, 0.8, ("PE", "EC")), {"one"}),
        (told(SENT, 0.5), told(ENTERED, 0.6, target=("CL",)), {"one"}),
        (told(STOPPED, 0.5), told(ENTERED, 0.9), {"other"}),
        (
            told(ClaimType.ARMS_TRANSFER, 0.3, target=("CL",)),
            told(ClaimType.SANCTION, 0.5, target=("CL",), items=()),
            {"one"},
        ),
    ],
)
def test_of_two_kinds_read_from_one_sentence_the_surer_is_told(one, other, left):
    assert spared(one, other) == left


@pytest.mark.parametrize(
    "other",
    [
        told(SENT, 0.5, actor=("CL",)),
        told(SENT, 0.5, items=(TUGS,)),
        told(SENT, 0.5, status=Status.PLANNED),
        told(ClaimType.STRIKE, 0.5),
        told(DRILL, 0.5),
    ],
)
def test_two_events_of_one_sentence_are_both_told(other):
    assert spared(told(DRILL, 0.8), other) == frozenset()


def hit(actor=(), target=("CL",), place=("Arica",), items=(BOMBERS,), **slots):
    return replace(told(ClaimType.STRIKE, 0.5, actor, target, items), place=place, **slots)


BY_PERU = hit(("PE",), ("CL", "civilians"), casualties=Casualties(2, 2))


@pytest.mark.parametrize(
    "one",
    [
        hit(),
        hit(items=()),
        hit(place=()),
        hit(target=()),
        hit(casualties=Casualties(2, 2)),
    ],
)
def test_what_is_told_once_with_its_doer_and_once_without_is_told_with_it(one):
    assert spared(one, BY_PERU, quote="Arica was hit.") == {"one"}
    assert spared(BY_PERU, one, quote="Arica was hit.") == {"other"}


@pytest.mark.parametrize(
    "one",
    [
        hit(("EC",)),
        hit(place=("Iquique",)),
        hit(target=("EC",)),
        hit(items=(TUGS,)),
        hit(casualties=Casualties(9, 9)),
        hit(target=(), place=()),
        hit(status=Status.PLANNED),
    ],
)
def test_what_nobody_is_told_to_have_done_elsewhere_stays_beside_what_somebody_did(one):
    assert spared(one, BY_PERU, quote="Arica was hit.") == frozenset()


def test_what_other_sentences_tell_and_what_was_told_before_stays():
    assert spared(told(DRILL, 0.8), told(SENT, 0.5), quote="They came from Talara.") == frozenset()
    assert spared(told(DRILL, 0.8), told(SENT, 0.5), show=Show.EDIT) == frozenset()


def test_an_event_that_was_spared_is_told_when_another_story_has_it():
    ledger, text = Ledger(), "Peru's bombers flew off Arica in a drill."
    one = Story(id="s1", title="Bombers fly", text=text, published=NOON, outlet="Harbour Wire", url="https://wire.example/s1")
    slots = {"actor": ["PE"], "day": "2031-05-06", "item": [["aircraft", "bombers"]], "place": ["Arica"]}
    kinds = [made(one, "exercise", confidence=0.8, **slots), made(one, "deployment", confidence=0.5, **slots)]
    assert [told.type for told in ledger.take(one, kinds).alerts] == [DRILL]
    two = replace(one, id="s2", text="Peru has sent bombers to Arica.", outlet="Gazette", url="https://gazette.example/s2")
    assert [told.show for told in ledger.take(two, [made(two, "deployment", **slots)]).alerts] == [Show.POST]
