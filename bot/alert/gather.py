"""The messages of one story on one event made one: a channel is told once, of the state at last."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace

from bot.alert.edits import MOVED, edited, sorting
from bot.model import Alert, AlertKind, Event, Show


def gathered(alerts: Sequence[Alert], events: Mapping[str, Event], before: Mapping[str, Event]) -> tuple[Alert, ...]:
    """A story's messages without those that another of them tells as well.

    `events`: as the story leaves them, each alert's among them; `before`: as it found them. What is posted is posted as it stands at last,
    of several edits the last is made, and none that shows nothing new.
    """
    each = dict.fromkeys(alert.event for alert in alerts)
    homes = {report.id: event.id for event in before.values() for report in event.reports}
    told = (
        _of_one(
            [alert for alert in alerts if alert.event == one],
            events[one],
            before.get(one),
            {report for report, home in homes.items() if home != one},
        )
        for one in each
    )
    return tuple(alert for mine in told for alert in mine)


def _of_one(mine: Sequence[Alert], event: Event, before: Event | None, elsewhere: Container[str]) -> Sequence[Alert]:
    last = None if event.merged_into else edited(event, sorting(event, before, elsewhere, _change(mine)) if before else _change(mine))
    if last is None:
        return mine
    if mine[0].show is Show.POST:
        return mine if mine[0].revision == event.revision else [replace(last, kind=AlertKind.NEW, show=Show.POST, change="")]
    loud = [place for place, alert in enumerate(mine) if alert.show is not Show.EDIT]
    late = mine[loud[-1] + 1 :] if loud else mine
    anew = late and (loud or before is None or _seen(edited(before, "")) != _seen(last))
    return [*(mine[place] for place in loud), *([last] if anew else ())]


def _change(mine: Sequence[Alert]) -> str:
    """What an edit says of itself: the last that is news."""
    told = [alert.change for alert in mine if alert.show is Show.EDIT and alert.change]
    return next((line for line in reversed(told) if line != MOVED), "")


def _seen(alert: Alert | None) -> Alert | None:
    """A message without what nobody sees."""
    return replace(alert, revision=0, change="") if alert else None
