import io
import json
import logging
import sys

import pytest
import structlog

from bot.cli.logs import hidden, set_up


@pytest.fixture(autouse=True)
def _log_put_back():
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level
    structlog.reset_defaults()


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("sent to https://discord.com/api/webhooks/123/abcDEF", "abcDEF"),
        ("posted to https://hooks.slack.example/services/T0/B0/xyz", "xyz"),
        ("token xoxb-12-34-abcdef used", "xoxb-12"),
        ("token xapp-1-A2-b3 used", "xapp-1"),
        ("the word is opensesame here", "opensesame"),
        ("bot " + "M" + "a" * 25 + ".abcdef." + "z" * 30, "z" * 30),
    ],
)
def test_secrets_and_webhook_addresses_are_hidden(text, gone):
    assert gone not in hidden(text, ["opensesame"])
    assert "[secret]" in hidden(text, ["opensesame"])


def test_a_library_that_logs_a_token_logs_it_hidden(monkeypatch):
    out = io.StringIO()
    monkeypatch.setattr(sys, "stderr", out)
    set_up("info", as_json=True, secrets=["opensesame"])
    logging.getLogger("some.library").warning("logging in with %s", "opensesame")
    structlog.get_logger("ours").info("hello", token="opensesame")
    try:
        raise ValueError("opensesame is wrong")
    except ValueError:
        logging.getLogger("some.library").exception("it failed")
    assert "opensesame" not in out.getvalue()
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [line["event"] for line in lines] == ["logging in with [secret]", "hello", "it failed"]
    assert "ValueError" in lines[2]["exception"]


def test_lines_below_the_level_are_left_out(monkeypatch):
    out = io.StringIO()
    monkeypatch.setattr(sys, "stderr", out)
    set_up("warning", as_json=True, secrets=[])
    structlog.get_logger("ours").info("quiet")
    logging.getLogger("apscheduler.executors").warning("quiet too")
    assert out.getvalue() == ""
