"""The board: which messages reach which destinations, by which watch, and when. One decision a message and destination."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from bot.errors import BadInput
from bot.model import Alert, Event, Mute, MuteKind, Query, Route, Severity, Show, Watch, Way
from bot.watch.facts import Facts, facts_of
from bot.watch.index import Index
from bot.watch.match import missing, words_of
from bot.watch.parse import parse
from bot.watch.schedule import Cap, cadence, cap, cap_words, quiet
from bot.watch.vocabulary import Vocabulary

TOLD = frozenset({Way.HELD, Way.OVER, Way.DIGEST, Way.SHUT})  # it comes with others: an edit of it is not news
ORDER = (Way.POST, Way.OVER, Way.HELD, Way.DIGEST, Way.MUTED)  # of several watches the one that tells soonest decides
Posts = Callable[[str, str, datetime], list[datetime]]  # watch, destination, since: when it posted there, oldest first


@dataclass(frozen=True, slots=True)
class Ground:
    """What the store knows that a decision stands on."""

    places: tuple[str, ...]  # destinations that are open
    posted: frozenset[str]  # those the event was posted to
    told: Mapping[str, frozenset[Way]]  # how the event came to each before
    mutes: tuple[Mute, ...]
    posts: Posts
    unnamed: frozenset[str] = frozenset()  # destinations that watches made: without a watch they get nothing
    shut: frozenset[str] = frozenset()  # destinations that their platform does not let us post to


@dataclass(frozen=True, slots=True)
class Asking:
    """A watch with its query read; a query that cannot be read any more asks for nothing, and `fault` says why."""

    watch: Watch
    query: Query | None
    fault: str = ""


class Board:
    """All watches that are on, filed for matching."""

    def __init__(self, watches: Iterable[Watch], names: Vocabulary) -> None:
        self._names = names
        self._asking = [_asking(watch, names) for watch in watches]
        self.watched = frozenset(place for asking in self._asking for place in asking.watch.destinations)
        self._live = [asking for asking in self._asking if asking.query is not None and asking.watch.on]
        self._index = Index((asking.query for asking in self._live if asking.query is not None), names.groups)

    @property
    def faults(self) -> dict[str, str]:
        """Watches that ask for nothing any more, each with the reason."""
        return {asking.watch.id: asking.fault for asking in self._asking if asking.fault}

    def name_of(self, key: str) -> str:
        """A watch's name by its id; the id where it is gone."""
        return next((asking.watch.name for asking in self._asking if asking.watch.id == key), key)

    def facts(self, event: Event, severity: str) -> Facts:
        """An event as queries see it."""
        return facts_of(event, Severity(severity or Severity.LOW), self._names.line)

    def matching(self, facts: Facts) -> Iterator[tuple[Watch, tuple[str, ...]]]:
        """The watches an event matches, each with the words that decided."""
        for filed in self._index.matching(facts):
            words = words_of(filed.query, facts, self._names.groups)
            yield from ((self._live[number].watch, words) for number in filed.watches)

    def missing(self, facts: Facts, place: str) -> Iterator[tuple[Watch, tuple[str, ...]]]:
        """The watches of a destination that an event does not match, each with the words that kept it out."""
        for asking in self._asking:
            if place in asking.watch.destinations:
                words = (asking.fault,) if asking.query is None else missing(asking.query, facts, self._names.groups)
                words = words or (() if asking.watch.on else ("paused",))
                yield from ((asking.watch, words),) if words else ()

    def routes(self, alert: Alert, event: Event, ground: Ground, now: datetime) -> tuple[Route, ...]:
        """Where a message goes. A destination that the settings name gets everything until it has a watch of its own."""
        asked: dict[str, list[tuple[Watch, tuple[str, ...]]]] = defaultdict(list)
        for watch, words in self.matching(self.facts(event, alert.severity)):
            for place in watch.destinations:
                asked[place].append((watch, words))
        routes = (_route(alert, event, place, asked[place], place in self.watched, ground, now) for place in ground.places)
        return tuple(_shut(route) if route.destination in ground.shut else route for route in routes if route)


@lru_cache(maxsize=100_000)  # a board is made anew with each change of one watch
def _tree(words: str, names: Vocabulary) -> Query:
    return parse(words, names)


def _asking(watch: Watch, names: Vocabulary) -> Asking:
    try:
        return Asking(watch, _tree(watch.query, names))
    except BadInput as fault:
        return Asking(watch, None, str(fault))


def _shut(route: Route) -> Route:
    """A message to a destination that is closed to us is kept, and told when that is open again."""
    sent = route.way in {Way.POST, Way.FOLLOW}
    return replace(route, way=Way.SHUT, words=(*route.words, "nothing can be posted there"), ping="") if sent else route


