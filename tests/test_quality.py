import importlib.util
import json
import os
import subprocess
import sys
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest

TOOL = Path(__file__).parent / "tools" / "quality.py"


def loaded():
    spec = importlib.util.spec_from_file_location("quality_tool", TOOL)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


quality = loaded()
WHEN = datetime(2031, 5, 7, tzinfo=UTC)


def run_without_shared(tmp_path, **env):
    kept = {name: value for name, value in os.environ.items() if name not in {"CI", "TOCSIN_SHARED"}}
    return subprocess.run(
        [sys.executable, str(TOOL)], env=kept | {"TOCSIN_SHARED": str(tmp_path)} | env, capture_output=True, text=True, check=False
    )


def test_a_figure_below_its_floor_or_above_its_ceiling_is_told_in_words():
    floors = {"stories": {"min": {"claim_f1": 0.5, "slot_f1": 0.2}, "max": {"critical_per_100": 3}}}
    report = {"stories": {"claim_f1": 0.49, "slot_f1": 0.2, "critical_per_100": 3.5}}
    assert list(quality.falls(report, floors)) == [
        "stories claim_f1: 0.490 is below 0.500",
        "stories critical_per_100: 3.500 is above 3.000",
    ]


def test_a_floor_for_a_part_that_was_not_measured_is_passed_over():
    assert list(quality.falls({}, {"train": {"min": {"claim_f1": 0.9}}})) == []


def test_a_floor_for_a_figure_that_does_not_exist_is_a_fault():
    assert list(quality.falls({"items": {}}, {"items": {"min": {"clam_f1": 0.9}}})) == ["items clam_f1: no such figure"]


def test_a_bound_that_is_neither_floor_nor_ceiling_is_a_fault():
    assert "neither min nor max" in next(quality.falls({"items": {"claim_f1": 1.0}}, {"items": {"mni": {"claim_f1": 0.9}}}))


def test_the_committed_floors_name_figures_that_are_measured():
    made = {part.name: set(part.figures) for part in quality.parts(Path("/none"), train=True)} | {"stream": {*quality.FILED, *quality.TOLD}}
    floors = tomllib.loads(quality.FLOORS.read_text(encoding="utf-8"))
    assert floors
    for part, bounds in floors.items():
        assert set(bounds) <= {"min", "max"}
        for held in bounds.values():
            assert set(held) <= made[part]


def test_the_table_puts_the_readers_beside_the_bot():
    lines = list(quality.table("stories", {"claim_f1": 0.5, "seconds": 12.0}))
    assert lines[1].split() == ["claim_f1", "0.50", "0.86"]
    assert lines[2].split() == ["seconds", "12.00"]


def test_types_and_slots_are_told_line_by_line(monkeypatch):
    monkeypatch.setitem(quality.DETAILS, "stories", {"types": {"strike": {"p": 0.5, "r": 0.25, "gold": 8}}})
    assert [line.split() for line in quality.detail("stories")] == [["stories", "types", "P", "R", "gold"], ["strike", "0.50", "0.25", "8"]]
    assert list(quality.detail("stream")) == []


def test_a_row_has_the_columns_that_the_page_ends_with():
    row = quality.row({}, WHEN, "abc1234+", "make quality")
    head = [line for line in quality.PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| date")][-1]
    assert row.startswith("| 2031-05-07 | abc1234+ | `make quality` |")
    assert row.count("|") == head.count("|") == len(quality.COLUMNS) + 4


def test_without_the_annotated_sets_it_says_what_it_needs_and_passes(tmp_path):
    done = run_without_shared(tmp_path)
    assert done.returncode == 0
    assert "TOCSIN_SHARED" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_in_ci_missing_sets_are_a_failure(tmp_path):
    assert run_without_shared(tmp_path, CI="1").returncode == 1


def test_a_part_is_scored_by_its_own_scorer_on_the_bots_own_answer(tmp_path, monkeypatch):
    monkeypatch.setattr(quality, "BUILD", tmp_path)
    scorer = tmp_path / "score.py"
    scorer.write_text("import json, sys\nprint(json.dumps({'claim_f1': len(open(sys.argv[2]).readlines()), 'more': 1}))\n")
    source = tmp_path / "none.jsonl"
    source.write_text("")
    part = quality.Part("stories", source, scorer, source, ("claim_f1",))
    monkeypatch.setattr(quality.Part, "command", [sys.executable, "-c", "print('a'); print('b')"])
    report = quality.measured(part)
    assert report["claim_f1"] == 2.0
    assert set(report) == {"claim_f1", "seconds"}


def test_a_command_that_fails_stops_the_measuring_with_its_last_words():
    with pytest.raises(quality.Stop, match="no such feed"):
        quality.output([sys.executable, "-c", "import sys; sys.stderr.write('first\\nno such feed\\n'); sys.exit(3)"])


def test_what_was_measured_is_kept_for_machines(tmp_path, monkeypatch, capsys):
    floors = tmp_path / "floors.toml"
    floors.write_text("[items.min]\nclaim_f1 = 0.9\n")
    monkeypatch.setattr(quality, "BUILD", tmp_path)
    monkeypatch.setattr(quality, "FLOORS", floors)
    monkeypatch.setattr(quality, "commit_of", lambda: "abc")
    assert quality.conclude({"items": {"claim_f1": 0.8}}, write=False) == 1
    assert json.loads((tmp_path / "quality.json").read_text())["figures"] == {"items": {"claim_f1": 0.8}}
    assert "BELOW THE FLOOR  items claim_f1" in capsys.readouterr().out


def test_floors_rise_to_what_was_measured_and_never_sink():
    text = "# why\n[items.min]\nclaim_f1 = 0.5\nslot_f1 = 0.9\n\n[items.max]\ncritical_per_100 = 9\n\n[train.min]\nclaim_f1 = 0.1\n"
    after = quality.raised(text, {"items": {"claim_f1": 0.678, "slot_f1": 0.2, "critical_per_100": 1.501}})
    assert tomllib.loads(after) == {
        "items": {"min": {"claim_f1": 0.67, "slot_f1": 0.9}, "max": {"critical_per_100": 1.51}},
        "train": {"min": {"claim_f1": 0.1}},
    }
    assert after.startswith("# why\n[items.min]\n")
