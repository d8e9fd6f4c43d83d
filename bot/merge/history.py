"""An event's whole history as lines of text: reports by lineage, links, revisions, and why each was filed here."""

from __future__ import annotations

from collections.abc import Iterator

from bot.merge.ladder import rung
from bot.model import Event, Report


def history(event: Event) -> tuple[str, ...]:
    """The lines that tell an event from its opening to now."""
    return tuple(_lines(event))


def _lines(event: Event) -> Iterator[str]:
    claim = event.claim
    yield f"event {event.id} · {event.type.value} · {event.status.value} · revision {event.revision}"
    items = ", ".join(item.text for item in claim.item)
    yield f"  {', '.join(claim.actor) or '?'} → {', '.join(claim.target) or '?'} · {items or '-'} · {', '.join(claim.place) or '-'}"
    step = rung(event.reports).name.lower().replace("_", " ")
    yield f"  {event.outlets} outlets · up to {event.newsrooms} newsrooms · {event.parties} parties · {step}"
    if event.flags:
        yield f"  {' · '.join(event.flags)}"
    yield "reports"
    for root in dict.fromkeys(r.newsroom for r in event.reports):
        yield f"  {root}"
        for report in event.reports:
            if report.newsroom == root:
                yield from _report(report)
    yield from (f"link {link.kind.value} → {link.to} {link.why}".rstrip() for link in event.links)
    yield from (f"{r.at:%Y-%m-%d %H:%M} {r.slot}: {r.old or '-'} → {r.new}" for r in event.revisions)


def _report(report: Report) -> Iterator[str]:
    mark = " (withdrawn)" if report.withdrawn else ""
    yield f"    {report.published:%Y-%m-%d %H:%M} {report.outlet}: {report.title}{mark}"
    yield from (f"      “{quote}”" for quote in report.claim.quotes)
    yield from (f"      because: {why}" for why in report.why)
