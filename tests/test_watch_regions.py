from dataclasses import replace
from random import Random

import pytest
from fakes.watching import event

from bot.errors import BadInput
from bot.model import ClaimType, Severity
from bot.vocabulary import vocabulary
from bot.watch import parse, printed
from bot.watch.facts import facts_of
from bot.watch.match import test_of
from config.presets import read_presets

OURS = read_presets()
NAMES = vocabulary(OURS.groups, OURS.regions)


def matches(query, place, names=NAMES):
    told = event(Random(1))
    claim = replace(told.claim, type=ClaimType.STRIKE, place=(place,) if place else (), background=False)
    facts = facts_of(replace(told, type=ClaimType.STRIKE, claim=claim), Severity.LOW, names.line)
    return test_of(parse(query, names), names.groups)(facts)


@pytest.mark.parametrize(
    ("place", "region"),
    [
        ("Tehran", '"middle east"'),
        ("Rafah", '"middle east"'),
        ("Kharkiv", "europe"),
        ("Mogadishu", '"horn of africa"'),
        ("Mogadishu", "africa"),
        ("Seoul", '"korean peninsula"'),
        ("Seoul", "asia"),
        ("the Middle East", '"middle east"'),
        ("Gulf of Guinea", '"gulf of guinea"'),
        ("Lagos", '"gulf of guinea"'),
        ("Hodeidah", '"red sea"'),
        ("Bab al-Mandab strait", '"red sea"'),
        ("southern Red Sea", '"red sea"'),
    ],
)
def test_what_lies_in_a_state_lies_in_its_regions_and_in_theirs(place, region):
    assert matches(f"strike in {region}", place)


@pytest.mark.parametrize(
    ("place", "region"), [("Tehran", "europe"), ("Kharkiv", '"middle east"'), ("the Middle East", "IR"), ("", "europe")]
)
def test_a_region_holds_nothing_else_and_no_untold_place(place, region):
    assert not matches(f"strike in {region}", place)


def test_every_region_reads_back_as_itself():
    for region in OURS.regions:
        tree = parse(f'strike in "{region}"', NAMES)
        assert parse(printed(tree), NAMES) == tree


def test_an_operator_keeps_own_presets_lists_and_regions_in_a_file_beside_ours(tmp_path):
    own = tmp_path / "own.toml"
    own.write_text(
        '[groups]\nbaltic = ["EE", "LT", "LV"]\nnato = ["US"]\n\n[regions]\nhome = ["Haifa", "Kharkiv"]\n\n'
        '[[preset]]\nid = "arms"\nname = "Our arms"\nquery = "arms_transfer to @baltic"\n'
    )
    told = read_presets(own=str(own))
    names = vocabulary(told.groups, told.regions)
    assert names.groups["baltic"] == {"EE", "LT", "LV"}
    assert names.groups["nato"] == {"US"}
    assert names.groups["koreas"] == {"KP", "KR"}
    assert [one.name for one in told.presets if one.id == "arms"] == ["Our arms"]
    assert {one.id for one in told.presets} == {one.id for one in OURS.presets}
    assert matches("strike in home", "Haifa", names)
    assert not matches("strike in home", "Tehran", names)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('[groups]\nown = "EE"', r"own.toml: \[groups\] holds lists of names"),
        ("[colours]\nown = []", r"own.toml: \[colours\] is no part of it"),
        ("groups = [", "own.toml"),
        ('[[preset]]\nid = "x"', r"each \[\[preset\]\] has id, name and query"),
    ],
)
def test_an_own_file_that_is_wrong_is_one_line(tmp_path, text, fault):
    own = tmp_path / "own.toml"
    own.write_text(text)
    with pytest.raises(BadInput, match=fault):
        read_presets(own=str(own))


def test_a_member_that_nobody_knows_is_named_with_the_nearest():
    with pytest.raises(BadInput, match=r"region 'home': 'Kharkhiv' is no known place; did you mean 'kharkiv'\?"):
        vocabulary({}, {"home": ["Kharkhiv"]})
    with pytest.raises(BadInput, match="No such file"):
        read_presets(own="/nowhere/own.toml")
