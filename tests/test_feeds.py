from pathlib import Path

import pytest

from bot.errors import Fix
from bot.model import Feed
from config.feeds import catalogue, chosen, with_feed

GOOD = '[[feed]]\noutlet = "One"\nurl = "https://one.test/feed"\n'


def told(tmp_path, text):
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    return catalogue(path)


def test_our_catalogue_is_whole():
    feeds = catalogue()
    assert len(feeds) == 165
    assert sum(feed.on for feed in feeds) == 80
    assert len({feed.url for feed in feeds}) == len(feeds)
    assert all(
        feed.outlet and feed.homepage and feed.country and feed.language and feed.kind and feed.groups and feed.grade for feed in feeds
    )


def test_state_media_are_off_and_every_source_of_a_state_is_marked():
    feeds = catalogue()
    assert [feed.outlet for feed in feeds if feed.kind == "state media" and (feed.on or feed.state_control != "state")] == []
    assert {feed.state_control for feed in feeds} == {"independent", "public", "state"}


def test_no_search_engines_feed_is_in_it():
    assert [feed.url for feed in catalogue() if "google" in feed.url] == []


def test_a_catalogue_of_ones_own_needs_an_outlet_and_an_address(tmp_path):
    assert told(tmp_path, GOOD) == (Feed("https://one.test/feed", "One"),)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("feed = 3", "list of [[feed]]"),
        ("", "list of [[feed]]"),
        ("[[feed]\n", "not TOML"),
        ('[[feed]]\noutlet = "One"\n', "feed 1: no url"),
        ('[[feed]]\nurl = "https://one.test/"\n', "feed 1: no outlet"),
        (GOOD + 'colour = "red"\n', "unknown word 'colour'"),
        (GOOD + 'on = "yes"\n', "on must be true or false"),
        (GOOD + 'groups = "a"\n', "groups must be a list of strings"),
        (GOOD + "grade = 3\n", "grade must be a string"),
        (GOOD + 'grade = "G"\n', "grade is one of A, B, C, D, E, F, not 'G'"),
        (GOOD + 'state_control = "maybe"\n', "state_control is one of independent, public, state"),
        (GOOD + 'fallbacks = ["ftp://x"]\n', "'ftp://x' is no http or https address"),
        (GOOD + GOOD, "stands in it 2 times"),
        ('[[feed]]\noutlet = "One"\nurl = "file:///etc/passwd"\n', "no http or https address"),
        (GOOD.replace("One", "") * 9, "and 5 more"),
    ],
)
def test_a_fault_is_one_line_that_names_the_file_and_the_feed(tmp_path, text, fault):
    with pytest.raises(Fix) as raised:
        told(tmp_path, text)
    assert fault in str(raised.value)
    assert "own.toml" in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_catalogue_that_is_not_there_is_one_line():
    with pytest.raises(Fix, match="No such file"):
        catalogue(Path("/nowhere/feeds.toml"))


def test_groups_are_switched_together_and_off_wins():
    feeds = catalogue()
    with_state = chosen(feeds, ["state-media"])
    assert sum(feed.on for feed in with_state) == 80 + sum(feed.kind == "state media" for feed in feeds)
    assert not [feed for feed in chosen(feeds, ["state-media"], ["state-media"]) if feed.kind == "state media" and feed.on]
    with pytest.raises(Fix, match="no feed is of the group 'moon'"):
        chosen(feeds, ["moon"])


def test_a_feed_that_is_added_reads_back_as_it_was(tmp_path):
    odd = Feed("https://two.test/f?a=1&b=2", 'The "Two" \\ Times — é\n', fallbacks=("https://two.test/g",), on=False, groups=("mine", "x"))
    assert told(tmp_path, with_feed(with_feed("", catalogue()[0]), odd)) == (catalogue()[0], odd)
