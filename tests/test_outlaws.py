"""Pirates and gunmen who do it are no part of the state that tells of it."""

from __future__ import annotations

import pytest
from fakes.sentence import DAY, doc_from, reader, whole_claim

from bot.extract.rules.beside.outlaws import without_states
from bot.extract.rules.stages import reading
from bot.model import ClaimType, Status, Story

SEIZURE, STRIKE = ClaimType.SEIZURE, ClaimType.STRIKE


def doers(text: str, actor: tuple[str, ...], kind: ClaimType = SEIZURE) -> tuple[str, ...]:
    doc = doc_from(text)
    return without_states(reading(doc), (whole_claim(doc, kind, Status.ASSERTED, actor),))[0].actor


@pytest.mark.parametrize(
    ("text", "kind", "actor", "left"),
    [
        ("Robbers seized the tanker off Ivory Coast, Ivorian authorities said.", SEIZURE, ("CI",), ()),
        ("Two attackers identified as Iranians attacked a market in Oman.", STRIKE, ("IR",), ("IR",)),
        ("Pirates seized a tanker off Brass, the Nigerian Navy said.", SEIZURE, ("NG",), ("pirates",)),
        ("Gunmen attacked a village in Plateau state, the Nigerian army said.", STRIKE, ("NG",), ("gunmen",)),
        ("The Nigerian Navy seized a tanker off Bonny.", SEIZURE, ("NG",), ("NG",)),
        ("Iranian gunmen seized a tanker off Oman.", SEIZURE, ("IR",), ("IR",)),
        ("Gunmen from Iran seized a tanker off Oman.", SEIZURE, ("IR",), ("IR",)),
        ("Iran's navy seized a tanker. Armed men seized its captain.", SEIZURE, ("IR",), ("IR",)),
        ("Gunmen seized a tanker, and the army seized their boat.", SEIZURE, ("OM",), ("OM",)),
        ("The man who shot nine people in Oman acted alone, Omani police said.", STRIKE, ("OM",), ()),
        ("An Iranian suicide bomber killed nine people in Oman.", STRIKE, ("IR",), ()),
        ("An Iranian bomber killed nine people in Oman.", STRIKE, ("IR",), ("IR",)),
        ("An Iranian soldier killed nine people in Oman.", STRIKE, ("IR",), ("IR",)),
    ],
)
def test_men_of_nobody_are_not_the_state_that_tells_of_them(
    text: str, kind: ClaimType, actor: tuple[str, ...], left: tuple[str, ...]
) -> None:
    assert doers(text, actor, kind) == left


def test_no_alert_makes_the_state_that_reports_a_hijacking_the_hijacker() -> None:
    text = "Pirates seized a product tanker with 15 crew 40 nautical miles south of Brass on Monday, the Nigerian Navy said."
    claims = reader().claims(Story("s", "Pirates seize product tanker off Nigeria", text, DAY))
    assert [c.actor for c in claims if c.type is SEIZURE] == [("pirates",)]


def test_a_ship_that_is_hijacked_is_taken_by_those_who_hijack_it() -> None:
    text = "Armed men hijacked a tanker off Abidjan on Friday, Ivorian authorities said."
    claims = reader().claims(Story("s", "Armed men hijack tanker off Ivory Coast", text, DAY))
    assert [c.actor for c in claims if c.type is SEIZURE] == [()]
