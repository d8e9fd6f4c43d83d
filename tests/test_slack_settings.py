"""What of Slack's settings belongs together is told at the start, in one line."""

import asyncio

import pytest
from rich.console import Console

from bot.cli.parts import outlets_of
from bot.errors import Fix
from config.settings import Settings, read_settings

BOT = {"SLACK_BOT_TOKEN": "xoxb-1"}


@pytest.fixture
def settings(monkeypatch):
    """Settings out of a bare environment and what is named."""

    def named(**told):
        for field in Settings.model_fields.values():
            monkeypatch.delenv(field.alias, raising=False)
        for name, value in told.items():
            monkeypatch.setenv(name, value)
        return read_settings(None)

    return named


async def _started(settings):
    async with outlets_of(settings, Console()):
        pass


@pytest.mark.parametrize(
    ("told", "line"),
    [
        (BOT, "SLACK_CHANNELS is empty"),
        (BOT | {"SLACK_SIGNING_SECRET": "s"}, "TOCSIN_HTTP_PORT is not"),
        ({"SLACK_CLIENT_ID": "1.2"}, "SLACK_CLIENT_SECRET and SLACK_SIGNING_SECRET and TOCSIN_PUBLIC_URL must be set too"),
        (BOT | {"SLACK_CHANNELS": "C1", "SLACK_CLIENT_SECRET": "s"}, "SLACK_CLIENT_ID and SLACK_SIGNING_SECRET and TOCSIN_PUBLIC_URL"),
    ],
)
def test_what_is_missing_beside_what_is_set_is_named(settings, told, line):
    with pytest.raises(Fix, match=line) as raised:
        asyncio.run(_started(settings(**told)))
    assert "\n" not in str(raised.value)


def test_installs_alone_are_enough_for_slack_to_be_on(settings):
    assert settings(SLACK_CLIENT_ID="1.2").slack_on
    assert not settings(SLACK_CLIENT_ID="1.2").console_on
    assert not settings().slack_on


def test_secrets_of_slack_are_hidden_from_the_log(settings):
    told = {"SLACK_SIGNING_SECRET": "hush-1", "SLACK_CLIENT_SECRET": "hush-2", **BOT}
    assert {"hush-1", "hush-2", "xoxb-1"} <= set(settings(**told).secrets)
    assert "hush" not in repr(settings(**told))
