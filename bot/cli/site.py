"""The site put together: what the HTTP server shows of the ledger."""

from __future__ import annotations

from collections.abc import Sequence

import structlog
from aiohttp import web

from bot.cli.watching import names, scale
from bot.store import Store
from config.settings import Settings
from handlers.commands.claims import Judging
from handlers.pages import Site, routes
from handlers.pages.published import Published, published

log = structlog.get_logger(__name__)


def site_routes(settings: Settings, store: Store) -> Sequence[web.AbstractRouteDef]:
    """The pages and the API, as far as the settings switch them on."""
    token = settings.api_token.get_secret_value() if settings.api_token else ""
    shown = published(settings.publish)
    _warn(shown, store)
    site = Site(store, Judging(names(), scale()), shown, base=settings.public_url, token=token)
    return routes(site) if site.published or token else ()


def _warn(shown: Published, store: Store) -> None:
    """Says which watches and events are published that there are none of: they may be made yet, so it is no error."""
    known = {name for one in store.watches.all() for name in (one.id, one.name)}
    for name in shown.watches:
        if name not in known:
            log.warning("TOCSIN_PUBLISH names a watch that there is none of: `watch list` shows them", watch=name)
    for key in sorted(shown.events):
        if store.event(key) is None:
            log.warning("TOCSIN_PUBLISH names an event that there is none of: its whole id is needed", id=key)
