import asyncio
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from fakes.ledger import NOW, Outcome, alert, story
from fakes.terminal import typed
from fakes.watching import event

from bot.errors import BadInput
from bot.model import ClaimType, Mark, Show
from bot.store import open_store
from bot.watch.feedback import counts, feedback_of
from handlers.commands.feedback import Wrong
from handlers.commands.words import Asked

HERE = "slack:T1/C1"


def told(key="e1", kind=ClaimType.STRIKE, outlets=("Harbour Wire", "Yonhap")):
    base = event(Random(1), key)
    report = base.reports[0]
    reports = tuple(
        replace(report, id=f"{key}-{outlet}", story=key, outlet=outlet, withdrawn=False, why=("agrees in actors; nothing clashes",))
        for outlet in outlets
    )
    claim = replace(base.claim, type=kind, confidence=0.63)
    return replace(base, type=kind, claim=claim, reports=reports)


def file(store, one):
    read = story(one.id, text=one.id)
    with store.taking(read) as taking:
        taking.keep(Outcome(read, one.reports, (one,), (alert(one.id, revision=1, headline=f"REPORTED · {one.id}"),)))


def say(store, key="e1", mark="", person="slack:U1", at=NOW, home="slack:T1", **options):
    given = {"event": key, "mark": mark} | options
    return asyncio.run(Wrong(store).answer(Asked("wrong", "", given, person=person, place=HERE, home=home), at))


def test_a_mark_is_kept_with_the_claim_as_it_stood_and_who_said_it(store):
    one = told()
    file(store, one)
    reply = say(store, mark="number")
    assert reply.ok
    assert reply.lines[0].text == "number: whoever runs this bot sees it. You are the first to mark this event."
    [kept] = store.feedback.all()
    assert (kept.event, kept.revision, kept.mark, kept.person, kept.place, kept.at) == ("e1", 1, Mark.NUMBER, "slack:U1", HERE, NOW)
    assert kept.claim == one.claim
    assert kept.headline == "REPORTED · e1"
    assert kept.sources == ("Harbour Wire", "Yonhap")
    assert kept.rules == ("confidence 0.6 to 0.7", "filed: agrees in actors; nothing clashes")


def test_marks_of_many_people_are_counted_and_one_persons_repeat_is_not(store):
    file(store, told())
    file(store, told("e7"))
    say(store, mark="party")
    say(store, mark="party", at=NOW + timedelta(hours=1))
    assert len(store.feedback.all()) == 1
    assert "2 people have marked this event" in say(store, mark="duplicate", of="e7", person="discord:42").lines[0].text
    assert [(one.mark.value, one.of) for one in store.feedback.all()] == [("party", ""), ("duplicate", "e7")]
    assert "You are the first" in say(store, mark="party", person="slack:U9", home="slack:T2").lines[0].text
    assert "You are the first" in say(store, mark="party", person="discord:9", home="").lines[0].text
    assert store.feedback.all(NOW + timedelta(minutes=30))[0].at == NOW + timedelta(hours=1)


def test_a_mark_holds_the_message_that_the_reader_saw(store):
    one = told()
    file(store, one)
    later = replace(one, revision=2, reports=tuple(replace(report, id=f"{report.id}2", story="late") for report in one.reports))
    with store.taking(story("late", text="late")) as taking:
        taking.keep(Outcome(story("late", text="late"), later.reports, (later,), (alert("e1", Show.EDIT, 2, headline="REPORTED · later"),)))
    say(store, mark="number", revision="1")
    say(store, mark="date")
    assert {(kept.mark.value, kept.revision, kept.headline) for kept in store.feedback.all()} == {
        ("number", 1, "REPORTED · e1"),
        ("date", 2, "REPORTED · later"),
    }


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"key": "nowhere", "mark": "party"}, "no event `nowhere`"),
        ({"key": "", "mark": "party"}, "which event"),
        ({"mark": "ugly"}, "mark: `ugly`: say party, number, date, not news, duplicate"),
        ({"mark": "duplicate", "of": "e1"}, "no duplicate of itself"),
        ({"mark": "duplicate", "of": "deadbeef"}, "of: no other event `deadbeef`"),
    ],
)
def test_a_mark_that_cannot_be_is_one_line_and_is_not_kept(store, options, said):
    file(store, told())
    with pytest.raises(BadInput, match=said):
        say(store, **options)
    assert store.feedback.all() == []


def test_a_duplicate_is_found_by_words_and_is_never_the_event_itself(store):
    file(store, told("e7"))
    one = told()
    file(store, one)
    words = one.reports[0].title
    assert [found.id for found in store.search(words, 1)] == ["e1"]
    assert "duplicate of “" in say(store, mark="duplicate", of=words).lines[0].text
    assert [kept.of for kept in store.feedback.all()] == ["e7"]


def test_without_a_mark_its_form_is_offered(store):
    file(store, told())
    reply = say(store)
    assert reply.form.noun == "wrong"
    assert reply.given["event"] == "e1"
    assert asyncio.run(Wrong(store).answer(Asked("why"), NOW)) is None


def test_counts_are_by_mark_rule_type_and_source_the_most_frequent_first():
    def mark(one, kind, person):
        return feedback_of(one, None, kind, "", person, HERE, NOW)

    strike, threat = told(), told("e2", ClaimType.THREAT, ("Yonhap",))
    found = counts([mark(strike, Mark.PARTY, "a"), mark(strike, Mark.PARTY, "b"), mark(threat, Mark.DATE, "a")])
    assert found["mark"] == [("party", 2), ("date", 1)]
    assert found["type"] == [("strike", 2), ("threat", 1)]
    assert found["source"] == [("Yonhap", 3), ("Harbour Wire", 2)]
    assert found["rule"] == [("confidence 0.6 to 0.7", 3), ("filed: agrees in actors; nothing clashes", 3)]


def operator(folder, *args):
    done = typed(folder, "feedback", *args, DATABASE_URL=f"sqlite:///{folder}/store.db", COLUMNS="120")
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_operator_sees_who_said_what_and_the_counts(sqlite_url, tmp_path):
    assert operator(tmp_path).startswith("Nothing was marked as wrong in 30 days: readers do it with the button Wrong")
    store = open_store(sqlite_url)
    file(store, told())
    say(store, mark="not news", at=datetime.now(UTC))
    store.close()
    shown = operator(tmp_path)
    assert "1 mark in 30 days" in shown
    assert "slack:U1" in shown
    assert "REPORTED · e1" in shown
    assert "By mark: 1 not news" in shown
    assert "By source: 1 Harbour Wire, 1 Yonhap" in shown
    [row] = map(json.loads, operator(tmp_path, "--json").splitlines())
    assert (row["mark"], row["person"], row["claim"]["type"]) == ("not news", "slack:U1", "strike")
