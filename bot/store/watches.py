"""Watches, mutes and routes in the store: what each destination asked for, and what became of each message there."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from threading import Lock

from sqlalchemy import BigInteger, Connection, and_, delete, func, literal, or_, select, type_coerce, union_all, update

from bot.model import Alert, Event, Mute, Route, Show, Watch, Way
from bot.store.alerts import Plan, Shown, delivery_row, shut_of
from bot.store.calls import keep_calls, waiting
from bot.store.codec import ALERT, ROUTE, WATCH
from bot.store.denials import denied_by
from bot.store.engine import put, take_turn
from bot.store.events import Ledger
from bot.store.missed import tell_missed
from bot.store.mutes import holding, mutes_now
from bot.store.tables import EPOCH, MICROSECOND, alert, delivery, destination, mute, past, route, watch
from bot.store.tracing import trace
from bot.watch.board import Board, Ground
from bot.watch.digest import digests
from bot.watch.packed import packed
from bot.watch.rehearse import Past
from bot.watch.release import Release, releases
from bot.watch.trace import Trace

BoardOf = Callable[[Sequence[Watch]], Board]
Opened = Callable[[], AbstractContextManager[Connection]]
KEPT = ("held", "over", "digest")
SENT = frozenset({Way.POST, Way.FOLLOW})
RELEASING = 0x70C54  # the advisory lock of releasing


class Watches:
    """One method, one transaction; `plan` joins the one of a story. Without `use`, every destination gets everything."""

    def __init__(self, write: Opened, read: Opened, ledger: Ledger) -> None:
        self._write, self._read, self._ledger = write, read, ledger
        self._board_of: BoardOf | None = None
        self._made: tuple[object, Board] | None = None  # a board, and the state of the table it was made from
        self._lock = Lock()

    def use(self, board_of: BoardOf) -> None:
        """Routes by watches from now on."""
        self._board_of = board_of

    def keep(self, one: Watch) -> None:
        """A watch, new or changed."""
        with self._write() as connection:
            last = connection.scalar(select(func.max(watch.c.changed)))
            tick = max(one.changed or EPOCH, last + MICROSECOND) if last else one.changed or EPOCH  # no two changes look alike to `_board`
            row = {"id": one.id, "changed": tick, "body": WATCH.text(one)}
            put(connection, watch, [row], update=("changed", "body"))

    def remove(self, key: str) -> bool:
        """Takes a watch away; what it kept back is let go at the next round."""
        with self._write() as connection:
            return connection.execute(delete(watch).where(watch.c.id == key)).rowcount > 0

    def all(self) -> list[Watch]:
        """Every watch, by id."""
        with self._read() as connection:
            return _watches(connection)

    def mute(self, one: Mute) -> None:
        """Mutes until a time; the past ends a mute."""
        with self._write() as connection:
            told: dict[str, object] = {"until": one.until, "by": one.by, "name": one.name, "home": one.home, "private": one.private}
            told["over"] = False
            put(connection, mute, [{"destination": one.destination, "kind": str(one.kind), "what": one.what, **told}], update=told)

    def mutes(self, now: datetime) -> list[Mute]:
        """What is muted now."""
        with self._read() as connection:
            return list(mutes_now(connection, now))

    def board(self) -> Board | None:
        """The board as it stands; None where nothing routes by watches."""
        with self._read() as connection:
            return self._board(connection)

    def _board(self, connection: Connection) -> Board | None:
        if self._board_of is None:
            return None
        state = tuple(connection.execute(select(func.count(), func.max(watch.c.changed))).one())
        with self._lock:
            if self._made is None or self._made[0] != state:
                self._made = (state, self._board_of(_watches(connection)))
            return self._made[1]

    def plan(self, connection: Connection, events: Mapping[str, Event], now: datetime) -> Plan:
        """Routes the alerts of a story within its transaction, and remembers each decision."""

        def chosen(one: Alert, places: Sequence[str], posted: frozenset[str]) -> Mapping[str, Shown] | None:
            board, event = self._board(connection), events.get(one.event)
            if board is None or event is None:
                return None
            _remember(connection, board, one, event, now)
            ground = _ground(connection, one, places, posted, now)
            routes = board.routes(one, event, ground, now)
            _keep(connection, one, [told for told in routes if told.watch or told.way is not Way.POST])
            sent = [told for told in routes if told.way in SENT or _edits(told, posted)]
            keep_calls(connection, sent)
            calls = waiting(connection, event.id, now)
            return {told.destination: _shown(told, calls.get(told.destination, "")) for told in sent}

        return chosen

    def remember(self, connection: Connection, told: Sequence[Alert], events: Mapping[str, Event], at: datetime) -> None:
        """What rehearsals look back on, without any message."""
        board = self._board(connection)
        for one in told:
            if board and one.event in events:
                _remember(connection, board, one, events[one.event], at)

    def routes(self, event: str) -> list[Route]:
        """What became of an event's messages at each destination, oldest first."""
        with self._read() as connection:
            rows = select(route.c.body).where(route.c.event == event).order_by(route.c.at, route.c.revision, route.c.destination)
            return [ROUTE.value(body) for body in connection.scalars(rows)]

    def kept_back(self) -> list[Route]:
        """What is held, over a cap, muted, or waits for a digest."""
        with self._read() as connection:
            return _kept(connection, (*KEPT, "muted"))

    def release(self, now: datetime) -> int:
        """Puts into the outbox what was kept back and may come now; how many messages that made."""
        with self._write() as connection:
            take_turn(connection, RELEASING)  # processes take turns, or one bundle would be counted twice
            kept = _kept(connection)
            watches = {one.id: one for one in _watches(connection)} if kept else {}
            made = sum(_release(connection, one, now) for one in releases(kept, watches, now))
            return made + tell_missed(connection, now)

    def past(self, since: datetime, until: datetime, *, words: bool) -> Iterator[Past]:
        """What was told in a span of time, as rehearsals read it; an event's `words` only where they are asked for."""
        told = past.c.words if words else literal("")
        rows = select(past.c.event, type_coerce(past.c.at, BigInteger), past.c.facts, told).where(past.c.at.between(since, until))
        with self._read() as connection:
            for part in connection.execution_options(yield_per=5000).execute(rows).partitions():
                yield from (tuple(row) for row in part)

    def trace(self, *asked: str) -> Trace:
        """What is known of the first of some ids or addresses that is known at all."""
        with self._read() as connection:
            return trace(connection, self._ledger, asked)

    def last_told(self, keys: Collection[str], places: Collection[str]) -> dict[str, datetime]:
        """When each of some watches told something at some destinations last, or an update of that came there, as far as is known."""
        told = or_(route.c.way == "post", and_(route.c.way.in_(KEPT), route.c.told.is_not(None)))
        mine = select(route.c.watch, route.c.event, route.c.destination, func.coalesce(route.c.told, route.c.at).label("at"))
        posted = mine.where(route.c.watch.in_(keys), route.c.destination.in_(places), told).subquery()
        more = route.alias()
        same = (more.c.event == posted.c.event, more.c.destination == posted.c.destination, more.c.way == "follow")
        followed = select(posted.c.watch, more.c.at).join_from(posted, more, and_(*same))
        both = union_all(select(posted.c.watch, posted.c.at), followed).subquery()
        rows = select(both.c.watch, func.max(both.c.at).label("at")).group_by(both.c.watch)
        with self._read() as connection:
            return {one.watch: one.at for one in connection.execute(rows)}

    def alerts(self, ids: Sequence[str]) -> list[Alert]:
        """The last message on each event, in the order asked for."""
        with self._read() as connection:
            rows = select(alert.c.event, alert.c.body).where(alert.c.event.in_(ids)).order_by(alert.c.revision)
            last = {row.event: row.body for row in connection.execute(rows)}
            return [ALERT.value(last[key]) for key in ids if key in last]

    def denied(self, ids: Collection[str]) -> Mapping[str, Sequence[str]]:
        """Those of some events that deny others, each with what it denies."""
        with self._read() as connection:
            return denied_by(connection, ids)


