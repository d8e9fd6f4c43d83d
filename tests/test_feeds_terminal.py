"""feeds … in the terminal: what is typed, what is printed, and what the next start finds."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from fakes.feeds import Answer, FeedServer, rss

from bot.cli import feeds
from bot.errors import BadInput
from bot.model import Story
from bot.store import open_store
from config.feeds import catalogue
from config.settings import Settings

NOW = datetime.now(UTC)
POST = Answer(rss([{"title": "Ship leaves port today", "guid": "1", "at": NOW - timedelta(hours=3)}], title="The Post"))


@pytest.fixture
def typed(sqlite_url, capsys, monkeypatch):
    """Runs a terminal command beside a server of pages; what it prints."""
    monkeypatch.setenv("COLUMNS", "250")

    def run(work, *words, **options):
        async def main():
            async with FeedServer({"/f": POST, "/down": Answer(status=403)}) as server:
                settings = Settings(_env_file=None, DATABASE_URL=sqlite_url, TOCSIN_ALLOW_HOSTS=server.host, TOCSIN_HOST_GAP=0)
                filled = {name: value.replace("HOST", server.url("")) for name, value in options.items()}
                await asyncio.to_thread(work, settings, *words, **filled)

        capsys.readouterr()
        asyncio.run(main())
        return capsys.readouterr().out

    return run


def listed(url):
    store = open_store(url)
    try:
        return {one.state.feed.outlet for one in store.sources.all() if one.listed}
    finally:
        store.close()


def test_a_source_is_added_and_the_next_command_knows_it(typed, sqlite_url):
    assert typed(feeds.ask, "add", source="HOST/f").splitlines()[0] == "The Post is read from now on"
    assert "The Post" in listed(sqlite_url)
    assert "1 of your own" in typed(feeds.ask, "list")
    assert typed(feeds.ask, "remove", source="The Post") == "The Post is read no more\n"
    assert "The Post" not in listed(sqlite_url)


def test_a_trial_prints_the_newest_story(typed, sqlite_url):
    told = typed(feeds.ask, "test", source="HOST/f")
    assert told.splitlines()[0] == "It can be read"
    assert told.splitlines()[2] == "  “Ship leaves port today”"
    assert "The Post" not in listed(sqlite_url)


def test_the_list_shows_every_source_of_a_group_with_its_label(typed):
    told = typed(feeds.list_all, "state-media")
    assert "15 feeds, 0 read" in told
    assert "TASS (EN) (state media of Russia)" in told
    with pytest.raises(BadInput, match="groups are africa"):
        typed(feeds.list_all, "moon")


def test_a_check_tries_what_is_named_and_says_what_to_do(typed):
    typed(feeds.ask, "add", source="HOST/f")
    told = typed(feeds.check_all, "The Post")
    assert "1 feed tried" in told
    assert "The Post" in told


def test_every_source_goes_out_as_opml_and_comes_in_elsewhere(typed, tmp_path, sqlite_url):
    typed(feeds.ask, "add", source="HOST/f")
    out = typed(feeds.take_out, tmp_path / "out.opml")
    count = len(catalogue()) + 1
    assert out == f"{tmp_path}/out.opml has {count} feeds now; read: 81\n"
    typed(feeds.ask, "remove", source="The Post")
    told = typed(feeds.bring_in, tmp_path / "out.opml")
    assert told.endswith(f"has {count} feeds; new here and read from now on: 1. `feeds check` tries them\n")
    assert "The Post" in listed(sqlite_url)


def test_a_list_that_cannot_be_read_is_told_in_one_line(typed, tmp_path):
    with pytest.raises(BadInput, match="No such file"):
        typed(feeds.bring_in, tmp_path / "none.opml")
    (tmp_path / "odd.opml").write_text("words")
    with pytest.raises(BadInput, match="no OPML list"):
        typed(feeds.bring_in, tmp_path / "odd.opml")
    with pytest.raises(BadInput, match="No such file"):
        typed(feeds.take_out, tmp_path / "nowhere" / "out.opml")


def test_a_store_in_use_keeps_its_own_catalogue(typed, sqlite_url):
    typed(feeds.ask, "list")
    store = open_store(sqlite_url)
    store.keep_feeds(catalogue()[:1], NOW)
    store.close()
    typed(feeds.ask, "list")
    assert listed(sqlite_url) == {catalogue()[0].outlet}


def test_a_story_in_another_language_is_found_and_marked(typed, sqlite_url):
    typed(feeds.ask, "list")
    store = open_store(sqlite_url)
    told = Story("uk", "Атака на порт Одеси", "Порт працює.", NOW, outlet="ArmyInform", url="https://outlet.example/1", language="uk")
    store.settle_feed(store.feed_states()[0], [told], NOW)
    store.close()
    found = typed(feeds.search, "порту Одеса")
    assert found.startswith("[uk] ")
    assert "ArmyInform: Атака на порт Одеси\n     https://outlet.example/1\n" in found
    assert typed(feeds.search, "ракета") == "no story in another language with all of that\n"


def test_before_the_first_visit_the_status_says_what_to_do(typed):
    assert typed(feeds.show_status).startswith("No feed was visited yet: `python -m bot run` begins")
