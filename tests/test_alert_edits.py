"""What a message says of itself when reports are sorted into or out of its event."""

from datetime import timedelta

from fakes.merging import Ledger, claim, moment

from bot.model import Story

NOON = moment("2031-05-06T12:00:00+00:00")
KYIV = {"target": ["UA"], "place": ["Kyiv"], "day": "2031-05-06"}
MISSILES, DRONES = {"item": [["ballistic_missile", "missiles"]]}, {"item": [["drone", "drones"]]}


def take(ledger, key, minutes, **slots):
    """The messages of one more story: each event's show, what changed, and its sides."""
    at = NOON + timedelta(minutes=minutes)
    one = Story(id=key, title=f"Title {key}", text=f"{key} tells it.", published=at, outlet=f"Paper {key}", url=f"https://x.example/{key}")
    told = ledger.take(one, [claim(one, "strike", slots.pop("status", "asserted"), **KYIV | slots)])
    return {alert.event: (alert.show.value, alert.change, alert.who) for alert in told.alerts}


def filled():
    """A raid told without a doer, then with one; the messages of a third report that takes the second with it are still to come."""
    ledger = Ledger()
    [first] = take(ledger, "a", 0, **MISSILES)
    assert take(ledger, "b", 1, actor=["RU"]) == {first: ("edit", "now known: who", "Russia")}
    return ledger, first


def test_a_message_that_loses_its_doer_with_a_report_says_so_in_readers_words():
    ledger, first = filled()
    told = take(ledger, "c", 2, actor=["RU"], **DRONES)
    assert told.pop(first) == ("edit", "a report moved to another event; no longer known: who", "unknown")
    assert [show for show, *_ in told.values()] == ["post"]


def test_a_message_that_gets_its_report_back_says_what_came_with_it():
    ledger, first = filled()
    [other] = take(ledger, "c", 2, actor=["RU"], **DRONES).keys() - {first}
    told = take(ledger, "d", 3, actor=["RU"], **MISSILES)
    assert told[first] == ("edit", "also told by Paper d; now known: who", "Russia")
    assert told[other] == ("edit", "a report moved to another event", "Russia")


def test_a_message_that_is_less_firm_without_a_report_says_so():
    ledger = Ledger()
    [first] = take(ledger, "a", 0, status="alleged", **MISSILES)
    assert take(ledger, "b", 1, actor=["RU"])[first] == ("edit", "now known: who", "Russia")
    said = "a report moved to another event; no longer known: who; reported → alleged"
    assert take(ledger, "c", 2, actor=["RU"], **DRONES)[first][1] == said
