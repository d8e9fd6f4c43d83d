import math

import pytest

from bot.merge.quantities import Range, range_of, shift, spoken
from bot.model import Amount


@pytest.mark.parametrize(
    ("amount", "low", "high"),
    [
        (Amount(17, 17, "17"), 17, 17),
        (Amount(23, None, "at least 23"), 23, math.inf),
        (Amount(100, None, "more than 100"), 101, math.inf),
        (Amount(100, 100, "about 100"), 85, 115),
        (Amount(None, 40, "up to 40"), 0, 40),
        (Amount(10, 12, "10 to 12"), 10, 12),
        (Amount(None, None, "dozens"), 12, math.inf),
        (Amount(None, None, "hundreds of thousands of shells"), 100_000, math.inf),
    ],
)
def test_a_figure_is_an_interval(amount, low, high):
    found = range_of(amount)
    assert (found.low, found.high) == pytest.approx((low, high))


def test_a_vague_word_is_no_figure():
    assert range_of(Amount(None, None, "significant")) is None
    assert range_of(None) is None


def test_figures_meet_where_one_number_satisfies_both():
    assert Range(85, 115).meets(Range(100, math.inf))
    assert not Range(17, 17).meets(Range(23, math.inf))
    assert Range(100, 100).within(Range(85, 115))


def test_how_far_a_figure_moved_is_a_share_of_the_old_one():
    assert shift(Range(17, 17), Range(23, math.inf)) == pytest.approx(6 / 17)
    assert shift(Range(0, 40), Range(0, 50)) == pytest.approx(0.25)
    assert shift(Range(0, 0), Range(5, 5)) == math.inf


def test_a_figure_is_told_in_the_words_of_the_story():
    assert spoken(Amount(23, None, "at least 23")) == "at least 23"
    assert spoken(Amount(1200, 1500, "")) == "1,200 to 1,500"
    assert spoken(Amount(6, 6, "")) == "6"
    assert spoken(None) == ""
