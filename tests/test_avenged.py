"""Whom those attacked who are now hit was not hit now."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from

from bot.extract.candidates import Kind
from bot.extract.rules.beside.avenged import without_avenged
from bot.extract.rules.stages import reading
from bot.model import Category, Claim, ClaimType, Item, Span, Status


def told(text: str, target: tuple[str, ...]) -> Claim:
    doc = doc_from(text)
    said = doc.sentences[1].said
    spots = [m for m in doc.mentions if m.kind is Kind.PLACE and m.text in {"Aden", "Oman"}]
    rockets = (Item(Category.ROCKET, "rockets"),) if "rockets" in text else ()
    spans = (("place", tuple(Span(m.start, m.end) for m in spots)),) if spots else ()
    place = tuple(m.text for m in spots)
    claim = Claim(
        ClaimType.STRIKE,
        Status.ASSERTED,
        (said,),
        (doc.story.cut(said),),
        actor=("TD",),
        target=target,
        place=place,
        item=rockets,
        spans=spans,
    )
    return without_avenged(reading(doc), (claim,))[0]


@pytest.mark.parametrize(
    ("text", "target", "left"),
    [
        ("Chad sank two Houthi boats that had attacked an Omani tanker.", ("houthis", "OM"), ("houthis",)),
        ("Chad bombed a Houthi unit that had shelled Oman.", ("houthis", "OM"), ("houthis",)),
        ("Chad bombed Houthi posts and an Omani base.", ("houthis", "OM"), ("houthis", "OM")),
        ("Chad bombed a Houthi post that Oman had lost.", ("houthis", "OM"), ("houthis", "OM")),
        ("Chad fired missiles that hit Oman and the Houthis.", ("houthis", "OM"), ("houthis", "OM")),
        ("Chad bombed a Houthi town where Oman had attacked a post.", ("houthis", "OM"), ("houthis", "OM")),
        ("Chad bombed a Houthi post in a raid that killed nine men of Oman.", ("houthis", "OM"), ("houthis", "OM")),
        ("A Houthi post was bombed by soldiers who had stormed a town of Oman.", ("houthis", "OM"), ("houthis", "OM")),
        ("Chad bombed those who had attacked Oman.", ("OM",), ("OM",)),
    ],
)
def test_whom_the_hit_attacked_is_not_hit(text: str, target: tuple[str, ...], left: tuple[str, ...]) -> None:
    assert told(text, target).target == left


@pytest.mark.parametrize(
    ("text", "place", "items"),
    [
        ("Chad killed a Houthi leader who had launched rockets at Oman.", (), 0),
        ("Chad killed a Houthi leader with rockets in Aden.", ("Aden",), 1),
        ("Chad killed a Houthi leader in Aden who had launched rockets at Oman.", ("Aden",), 0),
    ],
)
def test_where_and_with_what_they_did_is_not_told_of_this(text: str, place: tuple[str, ...], items: int) -> None:
    found = told(text, ("houthis",))
    assert (found.place, len(found.item)) == (place, items)
