"""The store as the rest of the house sees it: one method, one transaction. Sync and thread-safe; call it off the loop."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from datetime import datetime
from math import inf
from pathlib import Path
from threading import Lock
from time import monotonic
from types import MappingProxyType

from sqlalchemy import Connection, Engine, func, select

from bot.model import Delivery, Destination, Event, Feed, FeedState, Story
from bot.store import alerts, deliveries, feeds, foreign, leases, queue, seat, stories, words
from bot.store.aside import Aside
from bot.store.asking import Asking
from bot.store.buckets import Pace
from bot.store.calls import Calls
from bot.store.deliveries import Settled, Taken
from bot.store.desks import Desks
from bot.store.engine import away, engine_of
from bot.store.events import Ledger
from bot.store.feedback import Feedbacks
from bot.store.listing import Listing
from bot.store.lost import Lost
from bot.store.migrate import migrate
from bot.store.pages import Pages
from bot.store.places import Places
from bot.store.queue import DeadLetter
from bot.store.ruling import Rulings
from bot.store.silence import Silences
from bot.store.sources import Sources
from bot.store.tables import event, report, story
from bot.store.taking import Taking, in_turn
from bot.store.watches import Watches

MOUNTS = Path("/proc/mounts")
NO_PACES: Mapping[str, Pace] = MappingProxyType({})


class Store:
    """Feeds, stories, events and deliveries on SQLite or Postgres."""

    def __init__(self, engine: Engine, machine: str = "") -> None:
        self._engine = engine
        self._writer = engine.execution_options(writes=True)
        self._sqlite = engine.dialect.name == "sqlite"
        self._turn = Lock()  # SQLite has one writer: waiting here is fair, waiting in SQLite is not
        self._ledger = Ledger()
        self.watches = Watches(self._write, self._read, self._ledger)
        self.asking = Asking(self._read, self._ledger)
        self.listing = Listing(self._write, self._read, self._ledger)
        self.sources = Sources(self._write, self._read)
        self.places = Places(self._write, self._read)
        self.calls = Calls(self._write)
        self.rulings = Rulings(self._write, self._ledger, self.watches)
        self.silences = Silences(self._write)
        self.desks = Desks(self._write, self._read)
        self.feedback = Feedbacks(self._write, self._read)
        self.pages = Pages(self._write, self._read)
        self.aside = Aside(self._write, self._read)
        self.lost = Lost(self._write)
        self._machine = machine or seat.machine()
        self._seated, self._migrated = -inf, False
        self.takeovers: Counter[str] = Counter()  # leases of others that had run out and were taken here, by kind

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        with away(), self._turn if self._sqlite else nullcontext(), self._writer.begin() as connection:
            self._keep_seat(connection)
            yield connection

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        with away(), self._engine.begin() as connection:
            yield connection

    def _keep_seat(self, connection: Connection) -> None:
        if self._sqlite and self._migrated and monotonic() > self._seated + seat.LEASE_S / 3:
            seat.take(connection, self._machine)
            self._seated = monotonic()

    @property
    def engine(self) -> Engine:
        """The database, for a library that keeps tables of its own there (Slack's installs); each transaction writes."""
        return self._writer

    @property
    def file(self) -> Path | None:
        """SQLite's file; None on Postgres."""
        return Path(str(self._engine.url.database)) if self._sqlite else None

    def migrate(self) -> None:
        """Brings the schema up to date; safe when many processes start at once. Fix where another machine has this SQLite file."""
        with self._write() as connection:
            migrate(connection)
            self._migrated = True
            self._keep_seat(connection)

    def ping(self) -> None:
        """Later where the database does not answer."""
        with self._read() as connection:
            connection.execute(select(1))

    def close(self) -> None:
        """Closes every connection."""
        self._engine.dispose()

    def keep_feeds(self, catalogue: Sequence[Feed], now: datetime, over_s: float = 0.0) -> None:
        """The catalogue as it stands; what was learnt stays, and so do people's own feeds. New ones are spread over `over_s` seconds."""
        with self._write() as connection:
            feeds.keep(connection, catalogue, now, over_s)

    def due_feeds(self, now: datetime, limit: int, lease_s: float, worker: str) -> list[FeedState]:
        """Feeds to visit, leased to `worker` for `lease_s` seconds."""
        with self._write() as connection:
            return feeds.claim(connection, now, limit, lease_s, worker, self.takeovers)

    def settle_feed(self, state: FeedState, found: Sequence[Story], now: datetime) -> int:
        """What a visit taught and brought; how many stories were new or edited."""
        with self._write() as connection:
            feeds.settle(connection, state, now)
            return stories.keep(connection, found, now)

    def feed_states(self) -> list[FeedState]:
        """What polling remembers of every feed, by URL."""
        with self._read() as connection:
            return list(feeds.states(connection).values())

    def due_stories(self, limit: int, lease_s: float, worker: str) -> list[tuple[Story, Feed | None]]:
        """Stories to read, oldest first, leased to `worker`."""
        with self._write() as connection:
            return stories.claim(connection, limit, lease_s, worker, self.takeovers)

    def release_stories(self, worker: str, wait_s: float = 0.0) -> int:
        """Gives back what `worker` claimed and has not read, to be read in `wait_s` seconds: the last word of a drained process."""
        with self._write() as connection:
            return stories.release(connection, worker, wait_s)

    def lease_holders(self) -> set[str]:
        """The workers that hold a lease still running."""
        with self._read() as connection:
            return leases.holders(connection)

    def end_leases(self, workers: Collection[str]) -> int:
        """Ends the leases of workers known to be dead; how many those were."""
        with self._write() as connection:
            return leases.end(connection, workers)

    def set_aside(self, story_id: str, error: str) -> bool:
        """Notes that reading a story failed; True where that was the last try."""
        with self._write() as connection:
            return stories.set_aside(connection, story_id, error)

    def story(self, story_id: str) -> Story | None:
        """The newest version of a story."""
        with self._read() as connection:
            return stories.latest(connection, story_id)

    @contextmanager
    def taking(self, one: Story) -> Iterator[Taking]:
        """The one transaction in which a story meets the ledger; stories take turns, between processes too."""
        with self._write() as connection:
            in_turn(connection)
            yield Taking(connection, self._ledger, one, self.watches)

    def event(self, event_id: str) -> Event | None:
        """An event by id, with its reports."""
        with self._read() as connection:
            return next(iter(self._ledger.of(connection, [event_id])), None)

    def latest_events(self, limit: int) -> list[Event]:
        """The events that changed last, newest first."""
        with self._read() as connection:
            return self._ledger.latest(connection, limit)

    def keep_destinations(self, destinations: Sequence[Destination], now: datetime) -> None:  # noqa: ARG002  # every keep_ takes its time
        """More destinations, or known ones again; the others stay as they are, and a paused one stays paused."""
        with self._write() as connection:
            alerts.keep_destinations(connection, destinations)

    def rest_destination(self, place: str) -> bool:
        """Nothing more goes to a destination until it is kept again; False where there is none of that name."""
        with self._write() as connection:
            return alerts.rest(connection, place)

    def destinations(self) -> list[Destination]:
        """Every destination that is open or paused."""
        with self._read() as connection:
            return queue.places(connection)

    def next_delivery(
        self,
        now: datetime,
        lease_s: float,
        worker: str,
        platforms: Collection[str],
        paces: Mapping[str, Pace] = NO_PACES,
        since: datetime | None = None,
    ) -> Taken | None:
        """The next delivery that is due, marked in doubt, and the handle of the message it follows; none queued before `since`."""
        with self._write() as connection:
            return self._counted(deliveries.claim(connection, now, lease_s, worker, platforms, paces, since))

    def next_due(self, now: datetime, platforms: Collection[str], paces: Mapping[str, Pace] = NO_PACES) -> float:
        """Seconds until `next_delivery` could have something; infinite where nothing waits."""
        with self._read() as connection:
            return deliveries.due_in(connection, now, platforms, paces)

    def renew_delivery(self, taken: Delivery, lease_s: float, worker: str) -> bool:
        """Holds a delivery on; False where it was taken over."""
        with self._write() as connection:
            return deliveries.renew(connection, taken, lease_s, worker)

    def settle_delivery(self, end: Settled, worker: str) -> bool:
        """Writes how an attempt ended; False where it was taken over and nothing was written."""
        with self._write() as connection:
            return deliveries.settle(connection, end, worker)

    def dead_letters(self, limit: int = 100) -> list[DeadLetter]:
        """Deliveries that were given up, the latest first."""
        with self._read() as connection:
            return queue.dead(connection, limit)

    def retry_dead(self, *ids: str) -> int:
        """Puts dead deliveries (all, where none is named) back in the queue."""
        with self._write() as connection:
            return queue.retry(connection, ids)

    def pause_destination(self, place: str, reason: str) -> bool:
        """Pauses a destination, or lets it go on where the reason is empty; False where there is none of that name."""
        with self._write() as connection:
            return queue.pause(connection, place, reason) > 0

    def paused_destinations(self) -> list[Destination]:
        """Destinations that get nothing now, each with the reason."""
        with self._read() as connection:
            return queue.paused(connection)

    def queue_age(self) -> float:
        """Seconds the oldest delivery waits."""
        with self._read() as connection:
            return queue.age(connection)

    def search(self, asked: str, limit: int = 20) -> list[Event]:
        """Events that hold every word asked for (its beginning is enough), the latest change first."""
        with self._read() as connection:
            return self._ledger.of(connection, words.find(connection, asked, limit))

    def foreign(self, asked: str, limit: int = 20) -> list[Story]:
        """Stories in other languages that hold every word asked for, the latest first."""
        with self._read() as connection:
            return foreign.find(connection, asked, limit)

    def settle_and_next(
        self,
        end: Settled,
        now: datetime,
        lease_s: float,
        worker: str,
        platforms: Collection[str],
        paces: Mapping[str, Pace] = NO_PACES,
        since: datetime | None = None,
    ) -> tuple[bool, Taken | None]:
        """`settle_delivery` and `next_delivery` in one transaction."""
        with self._write() as connection:
            held = deliveries.settle(connection, end, worker)
            return held, self._counted(deliveries.claim(connection, now, lease_s, worker, platforms, paces, since))

    def _counted(self, taken: Taken | None) -> Taken | None:
        if taken and taken.over:
            self.takeovers["delivery"] += 1
        return taken

    def counts(self) -> dict[str, int]:
        """How much there is of everything."""
        with self._read() as connection:
            among = select(func.count()).select_from(story)
            return {
                "stories": connection.scalar(among) or 0,
                "waiting": connection.scalar(among.where(story.c.state == "new")) or 0,
                "aside": connection.scalar(among.where(story.c.state == "aside")) or 0,
                "reports": connection.scalar(select(func.count()).select_from(report)) or 0,
                "events": connection.scalar(select(func.count()).select_from(event)) or 0,
                **queue.by_state(connection),
            }


def open_store(url: str, *, synchronous: str = "NORMAL", machine: str = "") -> Store:
    """A store at a database URL, not yet migrated; BadInput says what is wrong with the URL."""
    engine = engine_of(url, synchronous)
    if engine.dialect.name == "sqlite" and MOUNTS.exists():
        seat.check_disk(Path(str(engine.url.database)), MOUNTS.read_text(encoding="utf-8", errors="replace"))
    return Store(engine, machine)
