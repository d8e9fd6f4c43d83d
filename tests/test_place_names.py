"""A place is told by one name: without the day behind it, without the state whose it is, and not by its border or its front."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from fakes.sentence import doc_from, extractor

from bot.extract.candidates import Doc, Kind
from bot.extract.decode.places import single, unowned
from bot.extract.decode.slots import Value
from bot.model import Story


def read(text: str) -> Doc:
    return doc_from(text, "News")


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


@pytest.mark.parametrize(
    ("text", "names", "left"),
    [
        ("Tanks neared the Turkish border. Men fled over the Turkey border.", ("Turkish border", "Turkey border"), ["Turkish border"]),
        ("Tanks neared the Norwegian coast. Men fled to the Norway coast.", ("Norway coast", "Norwegian coast"), ["Norway coast"]),
        ("It hit north-eastern Aleppo. It hit northeast Aleppo.", ("north-eastern Aleppo", "northeast Aleppo"), ["north-eastern Aleppo"]),
        ("It hit Aleppo camp. They shelled Aleppo.", ("Aleppo", "Aleppo camp"), ["Aleppo camp"]),
        ("It hit the Turkish border. It hit the Syrian border.", ("Turkish border", "Syrian border"), ["Turkish border", "Syrian border"]),
        ("It hit north Aleppo. It hit south-east Aleppo.", ("north Aleppo", "south-east Aleppo"), ["north Aleppo", "south-east Aleppo"]),
        ("It hit Aleppo airport. They shelled Aleppo.", ("Aleppo", "Aleppo airport"), ["Aleppo airport"]),
        ("It sank in the Gulf of Finland. It was off Finland.", ("Finland", "Gulf of Finland"), ["Gulf of Finland"]),
        ("It hit Vik airport. It hit Vik main airport.", ("Vik airport", "Vik main airport"), ["Vik main airport"]),
        ("It hit Aleppo mosque. It hit Aleppo.", ("Aleppo mosque", "Aleppo"), ["Aleppo mosque", "Aleppo"]),
        ("It hit Aleppo airport. It hit Bergen.", ("Bergen", "Aleppo airport"), ["Bergen", "Aleppo airport"]),
        ("It sank in the Gulf of Aden. It was in the Gulf.", ("Gulf of Aden", "Gulf"), ["Gulf of Aden", "Gulf"]),
    ],
)  # fmt: skip
def test_a_state_and_its_adjective_and_a_side_however_written_are_one(text: str, names: tuple[str, ...], left: list[str]) -> None:
    assert kept(text, *names) == left


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Lorries entered rebel-held Aleppo at dawn.", "Aleppo"),
        ("Shells fell on government-held Idlib overnight.", "Idlib"),
        ("A drone crashed near rebel-held Mosul.", "Mosul"),
    ],
)
def test_who_holds_a_place_is_no_part_of_its_name(text: str, place: str) -> None:
    assert place in spots(text)
    assert not any("-held" in spot for spot in spots(text))


@pytest.mark.parametrize(
    "text",
    ["Patrols went on in Kurdish-held areas.", "Men were seen in Houthi-controlled districts.", "Aid came to people in Wagner-run camps."],
)
def test_an_adjective_of_who_holds_it_is_no_place(text: str) -> None:
    assert not any(spot.endswith(("-held", "-controlled", "-run")) for spot in spots(text))


def test_a_place_of_a_double_name_keeps_both() -> None:
    assert "Porsanger-Laksa" in spots("Rockets landed near Porsanger-Laksa.")


def headed(title: str) -> list[str]:
    """The places of a headline."""
    story = Story("s", title, "Nothing else was known in Bergen at noon.", datetime(2024, 5, 10, tzinfo=UTC))
    doc = extractor().read(story)[0]
    return [m.text for m in doc.mentions if m.kind is Kind.PLACE and m.sentence == 0]


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("Long Blockade in Norway Revives Debate Over Hunger", "Norway"),
        ("Rocket Fire Near Bergen Stirs Fears Among Fishermen", "Bergen"),
        ("Heavy Shelling of Aleppo Prompts Outcry From Doctors", "Aleppo"),
    ],
)
def test_a_known_name_goes_no_further_in_a_headline_of_capitals(title: str, place: str) -> None:
    assert place in headed(title)
    assert not any(spot.startswith(f"{place} ") for spot in headed(title))


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("Four Sailors Die at Bergen Harbour Before Dawn Friday", "Bergen Harbour"),
        ("Officers Die in Aleppo Airport Blast Sunday", "Aleppo Airport"),
    ],
)
def test_a_kind_of_place_stays_with_its_name_there(title: str, place: str) -> None:
    assert place in headed(title)


def test_what_the_body_calls_by_all_its_words_is_one_name_there() -> None:
    title, text = "Rocket Fire Hits Villages Near Aleppo Gardens Monday", "Four died in Aleppo Gardens."
    doc = doc_from(text, title)
    assert "Aleppo Gardens" in [m.text for m in doc.mentions if m.kind is Kind.PLACE and m.sentence == 0]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Key points\nTen people died in a night raid near Porsanger\nResident tells of flames in the dark", "Porsanger"),
        ("Key points\nFour boats sank off Tyrifjord\nFishermen say they saw two jets", "Tyrifjord"),
        ("Key points\nA drone came down near Laksvatn\nFarmer heard it pass over his roof", "Laksvatn"),
    ],
)
def test_a_name_ends_with_its_line_where_the_next_has_words_of_its_own(text: str, place: str) -> None:
    assert place in spots(text)
    assert not any("Resident" in spot or "Fishermen" in spot or "Farmer" in spot for spot in spots(text))


def test_a_name_that_a_line_breaks_is_one() -> None:
    assert "Porsanger Laksa" in spots("Ten people died in a night raid near Porsanger\nLaksa, and nobody knew why.")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The tanker Vik Street was struck by a drone.", "Vik Street"),
        ("A drone struck the MT Porsanger Bay on Monday.", "MT Porsanger Bay"),
        ("The Kola Brigade trained with the Narvik Amphibious Group.", "Narvik"),
        ("The raid led to the capture of Vik, a rebel commander.", "Vik"),
        ("The raid led to the capture of Haug, a senior rebel official.", "Haug"),
        ("They were held at the same facility.", "same facility"),
    ],
)
def test_ships_bodies_of_troops_and_men_are_no_places(text: str, name: str) -> None:
    assert not any(name in spot for spot in spots(text))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A drone struck a house in Vik Street.", "Vik Street"),
        ("The raid led to the capture of Narvik, a port.", "Narvik"),
        ("The Kola Brigade trained near Narvik.", "Narvik"),
    ],
)
def test_streets_and_towns_beside_them_are(text: str, name: str) -> None:
    assert name in spots(text)


@pytest.mark.parametrize(
    ("title", "text", "named"),
    [
        ("Gunmen Besiege Hotel in Norway", "Gunmen held a hotel in Oslo.", False),
        ("Rebels Storm Prison Near Oslo", "Rebels broke into a prison.", False),
        ("Jets Bomb Airport in Norway", "Jets hit an airport.", False),
        ("Gunmen Hold Viken Hotel in Norway", "Gunmen held the Viken Hotel.", True),
    ],
)
def test_a_headline_in_capitals_names_no_place_that_the_story_does_not(title: str, text: str, named: bool) -> None:
    doc = doc_from(text, title)
    held = [m.text for _, m in doc.of(0, Kind.PLACE)]
    assert any(spot.endswith(("Hotel", "Prison", "Airport")) for spot in held) is named


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Russia fired a Zircon missile in the Barents Sea, and the Zircon hit a raft.", "Zircon"),
        ("Soldiers in Guinea-Bissau closed the border.", "Bissau"),
        ("Troops left Air Base 107 near Agadez.", "Air Base"),
    ],
)
def test_a_weapon_and_a_part_of_a_name_are_no_places(text: str, name: str) -> None:
    assert name not in spots(text)


def test_an_event_of_a_headline_of_capitals_is_no_place() -> None:
    assert "Northern Raid" not in headed("Rebels Killed Eight Farmers In Northern Raid")
    assert "Northern Ireland" in headed("Rebels Killed Eight Farmers In Northern Ireland")


def test_a_numbered_base_keeps_its_number() -> None:
    assert "Air Base 107" in spots("Troops left Air Base 107 near Agadez.")
    assert "Nevatim air base" in spots("Jets left Nevatim air base 14 hours later.")
