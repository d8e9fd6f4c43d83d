"""All who take part in a drill, by the words of its evidence."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from, one_claim

from bot.extract.rules.stages import reading
from bot.extract.rules.together.drills import with_drilling, without_grounds
from bot.model import ClaimType, Status

DRILL, PACT = ClaimType.EXERCISE, ClaimType.AGREEMENT


def sides(text: str, actor: tuple[str, ...], kind: ClaimType = DRILL, status: Status = Status.ASSERTED) -> set[str]:
    """The doers of a claim whose evidence is a text of one sentence."""
    doc = doc_from(text, "Talks")
    claim = one_claim(doc, kind, status, actor=actor, spans=(("actor", ()),))
    (told,) = with_drilling(reading(doc), (claim,))
    return set(told.actor)


@pytest.mark.parametrize(
    ("text", "actor", "told"),
    [
        ("Romania is hosting a French-led air exercise near Constanta.", ("RO",), {"RO", "FR"}),
        ("Oman opened a British-led mine-hunting drill, with Kuwait and Bahrain also taking part.", ("OM",), {"OM", "GB", "KW", "BH"}),
        ("Indonesia and Australia began war games, joined by Fiji and the Philippines.", ("ID", "AU"), {"ID", "AU", "FJ", "PH"}),
        ("Brazil held exercises with Chile, Peru and Uruguay.", ("BR",), {"BR", "CL", "PE", "UY"}),
        ("Norway, Latvia, Spain and Italy began a drill.", ("NO", "LV", "ES"), {"NO", "LV", "ES", "IT"}),
        ("Norway, Latvia, Spain and Italy condemned a drill by Chad.", ("TD",), {"TD"}),
        ("The French-led coalition watched a drill by Chad.", ("TD",), {"TD"}),
        ("Chad held a drill that Niger and Togo attended as observers.", ("TD",), {"TD"}),
        ("Finland and Sweden joined NATO after the drill in Norway.", ("NO",), {"NO"}),
        ("Turkey will not take part in the drill, Greece said.", ("GR",), {"GR"}),
    ],
)
def test_who_leads_or_joins_a_drill_holds_it_too(text: str, actor: tuple[str, ...], told: set[str]) -> None:
    assert sides(text, actor) == told


def test_only_drills_that_are_held_are_filled() -> None:
    text = "Romania is hosting a French-led exercise."
    assert sides(text, ("RO",), PACT) == {"RO"}
    assert sides(text, ("RO",), DRILL, Status.NEGATED) == {"RO"}


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("The boy was found at an army exercise ground in the north.", False),
        ("He was found in a hut at an army exercise ground about 4 miles from the spot where he was left.", False),
        ("A fire broke out at the drill field near Minsk.", False),
        ("Two shells were found on the exercise range.", False),
        ("Belarus held a drill near its exercise ground.", True),
        ("Belarus began an exercise in the north.", True),
        ("The exercise area was closed for a drill with Serbia.", True),
    ],
)
def test_a_ground_named_for_exercises_is_no_exercise(text: str, stays: bool) -> None:
    doc = doc_from(text, "News")
    claim = one_claim(doc, DRILL, Status.ASSERTED, actor=("BY",))
    assert without_grounds(reading(doc), (claim,)) == ((claim,) if stays else ())
