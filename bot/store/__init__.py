"""Edge: the store on SQLite or Postgres. `open_store(url)`, then one method a transaction."""

from bot.store.deliveries import Settled
from bot.store.store import Store, open_store
from bot.store.taking import Taking

__all__ = ["Settled", "Store", "Taking", "open_store"]
