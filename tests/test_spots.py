"""Places that no list holds: by the words before them, though the parser takes them for persons."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from

from bot.extract.candidates import Kind


def places(text: str) -> set[str]:
    doc = doc_from(text, "Talks")
    return {m.text for m in doc.mentions if m.kind is Kind.PLACE}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Coast guards boarded the vessel off Pardelo on Tuesday.", "Pardelo"),
        ("Six aircraft were flown to Kulobar in August.", "Kulobar"),
        ("The short-range weapons flew from Sonmari on Wednesday.", "Sonmari"),
        ("The army redeploys to Ain el-Hamra as the truce collapses.", "Ain el-Hamra"),
        ("Troops and instructors retake Moukala.", "Moukala"),
        ("The siege of Sebbara barracks was broken after 12 days.", "Sebbara barracks"),
        ("A raid on Fortula police post left three dead.", "Fortula police post"),
        ("Missiles were shot down over Jufara, the ministry said.", "Jufara"),
        ("The Flitana ceasefire was renewed for a month.", "Flitana"),
        ("The drill of 10,000 paratroopers was held along Volgara.", "Volgara"),
        ("Prisoners were held at Marwick Bay.", "Marwick Bay"),
    ],
)
def test_where_something_flies_lies_or_is_taken_is_a_place(text: str, place: str) -> None:
    assert place in places(text)


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Anger over Skopal grew after Ivan Skopal was poisoned.", "Skopal"),
        ("The boat was bought from Mr Farrow.", "Farrow"),
        ("They marched to Putin with the list.", "Putin"),
    ],
)
def test_who_is_called_somebody_is_no_place(text: str, person: str) -> None:
    assert person not in places(text)
