"""Who says it, as a headline shows it."""

import pytest

from bot.alert.speakers import speaker_of, spells
from bot.model import Speaker


def said(*speakers):
    return speaker_of(tuple(Speaker(*one) for one in speakers))


@pytest.mark.parametrize(
    ("org", "party", "shown"),
    [
        ("defence ministry", "PE", "Peru's defence ministry"),
        ("Joint Chiefs of Staff", "CL", "Chile's Joint Chiefs of Staff"),
        ("army", "PH", "Philippines' army"),
        ("health ministry", "PE", "health ministry"),
        ("State Department", "US", "State Department"),
        ("Peruvian navy", "PE", "Peruvian navy"),
        ("officials", "PE", "officials"),
        ("ministry spokesman", "PE", "ministry spokesman"),
        ("spokeswoman", "PE", "spokeswoman"),
        ("Ministry of Defence", "GB", "Ministry of Defence"),
        ("spokesman of the army", "PE", "spokesman of the army"),
        ("navy", "", "navy"),
        ("* sources", "", "sources"),
        ("Interior Ministry", "US", "US Interior Ministry"),
    ],
)
def test_a_body_that_every_state_has_is_told_with_its_state(org, party, shown):
    assert said((None, org, party)) == shown


def test_a_persons_office_is_told_with_its_state_and_cut_where_it_is_long():
    assert said(("Ana Rojas", "president", "PE")) == "Ana Rojas, Peru's president"
    assert said(("Ana Rojas", "deputy to the governor in the neighbouring town of Yaro", "")) == "Ana Rojas, deputy to the governor"
    assert said(("Ana Rojas", "head of the press service", "PE")) == "Ana Rojas, head of the press service"


@pytest.mark.parametrize(
    ("speakers", "shown"),
    [
        (((None, "Lima", "PE"), (None, "defence ministry", "PE")), "Peru's defence ministry"),
        (((None, "Peru's navy", "PE"), (None, "Lima", "PE")), "Peru's navy"),
        (((None, "Andean Joint Air Command", ""), (None, "AJAC", "")), "Andean Joint Air Command"),
        (((None, "Peruvian minister", "PE"), ("Ana Rojas", "Economy Minister", "PE")), "Ana Rojas, Peru's Economy Minister"),
        (((None, "regional governor", ""), ("Ana Rojas", "governor", "")), "Ana Rojas, governor"),
        (((None, "Harbourpower", ""), ("Ana Rojas", "governor", "")), "Harbourpower; Ana Rojas, governor"),
        (((None, "defence minister", ""), ("Ana Rojas", "foreign minister", "")), "defence minister; Ana Rojas, foreign minister"),
        (((None, "Chile's minister", "CL"), ("Ana Rojas", "minister", "PE")), "Chile's minister; Ana Rojas, Peru's minister"),
        (((None, "Peru's rebel army", "x"), (None, "Peru's rebels", "x")), "Peru's rebel army"),
        (((None, "Peru", "PE"), (None, "Chile", "CL")), "Peru; Chile"),
        (((None, "Peru", "PE"), (None, "Lima", "PE")), "Peru"),
        (((None, "Peru's navy", "PE"), (None, "Peru's police", "PE")), "Peru's navy; Peru's police"),
        (((None, "Harbour Observatory", ""), (None, "JSC", "")), "Harbour Observatory; JSC"),
        (((None, "JSC", "CL"), (None, "joint sea command", "CL")), "joint sea command"),
    ],
)
def test_whom_another_speaker_names_more_fully_is_left_out(speakers, shown):
    assert said(*speakers) == shown


def test_of_many_speakers_two_are_told():
    three = ((None, "Peru's navy", "PE"), (None, "Chile's army", "CL"), (None, "Harbour Observatory", ""))
    assert said(*three) == "Peru's navy; Chile's army; others"


def test_what_is_left_of_a_dateline_is_no_part_of_a_speaker():
    assert said((None, "(Valletta) Coast Guard", "")) == "Coast Guard"


def test_nobody_named_is_told_by_party_or_as_anonymous():
    assert speaker_of((Speaker(None, None, "PE"),)) == "Peru"
    assert speaker_of((Speaker(None, None, "PE", anonymous=True),)) == "anonymous official, Peru"
    assert speaker_of(()) == ""


@pytest.mark.parametrize(
    ("letters", "name", "own"),
    [
        ("JCS", "Joint Chiefs of Staff", True),
        ("NORAD", "North American Aerospace Defense Command", True),
        ("UKMTO", "United Kingdom Maritime Trade Operations", True),
        ("JSC", "Andean Joint Sea Command", True),
        ("JCA", "Andean Joint Sea Command", False),
        ("ABC", "Harbour Wire", False),
        ("NATO", "Norwegian army", False),
    ],
)
def test_an_abbreviation_is_made_of_the_beginnings_of_its_words(letters, name, own):
    assert spells(letters, name.split()) is own
