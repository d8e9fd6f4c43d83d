"""A store with a small ledger of our own writing: every sequence of merging, taken in as live stories are."""

from datetime import datetime

from fakes.merging import moment, sequence, told

from bot.store import open_store
from bot.take import keep

NAMES = tuple(
    f"merge_{name}"
    for name in (
        "admitted", "copies", "count", "denied_after", "denied_before", "edited", "plan_and_deed",
        "przewodow", "response_same_day", "sale", "sources_of_one_state", "speaker_changed", "two_days",
    )
)  # fmt: skip
NOW = datetime.fromisoformat("2026-03-01T12:00:00+00:00")


def filled(folder, names=NAMES):
    """A migrated SQLite store in a folder with the events of some sequences."""
    store = open_store(f"sqlite:///{folder}/filled.db")
    store.migrate()
    for name in names:
        fill(store, sequence(name), name)
    return store


def fill(store, rows, prefix):
    """Takes rows in, each at its own time; ids are made apart, for two sequences may use the same."""
    for row in rows:
        story, claims, feed = told(row | {"id": f"{prefix}-{row['id']}"})
        keep(store, story, feed, claims, moment(row.get("now", row["at"])), None)