def _remember(connection: Connection, board: Board, one: Alert, event: Event, at: datetime) -> None:
    facts = board.facts(event, one.severity)
    row = {"event": event.id, "at": at, "facts": packed(facts), "words": facts.words}
    put(connection, past, [row], update=("facts", "words"))


def _watches(connection: Connection) -> list[Watch]:
    return [WATCH.value(body) for body in connection.scalars(select(watch.c.body).order_by(watch.c.id))]


def _ground(connection: Connection, one: Alert, places: Sequence[str], posted: frozenset[str], now: datetime) -> Ground:
    ways: dict[str, frozenset[Way]] = {}
    for place, way in connection.execute(select(route.c.destination, route.c.way).where(route.c.event == one.event)):
        ways[place] = ways.get(place, frozenset()) | {Way(way)}

    def posts(watched: str, place: str, since: datetime) -> list[datetime]:
        asked = select(route.c.at).where(route.c.watch == watched, route.c.destination == place, route.c.at > since)
        return list(connection.scalars(asked.where(route.c.way == "post").order_by(route.c.at)))

    unnamed = frozenset(connection.scalars(select(destination.c.id).where(~destination.c.named)))
    return Ground(tuple(places), posted, ways, tuple(holding(connection, now)), posts, unnamed, shut_of(connection))


