from dataclasses import replace
from random import Random

import pytest
from fakes.watching import event

from bot.errors import BadInput
from bot.model import Amount, Casualties, Category, ClaimType, Item, Severity, Status
from bot.vocabulary import vocabulary
from bot.watch import parse, printed
from bot.watch.severity import rating_of, scale_of
from config.presets import read_presets, read_severity

SCALE = scale_of(read_severity())


def told(kind=ClaimType.STRIKE, status=Status.ASSERTED, parties=1, **slots):
    base = event(Random(2))
    bare = {"actor": (), "target": (), "item": (), "casualties": None, "background": False, "importance": 2}
    claim = replace(base.claim, type=kind, status=status, **(bare | slots))
    return replace(base, type=kind, status=status, claim=claim, parties=parties, flags=())


def test_the_four_steps_are_reached_and_each_point_is_explained():
    low = rating_of(told(ClaimType.EXERCISE), SCALE)
    medium = rating_of(told(), SCALE)
    high = rating_of(told(casualties=Casualties(7, 7)), SCALE)
    severe = rating_of(told(casualties=Casualties(120, None), target=("civilians",), parties=3), SCALE)
    assert [r.severity for r in (low, medium, high, severe)] == [Severity.LOW, Severity.MEDIUM, Severity.HIGH, Severity.SEVERE]
    assert severe.why == ("attack +3", "reported +1", "civilians +1", "killed >= 100 +5", "parties >= 3 +2")
    assert severe.sum == 12


def test_a_point_for_a_party_is_told_by_its_name_where_names_are_given():
    one = told(target=("nato", "fnla"), background=True)
    assert rating_of(one, SCALE, {"nato": "NATO"}.__getitem__).why == ("attack +3", "reported +1", "background -3", "NATO +1")


def test_a_plan_and_a_denial_weigh_less_than_the_deed():
    order = [rating_of(told(ClaimType.WEAPON_TEST, status), SCALE).sum for status in (Status.ASSERTED, Status.PLANNED, Status.DENIED)]
    assert order == sorted(order, reverse=True)


def test_what_a_hedge_leaves_open_adds_nothing():
    many = Item(Category.DRONE, "drones", Amount(None, 500, "up to 500"))
    assert rating_of(told(item=(many,)), SCALE).sum == rating_of(told(item=(Item(Category.DRONE, "drones"),)), SCALE).sum


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"steps": {"medium": 5, "high": 3, "severe": 8}}, "must rise"),
        ({"type": {"strike": "much"}}, r"\[type\] strike must be a whole number"),
        ({"killed": {"least": [5]}}, r"\[killed\] least"),
        ({"colour": {}}, r"\[colour\] is no part of it"),
    ],
)
def test_a_table_that_is_wrong_is_named_by_its_part(change, fault):
    with pytest.raises(BadInput, match=fault):
        scale_of({**read_severity(), **change})


def test_every_preset_and_list_is_known_and_canonical():
    shipped = read_presets()
    names = vocabulary(shipped.groups)
    for preset in shipped.presets:
        tree = parse(preset.query, names)
        assert parse(printed(tree), names) == tree
    assert {preset.id for preset in shipped.presets} == {"korea", "ukraine", "middle_east", "taiwan", "arms", "severe"}


def test_a_file_of_presets_that_is_wrong_is_one_line(tmp_path):
    path = tmp_path / "presets.toml"
    path.write_text("[[preset]]\nid = 'x'\n")
    with pytest.raises(BadInput, match=r"each \[\[preset\]\] has id, name and query"):
        read_presets(path)
    path.write_text("preset = [")
    with pytest.raises(BadInput, match=r"presets\.toml"):
        read_presets(path)
