import asyncio
import gzip
import time
import tracemalloc
import zlib
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest
from fakes.feeds import Answer, FeedServer, zipped

from bot.errors import BadInput, Later, Never
from bot.web import Web
from bot.web.inflate import Body
from bot.web.page import Page, retry_after

OK = Answer(b"<rss/>")


@asynccontextmanager
async def served(pages, **settings):
    async with FeedServer(pages) as server, Web(frozenset({server.host}), **{"host_gap": 0, "deadline": 5, **settings}) as web:
        yield server, web


def fetched(answer, **settings):
    async def run():
        async with served({"/f": answer}, **settings) as (server, web):
            return await web.get(server.url("/f"))

    return asyncio.run(run())


def test_validators_come_back_and_an_unchanged_page_is_a_304_without_a_body():
    async def run():
        async with served({"/f": OK.but(headers={"Last-Modified": "Mon, 02 Mar 2026 09:00:00 GMT"})}) as (server, web):
            first = await web.get(server.url("/f"))
            return first, await web.get(server.url("/f"), first.etag, first.modified), server.asked[1].headers

    first, again, asked = asyncio.run(run())
    assert (first.status, first.body, again.status, again.body) == (200, b"<rss/>", 304, b"")
    assert (asked["if-none-match"], asked["if-modified-since"]) == (first.etag, "Mon, 02 Mar 2026 09:00:00 GMT")


def test_a_request_says_honestly_who_asks():
    async def run():
        async with served({"/f": OK}, contact="https://bot.test/about") as (server, web):
            await web.get(server.url("/f"))
            return server.asked[0].headers

    headers = asyncio.run(run())
    assert headers["user-agent"] == "Tocsin/0.1 (defense news alerts; +https://bot.test/about)"
    assert headers["accept-encoding"] == "gzip, deflate"


@pytest.mark.parametrize(
    ("status", "error"), [(404, Never), (403, Never), (410, Never), (500, Later), (503, Later), (429, Later), (408, Later)]
)
def test_a_refusal_is_named_by_what_to_do_next(status, error):
    with pytest.raises(error, match=str(status)):
        fetched(OK.but(status=status))


def test_too_many_requests_say_how_long_to_wait():
    with pytest.raises(Later) as fault:
        fetched(OK.but(status=429, headers={"Retry-After": "120"}))
    assert fault.value.after == 120


def test_a_wait_is_read_as_seconds_or_as_a_date_and_is_never_more_than_a_day():
    now = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
    assert retry_after("30", now) == 30
    assert retry_after("Mon, 02 Mar 2026 12:01:00 GMT", now) == 60
    assert retry_after("Mon, 02 Mar 2026 11:01:00 GMT", now) == 0
    assert retry_after("9" * 30, now) == 86400
    assert retry_after("soon", now) is None
    assert retry_after("", now) is None


def test_max_age_is_read_from_the_headers():
    assert Page(200, "", {"cache-control": 'public, Max-Age="600"'}).max_age == 600
    assert Page(200, "", {"cache-control": "no-store"}).max_age == 0


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (zipped(b"<rss/>"), {"Content-Encoding": "gzip"}),
        (zipped(b"<rss/>"), {}),
        (b"<rss/>", {"Content-Encoding": "gzip"}),
        (zlib.compress(b"<rss/>"), {"Content-Encoding": "deflate"}),
        (zlib.compress(b"<rss/>", wbits=-15), {"Content-Encoding": "deflate"}),
        (zipped(b"<rs") + zipped(b"s/>") + b"\x00\x00", {"Content-Encoding": "x-gzip"}),
        (b"<rss/>", {"Content-Encoding": "identity"}),
    ],
)
def test_a_packed_body_is_unpacked_whatever_the_header_says(body, headers):
    assert fetched(OK.but(body=body, headers=headers)).body == b"<rss/>"


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (OK.but(body=b"x" * 10_000_001), "more than 10 MB"),
        (OK.but(body=zipped(b"<rss/>")[:12], headers={"Content-Encoding": "gzip"}), "stops short"),
        (OK.but(body=b"\x1f\x8b\x08\x00garbage and more", headers={"Content-Encoding": "gzip"}), "broken"),
        (OK.but(headers={"Content-Encoding": "br"}), "'br'"),
    ],
)
def test_a_body_that_cannot_be_taken_is_told_why(answer, reason):
    with pytest.raises(BadInput, match=reason):
        fetched(answer)


