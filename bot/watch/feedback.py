"""What readers marked as wrong: each mark with the claim as it stood, and their counts. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from bot.model import Alert, Event, Feedback, Mark

COUNTED = ("mark", "rule", "type", "source")


def feedback_of(event: Event, alert: Alert | None, mark: Mark, of: str, person: str, place: str, now: datetime, home: str = "") -> Feedback:
    """One reader's mark, with what was claimed and by what rules it came."""
    standing = [report for report in event.reports if not report.withdrawn]
    return Feedback(
        event=event.id,
        revision=alert.revision if alert else event.revision,
        mark=mark,
        person=person,
        place=place,
        at=now,
        of=of,
        headline=alert.headline if alert else "",
        type=event.type.value,
        status=event.status.value,
        rules=tuple(dict.fromkeys((_band(event.claim.confidence), *(f"filed: {why}" for report in standing for why in report.why)))),
        sources=tuple(dict.fromkeys(report.outlet for report in standing)),
        claim=event.claim,
        home=home,
    )


def _band(confidence: float) -> str:
    low = min(int(confidence * 10), 9)
    return f"confidence {low / 10:.1f} to {(low + 1) / 10:.1f}"


def counts(marks: Iterable[Feedback]) -> Mapping[str, Sequence[tuple[str, int]]]:
    """How often each mark, rule, type and source was marked, the most frequent first. A person counts once an event and mark."""
    found: dict[str, Counter[str]] = {name: Counter() for name in COUNTED}
    for one in marks:
        found["mark"][one.mark.value] += 1
        found["rule"].update(one.rules)
        found["type"][one.type] += 1
        found["source"].update(one.sources)
    return {name: sorted(told.items(), key=lambda pair: (-pair[1], pair[0])) for name, told in found.items()}
