"""Whom a watch may call, a watch that is there already, and events named by the beginning of their ids."""

from datetime import timedelta

import pytest
from fakes.ledger import NOW
from fakes.watch_chat import NAMES, SECRET, Chat, file, key_of, told

from bot.errors import BadInput
from bot.watch.board import Board


@pytest.fixture
def desk(store):
    store.watches.use(lambda watches: Board(watches, NAMES))
    return store


def test_a_mentioned_group_is_called_and_an_edit_calls_nobody_that_cannot_be(desk):
    chat = Chat(desk)
    assert "calls role:S7" in chat.says("add", query="strike on UA", name="Strikes", ping="<!subteam^S7|@desk>")
    with pytest.raises(BadInput, match="cannot be called"):
        chat.watch("edit", watch="Strikes", ping="@here")


def test_a_server_calls_a_role_but_not_its_role_of_everybody(desk):
    chat = Chat(desk, "discord:5", "discord:1", "discord:777777")
    assert "calls role:888888" in chat.says("add", query="strike on UA", ping="<@&888888>")
    for whom in ("S7", "777777", "@everyone"):
        with pytest.raises(BadInput, match="name a role, by its id or from the list"):
            chat.watch("add", query="strike on UA", ping=whom)


def test_a_second_watch_for_the_same_is_kept_with_a_hint(desk):
    chat = Chat(desk)
    assert "asks for the same" not in chat.says("add", query="strike on UA")
    first = key_of(desk)
    assert "asks for the same" not in chat.says("add", query="threat")
    assert f"`{first}` asks for the same there already" in chat.says("add", query="strikes on UA", at=NOW + timedelta(hours=1))
    assert "asks for the same" not in Chat(desk, SECRET).says("add", query="strike on UA", at=NOW + timedelta(hours=2))


@pytest.mark.parametrize("option", ["event", "what"])
def test_the_beginning_of_an_id_as_it_stands_under_an_alert_is_enough(desk, option):
    file(desk, told("abcdef0123456789"))
    assert "(event abcdef01)" in Chat(desk).ask("mute", **{option: "abcdef01"}).title
    file(desk, told("abcdef01ffffffff"))
    with pytest.raises(BadInput, match="more than one event"):
        Chat(desk).ask("mute", **{option: "abcdef01"})
