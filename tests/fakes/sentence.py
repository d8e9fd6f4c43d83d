"""A sentence in a story of its own, as rules read it, and the claim that is made of it. What is loaded is loaded once for all tests."""

from datetime import UTC, datetime
from functools import cache, lru_cache

from bot.extract import load
from bot.model import Claim, Story

DAY = datetime(2024, 5, 10, tzinfo=UTC)


@cache
def extractor():
    """Rules alone."""
    return load(model=False)


@cache
def reader():
    """Rules and heads, as the bot reads."""
    return load()


@lru_cache(maxsize=64)
def doc_from(text, title="A long week"):
    """A text as it is read before anything is claimed; its first sentence has index 1, behind the title."""
    return extractor().read(Story("s", title, text, DAY))[0]


def one_claim(doc, kind, status, actor=(), target=(), item=(), **slots):
    """A claim that the first sentence of a text tells, and nothing but it."""
    return _claim(doc, [doc.sentences[1]], kind, status, actor, target, item, **slots)


def whole_claim(doc, kind, status, actor=(), target=(), item=(), **slots):
    """A claim that all sentences of a text tell, the title left out."""
    return _claim(doc, doc.sentences[1:], kind, status, actor, target, item, **slots)


def _claim(doc, sentences, kind, status, actor, target, item, **slots):
    said = tuple(sentence.said for sentence in sentences)
    return Claim(kind, status, said, tuple(map(doc.story.cut, said)), actor, target, item, **slots)
