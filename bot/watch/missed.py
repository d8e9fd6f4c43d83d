"""What came while a channel was muted, or closed to us: one message at the end, and what stands there is set right. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import ceil
from types import MappingProxyType

from bot.model import Alert, Mute, MuteKind, Route, Show, Way
from bot.watch.denials import NOTHING, Denied, told_once
from bot.watch.digest import DENIALS, EACH, STEPS, Bundle, digests
from bot.watch.notes import note

HOURS = 24 * 31  # as far as `digest` looks back
DIGEST, DIGESTS = "/digest hours: ", MappingProxyType({"slack": "/tocsin digest hours="})  # as each chat writes it
WHY: Mapping[Way, str] = MappingProxyType({Way.MUTED: "", Way.SHUT: "nothing could be posted here "})
LEADS: Mapping[Way, str] = MappingProxyType({Way.MUTED: "MUTE OVER", Way.SHUT: "MISSED"})


@dataclass(frozen=True, slots=True)
class Missed:
    """Messages on one event that were kept back at a destination, oldest first, and whether an earlier one stands there."""

    alerts: tuple[Alert, ...]
    stands: bool

    @property
    def last(self) -> Alert:
        """The event as it was told last; a denial stays one."""
        denial = next((one for one in reversed(self.alerts) if one.kind in DENIALS), None)
        changes = dict.fromkeys(one.change for one in self.alerts if one.change)
        return replace(self.alerts[-1], kind=denial.kind if denial else self.alerts[-1].kind, change="; ".join(changes))

    @property
    def news(self) -> bool:
        """Whether there is more to it than a message that was changed."""
        return not self.stands or any(one.show is not Show.EDIT for one in self.alerts)


def still_muted(route: Route, mutes: Iterable[Mute]) -> bool:
    """Whether a mute that holds keeps a muted message back: its own, one of its event, or one of everything."""
    held = {MuteKind.ALL.value, f"{MuteKind.EVENT}:{route.event}", route.mute}
    return route.way is Way.MUTED and any(one.destination == route.destination and one.of in held for one in mutes)


def by_event(alerts: Iterable[Alert], posted: Collection[str]) -> list[Missed]:
    """Alerts by their events."""
    held: dict[str, list[Alert]] = defaultdict(list)
    for one in sorted(alerts, key=lambda alert: alert.revision):
        held[one.event].append(one)
    return [Missed(tuple(told), event in posted) for event, told in held.items()]


def told_after(
    way: Way, place: str, missed: Sequence[Missed], count: int, since: datetime, now: datetime, denied: Denied = NOTHING
) -> Alert | None:
    """The one message to a place; None where nothing is left to say. `count`: all events there were, `missed` may be the latest of them.

    At the end of a mute it tells what became of the messages that stand there, and counts the rest, which nobody wanted to hear.
    """
    news = [one for one in missed if one.news]
    if not news:
        return None
    kept = [one.last for one in news if one.stands or way is Way.SHUT]
    once = told_once(kept, denied)
    count -= len(missed) - len(news) + len(kept) - len(once)
    shown = sorted(once, key=_order)[:EACH]
    lead = f"{LEADS[way]} · {WHY[way]}{_span(since, now)}{count} event{'' if count == 1 else 's'}"
    hours = min(ceil((now - since) / timedelta(hours=1)) or 1, HOURS)
    look = f"{DIGESTS.get(place.partition(':')[0], DIGEST)}{hours} shows what was told meanwhile"
    key = f"{way}:{place}:{now:%Y%m%dT%H%M%S%f}"
    if not shown:
        return note(key, 1, LEADS[way], f"{lead} · {look}", (), now)
    [page] = digests(Bundle(key, lead, now), shown)
    more = (f"and {count - len(shown)} more: {look}",) if count > len(shown) else ()
    counts = len({one.who for one in shown})  # lines of who did how much: of those shown alone they tell nothing
    return replace(page, headline=lead, parts=(*page.parts[counts:], *more))


def _order(one: Alert) -> tuple[bool, int, float]:
    """Denials and corrections first, then the gravest, then the latest."""
    return one.kind not in DENIALS, -STEPS.get(one.severity, 0), -one.published.timestamp()


def _span(since: datetime, now: datetime) -> str:
    same = f"{now:%H:%M}" if now.date() == since.date() else f"{now:%-d %b %H:%M}"
    return f"from {since:%-d %b %H:%M} to {same} UTC · "
