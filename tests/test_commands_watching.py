import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from fakes.ledger import NOW
from fakes.watch_chat import ELSEWHERE, HERE, HOME, NAMES, PRESETS, SECRET, Chat, file, key_of, operator, places_of, told

from bot.errors import BadInput
from bot.model import ClaimType, Destination
from bot.vocabulary import vocabulary as whole_vocabulary
from bot.watch.board import Board
from handlers.commands.watching import COMMANDS, Watching
from handlers.commands.words import Asked, Kind


@pytest.fixture
def desk(store):
    store.watches.use(lambda watches: Board(watches, NAMES))
    return store


def test_a_first_watch_subscribes_a_channel_that_no_settings_name(desk):
    assert file(desk, told("e0")) == 0
    reply = Chat(desk).watch("add", query="strike on UA", name="Strikes")
    assert reply.title == "Watching: Strikes"
    assert reply.lines[0].text.endswith("Strikes: strike on UA → here (at once)")
    assert file(desk, told("e1")) == 1
    assert file(desk, told("e2", ClaimType.THREAT)) == 0
    assert places_of(desk) == [HERE]
    assert desk.places.all() == [Destination(HERE, "slack", "T1/C1", home=HOME)]


def test_a_channel_that_the_settings_name_is_told_that_it_gets_less_from_now_on(desk):
    desk.keep_destinations([Destination(HERE, "slack", "T1/C1")], NOW)
    assert "this channel gets everything" in Chat(desk).says()
    assert "Until now it got everything" in Chat(desk).says("add", query="strike on UA")
    assert "Until now" not in Chat(desk).says("add", query="missile_launch")
    chat = Chat(desk)
    for key in [one.id for one in desk.watches.all()]:
        last = chat.says("remove", watch=key)
    assert "it gets everything again" in last
    assert file(desk, told("e1")) == 1


def test_a_channel_that_only_watches_opened_gets_nothing_once_they_are_gone(desk):
    chat = Chat(desk)
    chat.watch("add", query="strike on UA")
    assert "it gets nothing more" in chat.says("remove", watch=key_of(desk))
    assert "this channel gets nothing yet" in chat.says()
    assert file(desk, told("e1")) == 0


@pytest.mark.parametrize(
    ("options", "line"),
    [
        ({"query": "strikes on Ukraine", "when": "daily 8:00 asia/seoul"}, " strike on UA → here (daily 08:00 Asia/Seoul)"),
        ({"preset": "ukraine", "quiet": "22:00-7:00"}, "Ukraine war: strike on UA → here (at once, quiet 22:00-07:00 UTC)"),
        ({"query": "ukraine", "cap": "10 per hour; 3 per 10 min"}, "(at once, at most 10 an hour, at most 3 in 10 minutes)"),
        ({"query": "strike", "ping": "S7", "confirm": "10 min"}, "calls role:S7 once two people agree within 10 min"),
    ],
)
def test_options_are_kept_in_their_canonical_words(desk, options, line):
    names = dict(NAMES.parties) | {"ukraine": "UA"}
    chat = Chat(desk)
    chat._watching = Watching(desk, replace(NAMES, parties=names), PRESETS)
    assert line in chat.says("add", **options)


def test_who_names_a_capital_as_a_side_is_told_how_it_is_read(desk):
    chat = Chat(desk)
    chat._watching = Watching(desk, whole_vocabulary({}), PRESETS)
    read = "`Kyiv` is read as Ukraine: for the city itself write `in Kyiv`."
    assert read in chat.says("add", query="strike on Kyiv", name="Strikes")
    assert read in chat.says("test", query="strike on Kyiv")
    assert read in chat.says("edit", watch="Strikes", query="threat to Kyiv")
    assert "is read as" not in chat.says("edit", watch="Strikes", query="strike in Kyiv")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"query": "strike on Rusia"}, "did you mean `russia`"),
        ({"preset": "nowhere"}, "preset: `nowhere` is none; there are ukraine, all"),
        ({"preset": "all", "query": "strike"}, "say a query or a preset, not both"),
        ({"query": "strike", "when": "sometimes"}, "write `at once`"),
        ({"query": "strike", "cap": "many"}, "write a cap as"),
        ({"query": "strike", "confirm": "soon"}, "must be minutes, 0 to 1,440"),
        ({"query": "strike", "confirm": "00000099999"}, "must be minutes, 0 to 1,440"),
        ({"query": "strike", "ping": "@here"}, "`@here` cannot be called; name a user group, by its id"),
        ({"query": "strike", "ping": "<!here>"}, "`<!here>` cannot be called"),
        ({"query": "strike", "ping": "@channel"}, "`@channel` cannot be called"),
        ({"query": "strike", "ping": "1234567890"}, "cannot be called; name a user group"),
    ],
)
def test_what_cannot_be_kept_is_one_line_and_keeps_nothing(desk, options, told):
    with pytest.raises(BadInput, match=told):
        Chat(desk).watch("add", **options)
    assert desk.watches.all() == []
    assert desk.places.all() == []


