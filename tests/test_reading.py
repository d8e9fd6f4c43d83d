"""Several nets reading one window: what they say is averaged."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from test_scorers import doc_of, net, together

from bot.extract.proposal import ROLES
from bot.extract.scorers import Cell, Net
from bot.extract.scorers.heads import Heads


def shifted(one: Net, by: float) -> Net:
    """The same net, surer of every type by so much in log-odds."""
    weights = dict(one.heads.weights)
    return replace(one, heads=Heads({**weights, "type_b": weights["type_b"] + np.float32(by)}))


def by_place(cells: tuple[Cell, ...]) -> dict[tuple[int, str], Cell]:
    return {(c.sentence, c.type): c for c in cells}


def odds(chance: float) -> float:
    return float(np.log(chance / (1 - chance)))


def test_a_net_read_twice_says_what_it_says_alone():
    doc = doc_of()
    alone, twice = by_place(together(net(5)).cells(doc)), by_place(together(net(5), net(5)).cells(doc))
    assert set(alone) == set(twice)
    for place, cell in alone.items():
        other = twice[place]
        assert other.score == pytest.approx(cell.score, abs=1e-5)
        assert other.status == pytest.approx(cell.status, abs=1e-5)
        for role in ROLES:
            assert [p.key for p in other.roles[role]] == [p.key for p in cell.roles[role]]
            assert [p.score for p in other.roles[role]] == pytest.approx([p.score for p in cell.roles[role]], abs=1e-5)


def test_chances_meet_halfway_in_log_odds():
    doc = doc_of()
    alone, both = by_place(together(net(5)).cells(doc)), by_place(together(net(5), shifted(net(5), 3.0)).cells(doc))
    assert set(alone) <= set(both)
    for place, cell in alone.items():
        assert odds(both[place].score) == pytest.approx(odds(cell.score) + 1.5, abs=1e-3)
        assert both[place].background == pytest.approx(cell.background, abs=1e-5)


def test_a_value_gets_the_mean_of_what_the_nets_say_of_it():
    doc = doc_of()
    one, two, both = (by_place(together(*nets).cells(doc)) for nets in ((net(5),), (net(6),), (net(5), net(6))))
    checked = 0
    for place in set(one) & set(two) & set(both):
        for pool in both[place].roles["actor"]:
            said = [odds(next(p.score for p in cells[place].roles["actor"] if p.key == pool.key)) for cells in (one, two)]
            assert odds(pool.score) == pytest.approx(sum(said) / 2, abs=1e-3)
            checked += 1
    assert checked


def test_two_nets_lie_between_what_each_says():
    doc = doc_of()
    one, two, both = (by_place(together(*nets).cells(doc)) for nets in ((net(5),), (net(6),), (net(5), net(6))))
    shared = set(one) & set(two) & set(both)
    assert shared
    for place in shared:
        low, high = sorted((one[place].score, two[place].score))
        assert low - 1e-5 <= both[place].score <= high + 1e-5
        assert sum(both[place].status) == pytest.approx(1, abs=1e-4)
        assert both[place].importance == pytest.approx(np.mean([one[place].importance, two[place].importance], axis=0), abs=1e-5)


def test_what_one_net_alone_would_look_into_is_still_weighed_by_both():
    doc = doc_of()
    sure, unsure = net(5), shifted(net(5), -40.0)
    assert together(sure).cells(doc)
    assert together(sure, unsure).cells(doc) == ()
