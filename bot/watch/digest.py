"""Several events told in one message: a digest, what quiet hours held, what was over a cap. Split where platforms have limits."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.model import PAGE_GONE, WITHDRAWN, Alert, AlertKind, Kind, Severity, Show, SourceLink, Status, kinds_word
from bot.watch.denials import NOTHING, Denied, restored, told_once

EACH = 8  # events in one message: as many links as every outlet shows
HEAD = 160  # characters of an event's line
STEPS = {step.value: number for number, step in enumerate(Severity)}
DENIALS = (AlertKind.DENIAL, AlertKind.CORRECTION)


@dataclass(frozen=True, slots=True)
class Bundle:
    """What a digest is of: its id, the words before its counts, and what is said beside them ("2 h late")."""

    id: str
    title: str
    at: datetime
    note: str = ""


def digests(bundle: Bundle, alerts: Iterable[Alert], denied: Denied = NOTHING) -> tuple[Alert, ...]:
    """The messages of a bundle: each event once with its denials, as it stands last; the gravest first; none where there is nothing."""
    latest: dict[str, Alert] = {}
    for alert in sorted(alerts, key=lambda one: one.revision):
        latest[alert.event] = _joined(latest.get(alert.event), alert)
    ordered = sorted(
        told_once(latest.values(), denied), key=lambda one: (-STEPS.get(one.severity, 0), -one.published.timestamp(), one.event)
    )
    pages = [ordered[start : start + EACH] for start in range(0, len(ordered), EACH)]
    return tuple(_page(bundle, ordered, page, number, len(pages)) for number, page in enumerate(pages, 1))


def _joined(before: Alert | None, alert: Alert) -> Alert:
    """An event's last message, with every change told since."""
    changes = dict.fromkeys(filter(None, (before.change if before else "", alert.change)))
    kind = before.kind if before and before.kind in DENIALS and alert.kind not in DENIALS else alert.kind
    return replace(restored(alert), change="; ".join(changes), kind=kind)


def _page(bundle: Bundle, everything: Sequence[Alert], page: Sequence[Alert], number: int, of: int) -> Alert:
    top = page[0]
    part = f" · part {number} of {of}" if of > 1 else ""
    told = f"{len(everything)} event{'' if len(everything) == 1 else 's'}"
    return replace(
        top,
        event=bundle.id,
        revision=number,
        kind=AlertKind.DIGEST,
        show=Show.POST,
        status_word=bundle.title.split(" · ", maxsplit=1)[0],
        headline=f"{bundle.title} · {told} · {_steps(everything)}{part}",
        quote="",
        quote_outlet="",
        when=None,
        where=(),
        who="",
        whom="",
        what=told,
        speaker="",
        published=bundle.at,
        links=tuple(link for alert in page if (link := _link(alert))),
        outlets=len({link.outlet for alert in page for link in alert.links}),
        newsrooms=max(alert.newsrooms for alert in page),
        parties=len({party for alert in page for party in alert.party_ids}),
        change="",
        note=bundle.note,
        grade="",
        parts=(*_sections(page), *map(line_of, page)),
        party_ids=tuple(dict.fromkeys(party for alert in page for party in alert.party_ids)),
        target_ids=(),
        standing=None,
    )


def _steps(alerts: Sequence[Alert]) -> str:
    counted = Counter(alert.severity or Severity.LOW.value for alert in alerts)
    return ", ".join(f"{counted[step.value]} {step.value}" for step in reversed(Severity) if counted[step.value])


def _sections(alerts: Sequence[Alert]) -> Iterator[str]:
    """By actor and type with counts, how many were denied or corrected, what is due."""
    by_actor: dict[str, Counter[Kind]] = defaultdict(Counter)
    for alert in alerts:
        by_actor[alert.who][(alert.type, alert.reversal)] += 1
    for who, kinds in sorted(by_actor.items(), key=lambda told: (-told[1].total(), told[0])):
        yield f"{who}: {', '.join(kinds_word(count, *kind) for kind, count in kinds.most_common())}"
    denied = sum(alert.kind in DENIALS or "DENIED" in alert.status_word or "CORRECTED" in alert.status_word for alert in alerts)
    if denied:
        yield f"denied or corrected: {denied} of these"  # which, and by whom, each one's own line says
    due = [alert for alert in alerts if alert.status is Status.PLANNED and alert.when]
    yield from (f"due {alert.when.start:%-d %b}: {_head(alert)}" for alert in due if alert.when)


def line_of(alert: Alert) -> str:
    """An event in one line, with what changed since it was told last."""
    grave = f"[{alert.severity}] " if alert.severity else ""
    return f"{grave}{_head(alert)}{f' (changed: {alert.change})' if alert.change else ''}"


def _head(alert: Alert) -> str:
    """Its headline, cut where it is too long for a line: between two words, or hard where that would keep less than half."""
    if len(alert.headline) <= HEAD:
        return alert.headline
    cut = alert.headline[: HEAD - 1]
    words = cut.rpartition(" ")[0].rstrip(" ·;,(")
    return f"{words if len(words) >= HEAD // 2 else cut}…"


def _link(alert: Alert) -> SourceLink | None:
    """The source of the event's words, under these words."""
    source = _source(alert)
    if source is None:
        return None
    also = f" and {len(alert.links) - 1} more" if len(alert.links) > 1 else ""
    return replace(source, outlet=_head(alert), note=f"{alert.severity}{' · ' if alert.severity else ''}{source.outlet}{also}")


def _source(alert: Alert) -> SourceLink | None:
    """Of the sources that still stand, the newest of the outlet that the alert quotes, else the newest."""
    standing = [link for link in alert.links if not link.note.startswith((WITHDRAWN, PAGE_GONE))] or alert.links
    quoted = [link for link in standing if link.outlet == alert.quote_outlet]
    return next(reversed(quoted or standing), None)
