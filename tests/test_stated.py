"""What a claim tells stands in its evidence: things, counts and sayers that another sentence names are left out."""

from __future__ import annotations

from functools import cache

import pytest
from fakes.sentence import doc_from

from bot.extract.candidates import Doc, Kind
from bot.extract.decode.clean import stated
from bot.extract.decode.slots import Value
from bot.extract.scorers.pools import keys
from bot.model import ClaimType, Status

LONG = " The weather stayed cold and wet, and the boats stayed in the harbour all day long." * 10  # what makes a story of a feed item
TEXT = "Norway fired 12 missiles at a range. A drone struck a depot in Narvik. Norway denied the charge. “The depot burned.”"


@cache
def doc(more: str = LONG) -> Doc:
    return doc_from(TEXT + more, "Talks")


def value(kind: Kind, text: str, role: str) -> Value:
    at, mention = next((i, m) for i, m in enumerate(doc().mentions) if m.kind is kind and text in m.text)
    return Value(keys(doc(), mention, role)[0], 0.9, at)


def left(role: str, held: Value, kind: ClaimType, status: Status, sentence: int) -> list[Value]:
    found: dict[str, list[Value]] = {"actor": [], "item": [], "count": [], "casualties": [], "source": []}
    return stated(doc(), kind, status, {**found, role: [held]}, [doc().sentences[sentence].said])[role]


@pytest.mark.parametrize(
    ("kind", "text", "role", "type_", "status", "sentence", "kept"),
    [
        (Kind.ITEM, "missiles", "item", ClaimType.STRIKE, Status.ASSERTED, 1, True),
        (Kind.ITEM, "missiles", "item", ClaimType.STRIKE, Status.ASSERTED, 2, False),
        (Kind.ITEM, "missiles", "item", ClaimType.STRIKE, Status.DENIED, 3, True),
        (Kind.ITEM, "missiles", "item", ClaimType.MISSILE_LAUNCH, Status.ASSERTED, 3, True),
        (Kind.COUNT, "12", "count", ClaimType.STRIKE, Status.ASSERTED, 1, True),
        (Kind.COUNT, "12", "count", ClaimType.STRIKE, Status.ASSERTED, 2, False),
        (Kind.PARTY, "Norway", "source", ClaimType.STRIKE, Status.ASSERTED, 1, True),
        (Kind.PARTY, "Norway", "source", ClaimType.STRIKE, Status.ASSERTED, 2, False),
        (Kind.PARTY, "Norway", "source", ClaimType.STRIKE, Status.ASSERTED, 4, True),
    ],
)
def test_what_no_sentence_of_the_evidence_names_is_left_out(
    kind: Kind, text: str, role: str, type_: ClaimType, status: Status, sentence: int, kept: bool
) -> None:
    assert bool(left(role, value(kind, text, role), type_, status, sentence)) is kept


def test_a_sayer_is_read_where_the_evidence_names_him() -> None:
    (told,) = left("source", value(Kind.PARTY, "Norway", "source"), ClaimType.STRIKE, Status.DENIED, 3)
    assert doc().mentions[told.mention].sentence == 3


def test_a_feed_item_keeps_what_its_other_lines_name() -> None:
    held = value(Kind.ITEM, "missiles", "item")
    found: dict[str, list[Value]] = {"item": [held], "count": [], "casualties": [], "source": []}
    assert stated(doc(""), ClaimType.STRIKE, Status.ASSERTED, found, [doc("").sentences[2].said])["item"] == [held]


def test_a_thing_meant_again_is_the_one_told_before() -> None:
    text = "Kenya tested a surface-to-air missile on Monday. The army will order 300 of the missiles." + LONG
    told = doc_from(text, "Talks")
    at = next(i for i, m in enumerate(told.mentions) if m.kind is Kind.ITEM and m.sentence == 1)
    found: dict[str, list[Value]] = {"item": [Value("air_defence", 0.9, at)], "count": [], "casualties": [], "source": []}
    (thing,) = stated(told, ClaimType.PROCUREMENT, Status.PLANNED, found, [told.sentences[2].said])["item"]
    assert (thing.key, told.mentions[thing.mention].text) == ("air_defence", "missiles")
