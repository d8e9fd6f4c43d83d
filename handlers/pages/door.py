"""How every page leaves the house: its headers, and what becomes of a fault."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from functools import wraps

import structlog
from aiohttp import web

from bot.errors import BadInput, Fix, Later
from handlers.pages.paper import page

log = structlog.get_logger(__name__)
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
SAFE = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Server": "Tocsin",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "interest-cohort=()",
    "Cache-Control": "public, max-age=60",
}


def html(name: str, status: int = 200, **words: object) -> web.Response:
    """A page made from a template."""
    return web.Response(text=page(name, **words), status=status, content_type="text/html", charset="utf-8", headers=SAFE)


def body(data: bytes, kind: str, **headers: str) -> web.Response:
    """Any other body."""
    return web.Response(body=data, headers={**SAFE, "Content-Type": kind, **headers})


def as_json(value: object, status: int = 200, kind: str = "application/json", **headers: str) -> web.Response:
    """A JSON body, which no cache keeps."""
    told = {**SAFE, "Cache-Control": "no-store", **headers}
    return web.Response(text=json.dumps(value, ensure_ascii=False), status=status, content_type=kind, charset="utf-8", headers=told)


def readable(handler: Handler) -> Handler:
    """A handler whose faults are pages: what is not published is not found, exactly like what is not there."""

    @wraps(handler)
    async def kept(request: web.Request) -> web.StreamResponse:
        try:
            return await handler(request)
        except BadInput as fault:
            return html("fault.html", 400, title="That cannot be read", text=str(fault))
        except web.HTTPNotFound:
            return html("fault.html", 404, title="Not found", text="There is no such page, or it is not published.")
        except (Later, Fix):
            return html("fault.html", 503, title="Just a moment", text="The ledger does not answer just now: try again in a minute.")

    return kept
