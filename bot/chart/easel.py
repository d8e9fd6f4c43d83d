"""Where pictures are drawn: one thread, off the event loop. matplotlib is not made for two at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from types import MappingProxyType
from typing import Any

from bot.chart import launches, supply, timeline, trend
from bot.chart.sheet import Plan, Sheet
from bot.chart.words import Chart, Drawn, Launches, Look, Supply, Timeline, Trend

PHONE = Look()
ARTS: Mapping[type, Callable[[Any, Look], Plan | None]] = MappingProxyType(
    {Timeline: timeline.plan, Trend: trend.plan, Supply: supply.plan, Launches: launches.plan}
)


def planned(chart: Chart, look: Look = PHONE) -> Plan | None:
    """What is known of a picture before it is drawn, its words and its height, or None where the chart is empty. Quick."""
    return ARTS[type(chart)](chart, look)


def drawn(chart: Chart, look: Look = PHONE) -> Drawn | None:
    """The picture of a chart, or None where it is empty. Not for the event loop's thread: see `Easel`."""
    plan = planned(chart, look)
    if plan is None:
        return None
    sheet = Sheet(look, plan.height)
    plan.paint(sheet)
    return sheet.drawn(plan.alt)


class Easel:
    """Draws one picture after another on a thread of its own."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="easel")

    async def drawn(self, chart: Chart, look: Look = PHONE) -> Drawn | None:
        """The picture of a chart, or None where it is empty; the event loop goes on meanwhile."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, drawn, chart, look)

    def close(self) -> None:
        """Draws what is waiting no more."""
        self._thread.shutdown(wait=False, cancel_futures=True)
