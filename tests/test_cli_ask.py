"""ask: questions as they are typed in a terminal, and their answers there."""

import io
import json
import re
import shutil

import pytest
from rich.console import Console
from typer.testing import CliRunner

from bot.cli.app import app
from bot.cli.ask import asked_of, row_of, show, words_of
from bot.cli.desk import desk_of
from bot.errors import BadInput
from bot.store import open_store
from handlers.commands import Asked, Button, Line, Reply


@pytest.fixture
def settings(monkeypatch, tmp_path, archived):
    """The environment of somebody whose store holds the archive."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(archived, tmp_path / "store.db")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/store.db")
    monkeypatch.setenv("COLUMNS", "60")


@pytest.fixture(scope="module")
def commands(tmp_path_factory):
    return desk_of(open_store(f"sqlite:///{tmp_path_factory.mktemp('none')}/none.db")).commands


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("strike on UA refinery", "claims search query: strike on UA refinery"),
        ("strike on UA since: 2026-02-01", "claims search query: strike on UA since: 2026-02-01"),
        ("claims search strike order: best", "claims search query: strike order: best"),
        ("search strike order=best", "claims search query: strike order: best"),
        ("show e-strike", "claims show event: e-strike"),
        ("timeline actor: North Korea days: 30", "timeline actor: North Korea days: 30"),
        ("timeline North Korea with: Russia", "timeline actor: North Korea with: Russia"),
        ("supply from: IR to: RU list: 1", "supply from: IR to: RU list: 1"),
        ("why https://harbour.example/s-strike", "why about: https://harbour.example/s-strike"),
        ("due", "due"),
        ("mute now what: all for: 1h", "mute what: all for: 1h"),
        ("mute actor:KP", "mute event: actor:KP"),
        ('search "an update: none"', 'claims search query: "an update: none"'),
        ("search count=3", "claims search query: count=3"),
        ("help", "help"),
        ("sourcery", "claims search query: sourcery"),
    ],
)
def test_words_are_a_command_with_options_and_else_a_search(commands, words, asked):
    assert words_of(asked_of(words, commands)) == asked


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("claims search wrod: refinery", "claims search has no “wrod”. It takes query, order, since, until, days."),
        ("claims search words: refinery days: 30", "claims search has no “words”."),
        ("search refinery ordr=best", "Did you mean order=…?"),
        ("search query: refinery dayz: 3", "Did you mean days=…?"),
        ("suply to: RU", "claims search has no “to”. It takes query, order, since, until, days. Or did you mean `supply to: RU`?"),
        ("why event: e-strike", "why has no “event”. It takes about."),
    ],
)
def test_a_mistyped_option_is_an_error_in_one_line_and_never_a_search_word(commands, settings, words, told):
    with pytest.raises(BadInput, match=re.escape(told)):
        asked_of(words, commands)
    asked = CliRunner().invoke(app, ["ask", words])
    assert asked.exit_code == 1
    assert told.split()[0] in asked.output


def test_an_answer_names_commands_as_the_terminal_has_them(settings):
    assert "`ask sources` lists them" in " ".join(CliRunner().invoke(app, ["ask", "source zzz"]).output.split())
    assert "`ask help about: claims search`" in " ".join(CliRunner().invoke(app, ["ask", "help", "skip: 20"]).output.split())


def test_a_search_without_any_word_says_so(settings):
    told = CliRunner().invoke(app, ["ask", "claims search 🚀"])
    assert told.exit_code == 1
    assert "there is no word in `🚀`" in " ".join(told.output.split())


def test_what_a_button_says_is_understood_again(commands):
    asked = Asked("supply", "", {"from": "IR", "to": "RU", "list": "1", "skip": "0"})
    again = asked_of(words_of(asked), commands)
    assert (again.noun, again.verb, dict(again.options)) == ("supply", "", dict(asked.options))


def test_a_pasted_text_is_one_option_whatever_stands_in_it(commands):
    asked = asked_of("extract Report: the query: was from: KP", commands)
    assert dict(asked.options) == {"text": "Report: the query: was from: KP"}


def test_an_answer_is_printed_within_the_width_of_the_terminal(settings):
    told = CliRunner().invoke(app, ["ask", "timeline", "actor: Iran"])
    assert told.exit_code == 0
    lines = told.output.splitlines()
    assert lines[0] == "Timeline: Iran · " + lines[0].partition(" · ")[2]
    assert all(len(line) <= 60 for line in lines if "python -m bot ask" not in line)


def test_a_question_that_cannot_be_answered_ends_with_one_line_and_status_one(settings):
    told = CliRunner().invoke(app, ["ask", "timeline", "Narnia"])
    assert told.exit_code == 1
    assert "".join(told.output.split()) == "actor:`Narnia`isnoknownstate,grouporcompany"


def test_json_holds_every_line_the_card_and_what_may_be_asked_next(settings):
    told = CliRunner().invoke(app, ["ask", "--json", "show", "e-launch"])
    answer = json.loads(told.output)
    assert answer["ok"]
    assert (answer["alert"]["event"], answer["alert"]["kind"]) == ("e-launch", "shown")
    assert answer["lines"][0]["event"] == "e-launch"
    assert {"label": "Verify", "asks": "verify event: e-launch"} in answer["buttons"]


def test_an_event_that_is_shown_again_is_not_headed_new(settings):
    told = CliRunner().invoke(app, ["ask", "show", "e-launch"]).output
    assert "event e-launch" in told
    assert "NEW" not in told


def test_a_picture_is_saved_and_where_there_is_none_that_is_said(settings, tmp_path):
    told = CliRunner().invoke(app, ["ask", "supply days: 3000", "--picture", "supply.png"])
    assert told.exit_code == 0
    assert (tmp_path / "supply.png").read_bytes().startswith(b"\x89PNG")
    none = CliRunner().invoke(app, ["ask", "due", "--picture", "due.png"])
    assert isinstance(none.exception, BadInput)
    assert "this answer has none" in str(none.exception)


def test_a_story_is_read_where_extract_asks_for_it(settings):
    sentence = "North Korea fired 17 ballistic missiles into the sea off Wonsan on Wednesday, South Korea's Joint Chiefs of Staff said."
    told = CliRunner().invoke(app, ["ask", "extract", sentence])
    assert told.output.startswith("1 claim in:")


def test_nothing_in_an_answer_can_act_on_the_terminal():
    out = io.StringIO()
    hostile = "\x1b[31mred\x1b[0m [bold]x[/bold] \x07\u202e"
    button = Button(hostile, Asked("help", "", {"about": hostile}))
    show(Console(file=out, width=40), Reply(hostile, (Line(hostile, url="javascript:alert(1)"), Line(hostile, quote=True)), (button,)))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202e]", out.getvalue())
    assert "[bold]x[/bold]" in out.getvalue()
    assert "javascript" not in out.getvalue()


def test_a_row_leaves_the_picture_out_and_can_be_written_as_json():
    assert json.dumps(row_of(Reply("x", (Line("y", quote=True),))))
