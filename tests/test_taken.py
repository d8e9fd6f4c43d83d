"""Which place was taken, where the sentence says that it was."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from, one_claim

from bot.extract.rules.apart.taken import with_taken
from bot.extract.rules.stages import reading
from bot.model import ClaimType, Status


def taken(text: str, actor: tuple[str, ...], status: Status = Status.ASSERTED) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The places told as taken, and all places, of a fight whose evidence is a text of one sentence."""
    doc = doc_from(text, "Talks")
    (told,) = with_taken(reading(doc), (one_claim(doc, ClaimType.GROUND_COMBAT, status, actor),))
    return tuple(doc.story.cut(spot) for name, held in told.spans if name == "taken" for spot in held), told.place


@pytest.mark.parametrize(
    ("text", "actor", "place"),
    [
        ("M23 rebels seized the town of Kiwanja on Saturday.", ("m23",), ("Kiwanja",)),
        ("The Ethiopian army recaptured Wukro from rebels.", ("ET",), ("Wukro",)),
        ("Sharqat was retaken by Iraqi forces on Monday.", ("IQ",), ("Sharqat",)),
        ("The town of Lashio fell to the Myanmar army on Friday.", ("MM",), ("Lashio",)),
        ("Taliban fighters captured the districts of Balkh and Dawlatabad.", ("taliban",), ("Balkh", "Dawlatabad")),
        ("Russian forces took control of the village of Zoria.", ("RU",), ("Zoria",)),
    ],
)
def test_the_place_that_is_taken_is_told_by_its_name(text: str, actor: tuple[str, ...], place: tuple[str, ...]) -> None:
    assert taken(text, actor) == (place, place)


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Rebels captured parts of Goma on Sunday.", ("rebels",)),
        ("Libyan troops fought to recapture Sebha.", ("LY",)),
        ("Rebels did not capture Bor.", ("rebels",)),
        ("Rebels may take the town of Bor.", ("rebels",)),
        ("Soldiers captured Saleh near the border.", ("YE",)),
        ("Boko Haram overran a base in Baga.", ("boko_haram",)),
        ("Sudanese troops left after Chadian forces had taken the town of Wau.", ("SD",)),
        ("Officers took power in Gabon.", ("GA",)),
    ],
)
def test_what_is_not_told_as_taken_is_not(text: str, actor: tuple[str, ...]) -> None:
    assert taken(text, actor)[0] == ()


def test_what_is_planned_is_not_taken() -> None:
    assert taken("Rebels seized the town of Bor.", ("rebels",), Status.PLANNED)[0] == ()
