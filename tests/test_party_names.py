"""Every id that extraction can give has a name that people read: over all of the lexica, not over some."""

import re
from itertools import product

import pycountry
import pytest

from bot.alert.names import name_of, readable
from bot.extract.lexica import _civilians, _companies, _groups, _leaders, _offices, _states, table
from bot.extract.mentions.bands import _plural
from bot.extract.mentions.orgs import snake
from bot.model import Category
from bot.vocabulary import thing_names
from handlers.commands.telling import thing_words

OWN = {"proxys": "proxies", "allys": "allies", "armys": "armies", "islamists": "Islamists"}  # where what the id says is no word
RAW = re.compile(r"_|^[A-Z]{2}$")
FEW = frozenset({"UN", "EU"})  # names of two letters that are no codes


def parties():
    """The ids of states, groups, companies, civilians, offices, leaders' sides and of bands that have a rule."""
    named = {sense.id for told in (_states, _groups, _companies, _civilians, _offices) for _, sense in told()}
    rules = {row[-1] for kind in table("bands")["map"].values() for row in kind}
    foes = {group for groups in table("offices")["foes"].values() for group in groups}
    return sorted((named | rules | foes | {leader.of for _, leader in _leaders()}) - {""})


def test_every_party_of_the_lexica_has_a_name():
    raw = {party: name_of(party) for party in parties() if RAW.search(name_of(party)) and name_of(party) not in FEW}
    assert not raw
    assert len({name_of(party) for party in parties()}) == len(parties()), "two parties of one name cannot be told apart"


def test_every_state_has_a_name():
    codes = {country.alpha_2 for country in pycountry.countries} | set(table("states")["states"])
    assert not {code for code in codes if name_of(code) == code}


@pytest.mark.parametrize("layer", ["groups", "companies"])
def test_a_name_that_the_lexicon_has_is_spelt_as_there(layer):
    """Small words and articles at its head aside, and three that begin with a capital where they stand alone."""
    for id_, names in table(layer)[layer].items():
        spelt = {name.removeprefix("the ") for name in names}
        alike = {name for name in spelt if name.casefold() == name_of(id_).casefold()}
        assert not alike or name_of(id_)[0].upper() + name_of(id_)[1:] in {name[0].upper() + name[1:] for name in alike}, id_


def test_a_group_without_a_name_is_told_in_the_words_its_id_was_made_of():
    heads = table("bands")["heads"]
    for kind, head in product(table("bands")["kinds"]["words"], {*heads["armed"], *heads["forces"]}):
        many = _plural(head)
        party = f"{snake(kind)}_{snake(many)}"
        assert name_of(party).casefold() == f"{kind.replace(chr(39), '')} {OWN.get(many, many)}".casefold(), party
        assert name_of(party).rpartition(" ")[2] == OWN.get(many, many), party


def test_armed_men_of_a_state_are_told_with_its_adjective():
    adjectives = {
        word for row in table("states")["states"].values() for word in row.get("adjectives", ()) if not word.isupper() and "-" not in word
    }
    for adjective, head in product(adjectives, table("bands")["heads"]["armed"]):
        many = _plural(head)
        whole = re.sub(r"^([NS])\. ?", lambda found: {"N": "North ", "S": "South "}[found[1]], adjective)
        assert name_of(snake(f"{adjective} {many}")) == f"{whole} {OWN.get(many, many)}"


def test_every_weapon_and_kind_of_weapon_has_a_name_that_the_lexicon_has():
    for rows in table("systems")["systems"].values():
        for id_, names in rows.items():
            assert any(name.startswith(thing_words(id_)) for name in names), id_
    assert not [kind for kind in Category if "_" in thing_words(kind)]
    assert {thing_names()[one] for one in ("shahed_136", "atacms", "kn_23", "himars")} == {"Shahed-136", "ATACMS", "KN-23", "HIMARS"}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("DENIED by ssa · 2 parties say so", "DENIED by SSA · 2 parties say so"),
        ("denied by KP and guards", "denied by North Korea and Guards"),
        ("also said by m23, RU", "also said by M23, Russia"),
        ("denied earlier by november_17", "denied earlier by November 17"),
        ("owned up to by houthis", "owned up to by Houthis"),
        ("also said by 38_north", "also said by 38 North"),
        ("actor treasury → guards", "doer Treasury → Guards"),
    ],
)
def test_an_id_is_told_by_its_name_wherever_it_stands_in_a_line(line, said):
    assert readable(line) == said
