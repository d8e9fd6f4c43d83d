"""The lexica as data: their shape, their sizes, and names that must not be lost."""

import re
import tomllib
from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path

import pytest

from bot.alert.names import name_of
from bot.extract.candidates import Kind
from bot.extract.lexica import lexicon, table
from bot.extract.mentions import candidates
from bot.extract.mentions.bands import _plural
from bot.extract.mentions.orgs import snake
from bot.extract.tools import load
from bot.model import Category, ClaimType, Story

ISO = re.compile(r"^[A-Z]{2}$")
SNAKE = re.compile(r"^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$")
FILES = (
    "bands",
    "calledoff",
    "companies",
    "datelines",
    "frames",
    "gate",
    "groups",
    "items",
    "leaders",
    "money",
    "namesakes",
    "offices",
    "places",
    "rules",
    "states",
    "systems",
    "words",
)


def told(text, kind, day="2022-11-02"):
    story = Story("s", "A title", text, datetime.fromisoformat(day).replace(tzinfo=UTC))
    return [m for m in candidates(story, load()).mentions if m.kind is kind]


@pytest.mark.parametrize("name", FILES)
def test_every_lexicon_has_a_version(name):
    assert table(name)["version"] >= 1


def test_states_are_iso_codes():
    assert all(ISO.match(code) for code in table("states")["states"])


def test_states_hold_only_known_lists():
    for row in table("states")["states"].values():
        assert set(row) <= {"names", "adjectives", "capitals"}
        assert all(isinstance(n, str) and n for names in row.values() for n in names)


@pytest.mark.parametrize(("name", "key", "least"), [("groups", "groups", 150), ("companies", "companies", 100)])
def test_groups_and_companies_have_ids_in_snake_case_and_are_many(name, key, least):
    rows = table(name)[key]
    assert len(rows) >= least
    assert all(SNAKE.match(id_) for id_ in rows)
    assert all(names and all(n.strip() == n for n in names) for names in rows.values())


@pytest.mark.parametrize("layer", ["groups", "companies"])
def test_groups_and_companies_are_shown_as_the_lexicon_spells_them(layer):
    """Of a name that its id is made of; small words and articles at its head may be written either way."""
    for id_, names in table(layer)[layer].items():
        spelt = {name.removeprefix("the ") for name in names if snake(name.replace("’", "'")).removeprefix("the_") == id_}
        assert not spelt or name_of(id_).casefold() in {name.casefold() for name in spelt} | {id_.replace("_", " ")}, id_
        assert name_of(id_) in spelt or not any(len(word) > 3 and word.isupper() for name in spelt for word in name.split()), id_


def test_every_spelling_is_of_a_party_that_the_lexicon_knows():
    bands = {row[-1] for kind in table("bands")["map"].values() for row in kind}
    spelt = tomllib.loads(files("bot.alert").joinpath("names.toml").read_text(encoding="utf-8"))
    assert set(spelt["groups"]) <= set(table("groups")["groups"]) | bands
    assert set(spelt["companies"]) <= set(table("companies")["companies"])
    assert {_plural(head) for head in table("bands")["heads"]["armed"]} <= set(spelt["heads"]["armed"])
    assert {_plural(head) for head in table("bands")["heads"]["forces"]} == set(spelt["heads"]["forces"])


def test_systems_are_many_and_of_known_categories():
    systems = table("systems")["systems"]
    assert sum(len(rows) for rows in systems.values()) >= 400
    assert set(systems) <= {c.value for c in Category}
    assert all(SNAKE.match(id_) for rows in systems.values() for id_ in rows)


def test_a_system_stands_under_one_id_only():
    ids = [id_ for rows in table("systems")["systems"].values() for id_ in rows]
    assert len(ids) == len(set(ids))
    seen = {}
    for rows in table("systems")["systems"].values():
        for id_, names in rows.items():
            for name in names:
                assert seen.setdefault(name, id_) == id_, name


def test_item_words_are_of_known_categories():
    assert set(table("items")["words"]) <= {c.value for c in Category}


def test_triggers_are_of_known_types():
    assert set(table("words")["triggers"]) == {t.value for t in ClaimType}


def test_leaders_periods_run_forward():
    for rows in table("leaders")["leaders"].values():
        for names, office, first, last in rows:
            assert names
            assert office
            assert not last or date.fromisoformat(first) < date.fromisoformat(last)


def test_places_belong_to_states_or_groups():
    assert all(ISO.match(code) or SNAKE.match(code) for code in table("places")["owned"])


def test_gate_words_compile():
    gate = table("gate")
    for pattern in (*gate["strong"], *gate["weak"]):
        re.compile(pattern)


def lists_of_rules():
    return [(name, key, row) for name, lists in table("rules").items() if name != "version" for key, row in lists.items()]


def test_the_lists_of_rules_hold_words_or_expressions_each_once():
    for name, key, row in lists_of_rules():
        assert row, (name, key)
        assert all(isinstance(word, str) and word.strip() == word for word in row), (name, key)
        assert len(row) == len(set(row)), (name, key)
        assert all(re.compile(word) for word in row), (name, key)


def test_every_list_of_rules_is_asked_for_by_its_table_and_name():
    told = "".join(f.read_text(encoding="utf-8") for f in Path(str(files("bot.extract"))).rglob("*.py"))
    for name, key, _ in lists_of_rules():
        assert f'"{name}"' in told, name
        assert f'"{key}"' in told, (name, key)


def test_no_table_stands_in_two_files():
    assert set(table("frames")) & set(table("rules")) == {"version"}


def test_the_lexicon_is_read_once():
    assert lexicon() is lexicon()


@pytest.mark.parametrize(
    ("text", "model"), [("Shahed-136", "shahed_136"), ("Geran-2", "shahed_136"), ("KN-23", "kn_23"), ("Hwasong-11A", "kn_23")]
)
def test_aliases_of_a_system_share_its_id(text, model):
    assert [m.model for m in told(f"They fired a {text} at the city.", Kind.ITEM) if m.model] == [model]


@pytest.mark.parametrize(("day", "office"), [("2016-05-01", "president"), ("2018-05-01", "")])
def test_a_leader_has_an_office_only_in_its_period(day, office):
    people = [m for m in told("Obama said troops would stay.", Kind.PERSON, day) if m.name]
    assert people[0].ids == ("US",)
    assert people[0].org == office


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Hezbollah", "hezbollah"),
        ("the Houthis", "houthis"),
        ("Daesh", "islamic_state"),
        ("ISIS", "islamic_state"),
        ("the Taliban", "taliban"),
        ("the Arakan Army", "arakan_army"),
    ],
)
def test_groups_keep_the_ids_of_the_schema(name, id_):
    assert any(id_ in m.ids for m in told(f"Fighters of {name} attacked a base.", Kind.PARTY))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Tehran", "IR"),
        ("the Kremlin", "RU"),
        ("the Pentagon", "US"),
        ("the DPRK", "KP"),
        ("Ankara", "TR"),
        ("the IDF", "IL"),
        ("Downing Street", "GB"),
    ],
)
def test_capitals_and_offices_stand_for_their_state(text, code):
    assert any(code in m.ids for m in told(f"Officials in {text} denied it.", Kind.PARTY))


@pytest.mark.parametrize("text", ["a think tank in Berlin", "a new round of talks", "the Patriot Act", "a shell company"])
def test_common_phrases_are_no_items(text):
    assert told(f"He spoke of {text} again.", Kind.ITEM) == []
