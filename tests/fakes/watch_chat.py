"""Somebody in a channel who makes watches, and the events that these are about."""

import asyncio
from dataclasses import replace
from random import Random

from fakes.ledger import NOW, Outcome, alert, story
from fakes.watching import event, vocabulary

from bot.model import ClaimType, Preset
from handlers.commands.sight import OPERATOR
from handlers.commands.watching import Watching
from handlers.commands.words import Asked

NAMES = vocabulary()
PRESETS = (Preset("ukraine", "Ukraine war", "strike on UA"), Preset("all", "All of it", "everything"))
HOME, HERE, SECRET, ELSEWHERE = "slack:T1", "slack:T1/C1", "slack:T1/C2", "slack:T2/C9"


class Chat:
    """Somebody in a channel."""

    def __init__(self, store, place=HERE, person="slack:T1/U1", home=HOME, *, private=False):
        self._watching = Watching(store, NAMES, PRESETS)
        self._who = {"person": person, "place": place, "home": home, "private": private, "may_write": True}

    def ask(self, noun, verb="", at=NOW, **options):
        reply = asyncio.run(self._watching.answer(Asked(noun, verb, options, **self._who), at))
        assert reply is not None
        return reply

    def watch(self, verb, at=NOW, **options):
        return self.ask("watch", verb, at, **options)

    def says(self, verb="list", **options):
        reply = self.watch(verb, **options)
        return "\n".join((reply.title, *(line.text for line in reply.lines)))


def operator(store):
    return Chat(store, "", OPERATOR, "")


def told(key="e1", kind=ClaimType.STRIKE, **fields):
    base = event(Random(1), key)
    claim = replace(base.claim, type=kind, actor=("RU",), target=("UA",), background=False)
    return replace(base, type=kind, claim=claim, flags=(), **fields)


def file(store, one, at=NOW, **fields):
    read = story(one.id, text=one.id, published=at)
    reports = tuple(replace(report, id=f"{one.id}-{report.id}", story=one.id, seen=at) for report in one.reports)
    message = alert(one.id, **({"headline": f"REPORTED · {one.id}", "severity": "low"} | fields))
    with store.taking(read) as taking:
        return taking.keep(Outcome(read, reports, (replace(one, reports=reports),), (message,)))


def key_of(store, name=""):
    return next(one.id for one in store.watches.all() if not name or one.name == name)


def places_of(store):
    """Where the outbox would send to, each once."""
    found = []
    while taken := store.next_delivery(NOW, 60, "a", ["slack"]):
        found.append(taken.delivery.destination.id)
    return sorted(found)
