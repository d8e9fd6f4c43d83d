import pytest
from fakes.slack_desk import COMMANDS
from hypothesis import given
from hypothesis import strategies as st

from handlers.commands.words import Reply
from handlers.slack_app.typed import Typed, typed


def meant(text):
    found = typed(text, COMMANDS)
    assert isinstance(found, Typed), found
    return f"{found.command.noun} {found.command.verb}".strip(), dict(found.options)


def refused(text):
    found = typed(text, COMMANDS)
    assert isinstance(found, Reply), found
    assert not found.ok
    return found


@pytest.mark.parametrize(
    ("text", "command", "options"),
    [
        ("", "help", {}),
        ("?", "help", {}),
        ("help watch add", "help", {"about": "watch add"}),
        ("help about: watch", "help", {"about": "watch"}),
        ("claims search drones over Kelm", "claims search", {"words": "drones over Kelm"}),
        ('watch add query="from KP" when="at once"', "watch add", {"query": "from KP", "when": "at once"}),
        ("watch add from KP count &gt;= 3 when=hourly", "watch add", {"query": "from KP count >= 3", "when": "hourly"}),
        ("watch add when=at once query=from KP, IR", "watch add", {"query": "from KP, IR", "when": "at once"}),
        ('watch add saying "when=now" when=hourly', "watch add", {"query": 'saying "when=now"', "when": "hourly"}),
        (r'watch add query="saying \"covert\""', "watch add", {"query": 'saying "covert"'}),
        ("watch add query=“from KP”", "watch add", {"query": "from KP"}),
        ('watch add query="from KP', "watch add", {"query": "from KP"}),
        ("watch add x channel=<#C9|desk>", "watch add", {"query": "x", "channel": "C9"}),
        ("WATCH Add QUERY=x", "watch add", {"query": "x"}),
        ("extract url=<https://a.example/b?c=1&amp;d=2|label>", "extract", {"url": "https://a.example/b?c=1&d=2"}),
        ("/status", "status", {}),
    ],
)
def test_what_is_typed_is_read_as_it_was_meant(text, command, options):
    assert meant(text) == (command, options)


def test_what_is_still_needed_is_named():
    found = typed("claims search", COMMANDS)
    assert [option.name for option in found.missing] == ["words"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("wach list", "Did you mean /tocsin watch list?"),
        ("watch lst", "Did you mean /tocsin watch list?"),
        ("watch ad from KP", "Did you mean /tocsin watch add from KP?"),
        ("watch add qeury=x", "Did you mean query=…?"),
        ("claims search wrod: x", "claims search has no “wrod”. It takes words."),
        ("watch add colour: red", "watch add has no “colour”. It takes query, actor, when, channel, ping."),
        ("wach lst", "Did you mean /tocsin watch list?"),
        ("wach xyz", "There is no “wach”. There is no “watch xyz”. Write one of these:"),
        ("watch add x when=hurly", "Did you mean when=hourly?"),
        ("watch add x when=9", "Write one of: at once, hourly."),
        ("watch", "does several things"),
        ("add", "“add” of what?"),
        ("flights", "Write /tocsin help"),
        ("status now", "status takes no “now”"),
    ],
)
def test_what_is_not_understood_is_said_with_what_is_near_it(text, told):
    assert told in refused(text).title


def test_a_near_miss_that_can_be_asked_as_it_stands_has_a_button():
    [button] = refused("watch ad from KP").buttons
    assert (button.asks.noun, button.asks.verb, dict(button.asks.options)) == ("watch", "add", {"query": "from KP"})
    assert refused("claims serch").buttons == ()


def test_a_noun_alone_shows_how_each_of_its_commands_is_written():
    lines = [line.text for line in refused("watch").lines]
    assert lines[0].startswith("/tocsin watch add [query=…] [actor=…]")
    assert len(lines) == 2


@given(st.text(max_size=80))
def test_whatever_is_typed_is_a_command_or_a_refusal(text):
    assert isinstance(typed(text, COMMANDS), Typed | Reply)


@given(st.text(alphabet='watch add query="=<>&;:\\ “x', max_size=60))
def test_no_jumble_of_marks_is_lost_on_the_way_to_the_query(text):
    found = typed(f"watch add {text}", COMMANDS)
    assert isinstance(found, Reply) or set(found.options) <= {"query", "actor", "when", "channel"}


def test_unmute_is_never_answered_with_an_offer_to_mute():
    reply = refused("unmute KP")
    assert reply.title == "There is no “unmute”. /tocsin mute what=… for=0 ends a mute, and so does Unmute under /tocsin mute list."
    assert not reply.buttons
