"""Edge: the only place that does HTTP. Guarded, bounded, polite, and honest about who asks."""

from bot.web.client import Web
from bot.web.page import Page

__all__ = ["Page", "Web"]
