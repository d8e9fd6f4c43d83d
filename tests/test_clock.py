import asyncio

import pytest
from structlog.testing import capture_logs

from bot.errors import Fix, Later
from handlers.clock import Clock, Tick


def test_each_tick_comes_at_once_and_again():
    woken = []

    async def main():
        async def job():
            woken.append("poll")

        clock = Clock([Tick("poll", 0.05, job)])
        clock.start()
        await asyncio.sleep(0.3)
        clock.stop()

    asyncio.run(main())
    assert len(woken) >= 3


def test_a_tick_that_fails_is_woken_again_and_the_others_go_on():
    woken = []

    async def main():
        async def bad():
            woken.append("bad")
            raise RuntimeError("no")

        async def good():
            woken.append("good")

        clock = Clock([Tick("bad", 0.05, bad), Tick("good", 0.05, good)])
        clock.start()
        await asyncio.sleep(0.3)
        clock.stop()

    asyncio.run(main())
    assert woken.count("bad") >= 2
    assert woken.count("good") >= 2


@pytest.mark.parametrize("fault", [Later("the database does not answer"), Fix("DATABASE_URL: permission denied")])
def test_a_database_that_is_away_or_to_be_mended_for_a_while_is_two_lines_in_the_log(fault):
    away = True

    async def main():
        nonlocal away

        async def job():
            if away:
                raise fault

        clock = Clock([Tick("read", 0.05, job), Tick("watch", 0.05, job)])
        clock.start()
        await asyncio.sleep(0.3)
        away = False
        await asyncio.sleep(0.3)
        clock.stop()

    with capture_logs() as told:
        asyncio.run(main())
    lines = [(one["log_level"], one["event"], one.get("reason")) for one in told]
    assert lines == [
        ("warning", "work waits, it is tried again at each tick", str(fault)),
        ("info", "work goes on", None),
    ]


def test_a_tick_still_at_work_is_not_woken_twice():
    at_work = []
    most = []

    async def main():
        async def slow():
            at_work.append(1)
            most.append(len(at_work))
            await asyncio.sleep(0.2)
            at_work.pop()

        clock = Clock([Tick("slow", 0.03, slow)])
        clock.start()
        await asyncio.sleep(0.5)
        clock.stop()
        await asyncio.sleep(0.25)

    asyncio.run(main())
    assert max(most) == 1


def test_a_job_that_another_made_work_for_is_woken_at_once():
    woken = []

    async def main():
        async def job():
            woken.append(1)

        clock = Clock([Tick("rare", 60, job)])
        clock.start()
        await asyncio.sleep(0.1)
        clock.wake("rare")
        clock.wake("none of that name")
        await asyncio.sleep(0.1)
        clock.pause()
        clock.wake("rare")
        await asyncio.sleep(0.1)
        clock.stop()

    asyncio.run(main())
    assert len(woken) == 2


def test_stopping_a_clock_that_never_started_is_nothing():
    async def main():
        Clock([]).stop()

    asyncio.run(main())
