"""Stories in languages that nobody here extracts from: found by their words, which are cut to their beginnings as no grammar is known."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sqlalchemy import Connection, and_, delete, func, select

from bot.model import Story
from bot.store.codec import STORY
from bot.store.engine import put
from bot.store.tables import story, story_word

READ = frozenset({"en"})  # languages whose stories become events, which are found by their own words
SHORT, LETTERS = 4, 5  # of a word of up to five letters, and of a longer one: endings change from case to case
TOKEN = re.compile(r"[^\W_]+")
UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")  # scripts whose words run together or take endings: two signs at a time
MOST = 400  # words of one story


def words_of(text: str) -> list[str]:
    """The beginnings of a text's words, each once, in order."""
    found: dict[str, None] = {}
    for token in TOKEN.findall(text.lower()):
        found |= dict.fromkeys(_pairs(token) if UNSPACED.search(token) else [token[: SHORT if len(token) <= LETTERS else LETTERS]])
        if len(found) >= MOST:
            break
    return list(found)[:MOST]


def _pairs(token: str) -> list[str]:
    return [token[at : at + 2] for at in range(max(len(token) - 1, 1))]


def write(connection: Connection, fresh: Sequence[Story]) -> None:
    """The words of new stories and versions, instead of those before."""
    foreign = [one for one in fresh if one.language not in READ]
    edited = [one.id for one in foreign if one.version > 1]
    if edited:
        forget(connection, edited)
    rows = [{"word": word, "story": one.id} for one in foreign for word in words_of(one.full)]
    put(connection, story_word, rows, keep=True)


def forget(connection: Connection, ids: Sequence[str]) -> None:
    """Stories that are found no more."""
    connection.execute(delete(story_word).where(story_word.c.story.in_(ids)))


def find(connection: Connection, asked: str, limit: int) -> list[Story]:
    """The stories that hold every word asked for, the latest first, each as it stands now."""
    words = words_of(asked)
    if not words:
        return []
    holds = select(story_word.c.story).where(story_word.c.word.in_(words)).group_by(story_word.c.story)
    all_of = holds.having(func.count() == len(words)).subquery()
    newest = (
        select(story.c.id, func.max(story.c.version).label("version")).group_by(story.c.id).where(story.c.id.in_(select(all_of.c.story)))
    )
    last = newest.subquery()
    rows = select(story.c.body).join(last, and_(last.c.id == story.c.id, last.c.version == story.c.version))
    return [STORY.unpacked(body) for body in connection.scalars(rows.order_by(story.c.published.desc(), story.c.id).limit(limit))]
