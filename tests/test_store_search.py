from dataclasses import replace

import pytest
from fakes.ledger import claim, event, file, later, report

from bot.model import Category, Item


def _events():
    told = replace(claim(speaker="GB"), item=(Item(Category.DRONE, "Geran-2 drones"),), place=("Порт Одеса",), quotes=("미사일 발사 확인",))
    first = event("e1", told, (replace(report("r1", told), title="Harbour struck at night"),))
    second = event("e2", claim(), (replace(report("r2"), title="Harbour: no strike, says ministry"),), changed=later(9))
    return [first, second]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("harbour", ["e2", "e1"]),
        ("HARBOUR night", ["e1"]),
        ("geran-2", ["e1"]),
        ("одеса", ["e1"]),
        ("미사일", ["e1"]),
        ("ministr", ["e2"]),
        ("minister", ["e1"]),
        ("submarine", []),
        ("", []),
        ("' OR 1=1; --", []),
        ('"harbour" NOT (', []),
        ("harbour:* & !night |", ["e1"]),
        ("\x00", []),
    ],
)
def test_words_and_beginnings_of_words_find_events_and_nothing_else_is_syntax(store, asked, found):
    file(store, events=_events())
    assert [one.id for one in store.search(asked)] == found


def test_a_changed_event_is_found_by_its_new_words_only(store):
    file(store, events=_events())
    renamed = replace(_events()[0], revision=2, reports=(replace(report("r1"), title="Depot struck"),), claim=claim())
    file(store, events=[renamed], key="s2")
    assert [one.id for one in store.search("depot")] == ["e1"]
    assert [one.id for one in store.search("night")] == []


def test_whole_words_come_before_words_that_only_begin_so(store):
    file(store, events=_events())
    file(store, events=[replace(_events()[0], id="e3", reports=(replace(report("r3"), title="Nightfall"),), claim=claim())], key="s3")
    assert [one.id for one in store.search("night")] == ["e1", "e3"]
    assert [one.id for one in store.search("ni")] == []


def test_no_more_are_found_than_asked_for(store):
    file(store, events=_events())
    assert [one.id for one in store.search("harbour", limit=1)] == ["e2"]
