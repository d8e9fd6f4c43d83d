"""A place is told by one name: without the day behind it, without the state whose it is, and not by its border or its front."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

import pytest

from bot.extract import Extractor, load
from bot.extract.candidates import Doc, Kind
from bot.extract.decode.places import single, unowned
from bot.extract.decode.slots import Value
from bot.model import Story


@cache
def extractor() -> Extractor:
    return load(model=False)


def read(text: str) -> Doc:
    return extractor().read(Story("s", "News", text, datetime(2024, 5, 10, tzinfo=UTC)))[0]


def spots(text: str) -> list[str]:
    return [m.text for m in read(text).mentions if m.kind is Kind.PLACE]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Rockets hit a village in the Porkkala Heights Saturday.", "Porkkala Heights"),
        ("A lorry hit a crowd in Bergen Thursday, police said.", "Bergen"),
        ("Ten men were shot in Trondheim Monday.", "Trondheim"),
        ("A drone fell on a farm near Tromso December 4.", "Tromso"),
    ],
)
def test_no_day_or_month_is_part_of_a_place(text: str, place: str) -> None:
    assert place in spots(text)
    assert not any(spot.startswith(f"{place} ") for spot in spots(text))


def test_a_day_in_front_of_a_name_leaves_it() -> None:
    assert "Bergen" in spots("On Saturday Bergen was shelled. Ten men were shot near the Monday market in Bergen.")


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("Norway's Finnmark province", "Finnmark province"),
        ("Japan’s Okinawa island", "Okinawa island"),
        ("South Korea's Jeju Island", "Jeju Island"),
        ("Bergen's Flesland airport", "Bergen's Flesland airport"),  # a city's
        ("Norway's north", "Norway's north"),
        ("St. Martin's Island", "St. Martin's Island"),
    ],
)
def test_the_state_whose_a_place_is_goes(written: str, told: str) -> None:
    assert unowned(written) == told


def kept(text: str, *names: str) -> list[str]:
    """What is left of some places of a text, the surest first."""
    doc = read(text)
    at = [next(i for i, m in enumerate(doc.mentions) if m.kind is Kind.PLACE and m.text == name) for name in names]
    return [doc.mentions[v.mention].text for v in single(doc, [Value(name, 0.9, i) for name, i in zip(names, at, strict=True)])]


@pytest.mark.parametrize(
    ("text", "names", "left"),
    [
        (
            "It hit Finnmark province. It hit north-western Finnmark.",
            ("Finnmark province", "north-western Finnmark"),
            ["Finnmark province"],
        ),
        ("It hit Tyrifjord district. It hit Tyrifjord area.", ("Tyrifjord district", "Tyrifjord area"), ["Tyrifjord district"]),
        ("It hit the Porsanger front. They shelled Porsanger.", ("Porsanger front", "Porsanger"), ["Porsanger"]),
        ("It hit the Porsanger border. They shelled Porsanger.", ("Porsanger", "Porsanger border"), ["Porsanger"]),
        (
            "Men died in eastern Finnmark. Men died in western Finnmark.",
            ("eastern Finnmark", "western Finnmark"),
            ["eastern Finnmark", "western Finnmark"],
        ),
        ("It hit Finnmark area. It hit northern Finnmark.", ("Finnmark area", "northern Finnmark"), ["northern Finnmark"]),
        ("It hit Vardo city. It hit Vardo province.", ("Vardo city", "Vardo province"), ["Vardo city", "Vardo province"]),
        ("Men died in Bergen. Men died in Trondheim.", ("Bergen", "Trondheim"), ["Bergen", "Trondheim"]),
    ],
)
def test_one_place_is_told_once(text: str, names: tuple[str, ...], left: list[str]) -> None:
    assert kept(text, *names) == left
