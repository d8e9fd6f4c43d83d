"""Where all who fall are the doer's own, he was hit; deployments cost no lives; who told it is no news."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from fakes.sentence import extractor, one_claim

from bot.extract.rules.beside.fallen import with_fallen
from bot.extract.rules.stages import reading
from bot.extract.verify import verified
from bot.model import Casualties, Claim, ClaimType, Status, Story

WHEN = datetime(2024, 5, 10, tzinfo=UTC)


def told(text: str, kind: ClaimType = ClaimType.GROUND_COMBAT) -> Claim:
    doc = extractor().read(Story("s", "A long week", text, WHEN))[0]
    dead = Casualties(killed_min=4, killed_max=4)
    claim = one_claim(doc, kind, Status.ASSERTED, actor=("OM",), target=("rebels",), casualties=dead)
    return with_fallen(reading(doc), (claim,))[0]


@pytest.mark.parametrize(
    "text",
    [
        "Four Omani soldiers were killed in the hills where they were fighting rebels.",
        "Oman said four of its soldiers had been killed near the camp.",
        "Four Omani soldiers died when a mine went off on their way to the rebels.",
        "Four Omani soldiers were killed near the camp of the rebels: three died at once and two were wounded.",
        "Three Omani troops were killed and an Omani officer was wounded near the camp of the rebels.",
    ],
)
def test_where_all_the_fallen_are_the_doers_own_he_was_hit(text: str) -> None:
    assert (told(text).actor, told(text).target) == ((), ("OM",))


@pytest.mark.parametrize(
    "text",
    [
        "Omani soldiers killed four rebels in the hills.",
        "Four rebels were killed by Omani soldiers in the hills.",
        "An Omani soldier was killed as Omani forces killed four rebels.",
        "Four rebels and an Omani soldier were killed in the hills.",
        "Omani forces freed two men in a raid in the hills, and one Omani soldier was wounded.",
        "Omani forces mounted a rescue amid gun battles with rebels in the hills, and four Omani soldiers were wounded.",
        "Omani soldiers shelled the hills.",
        "Omani troops have fought in the hills since May, and four Omani soldiers were killed there.",
        "Omani jets hit 29 posts after four Omani soldiers were killed.",
        "Omani jets hit 29 posts of the rebels after four Omani soldiers were killed in a clash with the rebels.",
    ],
)
def test_other_dead_leave_the_doer(text: str) -> None:
    assert told(text).actor == ("OM",)


def sides(text: str, actor: tuple[str, ...], target: tuple[str, ...] = ()) -> tuple[tuple[str, ...], tuple[str, ...]]:
    doc = extractor().read(Story("s", "A long week", text, WHEN))[0]
    claim = one_claim(doc, ClaimType.GROUND_COMBAT, Status.ASSERTED, actor=actor, target=target)
    found = with_fallen(reading(doc), (claim,))[0]
    return found.actor, found.target


@pytest.mark.parametrize(
    ("text", "actor", "target", "right"),
    [
        ("Nine Kenyan marines were killed in fighting with al-Shabaab near the coast.", (), (), (("al_shabaab",), ("KE",))),
        ("Two Omani soldiers died in a clash with Houthi fighters on Monday.", ("OM",), ("houthis",), (("houthis",), ("OM",))),
        ("Four Thai rangers killed in battle with Cambodian troops.", (), ("TH",), (("KH",), ("TH",))),
        ("Six soldiers were wounded in a firefight with Boko Haram.", (), ("boko_haram",), (("boko_haram",), ())),
    ],
)
def test_with_whom_somebody_fell_in_fighting_is_the_doer(
    text: str, actor: tuple[str, ...], target: tuple[str, ...], right: tuple[tuple[str, ...], tuple[str, ...]]
) -> None:
    assert sides(text, actor, target) == right


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Kenyan marines killed nine men in fighting with al-Shabaab.", ("KE",)),
        ("Nine Kenyan marines were killed in fighting near the coast.", ()),
        ("Nine al-Shabaab men were killed in a clash with Kenyan troops, Kenya said.", ("US",)),
    ],
)
def test_other_fights_keep_their_doers(text: str, actor: tuple[str, ...]) -> None:
    assert sides(text, actor)[0] == actor


def posted(text: str, kind: ClaimType, dead: Casualties | None) -> list[bool]:
    doc = extractor().read(Story("s", "A long week", text, WHEN))[0]
    claim = one_claim(doc, kind, Status.ASSERTED, actor=("OM",), importance=3, confidence=0.9, casualties=dead)
    return [c.post for c in verified(doc, (claim, replace(claim, background=True)), "model")][:1]


def test_a_deployment_that_costs_lives_was_something_else():
    text = "Omani troops moved to the hills, where four people died."
    dead = Casualties(killed_min=4, killed_max=4)
    assert posted(text, ClaimType.DEPLOYMENT, None) == [True]
    assert posted(text, ClaimType.DEPLOYMENT, dead) == [False]
    assert posted(text, ClaimType.STRIKE, dead) == [True]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("This was reported by the army of Oman.", []),
        ("It was announced on Monday by the ministry in Oman.", []),
        ("This was the army of Oman at work.", [True]),
        ("The move was announced by the army of Oman.", [True]),
    ],
)
def test_who_told_it_is_no_news(text: str, kept: list[bool]) -> None:
    assert posted(text, ClaimType.DEPLOYMENT, None) == kept
