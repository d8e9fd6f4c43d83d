import csv
import io
import json
import re
import tomllib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import stix2
from fakes.filled import filled
from fakes.ledger import claim, event, report

from bot.cli.app import app
from bot.errors import BadInput
from bot.export import FORMATS, event_row, report_row, writer_of
from bot.export.pack import TOOL
from bot.export.plover import CODES
from bot.export.table import COLUMNS, line
from bot.lookup import Question
from bot.model import Amount, Category, ClaimType, Item, Reversal, Status

OPENED = datetime(2026, 11, 30, 5, 44, 9, 684586, UTC)
ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    store = filled(tmp_path_factory.mktemp("export"))
    yield store
    store.close()


def _text(form, events):
    writer = writer_of(form)
    return writer.head() + "".join(map(writer.event, events)) + writer.foot()


def test_csv_has_a_row_an_event_and_reads_back(ledger):
    events = list(ledger.listing.everything())
    rows = list(csv.DictReader(io.StringIO(_text("csv", events))))
    assert [row["id"] for row in rows] == [one.id for one in events]
    assert list(rows[0]) == list(COLUMNS)
    dark = next(row for row in rows if row["id"] == "5e67c467e9861933")
    assert dark["quantity_min"] == "23"
    assert dark["flags"] == "DISPUTED (at least 23 or 20)"
    assert all(row["url"].startswith("https://") for row in rows)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=cmd|' /C calc'!A0"])
def test_no_cell_is_taken_for_a_formula(cell):
    wild = event(told=claim(actor=(cell,)))
    [row] = list(csv.DictReader(io.StringIO(_text("csv", [wild]))))
    assert row["actor"] == f"'{cell}"
    assert not any(str(value).startswith(("=", "+", "-", "@")) for value in row.values())


def test_commas_quotes_and_line_breaks_stay_in_their_cell():
    assert next(csv.reader(io.StringIO(line(('a "b", c', "two\nlines", 3))))) == ['a "b", c', "two\nlines", "3"]


def test_json_lines_carry_each_claim_with_its_sentence_and_offsets(ledger):
    events = list(ledger.listing.everything())
    rows = [json.loads(told) for told in _text("jsonl", events).splitlines()]
    assert [row["id"] for row in rows] == [one.id for one in events]
    for row, one in zip(rows, events, strict=True):
        assert [told["id"] for told in row["reports"]] == [told.id for told in one.reports]
        for told in row["reports"]:
            story = ledger.asking.versions([(told["story"], told["version"])])[told["story"], told["version"]]
            cuts = [story.full[span["start"] : span["end"]] for span in told["spans"]]
            assert cuts == told["claim"]["evidence"]


def test_every_format_says_the_same_twice(ledger):
    events = list(ledger.listing.everything())
    for form in FORMATS:
        assert _text(form, events) == _text(form, events)


def test_stix_is_a_valid_bundle_with_an_incident_an_event(ledger):
    events = list(ledger.listing.everything())
    bundle = stix2.parse(_text("stix", events), allow_custom=False)
    incidents = {one.name for one in bundle.objects if one.type == "incident"}
    assert len([one for one in bundle.objects if one.type == "incident"]) == len(events)
    assert "ALLEGED, DISPUTED · North Korea · missile launch: at least 23 ballistic missiles" in incidents
    ids = [one.id for one in bundle.objects]
    assert len(ids) == len(set(ids))


def test_stix_refers_to_nothing_that_is_not_in_the_bundle(ledger):
    bundle = json.loads(_text("stix", list(ledger.listing.everything())))
    ids = {one["id"] for one in bundle["objects"]}
    named = set(re.findall(r'"((?:incident|identity|location|extension-definition)--[0-9a-f-]{36})"', json.dumps(bundle)))
    assert named <= ids


def test_a_link_to_an_event_that_is_not_written_is_not_in_the_bundle_wherever_the_other_one_stands(ledger):
    both = [ledger.event("5d6bb98c4feaf138"), ledger.event("daab544e2eebd919")]
    assert any(one.links for one in both)
    kinds = ("denies", "admits", "plans", "responds-to", "part-of", "corrects")
    for events, linked in ((both, True), (both[::-1], True), (both[:1], False), (both[1:], False)):
        objects = json.loads(_text("stix", events))["objects"]
        found = [one for one in objects if one.get("relationship_type") in kinds]
        assert bool(found) is linked
        assert {one["target_ref"] for one in found} <= {one["id"] for one in objects}


