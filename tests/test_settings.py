from pathlib import Path

import pytest

from bot.errors import Fix
from config.presets import read_presets
from config.settings import Settings, read_settings

DOCS = Path(__file__).parent.parent / "docs" / "settings.md"


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch):
    for field in Settings.model_fields.values():
        monkeypatch.delenv(field.alias, raising=False)


def test_without_any_setting_the_console_is_the_outlet_and_sqlite_the_store():
    settings = read_settings(None)
    assert settings.console_on
    assert settings.database_url.startswith("sqlite:///")


def test_a_chat_token_turns_the_console_off_unless_it_is_asked_for(monkeypatch):
    monkeypatch.setenv("DISCORD_TOKEN", "a-token")
    assert not read_settings(None).console_on
    monkeypatch.setenv("TOCSIN_CONSOLE", "true")
    assert read_settings(None).console_on


def test_every_fault_is_told_at_once_in_one_line(monkeypatch):
    monkeypatch.setenv("TOCSIN_LOG_LEVEL", "loud")
    monkeypatch.setenv("TOCSIN_HTTP_PORT", "seven")
    monkeypatch.setenv("DISCORD_CHANNELS", "12, general")
    with pytest.raises(Fix) as fault:
        read_settings(None)
    told = str(fault.value)
    assert "TOCSIN_LOG_LEVEL" in told
    assert "TOCSIN_HTTP_PORT" in told
    assert "Copy Channel ID" in told
    assert "\n" not in told


def test_a_faulty_setting_never_shows_a_token(monkeypatch):
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-very-secret")
    monkeypatch.setenv("TOCSIN_HTTP_PORT", "-1")
    with pytest.raises(Fix) as fault:
        read_settings(None)
    assert "very-secret" not in str(fault.value)


def test_a_token_is_never_shown_by_printing_the_settings(monkeypatch):
    monkeypatch.setenv("DISCORD_TOKEN", "hush-hush")
    assert "hush-hush" not in repr(read_settings(None))


@pytest.mark.parametrize("address", ["https://discord.example/api", "http://10.0.0.1:80", "http://127.0.0.1.example.net"])
def test_only_a_loopback_address_may_stand_in_for_a_platform(monkeypatch, address):
    monkeypatch.setenv("TOCSIN_DISCORD_BASE_URL", address)
    with pytest.raises(Fix, match="loopback"):
        read_settings(None)


def test_channels_are_read_with_or_without_spaces(monkeypatch):
    monkeypatch.setenv("SLACK_CHANNELS", "C012AB, G99 ,")
    assert read_settings(None).slack_channels == ("C012AB", "G99")


def test_the_env_file_is_read_and_the_environment_wins(monkeypatch, tmp_path):
    file = tmp_path / ".env"
    file.write_text("TOCSIN_HOST_GAP=5\nTOCSIN_POLL_INTERVAL=60\n", encoding="utf-8")
    monkeypatch.setenv("TOCSIN_POLL_INTERVAL", "90")
    settings = read_settings(file)
    assert (settings.host_gap, settings.poll_interval) == (5, 90)


def test_the_page_of_settings_names_every_setting_with_its_default():
    page = DOCS.read_text(encoding="utf-8")
    for field in Settings.model_fields.values():
        assert f"`{field.alias}`" in page, field.alias
        assert field.description in page, field.alias


def test_the_page_names_no_setting_that_is_not_there():
    known = {field.alias for field in Settings.model_fields.values()}
    rows = [line.split("`")[1] for line in DOCS.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    assert set(rows) == known


def test_an_unknown_setting_of_ours_is_told_once_with_the_nearest(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("TOCSIN_HTPP_PORT", "8080")
    (tmp_path / ".env").write_text("TOCSIN_COLOUR=red\nOTHER=1\n")
    for _ in range(2):
        read_settings(tmp_path / ".env")
    assert capsys.readouterr().err.splitlines() == [
        "tocsin: TOCSIN_COLOUR is no setting (docs/settings.md lists all)",
        "tocsin: TOCSIN_HTPP_PORT is no setting: did you mean TOCSIN_HTTP_PORT?",
    ]


@pytest.mark.parametrize(("text", "line"), [('DISCORD_TOKEN="left\nTOCSIN_PAGES=off\n', 1), ("# ours\n\nTOCSIN_PAGES=off\nA='left\n", 4)])
def test_a_line_of_the_file_that_cannot_be_read_is_an_error_that_names_it(tmp_path, text, line):
    (tmp_path / ".env").write_text(text)
    with pytest.raises(Fix, match=rf"\.env, line {line}: cannot be read") as fault:
        read_settings(tmp_path / ".env")
    assert "left" not in str(fault.value)


def test_a_file_that_is_no_text_is_an_error(tmp_path):
    (tmp_path / ".env").write_bytes(b"\xff\xfe")
    with pytest.raises(Fix, match="not UTF-8"):
        read_settings(tmp_path / ".env")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("TOCSIN_CONSOLE", "maybe", "TOCSIN_CONSOLE: write true or false"),
        ("TOCSIN_POLL_INTERVAL", "often", "TOCSIN_POLL_INTERVAL: write a number"),
        ("TOCSIN_HTTP_PORT", "seven", "TOCSIN_HTTP_PORT: write a whole number"),
        ("SLACK_APP_TOKEN", "xoxb-1", "SLACK_APP_TOKEN: that is the bot's token; the app-level token begins with xapp-"),
        ("SLACK_BOT_TOKEN", "xapp-1", "SLACK_BOT_TOKEN: that is the app-level token; the Bot User OAuth Token begins with xoxb-"),
    ],
)
def test_a_value_of_the_wrong_kind_is_told_with_how_it_is_written(monkeypatch, name, value, said):
    monkeypatch.setenv(name, value)
    with pytest.raises(Fix) as fault:
        read_settings(None)
    assert said in str(fault.value)
    assert value not in str(fault.value) or not name.startswith("SLACK"), "a token is never shown"


def test_a_file_of_presets_that_is_not_there_is_told_with_its_setting():
    with pytest.raises(Fix, match=r"TOCSIN_PRESETS: nowhere\.toml: No such file"):
        read_presets(own="nowhere.toml")
