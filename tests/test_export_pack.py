import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fakes.filled import fill, filled
from fakes.ledger import Outcome
from fakes.merging import sequence

from bot.cli.app import app
from bot.errors import BadInput
from bot.export import pack_of, verdict_of
from bot.export.pack import seal_of
from bot.export.replaying import replayed, rules

ROOT = Path(__file__).parent.parent
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    store = filled(tmp_path_factory.mktemp("packs"))
    yield store
    store.close()


def _packed(store, *ids):
    events = store.asking.events(list(ids))
    events += store.asking.events(store.listing.linked(list(ids)))
    stories = store.asking.versions([(told.story, told.version) for one in events for told in one.reports])
    return pack_of(ids, events, stories.values(), NOW)


@pytest.fixture(scope="module")
def pack(ledger):
    return _packed(ledger, "d32808c660813915").body


def _flipped(pack, place, change=1):
    return pack[:place] + bytes((pack[place] ^ change,)) + pack[place + 1 :]


def test_every_event_of_the_ledger_makes_a_pack_that_holds(ledger):
    for one in list(ledger.listing.everything()):
        made = _packed(ledger, one.id)
        verdict = verdict_of(made.body)
        assert verdict.holds, verdict.findings
        assert verdict.seal == made.seal
        assert verdict.same_rules


def test_a_pack_is_the_same_bytes_each_time(ledger):
    assert _packed(ledger, "5e67c467e9861933") == _packed(ledger, "5e67c467e9861933")


def test_a_pack_holds_hashes_of_stories_and_none_of_their_words_but_the_quotes(ledger):
    made = _packed(ledger, "5e67c467e9861933").body.decode()
    rows = [json.loads(line) for line in made.splitlines()]
    stories = [row["story"] for row in rows if "story" in row]
    texts = ledger.asking.versions([(one["id"], one["version"]) for one in stories])
    for one in stories:
        text = texts[one["id"], one["version"]]
        assert one["characters"] == len(text.full)
        assert len(one["sha256"]) == 64
        assert set(one) == {"id", "version", "outlet", "url", "published", "characters", "sha256"}


def test_a_pack_of_an_event_brings_those_it_is_linked_to(ledger):
    made = _packed(ledger, "5d6bb98c4feaf138")
    held = [json.loads(line)["ledger"]["id"] for line in made.body.splitlines() if line.startswith(b'{"ledger"')]
    assert held == sorted(["5d6bb98c4feaf138", "daab544e2eebd919"])


def test_a_pack_says_where_the_ledger_knows_more_than_the_reports(ledger):
    [told] = _packed(ledger, "fa84057c77f7b406").differs
    assert told.startswith("fa84057c77f7b406: ")
    assert "flags" in told
    assert _packed(ledger, "5e67c467e9861933").differs == ()


@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize("name", ["copies", "count", "sources_of_one_state", "denied_after", "plan_and_deed"])
def test_reports_of_one_instant_are_replayed_in_the_order_in_which_the_ledger_filed_them(tmp_path, name, backwards):
    rows = [row | {"now": "2026-03-01T12:00:00+00:00"} for row in sequence(f"merge_{name}")]
    store = filled(tmp_path, ())
    fill(store, rows[::-1] if backwards else rows, name)
    packs = [_packed(store, one.id) for one in store.listing.everything()]
    assert packs
    for made in packs:
        assert [told for told in made.differs if "filed under another" in told or "reports" in told] == []
        assert verdict_of(made.body).holds
    store.close()


def test_one_flipped_byte_is_found_and_named_wherever_it_is(pack):
    chance = random.Random(7)
    places = {0, 185, len(pack) - 1, len(pack) - 2, *(chance.randrange(len(pack)) for _ in range(60))}
    for place in places:
        verdict = verdict_of(_flipped(pack, place, 1 << chance.randrange(7)))
        assert not verdict.holds
        [finding] = verdict.findings
        assert finding.byte == place, (place, finding)
        assert f"byte {place} of the file" in finding.text


def test_a_byte_changed_to_any_other_is_named_with_what_stood_there():
    lines = b'{"pack":{"format":"tocsin-pack/1"}}\n{"report":{"id":"r1","text":"17 missiles"}}\n'
    sealed = lines + seal_of(lines)
    changed = sealed.replace(b"17 missiles", b"77 missiles")
    [finding] = verdict_of(changed).findings
    assert finding.text == f"line 2 (report r1), byte {sealed.index(b'17 miss')} of the file: '7' stands where '1' was sealed"


