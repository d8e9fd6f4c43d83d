from datetime import UTC, datetime, timedelta

import pytest
from fakes.feeds import rss
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model import Feed
from bot.read.feed import read
from bot.read.identity import canonical, identified

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
FEED = Feed("https://outlet.test/feed", "Outlet")


def seen(items, known=()):
    return identified(read(rss(items)).items, FEED, NOW, known)


def ids(*versions):
    """The ids of each version's items, what was decided before remembered."""
    known, found = (), []
    for items in versions:
        told, known = seen(items, known)
        found.append([story.id for story in told])
    return found


A = {"title": "Alpha", "guid": "a", "link": "https://outlet.test/alpha"}
B = {"title": "Beta", "guid": "b", "link": "https://outlet.test/beta"}


@pytest.mark.parametrize(
    "change",
    [
        {"link": "https://outlet.test/alpha-renamed"},
        {"guid": "a-new"},
        {"title": "Alpha, corrected", "text": "More."},
        {"at": NOW - timedelta(days=1)},
        {"link": "http://www.outlet.test/alpha/?utm_source=rss#top", "guid": "other"},
    ],
)
def test_an_item_keeps_its_id_when_one_thing_about_it_changes(change):
    before, after = ids([A, B], [{**A, **change}, B])
    assert before == after


def test_an_item_that_was_dropped_and_comes_again_is_the_same():
    first, second, third = ids([A, B], [B], [A, B])
    assert (first, second) == (third, first[1:])


def test_a_new_story_at_an_old_address_is_new_while_the_old_one_is_still_there():
    first, second = ids([A], [{**A, "guid": "next", "title": "Another"}, A])
    assert second[1] == first[0]
    assert second[0] != first[0]


def test_items_that_share_one_guid_or_one_address_are_told_apart():
    same_guid = [{**A, "guid": "x"}, {**B, "guid": "x"}]
    same_link = [{**A, "link": "https://outlet.test/"}, {**B, "link": "https://outlet.test/"}]
    for items in (same_guid, same_link):
        first, again = ids(items, list(reversed(items)))
        assert len(set(first)) == 2
        assert first == again[::-1]


def test_an_item_told_twice_in_one_document_is_one_story():
    assert len(seen([A, A])[0]) == 1


def test_items_without_guid_and_address_go_by_their_title():
    first, again = ids([{"title": "Bare one"}, {"title": "Bare two"}], [{"title": "Bare two"}, {"title": "Bare one"}])
    assert first == again[::-1]


def test_two_feeds_never_share_an_id():
    other = identified(read(rss([A])).items, Feed("https://else.test/feed", "Else"), NOW)[0]
    assert other[0].id != seen([A])[0][0].id


def test_what_is_remembered_is_bounded():
    known = ()
    for day in range(30):
        _, known = seen(
            [{"title": f"T{day}-{n}", "guid": f"{day}-{n}", "link": f"https://outlet.test/{day}/{n}"} for n in range(50)], known
        )
    assert len(known) == 600


def test_an_address_is_compared_without_what_only_tells_who_sent_the_reader():
    told = ["https://www.outlet.test/a/?utm_source=x&id=3#c", "http://outlet.test/a?id=3&fbclid=9", "http://outlet.test:80/a?id=3"]
    assert len({canonical(link) for link in told}) == 1
    assert canonical("https://outlet.test/a?id=3") != canonical("https://outlet.test/a?id=4")


class World:
    """An outlet's stories as they are, and its feed as it shows them."""

    def __init__(self):
        self.stories, self.shown, self.texts, self.serial = {}, [], {}, 0
        for _ in range(3):
            self.add()

    def add(self, _=0, __=None):
        n = len(self.stories)
        self.stories[n] = {
            "title": f"Story number {n}",
            "guid": f"guid-{n}-0",
            "link": f"https://outlet.test/{n}/0",
            "text": "v0",
            "at": NOW,
        }
        self.texts[n] = {"v0"}
        self.shown.insert(0, n)

    def drop(self, n, _):
        self.shown.remove(n)

    def back(self, _, __):
        self.shown += [m for m in self.stories if m not in self.shown][:1]

    def shuffle(self, _, chance):
        chance.shuffle(self.shown)

    def edit(self, n, _):
        self.stories[n] |= {"text": f"v{self.serial}"}
        self.texts[n].add(f"v{self.serial}")

    def redate(self, n, _):
        self.stories[n] |= {"at": NOW - timedelta(minutes=self.serial)}

    def guid(self, n, _):
        self.stories[n] |= {"guid": f"guid-{n}-{self.serial}"}

    def link(self, n, _):
        self.stories[n] |= {"link": f"https://outlet.test/{n}/{self.serial}"}

    def change(self, what, which, chance):
        self.serial += 1
        if self.shown:
            getattr(self, what)(self.shown[which % len(self.shown)], chance)
        else:
            self.add()

    def feed(self):
        return [self.stories[n] for n in self.shown]


CHANGES = ("edit", "drop", "add", "back", "shuffle", "redate", "guid", "link")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(CHANGES), st.integers(0, 7), st.booleans()), max_size=14), st.randoms(use_true_random=False))
def test_any_sequence_of_versions_yields_each_story_once_and_each_edit_once(changes, chance):
    world, store, known = World(), {}, ()

    def visited(known):
        told, known = seen(world.feed(), known)
        for story in told:
            store.setdefault(story.id, set()).add((story.title, story.text))
        return known

    known = visited(known)
    for what, which, twice in changes:
        world.change(what, which, chance)
        for _ in range(1 + twice):
            known = visited(known)
    assert len(store) == len(world.stories)
    by_title = {title: {text for _, text in versions} for versions in store.values() for title, _ in versions}
    assert by_title == {f"Story number {n}": told for n, told in world.texts.items()}