def test_without_words_a_form_is_offered_and_an_edit_is_filled_in_with_what_stands(desk):
    chat = Chat(desk)
    assert chat.watch("add").form.verb == "add"
    chat.watch("add", query="strike on UA", name="Strikes", cap="10 per hour", confirm="5", ping="S7")
    reply = chat.watch("edit", watch="Strikes")
    assert reply.form.verb == "edit"
    asked = {"query": "strike on UA", "name": "Strikes", "when": "at once", "cap": "10 an hour", "ping": "S7", "confirm": "5"}
    assert reply.given == {"watch": key_of(desk)} | asked
    assert {option.name for option in reply.form.options} >= set(reply.given)


def test_an_edit_changes_what_is_told_and_leaves_the_rest(desk):
    chat = Chat(desk)
    chat.watch("add", query="strike on UA", name="Strikes", ping="S7", cap="10 per hour")
    assert "Strikes: threat by RU → here (hourly, calls role:S7)" in chat.says(
        "edit", watch="Strikes", query="threat by RU", when="hourly", cap="none"
    )
    assert "(hourly)" in chat.says("edit", watch="Strikes", ping="none")


def test_one_watch_posts_in_many_channels_and_tells_none_of_the_others_names(desk):
    chat = Chat(desk)
    chat.watch("add", query="strike on UA", name="Strikes")
    assert f"here and {SECRET}" in chat.says("edit", watch="Strikes", also=SECRET)  # who named it may read it
    assert file(desk, told("e1")) == 2
    assert places_of(desk) == [HERE, SECRET]
    assert SECRET not in chat.says()
    assert "here and 1 other channel" in chat.says()
    assert "here" in chat.says("edit", watch="Strikes", drop=SECRET)
    with pytest.raises(BadInput, match="posts nowhere else"):
        chat.watch("edit", watch="Strikes", drop=HERE)


def test_an_edit_leaves_the_channels_of_another_home_where_they_are(desk):
    Chat(desk, ELSEWHERE, home="slack:T2").watch("add", query="threat")
    Chat(desk).watch("add", query="strike on UA", name="Strikes")
    operator(desk).watch("edit", watch="Strikes", to=f"{HERE},{ELSEWHERE}")
    Chat(desk).watch("edit", watch="Strikes", when="hourly")
    assert desk.places.of(ELSEWHERE).home == "slack:T2"
    assert ELSEWHERE not in Chat(desk, "").says()


def test_a_channel_takes_away_only_its_own_part_of_a_watch_made_elsewhere(desk):
    Chat(desk).watch("add", query="strike on UA", name="Strikes")
    Chat(desk).watch("edit", watch="Strikes", also=SECRET)
    there = Chat(desk, SECRET, private=True)
    for verb, options in (("edit", {"query": "threat"}), ("pause", {})):
        with pytest.raises(BadInput, match="was made in another channel"):
            there.watch(verb, watch="Strikes", **options)
    there.watch("remove", watch="Strikes")
    assert [one.destinations for one in desk.watches.all()] == [(HERE,)]
    Chat(desk).watch("remove", watch="Strikes")
    assert desk.watches.all() == []


def test_a_private_channel_is_shown_nowhere_else(desk):
    Chat(desk).watch("add", query="strike on UA", name="Open")
    Chat(desk, SECRET, private=True).watch("add", query="threat by RU", name="Hidden")
    Chat(desk, SECRET, private=True).ask("mute", what="actor:RU")
    assert "Hidden" not in Chat(desk).says()
    assert "RU" not in Chat(desk).says()
    assert "Hidden" in Chat(desk, SECRET, private=True).says()
    with pytest.raises(BadInput, match="no watch `Hidden` here"):
        Chat(desk).watch("remove", watch="Hidden")
    home = Chat(desk, "").says()
    assert "Open" in home
    assert "Hidden" not in home
    assert "Open" not in Chat(desk, "", home="slack:T2").says()
    assert "Open" not in Chat(desk, ELSEWHERE, home="slack:T2").says()
    everything = operator(desk).says()
    assert "Open" in everything
    assert "Hidden" in everything


@pytest.mark.parametrize("named", [(), (Destination(SECRET, "slack", "T1/C2"),)])
def test_a_channel_named_from_another_is_private_until_it_is_known_to_be_open(desk, named):
    desk.keep_destinations(named, NOW)
    Chat(desk).watch("add", query="strike on UA", name="Far", channel=SECRET)
    assert desk.places.of(SECRET).private
    assert "Far" not in Chat(desk, "").says()
    Chat(desk, SECRET, private=False).watch("add", query="threat")
    assert not desk.places.of(SECRET).private


def test_a_paused_watch_keeps_its_words_and_its_channel_gets_nothing(desk):
    chat = Chat(desk)
    chat.watch("add", query="strike on UA", name="Strikes")
    assert "PAUSED" in chat.says("pause", watch="Strikes")
    assert file(desk, told("e1")) == 0
    assert "PAUSED" not in chat.says("resume", watch="Strikes")
    assert file(desk, told("e2")) == 1


