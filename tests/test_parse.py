"""A parse as plain values says what spaCy's says, and a text is parsed once while a story is read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.extract.text.parse import plain
from bot.extract.tools import load

LINES = (
    "Norland's army, which had fired 12 rockets at a Sudland port on Monday, said that it would stop.",
    "Two soldiers were killed and five wounded when a drone that Sudland had bought struck their base near Karst, Ivan Petrov said.",
    "",
)
PLAIN = ("i", "idx", "text", "lower_", "lemma_", "pos_", "tag_", "dep_", "ent_type_", "is_alpha")


@pytest.mark.parametrize("line", LINES)
def test_a_word_says_what_its_token_says(line):
    parse = load().nlp(line)
    words = plain(parse)
    assert [[getattr(w, name) for name in PLAIN] for w in words] == [[getattr(t, name) for name in PLAIN] for t in parse]
    assert [(w.head.i, w.left_edge.i) for w in words] == [(t.head.i, t.left_edge.i) for t in parse]
    for name in ("children", "lefts", "subtree"):
        assert [[other.i for other in getattr(w, name)] for w in words] == [[other.i for other in getattr(t, name)] for t in parse]


class Counting:
    """A parser that remembers what it was given."""

    def __init__(self):
        self.given = []

    def pipe(self, texts, batch_size):
        self.given.extend(texts)
        return load().nlp.pipe(texts, batch_size=batch_size)


def test_a_text_is_parsed_once_while_a_story_is_read_and_anew_for_the_next():
    counting = replace(load(), nlp=Counting())
    held = counting.keeping()
    first, again = held.parse(LINES[:2]), held.parse((LINES[1], "A new one.", LINES[1]))
    assert again[0] is again[2] is first[1]
    assert counting.nlp.given == [*LINES[:2], "A new one."]
    assert counting.keeping().parse(LINES[:1])[0] is not first[0]
    assert counting.parse(LINES[:1])[0] is not counting.parse(LINES[:1])[0]
