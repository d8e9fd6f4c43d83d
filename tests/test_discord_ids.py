from fakes.hostile import TEXTS
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.commands import Asked
from handlers.discord_app.ids import Does, Pressed, custom_id, options, pressed, worded

EVENT = "4f" * 16
WORDS = st.one_of(st.text(max_size=30), TEXTS.map(lambda text: text[:60]))


def safe(text):
    """What of a text can be written down at all: no half of a surrogate pair."""
    return text.encode("utf-8", "replace").decode()


def test_what_a_button_means_can_be_read_in_its_id():
    assert custom_id(Does.ASK, Asked("evidence", "", {"event": EVENT})) == f"t1aevidence||event={EVENT}"


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(Does), WORDS, WORDS, st.dictionaries(st.text(min_size=1, max_size=8), WORDS, max_size=3))
def test_an_id_says_what_was_written_into_it_or_is_none(does, noun, verb, told):
    noun, verb, told = safe(noun), safe(verb), {safe(name): safe(value) for name, value in told.items()}
    known = custom_id(does, Asked(noun, verb, told))
    assert len(known) <= 100
    assert not known or pressed(known) == Pressed(does, Asked(noun, verb, told))


def test_a_long_question_is_packed_and_still_fits():
    told = {"query": 'strike on UA with drone or threat by RU saying "nuclear" severity >= high parties >= 2 not background', "page": "12"}
    known = custom_id(Does.PAGE, Asked("claims", "search", told))
    assert len(f"t1pclaims|search|{worded(told)}") > 100
    assert 0 < len(known) <= 100
    assert pressed(known) == Pressed(Does.PAGE, Asked("claims", "search", told))


def test_a_long_question_in_korean_fits():
    told = {"text": "북한이 동해상으로 단거리 탄도미사일 여러 발을 발사했다고 합동참모본부가 밝혔다 일본 방위성도 확인했다"}
    assert pressed(custom_id(Does.PAGE, Asked("claims", "search", told))) == Pressed(Does.PAGE, Asked("claims", "search", told))


def test_what_fits_in_no_way_has_no_id():
    assert custom_id(Does.PAGE, Asked("claims", "search", {"text": "".join(chr(0x3400 + n * 7) for n in range(900))})) == ""


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=100), st.text(max_size=90).map("t1a".__add__), st.text("一丁丂七", max_size=90).map("t1a*".__add__)))
def test_an_id_of_somebody_else_is_read_without_harm(held):
    found = pressed(held)
    assert found is None or isinstance(found, Pressed)


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(WORDS.map(safe), WORDS.map(safe), max_size=4))
def test_options_in_one_line_are_the_same_options(told):
    assert options(worded(told)) == told
