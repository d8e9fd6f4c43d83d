"""Whom "we" and "our" stand for within a quote: the side of whoever is quoted."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from

from bot.extract.candidates import Kind, resolved


def sides(text: str, *words: str) -> set[tuple[str, ...]]:
    """The ids that some words of a text stand for."""
    doc = doc_from(text, "The day in short")
    return {resolved(doc, m).ids for m in doc.mentions if m.kind is Kind.PARTY and m.text in words}


@pytest.mark.parametrize(
    ("text", "words", "ids"),
    [
        ('Chadian soldiers left. "Our fighters hold the town," said Boko Haram spokesman Abu Musa.', ("Our", "fighters"), ("boko_haram",)),
        ('Russian troops left. "Our troops hold the bridge," the Ukrainian army said.', ("Our",), ("UA",)),
        ('Israel hit a depot. "We will answer," Hezbollah said in a statement.', ("We",), ("hezbollah",)),
    ],
)
def test_we_within_a_quote_is_the_side_of_who_is_quoted(text: str, words: tuple[str, ...], ids: tuple[str, ...]) -> None:
    assert sides(text, *words) == {ids}


def test_the_word_behind_our_goes_with_it() -> None:
    assert sides('Rwandan soldiers came. "Our troops hold the town," the Ugandan army said.', "troops") == {("UG",)}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('Norway bought boats. "We need them," a shopkeeper said, and Denmark said nothing.', ("We",)),
        ('Kenya bought boats. "We need them," Norway and Denmark said.', ("We",)),
    ],
)
def test_where_nobody_or_two_sides_are_quoted_nothing_is_set(text: str, words: tuple[str, ...]) -> None:
    assert not sides(text, *words) & {("DK",)}
