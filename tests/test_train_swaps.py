"""Windows under other names: the same words, other states, cities, days and numbers, nothing moved."""

from __future__ import annotations

import random

import numpy as np

from bot.train.swaps import names, swapped

TEXT = (
    "[CLS] russia fired 23 missiles at ukraine on monday , kyiv said . russian jets and 112 drones hit odessa . "
    "the russians fired an f - 16 at moscow"
)


def ids(text: str) -> np.ndarray:
    return np.array([names().ids[w] for w in text.split()], np.int32)


def told(part: dict[str, np.ndarray]) -> list[str]:
    return [names().text[int(i)] for i in part["ids"]]


def test_a_state_is_the_same_other_one_throughout() -> None:
    part = {"ids": ids(TEXT)}
    for seed in range(50):
        words = told(swapped(part, random.Random(seed)))
        first, second = (next(c for c, row in names().states.items() if names().ids[words[at]] == row[0]) for at in (1, 6))
        assert first != second
        assert not {first, second} & {"RU", "UA"}
        piece = names().states[first]
        assert names().ids[words[13]] == piece[1], "its adjective"
        assert names().ids[words[-1]] == piece[3], "its capital"
        assert names().ids[words[10]] == names().states[second][3]


def test_only_names_and_numbers_change_and_the_window_itself_stays() -> None:
    part = {"ids": ids(TEXT), "span": np.array([[1, 5]])}
    before = part["ids"].copy()
    after = swapped(part, random.Random(3))
    assert (part["ids"] == before).all()
    assert after["span"] is part["span"]
    same = [w for w, x in zip(TEXT.split(), told(after), strict=True) if w == x]
    assert {"[CLS]", "fired", "missiles", "at", "jets", "drones", "f", "16"} <= set(same)
    assert {"russia", "ukraine", "kyiv", "odessa"} & set(told(after)) == set()


def test_a_number_keeps_its_length() -> None:
    for seed in range(20):
        words = told(swapped({"ids": ids(TEXT)}, random.Random(seed)))
        assert len(words[3]) == 2
        assert len(words[TEXT.split().index("112")]) == 3


def test_a_name_that_goes_on_is_left() -> None:
    part = {"ids": np.array([names().ids["turkey"], names().ids["##s"]], np.int32)}
    assert told(swapped(part, random.Random(1))) == ["turkey", "##s"]
