"""Headlines of our own writing: the claims they carry stand in them, and each filling of a template is its own."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from bot.model import Category, ClaimType, Status
from bot.train.written import everyday, feeds, headlines, items, reports, stories, templates

ROWS = list(headlines(600, 11))
PROBES = Path(__file__).parent / "probes" / "headlines.jsonl"
DAY, HARD, TERSE, FRESH, SHORT, WIRES, LATE = (
    [json.loads(line) for line in (PROBES.parent / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    for name in ("stories", "hard_stories", "hard_items", "fresh_stories", "fresh_items", "wires", "late_items")
)
ITEMS = [*items(learnt=True), *items(learnt=False)]
STORIES = stories()
FIELDS = {
    "type",
    "actor",
    "target",
    "item",
    "money",
    "casualties",
    "date",
    "place",
    "source",
    "status",
    "background",
    "evidence",
    "importance",
}


def claims(rows):
    return [(row, claim) for row in rows for claim in row["claims"]]


@pytest.mark.parametrize(
    "rows",
    [ROWS, ITEMS, everyday(), STORIES, feeds(), reports(), DAY, HARD, TERSE, FRESH, SHORT, WIRES, LATE],
    ids=["templates", "items", "everyday", "stories", "feeds", "reports", "probes", "hard", "terse", "fresh", "short", "wires", "late"],
)
def test_every_claim_is_of_the_schema_and_stands_in_its_text(rows):
    for row, claim in claims(rows):
        full = f"{row['title']}\n{row['text']}"
        assert set(claim) == FIELDS
        assert ClaimType(claim["type"])
        assert Status(claim["status"])
        assert claim["evidence"]
        assert all(e in full for e in claim["evidence"])
        assert all(p in full for p in claim["place"])
        assert all(i["text"] in full and Category(i["category"]) for i in claim["item"])
        assert all(party.isupper() or party == party.lower() for party in (*claim["actor"], *claim["target"]))


def test_nobody_strikes_or_supplies_himself():
    assert not any(set(c["actor"]) & set(c["target"]) for _, c in claims(ROWS))


def test_the_same_seed_writes_the_same_headlines_and_another_others():
    assert list(headlines(50, 4)) == list(headlines(50, 4))
    assert {r["title"] for r in headlines(200, 4)} != {r["title"] for r in headlines(200, 5)}


def test_every_type_and_status_is_written_and_some_headlines_tell_nothing():
    held = claims(ROWS)
    assert {c["type"] for _, c in held} == set(ClaimType)
    assert {c["status"] for _, c in held} == set(Status)
    assert sum(not row["claims"] for row in ROWS) > 60
    assert sum(len(row["claims"]) == 2 for row in ROWS) > 30


def test_templates_are_filled_in_turn_and_few_headlines_repeat():
    assert len({t.title for t in templates()}) == len(templates())
    assert len({row["title"] for row in ROWS}) > 0.95 * len(ROWS)
    assert max(Counter(row["title"] for row in ROWS).values()) <= 3


def test_a_number_and_a_speaker_are_the_ones_written():
    for row, claim in claims(ROWS):
        full = f"{row['title']} {row['text']}".lower()
        for item in claim["item"]:
            amount = item["quantity"]
            assert amount is None or amount["text"].lower() in full
        assert all(s["org"].lower() in full for s in claim["source"])


def test_every_third_item_is_kept_to_judge_by():
    held, learnt = ({row["id"] for row in items(learnt=way)} for way in (False, True))
    assert not held & learnt
    assert (len(held), len(learnt)) == (160, 320)


def test_everyday_items_are_others_than_the_probes():
    probes = {json.loads(line)["title"] for line in PROBES.read_text(encoding="utf-8").splitlines()}
    told = [row["title"] for row in everyday()]
    assert len(told) == len(set(told)) == 680
    assert len(probes) == 620
    assert not probes & {*told, *(row["title"] for row in ITEMS)}
    assert not {row["title"] for row in TERSE} & {*told, *(row["title"] for row in ITEMS)}
    assert not {row["text"] for row in (*HARD, *DAY)} & {row["text"] for row in STORIES}


def test_feed_items_that_heads_learn_from_hold_every_type_and_status_and_are_no_probes():
    held = claims(feeds())
    told = Counter(c["type"] for _, c in held)
    assert len({row["id"] for row in feeds()}) == len({row["title"] for row in feeds()}) == len(feeds()) > 1200
    assert set(told) == set(ClaimType)
    assert min(told.values()) > 15
    assert {c["status"] for _, c in held} == set(Status)
    assert sum(not row["claims"] for row in feeds()) > 300
    titles = {row["title"] for row in feeds()}
    assert not titles & {row["title"] for row in (*everyday(), *ITEMS, *TERSE, *HARD, *DAY, *STORIES, *SHORT, *FRESH, *WIRES, *LATE)}
    assert not titles & {json.loads(line)["title"] for line in PROBES.read_text(encoding="utf-8").splitlines()}


def test_reports_are_others_than_the_stories_and_hold_every_type():
    assert len({row["id"] for row in reports()}) == len({row["title"] for row in reports()}) == len(reports()) > 150
    assert {c["type"] for _, c in claims(reports())} == set(ClaimType)
    assert not {row["title"] for row in reports()} & {row["title"] for row in (*STORIES, *HARD, *DAY, *FRESH, *WIRES)}


def test_stories_are_whole_and_hold_every_type_and_status():
    assert len({row["id"] for row in STORIES}) == len({row["title"] for row in STORIES}) == len(STORIES) > 250
    held = [c for _, c in claims(STORIES)]
    told = Counter(c["type"] for c in held)
    assert set(told) == set(ClaimType)
    assert min(told.values()) > 60
    assert {c["status"] for c in held} == set(Status)
    assert sum(len(row["claims"]) < 3 for row in STORIES) > 25


def test_evidence_of_a_story_is_a_sentence_or_its_title_and_a_speaker_stands_in_it():
    for row, claim in claims(STORIES):
        paragraphs = row["text"].split("\n\n")
        assert 1 <= len(claim["evidence"]) <= 4
        assert all(e == row["title"] or any(e in p for p in paragraphs) for e in claim["evidence"])
        full = f"{row['title']}\n{row['text']}"
        assert all(part is None or part in full for s in claim["source"] for part in (s["name"], s["org"]))


def test_no_story_that_is_measured_with_is_learnt_from():
    learnt = {row["title"] for row in STORIES}
    assert len({row["id"] for row in DAY}) == len(DAY)
    assert not learnt & {row["title"] for row in DAY}
