from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cli.watching import names
from bot.errors import BadInput
from bot.watch import parse, printed
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
        ("strike " * 500, "a search takes at most 40 words"),
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


def test_a_plain_word_is_no_slip_for_a_name_of_two_letters():
    assert "il" not in reading_of("oil depot", names()).guesses


def test_many_words_that_mean_nothing_are_read_at_once_and_more_of_them_are_refused():
    names()
    begun = process_time()
    assert len(reading_of(" ".join(f"zq{number}" for number in range(40)), names()).words) == 40
    assert process_time() - begun < 0.5, "no word may be compared with all names before anybody asks for a guess"
    with pytest.raises(BadInput, match="a search takes at most 40 words"):
        reading_of("x " * 900, names())


def test_only_the_first_words_are_guessed_at():
    slips = " ".join(["refinary"] * 9 + ["strik"])
    assert reading_of(f"strik {slips}", names()).guesses == ("strike",)


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
