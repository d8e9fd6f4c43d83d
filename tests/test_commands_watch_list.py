"""Lists that lead on: pages of watches, the watches of all channels, and what is chosen from them."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from fakes.ledger import NOW
from fakes.watch_chat import ELSEWHERE, HERE, NAMES, SECRET, Chat, file, key_of, operator, told

from bot.cli.desk import desk_of
from bot.errors import BadInput
from bot.watch.board import Board
from handlers.commands.sight import OPERATOR
from handlers.commands.watching import Watching
from handlers.commands.words import Asked

OTHER = "slack:T1/C3"


@pytest.fixture
def desk(store):
    store.watches.use(lambda watches: Board(watches, NAMES))
    return store


def press(store, button, at=NOW):
    return asyncio.run(Watching(store, NAMES, ()).answer(button.asks, at))


def choices(reply):
    return [one.label for one in reply.menu.choices] if reply.menu else []


def manager(store, place=HERE):
    chat = Chat(store, place)
    chat._who |= {"may_all": True}
    return chat


def test_a_long_list_of_watches_has_pages_that_hold_each_of_them_once_and_whole(desk):
    chat = Chat(desk)
    for number in range(83):
        chat.watch("add", query=f"strike on UA count >= {number + 1}", name=f"Strikes {number}")
    replies = [chat.watch("list")]
    while following := next((one for one in replies[-1].buttons if one.label == "Next page"), None):
        replies.append(press(desk, following))
    lines = [line.text for reply in replies for line in reply.lines]
    assert sorted(line.split(" ")[2].rstrip(":") for line in lines) == sorted(map(str, range(83)))
    assert len(replies) == 5
    assert replies[0].title == "Watches here · 1 to 20 of 83"
    assert replies[-1].title == "Watches here · 81 to 83 of 83"
    assert all(len(choices(reply)) == len(reply.lines) <= 20 for reply in replies)
    back = next(one for one in replies[1].buttons if one.label == "Previous page")
    assert press(desk, back).lines == replies[0].lines


def test_what_is_muted_stands_on_the_last_page_and_the_terminal_has_one_page(desk):
    chat = Chat(desk)
    for number in range(21):
        chat.watch("add", query=f"strike on UA count >= {number + 1}")
    chat.ask("mute", what="actor:RU")
    assert "muted" not in chat.says()
    assert "muted: what Russia does" in chat.says(page="2")
    assert len(operator(desk).watch("list").lines) == 22


def test_a_watch_is_chosen_from_the_list_and_its_form_opens(desk):
    chat = Chat(desk)
    chat.watch("add", query="strike on UA", name="Strikes")
    reply = chat.watch("list")
    assert choices(reply) == ["Strikes"]
    opened = press(desk, reply.menu.choices[0])
    assert (opened.form.verb, opened.given["watch"]) == ("edit", key_of(desk))
    chat._who |= {"may_write": False}
    assert choices(chat.watch("list")) == []


def test_the_watches_of_all_open_channels_are_listed_with_their_channels(desk):
    Chat(desk).watch("add", query="strike on UA", name="Strikes")
    Chat(desk, OTHER).watch("add", query="threat by RU", name="Threats")
    Chat(desk, SECRET, private=True).watch("add", query="sanction", name="Hidden")
    Chat(desk, ELSEWHERE, home="slack:T2").watch("add", query="exercise", name="Strange")
    told = Chat(desk).says(scope="all")
    assert f"strike on UA → {HERE}" in told
    assert f"threat by RU → {OTHER}" in told
    assert "Hidden" not in told
    assert "Strange" not in told
    assert choices(Chat(desk).watch("list", scope="all")) == ["Strikes"]
    assert "Hidden" in Chat(desk, SECRET, private=True).says(scope="all")
    assert "Threats" not in Chat(desk).says()


def test_who_manages_the_whole_place_changes_and_removes_a_watch_of_any_open_channel(desk):
    Chat(desk, OTHER).watch("add", query="threat by RU", name="Threats")
    Chat(desk, SECRET, private=True).watch("add", query="sanction", name="Hidden")
    with pytest.raises(BadInput, match="no watch"):
        Chat(desk).watch("pause", watch="Threats")
    chat = manager(desk)
    assert choices(chat.watch("list", scope="all")) == ["Threats"]
    assert chat.watch("edit", watch="Threats").given["name"] == "Threats"
    assert "PAUSED" in chat.says("pause", watch="Threats")
    with pytest.raises(BadInput, match="no watch"):
        chat.watch("remove", watch="Hidden")
    assert "Removed" in chat.says("remove", watch="Threats")
    assert [one.name for one in desk.watches.all()] == ["Hidden"]


def test_another_channel_that_everybody_sees_is_named_and_a_private_one_is_counted(desk):
    chat = Chat(desk)
    chat.watch("add", query="strike on UA", name="Strikes")
    Chat(desk, OTHER).watch("add", query="threat")
    chat.watch("edit", watch="Strikes", also=OTHER)
    chat.watch("edit", watch="Strikes", also=SECRET)
    assert f"→ here, {OTHER} and 1 other channel (" in chat.says()
    assert f"strike → {SECRET} (" in chat.says("add", query="strike", channel=SECRET)


def test_a_mute_is_ended_from_the_list_by_who_may(desk):
    chat = Chat(desk)
    chat.ask("mute", what="actor:RU")
    chat.ask("mute", what="all", **{"for": "1h"})
    boss = manager(desk)
    boss.ask("mute", what="actor:UA", scope="desk")
    assert sorted(choices(chat.ask("mute", "list"))) == ["everything", "what Russia does"]
    reply = boss.ask("mute", "list")
    assert sorted(choices(reply)) == ["everything", "what Russia does", "what Ukraine does on the whole desk"]
    for one in reply.menu.choices:
        press(desk, replace(one, asks=replace(one.asks, may_all=True)))
    assert [one.text for one in boss.ask("mute", "list", at=NOW + timedelta(seconds=1)).lines] == ["nothing is muted"]
    assert desk.watches.mutes(NOW + timedelta(seconds=1)) == []


def test_who_may_not_write_is_offered_no_end_of_a_mute(desk):
    chat = Chat(desk)
    chat.ask("mute", what="actor:RU")
    chat._who |= {"may_write": False}
    assert chat.ask("mute", "list").menu is None


def line_of(chat, name, at):
    return next(line.text for line in chat.watch("list", at=at).lines if f" {name}: " in line.text)


def test_watches_that_told_nothing_for_a_month_are_marked(desk):
    chat, later = Chat(desk), NOW + timedelta(days=31)
    chat.watch("add", query="strike on UA", name="Strikes")
    chat.watch("add", query="missile_launch", name="Launches")
    chat.watch("add", query="sanction", name="Paused")
    chat.watch("pause", watch="Paused")
    file(desk, told("e1"))
    assert "nothing" not in chat.says(at=NOW + timedelta(days=29))
    paused, strikes, launches = (line_of(chat, name, later) for name in ("Paused", "Strikes", "Launches"))
    assert strikes.endswith(" · posted nothing itself since 1 Mar 2026")
    assert launches.endswith(" · posted nothing itself yet")
    assert "nothing" not in paused
    assert "posted nothing itself since 1 Mar 2026" in operator(desk).says(at=later)
    file(desk, told("e2"), at=later)
    assert ["nothing" in line_of(chat, name, later) for name in ("Paused", "Strikes", "Launches")] == [False, False, True]


def test_what_came_with_a_digest_counts_and_what_still_waits_does_not(desk):
    chat, later = Chat(desk), NOW + timedelta(days=31)
    chat.watch("add", query="strike on UA", when="daily 08:00 UTC")
    file(desk, told("e1"))
    assert chat.says(at=later).endswith(" · posted nothing itself yet")
    desk.watches.release(NOW + timedelta(days=1))
    assert chat.says(at=later).endswith(" · posted nothing itself since 2 Mar 2026")


def remembering(chat, store, days):
    chat._watching = Watching(store, NAMES, (), timedelta(days=days))
    return chat


def test_what_is_remembered_no_more_is_no_nothing_yet(desk):
    chat, later = remembering(Chat(desk), desk, 90), NOW + timedelta(days=100)
    chat.watch("add", query="missile_launch", name="Launches")
    chat.watch("add", query="sanction", name="Sanctions", at=NOW + timedelta(days=11))
    chat.ask("mute", what="all", **{"for": "90d"})
    file(desk, told("e1"))  # a row that waits, and is never forgotten, reaches further back than what is remembered
    assert line_of(chat, "Launches", later).endswith(" · posted nothing itself in 30 days")
    assert line_of(chat, "Sanctions", later).endswith(" · posted nothing itself yet")
    assert "nothing itself yet" in Chat(desk).says(at=later)  # for ever


def test_where_less_than_a_month_is_remembered_no_watch_is_marked(desk):
    chat, later = remembering(Chat(desk), desk, 7), NOW + timedelta(days=45)
    chat.watch("add", query="strike on UA", name="Strikes")
    file(desk, told("e1"), at=NOW + timedelta(days=31))
    desk.places.forget(later, timedelta(days=7))
    assert "nothing" not in chat.says(at=later)
    told_by = (asyncio.run(desk_of(desk, kept=kept).answer(Asked("watch", person=OPERATOR), later)) for kept in (timedelta(days=7), None))
    assert ["nothing itself yet" in reply.lines[0].text for reply in told_by] == [False, True]
