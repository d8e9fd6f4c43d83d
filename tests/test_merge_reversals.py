"""What an event is called where it undoes something: which reports are of it, and what readers are told."""

from dataclasses import replace
from datetime import timedelta

import pytest
from fakes.merging import Ledger, claim, moment

from bot.alert.kinds import event_of
from bot.alert.words import what_of
from bot.merge import history
from bot.merge.due import expectation_of
from bot.model import Amount, Category, Change, Claim, ClaimType, Item, LinkKind, Reversal, Span, Status, Story

NOON = moment("2031-05-06T12:00:00+00:00")
TROOPS = {"actor": ["FR"], "target": ["NE"], "item": [["troops", "soldiers", [400, 400, "400"]]]}
OUT = {"reversal": Reversal.WITHDRAWAL, "spans": (("reversal", (Span(0, 4),)),)}
IN = {"reversal": None, "spans": (("reversal", (Span(0, 4),)),)}
SILENT: dict[str, object] = {}


def taken(*rows, kind="deployment", slots=TROOPS, status="asserted"):
    ledger, found = Ledger(), []
    for number, row in enumerate(rows):
        at = NOON + timedelta(minutes=40 * number)
        one = Story(id=f"s{number}", title=f"Title {number}", text=f"Story {number} tells it.", published=at, outlet=f"Paper {number}")
        found.append(ledger.take(one, [claim(one, kind, status, **slots | row)]))
    return ledger, found


def words(ledger):
    return sorted((len(event.reports), event.claim.reversal or "") for event in ledger.live())


def test_a_withdrawal_is_no_report_of_a_deployment_nor_the_other_way_round():
    assert words(taken(OUT, IN)[0]) == [(1, ""), (1, "withdrawal")]
    assert words(taken(IN, OUT)[0]) == [(1, ""), (1, "withdrawal")]
    assert words(taken(OUT, OUT)[0]) == [(2, "withdrawal")]


def test_what_tells_neither_joins_and_never_turns_the_word():
    assert words(taken(OUT, SILENT)[0]) == [(2, "withdrawal")]
    assert words(taken(IN, SILENT, SILENT)[0]) == [(3, "")]


@pytest.mark.parametrize(("kind", "way"), [("sanction", Reversal.LIFTED), ("agreement", Reversal.ENDED), ("agreement", Reversal.BREACHED)])
def test_sanctions_and_pacts_stand_apart_from_their_end(kind, way):
    slots = {"actor": ["FR"], "target": ["NE"]}
    assert len(taken(OUT | {"reversal": way}, IN, kind=kind, slots=slots)[0].live()) == 2
    assert len(taken(OUT | {"reversal": way}, SILENT, kind=kind, slots=slots)[0].live()) == 2, "what is only spoken of stands"
    assert len(taken(IN, SILENT, kind=kind, slots=slots)[0].live()) == 1


def test_an_event_that_turns_out_a_withdrawal_says_so_and_quotes_who_says_it():
    ledger, found = taken(SILENT, OUT)
    (event,) = ledger.live()
    (told,) = (one for one in event.revisions if one.slot == "reversal")
    assert (told.old, told.new) == ("", "withdrawal")
    assert "now known: withdrawal" in found[1].decisions[0].note
    (alert,) = found[1].alerts
    assert alert.headline == "REPORTED · France · withdrawal from Niger: 400 soldiers · Paper 1"
    assert alert.quote == "Story 1 tells it."
    assert any("reversal" in line and "withdrawal" in line for line in history(event))


def test_a_story_that_is_corrected_to_a_withdrawal_changes_the_word_with_a_record():
    ledger, _ = taken(IN)
    one = Story(id="s0", title="Title 0", text="Story 0 tells it.", published=NOON, outlet="Paper 0", version=2)
    (decision,) = ledger.take(one, [claim(one, "deployment", **TROOPS | OUT)]).decisions
    assert decision.change is Change.REVISED
    assert "reversal deployment → withdrawal" in decision.note
    assert decision.event.claim.reversal is Reversal.WITHDRAWAL


def test_a_denied_withdrawal_denies_no_deployment():
    ledger, _ = taken(OUT, IN)
    one = Story(id="d", title="Denied", text="France denies it.", published=NOON + timedelta(hours=2), outlet="Paper 9")
    ledger.take(one, [claim(one, "deployment", "denied", **TROOPS | OUT | {"source": [{"party": "FR"}]})])
    (denial,) = (event for event in ledger.live() if event.status.value == "denied")
    denied = {link.to for link in denial.links if link.kind is LinkKind.DENIES}
    assert denied == {event.id for event in ledger.live() if event.claim.reversal and event.id != denial.id}


