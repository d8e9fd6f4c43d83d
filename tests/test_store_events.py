from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from fakes.ledger import DAY, NOW, Outcome, claim, event, file, later, report, story

from bot.model import Amount, ClaimType, Link, LinkKind, Reach, Revision
from bot.store import open_store


def _found(store, types=(ClaimType.STRIKE,), parties=("RU",), start=0, end=0):
    with store.taking(story("asking")) as taking:
        reach = Reach(types, parties, DAY + timedelta(days=start), DAY + timedelta(days=end))
        return [one.id for one in taking.events(reach)]


def test_an_event_comes_back_whole(store, store_url):
    told = event(
        reports=tuple(report(f"r{n}", of=f"s{n}") for n in range(12)),
        links=(Link(LinkKind.DENIES, "e0", "same day"),),
        revisions=(Revision(NOW, "quantity", "17", "23"),),
        counts=(Amount(23, None, "at least 23"),),
        flags=("DENIED by RU",),
        alerted=NOW,
    )
    file(store, events=[told])
    fresh = open_store(store_url)
    assert fresh.event("e1") == told == store.event("e1")
    assert fresh.latest_events(5) == [told]
    fresh.close()


def test_a_changed_event_replaces_the_old_one_everywhere(store, store_url):
    other = open_store(store_url)
    first = event()
    file(store, events=[first])
    assert other.event("e1") == first
    moved = claim(actor=("BY",), day=DAY + timedelta(days=3))
    second = replace(first, revision=2, claim=moved, reports=(report("r2", moved),), changed=later(60), links=(Link(LinkKind.PLANS, "e9"),))
    file(store, events=[second], key="s2")
    assert other.event("e1") == second
    assert _found(store) == []
    assert _found(store, parties=("BY",), start=3, end=3) == ["e1"]
    other.close()


@pytest.mark.parametrize("party", ["RU", "UA", "GB"])
def test_actor_target_and_speaker_each_lead_to_an_event(store, party):
    file(store, events=[event(told=claim(speaker="GB"))])
    assert _found(store, parties=("CN", party)) == ["e1"]
    assert _found(store, parties=("CN",)) == []


def test_no_party_means_any(store):
    file(store, events=[event(), event("e2", claim(actor=(), target=()))])
    assert _found(store, parties=()) == ["e1", "e2"]
    assert _found(store, types=(ClaimType.SEIZURE,), parties=()) == []


@pytest.mark.parametrize(("start", "end", "found"), [(-3, -1, False), (-3, 0, True), (1, 1, True), (2, 2, True), (3, 9, False)])
def test_days_overlap_or_they_do_not(store, start, end, found):
    file(store, events=[event(told=claim(until=DAY + timedelta(days=2)))])
    assert _found(store, start=start, end=end) == (["e1"] if found else [])


def test_an_event_of_many_months_is_found_on_any_of_its_days(store):
    file(store, events=[event(told=claim(day=DAY - timedelta(days=200), until=DAY + timedelta(days=200)))])
    assert _found(store) == ["e1"]
    assert _found(store, start=201, end=300) == []


def test_an_event_without_a_day_is_found_by_its_days_of_publication(store):
    undated = claim(day=None)
    reports = (report("r1", undated), report("r2", undated, published=later(86400)))
    file(store, events=[event(told=undated, reports=reports)])
    assert _found(store) == _found(store, start=1, end=1) == ["e1"]
    assert _found(store, start=2, end=2) == []


def test_each_reports_party_and_day_lead_to_the_event(store):
    reports = (report("r1"), report("r2", claim(actor=("KP",), day=DAY + timedelta(days=1))))
    file(store, events=[event(reports=reports)])
    assert _found(store, parties=("KP",), start=1, end=1) == ["e1"]


def test_an_event_joined_to_another_is_not_found_but_still_there(store):
    file(store, events=[event(), event("e2")])
    file(store, events=[event(merged_into="e2")], key="s2")
    assert _found(store) == ["e2"]
    assert store.event("e1").merged_into == "e2"


def test_events_are_found_oldest_first(store):
    file(store, events=[event("e1", opened=later(5)), event("e2"), event("e3")])
    assert _found(store) == ["e2", "e3", "e1"]


def _cut_off(store):
    with store.taking(story("s2")) as taking:
        changed = replace(event(), revision=2)
        taking.keep(Outcome(story("s2"), (), (changed,)))
        assert taking.event("e1") == changed
        raise RuntimeError("cut off")


def test_what_a_taking_wrote_before_it_failed_is_not_remembered(store):
    file(store, events=[event()])
    with pytest.raises(RuntimeError, match="cut off"):
        _cut_off(store)
    assert store.event("e1") == event()


def test_the_newest_change_comes_first(store):
    file(store, events=[event(f"e{n}", changed=later(n)) for n in range(5)])
    assert [one.id for one in store.latest_events(2)] == ["e4", "e3"]


def test_stories_taken_at_once_all_reach_their_event(store):
    file(store, events=[event(reports=())])
    reach = Reach((ClaimType.STRIKE,), ("RU",), DAY, DAY)

    def take(number):
        told, new = story(f"s{number}"), report(f"r{number}", of=f"s{number}")
        with store.taking(told) as taking:
            [known] = taking.events(reach)
            changed = replace(known, revision=known.revision + 1, reports=(*known.reports, new))
            taking.keep(Outcome(told, (new,), (changed,)))

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(take, range(2, 26)))
    end = store.event("e1")
    assert (end.revision, len(end.reports)) == (25, 24)
    assert len({told.id for told in end.reports}) == 24
