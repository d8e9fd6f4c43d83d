import re
import tomllib
from datetime import UTC, datetime, timedelta
from importlib.resources import files

import pytest

from bot.cli.demo import _begun
from bot.demo.stories import STEPS, dated, demo_feeds, demo_stories, moment
from bot.model import Category, ClaimType, Status

NOW = datetime(2031, 5, 7, 0, 20, tzinfo=UTC)  # a Wednesday, just past midnight
STORIES = demo_stories(NOW)


def event(name):
    return [story for story in STORIES if story.event == name]


def test_there_are_at_least_two_dozen_stories_from_four_to_six_feeds():
    assert len(STORIES) >= 24
    assert 4 <= len({story.feed for story in STORIES}) <= 6
    assert {story.feed for story in STORIES} == set(demo_feeds("http://127.0.0.1:1"))


def test_ids_are_unique_and_only_an_edited_story_shares_its_guid():
    assert len({story.id for story in STORIES}) == len(STORIES)
    shared = [story for story in STORIES if story.guid != story.id]
    assert [(story.guid, story.step) for story in shared] == [("gripen", 1), ("gripen", 3), ("taiwan-aircraft", 3)]


def test_the_demonstration_counts_an_edited_story_once():
    assert _begun(6, ["a", "b", "a"]) == "6 feeds on loopback, 2 stories of our own writing, 1 of them corrected later."


def test_an_edited_story_says_that_it_is_a_correction():
    edited = [story for story in STORIES if story.updated > story.published]
    assert [story.id for story in edited] == ["gripen-six", "taiwan-aircraft-twelve"]
    assert all(story.title.startswith("CORRECTED: ") and "\n\nCorrection: an earlier version" in story.text for story in edited)


def test_every_key_in_the_data_is_one_that_is_read():
    known = {"id", "guid", "feed", "step", "age", "event", "title", "summary", "whole", "text", "byline", "copy_of", "credit", "claims"}
    rows = tomllib.loads(files("bot.demo").joinpath("stories.toml").read_text(encoding="utf-8"))["story"]
    assert [row["id"] for row in rows if not set(row) <= known] == []


def test_no_placeholder_is_left_in_what_readers_see():
    assert [s.id for s in STORIES if re.search(r"[{}]", s.title + s.summary + s.text)] == []


def test_days_are_told_against_the_given_now():
    assert dated("on {day-1}, not {day-2}; {date-6}", NOW) == "on Tuesday, not Monday; 1 May"


def test_another_now_gives_other_days_and_the_same_stories():
    later = demo_stories(NOW + timedelta(days=3))
    assert [story.id for story in later] == [story.id for story in STORIES]
    assert "Friday" in next(story for story in later if story.id == "kp-launch-17").text


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.id)
def test_a_story_is_published_before_its_step_comes_out_and_after_the_step_before(story):
    assert story.published <= story.updated <= moment(NOW, story.step)
    if story.step > 1:
        assert story.updated > moment(NOW, story.step - 1)


@pytest.mark.parametrize("story", [s for s in STORIES if s.whole], ids=lambda story: story.id)
def test_a_whole_story_is_long_enough_to_be_taken_for_one(story):
    assert len(story.text) >= 1200


def test_most_stories_have_only_a_summary_in_the_feed():
    short = [story for story in STORIES if not story.whole]
    assert len(short) > len(STORIES) / 2
    assert max(len(story.summary) for story in short) < 240


@pytest.mark.parametrize("story", [s for s in STORIES if s.claims], ids=lambda story: story.id)
def test_what_the_summary_says_first_stands_word_for_word_in_the_article(story):
    first = story.summary.removeprefix("Correction: ").split(". ")[0]
    assert first in story.text


def test_each_step_releases_news_of_claims_and_a_decoy():
    for step in range(1, STEPS + 1):
        fresh = [story for story in STORIES if story.step == step]
        assert any(story.claims for story in fresh)
        assert any(not story.claims for story in fresh)


def test_a_decoy_belongs_to_no_event_and_a_story_with_claims_to_one():
    assert [s.id for s in STORIES if bool(s.claims) != bool(s.event)] == []
    assert len([s for s in STORIES if not s.claims]) >= 3


def test_the_cast_covers_what_the_demonstration_must_show():
    types = {claim.type for story in STORIES for claim in story.claims}
    assert types >= {
        ClaimType.ARMS_TRANSFER,
        ClaimType.MISSILE_LAUNCH,
        ClaimType.STRIKE,
        ClaimType.INTERCEPTION,
        ClaimType.DEPLOYMENT,
        ClaimType.EXERCISE,
    }


def test_one_event_is_told_by_two_states_copied_once_and_then_denied():
    told = event("ir-ru-missiles")
    assert [claim.status for story in told for claim in story.claims][-1] is Status.DENIED
    assert [story.step for story in told if story.claims[0].status is Status.DENIED] == [3, 3]
    assert len({story.feed for story in told}) == 4


def test_a_copy_has_its_origins_words_and_credits_it():
    copy = next(story for story in STORIES if story.id == "ir-ru-missiles-copy")
    origin = next(story for story in STORIES if story.id == "ir-ru-missiles-us")
    assert copy.text.startswith(origin.text)
    assert copy.text.endswith("first published by Meridian Agency.")
    assert (copy.byline, origin.byline) == ("Meridian Agency", "")


def test_a_count_rises_from_17_to_at_least_23():
    counts = [claim.quantity for story in event("kp-launch") for claim in story.claims if not claim.background]
    assert counts == [(17, 17), None, (23, None), (23, None)]


def test_expected_items_are_categories_of_the_schema():
    assert {name for story in STORIES for claim in story.claims for name in claim.item} <= set(Category)


def test_the_state_outlet_is_marked_as_such():
    feeds = demo_feeds("http://127.0.0.1:1")
    assert feeds["alborz"].state_control == "state"
    assert feeds["harbour-wire"].state_control == "independent"
    assert feeds["harbour-wire"].url == "http://127.0.0.1:1/harbour-wire/feed.xml"


def test_no_invented_outlet_has_an_address_that_anyone_could_own():
    assert all(feed.homepage.endswith(".example") for feed in demo_feeds("http://127.0.0.1:1").values())
