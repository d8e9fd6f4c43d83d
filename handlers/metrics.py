"""What the process has done, in Prometheus's words: counters fed by the rounds, gauges read from the store when asked."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import MappingProxyType

import structlog
from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from bot.deliver import DeliverReport
from bot.errors import TocsinError
from bot.model import FeedState
from bot.poll import PollReport, RereadReport
from bot.take import TakeReport

log = structlog.get_logger(__name__)
LAGS = (0.5, 1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 21600)  # seconds from publication to post
LONG_AGO = datetime.min.replace(tzinfo=UTC)
STATES = ("todo", "in_doubt", "sent", "dead")
EMPTY: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Reading:
    """The store at one moment."""

    counts: Mapping[str, int]  # rows by kind, deliveries by state
    queue_age: float = 0.0  # seconds the oldest delivery has waited
    feeds: Sequence[FeedState] = ()  # those that are read
    takeovers: Mapping[str, int] = field(default_factory=lambda: EMPTY)  # leases of others that ran out and were taken, by kind
    now: datetime = LONG_AGO


class StoreGauges(Collector):
    """The store at the moment of asking; only `tocsin_store_up 0` where it does not answer."""

    def __init__(self, read: Callable[[], Reading]) -> None:
        self._read = read

    def collect(self) -> Iterable[Metric]:
        """One family a question."""
        try:
            found = self._read()
        except TocsinError as fault:
            log.warning("the store could not be measured", reason=str(fault))
            yield GaugeMetricFamily("tocsin_store_up", "Whether the store answers.", value=0)
            return
        yield GaugeMetricFamily("tocsin_store_up", "Whether the store answers.", value=1)
        rows = {name: number for name, number in found.counts.items() if name not in STATES}
        yield _gauge("tocsin_rows", "What the store holds.", "what", rows)
        yield _gauge("tocsin_deliveries", "Deliveries by state.", "state", {state: found.counts.get(state, 0) for state in STATES})
        yield GaugeMetricFamily("tocsin_queue_age_seconds", "How long the oldest delivery has waited.", value=found.queue_age)
        over = CounterMetricFamily("tocsin_lease_takeovers", "Work taken over from a process whose lease ran out.", labels=["what"])
        for what, number in sorted(found.takeovers.items()):
            over.add_metric([what], number)
        yield over
        yield _gauge("tocsin_feeds", "Feeds that are read, by health.", "status", Tally(state.status or "new" for state in found.feeds))
        yield _gauge("tocsin_feed_age_seconds", "Age of the newest item of each outlet's feeds.", "outlet", _ages(found))


def _ages(found: Reading) -> Mapping[str, float]:
    """By outlet, not by address: that of a feed of one's own may hold a secret."""
    ages: dict[str, float] = {}
    for state in found.feeds:
        if state.newest:
            age = (found.now - state.newest).total_seconds()
            ages[state.feed.outlet] = min(age, ages.get(state.feed.outlet, age))
    return ages


def _gauge(name: str, told: str, label: str, values: Mapping[str, float]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, told, labels=[label])
    for value, number in sorted(values.items()):
        family.add_metric([value], number)
    return family


class Metrics:
    """Counters of the rounds, and the store's gauges."""

    def __init__(self, read: Callable[[], Reading]) -> None:
        self.registry = CollectorRegistry()
        self.registry.register(StoreGauges(read))
        self._polls = self._counter("polls", "Feeds visited, by how that ended.", "result")
        self._pages = self._counter("pages_reread", "Pages of told stories read again, by what they turned out to be.", "result")
        self._stories = self._counter("stories", "Stories that came in, new or edited.")
        self._gate = self._counter("gate", "Stories read, by what the gate said: passed, or held for having no words of war.", "result")
        self._claims = self._counter("claims", "Claims found.")
        self._merges = self._counter("merges", "What reports did to their events.", "change")
        self._alerts = self._counter("alerts", "Alerts made; each goes to as many destinations as ask for it.")
        self._attempts = self._counter("delivery_attempts", "Attempts at a delivery, by how they ended.", "result")
        self._faults = self._counter("faults", "What failed and will be tried again, by kind of work.", "job")
        self._lag = Histogram("tocsin_lag_seconds", "From publication to the first post of an alert.", buckets=LAGS, registry=self.registry)

    def _counter(self, name: str, told: str, *labels: str) -> Counter:
        return Counter(f"tocsin_{name}", told, labels, registry=self.registry)

    def count(self, report: object) -> None:
        """Adds what a round came to; a report of another kind counts nothing."""
        match report:
            case PollReport():
                self._polled(report)
            case RereadReport():
                self._reread(report)
            case TakeReport():
                self._taken(report)
            case DeliverReport():
                self._delivered(report)

    def _polled(self, report: PollReport) -> None:
        faults = len(report.faults)
        _add(self._polls, {"unchanged": report.unchanged, "fault": faults, "changed": report.feeds - report.unchanged - faults})
        self._stories.inc(report.stories)
        _add(self._faults, {"poll": faults})

    def _reread(self, report: RereadReport) -> None:
        same = report.pages - report.edited - report.gone - report.failed
        _add(self._pages, {"same": same, "edited": report.edited, "gone": report.gone, "failed": report.failed})

    def _taken(self, report: TakeReport) -> None:
        _add(self._gate, {"passed": report.stories - report.held - report.faults, "held": report.held})
        self._claims.inc(report.claims)
        self._alerts.inc(report.alerts)
        _add(self._merges, Tally(change.value for change in report.changes))
        _add(self._faults, {"read": report.faults})

    def _delivered(self, report: DeliverReport) -> None:
        ends = {"sent": report.sent, "later": report.later, "in_doubt": report.in_doubt, "dead": report.dead}
        _add(self._attempts, ends | {"taken_over": report.taken_over})
        for lag in report.lags:
            self._lag.observe(max(lag, 0.0))


def _add(counter: Counter, numbers: Mapping[str, int]) -> None:
    for label, number in numbers.items():
        if number > 0:
            counter.labels(label).inc(number)
