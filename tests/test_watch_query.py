from random import Random

import pytest
from fakes.watching import query, vocabulary
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import BadInput
from bot.model import Compare, Is, Measure, Not, Op, Slot
from bot.vocabulary import vocabulary as whole_vocabulary
from bot.watch import completions, parse, printed

NAMES = vocabulary()
READS = {
    "arms_transfer from KP to RU": "arms_transfer from KP to RU",
    "arms transfers from North Korea to Russia": "arms_transfer from KP to RU",
    "missile launch by kp and count ≥ 3": "missile_launch by KP count >= 3",
    "strike against UA using drone not background": "strike on UA with drone not background",
    'about "Shahed-136"': "with shahed_136",
    "about Wonsan": "in wonsan",
    "status denied": "status denied",
    "strike, interception on UA": "strike, interception on UA",
    "strike by @NATO": "strike by @nato",
    "in the Red Sea": 'in "red sea"',
    "in UA": "in UA",
    "by BY on IN": "by BY on IN",
    "everything not not strike": "everything strike",
    "(strike or threat) (party RU or party UA)": "(strike or threat) (party RU or party UA)",
    "strike or (threat or (sanction))": "strike or threat or sanction",
    "grade <= b2 severity >= HIGH": "grade <= B2 severity >= high",
    'saying "Depleted Uranium"': 'saying "depleted uranium"',
    "everything not (strike by RU)": "everything not (strike by RU)",
}
FAULTS = {
    "arms_transfer form KP": "`form KP`: did you mean `from KP`? (column 15)",
    "strike on Rusia": "`Rusia`: no known state, group or company; did you mean `russia`? (column 11)",
    "strike with tnak": "did you mean `tank`? (column 13)",
    "strike in Wonsna": "did you mean `wonsan`? (column 11)",
    "strike by @nata": "`@nata`: no known list; did you mean `@nato`? (column 11)",
    "status denyed": "`denyed`: no status; did you mean `denied`? (column 8)",
    "about Zzyzx": "`Zzyzx`: nothing known (column 7)",
    "count >= RU": "count is compared with a number (column 10)",
    "severity >= B2": "severity is compared with low or medium or high or severe",
    "grade <= Z9": "grade is compared with a grade, A1 to F6",
    "count 3": "`3`: not expected here; >= or <= would fit (column 7)",
    "strike (": "the end comes too soon",
    'strike saying "open': "is a quotation mark left open? (column 15)",
    "not background": "say what you want first",
    "strike or not by RU": "say what you want first",
    "": "an empty query",
    "strike missile_launch": "an event is of one kind only: with a comma, `strike, missile_launch`, any of them will do",
    "(" * 50 + "strike" + ")" * 50: "make two watches of it",
    "strike " * 500: "at most 2,000 characters",
}


@pytest.mark.parametrize(("asked", "canonical"), READS.items())
def test_a_query_is_read_and_told_in_its_canonical_words(asked, canonical):
    assert printed(parse(asked, NAMES)) == canonical


@pytest.mark.parametrize(("asked", "told"), FAULTS.items())
def test_what_cannot_be_read_is_one_line_that_points_at_the_word(asked, told):
    with pytest.raises(BadInput) as fault:
        parse(asked, NAMES)
    assert told in str(fault.value)
    assert "\n" not in str(fault.value)


@settings(max_examples=400, deadline=None)
@given(st.integers(0, 2**32))
def test_the_printed_form_of_any_query_reads_as_the_same_query(seed):
    tree = query(Random(seed))
    assert parse(printed(tree), NAMES) == tree


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from([*'()",<>=@ ', "strike ", "not ", "or ", "and ", "by ", "RU ", "count ", ">= ", "3 ", "é"]), max_size=30))
def test_any_text_is_a_query_or_one_clear_line(words):
    try:
        tree = parse("".join(words), NAMES)
    except BadInput as fault:
        assert "\n" not in str(fault)  # noqa: PT017  # either outcome is right
    else:
        assert parse(printed(tree), NAMES) == tree


def test_the_tree_is_typed():
    assert parse("strike count >= 3 not by RU", NAMES).parts == (
        Is(Slot.TYPE, ("strike",)),
        Compare(Measure.COUNT, Op.LEAST, "3"),
        Not(Is(Slot.BY, ("RU",))),
    )


def test_two_capitals_are_always_a_state_and_small_letters_a_keyword():
    assert parse("strike by IN in UA", NAMES).parts[1:] == (Is(Slot.BY, ("IN",)), Is(Slot.IN, ("ua",)))


def test_completions_follow_the_word_before():
    assert completions("strike by north", NAMES) == ['strike by "north korea"']
    assert completions("strike sev", NAMES) == ["strike severity"]
    assert completions("strike by ", NAMES) == []


def test_the_products_own_names_cover_parties_things_and_places_and_miss_the_unknown():
    names = whole_vocabulary({"nato": ["US", "GB"], "gulf": ["IR", "Persian Gulf"]})
    told = parse('arms transfers from North Korea to Russia or about "Geran-2" or in Crimea or strike by Hezbollah, @nato', names)
    assert printed(told) == "arms_transfer from KP to RU or with shahed_136 or in crimea or strike by hezbollah, @nato"
    with pytest.raises(BadInput, match="did you mean `ukraine`"):
        parse("strike on Ukriane", names)
    with pytest.raises(BadInput, match=r"@own: 'Atlantis' is no known party or place"):
        whole_vocabulary({"own": ["Atlantis"]})


@pytest.mark.parametrize("said", ["withdrawal", '"sanction lifted"', '"agreement ended"', '"agreement breached"'])
def test_what_undoes_a_kind_of_event_is_asked_for_by_name(said):
    assert printed(parse(said, NAMES)) == said


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("missle launch on UA", "`missle`: no kind of event; did you mean `missile launch`? (column 1)"),
        ("strike on Atlantis", "`Atlantis`: no known state, group or company (column 11)"),
        ("strike with missle", "did you mean `missile`?"),
        ("attack with Atlantis", "`Atlantis`: no known weapon or kind of weapon (column 13)"),
    ],
)
def test_only_what_is_near_is_suggested_and_two_words_are_put_right_as_one(asked, told):
    with pytest.raises(BadInput) as fault:
        parse(asked, whole_vocabulary({}))
    assert told in str(fault.value)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("strike on Rusia with drone", "strike on russia with drone"),
        ("missle launch on UA", '"missile launch" on UA'),
        ("strike by @nata", "strike by @nato"),
        ("arms_transfer form KP", "arms_transfer from KP"),
        ("strike with tnak or threat", "strike with tank or threat"),
        ("strike on xqzw", ""),
    ],
)
def test_a_query_with_a_mistyped_name_is_offered_as_it_may_have_been_meant(said, meant):
    with pytest.raises(BadInput) as fault:
        parse(said, NAMES)
    assert (fault.value.meant, fault.value.said) == (meant, said)
    if meant:
        parse(meant, NAMES)
