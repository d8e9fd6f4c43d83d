"""Who is named beside what is told and says nothing of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from test_decode_clean import doc_of, nobody

from bot.extract.candidates import Doc, Kind
from bot.extract.decode.clean import clean
from bot.extract.decode.slots import Value
from bot.extract.decode.unheard import accuser, unheard
from bot.model import ClaimType

VOICES = {Kind.PARTY, Kind.PERSON}


def at(doc: Doc, text: str) -> int:
    """The mention of a voice by its words, the longest over them."""
    found = [i for i, m in enumerate(doc.mentions) if m.kind in VOICES and text in {m.text, m.name}]
    return found[0]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("It was the longest way that a Norwegian missile had flown, officials in Lima said.", "Norwegian"),
        ("It was the longest way ever flown by a Kenyan missile, officials in Lima said.", "Kenyan"),
        ("Peru will replace the Danish helicopters, officials said.", "Danish"),
        ("Officials said that Kenyan drills had ended.", "Kenyan"),
        ("Officials said the families of Danish personnel would leave.", "Danish"),
        ("Nine gunmen of the Houthis were killed, officials in Lima said.", "Houthis"),
        ("Two boats of the Danish navy were hit, officials in Lima said.", "Danish navy"),
        ("The war will go on, the sister of the Danish president said.", "Danish president"),
    ],
)
def test_whose_thing_it_is_says_nothing(text: str, word: str) -> None:
    doc = doc_of(text)
    assert unheard(doc, doc.mentions[at(doc, word)])


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Two boats were sunk, Danish officials said.", "Danish"),
        ("Two boats were sunk, according to a Danish statement.", "Danish"),
        ("Two boats were sunk, a Kenyan defence ministry spokesman said.", "Kenyan"),
        ("Two boats were sunk, Norway said.", "Norway"),
        ("Police find two boats; Norway claims big gains in south", "Norway"),
        ("Two boats were sunk, it was reported by Danish sailors.", "Danish"),
    ],
)
def test_whose_spokesman_or_statement_it_is_speaks(text: str, word: str) -> None:
    doc = doc_of(text)
    assert not unheard(doc, doc.mentions[at(doc, word)])


@pytest.mark.parametrize(
    ("text", "who", "mute"),
    [
        ("Norway spoke with Peru on Monday and pledged ten drones.", "Peru", True),
        ("Norway condemned Peru for the raid.", "Peru", True),
        ("Norway pledged ten drones in a call with Peru.", "Peru", True),
        ("Norway told Peru that ten drones would come.", "Peru", True),
        ("Norway told Peru that ten drones would come.", "Norway", False),
        ("Ten drones would come, according to Peru.", "Peru", False),
        ("Citing Peru, the paper said ten drones would come.", "Peru", False),
        ("The raid prompted Peru to warn that it would send drones.", "Peru", False),
    ],
)
def test_who_is_met_told_or_judged_says_nothing(text: str, who: str, mute: bool) -> None:
    doc = doc_of(text)
    assert unheard(doc, doc.mentions[at(doc, who)]) is mute


def test_an_office_before_the_name_of_who_is_met_says_nothing_either() -> None:
    doc = doc_of("Norwegian President Ada Vane spoke with Danish President Rolf Brun on Monday and pledged ten drones.")
    spots = [i for i, m in enumerate(doc.mentions) if m.kind is Kind.PERSON and ("Brun" in m.name or m.text == "Danish President")]
    assert spots
    assert all(unheard(doc, doc.mentions[i]) for i in spots)


@pytest.mark.parametrize(
    ("text", "name", "own"),
    [
        ("The raids have left streets in ruins, says Ada Vane in Kyiv.", "Ada Vane", True),
        ("Ada Vane reports from Kyiv on the night's raids.", "Ada Vane", True),
        ("Ada Vane delivers a report as rockets fall on Kyiv.", "Ada Vane", True),
        ("The raids have left streets in ruins, says Ada Vane, the mayor.", "Ada Vane", False),
        ("The raids have left streets in ruins, says Ada Vane.", "Ada Vane", False),
        ("Ada Vane reports that rockets fell on Kyiv.", "Ada Vane", False),
    ],
)
def test_the_outlets_own_reporter_is_no_source(text: str, name: str, own: bool) -> None:
    doc = doc_of(text)
    assert unheard(doc, doc.mentions[at(doc, name)]) is own


def test_an_outlets_own_people_are_no_source_and_anothers_are() -> None:
    doc = doc_of("Herald reporters said four rockets fell on Kyiv.")
    spot = next(m for m in doc.mentions if m.text.startswith("Herald"))
    ours = replace(doc, story=replace(doc.story, outlet="https://www.herald.example/rss"))
    assert unheard(ours, spot)
    assert not unheard(doc, spot)


@pytest.mark.parametrize(
    ("text", "tells_of_it"),
    [
        ("Norway has blamed rebels for fomenting the protests.", False),
        ("Norway has accused rebels of hiding behind the border.", False),
        ("Norway condemned the rebels for their songs.", False),
        ("Norway has accused rebels of bombing a port.", True),
        ("Norway said that it had bombed the rebels.", True),
    ],
)
def test_a_doer_who_lays_something_else_at_anothers_door_tells_of_no_deed_of_his_own(text: str, tells_of_it: bool) -> None:
    doc = doc_of(text)
    norway = at(doc, "Norway")
    assert accuser(doc, ClaimType.STRIKE, frozenset({"NO"}), doc.mentions[norway]) is not tells_of_it
    assert not accuser(doc, ClaimType.STRIKE, frozenset({"PE"}), doc.mentions[norway]), "no doer"
    done = clean(doc, ClaimType.STRIKE, nobody(actor=[Value("NO", 0.9, norway)], source=[Value("NO", 0.9, norway)]))
    assert bool(done["source"]) is tells_of_it
