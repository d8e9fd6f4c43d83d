"""The whole ledger page by page, on both stores."""

from dataclasses import replace
from datetime import timedelta

import pytest
from fakes.ledger import NOW, Outcome, claim, event, later, story

from bot.lookup import Question, Span
from bot.model import ClaimType, Link, LinkKind
from bot.store.listing import Mark


def _file(store, *events, key="s1"):
    told = story(key)
    with store.taking(told) as taking:
        taking.keep(Outcome(told, (), events))


def _walk(store, size, *, newest=False, asked=None):
    seen, mark = [], None
    while True:
        part = store.listing.stretch(asked or Question(), mark, size, newest=newest)
        seen += [one.id for one in part.events]
        mark = part.next
        if mark is None:
            return seen


@pytest.fixture
def ledger(store):
    """Nine events, three of each moment."""
    _file(store, *(event(f"e{number}", changed=later(number // 3)) for number in range(9)))
    return store


@pytest.mark.parametrize("size", [1, 2, 3, 4, 9, 100])
def test_pages_of_any_size_hold_every_event_once(ledger, size):
    expected = [f"e{number}" for number in range(9)]
    assert _walk(ledger, size) == expected
    assert _walk(ledger, size, newest=True) == expected[::-1]


def test_the_last_page_says_that_it_is_the_last(ledger):
    assert ledger.listing.stretch(limit=9).next is None
    assert ledger.listing.stretch(limit=8).next == Mark(later(2), "e7")
    assert ledger.listing.stretch(after=Mark(later(2), "e8")).events == ()


def test_an_event_that_changes_while_somebody_reads_is_not_missed(ledger):
    first = ledger.listing.stretch(limit=4)
    changed = replace(ledger.event("e6"), changed=later(99), revision=2)
    _file(ledger, changed, key="s2")
    rest = ledger.listing.stretch(after=first.next)
    assert [one.id for one in rest.events] == ["e4", "e5", "e7", "e8", "e6"]
    assert rest.events[-1].revision == 2


def test_whoever_goes_on_from_the_last_mark_sees_only_what_changed_since(ledger):
    end = Mark(later(2), "e8")
    assert ledger.listing.stretch(after=end).events == ()
    _file(ledger, event("e10", changed=later(50)), key="s2")
    assert [one.id for one in ledger.listing.stretch(after=end).events] == ["e10"]


def test_an_event_that_was_joined_to_another_is_not_listed(ledger):
    _file(ledger, replace(ledger.event("e2"), merged_into="e1"), key="s2")
    assert "e2" not in _walk(ledger, 100)
    assert ledger.listing.count() == 8


def test_the_listing_is_asked_by_type_party_and_days(store):
    wanted = event("yes", claim(("KP",), ("JP",), kind=ClaimType.MISSILE_LAUNCH))
    others = (
        event("type", claim(("KP",), ("JP",), kind=ClaimType.STRIKE)),
        event("party", claim(("RU",), ("UA",), kind=ClaimType.MISSILE_LAUNCH)),
        event("day", claim(("KP",), ("JP",), NOW.date() - timedelta(days=40), kind=ClaimType.MISSILE_LAUNCH)),
    )
    _file(store, wanted, *others)
    asked = Question(Span(NOW.date() - timedelta(days=1), NOW.date()), types=((ClaimType.MISSILE_LAUNCH, None),), side="JP")
    assert [one.id for one in store.listing.everything(asked)] == ["yes"]
    assert store.listing.count(asked) == 1
    assert store.listing.count() == 4


def test_everything_is_given_though_it_is_more_than_one_batch(store):
    for start in range(0, 450, 150):
        _file(store, *(event(f"m{number:03}", changed=later(number)) for number in range(start, start + 150)), key=f"s{start}")
    assert [one.id for one in store.listing.everything()] == [f"m{number:03}" for number in range(450)]


def test_links_are_found_from_either_side(store):
    denial = event("denial", links=(Link(LinkKind.DENIES, "deed"),))
    _file(store, event("deed"), denial, event("alone"))
    assert store.listing.linked(["deed"]) == ["denial"]
    assert store.listing.linked(["denial"]) == ["deed"]
    assert store.listing.linked(["deed", "denial"]) == []
    assert store.listing.linked(["alone"]) == []


def test_an_empty_ledger_has_one_empty_page(store):
    part = store.listing.stretch()
    assert part.events == ()
    assert part.next is None
    assert list(store.listing.everything()) == []