def _taken(body):
    taken = Body("gzip", 10_000_000)
    try:
        taken.add(body)
        return "small" if len(taken.end()) < 1_000_000 else "large"
    except BadInput:
        return "too much"


def test_a_bomb_of_a_gigabyte_costs_no_more_memory_than_the_limit():
    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join([packer.compress(bytes(1_000_000)) for _ in range(300)]) + packer.flush()
    nested = gzip.compress(bomb)
    tracemalloc.start()
    told = [_taken(body) for body in (bomb, nested, bomb * 3)]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert told == ["too much", "small", "too much"]
    assert peak < 32_000_000


def test_a_bomb_over_the_wire_is_refused():
    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join([packer.compress(bytes(1_000_000)) for _ in range(100)]) + packer.flush()
    with pytest.raises(BadInput, match="more than 10 MB"):
        fetched(OK.but(body=bomb, headers={"Content-Encoding": "gzip"}))


def test_an_endless_drip_ends_at_the_deadline():
    begun = time.monotonic()
    with pytest.raises(Later, match="whole answer"):
        fetched(OK.but(body=b"x" * 1000, drip=0.05), deadline=0.4)
    assert time.monotonic() - begun < 3


def test_a_cut_answer_and_a_closed_port_are_tried_again_later():
    with pytest.raises(Later, match="stops short"):
        fetched(OK.but(cut=3))

    async def nobody():
        async with FeedServer() as server:
            gone = server.url("/f")
        async with Web(frozenset({server.host})) as web:
            await web.get(gone)

    with pytest.raises(Later, match="no connection"):
        asyncio.run(nobody())


def test_what_is_no_http_is_tried_again_later():
    async def run():
        async def babble(_, writer):
            writer.write(b"SSH-2.0-x\r\n")
            await writer.drain()
            writer.close()

        server = await asyncio.start_server(babble, "127.0.0.1", 0)
        host = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
        async with server, Web(frozenset({host})) as web:
            await web.get(f"http://{host}/")

    with pytest.raises(Later):
        asyncio.run(run())


def test_only_an_unbroken_line_of_permanent_redirects_is_reported_as_a_move():
    pages = {
        "/old": OK.but(status=301, headers={"Location": "/newer"}),
        "/newer": OK.but(status=308, headers={"Location": "/new"}),
        "/mixed": OK.but(status=301, headers={"Location": "/for-now"}),
        "/for-now": OK.but(status=302, headers={"Location": "/old"}),
        "/new": OK,
    }

    async def run():
        async with served(pages) as (server, web):
            found = [await web.get(server.url(path)) for path in ("/old", "/for-now", "/mixed", "/new")]
            return [page.moved_permanently.replace(server.url(""), "") for page in found], {page.url for page in found} == {
                server.url("/new")
            }

    assert asyncio.run(run()) == (["/new", "", "/for-now", ""], True)


def test_requests_to_one_host_go_one_at_a_time_with_a_gap_and_other_hosts_do_not_wait():
    waits = []

    async def sleep(seconds):
        waits.append(round(seconds, 1))

    async def run():
        async with served({"/f": OK.but(stall=0.01)}, host_gap=2, sleep=sleep, clock=lambda: 100.0) as (server, web):
            await asyncio.gather(*(web.get(server.url("/f")) for _ in range(4)))
            return server.most_at_once

    assert asyncio.run(run()) == 1
    assert waits == [2.0, 2.0, 2.0]


def test_robots_txt_is_asked_once_and_obeyed():
    rules = Answer(b"User-agent: Tocsin\nDisallow: /private/\n\nUser-agent: *\nDisallow: /\n", kind="text/plain")

    async def run():
        async with served({"/robots.txt": rules}) as (server, web):
            may = [await web.may_read(server.url(path)) for path in ("/a", "/private/b", "/c")]
            return may, len(server.asked)

    assert asyncio.run(run()) == ([True, False, True], 1)


@pytest.mark.parametrize(("answer", "may"), [(OK.but(status=404), True), (OK.but(status=503), False), (OK.but(body=b"\xff\xfe" * 9), True)])
def test_no_robots_txt_lets_us_and_a_broken_one_does_not_for_now(answer, may):
    async def run():
        async with served({"/robots.txt": answer}) as (server, web):
            return await web.may_read(server.url("/a"))

    assert asyncio.run(run()) is may


def test_a_proxy_in_the_environment_is_not_used(monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1/")
    assert fetched(OK).body == b"<rss/>"
