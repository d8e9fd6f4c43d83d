"""Entries and attacks told in plain words are told, though the heads are unsure."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes.sentence import doc_from, one_claim

from bot.extract.rules.firm.plain import SURE, with_plain
from bot.extract.rules.stages import reading
from bot.model import ClaimType, Status

ENTRY, STRIKE = ClaimType.INCURSION, ClaimType.STRIKE


def told(text: str, kind: ClaimType, target: tuple[str, ...] = (), *, sure: bool = False) -> list[tuple[tuple[str, ...], float]]:
    """The sides hit and the chance of what a feed item tells, where the heads hold one unsure claim of it."""
    doc = doc_from(text, "Talks")
    claim = one_claim(doc, kind, Status.ALLEGED, target=target, confidence=0.2)
    return [(c.target, c.confidence) for c in with_plain(replace(reading(doc), righted=lambda: (claim,)), (claim,) if sure else ())]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The airport was shut after several drones entered Norwegian airspace, police said.", ENTRY),
        ("Two helicopters crossed into Lithuanian airspace on Thursday, the ministry said.", ENTRY),
        ("A research ship entered Irish waters on Friday, the navy said.", ENTRY),
        ("A fishing vessel came under attack by armed men off Eyl, the mission said.", STRIKE),
        ("A fuel depot in Duqm was hit by a drone on Saturday, the centre said.", STRIKE),
        ("A drone crashed into a block of flats in Izmail at dawn, the governor said.", STRIKE),
        ("Three rockets were fired at Kirkuk on Thursday, security sources said.", STRIKE),
        ("One of the rockets launched at Ashkelon fell in a field, the Israeli army said.", STRIKE),
        ("Vietnam accused China of ramming a fishing boat near the Paracels.", ENTRY),
        ("Pirates hijacked a tanker with 15 crew off Benin, its owner said.", ClaimType.SEIZURE),
    ],
)
def test_plain_words_make_an_unsure_claim_sure_enough(text: str, kind: ClaimType) -> None:
    assert [chance for _, chance in told(text, kind)] == [SURE]
    assert [chance for _, chance in told(text, kind, sure=True)] == [SURE]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Poland will shoot down any drone that may enter its airspace, he said.", ENTRY),
        ("The drones did not enter Norwegian airspace, police said.", ENTRY),
        ("The refugees entered Polish territory on foot, the guards said.", ENTRY),
        ("Minister Jan Novak came under attack from the opposition.", STRIKE),
        ("The ministry came under fire over its price for helicopters.", STRIKE),
        ("A village in Peru was hit by a mudslide, the army said.", STRIKE),
        ("The jet crashed into a hill near Elazig, the governor said.", STRIKE),
        ("The navy fired two missiles at a target off Karachi in a drill, it said.", STRIKE),
        ("North Korea fired a missile toward the sea, Seoul said.", STRIKE),
        ("Youths hijacked a bus in Benin, police said.", ClaimType.SEIZURE),
    ],
)
def test_other_words_leave_it_unsure(text: str, kind: ClaimType) -> None:
    assert told(text, kind) == []


def test_a_place_beside_is_not_the_side_hit() -> None:
    assert told("A tanker came under attack by small boats off Yemen.", STRIKE, ("YE",)) == [((), SURE)]
    assert told("A Maltese tanker came under attack by small boats off Yemen.", STRIKE, ("MT",)) == [(("MT",), SURE)]


def test_another_kind_is_not_raised() -> None:
    assert told("Several drones entered Norwegian airspace, police said.", STRIKE) == []