def _keep(connection: Connection, one: Alert, routes: Sequence[Route]) -> None:
    rows = [
        {
            "event": told.event,
            "revision": told.revision,
            "destination": told.destination,
            "watch": told.watch,
            "way": str(told.way),
            "at": told.at,
            "told": told.at if _is_over(told, one) else None,
            "body": ROUTE.text(told),
        }
        for told in routes
    ]
    put(connection, route, rows, keep=True)


def _shown(told: Route, call: str) -> Shown:
    """A ping that two people must agree to is not called yet."""
    return Shown(told.show, call=call) if told.confirm or not told.ping else Shown(told.show, told.ping)


def _is_over(told: Route, one: Alert) -> bool:
    """Whether nothing of it is left to tell: it only changes a message that is muted, and does so at once."""
    return told.way is Way.MUTED and told.show is Show.EDIT and one.show is Show.EDIT


def _edits(told: Route, posted: frozenset[str]) -> bool:
    """Held or muted, but its first message is changed at once: that disturbs nobody."""
    return told.way in {Way.HELD, Way.MUTED} and told.destination in posted


def _kept(connection: Connection, ways: Sequence[str] = KEPT) -> list[Route]:
    rows = select(route.c.body).where(route.c.told.is_(None), route.c.way.in_(ways)).order_by(route.c.at)
    return [ROUTE.value(body) for body in connection.scalars(rows)]


def _release(connection: Connection, one: Release, now: datetime) -> int:
    """One destination's bundle, split where it must be; a destination that is closed loses nothing, it waits."""
    if one.bundle is None:
        return _told(connection, one, now)
    is_open = select(destination.c.id).where(destination.c.id == one.destination, destination.c.listed, destination.c.paused == "")
    if connection.scalar(is_open.with_for_update()) is None:
        return 0
    keys = {(told.event, told.revision) for told in one.routes}
    rows = connection.execute(select(alert).where(alert.c.event.in_({event for event, _ in keys})))
    found = [ALERT.value(row.body) for row in rows if (row.event, row.revision) in keys]
    made = digests(one.bundle, found, denied_by(connection, {event for event, _ in keys}))
    for told in made:
        line = {"event": told.event, "revision": told.revision, "kind": str(told.kind), "made": now, "body": ALERT.text(told)}
        put(connection, alert, [line], keep=True)
    put(connection, delivery, [delivery_row(told, one.destination, now, Shown(told.show)) for told in made], keep=True)
    connection.execute(update(destination).where(destination.c.id == one.destination).values(open=destination.c.open + len(made)))
    _told(connection, one, now)
    return len(made)


def _told(connection: Connection, one: Release, now: datetime) -> int:
    for told in one.routes:
        same = (route.c.event == told.event, route.c.revision == told.revision, route.c.destination == told.destination)
        connection.execute(update(route).where(*same).values(told=now))
    return 0
