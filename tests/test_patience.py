"""A process that starts while its database is away waits for it; one whose address is wrong ends and says so."""

import asyncio
import signal
import time
from contextlib import closing, suppress
from http.client import HTTPConnection
from types import SimpleNamespace

import pytest
from fakes.porter import Porter
from fakes.proxy import Proxy
from sqlalchemy import make_url
from test_run import free_port, started, until

from bot.errors import Fix, Later
from bot.store import open_store


def log(folder):
    return (folder / "log.txt").read_text(encoding="utf-8")


def waits(folder):
    return log(folder).count("waiting for the database")


async def run(folder, url, act, *roles, **more):
    """Starts the bot on a database, does something, and waits for its end: the exit status."""
    bot = await started(folder, SimpleNamespace(hosts=()), "127.0.0.1:9", "deliver", *roles, DATABASE_URL=url, **more)
    try:
        await act(bot)
        return await asyncio.wait_for(bot.wait(), 60)
    finally:
        if bot.returncode is None:
            bot.kill()
            await bot.wait()


async def once_running(bot, folder):
    await until(lambda: "running" in log(folder))
    bot.send_signal(signal.SIGTERM)


def asked(port, path):
    """What the process answers: the status and the words; nothing where nobody listens."""
    with suppress(OSError), closing(HTTPConnection("127.0.0.1", port, timeout=5)) as door:
        door.request("GET", path)
        answer = door.getresponse()
        return answer.status, answer.read().decode()
    return None


def test_a_process_whose_database_is_away_says_so_once_in_its_log_and_on_its_port_and_goes_on_when_it_comes(tmp_path, postgres_url):
    port, heard = free_port(), {}
    with Proxy(make_url(postgres_url)) as proxy:
        proxy.cut(60)

        async def act(bot):
            await until(lambda: waits(tmp_path))
            heard["waiting"] = {path: asked(port, path) for path in ("/healthz", "/readyz", "/metrics", "/event/1", "/slack/events")}
            await asyncio.sleep(2)
            assert bot.returncode is None
            proxy.cut(0)
            await until(lambda: asked(port, "/readyz") == (200, "ready\n"))
            heard["there"] = asked(port, "/healthz")
            await once_running(bot, tmp_path)

        assert asyncio.run(run(tmp_path, proxy.url, act, "http", TOCSIN_HTTP_PORT=str(port))) == 0
    waiting = heard["waiting"]
    assert waiting.pop("/healthz") == heard["there"] == (200, "ok\n")
    assert set(waiting.values()) == {(503, "waiting for the database\n")}, "no host, no user, no setting"
    assert waits(tmp_path) == log(tmp_path).count("the database answers") == 1
    assert "Traceback" not in log(tmp_path)


def test_a_process_that_waits_ends_when_it_is_told_to_though_somebody_holds_a_line_to_its_port(tmp_path):
    port = free_port()

    async def act(bot):
        await until(lambda: waits(tmp_path))
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        bot.send_signal(signal.SIGTERM)
        begun = time.monotonic()
        await bot.wait()
        writer.close()
        assert time.monotonic() - begun < 10

    assert asyncio.run(run(tmp_path, "postgresql://a:b@127.0.0.1:1/x", act, "http", TOCSIN_HTTP_PORT=str(port))) == 0
    assert "Traceback" not in log(tmp_path)


def test_a_wrong_name_of_a_database_ends_the_process_at_once_with_one_line(tmp_path, postgres_url):
    async def act(_):
        pass

    wrong = make_url(postgres_url).set(database="nosuch").render_as_string(hide_password=False)
    assert asyncio.run(run(tmp_path, wrong, act)) == 1
    assert log(tmp_path).startswith("tocsin: DATABASE_URL: ")
    assert 'database "nosuch" does not exist' in log(tmp_path)
    assert log(tmp_path).count("\n") == 1


@pytest.mark.parametrize(
    ("state", "words", "what"),
    [
        ("28P01", 'password authentication failed for user "tocsin"', Fix),
        ("28000", 'role "tocsin" does not exist', Fix),
        ("28000", 'no pg_hba.conf entry for host "10.0.0.1", user "tocsin", database "tocsin", no encryption', Fix),
        ("42501", 'permission denied for database "tocsin"', Fix),
        ("57P03", "the database system is starting up", Later),
        ("57P01", "terminating connection due to administrator command", Later),
        ("53300", "sorry, too many clients already", Later),
        ("28P01", "Passwort-Authentifizierung für Benutzer »tocsin« fehlgeschlagen", Later),
    ],
)
def test_a_server_that_refuses_an_address_is_told_from_one_that_is_not_ready(state, words, what):
    with Porter(state, words) as porter, pytest.raises(what) as fault:
        open_store(porter.url).migrate()
    assert type(fault.value) is what
    assert words in str(fault.value)
    assert "s3cret" not in str(fault.value)
    assert "\n" not in str(fault.value)


@pytest.mark.parametrize("more", ["?sslmode=sometimes", "?nosuch=1"])
def test_an_address_that_no_driver_takes_is_for_a_person_to_mend(more):
    begun = time.monotonic()
    with pytest.raises(Fix):
        open_store(f"postgresql://a:b@127.0.0.1:1/x{more}").migrate()
    assert time.monotonic() - begun < 5
