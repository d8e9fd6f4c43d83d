"""Full text of events: FTS5 on SQLite, tsvector on Postgres, one question."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, text

from bot.model import Event
from bot.store import sheets

TOKEN = re.compile(r"[^\W_]+")  # our own, so that both databases see the same words
SHORT = 60_000  # characters of a text that surely has room
# Postgres takes 2**20 bytes: each word once, and where it stands up to 256 times. Half of it, as it parts and spells some words otherwise.
ROOM, WORD, PLACE, PLACES = 2**19, 4, 2, 256
SHORTEST = 3  # letters that may stand for the words they begin
WRITE = {
    # On SQLite a rewritten event gets the highest row number, so that the latest come first without a sort.
    "sqlite": (
        "DELETE FROM event_words WHERE rowid = (SELECT number FROM event_words_row WHERE event = :event)",
        "INSERT INTO event_words (event, words) VALUES (:event, :words)",
        "INSERT OR REPLACE INTO event_words_row (event, number) VALUES (:event, last_insert_rowid())",
    ),
    "postgresql": (
        "INSERT INTO event_words (event, words) VALUES (:event, :words) ON CONFLICT (event) DO UPDATE SET words = excluded.words",
    ),
}
FIND = {
    "sqlite": "SELECT event FROM event_words WHERE event_words MATCH :query ORDER BY rowid DESC LIMIT :limit",
    "postgresql": (
        "SELECT w.event FROM event_words w JOIN event e ON e.id = w.event WHERE w.found @@ to_tsquery('simple', :query)"
        " ORDER BY e.changed DESC, e.id LIMIT :limit"
    ),
}
QUERY = {"sqlite": ('"{}"', '"{}"*', " "), "postgresql": ("{}", "{}:*", " & ")}  # a word, the beginning of one, and both


def of(one: Event) -> str:
    """The words an event is found by: titles, quotes, names, places; behind them the tokens of its slots.

    Of an event with more different words than Postgres takes, the first.
    """
    claims = [one.claim, *(told.claim for told in one.reports)]
    told = [part for claim in claims for part in (*claim.quotes, *claim.place, *(item.text for item in claim.item))]
    said = [name for claim in claims for who in claim.source for name in (who.name, who.org) if name]
    heads = [part for report in one.reports for part in (report.title, report.outlet)]
    joined, slots = "\n".join(dict.fromkeys([*heads, *told, *said])), list(sheets.tokens(one))
    found = TOKEN.findall(joined)
    return " ".join([*(found if len(joined) < SHORT else _fitting(found, ROOM - sum(map(_cost, slots)))), *slots])


def _cost(word: str) -> int:
    return len(word.encode()) + WORD + PLACE


def _fitting(found: Iterable[str], room: int) -> Iterator[str]:
    """The words without those that there is no room for; one that is held already takes little."""
    held: Counter[str] = Counter()
    for word in found:
        cost = (PLACE if held[word] < PLACES else 0) if word in held else _cost(word)
        if cost <= room:
            room -= cost
            held[word] += 1
            yield word


def write(connection: Connection, event_id: str, words: str) -> None:
    """Replaces an event's words."""
    for statement in WRITE[connection.dialect.name]:
        connection.execute(text(statement), {"event": event_id, "words": words})


def find(connection: Connection, asked: str, limit: int) -> list[str]:
    """Ids of events that hold every word asked for, the latest first; those that hold longer words with that beginning follow."""
    tokens = TOKEN.findall(asked)
    if not tokens:
        return []
    if connection.dialect.name == "postgresql":  # how to look depends on how rare the words are: a plan for any words is a bad one
        connection.execute(text("SET LOCAL plan_cache_mode = force_custom_plan"))
    exact, begun, both = QUERY[connection.dialect.name]
    found = _found(connection, both.join(exact.format(token) for token in tokens), limit)
    if len(found) < limit and any(len(token) >= SHORTEST for token in tokens):
        longer = both.join((begun if len(token) >= SHORTEST else exact).format(token) for token in tokens)
        found += _found(connection, longer, limit)
    return list(dict.fromkeys(found))[:limit]


def _found(connection: Connection, query: str, limit: int) -> list[str]:
    return list(connection.scalars(text(FIND[connection.dialect.name]), {"query": query, "limit": limit}))
