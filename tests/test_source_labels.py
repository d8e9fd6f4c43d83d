"""A source that is not independent is always labelled, and a ministry is not called a medium."""

from dataclasses import replace

import pytest
from fakes.ledger import event, report, story

from bot.alert.outlets import copied
from bot.alert.shape import alert_for
from bot.merge import report_of
from bot.model import AlertKind, Change, Decision, Feed, Show
from bot.poll.health import label_of
from config.feeds import catalogue

STORY = story(url="https://outlet.test/1")


def note(feed):
    told = report()
    as_told = report_of(replace(STORY, feed=feed.url), told.claim, 0, feed, told.seen)
    held = event(reports=(as_told,))
    return alert_for(Decision(held, Change.OPENED, as_told), AlertKind.NEW, Show.POST).links[0].note


@pytest.mark.parametrize(
    ("kind", "control", "country", "link", "source"),
    [
        ("state media", "state", "RU", "state media of Russia", "state media of Russia"),
        ("wire", "state", "UA", "state media of Ukraine", "state media of Ukraine"),
        ("government/military", "state", "US", "official source of United States", "official source of United States"),
        ("national press", "public", "GB", "", "publicly funded"),
        ("national press", "independent", "GB", "", ""),
        ("", "state", "", "state media", "state media"),
    ],
)
def test_a_source_is_labelled_by_what_it_is_at_its_links_and_in_tables(kind, control, country, link, source):
    feed = Feed("https://outlet.test/feed", "Outlet", country=country, kind=kind, state_control=control)
    assert note(feed) == link
    assert label_of(feed) == source


def test_every_state_source_of_the_catalogue_has_a_label_and_its_media_are_off():
    held = [feed for feed in catalogue() if feed.state_control == "state"]
    assert held
    assert [feed.outlet for feed in held if not label_of(feed)] == []
    assert [feed.outlet for feed in held if feed.kind == "state media" and feed.on] == []


@pytest.mark.parametrize(
    ("newsroom", "outlet", "told"),
    [
        ("harbour news", "harbournews.example", ""),
        ("harbour news", "Harbour News", ""),
        ("meridian", "Harbour News", "Meridian"),
        ("", "Harbour News", ""),
    ],
)
def test_a_text_is_from_another_newsroom_where_it_is_not_the_outlets_own(newsroom, outlet, told):
    assert copied(newsroom, outlet) == told
