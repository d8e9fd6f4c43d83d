"""What stands before a first sentence and is none of it."""

import pytest

from bot.alert.stamps import unstamped

SENTENCE = "Peru sent two frigates to the Galapagos, its navy said."


@pytest.mark.parametrize(
    "stamp",
    [
        "LIMA: ",
        "LIMA • ",
        "PUERTO MONTT — ",
        "Lima: ",
        "(Lima) ",
        "LIMA (Reuters) - ",
        "(KCNA) ",
        "LIMA (RFE/RL) ",
        "(dpa-AFX) ",
        "Lima, (AP - Harbour Times / Harbour News - 3rd May, 2031) ",
        "LIMA, Peru, (APP - Harbour News - 3rd May, 2031): ",
        "May 3 (UPI) -- ",
        "May 3, 2031 (LIMA) - ",
        "MAY 3, 2031 — ",
        "Lima, May 3 ",
        "Puerto Montt, Sep 13 ",
        "HarbourNews.Net - ",
    ],
)
def test_a_quote_begins_with_its_own_first_word(stamp):
    assert unstamped(stamp + SENTENCE) == SENTENCE


@pytest.mark.parametrize(
    "sentence",
    [
        SENTENCE,
        "Peru: we shall sink any ship that comes nearer.",
        "Peru: Chile fired first.",
        "May 3 was the day when Peru's navy sailed, officials said.",
        "The Joint Sea Command (JSC) said two frigates had sailed.",
        "In May 2031 Peru sent two frigates.",
        "F-16 jets - four of them - took off from Talara.",
        '"Lima: that is our answer," the minister said.',
        "(This corrects the number of ships.)",
    ],
)
def test_a_sentence_without_a_stamp_stays_whole(sentence):
    assert unstamped(sentence) == sentence
