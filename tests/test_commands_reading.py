import time
from dataclasses import fields
from typing import ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cli.watching import names
from bot.errors import BadInput
from bot.watch import Vocabulary, parse, printed
from handlers.commands.reading import reading_of


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("strike on UA", "strike on UA"),
        ("strike on UA refinery", "strike on UA · the word “refinery”"),
        ("strike on UA oil depot", "strike on UA · the words “oil”, “depot”"),
        ('strike on UA "oil depot"', "strike on UA · the word “oil depot”"),
        ("Russia drones refinery", "party RU with drone · the word “refinery”"),
        ("North Korea shells to Russia", "party KP to RU · the word “shells”"),
        ("bridge convoy", "the words “bridge”, “convoy”"),
        ("missiles by KP", "with missile by KP"),
        ("attack on refinery in Kharkiv", "strike in kharkiv · the word “refinery”"),
        ("Iran, Israel", "party IR or party IL"),
        ("strike, threat by IR", "strike, threat by IR"),
        ("strike or refinery", "strike or saying refinery"),
        ("missile launch not refinery", "missile_launch not saying refinery"),
        ("killed civilians", "party civilians · the word “killed”"),
        ("killed >= 10 hospital", "killed >= 10 · the word “hospital”"),
        ("hospital and school", "the words “hospital”, “school”"),
        ("@nato exercise", "party @nato exercise"),
        ("2026", "the word “2026”"),
        ("strike on", "strike"),
        ("everything", "everything"),
    ],
)
def test_what_the_watch_language_knows_is_a_term_and_the_rest_are_words(typed, said):
    assert reading_of(typed, names()).said == said


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("(strike", "the end comes too soon"),
        ('bomb "', "is a quotation mark left open?"),
        ("grade <= Z9", "grade is compared with a grade"),
        ("not background", "say what you want first"),
        ("missile launch threat", "an event is of one kind only"),
        ("strike " * 500, "a search has at most 20 words and 300 characters"),
    ],
)
def test_what_can_be_read_in_no_way_is_told_in_one_line(typed, told):
    with pytest.raises(BadInput, match=r"^[^\n]+$") as fault:
        reading_of(typed, names())
    assert told in str(fault.value)


@pytest.mark.parametrize(("typed", "guess"), [("strike on Urkaine", "on ukraine"), ("form KP", "from"), ("strik on UA", "strike")])
def test_a_slip_of_the_pen_is_guessed_at_but_never_acted_on(typed, guess):
    reading = reading_of(typed, names())
    assert guess in reading.guesses
    assert reading.words


def test_a_query_of_the_watch_language_is_read_as_watches_read_it():
    for query in ("missile_launch by KP count >= 3", "strike on UA with drone not background", "(from KP to RU) or (from IR to RU)"):
        assert printed(reading_of(query, names()).query) == printed(parse(query, names()))


@settings(deadline=None)
@given(st.text(max_size=60))
def test_whatever_is_typed_is_read_or_refused_in_one_line(typed):
    told = []
    try:
        told.append(reading_of(typed, names()).said)
    except BadInput as fault:
        told.append(str(fault))
    assert told[0]
    assert "\n" not in told[0].strip("\n") or "\n" in typed


def test_a_plain_word_is_never_taken_for_a_code_of_two_letters():
    assert reading_of("oil depot burning overnight refinery", names()).guesses == ()
    assert parse("by il", names()) == parse("by IL", names())


@pytest.mark.parametrize("typed", ["x " * 21, "x " * 900, "(x)" * 70, "x," * 140, "x" * 301, "strike or " * 300 + "refinery"])
def test_a_search_has_a_bound(typed):
    before = time.process_time()
    with pytest.raises(BadInput, match="20 words and 300 characters"):
        reading_of(typed, names())
    assert time.process_time() - before < 1
    assert len(reading_of(" ".join(["refinery"] * 20), names()).words) == 20


class Counting(Vocabulary):
    """Counts how often the nearest known name is looked for, which is what costs."""

    looked: ClassVar[list[str]] = []

    def near(self, word, pools):
        self.looked.append(word)
        return super().near(word, pools)


def test_what_a_word_may_have_meant_is_looked_for_once_however_often_it_stands_there():
    known = Counting(*(getattr(names(), field.name) for field in fields(Vocabulary)))
    reading_of("oil depot burning overnight refinery oil depot oil depot", known)
    assert sorted(Counting.looked) == sorted(["oil", "depot", "burning", "overnight", "refinery"] * 2)  # keywords, then names
