"""Full text of events: FTS5 on SQLite, tsvector on Postgres, one question."""

from __future__ import annotations

import hashlib
import re

from sqlalchemy import Connection, text

from bot.model import Event

TOKEN = re.compile(r"[^\W_]+")  # our own, so that both databases see the same words
WRITE = {
    "sqlite": "INSERT OR REPLACE INTO event_words (rowid, event, words) VALUES (:key, :event, :words)",
    "postgresql": (
        "INSERT INTO event_words (event, words) VALUES (:event, :words) ON CONFLICT (event) DO UPDATE SET words = excluded.words"
    ),
}
FIND = {
    "sqlite": (
        "SELECT w.event FROM event_words w JOIN event e ON e.id = w.event WHERE event_words MATCH :query"
        " ORDER BY e.changed DESC, e.id LIMIT :limit"
    ),
    "postgresql": (
        "SELECT w.event FROM event_words w JOIN event e ON e.id = w.event WHERE w.found @@ to_tsquery('simple', :query)"
        " ORDER BY e.changed DESC, e.id LIMIT :limit"
    ),
}
QUERY = {"sqlite": ('"{}"*', " "), "postgresql": ("{}:*", " & ")}  # each word as the beginning of one, all of them


def of(one: Event) -> str:
    """The words an event is found by: titles, quotes, names, places."""
    claims = [one.claim, *(told.claim for told in one.reports)]
    told = [part for claim in claims for part in (*claim.quotes, *claim.place, *(item.text for item in claim.item))]
    said = [name for claim in claims for who in claim.source for name in (who.name, who.org) if name]
    heads = [part for report in one.reports for part in (report.title, report.outlet)]
    return " ".join(TOKEN.findall("\n".join(dict.fromkeys([*heads, *told, *said]))))


def write(connection: Connection, event_id: str, words: str) -> None:
    """Replaces an event's words."""
    connection.execute(text(WRITE[connection.dialect.name]), {"key": _key(event_id), "event": event_id, "words": words})


def find(connection: Connection, asked: str, limit: int) -> list[str]:
    """Ids of events that hold every word asked for, the latest change first; nothing asked, nothing found."""
    form, between = QUERY[connection.dialect.name]
    tokens = TOKEN.findall(asked)
    if not tokens:
        return []
    query = between.join(form.format(token) for token in tokens)
    return list(connection.scalars(text(FIND[connection.dialect.name]), {"query": query, "limit": limit}))


def _key(event_id: str) -> int:
    """A row number of our own: SQLite may renumber its own ones."""
    return int(hashlib.sha256(event_id.encode()).hexdigest()[:15], 16)
