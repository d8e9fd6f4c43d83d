"""Edge: the store on SQLite or Postgres. `open_store(url)`, then one method a transaction."""

from bot.store.buckets import Pace
from bot.store.checking import check
from bot.store.deliveries import MAY_BE_THERE, STALE, Settled, Taken
from bot.store.feeds import Source
from bot.store.moving import backup, copy
from bot.store.pages import KeptPage
from bot.store.queue import DeadLetter
from bot.store.roll import Roll
from bot.store.store import Store, open_store
from bot.store.taking import Taking

__all__ = [
    "MAY_BE_THERE",
    "STALE",
    "DeadLetter",
    "KeptPage",
    "Pace",
    "Roll",
    "Settled",
    "Source",
    "Store",
    "Taken",
    "Taking",
    "backup",
    "check",
    "copy",
    "open_store",
]