def test_excel_knows_the_letters_and_reads_as_people_do(ledger):
    one = replace(event(told=claim(actor=("IR", "houthis"), target=("RU",))), id="98765432e1234567", opened=OPENED, changed=OPENED)
    told = _text("excel", [*ledger.listing.everything(), one])
    assert told.encode().startswith(b"\xef\xbb\xbfid,")
    *_, row = list(csv.DictReader(io.StringIO(told.removeprefix("\ufeff"))))
    assert (row["id"], row["opened"]) == ('="98765432e1234567"', "2026-11-30 05:44:09")
    assert (row["status"], row["actor"], row["target"]) == ("REPORTED", "Iran; Houthis", "Russia")
    struck = _text("excel", [replace(one, type=ClaimType.STRIKE, claim=replace(one.claim, type=ClaimType.STRIKE))])
    assert "attack" in struck.splitlines()[1].split(","), "kinds of event as alerts say them"
    [wild] = list(csv.DictReader(io.StringIO(_text("excel", [event(told=replace(claim(), place=("=1+1",)))]).removeprefix("\ufeff"))))
    assert wild["place"] == "'=1+1"


def test_stix_ids_are_the_same_in_every_bundle(ledger):
    events = list(ledger.listing.everything())
    alone = {one["id"] for one in json.loads(_text("stix", events[:1]))["objects"]}
    assert alone <= {one["id"] for one in json.loads(_text("stix", events))["objects"]}


def test_a_denial_is_an_opinion_in_stix(ledger):
    bundle = json.loads(_text("stix", list(ledger.listing.everything())))
    opinions = [one for one in bundle["objects"] if one["type"] == "opinion"]
    assert opinions
    assert all(one["opinion"] == "strongly-disagree" and one["explanation"] for one in opinions)


def test_stix_takes_an_event_of_which_little_is_known():
    bare = event(told=claim(actor=(), target=(), day=None), reports=())
    bundle = stix2.parse(_text("stix", [bare]), allow_custom=False)
    assert [one.type for one in bundle.objects] == ["identity", "extension-definition", "incident"]


def test_plover_has_a_row_for_each_pair_of_sides_and_a_code_for_each_type():
    both = event(told=claim(actor=("US", "GB"), target=("YE", "houthis")))
    rows = list(csv.DictReader(io.StringIO(_text("plover", [both]))))
    assert [(row["source"], row["target"]) for row in rows] == [("US", "YE"), ("US", "houthis"), ("GB", "YE"), ("GB", "houthis")]
    assert {row["event_type"] for row in rows} == {"ASSAULT"}
    assert set(CODES) == set(ClaimType)


def test_plover_rejects_what_is_denied(ledger):
    events = list(ledger.listing.everything())
    rows = list(csv.DictReader(io.StringIO(_text("plover", events))))
    assert {row["event_type"] for row in rows if row["status"] == "denied"} == {"REJECT"}
    assert len({row["event_id"] for row in rows}) == len(rows)


def test_an_address_that_is_no_web_address_is_left_out():
    wild = report(told=claim())
    row = report_row(wild.__class__(**{name: getattr(wild, name) for name in wild.__slots__} | {"url": "javascript:alert(1)"}), "e1")
    assert (row["url"], row["jump"]) == ("", "")


def test_a_row_of_an_event_tells_its_headline_counts_and_history(ledger):
    row = event_row(ledger.event("daab544e2eebd919"))
    assert row["headline"].startswith("ALLEGED, DENIED · North Korea → Russia · arms transfer")
    assert (row["outlets"], row["newsrooms"], row["parties"]) == (1, 1, 1)
    assert row["flags"] == ["DENIED by KP"]


def test_an_unknown_format_is_told_with_those_there_are():
    with pytest.raises(BadInput, match="no format 'xml': choose one of csv, excel, jsonl, geojson, stix, plover"):
        writer_of("xml")


def test_whole_numbers_have_no_point():
    told = claim()
    item = Item(Category.MISSILE, "missiles", Amount(17.0, None, "at least 17"))
    wide = event(told=told.__class__(**{name: getattr(told, name) for name in told.__slots__} | {"item": (item,)}))
    [row] = list(csv.DictReader(io.StringIO(_text("csv", [wide]))))
    assert (row["quantity_min"], row["quantity_max"]) == ("17", "")


