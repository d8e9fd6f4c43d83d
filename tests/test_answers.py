"""A launch in answer to another's has its own missile and place, not those of the one it answers."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from

from bot.extract.candidates import Kind
from bot.extract.rules.said.answers import with_answers
from bot.extract.rules.stages import reading
from bot.model import Category, Claim, ClaimType, Item, Span, Status


def answered(text: str, thing: str, place: str, kind: ClaimType = ClaimType.MISSILE_LAUNCH) -> tuple[str, tuple[str, ...]]:
    """The thing and the places of a claim by Morocco that was given one of each."""
    doc = doc_from(text, "Talks")
    said = doc.sentences[1].said
    found = next(m for m in doc.mentions if m.kind is Kind.ITEM and m.text == thing)
    claim = Claim(
        kind,
        Status.ASSERTED,
        (said,),
        (doc.story.cut(said),),
        actor=("MA",),
        item=(Item(Category(found.ids[0]), thing),),
        place=(place,),
        spans=(("item", (Span(found.start, found.end),)),),
    )
    told = with_answers(reading(doc), (claim,))[0]
    return told.item[0].text, told.place


@pytest.mark.parametrize(
    ("text", "given", "told"),
    [
        (
            "Morocco fired several missiles in response to Algeria's launch of a ballistic missile over Oujda.",
            ("ballistic missile", "Oujda"),
            ("missiles", ()),
        ),
        (
            "Morocco launched rockets near Taza in retaliation for Algeria's test of a cruise missile over Oujda.",
            ("cruise missile", "Taza"),
            ("rockets", ("Taza",)),
        ),
        (
            "Morocco shot four missiles into the sea, responding to Algeria, which had flown a ballistic missile over Oujda.",
            ("ballistic missile", "Oujda"),
            ("missiles", ()),
        ),
        (
            "Morocco fired a ballistic missile over Oujda in response to drills by Spain.",
            ("ballistic missile", "Oujda"),
            ("ballistic missile", ("Oujda",)),
        ),
        (
            "Algeria fired missiles in response to Morocco's launch of a ballistic missile over Oujda.",
            ("ballistic missile", "Oujda"),
            ("ballistic missile", ("Oujda",)),
        ),
    ],
)
def test_what_stands_behind_the_answer_is_the_others(text: str, given: tuple[str, str], told: tuple[str, tuple[str, ...]]) -> None:
    assert answered(text, *given) == told


def test_other_claims_are_left_alone() -> None:
    text = "Morocco fired several missiles in response to Algeria's launch of a ballistic missile over Oujda."
    assert answered(text, "ballistic missile", "Oujda", ClaimType.THREAT) == ("ballistic missile", ("Oujda",))