def test_a_line_break_that_went_or_came_is_named(pack):
    breaks = [place for place, byte in enumerate(pack) if byte == ord("\n")]
    for place in breaks:
        [finding] = verdict_of(pack[:place] + b"x" + pack[place + 1 :]).findings
        assert finding.byte == place
    inside = breaks[2] + 40
    [finding] = verdict_of(pack[:inside] + b"\n" + pack[inside + 1 :]).findings
    assert finding.byte == inside


def test_lines_added_or_taken_away_are_told(pack):
    lines = pack.splitlines(keepends=True)
    [gone, *_] = verdict_of(b"".join([*lines[:2], *lines[3:]])).findings
    assert gone.line == 3
    [*_, short] = [one for one in verdict_of(b"".join([*lines[:-2], lines[-1]])).findings if "taken away" in one.text]
    assert short.text.endswith(": 1 line was taken away")
    [more, *_] = verdict_of(b"".join([*lines[:-1], b'{"report":{}}\n', lines[-1]])).findings
    assert more.text == f"line {len(lines)}: added after sealing"


def test_several_changes_are_told_line_by_line(pack):
    starts = [0, *(place + 1 for place, byte in enumerate(pack) if byte == ord("\n"))]
    changed = _flipped(_flipped(pack, starts[1] + 30), starts[3] + 50)
    assert [finding.line for finding in verdict_of(changed).findings] == [2, 4]


def test_whoever_changes_a_claim_and_seals_anew_is_found_by_the_replay(pack):
    body = pack[: pack.rstrip(b"\n").rfind(b"\n") + 1]
    forged = body.replace(b'"status":"asserted"', b'"status":"alleged"', 1)
    assert forged != body
    verdict = verdict_of(forged + seal_of(forged))
    assert not verdict.holds
    assert "these rules decide otherwise" in verdict.findings[0].text


def test_another_seal_is_another_pack(pack):
    body = pack[: pack.rstrip(b"\n").rfind(b"\n") + 1]
    changed = body.replace(b'"made":"2026-03-01T12', b'"made":"2026-03-01T13')
    verdict = verdict_of(changed + seal_of(changed))
    assert verdict.holds
    assert verdict.seal != verdict_of(pack).seal


def test_a_pack_of_other_rules_says_so(pack):
    body = pack[: pack.rstrip(b"\n").rfind(b"\n") + 1].replace(rules().encode(), b"0123456789abcdef")
    verdict = verdict_of(body + seal_of(body))
    assert verdict.holds
    assert not verdict.same_rules


@pytest.mark.parametrize("text", [b"", b"hello", b"{}\n{}\n", b"\x00\xff" * 500, b"a\nb\nc\n"])
def test_what_is_no_pack_is_told_in_one_line(text):
    with pytest.raises(BadInput, match="no pack"):
        verdict_of(text)


def test_a_pack_of_another_format_is_refused():
    body = b'{"pack":{"format":"tocsin-pack/9"}}\n{"report":{}}\n'
    with pytest.raises(BadInput, match="tocsin-pack/9"):
        verdict_of(body + seal_of(body))


def test_reports_with_unknown_fields_are_told_in_one_line():
    body = b'{"pack":{"format":"tocsin-pack/1"}}\n{"report":{"id":"r1"}}\n'
    with pytest.raises(BadInput, match="another version"):
        verdict_of(body + seal_of(body))


def test_replaying_depends_on_nothing_but_the_reports_and_the_order_of_one_instant(ledger):
    reports = sorted((told for one in ledger.listing.everything() for told in one.reports), key=lambda one: one.id)
    mixed = sorted(reports, key=lambda one: (one.seen.minute, one.id))
    assert mixed != reports
    assert replayed(mixed) == replayed(reports)


