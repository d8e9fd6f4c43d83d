"""Names that no lexicon knows: which are organisations, and whose bodies short names are."""

from __future__ import annotations

import pytest

from bot.extract.candidates import Kind
from tests.fakes.sentence import doc_from


def ids(text):
    """The parties that a text names, but those that only stand in others' names."""
    return {i for m in doc_from(text).mentions if m.kind is Kind.PARTY and not m.modifier for i in m.ids}


def test_a_company_outside_the_lexicon_takes_its_name_as_id():
    assert "example_dynamics" in ids("The Air Force awarded a contract to Example Dynamics Corp. on Monday.")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The rebels take Kobalinga; the army says it still holds the bridge.", "kobalinga"),
        ("Norway handed over a Tornvik radar last month.", "tornvik"),
        ("The operation against Grunsberg Games cost nine lives.", "grunsberg_games"),
    ],
)
def test_a_name_is_no_organisation_where_no_word_says_so(text, name):
    assert name not in ids(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Harbour Workers Resistance Front fired on the barracks.", "harbour_workers_resistance_front"),
        ("The navy awarded a contract to Tornvik Foundries on Monday.", "tornvik_foundries"),
        ("The Democratic Coastal Congress (DCC) laid an ambush. DCC men fled.", "dcc"),
        ("The raid failed, according to the state-run newspaper Al-Marsad.", "al_marsad"),
    ],
)
def test_an_organisation_is_one_by_its_own_words_its_brackets_or_by_what_it_says(text, name):
    assert name in ids(text)


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Treasury blacklists six traders over drone parts.", "US"),
        ("Australia's Treasury paid for the frigates, the Treasury said.", "AU"),
        ("The AFU shelled the bridge at dawn.", "UA"),
        ("Korean-built howitzers were handed over.", "KR"),
    ],
)
def test_short_names_of_bodies_are_their_states(text, state):
    assert state in ids(text)
