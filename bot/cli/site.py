"""The site put together: what the HTTP server shows of the ledger."""

from __future__ import annotations

from collections.abc import Sequence

from aiohttp import web

from bot.cli.watching import names, scale
from bot.errors import Fix
from bot.store import Store
from config.settings import Settings
from handlers.commands.claims import Judging
from handlers.pages import Site, routes
from handlers.pages.published import published

SHORTEST = 16  # characters of a token


def site_routes(settings: Settings, store: Store) -> Sequence[web.AbstractRouteDef]:
    """The pages and the API, as far as the settings switch them on."""
    token = settings.api_token.get_secret_value() if settings.api_token else ""
    if token and len(token) < SHORTEST:
        raise Fix(f"TOCSIN_API_TOKEN: at least {SHORTEST} characters, so that nobody guesses it")
    site = Site(store, Judging(names(), scale()), published(settings.publish), base=settings.public_url, token=token)
    return routes(site) if site.published or token else ()
