"""Who blocks what others mean to do does not do it; what nobody stops is not undone."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from, one_claim

from bot.extract.rules.beside.blockers import without_blockers
from bot.extract.rules.stages import reading
from bot.model import Claim, ClaimType, Status

ARMS, SANCTION = ClaimType.ARMS_TRANSFER, ClaimType.SANCTION


def told(
    text: str, kind: ClaimType, actor: tuple[str, ...], target: tuple[str, ...], status: Status = Status.ASSERTED
) -> tuple[Claim, ...]:
    doc = doc_from(text)
    return without_blockers(reading(doc), (one_claim(doc, kind, status, actor=actor, target=target),))


@pytest.mark.parametrize(
    ("text", "kind", "actor", "target", "left"),
    [
        ("Russia vetoed a UN resolution extending sanctions on North Korea.", SANCTION, ("RU", "un"), ("KP",), ("un",)),
        ("Hungary blocked EU sanctions on Belarus.", SANCTION, ("HU", "eu"), ("BY",), ("eu",)),
        ("Hungary blocks EU sanctions on Belarus.", SANCTION, ("HU",), ("BY",), ("eu",)),
        ("Hungary blocks 500 million euros in EU military aid for Ukraine.", ARMS, ("eu",), ("UA",), ("eu",)),
        ("Turkey held up a Swedish arms sale to Latvia.", ARMS, ("SE", "TR"), ("LV",), ("SE",)),
    ],
)
def test_who_blocks_it_is_no_doer_and_it_is_not_done(
    text: str, kind: ClaimType, actor: tuple[str, ...], target: tuple[str, ...], left: tuple[str, ...]
) -> None:
    assert [(c.status, c.actor) for c in told(text, kind, actor, target)] == [(Status.NEGATED, left)]


@pytest.mark.parametrize(
    ("text", "kind", "actor", "target"),
    [
        ("Japan blocks exports of chips to China under new sanctions.", SANCTION, ("JP",), ("CN",)),
        ("Japan imposed sanctions on Iran after Russia blocked a UN resolution.", SANCTION, ("JP",), ("IR",)),
        ("Japan agreed to block EU arms bound for Chad under sanctions.", SANCTION, ("JP",), ("TD",)),
        ("Hungary did not block EU sanctions on Belarus.", SANCTION, ("eu",), ("BY",)),
        ("Japan sends arms to Chad as Russia blocks a UN convoy.", ARMS, ("JP",), ("TD",)),
        ("EU sanctions on Belarus blocked by Hungary last week are in force.", SANCTION, ("eu",), ("BY",)),
    ],
)
def test_what_is_not_blocked_stands(text: str, kind: ClaimType, actor: tuple[str, ...], target: tuple[str, ...]) -> None:
    assert [(c.status, c.actor) for c in told(text, kind, actor, target)] == [(Status.ASSERTED, actor)]


@pytest.mark.parametrize(
    "text",
    [
        "A British court rejected a bid to stop arms sales to Oman.",
        "The Senate voted down a motion to block the sale of arms to Oman.",
        "Britain's parliament defeated an amendment that would halt arms sales to Oman.",
        "The court threw out a lawsuit seeking to ban arms exports to Oman.",
        "Britain dismissed calls for an end to arms sales to Oman.",
    ],
)
def test_what_nobody_stops_is_not_negated(text: str) -> None:
    assert told(text, ARMS, ("GB",), ("OM",), Status.NEGATED) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Britain rejected a request to sell arms to Oman.",
        "Britain stopped arms sales to Oman and rejected a bid to end the talks.",
        "Britain rejected an appeal for arms by Oman.",
        "Britain backed a motion to block the sale of arms to Oman.",
        "The court upheld a ban on arms sales to Oman.",
    ],
)
def test_what_is_refused_itself_stays_negated(text: str) -> None:
    assert [c.status for c in told(text, ARMS, ("GB",), ("OM",), Status.NEGATED)] == [Status.NEGATED]


def both(text: str) -> list[ClaimType]:
    doc = doc_from(text)
    sale = one_claim(doc, ARMS, Status.NEGATED, actor=("CH",), target=("UA",))
    ban = one_claim(doc, SANCTION, Status.ASSERTED, actor=("CH",), target=("UA",))
    return [c.type for c in without_blockers(reading(doc), (sale, ban))]


def test_a_sale_that_is_blocked_is_no_sanction_beside() -> None:
    assert both("Switzerland blocked the sale of rifles to Ukraine.") == [ARMS]
    assert both("Switzerland banned the sale of rifles to Ukraine.") == [ARMS, SANCTION]
    assert both("Switzerland suspended the export of rifles to Ukraine.") == [ARMS, SANCTION]
