"""What the process has done, in Prometheus's words: counters fed by the rounds, gauges read from the store when asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from prometheus_client import CollectorRegistry, Counter
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector


class StoreGauges(Collector):
    """The store's own counts at the moment of asking: rows by kind and state, and the age of the oldest waiting delivery."""

    def __init__(self, counts: Callable[[], Mapping[str, float]]) -> None:
        self._counts = counts

    def collect(self) -> Iterable[GaugeMetricFamily]:
        """One gauge with a label for each count."""
        rows = GaugeMetricFamily("tocsin_store", "What the store holds, by name of the count.", labels=["what"])
        for name, number in self._counts().items():
            rows.add_metric([name.replace(" ", "_")], number)
        yield rows


class Metrics:
    """Counters of the rounds; `count` takes a report's name and its numbers."""

    def __init__(self, counts: Callable[[], Mapping[str, float]]) -> None:
        self.registry = CollectorRegistry()
        self.registry.register(StoreGauges(counts))
        self._rounds = Counter("tocsin_rounds", "Rounds done, by job and result.", ["job", "result"], registry=self.registry)

    def count(self, job: str, numbers: Mapping[str, float]) -> None:
        """Adds a round's numbers: polled, not_modified, stories, claims, alerts, sent, faults."""
        for result, number in numbers.items():
            if number:
                self._rounds.labels(job, result).inc(number)
