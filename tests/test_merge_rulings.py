from datetime import timedelta

from fakes.merging import Ledger, claim, moment

from bot.merge import State, expectation_of, history, joined, split, unavailable
from bot.model import Story

NOON = moment("2031-05-06T12:00:00+00:00")
KYIV = {"actor": ["RU"], "target": ["UA"], "place": ["Kyiv"], "day": "2031-05-06"}


def story(key, text=None, at=NOON):
    return Story(
        id=key, title=f"Title {key}", text=text or f"{key} tells it.", published=at, outlet=f"Paper {key}", url=f"https://x.example/{key}"
    )


def ledger_of(*slots):
    ledger = Ledger()
    for number, one in enumerate(slots):
        told = story(f"s{number}")
        ledger.take(told, [claim(told, "strike", "alleged", **one)], now=NOON + timedelta(minutes=number))
    return ledger


def test_what_an_operator_joins_takes_in_what_comes_for_either():
    ledger = ledger_of(KYIV, KYIV | {"place": ["Lviv"]})
    first, second = ledger.live()
    whole, left = joined(first, second, NOON)
    ledger.events |= {whole.id: whole, left.id: left}
    late = story("late")
    step = ledger.take(late, [claim(late, "strike", "alleged", **KYIV, item=[["missile", "missiles"]])])
    later = story("later")
    other = ledger.take(later, [claim(later, "strike", "alleged", **KYIV | {"place": ["Lviv"]}, item=[["drone", "drones"]])])
    assert [event.id for event in ledger.live()] == [first.id]
    assert step.main == other.main == (first.id,)
    assert left.merged_into == first.id
    assert {report.story for report in ledger.events[first.id].reports} == {"s0", "s1", "late", "later"}


def test_what_an_operator_splits_is_never_joined_again():
    ledger = ledger_of(KYIV, KYIV)
    (event,) = ledger.live()
    old, new = split(event, {event.reports[1].id}, NOON)
    ledger.events |= {old.id: old, new.id: new}
    for number in range(4):
        late = story(f"late{number}")
        ledger.take(late, [claim(late, "strike", "alleged", **KYIV | {"day": None})], now=NOON + timedelta(hours=1))
    assert len(ledger.live()) == 2
    assert {report.story for report in ledger.events[new.id].reports} & {"s0"} == set()
    assert new.apart == (old.id,)
    assert old.apart == (new.id,)


def test_a_split_that_names_no_or_all_reports_changes_nothing():
    (event,) = ledger_of(KYIV).live()
    assert split(event, {event.reports[0].id}, NOON) == (event, event)
    assert split(event, set(), NOON) == (event, event)


def test_rulings_are_recorded_with_who_made_them():
    first, second = ledger_of(KYIV, KYIV | {"place": ["Lviv"]}).live()
    whole, _ = joined(first, second, NOON, "duty editor")
    record = next(told for told in whole.revisions if told.slot == "joined")
    assert (record.old, record.new, record.report) == (second.id, first.id, "duty editor")


def test_a_page_that_is_gone_is_noted_and_denies_nothing():
    (event,) = ledger_of(KYIV).live()
    (noted,) = unavailable("s0", "Paper s0", [event], NOON)
    assert noted.status is event.status
    assert noted.flags == event.flags
    assert noted.outlets == 1
    assert "page: - → no longer available at Paper s0" in "\n".join(history(noted))


def test_an_announced_day_is_expected_until_it_is_kept_missed_or_denied():
    ledger = Ledger()
    told = story("plan")
    drill = {"actor": ["US", "KR"], "day": ["2031-05-10", "2031-05-12"], "place": ["Busan"]}
    ledger.take(told, [claim(told, "exercise", "planned", **drill)])
    (event,) = ledger.live()
    assert expectation_of(event, NOON).state is State.OPEN
    assert expectation_of(event, NOON + timedelta(days=8)).state is State.OVERDUE
    assert "  announced for 2031-05-10 to 2031-05-12: overdue" in history(event, now=NOON + timedelta(days=8))
    denied = story("denied", at=NOON + timedelta(days=1))
    ledger.take(denied, [claim(denied, "exercise", "denied", **drill, source=[{"org": "ministry", "party": "KR"}])])
    assert expectation_of(ledger.events[event.id], NOON + timedelta(days=2)).state is State.CONTRADICTED
    done = story("done", at=NOON + timedelta(days=5))
    ledger.take(done, [claim(done, "exercise", "asserted", **drill)])
    assert expectation_of(ledger.events[event.id], NOON + timedelta(days=6)).state is State.FULFILLED


def test_nothing_is_expected_of_what_has_no_day():
    (event,) = ledger_of(KYIV).live()
    assert expectation_of(event, NOON) is None


def test_the_history_tells_slots_lineages_links_revisions_and_reasons():
    ledger = ledger_of(KYIV, KYIV | {"item": [["missile", "missiles", [10, 10, "ten"]]]})
    (event,) = ledger.live()
    text = "\n".join(history(event))
    assert event.id in text
    for words in ("RU → UA", "paper s0", "paper s1", "Title s1", "“s1 tells it.”", "because: agrees in", "2 outlets"):
        assert words in text
