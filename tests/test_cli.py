import json
import subprocess
import sys
from pathlib import Path

import pytest
from fakes.terminal import plain_environment, typed

ROOT = Path(__file__).parent.parent
STORY = {
    "id": "s1",
    "title": "Norway ships 12 howitzers to Ukraine",
    "outlet": "Harbour Wire",
    "published": "2026-03-04T09:00:00+00:00",
    "url": "https://news.example/a",
    "text": "OSLO — Norway has delivered 12 howitzers to Ukraine, Defence Minister Kari Lund said on Tuesday.",
}


def tocsin(*args, stdin=""):
    """The bot as a process of its own."""
    command, env = [sys.executable, "-m", "bot", *args], plain_environment()
    return subprocess.run(command, input=stdin, capture_output=True, text=True, cwd=ROOT, env=env, timeout=120, check=False)


def test_help_names_every_command():
    told = tocsin("--help")
    assert told.returncode == 0
    for command in ("run", "demo", "extract", "replay", "explain", "event", "feeds"):
        assert command in told.stdout


def test_extract_answers_a_line_a_story_in_the_schema():
    told = tocsin("extract", stdin=json.dumps(STORY) + "\n")
    assert told.returncode == 0, told.stderr
    [row] = [json.loads(line) for line in told.stdout.splitlines()]
    assert row["id"] == "s1"
    [claim] = [c for c in row["claims"] if c["type"] == "arms_transfer"]
    assert (claim["actor"], claim["target"]) == (["NO"], ["UA"])
    assert isinstance(claim["post"], bool)
    assert all(piece in STORY["text"] or piece in STORY["title"] for piece in claim["evidence"])


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["extract", "nowhere.jsonl"], "nowhere.jsonl: No such file or directory"),
        (["replay", "nowhere.jsonl", "--assigned", "out.jsonl"], "nowhere.jsonl: No such file or directory"),
        (["explain", "nowhere.txt"], "nowhere.txt: No such file or directory"),
        (["extract", "noise.bin"], "noise.bin: not UTF-8"),
        (["explain", "noise.bin"], "noise.bin: not UTF-8"),
        (["event", "e-none"], "no event 'e-none' in this store"),
    ],
)
def test_an_error_is_one_clear_line_and_never_a_traceback(args, told, tmp_path):
    (tmp_path / "noise.bin").write_bytes(b"{\xff\xfe\x00")
    (tmp_path / "tocsin.db").touch()
    found = typed(tmp_path, *args)
    assert found.returncode == 1
    assert told in found.stderr
    assert found.stderr.startswith("tocsin: ")
    assert found.stderr.count("\n") == 1


def test_a_bad_line_of_input_is_named():
    plain = {**STORY, "title": "A fine day", "text": "The sun shone on the harbour."}  # the nets are not asked, which would take seconds
    found = tocsin("extract", stdin=json.dumps(plain) + "\n{broken\n")
    assert found.returncode == 1
    assert "standard input, line 2: not JSON" in found.stderr
    assert found.stdout.count("\n") == 1


def test_faulty_settings_stop_the_bot_with_every_fault_named(tmp_path):
    found = typed(tmp_path, "run", DISCORD_CHANNELS="general", TOCSIN_HOST_GAP="-1")
    assert found.returncode == 1
    assert "DISCORD_CHANNELS" in found.stderr
    assert "TOCSIN_HOST_GAP" in found.stderr
    assert "Traceback" not in found.stderr


def test_a_role_that_does_not_exist_is_told_in_one_line(tmp_path):
    found = typed(tmp_path, "run", "--only", "poll,dance")
    assert found.returncode != 0
    assert found.stderr.strip().endswith("--only dance: no such role; there are poll, read, deliver, discord, slack, http")
    assert "\n" not in found.stderr.strip()


def test_a_token_without_channels_is_told_at_the_start(tmp_path):
    found = typed(tmp_path, "run", DISCORD_TOKEN="x.y.z", TOCSIN_FEEDS=str(tmp_path / "none.toml"))
    assert found.returncode == 1
    assert "Traceback" not in found.stderr


def test_replay_writes_where_each_item_went_and_every_message(tmp_path):
    source, assigned, alerts = (tmp_path / name for name in ("in.jsonl", "assigned.jsonl", "alerts.jsonl"))
    again = STORY | {"id": "s2", "outlet": "Second Paper", "published": "2026-03-04T11:00:00+00:00", "url": "https://second.example/b"}
    source.write_text("".join(json.dumps(row) + "\n" for row in (again, STORY)), encoding="utf-8")
    told = typed(tmp_path, "replay", source, "--assigned", assigned, "--alerts", alerts)
    assert told.returncode == 0, told.stderr
    first, second = [json.loads(line) for line in assigned.read_text().splitlines()]
    assert [first["id"], second["id"]] == ["s1", "s2"]
    assert first["events"]
    assert first["events"][0] == second["events"][0]
    assert first["alerted"]
    assert not second["alerted"]
    kinds = [json.loads(line)["kind"] for line in alerts.read_text().splitlines()]
    assert kinds[0] == "new"
    assert "new" not in kinds[1:]
