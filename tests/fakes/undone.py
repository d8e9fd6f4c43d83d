"""A small ledger of what came, was made or imposed, and of what undid it."""

from dataclasses import replace
from datetime import date

from fakes.archive import at, claimed, things, told
from fakes.ledger import Outcome

from bot.model import Category, ClaimType, Event, Reversal, Status

CAME, PACT, BAN = ClaimType.DEPLOYMENT, ClaimType.AGREEMENT, ClaimType.SANCTION
SURE, PLAN = Status.ASSERTED, Status.PLANNED
OUT, LIFTED, ENDED, BREACHED = Reversal.WITHDRAWAL, Reversal.LIFTED, Reversal.ENDED, Reversal.BREACHED
ROWS = (  # id, kind, what undoes it, status, who, whom, day, where, its sentence
    ("e-poland", CAME, None, SURE, "US", "PL", 5, "Rzeszow", "The United States moved 600 troops to Rzeszow."),
    ("e-japan", CAME, None, SURE, "US", "JP", 12, "Okinawa", "The United States moved 600 troops to Okinawa."),
    ("e-korea", CAME, None, PLAN, "US", "KR", 26, "Busan", "The United States will move 600 troops to Busan."),
    ("e-niger", CAME, OUT, SURE, "US", "NE", 10, "Agadez", "The United States withdrew 600 troops from Agadez."),
    ("e-iraq", CAME, OUT, PLAN, "US", "IQ", 20, "Erbil", "The United States will withdraw 600 troops from Erbil."),
    ("e-pact", PACT, None, SURE, "US", "RU", 3, "Geneva", "The United States and Russia signed a pact in Geneva."),
    ("e-end", PACT, ENDED, SURE, "RU", "US", 18, "Moscow", "Russia quit the pact with the United States in Moscow."),
    ("e-breach", PACT, BREACHED, SURE, "RU", "US", 22, "Minsk", "Russia broke the pact with the United States in Minsk."),
    ("e-ban", BAN, None, SURE, "US", "BY", 6, "", "The United States imposed sanctions on Belarus."),
    ("e-lift", BAN, LIFTED, SURE, "US", "BY", 24, "", "The United States lifted sanctions on Belarus."),
)


def undone(store):
    """Puts the ledger into a store."""
    for row in ROWS:
        _keep(store, *row)
    return store


def _keep(store, key, kind, way, status, who, whom, day, place, sentence):
    troops = things(Category.TROOPS, "troops", 600) if kind is CAME else ()
    claim = claimed(kind, status, (who,), (whom,), troops, date(2026, 2, day), place=(place,) if place else ())
    held = told(key, "Harbour Wire", at(day), sentence.rstrip("."), sentence, replace(claim, reversal=way))
    one = Event(key, kind, status, at(day), at(day), held.report.claim, (held.report,), outlets=1, newsrooms=1, grade="B6: nobody is named")
    with store.taking(held.story) as taking:
        taking.keep(Outcome(held.story, (held.report,), (one,)))
