import gzip
import json
from datetime import UTC, datetime

import pytest

from bot.errors import BadInput
from bot.replay import rows, stories_of

ROW = {"id": "a1", "title": "T", "outlet": "Harbour Wire", "published": "2026-03-01T10:00:00+00:00", "url": None, "text": "Body."}


def _line(**changes):
    return json.dumps(ROW | changes)


def test_a_row_becomes_a_story_in_utc():
    [story] = rows([_line(published="2026-03-01T12:00:00+02:00")], "x")
    assert story.published == datetime(2026, 3, 1, 10, tzinfo=UTC)
    assert (story.id, story.url, story.full) == ("a1", None, "T\nBody.")


@pytest.mark.parametrize("told", ["2026-03-01", "2026-03-01 10:00:00", "2026-03-01T10:00:00Z"])
def test_dates_without_a_zone_or_a_time_are_read_as_utc(told):
    [story] = rows([_line(published=told)], "x")
    assert story.published.tzinfo == UTC


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "line 2: not JSON"),
        ("[]", "line 2: a story is a JSON object"),
        ('{"id": "a1", "title": "T"}', 'line 2: a story needs "published", an ISO date or time such as'),
        (_line(published="soon"), 'line 2: "published" must be'),
        (_line(text=7), 'line 2: "text" must be a string'),
        (_line(id=None), "line 2: a story is"),
    ],
)
def test_a_bad_line_is_named_by_its_number(line, told):
    with pytest.raises(BadInput, match=told):
        list(rows([_line(), line], "in.jsonl"))


def test_missing_fields_are_empty_and_blank_lines_are_nothing():
    [story] = rows(["", json.dumps({"id": 5, "published": "2026-03-01"}), "\n"], "x")
    assert (story.id, story.title, story.text, story.outlet) == ("5", "", "", "")


def test_a_file_is_read_in_time_order_packed_or_not(tmp_path):
    lines = "\n".join([_line(id="late", published="2026-03-02"), _line(id="early")])
    plain, packed = tmp_path / "s.jsonl", tmp_path / "s.jsonl.gz"
    plain.write_text(lines, encoding="utf-8")
    packed.write_bytes(gzip.compress(lines.encode()))
    assert [s.id for s in stories_of(plain)] == [s.id for s in stories_of(packed)] == ["early", "late"]


@pytest.mark.parametrize(("name", "body"), [("no.jsonl.gz", b"not gzip"), ("no.jsonl", b"\xff\xfe\x00")])
def test_a_file_that_is_not_what_it_says_is_told_in_one_line(tmp_path, name, body):
    path = tmp_path / name
    path.write_bytes(body)
    with pytest.raises(BadInput, match=name):
        stories_of(path)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(BadInput, match="No such file"):
        stories_of(tmp_path / "none.jsonl")
