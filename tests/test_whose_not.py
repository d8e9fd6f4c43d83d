"""Whose an office or a body is not, whatever its name or the story makes one guess."""

from __future__ import annotations

import pytest
from test_whose import office, party, read

from bot.extract.speech.whose import owned
from bot.model import Claim, ClaimType, Speaker, Status


@pytest.mark.parametrize(
    ("org", "known", "left"),
    [
        ("former navy chief", "NO", ""),
        ("Former president", "PE", ""),
        ("retired general", "CL", ""),
        ("navy chief", "NO", "NO"),
        ("former minister", "syrian_rebels", "syrian_rebels"),  # whom he speaks for now
    ],
)
def test_who_held_an_office_speaks_for_its_state_no_more(org: str, known: str, left: str) -> None:
    told = party("The boats may come back, Jan Roe said.", office(org, "Jan Roe", known), ClaimType.DEPLOYMENT)
    assert (told.party, told.anonymous) == (left, False)


@pytest.mark.parametrize(
    ("other", "state"),
    [
        (Speaker(None, "the Danish Air Force", "DK"), ""),
        (Speaker(None, "Norway's defence ministry", "NO"), "NO"),
        (Speaker("Ada Vane", None), "NO"),
    ],
)
def test_an_officer_told_beside_anothers_force_may_be_of_that(other: Speaker, state: str) -> None:
    text = "OSLO — Denmark sent six jets to Norway, the force said. They landed on Friday, Lieutenant Colonel Rolf Brun said."
    doc = read(text)
    said = doc.sentences[-1].said
    officer = Speaker("Rolf Brun", "Lieutenant Colonel")
    sent = Claim(
        ClaimType.DEPLOYMENT, Status.ASSERTED, (said,), (doc.story.cut(said),), actor=("DK",), target=("NO",), source=(other, officer)
    )
    assert owned(doc, [sent])[0].source[1].party == state


@pytest.mark.parametrize(
    ("org", "left"),
    [
        ("the Chadian Observatory for Human Rights", ("", False)),
        ("Norwegian Institute of Sea Power", ("", False)),
        ("a Norwegian analyst", ("", True)),
        ("Norwegian opposition activists", ("", True)),
        ("the Norwegian army", ("NO", False)),
        ("Norwegian state newspaper", ("NO", False)),
    ],
)
def test_a_demonym_in_its_name_makes_no_body_a_states(org: str, left: tuple[str, bool]) -> None:
    known = "TD" if "Chadian" in org else "NO"
    told = party("Norway shelled two boats off Chad on Friday, it was said.", Speaker(None, org, known), ClaimType.STRIKE, known, "TD")
    assert (told.party, told.anonymous) == left


@pytest.mark.parametrize(("line", "state"), [("COPENHAGEN — ", "DK"), ("", ""), ("OSLO — ", "NO")])
def test_an_office_guessed_to_be_the_doers_beside_anothers_that_tells_of_it(line: str, state: str) -> None:
    doc = read(f"{line}Norway fired a rocket on Friday, the Danish military said. The Joint Chiefs of Staff said it flew far.")
    spans = tuple(s.said for s in doc.sentences)[-2:]
    sayers = Speaker(None, "the Danish military", "DK"), Speaker(None, "Joint Chiefs of Staff", "NO")
    fired = Claim(ClaimType.MISSILE_LAUNCH, Status.ALLEGED, spans, tuple(map(doc.story.cut, spans)), actor=("NO",), source=sayers)
    assert owned(doc, [fired])[0].source[1].party == state
