"""Two sales to two buyers are two events, each with its own arms."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest
from test_decode import cell

from bot.extract import load
from bot.extract.candidates import Doc, Kind
from bot.extract.decode.pairs import NEVER, odds, own
from bot.extract.decode.separate import deeds
from bot.extract.decode.units import units
from bot.extract.scorers import Cell, Pool
from bot.model import ClaimType, Story

SALE = ClaimType.ARMS_TRANSFER


def doc_of(text: str) -> Doc:
    return load(model=False).read(Story("s", "Sales", text, datetime(2024, 5, 10, tzinfo=UTC)))[0]


def cells(doc: Doc) -> tuple[Cell, Cell]:
    """Each of two sentences with the things of both."""
    things = tuple(Pool(m.ids[0], 0.9, i) for i, m in enumerate(doc.mentions) if m.kind is Kind.ITEM)
    return cell(1, SALE, item=things), cell(2, SALE, item=things)


def joined(doc: Doc) -> np.ndarray:
    return odds(doc, units(cells(doc)), lambda rows: np.full(len(rows), 4.0, np.float32))


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("Peru cleared the sale of 12 tanks to Oman. It also cleared the sale of 16 drones to Chad.", True),
        ("Peru cleared the sale of 12 tanks to Oman. It also approved the sale of 16 drones to Oman.", False),
        ("Peru cleared the sale of 12 tanks to Oman. It will also sell 16 drones.", False),
        ("Kenya will buy 12 tanks for $3 million. Peru ordered 16 drones on Monday.", True),
        ("Kenya signed for 12 tanks. Peru will receive 16 drones.", True),
        ("Kenya will buy 12 tanks for Oman. Oman will receive 16 drones.", False),
        ("Kenya will buy 12 tanks. Kenya ordered 16 drones.", False),
    ],
)
def test_sales_to_two_buyers_never_join(text: str, apart: bool) -> None:
    assert bool(joined(doc_of(text))[0, 1] == NEVER) is apart


def test_to_each_buyer_his_own_arms():
    doc = doc_of("Peru cleared the sale of 12 tanks to Oman. It also cleared the sale of 16 drones to Chad.")
    found = units(cells(doc))
    (first,) = own(doc, found, [0], joined(doc), deeds(doc))
    assert [p.key for p in first.cell.roles["item"]] == ["tank"]
