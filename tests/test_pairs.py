"""Whether two units tell one event: the numbers they are compared by, and the trees that ship."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from test_decode import NL, SD, cell
from test_scorers import doc_of

from bot.extract.candidates import Doc, Kind
from bot.extract.decode.pairs import NEVER, Page, odds, rows
from bot.extract.decode.units import units
from bot.extract.scorers import Cell, Pool, Scorers
from bot.extract.scorers.trees import Trees
from bot.model import ClaimType

TEXT = (
    "Norland shells the harbour of Vester",
    "Norland shelled the harbour of Vester on Monday, killing 12 dockers.",
    "The shelling of the harbour lasted for an hour and killed 12.",
    "In the mountains an Ostian drone hit a convoy of three lorries, killing 4.",
)
DOC = doc_of(TEXT, ((Kind.PARTY, 1, "Norland", ("NL",)), (Kind.PLACE, 1, "Vester", ()), (Kind.PARTY, 3, "Ostian", ("OS",))))
VESTER, OSTIA = Pool(frozenset({"vester"}), 0.9, 1), Pool("OS", 0.9, 2)


@pytest.fixture(scope="module")
def trees() -> Trees:
    scorers = Scorers.load()
    assert scorers is not None
    model = scorers.tuned["pair"]
    assert isinstance(model, Trees)
    return model


def numbers(doc: Doc, *cells: Cell) -> list[float]:
    ((_, _, found),) = rows(doc, units(cells))
    return found


def test_rare_words_that_two_sentences_share_weigh_more_than_frequent_ones():
    page = Page(DOC)
    assert page.rarity(frozenset({"dockers"})) > page.rarity(frozenset({"harbour"})) > 0
    assert page.rarity(frozenset()) == 0


def test_a_figure_ends_before_the_stop_behind_it():
    assert Page(DOC).figures[1:] == [{"12"}, {"12"}, {"4"}]
    assert Page(doc_of(("Losses", "It lost 1,200 men and 3.5 tonnes of fuel, 20 of them guards."))).figures[1] == {"1,200", "3.5", "20"}


def test_the_numbers_of_a_pair_do_not_depend_on_who_stands_first():
    one, two = cell(1, actor=(NL,), place=(VESTER,)), cell(3, actor=(OSTIA,), target=(SD,))
    assert numbers(DOC, one, two) == numbers(DOC, two, one)


def test_every_pair_of_one_type_is_asked_about_once_and_no_other():
    found = units([cell(1), cell(2), cell(3), cell(2, ClaimType.THREAT)])
    assert sorted((i, j) for i, j, _ in rows(DOC, found)) == [(0, 1), (0, 2), (1, 2)]
    table = odds(DOC, found, lambda asked: np.arange(len(asked), dtype=np.float32))
    assert (table == table.T).all()
    assert (table[3] == NEVER).all()


def test_one_attack_told_twice_is_likelier_one_event_than_two_attacks(trees: Trees):
    told = cell(1, actor=(NL,), place=(VESTER,))
    again = cell(2, actor=(replace(NL, score=0.7),), place=(VESTER,))
    other = cell(3, actor=(OSTIA,), target=(replace(SD, score=0.9, mention=2),))
    table = odds(DOC, units([told, again, other]), trees)
    assert table[0, 1] > 0 > table[0, 2]
    assert table[0, 1] > table[1, 2]


FORT = doc_of(
    ("Attacks", "A drone hit the harbour of Vester.", "A drone hit the fort of Hald."),
    ((Kind.PLACE, 1, "Vester", ()), (Kind.PLACE, 2, "Hald", ())),
)


def test_two_sentences_that_surely_name_two_places_tell_two_events(trees: Trees):
    here, there = Pool(frozenset({"vester"}), 0.9, 0), Pool(frozenset({"hald"}), 0.9, 1)
    assert odds(FORT, units([cell(1, place=(here,)), cell(2, place=(there,))]), trees)[0, 1] == NEVER
    for again in ((there, replace(here, score=0.5)), (replace(there, score=0.3),), (replace(there, mention=0),), ()):
        assert odds(FORT, units([cell(1, place=(here,)), cell(2, place=again)]), trees)[0, 1] > NEVER


def test_a_side_that_was_hit_is_no_second_doer_of_whom_another_sentence_knows(trees: Trees):
    norland, ostia = Pool("NL", 0.95, 0), Pool("OS", 0.97, 2)
    one = cell(1, actor=(norland,))
    hit = cell(3, actor=(ostia, replace(norland, score=0.9)), target=(replace(norland, score=0.8),))
    assert odds(DOC, units([one, hit]), trees)[0, 1] == NEVER
    both = replace(hit, roles={**hit.roles, "target": ()})
    assert odds(DOC, units([one, both]), trees)[0, 1] > NEVER


def test_the_trees_take_what_a_pair_gives_them(trees: Trees):
    row = numbers(DOC, cell(1), cell(2))
    one, two = trees(np.array([row, row], np.float32))
    assert one == two
    with pytest.raises(Exception, match=r"dimension|Feature|Invalid"):
        trees(np.array([row[:3]], np.float32))
