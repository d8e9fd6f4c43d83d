"""What a process tells Prometheus: every figure an operator is promised, from the reports of its rounds and from its store."""

from datetime import UTC, datetime, timedelta

import pytest
from prometheus_client import generate_latest
from prometheus_client.parser import text_string_to_metric_families

from bot.deliver import DeliverReport
from bot.errors import Later
from bot.model import Change, Feed, FeedState
from bot.poll import Fault, PollReport, RereadReport
from bot.take import TakeReport
from handlers.metrics import Metrics, Reading

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
COUNTS = {"stories": 7, "events": 3, "todo": 2, "in_doubt": 1, "sent": 40, "dead": 4}


def shown(*reports, reading=None):
    """Every sample: {(name, label values): number}."""
    metrics = Metrics(lambda: reading or Reading(COUNTS, now=NOW))
    for report in reports:
        metrics.count(report)
    text = generate_latest(metrics.registry).decode()
    families = text_string_to_metric_families(text)
    return {
        (one.name, *one.labels.values()): one.value for family in families for one in family.samples if not one.name.endswith("_created")
    }


def test_polls_and_stories_are_counted_by_how_visits_ended():
    fault = Fault("u", "o", "down")
    told = shown(PollReport(10, 6, 5, (fault,)), PollReport(2, 2))
    assert [told["tocsin_polls_total", how] for how in ("changed", "unchanged", "fault")] == [3, 8, 1]
    assert (told["tocsin_stories_total",], told["tocsin_faults_total", "poll"]) == (5, 1)


def test_the_gate_claims_alerts_and_merge_outcomes_are_counted():
    told = shown(TakeReport(9, 5, 2, 1, 6, (Change.OPENED, Change.OUTLET, Change.OUTLET)))
    assert [told["tocsin_gate_total", how] for how in ("passed", "held")] == [2, 6]
    assert (told["tocsin_claims_total",], told["tocsin_alerts_total",], told["tocsin_faults_total", "read"]) == (5, 2, 1)
    assert [told["tocsin_merges_total", change] for change in ("opened", "outlet")] == [1, 2]


def test_pages_read_again_are_counted_by_what_they_turned_out_to_be():
    told = shown(RereadReport(10, 2, 1, 3))
    assert [told["tocsin_pages_reread_total", how] for how in ("same", "edited", "gone", "failed")] == [4, 2, 1, 3]


def test_attempts_and_the_lag_from_publication_to_post_are_counted():
    told = shown(DeliverReport(3, 1, 1, 2, 1, (1.5, 40.0, -2.0)))
    assert [told["tocsin_delivery_attempts_total", how] for how in ("sent", "later", "in_doubt", "dead", "taken_over")] == [3, 1, 1, 2, 1]
    assert [told["tocsin_lag_seconds_bucket", most] for most in ("1.0", "2.0", "60.0")] == [1, 2, 3]


def test_the_store_is_told_at_the_moment_of_asking():
    states = [
        FeedState(Feed("u1", "Wire"), status="ok", newest=NOW - timedelta(hours=1)),
        FeedState(Feed("u2", "Wire"), status="down", newest=NOW - timedelta(hours=3)),
        FeedState(Feed("u3", "Post")),
    ]
    told = shown(reading=Reading(COUNTS, 12.5, states, {"feed": 2, "delivery": 1}, NOW))
    assert [told["tocsin_deliveries", state] for state in ("todo", "in_doubt", "sent", "dead")] == [2, 1, 40, 4]
    assert (told["tocsin_rows", "stories"], told["tocsin_rows", "events"], told["tocsin_queue_age_seconds",]) == (7, 3, 12.5)
    assert (told["tocsin_lease_takeovers_total", "feed"], told["tocsin_lease_takeovers_total", "delivery"]) == (2, 1)
    assert [told["tocsin_feeds", status] for status in ("ok", "down", "new")] == [1, 1, 1]
    assert told["tocsin_feed_age_seconds", "Wire"] == 3600
    assert ("tocsin_feed_age_seconds", "Post") not in told


def test_an_address_never_stands_in_the_figures():
    reading = Reading(COUNTS, feeds=[FeedState(Feed("https://x.test/?key=hush", "Own"), newest=NOW)], now=NOW)
    metrics = Metrics(lambda: reading)
    assert b"hush" not in generate_latest(metrics.registry)


def test_a_store_that_does_not_answer_is_one_figure_and_the_counters_stay():
    def away():
        raise Later("the database does not answer")

    metrics = Metrics(away)
    metrics.count(PollReport(1))
    text = generate_latest(metrics.registry).decode()
    assert "tocsin_store_up 0.0" in text
    assert 'tocsin_polls_total{result="changed"} 1.0' in text
    assert "tocsin_queue_age_seconds" not in text


@pytest.mark.parametrize("report", [None, 3, "x"])
def test_a_round_without_figures_counts_nothing(report):
    assert shown(report) == shown()
