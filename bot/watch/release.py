"""What was kept back and may come now: digests that fell due, quiet hours that ended, caps with room again. Pure: now is an argument."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.model import Route, Watch, Way
from bot.watch.digest import Bundle
from bot.watch.schedule import cadence, lasting, quiet

LATE = timedelta(minutes=5)
Due = tuple[Way, str, str, datetime]  # way, destination, watch, when it fell due


@dataclass(frozen=True, slots=True)
class Release:
    """Routes told together at one destination; without a bundle they are let go: their watch is gone."""

    destination: str
    routes: tuple[Route, ...]
    bundle: Bundle | None


def releases(kept: Sequence[Route], watches: Mapping[str, Watch], now: datetime) -> tuple[Release, ...]:
    """What may be told now, by the watches as they are now. A digest holds what came up to its time; the rest waits for the next."""
    due: dict[Due, list[Route]] = defaultdict(list)
    gone: dict[str, list[Route]] = defaultdict(list)
    for route in kept:
        watch = watches.get(route.watch)
        if watch is None:
            gone[route.destination].append(route)
        elif watch.on and (at := _due(route, watch, now)):
            due[(route.way, route.destination, route.watch if route.way is Way.DIGEST else "", at)].append(route)
    told = tuple(Release(key[1], tuple(routes), _bundle(key, routes, watches, now)) for key, routes in due.items())
    return told + tuple(Release(place, tuple(routes), None) for place, routes in gone.items())


def _due(route: Route, watch: Watch, now: datetime) -> datetime | None:
    """When what is kept back fell due, by its watch as it is now; None: not yet."""
    if route.way is Way.OVER:
        return now if not watch.caps or route.until is None or route.until <= now else None
    if route.way is Way.HELD:
        hours = quiet(watch.quiet)
        return None if hours and hours.until(now) else now
    rhythm, hours = cadence(watch.when), quiet(watch.quiet)
    if hours and hours.until(now):
        return None
    if rhythm is None:
        return now
    last = rhythm.last(now)
    return ((hours.until(last) if hours else None) or last) if last and route.at <= last else None


def _bundle(key: Due, routes: Sequence[Route], watches: Mapping[str, Watch], now: datetime) -> Bundle:
    way, place, _, at = key
    names = ", ".join(dict.fromkeys(watches[route.watch].name for route in routes))
    titles = {Way.HELD: f"HELD · quiet hours are over · {names}", Way.OVER: f"MORE · over the cap · {names}"}
    title = titles.get(way, f"DIGEST · {names}")
    return Bundle(f"{way}:{place}:{key[2]}:{at:%Y%m%dT%H%M%S%f}", title, now, _late(way, at, watches[routes[0].watch], now))


def _late(way: Way, at: datetime, watch: Watch, now: datetime) -> str:
    """Said where a digest comes after its time."""
    rhythm = cadence(watch.when)
    if way is not Way.DIGEST or rhythm is None or now - at < LATE:
        return ""
    return f"{lasting(now - at)} late: it was due {at.astimezone(ZoneInfo(rhythm.zone)):%H:%M} {rhythm.zone}"
