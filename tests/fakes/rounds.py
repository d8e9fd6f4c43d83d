"""Rounds of delivery without waits."""

import asyncio
from dataclasses import replace

from fakes.ledger import later

from bot.deliver import Policy, deliver_round

QUICK = Policy(gaps={}, paces={}, chance=lambda: 1.0, timeout_s=5, linger_s=0)


def round_of(store, outlet, seconds=0.0, policy=QUICK, **how):
    report = asyncio.run(deliver_round(store, {outlet.platform: outlet}, later(seconds), policy=policy, **how))
    return replace(report, lags=())
