"""The answers themselves, on rows said by hand."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from fakes.archive import EVENTS, STORIES
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.lookup import Question, Row, Span, Step, Tally, hash_of, proof_of, record_of, supply, timeline, trend
from bot.lookup.trend import start_of
from bot.model import ClaimType, Reversal, Status
from bot.model import Span as Place

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = date(2026, 3, 1)


def row(key, day=DAY, actors=("RU",), targets=("UA",), things=("drone",), **fields):
    base = {"type": ClaimType.ARMS_TRANSFER, "status": Status.ASSERTED, "denied": False, "day_end": day, "changed": NOW}
    return Row(key, day=day, actors=actors, targets=targets, things=things, **(base | fields))


@pytest.mark.parametrize(
    ("question", "found"),
    [
        (Question(), True),
        (Question(side="RU"), True),
        (Question(side="UA"), True),
        (Question(side="KP"), False),
        (Question(side="UA", other="RU"), True),
        (Question(side="RU", other="KP"), False),
        (Question(actor="RU", target="UA"), True),
        (Question(actor="UA"), False),
        (Question(target="RU"), False),
        (Question(thing="drone"), True),
        (Question(thing="tank"), False),
        (Question(types=((ClaimType.STRIKE, None),)), False),
        (Question(Span(DAY, DAY)), True),
        (Question(Span(DAY + timedelta(days=1))), False),
        (Question(Span(None, DAY - timedelta(days=1))), False),
    ],
)
def test_a_question_fits_a_row_where_all_it_says_holds(question, found):
    assert question.fits(row("e1")) is found


@pytest.mark.parametrize(
    ("kinds", "found"),
    [
        ([(ClaimType.AGREEMENT, None)], ["made", "ended", "breached"]),
        ([(ClaimType.AGREEMENT, Reversal.ENDED)], ["ended"]),
        ([(ClaimType.AGREEMENT, Reversal.BREACHED), (ClaimType.DEPLOYMENT, None)], ["breached", "left"]),
        ([(ClaimType.DEPLOYMENT, Reversal.WITHDRAWAL)], ["left"]),
        ([(ClaimType.SANCTION, Reversal.LIFTED)], []),
    ],
)
def test_a_kind_finds_what_undoes_it_and_what_undoes_it_only_itself(kinds, found):
    rows = [
        row("made", type=ClaimType.AGREEMENT),
        row("ended", type=ClaimType.AGREEMENT, reversal=Reversal.ENDED),
        row("breached", type=ClaimType.AGREEMENT, reversal=Reversal.BREACHED),
        row("left", type=ClaimType.DEPLOYMENT, reversal=Reversal.WITHDRAWAL),
    ]
    assert [one.event for one in rows if Question(types=tuple(kinds)).fits(one)] == found


def test_two_sides_are_two_roles_and_not_two_of_one():
    together = row("e1", actors=("RU", "BY"), targets=("UA",))
    assert not Question(side="RU", other="BY").fits(together)


def test_a_transfer_to_two_receivers_counts_in_both_lines_and_one_untold_in_its_own():
    flows = supply([row("e1", targets=("UA", "PL")), row("e2", actors=(), targets=()), row("e3", day=DAY - timedelta(days=2))])
    assert [(flow.supplier, flow.receiver, flow.count, flow.events) for flow in flows] == [
        ("RU", "UA", 2, ("e1", "e3")),
        ("", "", 1, ("e2",)),
        ("RU", "PL", 1, ("e1",)),
    ]
    assert flows[0].latest.event == "e1"


def test_supply_names_kinds_of_thing_and_never_a_system_twice():
    (flow,) = supply([row("e1", things=("drone", "shahed_136")), row("e2", things=("drone", "tank"))])
    assert flow.things == (("drone", 2), ("tank", 1))


def test_a_timeline_sums_its_tallies_by_kind_and_by_status():
    tallies = [
        Tally((ClaimType.STRIKE, None), Status.ASSERTED, 3, 1, DAY),
        Tally((ClaimType.STRIKE, None), Status.ALLEGED, 2, 0, DAY - timedelta(days=4)),
        Tally((ClaimType.THREAT, None), Status.ASSERTED, 2, 0, DAY - timedelta(days=1)),
    ]
    told = timeline(tallies, [row("e1")], 0)
    assert (told.count, told.denied, told.last, told.more) == (7, 1, DAY, True)
    assert told.types == (((ClaimType.STRIKE, None), 5), ((ClaimType.THREAT, None), 2))
    assert told.statuses == ((Status.ASSERTED, 5), (Status.ALLEGED, 2))
    assert not timeline(tallies, [row("e1")], 6).more


def test_a_timeline_counts_a_withdrawal_as_no_deployment():
    came, left = (ClaimType.DEPLOYMENT, None), (ClaimType.DEPLOYMENT, Reversal.WITHDRAWAL)
    told = timeline([Tally(left, Status.ASSERTED, 2, 0, DAY), Tally(came, Status.PLANNED, 2, 0, DAY)], [], 0)
    assert told.types == ((came, 2), (left, 2))


@pytest.mark.parametrize(
    ("step", "starts"),
    [
        (Step.DAY, [date(2026, 2, 27), date(2026, 2, 28), DAY, date(2026, 3, 2)]),
        (Step.WEEK, [date(2026, 2, 27), date(2026, 3, 2)]),
        (Step.MONTH, [date(2026, 2, 27), DAY]),
    ],
)
def test_a_trend_has_every_bucket_the_empty_ones_too_cut_to_the_days_asked_for(step, starts):
    buckets = trend([(DAY, Status.ASSERTED, 2), (DAY, Status.ALLEGED, 1)], date(2026, 2, 27), date(2026, 3, 2), step)
    assert [bucket.span.since for bucket in buckets] == starts
    assert buckets[-1].span.until == date(2026, 3, 2)
    assert sum(bucket.count for bucket in buckets) == 3


@settings(deadline=None)
@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 400), st.sampled_from(Step))
def test_the_buckets_of_a_trend_follow_each_other_without_a_gap(since, length, step):
    until = since + timedelta(days=length)
    buckets = trend([], since, until, step)
    assert buckets[0].span.since == since
    assert buckets[-1].span.until == until
    for one, two in pairwise(buckets):
        assert one.span.until + timedelta(days=1) == two.span.since == start_of(two.span.since, step)


LAUNCH = STORIES["launch"]


def test_a_quote_that_stands_where_it_should_is_proved_with_the_hash_of_the_story():
    proof = proof_of(LAUNCH.report, LAUNCH.story)
    assert proof.holds
    assert proof.sha256 == hash_of(LAUNCH.story)
    assert len(proof.sha256) == 64


@pytest.mark.parametrize("at", [0, 5, -1])
def test_one_letter_changed_in_a_quote_is_found_and_told(at):
    (span,) = LAUNCH.report.claim.evidence
    place = span.start - len(LAUNCH.story.title) - 1 + (at if at >= 0 else span.end - span.start + at)
    text = LAUNCH.story.text
    edited = replace(LAUNCH.story, text=text[:place] + "#" + text[place + 1 :])
    proof = proof_of(LAUNCH.report, edited)
    assert not proof.holds
    assert "#" in proof.quotes[0].found
    assert proof.sha256 != hash_of(LAUNCH.story)


def test_another_version_or_another_story_proves_nothing():
    assert not proof_of(LAUNCH.report, replace(LAUNCH.story, version=2)).stored
    assert not proof_of(LAUNCH.report, STORIES["strike"].story).stored
    assert not proof_of(LAUNCH.report, None).stored


def test_a_claim_whose_quotes_and_places_differ_in_number_holds_nothing():
    odd = replace(LAUNCH.report, claim=replace(LAUNCH.report.claim, evidence=(*LAUNCH.report.claim.evidence, Place(0, 1))))
    assert not proof_of(odd, LAUNCH.story).holds


def test_a_record_lists_what_became_of_what_an_outlet_told():
    by = {one.id: one for one in EVENTS}
    corrected = replace(by["e-strike"], reports=(replace(by["e-strike"].reports[0], marks=("CORRECTED",)),))
    withdrawn = replace(by["e-plan"], reports=(replace(by["e-plan"].reports[0], withdrawn=True),))
    record = record_of("harbour wire", [by["e-launch"], by["e-shells"], corrected, withdrawn, by["e-drones"]])
    assert record.events == ("e-launch", "e-shells", "e-strike", "e-plan")
    assert record.first == ("e-launch", "e-shells", "e-strike", "e-plan")
    assert record.alone == ("e-shells", "e-strike", "e-plan")
    assert (record.corrected, record.withdrawn, record.denied, record.admitted) == (("e-strike",), ("e-plan",), ("e-shells",), ())
    assert record_of("Alborz Agency", [by["e-launch"]]).first == ()