def test_a_pack_made_on_one_machine_verifies_on_another(ledger, tmp_path):
    """Another copy of the code in another folder, with another time zone, hash seed and language, and no store."""
    other = tmp_path / "elsewhere"
    for room in ("bot", "config", "handlers"):
        shutil.copytree(ROOT / room, other / room, ignore=shutil.ignore_patterns("__pycache__", "model"))
    (other / "bot" / "model").mkdir(exist_ok=True)
    shutil.copytree(ROOT / "bot" / "model", other / "bot" / "model", dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    path = tmp_path / "event.tocsin-pack"
    path.write_bytes(_packed(ledger, "961d59f4e04a40d4").body)
    env = {
        "PATH": os.environ["PATH"],
        "TZ": "Asia/Seoul",
        "PYTHONHASHSEED": "77",
        "LC_ALL": "C",
        "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
    }
    command = [sys.executable, "-m", "bot", "verify", str(path)]
    done = subprocess.run(command, cwd=other, env=env, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    assert "whole and unchanged; the rules of this installation make the same decisions and events, byte for byte" in done.stdout


def test_the_commands_make_a_pack_and_find_the_flipped_byte(ledger, tmp_path, monkeypatch, capsys):
    path = tmp_path / "made.tocsin-pack"
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{ledger._engine.url.database}")
    assert not app(["export", "--pack", "d32808c660813915", "--out", str(path)], standalone_mode=False)
    seal = capsys.readouterr().out.split("seal ")[1].split("\n")[0]
    assert not app(["verify", str(path), "--here"], standalone_mode=False)
    whole = capsys.readouterr().out
    assert f"seal {seal}" in whole
    assert "2 of 2 reports stand word for word in this store's stories; 0 stories are not held here" in whole
    path.write_bytes(_flipped(path.read_bytes(), 1000))
    assert app(["verify", str(path)], standalone_mode=False) == 1
    broken = capsys.readouterr().out
    assert "byte 1000 of the file" in broken
    assert "this pack does not hold" in broken


def test_one_of_a_kind_is_told_as_one_in_packs_too(tmp_path, monkeypatch, capsys):
    folder, path = tmp_path / "one", tmp_path / "one.tocsin-pack"
    folder.mkdir()
    store = filled(folder, names=())
    fill(store, sequence("merge_count")[:1], "merge_count")
    [event] = store.listing.everything()
    database = store._engine.url.database
    store.close()
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{database}")
    assert not app(["export", "--pack", event.id, "--out", str(path)], standalone_mode=False)
    assert capsys.readouterr().out.startswith(f"{path}: 1 event, 1 report, 1 story by hash\n")
    assert not app(["verify", str(path), "--here"], standalone_mode=False)
    told = capsys.readouterr().out
    assert "1 report of 1 event, 1 story by hash" in told
    assert "1 of 1 report stands word for word in this store's stories; 0 stories are not held here" in told
    with sqlite3.connect(database) as held:
        held.execute("DELETE FROM story")
    held.close()
    assert not app(["export", "--pack", event.id, "--out", str(path)], standalone_mode=False)
    assert "\n1 story is stored no more: its claims are in the pack, its hash is not\n" in capsys.readouterr().out
    assert not app(["verify", str(path), "--here"], standalone_mode=False)
    assert "; 1 story is not held here" in capsys.readouterr().out
    assert not app(["export", event.id, "--format", "csv", "--out", str(tmp_path / "e.csv")], standalone_mode=False)
    assert capsys.readouterr().err == f"1 event written to {tmp_path / 'e.csv'}\n"


def test_a_quote_that_the_store_holds_otherwise_is_told(ledger, tmp_path, monkeypatch, capsys):
    path = tmp_path / "one.tocsin-pack"
    path.write_bytes(_packed(ledger, "d32808c660813915").body)
    folder = tmp_path / "other"
    folder.mkdir()
    store = filled(folder, names=())
    for told in ledger.event("d32808c660813915").reports[:1]:
        changed = replace(ledger.story(told.story), text="Something else was said. " * 20)
        with store.taking(changed) as taking:
            taking.keep(Outcome(changed))
    store.close()
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{folder}/filled.db")
    assert app(["verify", str(path), "--here"], standalone_mode=False) == 1
    assert "its quote does not stand in the story that this store holds" in capsys.readouterr().out


@pytest.mark.parametrize("words", [("verify", "/no/such.pack"), ("export", "--pack", "nosuch"), ("export", "--pack")])
def test_what_cannot_be_done_is_one_line(ledger, words, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{ledger._engine.url.database}")
    with pytest.raises(BadInput) as fault:
        app(list(words), standalone_mode=False)
    assert "\n" not in str(fault.value)