def _route(
    alert: Alert,
    event: Event,
    place: str,
    asked: list[tuple[Watch, tuple[str, ...]]],
    watched: bool,
    ground: Ground,
    now: datetime,
) -> Route | None:
    plain = Route(alert.event, alert.revision, place, Way.POST, now, show=Show.POST)
    posted, mute = place in ground.posted, muted_by(event, place, ground.mutes, now)
    if not posted and not asked and (watched or place in ground.unnamed):
        return None
    if mute and (watched or posted or alert.show is Show.POST):
        return _silenced(plain, mute, (_words_of(mute),), posted=posted)
    if not watched:
        return replace(plain, show=alert.show) if posted or alert.show is Show.POST else None
    if posted:
        return _followed(alert, asked, plain, ground, now)
    if alert.show is Show.EDIT and TOLD & ground.told.get(place, frozenset()):
        return None
    found = [_judged(watch, words, plain, alert, ground, now) for watch, words in asked]
    return min(found, key=lambda route: ORDER.index(route.way))


def _followed(alert: Alert, asked: list[tuple[Watch, tuple[str, ...]]], plain: Route, ground: Ground, now: datetime) -> Route:
    """What follows a message goes where that is; in quiet hours it only changes the message, and the summary tells of it."""
    route = replace(plain, way=Way.FOLLOW, show=Show.EDIT if alert.show is Show.POST else alert.show, words=("posted here before",))
    ends = [(watch, end) for watch, _ in asked if (hours := quiet(watch.quiet)) and (end := hours.until(now))]
    mutes = [_first(ground.mutes, plain.destination, MuteKind.WATCH, {watch.id}, now) for watch, _ in asked]
    if (mute := next(iter(mutes), None)) and all(mutes):
        return _silenced(route, mute, ("watch muted",), posted=True)
    if alert.show is Show.EDIT or not ends or len(ends) < len(asked):
        return route
    watch, end = ends[0]
    return replace(route, way=Way.HELD, show=Show.EDIT, watch=watch.id, until=end, words=(f"quiet hours {watch.quiet}",))


def _judged(watch: Watch, words: tuple[str, ...], plain: Route, alert: Alert, ground: Ground, now: datetime) -> Route:
    """What one watch that matches makes of a message."""
    route = replace(plain, watch=watch.id, words=words)
    if mute := _first(ground.mutes, plain.destination, MuteKind.WATCH, {watch.id}, now):
        return _silenced(route, mute, (*words, "watch muted"), posted=False)
    if rhythm := cadence(watch.when):
        return replace(route, way=Way.DIGEST, until=rhythm.next(now, quiet(watch.quiet)))
    if (hours := quiet(watch.quiet)) and (end := hours.until(now)):
        return replace(route, way=Way.HELD, until=end, words=(*words, f"quiet hours {watch.quiet}"))
    if full := _full(watch, plain.destination, ground.posts, now):
        return replace(route, way=Way.OVER, until=full[0], words=(*words, f"over the cap of {full[1]}"))
    calls = watch.ping and alert.severity == Severity.SEVERE
    return replace(route, ping=watch.ping, confirm=watch.confirm) if calls else route


def _full(watch: Watch, place: str, posts: Posts, now: datetime) -> tuple[datetime, str] | None:
    """When there is room again under a cap that is reached, and the cap."""
    ends = [(room, cap_words(most)) for most in map(cap, watch.caps) if (room := _room(most, watch.id, place, posts, now))]
    return max(ends, default=None)


def _room(limit: Cap, watch: str, place: str, posts: Posts, now: datetime) -> datetime | None:
    recent = posts(watch, place, now - limit.span)
    return recent[-limit.count] + limit.span if len(recent) >= limit.count else None


def muted_by(event: Event, place: str, mutes: tuple[Mute, ...], now: datetime) -> Mute | None:
    """The mute of everything, of an event, of all its actors, all its targets, or all its outlets, that holds at a place."""
    mine = tuple(mute for mute in mutes if mute.destination == place and mute.until > now)
    if found := _first(mine, place, MuteKind.ALL, {""}, now) or _first(mine, place, MuteKind.EVENT, {event.id}, now):
        return found
    outlets = {report.outlet.casefold() for report in event.reports}
    sides = ((MuteKind.ACTOR, set(event.claim.actor)), (MuteKind.TARGET, set(event.claim.target)))
    for kind, held in (*sides, (MuteKind.SOURCE, outlets)):
        silenced = {mute.what.casefold() if kind is MuteKind.SOURCE else mute.what: mute for mute in mine if mute.kind is kind}
        if held and held <= set(silenced):
            return silenced[min(held)]
    return None


def _silenced(route: Route, mute: Mute, words: tuple[str, ...], *, posted: bool) -> Route:
    """Muted: a message that stands there is changed all the same, which disturbs nobody; what more there is comes when the mute ends."""
    show = Show.EDIT if posted else route.show
    return replace(route, way=Way.MUTED, words=words, until=mute.until, show=show, mute=mute.of)


def _words_of(mute: Mute) -> str:
    return "everything muted" if mute.kind is MuteKind.ALL else f"{mute.kind} {mute.what} muted"


def _first(mutes: tuple[Mute, ...], place: str, kind: MuteKind, held: set[str], now: datetime) -> Mute | None:
    fits = (mute for mute in mutes if mute.destination == place and mute.kind is kind and mute.what in held)
    return next((mute for mute in fits if mute.until > now), None)
