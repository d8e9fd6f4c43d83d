"""Events that come to channels with watches, and what a round of delivery then puts out."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from random import Random

from fakes.ledger import NOW, Outcome, alert, story
from fakes.watching import event, vocabulary

from bot.deliver import Policy, deliver_round
from bot.model import ClaimType, Handle, Show, Watch

NAMES = vocabulary()
HERE, THERE = "slack:C0", "slack:C1"


def watch(asked="strike on UA", key="w1", to=(HERE,), **fields):
    return Watch(key, f"the {key}", asked, to, changed=NOW, **fields)


def told(key="e1", kind=ClaimType.STRIKE, **fields):
    base = event(Random(1), key)
    claim = replace(base.claim, type=kind, actor=("RU",), target=("UA",), background=False)
    return replace(base, type=kind, claim=claim, flags=(), **fields)


def file(store, one, show=Show.POST, revision=1, at=NOW, **fields):
    """An event and its message come in at a time."""
    number = f"{one.id}-{revision}"
    read = story(number, text=number, published=at)
    reports = tuple(replace(report, id=f"{number}-{report.id}", story=number, seen=at) for report in one.reports)
    message = alert(one.id, show, revision, **({"headline": f"REPORTED · {one.id}", "severity": "low"} | fields))
    with store.taking(read) as taking:
        return taking.keep(Outcome(read, reports, (replace(one, reports=reports, revision=revision),), (message,)))


class Outlet:
    """Remembers what it was given."""

    platform = "slack"

    def __init__(self):
        self.calls = []

    async def send(self, delivery, parent):
        self.calls.append((delivery, parent))
        return Handle(f"m{len(self.calls)}")

    async def find(self, delivery):
        return None


def sent(store, at=NOW):
    """What one round of delivery puts out: (destination, headline, how it is shown)."""
    outlet = Outlet()
    asyncio.run(deliver_round(store, {"slack": outlet}, at, policy=Policy(gaps={}, paces={})))
    return [(delivery.destination.id, delivery.alert.headline, delivery.alert.show) for delivery, _ in outlet.calls]


def after(**how):
    return NOW + timedelta(**how)
