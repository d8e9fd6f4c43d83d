"""Discord: alerts out as messages in Components V2, through discord.py."""

from handlers.discord_app.client import Shards
from handlers.discord_app.outlet import DiscordOutlet

__all__ = ["DiscordOutlet", "Shards"]
