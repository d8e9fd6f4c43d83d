"""Which address leads where."""

from __future__ import annotations

from importlib.resources import files

from aiohttp import web

from handlers.pages.api import Api
from handlers.pages.door import readable
from handlers.pages.site import Site
from handlers.pages.views import Views

ID = "[A-Za-z0-9_-]{1,64}"


def routes(site: Site) -> list[web.AbstractRouteDef]:
    """The pages where anything is published, the API where it has a token; nothing else."""
    found: list[web.AbstractRouteDef] = []
    if site.published:
        found += _pages(Views(site, files("handlers.pages").joinpath("pages.css").read_bytes()))
    if site.token:
        found += Api(site).routes()
    return found


def _pages(views: Views) -> list[web.AbstractRouteDef]:
    event, watch = f"/events/{{event:{ID}}}", f"/watches/{{watch:{ID}}}"
    return [
        web.get("/", readable(views.home)),
        web.get("/ledger", readable(views.ledger)),
        web.get("/pages.css", readable(views.style)),
        web.get(event, readable(views.event)),
        web.get(event + "/{chart:[a-z]+}-{look:[a-z]+}.png", readable(views.picture)),
        web.get(watch, readable(views.watch)),
        web.get(f"{watch}/atom.xml", readable(views.atom)),
        web.get(f"{watch}/feed.json", readable(views.json_feed)),
    ]
