from dataclasses import replace

import pytest
from fakes.ledger import claim, event, file, later, report

from bot.model import Category, Item, Slot
from bot.store.sheets import token
from bot.store.words import of


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


@pytest.mark.parametrize("spelt", ["word{:x}", "Ⱥ{:x}²Ⱥ{:x}"])
def test_an_event_of_more_words_than_postgres_takes_is_kept_and_found_by_its_first_ones_and_its_slots(store, spelt):
    words = [spelt.format(number, number + 1, number + 2) for number in range(100_000)]
    reports = tuple(
        replace(report(f"r{at}"), title=" ".join(["Harbour struck", *words[at : at + 20_000]])) for at in range(0, 100_000, 20_000)
    )
    one = event("e1", claim(), reports)
    file(store, events=[one])
    assert len(of(one)) > 200_000
    assert [found.id for found in store.search("harbour struck")] == ["e1"]
    assert [found.id for found in store.search(words[5])] == ["e1"]
    assert [found.id for found in store.search(token(Slot.BY, "RU"))] == ["e1"]
    assert store.search("nowhere") == []


def test_a_long_text_with_few_words_of_its_own_keeps_them_all():
    reports = tuple(
        replace(report(f"r{at}"), title=f"Harbour struck, report {at}: " + "said the ministry again " * 30) for at in range(900)
    )
    told = of(event("e1", claim(), reports)).split()
    assert {"899", "ministry"} <= set(told)
    assert told.count("ministry") > 20_000
