import pytest
from fakes.merging import Ledger, claim, moment

from bot.model import Change, Story

RAID = {"actor": ["RU"], "target": ["UA"], "place": ["Odesa"], "item": [["missile", "missiles"]]}
WARHEADS = {"actor": ["RU"], "item": [["nuclear", "nuclear weapons"]]}
KREMLIN, ARMY = ({"source": [{"org": org, "party": party}]} for org, party in (("Kremlin", "RU"), ("army", "NO")))


def take(ledger, key, status, hours=0, **slots):
    at = moment(f"2031-05-06T{12 + hours}:00:00+00:00")
    story = Story(id=key, title="", text=f"The {key} heard on mile {len(key)} that a depot burnt.", published=at, outlet=key)
    return ledger.take(story, [claim(story, slots.pop("kind", "strike"), status, **slots)])


def raid():
    ledger = Ledger()
    take(ledger, "Harbour Wire", "asserted", **RAID)
    return ledger, ledger.live()[0].id


@pytest.mark.parametrize(
    ("status", "slots"),
    [
        ("negated", WARHEADS | ARMY),  # of what is only not known, neither whom nor where
        ("negated", {"actor": ["RU"], "item": [["missile", "missiles"]]} | ARMY),
        ("negated", RAID | ARMY | {"post": False, "confidence": 0.9}),
        ("denied", RAID | KREMLIN | {"post": False, "confidence": 0.5}),
        ("denied", RAID | KREMLIN | {"post": False, "confidence": 0.9, "background": True}),
    ],
)
def test_a_denial_that_is_not_sure_or_says_too_little_marks_nothing_and_is_filed_there(status, slots):
    ledger, event = raid()
    step = take(ledger, "Gazette", status, 1, **slots)
    assert (step.alerts, ledger.events[event].flags, step.main) == ((), (), (event,))


@pytest.mark.parametrize(
    ("status", "slots", "change"),
    [
        ("negated", {"actor": ["RU"], "place": ["Odesa"]} | ARMY, Change.DISPUTED),
        ("negated", {"actor": ["RU"], "target": ["UA"], "item": [["missile", "missiles"]]} | ARMY, Change.DISPUTED),
        ("denied", {"actor": ["RU"], "item": [["missile", "missiles"]]} | KREMLIN, Change.DENIED),
        ("denied", RAID | KREMLIN | {"post": False, "confidence": 0.7}, Change.DENIED),
    ],
)
def test_a_sure_denial_that_says_what_it_denies_marks_it(status, slots, change):
    ledger, event = raid()
    step = take(ledger, "Gazette", status, 1, **slots)
    assert step.decisions[0].change is change
    assert ledger.events[event].flags


@pytest.mark.parametrize(("slots", "flags"), [(WARHEADS, 0), ({"actor": ["RU"], "post": False}, 0), (RAID, 1)])
def test_what_comes_after_a_denial_is_marked_only_where_the_denial_speaks_of_it(slots, flags):
    ledger = Ledger()
    take(ledger, "Gazette", "negated", **slots | ARMY)
    take(ledger, "Harbour Wire", "asserted", 1, **RAID)
    event = next(event for event in ledger.live() if event.status.value == "asserted")
    assert len(event.flags) == flags


@pytest.mark.parametrize(("hit", "flags"), [(["UA"], 0), (["UA", "civilians"], 1), (["civilians"], 1)])
def test_who_denies_to_have_hit_civilians_denies_no_raid_on_others(hit, flags):
    ledger = Ledger()
    take(ledger, "Harbour Wire", "asserted", **RAID | {"target": hit})
    event = ledger.live()[0].id
    take(ledger, "Gazette", "denied", 1, **RAID | KREMLIN | {"target": ["civilians"]})
    assert len(ledger.events[event].flags) == flags
