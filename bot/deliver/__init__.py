"""Edge: the outbox. A round takes the head of every due destination, sends it, and writes down how that ended.

A delivery is marked in doubt before it is sent, so a crash is seen as doubt; a second attempt looks for the message first.
"""

from bot.deliver.looking import Look, Stretch, Unsure, looked_for
from bot.deliver.outlet import DeliverReport, Outlet, Policy
from bot.deliver.round import deliver_round

__all__ = ["DeliverReport", "Look", "Outlet", "Policy", "Stretch", "Unsure", "deliver_round", "looked_for"]