def test_nothing_points_into_the_state_that_forces_leave():
    _, found = taken(OUT | {"place": ["Agadez"]})
    (alert,) = found[0].alerts
    assert alert.headline == "REPORTED · France · withdrawal from Agadez: 400 soldiers · Paper 0"
    assert (alert.whom, alert.reversal) == ("Niger", Reversal.WITHDRAWAL)


def test_forces_leave_the_place_that_the_quoted_sentence_names():
    told = Claim(ClaimType.DEPLOYMENT, Status.PLANNED, (Span(0, 9),), ("France will leave Agadez.",), place=("Zinder", "Agadez"))
    assert event_of(replace(told, reversal=Reversal.WITHDRAWAL)) == "withdrawal from Agadez"
    assert event_of(replace(told, reversal=Reversal.WITHDRAWAL, quotes=("France will leave.",))) == "withdrawal from Zinder"


@pytest.mark.parametrize(
    ("count", "thing", "quote", "told"),
    [
        ("400", "soldiers", "France will bring 400 soldiers home.", "withdrawal from Agadez: 400 soldiers"),
        ("400", "soldiers", "France will cut its force in Agadez to 400 soldiers.", "withdrawal from Agadez: down to 400 soldiers"),
        ("400", "troop", "France halves its troop level, leaving about 400 there.", "withdrawal from Agadez: down to 400 troops"),
        ("900 to 400", "troop", "The troop level falls from 900 to 400.", "withdrawal from Agadez: from 900 to 400 troops"),
        ("up to 400", "soldiers", "France will bring up to 400 soldiers home.", "withdrawal from Agadez: up to 400 soldiers"),
    ],
)
def test_a_withdrawal_says_whether_so_many_go_or_stay(count, thing, quote, told):
    amount = Amount(text=count, min=400, max=400)
    one = Claim(
        ClaimType.DEPLOYMENT, Status.PLANNED, (Span(0, 9),), (quote,), item=(Item(Category.TROOPS, thing, amount),), place=("Agadez",)
    )
    assert what_of(replace(one, reversal=Reversal.WITHDRAWAL)) == told
    assert "from" not in what_of(one)
    assert "down" not in what_of(one)


@pytest.mark.parametrize(
    ("kind", "way", "line"),
    [
        ("sanction", Reversal.LIFTED, "France → Niger · sanctions lifted"),
        ("agreement", Reversal.ENDED, "France → Niger · agreement ended"),
        ("agreement", Reversal.BREACHED, "France → Niger · agreement breached"),
    ],
)
def test_alerts_call_an_undoing_by_its_name(kind, way, line):
    _, found = taken(OUT | {"reversal": way}, kind=kind, slots={"actor": ["FR"], "target": ["NE"]})
    (alert,) = found[0].alerts
    assert alert.headline == f"REPORTED · {line} · Paper 0"
    assert replace(alert, headline="").what == line.split(" · ")[1]


DRILL = {
    "actor": ["FR"],
    "target": [],
    "place": ["Agadez"],
    "item": [["ship", "frigates", [4, 4, "four"]]],
    "day": ["2031-05-20", "2031-05-24"],
}
PUT_OFF = {"reversal": Reversal.POSTPONED, "spans": (("reversal", (Span(0, 4),)),)}


def test_what_is_put_off_is_told_so_under_what_was_announced_and_is_due_no_more():
    ledger, found = taken(SILENT, PUT_OFF, kind="exercise", slots=DRILL, status="planned")
    (event,) = ledger.live()
    later = NOON + timedelta(days=1)
    assert expectation_of(found[0].decisions[0].event, later) is not None
    assert expectation_of(event, later) is None
    assert event.status is Status.PLANNED
    (first,), (second,) = (one.alerts for one in found)
    assert first.headline.startswith("PLANNED · France · exercise")
    assert second.headline.startswith("REPORTED · France · exercise postponed")
    assert "now known: exercise postponed" in second.change
    assert "POSTPONED" in event.flags
    assert "PLANNED" not in event.flags


def test_a_new_day_after_it_was_put_off_is_due_again():
    anew = SILENT | {"day": ["2031-05-28", "2031-05-29"]}
    ledger, _ = taken(SILENT, PUT_OFF, anew, kind="exercise", slots=DRILL | {"day": None}, status="planned")
    assert any(expectation_of(event, NOON + timedelta(days=1)) for event in ledger.live())
