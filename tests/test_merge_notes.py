"""What changed, in the words that a channel reads."""

from datetime import timedelta

from fakes.merging import Ledger, claim, moment

from bot.model import Story

NOON = moment("2031-05-06T12:00:00+00:00")
SHELLED = {"actor": ["RU"], "target": ["UA"], "day": "2031-05-06"}


def story(key, outlet, hours=0, version=1):
    at = NOON + timedelta(hours=hours)
    return Story(id=key, title=f"Title {key}", text=f"Story {key} tells it.", published=at, outlet=outlet, version=version)


def noted(*steps):
    """The note of the last of some reports, each a story and the slots of its claim."""
    ledger = Ledger()
    for told, status, slots in steps:
        (decision,) = ledger.take(told, [claim(told, slots.pop("type", "strike"), status, **slots)]).decisions
    return decision.note


def test_what_a_second_report_adds_is_told_as_what_one_would_ask():
    first, second = story("a", "Harbour Wire"), story("b", "Radio One", 1)
    note = noted((first, "asserted", {**SHELLED}), (second, "asserted", {**SHELLED, "place": ["Odesa"], "item": [["drone", "drones"]]}))
    assert note == "now known: with what, where"


def test_another_outlet_is_said_to_tell_it_too():
    slots = {**SHELLED, "place": ["Odesa"]}
    assert (
        noted((story("a", "Harbour Wire"), "asserted", slots), (story("b", "Radio One", 1), "asserted", slots)) == "also told by Radio One"
    )


def test_a_plan_that_is_carried_out_is_reported():
    drill = {"type": "exercise", "actor": ["US", "KR"], "day": "2031-05-06", "place": ["Busan"]}
    note = noted((story("a", "Harbour Wire"), "planned", {**drill}), (story("b", "Radio One", 6), "asserted", {**drill}))
    assert note == "planned → reported"


def test_a_story_that_changes_says_what_it_said_and_what_it_says_now():
    one, two = story("a", "Harbour Wire"), story("a", "Harbour Wire", 1, version=2)
    later = {**SHELLED, "day": "2031-05-07", "place": ["Odesa"]}
    assert noted((one, "asserted", {**SHELLED}), (two, "asserted", later)) == (
        "Harbour Wire: place now known: Odesa; day 2031-05-06 → 2031-05-07"
    )
