from pathlib import Path

import pytest

from bot.errors import BadInput, Fix
from bot.web.guard import checked_url
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


def test_what_our_own_tools_are_told_is_no_slip(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("TOCSIN_SHARED", "/elsewhere")
    read_settings(tmp_path / ".env")
    assert capsys.readouterr().err == ""


def test_a_chats_setting_under_a_near_name_is_told_unless_the_right_one_is_set(monkeypatch, tmp_path, capsys):
    (tmp_path / ".env").write_text("DISCORD_BOT_TOKEN=a\nSLACK_TOKENS=b\nSLACK_WEBHOOK=c\nDISCORD_CHANNEL=1\nDATABASE_URI=d\n")
    monkeypatch.setenv("DISCORD_CHANNELS", "12")
    read_settings(tmp_path / ".env")
    assert [line.removeprefix("tocsin: ") for line in capsys.readouterr().err.splitlines()] == [
        "DATABASE_URI is no setting: did you mean DATABASE_URL?",
        "DISCORD_BOT_TOKEN is no setting: did you mean DISCORD_TOKEN?",
        "SLACK_TOKENS is no setting: did you mean SLACK_BOT_TOKEN?",
    ]


def test_a_file_from_another_system_is_read_from_its_first_line(tmp_path):
    (tmp_path / ".env").write_bytes("\ufeffSLACK_BOT_TOKEN=xoxb-1\r\nTOCSIN_HOST_GAP=5\r\n".encode())
    settings = read_settings(tmp_path / ".env")
    assert (settings.slack_bot_token.get_secret_value(), settings.host_gap) == ("xoxb-1", 5)


def test_a_secret_is_taken_without_the_lines_end_that_its_file_left(monkeypatch):
    monkeypatch.setenv("SLACK_BOT_TOKEN", " xoxb-1\n")
    assert read_settings(None).slack_bot_token.get_secret_value() == "xoxb-1"


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
        ("TOCSIN_HTTP_PORT", "-1", "TOCSIN_HTTP_PORT: write 0 or more"),
        ("TOCSIN_HTTP_PORT", "70000", "TOCSIN_HTTP_PORT: write 65,535 or less"),
        ("TOCSIN_KEEP_DAYS", "1e9", "TOCSIN_KEEP_DAYS: write 36,500 or less"),
        ("TOCSIN_POLL_INTERVAL", "inf", "TOCSIN_POLL_INTERVAL: write 31,536,000 or less"),
        ("TOCSIN_HOST_GAP", "nan", "TOCSIN_HOST_GAP: write 3,600 or less"),
        ("TOCSIN_LOG_LEVEL", "loud", "TOCSIN_LOG_LEVEL: Input should be 'debug', 'info', 'warning' or 'error'"),
        ("TOCSIN_PUBLISH", "watch:1, all", "TOCSIN_PUBLISH: 'all' is nothing to publish: write event:ID, watch:ID or everything"),
        ("TOCSIN_PUBLISH", "event:", "TOCSIN_PUBLISH: 'event:' is nothing"),
        ("TOCSIN_ALLOW_HOSTS", "nas.local", "TOCSIN_ALLOW_HOSTS: 'nas.local' is no host and port: write host:port, such as nas.local:8080"),
        ("TOCSIN_ALLOW_HOSTS", "nas.local:80, http://nas.local:80/", "TOCSIN_ALLOW_HOSTS: 'http://nas.local:80/' is no host and port"),
        ("TOCSIN_ALLOW_HOSTS", "nas.local:70000", "'nas.local:70000' is no host and port"),
        ("TOCSIN_ALLOW_HOSTS", "10.0.0.0/8:80", "'10.0.0.0/8:80' is no host and port"),
        ("TOCSIN_ALLOW_HOSTS", "::1", "'::1' is no host and port"),
        ("TOCSIN_OWNER", "slack:general", "TOCSIN_OWNER: 'slack:general' is no destination: write discord:ID or slack:ID"),
        ("TOCSIN_OWNER", "discord:#ops", "TOCSIN_OWNER: 'discord:#ops' is no destination"),
        ("TOCSIN_SLACK_MANAGERS", "U1, bob", "TOCSIN_SLACK_MANAGERS: 'bob' is no person's id"),
        ("TOCSIN_PUBLIC_URL", "bell.example", "TOCSIN_PUBLIC_URL: 'bell.example' is no whole address: write https://HOST"),
        ("TOCSIN_PUBLIC_URL", "https://[", "TOCSIN_PUBLIC_URL: 'https://[' is no whole address"),
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


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [
        ("TOCSIN_ALLOW_HOSTS", "NAS.local:8080, 10.0.0.7:80,[::1]:8080", ("nas.local:8080", "10.0.0.7:80", "::1:8080")),
        ("TOCSIN_PUBLISH", "everything, watch:the strait, event:1a2b", ("everything", "watch:the strait", "event:1a2b")),
        ("TOCSIN_SLACK_MANAGERS", "*", ("*",)),
        ("TOCSIN_OWNER", "slack:U012AB", "slack:U012AB"),
        ("TOCSIN_OWNER", "", ""),
        ("TOCSIN_PUBLIC_URL", "https://bell.example/news/", "https://bell.example/news/"),
    ],
)
def test_what_is_written_as_the_page_says_is_taken(monkeypatch, name, value, kept):
    monkeypatch.setenv(name, value)
    assert getattr(read_settings(None), name.lower().removeprefix("tocsin_")) == kept


@pytest.mark.parametrize("word", ["NAS.local:8081", "127.0.0.1:8081", "[::1]:8081"])
def test_a_host_that_is_allowed_is_written_as_in_an_address_and_known_to_the_guard(monkeypatch, word):
    monkeypatch.setenv("TOCSIN_ALLOW_HOSTS", word)
    allowed = frozenset(read_settings(None).allow_hosts)
    assert checked_url(f"http://{word}/feed", allowed).port == 8081
    with pytest.raises(BadInput, match="port 8081 is not fetched"):
        checked_url(f"http://{word}/feed")


def test_a_file_of_presets_that_is_not_there_is_told_with_its_setting():
    with pytest.raises(Fix, match=r"TOCSIN_PRESETS: nowhere\.toml: No such file"):
        read_presets(own="nowhere.toml")
