import asyncio

import aiohttp
import pytest
from aiohttp import web
from prometheus_client import CollectorRegistry, Counter

from bot.errors import Fix
from handlers.http import Health, HttpServer, Lobby


async def _got(server, path):
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{server.port}{path}") as answer:
        return answer.status, await answer.text()


def _served(health, *paths, registry=None):
    async def main():
        async def told():
            return health

        server = HttpServer("127.0.0.1", 0, told, registry or CollectorRegistry())
        await server.start()
        try:
            return [await _got(server, path) for path in paths]
        finally:
            await server.close()

    return asyncio.run(main())


def test_a_process_that_works_is_alive_and_ready():
    assert _served(Health(ready=True), "/healthz", "/readyz") == [(200, "ok\n"), (200, "ready\n")]


def test_one_that_cannot_work_says_why_but_is_still_alive():
    assert _served(Health(ready=False, reason="no poll for 9 min"), "/healthz", "/readyz") == [(200, "ok\n"), (503, "no poll for 9 min\n")]


def test_metrics_are_shown_in_prometheus_words():
    registry = CollectorRegistry()
    Counter("tocsin_polls", "Feeds visited.", registry=registry).inc(3)
    [(status, text)] = _served(Health(ready=True), "/metrics", registry=registry)
    assert status == 200
    assert "tocsin_polls_total 3.0" in text


def test_a_taken_port_is_told_in_one_line():
    async def main():
        async def told():
            return Health(ready=True)

        first = HttpServer("127.0.0.1", 0, told, CollectorRegistry())
        await first.start()
        second = HttpServer("127.0.0.1", first.port, told, CollectorRegistry())
        try:
            with pytest.raises(Fix, match="TOCSIN_HTTP_PORT: cannot listen on"):
                await second.start()
        finally:
            await first.close()

    asyncio.run(main())


def test_further_routes_are_served_beside_health():
    async def main():
        async def told():
            return Health(ready=True)

        async def hello(_):
            return web.Response(text="hello\n")

        server = HttpServer("127.0.0.1", 0, told, CollectorRegistry(), routes=[web.get("/hello", hello)])
        await server.start()
        try:
            return [await _got(server, path) for path in ("/hello", "/healthz")]
        finally:
            await server.close()

    assert asyncio.run(main()) == [(200, "hello\n"), (200, "ok\n")]


def test_until_all_is_there_the_process_is_alive_and_all_else_says_in_one_line_what_it_waits_for():
    async def main():
        async def told():
            return Health(ready=True)

        lobby = Lobby("127.0.0.1", 0, lambda: "waiting for the database")
        await lobby.start()
        before = [await _got(lobby, path) for path in ("/healthz", "/readyz", "/metrics", "/a/b?c=d")]
        server = HttpServer("127.0.0.1", lobby.port, told, CollectorRegistry())
        with pytest.raises(Fix):
            await server.start()
        await lobby.close()
        await server.start()
        try:
            return before, await _got(server, "/readyz")
        finally:
            await server.close()

    not_yet = (503, "waiting for the database\n")
    assert asyncio.run(main()) == ([(200, "ok\n"), not_yet, not_yet, not_yet], (200, "ready\n"))
