"""The operator's table of how good each source is."""

import pytest

from bot.errors import Fix
from bot.model import Feed
from config.feeds import catalogue
from config.grades import LETTERS, graded, read_grades

TABLE = """
[letters]
A = "completely reliable"
[control]
state = "D"
[kinds]
"wire" = "B"
[outlets]
"Harbour Wire" = "A"
"gossip.example" = "E"
"""


@pytest.fixture
def grades(tmp_path):
    path = tmp_path / "grades.toml"
    path.write_text(TABLE, encoding="utf-8")
    return read_grades(path)


@pytest.mark.parametrize(
    ("fields", "letter"),
    [
        ({"outlet": "harbour wire", "grade": "C"}, "A"),
        ({"outlet": "Gossip"}, "E"),
        ({"outlet": "Neva", "url": "https://neva.example/rss", "grade": "C", "state_control": "state"}, "C"),
        ({"outlet": "Neva", "url": "https://neva.example/rss", "kind": "wire", "state_control": "state"}, "D"),
        ({"outlet": "Agency", "url": "https://agency.example/rss", "kind": "wire"}, "B"),
        ({"outlet": "Nobody", "url": "https://nobody.example/rss"}, ""),
    ],
)
def test_the_outlets_own_line_counts_first_then_the_catalogue_then_control_then_kind(grades, fields, letter):
    (feed,) = graded([Feed(**{"url": "https://www.gossip.example/rss"} | fields)], grades)
    assert feed.grade == letter


def test_every_feed_of_the_catalogue_has_a_letter():
    assert {feed.grade for feed in graded(catalogue(), read_grades())} <= LETTERS


def test_the_bundled_table_says_what_each_letter_means():
    assert set(read_grades().letters) == LETTERS


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[outlets]\n"Harbour Wire" = "G"', "Harbour Wire is graded 'G'"),
        ("outlets = 3", "outlets is a table"),
        ("[outlet]", r"\[outlet\] is no part"),
        ("[outlets", "not TOML"),
    ],
)
def test_a_table_that_is_wrong_is_told_in_one_line(tmp_path, text, words):
    path = tmp_path / "grades.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Fix, match=words):
        read_grades(path)


def test_a_table_that_is_not_there_is_told(tmp_path):
    with pytest.raises(Fix, match="No such file"):
        read_grades(tmp_path / "none.toml")
