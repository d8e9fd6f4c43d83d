"""How events stand to one another: admitted after a denial, corrected by their own outlet, part of something larger."""

from datetime import timedelta

import pytest
from fakes.merging import Ledger, claim, moment

from bot.merge.parts import WIDE
from bot.model import Story

NOON = moment("2031-05-06T12:00:00+00:00")
SHELLS = {"actor": ["KP"], "target": ["RU"], "item": [["ammunition", "shells"]]}
RAID = {"actor": ["RU"], "target": ["UA"], "item": [["missile", "missiles"]], "day": "2031-05-06"}


def told(ledger, key, type_, status, text="It happened.", title=None, outlet=None, hours=0, **slots):
    one = Story(id=key, title=title or f"Title {key}", text=text, published=NOON + timedelta(hours=hours), outlet=outlet or f"Paper {key}")
    return ledger.take(one, [claim(one, type_, status, **slots)])


def links(ledger):
    return {(link.kind.value, event.id, link.to) for event in ledger.live() for link in event.links}


def holding(ledger, key):
    return next(event.id for event in ledger.live() if any(report.story == key for report in event.reports))


def test_a_doer_that_owns_up_to_what_it_denied_admits_it():
    ledger, pyongyang = Ledger(), {"source": [{"org": "ministry", "party": "KP"}]}
    told(ledger, "a", "arms_transfer", "alleged", source=[{"org": "White House", "party": "US"}], **SHELLS)
    told(ledger, "b", "arms_transfer", "denied", hours=20, **SHELLS | pyongyang)
    step = told(ledger, "c", "arms_transfer", "asserted", hours=90, **SHELLS | pyongyang)
    event, denial = holding(ledger, "a"), holding(ledger, "b")
    assert links(ledger) == {("denies", denial, event), ("admits", event, denial)}
    assert [alert.show.value for alert in step.alerts] == ["broadcast"]


def test_an_outlet_that_takes_its_report_back_corrects_it():
    ledger = Ledger()
    told(ledger, "a", "strike", "alleged", outlet="Harbour Wire", place=["Odesa"], **RAID)
    step = told(
        ledger, "b", "strike", "denied", title="CORRECTED: no raid", outlet="Harbour Wire", hours=3, place=["Odesa"], text="None.", **RAID
    )
    event, correction = holding(ledger, "a"), holding(ledger, "b")
    assert links(ledger) == {("corrects", correction, event)}
    assert [alert.kind.value for alert in step.alerts] == ["correction"]


@pytest.mark.parametrize("order", [("part", "whole"), ("whole", "part")])
def test_one_towns_share_of_a_raid_on_many_is_part_of_it_in_either_order(order):
    ledger = Ledger()
    stories = {
        "part": ("Missiles hit a tower in Zaporizhzhia.", {"place": ["Zaporizhzhia"]}),
        "whole": ("Missiles hit Kyiv and nine other Ukrainian cities.", {"place": ["Kyiv"]}),
    }
    for hour, key in enumerate(order):
        text, where = stories[key]
        told(ledger, key, "strike", "asserted", text=text, hours=hour, **RAID | where)
    assert links(ledger) == {("part_of", holding(ledger, "part"), holding(ledger, "whole"))}


def test_a_raid_on_another_day_or_by_another_doer_is_no_part():
    ledger = Ledger()
    told(ledger, "whole", "strike", "asserted", text="Missiles hit Kyiv and nine other cities.", place=["Kyiv"], **RAID)
    told(ledger, "next", "strike", "asserted", hours=30, place=["Lviv"], **RAID | {"day": "2031-05-07"})
    told(ledger, "other", "strike", "asserted", hours=1, place=["Lviv"], **RAID | {"actor": ["BY"]})
    assert links(ledger) == set()


@pytest.mark.parametrize(
    ("text", "wide"),
    [
        ("strikes on all major cities", True),
        ("sirens nationwide", True),
        ("12 regions were hit", True),
        ("dozens of towns and villages", True),
        ("the city of Odesa was hit", False),
        ("a regional hospital", False),
    ],
)
def test_words_that_tell_of_many_places(text, wide):
    assert bool(WIDE.search(text)) is wide


def test_a_link_is_kept_once():
    ledger = Ledger()
    for key in ("a", "b", "c"):
        told(ledger, key, "strike", "asserted", text=f"{key}: missiles hit ten cities.", place=["Kyiv"], **RAID)
    told(ledger, "d", "strike", "asserted", place=["Lviv"], **RAID)
    for hour, key in enumerate(("e", "f"), 1):
        told(ledger, key, "strike", "asserted", text=f"{key}: missiles hit ten cities.", place=["Kyiv", "Bucha"], hours=hour, **RAID)
    (event,) = (event for event in ledger.live() if event.links)
    assert len(event.links) == 1


def test_a_denial_of_a_thing_of_one_day_is_of_its_place_or_of_the_latest():
    ledger, voice = Ledger(), {"source": [{"org": "ministry", "party": "RU"}]}
    told(ledger, "a", "strike", "alleged", place=["Kyiv"], **RAID)
    told(ledger, "b", "strike", "alleged", place=["Lviv"], hours=1, **RAID)
    told(ledger, "c", "strike", "denied", hours=2, text="Russia hit nothing in Kyiv.", place=["Kyiv"], **RAID | voice)
    assert ("denies", holding(ledger, "c"), holding(ledger, "a")) in links(ledger)
    assert [event.flags for event in ledger.live() if event.id == holding(ledger, "b")] == [()]
    told(ledger, "d", "strike", "denied", hours=3, text="Russia hit nobody.", outlet="Gazette", **RAID | {"source": [{"org": "Kremlin"}]})
    assert ledger.events[holding(ledger, "b")].flags == ("DENIED by Kremlin",)
