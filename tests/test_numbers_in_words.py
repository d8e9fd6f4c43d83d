"""One of a thing is told in the singular, wherever it is counted."""

import asyncio
from contextlib import closing

import pytest
from fakes.ledger import NOW, story

from bot.cli import feedback, ledger
from bot.model import Feed
from bot.store import open_store
from handlers.commands import Asked
from handlers.commands.status import Status
from handlers.commands.telling import counted


@pytest.mark.parametrize(
    ("count", "word", "said"),
    [(1, "story", "1 story"), (2, "story", "2 stories"), (1, "day", "1 day"), (30, "day", "30 days"), (1200, "party", "1,200 parties")],
)
def test_a_count_and_its_word_agree(count, word, said):
    assert counted(count, word) == said


def test_one_story_is_one_story_in_status_and_in_the_terminal(sqlite_url, monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    monkeypatch.chdir(tmp_path)
    with closing(open_store(sqlite_url)) as store:
        store.migrate()
        store.keep_feeds([Feed("https://one.example/feed", "One")], NOW)
        [state] = store.due_feeds(NOW, 1, 60, "poll")
        store.settle_feed(state, [story("s1")], NOW)
        told = asyncio.run(Status(store).answer(Asked("status"), NOW))
        assert [line.text for line in told.lines][2:4] == [
            "Ledger: 0 events of 0 reports in 1 story",
            "Waiting to be read: 1 story; set aside for a person: 0",
        ]
        for _ in range(3):
            with store._write() as connection:
                connection.exec_driver_sql("UPDATE story SET lease = 0")
            store.due_stories(1, 60, "read")
            store.set_aside("s1", "no sentence ends")
    ledger.list_aside()
    assert capsys.readouterr().out.endswith("1 story set aside\n")
    feedback.feedback(days=1, as_json=False)
    assert "in 1 day:" in capsys.readouterr().out
