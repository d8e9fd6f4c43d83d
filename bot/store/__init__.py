"""Edge: the store on SQLite or Postgres. `open_store(url)`, then one method a transaction."""

from bot.store.buckets import Pace
from bot.store.deliveries import Settled
from bot.store.queue import DeadLetter
from bot.store.store import Store, open_store
from bot.store.taking import Taking

__all__ = ["DeadLetter", "Pace", "Settled", "Store", "Taking", "open_store"]
