"""Which work a process takes on, what it puts into the store at its start, and when it says that it cannot work."""

import asyncio
from contextlib import closing

import pytest

from bot.cli.jobs import STALE, Job, Parts, after, jobs_of
from bot.cli.run import _health, _keep_destinations, check_roles, idle_channels, roles_of
from bot.deliver import DeliverReport
from bot.errors import BadInput, Fix
from bot.poll import PollReport, RereadReport
from bot.store import open_store
from bot.take import TakeReport
from config.settings import ROLES, Settings
from handlers.metrics import Metrics, Reading


def settings(url, **more):
    return Settings(_env_file=None, DATABASE_URL=url, **more)


@pytest.fixture
def opened(sqlite_url):
    with closing(open_store(sqlite_url)) as store:
        yield store


def metrics():
    return Metrics(lambda: Reading({}))


def test_roles_are_named_with_commas_and_none_means_all():
    assert roles_of("") == frozenset(ROLES)
    assert roles_of(" poll, read ,") == {"poll", "read"}
    with pytest.raises(BadInput, match="--only dance: no such role; there are poll, read"):
        roles_of("poll,dance")


@pytest.mark.parametrize(
    ("roles", "more", "jobs"),
    [
        ({"poll"}, {}, ["poll", "reread", "prune"]),
        ({"poll"}, {"TOCSIN_PAGES": "false", "TOCSIN_KEEP_DAYS": "30"}, ["poll", "prune"]),
        ({"deliver"}, {}, ["deliver"]),
        ({"http", "discord"}, {}, []),
    ],
)
def test_a_role_brings_its_own_jobs_and_no_others(sqlite_url, opened, roles, more, jobs):
    parts = Parts(settings(sqlite_url, **more), opened, None, None, {}, metrics(), asyncio.Event(), "a")
    assert [job.name for job in jobs_of(parts, frozenset(roles))] == jobs


@pytest.mark.parametrize(
    ("report", "job"),
    [
        (PollReport(3, stories=1), "read"),
        (PollReport(3), ""),
        (RereadReport(2, edited=1), "read"),
        (RereadReport(2), ""),
        (TakeReport(5, alerts=1), "deliver"),
        (TakeReport(5), ""),
        (DeliverReport(sent=3), ""),
        (7, ""),
    ],
)
def test_a_round_that_made_work_wakes_who_does_it(report, job):
    assert after(report) == job


def test_a_round_wakes_the_next_and_a_closed_job_does_nothing():
    woken = []

    async def main():
        async def work():
            return PollReport(1, stories=1)

        job = Job("poll", work, metrics())
        job.wake = woken.append
        await job.woken()
        await job.ended()
        await job.woken()

    asyncio.run(main())
    assert woken == ["read"]


@pytest.mark.parametrize("closed", [True, False])
def test_a_round_cut_off_at_the_stop_is_no_fault_and_any_other_is(closed):
    async def main():
        async def work():
            await asyncio.sleep(60)

        job = Job("read", work, metrics())
        round_ = asyncio.create_task(job.woken())
        await asyncio.sleep(0)
        if closed:
            ended = asyncio.create_task(job.ended())
            await asyncio.sleep(0)
        round_.cancel()
        await asyncio.wait([round_])
        if closed:
            await ended
        return round_.cancelled()

    assert asyncio.run(main()) is not closed


def test_settings_only_add_channels_and_a_terminal_is_its_own_processes(sqlite_url, opened):
    _keep_destinations(settings(sqlite_url), opened)
    assert [one.id for one in opened.destinations()] == ["console:"]
    _keep_destinations(settings(sqlite_url, DISCORD_TOKEN="a", DISCORD_CHANNELS="1,2"), opened)
    _keep_destinations(settings(sqlite_url, SLACK_BOT_TOKEN="b", SLACK_CHANNELS="C1"), opened)
    assert [one.id for one in opened.destinations()] == ["discord:1", "discord:2", "slack:C1"]


def test_channels_that_nobody_here_serves_are_told_at_the_start(sqlite_url, opened, capsys):
    _keep_destinations(settings(sqlite_url, DISCORD_TOKEN="a", DISCORD_CHANNELS="1"), opened)
    _keep_destinations(settings(sqlite_url, SLACK_BOT_TOKEN="b", SLACK_CHANNELS="C1"), opened)
    told = capsys.readouterr().out
    assert "store pause" in told
    assert "discord:1" in told


def test_a_process_is_ready_while_its_rounds_end_and_its_store_answers(opened):
    async def work():
        return None

    job = Job("poll", work, metrics())
    assert asyncio.run(_health(opened, [job])).ready
    job.done -= STALE + 10
    told = asyncio.run(_health(opened, [job]))
    assert (told.ready, told.reason) == (False, "no round has ended for five minutes: poll")


def test_a_process_whose_store_is_away_says_so(postgres_url):
    with closing(open_store(postgres_url.replace("/tocsin", "/nowhere_tocsin"))) as store:
        told = asyncio.run(_health(store, []))
    assert not told.ready
    assert told.reason == "the database must be mended: the log says what it is", "no host, no user"


def test_roles_that_have_nothing_to_do_are_refused_and_channels_without_a_token_are_told(monkeypatch):
    with pytest.raises(Fix, match="--only http: nothing to do, TOCSIN_HTTP_PORT is not set"):
        check_roles(Settings(_env_file=None), "http")
    with pytest.raises(Fix, match="--only discord,slack: nothing to do, DISCORD_TOKEN and SLACK_BOT_TOKEN are not set"):
        check_roles(Settings(_env_file=None), "slack,discord")
    check_roles(Settings(_env_file=None), "deliver,discord")
    check_roles(Settings(_env_file=None), "")
    check_roles(Settings(_env_file=None, http_port=8080), "http")
    assert idle_channels(Settings(_env_file=None, discord_channels=("12",))) == ["DISCORD_CHANNELS"]
    assert idle_channels(Settings(_env_file=None, discord_channels=("12",), discord_token="t")) == []
    assert idle_channels(Settings(_env_file=None, owner="slack:C1", discord_token="t")) == ["TOCSIN_OWNER"]
    assert idle_channels(Settings(_env_file=None, owner="slack:C1", slack_bot_token="t")) == []
