"""What happens off a port is told by the port or by its sea: both are one place, and the port's land is another."""

import pytest
from fakes.merging import Ledger, claim, moment

from bot.merge import places, report_of
from bot.merge.offshore import at_sea, meet, waters
from bot.merge.slots import slots_of
from bot.model import Story

HOUTHIS, UKRAINE, IRAN = ({"actor": [one]} for one in ("houthis", "UA", "IR"))
MISSILE, DRONE, SHIP = ([[kind, words]] for kind, words in (("missile", "missile"), ("drone", "drones"), ("ship", "tanker")))


def events(*told):
    """How many events some sentences make, each with its kind and slots, an hour apart."""
    ledger = Ledger()
    for hour, (text, kind, slots) in enumerate(told, 10):
        at = moment(f"2031-05-06T{hour}:00:00+00:00")
        story = Story(id=f"s{hour}", title="", text=text, published=at, outlet=f"Outlet {hour}")
        ledger.take(story, [claim(story, kind, **slots)])
    return len([one for one in ledger.live() if one.reports])


def hit(text, place, by=HOUTHIS, item=MISSILE, kind="strike", **slots):
    return text, kind, {**by, "item": item, "place": [place], **slots}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            hit("A tanker was hit by a missile 60 miles west of Hodeidah.", "Hodeidah"),
            hit("A missile hit a tanker in the southern Red Sea.", "Southern Red Sea"),
        ),
        (
            hit("Sea drones struck a tanker off Novorossiysk.", "Novorossiysk", UKRAINE, DRONE, target=["RU"]),
            hit("Drones hit a tanker in the Black Sea.", "Black Sea", UKRAINE, DRONE, target=["RU"]),
        ),
        (
            hit("A tanker was boarded off the port of Fujairah.", "Fujairah", IRAN, SHIP, "seizure"),
            hit("A tanker was taken in the Gulf of Oman.", "Gulf of Oman", IRAN, SHIP, "seizure"),
        ),
        (
            hit("A freighter burned 30 nautical miles south of Aden.", "Aden", item=DRONE),
            hit("A drone set a freighter on fire in the Gulf of Aden.", "Gulf of Aden", item=DRONE),
        ),
        (
            hit("A bulk carrier was hit in the Bab al-Mandab strait.", "Bab al-Mandab strait"),
            hit("A bulk carrier was hit in the Gulf of Aden.", "Gulf of Aden"),
        ),
    ],
)
def test_reports_of_one_ship_by_its_port_and_by_its_sea_are_one_event(one, other):
    assert events(one, other) == events(other, one) == 1


US, RUSSIA = {"actor": ["US"], "target": ["houthis"]}, {"actor": ["RU"], "target": ["UA"]}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (  # the port itself, and boats at sea
            hit("Warplanes struck fuel tanks at the port of Hodeidah.", "Hodeidah", US),
            hit("The navy sank three boats in the Red Sea.", "Red Sea", US),
        ),
        (
            hit("Missiles hit a hotel in Odesa, where ships load grain.", "Odesa", RUSSIA),
            hit("A missile hit a freighter in the Black Sea.", "Black Sea", RUSSIA),
        ),
        (  # another sea
            hit("A tanker was hit by a missile 60 miles west of Hodeidah.", "Hodeidah"),
            hit("A missile hit a tanker in the Gulf of Aden.", "Gulf of Aden"),
        ),
        (  # two ports of one sea
            hit("A tanker was hit by a missile 60 miles west of Hodeidah.", "Hodeidah"),
            hit("Missiles hit a refinery in Jeddah.", "Jeddah"),
        ),
        (
            hit("Rockets fell ten kilometres from Aden.", "Aden"),
            hit("A rocket hit a tanker in the Gulf of Aden.", "Gulf of Aden"),
        ),
    ],
)
def test_what_falls_on_a_port_or_off_another_coast_is_another_event(one, other):
    assert events(one, other) == events(other, one) == 2


@pytest.mark.parametrize(
    ("text", "name", "sea"),
    [
        ("A vessel was hailed 20 km north-west of Yemen's port city of Hodeidah.", "Hodeidah", True),
        ("The frigate lay off Odesa.", "Odesa", True),
        ("A drone fell off Odesa.", "Odesa", True),
        ("A drone fell near Odesa.", "Odesa", False),
        ("A trawler sank near Odesa.", "Odesa", True),
        ("A ship unloaded shells in Odesa.", "Odesa", False),
        ("A ship sank off Kharkiv.", "Kharkiv", False),  # on no sea
    ],
)
def test_a_port_stands_for_its_waters_only_where_its_sentence_says_that_it_was_off_it(text, name, sea):
    assert at_sea([name], [text]) == ((name,) if sea else ())


def test_a_strait_lies_on_both_its_seas_and_no_sea_is_anybodys_ground():
    assert waters("Bab el-Mandeb") == ("red sea", "gulf of aden")
    assert meet("Bab el-Mandeb", "Gulf of Aden")
    assert not meet("Hodeidah", "Jeddah")
    text = "A tanker was hit 60 miles west of Hodeidah."
    story = Story(id="s", title="", text=text, published=moment("2031-05-06T12:00:00+00:00"), outlet="Harbour Wire")
    slots = slots_of(report_of(story, claim(story, "strike", place=["Hodeidah"]), 0, None, story.published))
    assert (slots.place, slots.target) == (("hodeidah", "red sea"), frozenset())


def test_where_every_port_and_strait_of_the_list_lies_is_known():
    assert [port for port in places.shores() if not places.known(port)] == []
    assert [water for held in places.shores().values() for water in held if places.state(water) or not places.known(water)] == []