def test_a_rehearsal_tells_what_would_have_come_and_offers_to_keep_it(desk):
    desk.keep_destinations([Destination(HERE, "slack", "T1/C1")], NOW)
    for number in range(7):
        file(desk, told(f"e{number}", ClaimType.STRIKE if number % 2 else ClaimType.THREAT), severity="severe")
    reply = Chat(desk).watch("test", query="strike on UA", at=NOW + timedelta(hours=1))
    assert reply.title == "strike on UA"
    said = "There are events to try it on only since 1 Mar 2026 12:00 UTC; since then it would have posted 3 of 7, at most 3 in an hour"
    assert reply.lines[0].text == f"{said}, 3 severe."
    whole = Chat(desk).watch("test", query="strike on UA", days="1", at=NOW + timedelta(hours=1))
    assert whole.lines[0].text == "In 1 day it would have posted 3 of 7, at most 3 in an hour, 3 severe."
    assert {line.event for line in reply.lines[1:]} == {"e1", "e3", "e5"}
    assert Chat(desk).watch("test", query="everything", at=NOW + timedelta(hours=1)).lines[0].text.endswith("7 severe. The gravest 5:")
    assert reply.buttons[0].asks.options == {"query": "strike on UA"}
    assert (reply.buttons[0].asks.noun, reply.buttons[0].asks.verb) == ("watch", "add")
    assert desk.watches.all() == []
    early = Chat(desk).watch("test", query="strike on UA", at=NOW - timedelta(days=1))
    assert early.lines[0].text == "In 30 days nothing was told that it could be tried on."


def test_presets_and_lists_are_told_in_canonical_words(desk):
    text = Chat(desk).says("presets")
    assert "ukraine" in text
    assert "Ukraine war: strike on UA" in text
    assert "@nato" in text
    assert "in  " not in text, "there are no regions"


def test_presets_tell_the_regions_that_queries_may_name(desk):
    store = Watching(desk, whole_vocabulary({}, {"home waters": ["baltic sea"], "africa": ["NG"]}), PRESETS)
    reply = asyncio.run(store.answer(Asked("watch", "presets", {}, place=HERE), NOW))
    assert [line.text for line in reply.lines if line.text.startswith("in ")] == ["in           africa, home waters"]


def test_what_waits_is_shown_before_it_comes(desk):
    chat = Chat(desk)
    chat.watch("add", query="strike on UA", name="Strikes", when="daily 13:00")
    assert chat.watch("preview").title == "Nothing waits here"
    file(desk, told("e1"))
    file(desk, told("e2"))
    reply = chat.watch("preview")
    assert reply.title == "2 events wait for the digest"
    assert [line.text for line in reply.lines][:2] == ["Strikes: comes 1 Mar 2026 13:00 UTC", "DIGEST · 2 events · 2 low"]
    assert Chat(desk, SECRET).watch("preview").title == "Nothing waits here"
    with pytest.raises(BadInput, match="no watch `other` here"):
        chat.watch("preview", watch="other")


def test_the_beginning_of_a_watchs_name_is_answered_with_its_name(desk):
    chat = Chat(desk)
    chat.watch("add", query="strike on UA", name="Ukraine war")
    with pytest.raises(BadInput, match="no watch `ukraine` here; did you mean `Ukraine war`"):
        chat.watch("remove", watch="ukraine")


def test_in_no_channel_a_watch_needs_one_to_be_named(desk):
    with pytest.raises(BadInput, match="in which channel"):
        Chat(desk, "").watch("add", query="strike")
    assert Chat(desk, "").watch("add", query="strike", channel=HERE).ok


def test_the_operator_names_known_destinations_only_and_all_of_them_where_none_is_named(desk):
    desk.keep_destinations([Destination(HERE, "slack", "T1/C1"), Destination("console:", "console", "")], NOW)
    told_ = operator(desk)
    assert "→ console:, slack:T1/C1" in told_.says("add", query="strike on UA", name="Both")
    assert "→ console: (at once)" in told_.says("edit", watch="Both", to="console:")
    with pytest.raises(BadInput, match=r"did you mean slack:T1/C1\? There are console:, slack:T1/C1"):
        told_.watch("add", query="strike", to="slack:T1/C3")


def test_other_commands_are_none_of_its_business(desk):
    assert asyncio.run(Watching(desk, NAMES, PRESETS).answer(Asked("claims", "search"), NOW)) is None
    assert asyncio.run(Watching(desk, NAMES, PRESETS).answer(Asked("watch", "dance"), NOW)) is None


def test_every_command_fits_what_chats_take(desk):
    for command in COMMANDS:
        assert len(command.help) <= 100, command
        assert len(command.options) <= 25
        assert all(len(option.help) <= 100 and option.name == option.name.lower() for option in command.options)
        required = [option.required for option in command.options]
        assert required == sorted(required, reverse=True)
        assert all(option.choices for option in command.options if option.kind is Kind.CHOICE)
    writes = {f"{one.noun} {one.verb}".strip() for one in COMMANDS if one.writes}
    assert writes == {"watch add", "watch edit", "watch remove", "watch pause", "watch resume", "watch retry", "mute"}