def test_the_ledger_is_listed_whole_in_pages_of_any_size(ledger):
    whole = [one.id for one in ledger.listing.everything()]
    for size in (1, 3, 7, 100):
        seen, mark = [], None
        while True:
            part = ledger.listing.stretch(after=mark, limit=size)
            seen += [one.id for one in part.events]
            mark = part.next
            if mark is None:
                break
        assert seen == whole
    back = [one.id for one in ledger.listing.stretch(limit=100, newest=True).events]
    assert back == whole[::-1]
    assert ledger.listing.count() == len(whole)


def test_the_listing_asks_by_type_and_party(ledger):
    asked = Question(types=((ClaimType.ARMS_TRANSFER, None),), side="KP")
    found = list(ledger.listing.everything(asked))
    assert found
    assert all(one.type is ClaimType.ARMS_TRANSFER and "KP" in (*one.claim.actor, *one.claim.target) for one in found)


def test_the_command_writes_a_file_and_says_how_many(ledger, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{ledger._engine.url.database}")
    out = tmp_path / "events.csv"
    assert not app(["export", "--format", "csv", "--type", "missile_launch", "--out", str(out)], standalone_mode=False)
    rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8"))))
    assert capsys.readouterr().err == f"{len(rows)} events written to {out}\n"
    assert {row["type"] for row in rows} == {"missile_launch"}


def test_the_command_writes_what_a_query_finds(ledger, tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{ledger._engine.url.database}")
    out = tmp_path / "events.csv"
    assert not app(["export", "--format", "csv", "--query", "arms_transfer to RU", "--out", str(out)], standalone_mode=False)
    rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8"))))
    assert rows
    assert {row["type"] for row in rows} == {"arms_transfer"}
    assert all("RU" in row["target"].split("; ") for row in rows)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--query", "strike on Atlantis"), "`Atlantis`: no known state, group or company"),
        (("--format", "xml"), "no format 'xml'"),
        (("--since", "yesterday"), "'yesterday' is no day: write it as 2026-03-01"),
        (("--type", "war"), "there is no type 'war': choose one of arms_transfer"),
        (("--party", "Atlantis"), "there is no party 'Atlantis'"),
        (("--party", "rusia"), "there is no party 'rusia': did you mean 'russia'?"),
        (("nosuch",), "no event 'nosuch' in this store"),
        (("--pack",), "say which events"),
        (("--out", "/nosuch/dir/x"), "/nosuch/dir/x: No such file or directory"),
    ],
)
def test_bad_input_is_one_line_that_says_what_to_do(ledger, words, told, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{ledger._engine.url.database}")
    with pytest.raises(BadInput) as fault:
        app(["export", *words], standalone_mode=False)
    assert told in str(fault.value)
    assert "\n" not in str(fault.value)


def test_the_tool_names_the_version_that_the_project_has():
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f"{told['name']} {told['version']}" == TOOL


def test_status_words_of_rows_are_those_of_claims(ledger):
    assert {event_row(one)["status"] for one in ledger.listing.everything()} <= {status.value for status in Status}


@pytest.mark.parametrize(
    ("kind", "way", "codes"),
    [
        ("deployment", Reversal.WITHDRAWAL, ("RETREAT", "withdraw")),
        ("sanction", Reversal.LIFTED, ("RETREAT", "ease")),
        ("agreement", Reversal.ENDED, ("SANCTION", "discontinue")),
        ("agreement", Reversal.BREACHED, ("REJECT", "yield")),
    ],
)
def test_what_undoes_its_kind_is_told_in_every_format(kind, way, codes):
    one = event(told=replace(claim(("FR",), ("NE",), kind=ClaimType(kind)), reversal=way))
    (row,) = csv.DictReader(io.StringIO(_text("plover", [one])))
    assert (row["event_type"], row["event_mode"]) == codes
    (row,) = csv.DictReader(io.StringIO(_text("csv", [one])))
    assert row["reversal"] == way
    assert json.loads(_text("jsonl", [one]))["claim"]["reversal"] == way
    (incident,) = (made for made in json.loads(_text("stix", [one]))["objects"] if made["type"] == "incident")
    assert way in incident["labels"]
