"""Where a claim's own event was: not where what it came after was; a capital is a place, a country whose doer is told is none."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from fakes.sentence import extractor, one_claim

from bot.extract.candidates import Doc, Kind
from bot.extract.discourse import settled_in
from bot.extract.rules.apart.elsewhere import without_others
from bot.extract.rules.stages import reading
from bot.extract.verify import verified
from bot.model import Claim, ClaimType, Days, Span, Status, Story


def read(text: str) -> Doc:
    return extractor().read(Story("s", "Talks", text, datetime(2024, 5, 8, tzinfo=UTC)))[0]


def claim_at(doc: Doc, kind: ClaimType, actor: tuple[str, ...], target: tuple[str, ...], spots: tuple[str, ...]) -> Claim:
    """A claim of the first sentence with these places."""
    said = doc.sentences[1].said
    spans = tuple(Span(at, at + len(p)) for p in spots if (at := doc.story.full.index(p, said.start)))
    return one_claim(doc, kind, Status.ASSERTED, actor=actor, target=target, place=spots, spans=(("place", spans),))


@pytest.mark.parametrize(
    ("text", "kind", "actor", "spots", "kept"),
    [
        ("Norway struck Kirkenes after a Russian attack on Narvik.", ClaimType.STRIKE, ("NO",), ("Kirkenes", "Narvik"), ("Kirkenes",)),
        ("Norway held drills after Russia fired a missile over Narvik.", ClaimType.EXERCISE, ("NO",), ("Narvik",), ()),
        ("Kenya shelled Kismayo in revenge for an attack on Lamu.", ClaimType.STRIKE, ("KE",), ("Kismayo", "Lamu"), ("Kismayo",)),
        ("Norway fired missiles at Kirkenes, a day after a bombing in Narvik.", ClaimType.STRIKE, ("NO",), ("Narvik",), ()),
        ("Norway hit a port, killing two men in Narvik after a blast.", ClaimType.STRIKE, ("NO",), ("Narvik",), ("Narvik",)),
        ("Norway struck Kirkenes after a meal.", ClaimType.STRIKE, ("NO",), ("Kirkenes",), ("Kirkenes",)),
        ("Two officers died after rebels attacked a post near Lamu.", ClaimType.STRIKE, ("rebels",), ("Lamu",), ("Lamu",)),
        ("Norway scrambled jets after Russia flew over Narvik.", ClaimType.INCURSION, ("RU",), ("Narvik",), ("Narvik",)),
    ],
)
def test_a_place_of_what_came_before_is_left_out(
    text: str, kind: ClaimType, actor: tuple[str, ...], spots: tuple[str, ...], kept: tuple[str, ...]
) -> None:
    doc = read(text)
    (told,) = without_others(reading(doc), (claim_at(doc, kind, actor, (), spots),))
    assert told.place == kept
    assert tuple(doc.story.cut(s) for name, held in told.spans if name == "place" for s in held) == kept


@pytest.mark.parametrize(("slot", "words_", "kept"), [("casualties", "nine people", ("Lamu",)), ("casualties", "forty shops", ())])
def test_a_place_stays_where_the_claim_has_its_dead_there(slot: str, words_: str, kept: tuple[str, ...]) -> None:
    doc = read("The attack plunged forty shops into fear eight months after gunmen killed nine people in Lamu.")
    claim = claim_at(doc, ClaimType.STRIKE, (), (), ("Lamu",))
    at = doc.story.full.index(words_)
    claim = replace(claim, spans=(*claim.spans, (slot, (Span(at, at + len(words_)),))))
    assert without_others(reading(doc), (claim,))[0].place == kept


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        ("Kenya fired 60 rockets at a base in response to the killing of a leader last week.", False),
        ("Kenya struck 85 targets in retaliation for an attack on Lamu on Sunday.", False),
        ("Kenya bombed a camp after a blast killed nine people on Sunday.", False),
        ("Kenya bombed a camp on Sunday after a blast killed nine people.", True),
        ("Kenya bombed a camp in Lamu last week.", True),
        ("Kenya has bombed 60 camps since January.", True),
        ("Kenya bombed a camp after March 3.", True),
    ],
)
def test_the_day_of_what_came_before_is_left_out(text: str, dated: bool) -> None:
    doc = read(text)
    day = next(m for m in doc.mentions if m.kind is Kind.DATE)
    claim = claim_at(doc, ClaimType.STRIKE, ("KE",), (), ())
    (told,) = without_others(reading(doc), (replace(claim, date=day.days, spans=(("date", (Span(day.start, day.end),)),)),))
    assert (told.date is not None) is dated
    assert ("date" in dict(told.spans)) is dated


@pytest.mark.parametrize(
    ("text", "kind", "actor", "kept"),
    [
        ("Kenya bombed a camp near Lamu, two days after a blast killed nine people.", ClaimType.STRIKE, ("KE",), None),
        ("Kenya fired missiles at Lamu after rebels killed six soldiers.", ClaimType.STRIKE, ("KE",), None),
        ("Kenya bombed a camp, killing nine people, after a blast in Lamu.", ClaimType.STRIKE, ("KE",), 9),
        ("Nine people died after rebels stormed a post near Lamu.", ClaimType.STRIKE, ("rebels",), 9),
        ("Kenya bombed a camp after nine soldiers were killed in clashes with rebels.", ClaimType.GROUND_COMBAT, ("KE",), 9),
    ],
)
def test_the_toll_of_what_came_before_is_left_out(text: str, kind: ClaimType, actor: tuple[str, ...], kept: int | None) -> None:
    doc = read(text)
    spots = tuple(m for m in doc.mentions if m.kind is Kind.CASUALTIES)
    claim = replace(claim_at(doc, kind, actor, (), ()), casualties=spots[0].casualties)
    claim = replace(claim, spans=(("casualties", tuple(Span(m.start, m.end) for m in spots)),))
    (told,) = without_others(reading(doc), (claim,))
    assert (told.casualties.killed_min if told.casualties else None) == kept


@pytest.mark.parametrize(
    ("text", "target", "kept", "place"),
    [
        ("Kenya struck a smugglers' boat off Somalia on Monday.", ("SO",), (), ("Somalia",)),
        ("Kenya struck a boat off Somalia after the navy of Somalia shelled Lamu.", ("SO",), ("SO",), ()),
        ("Kenya struck a base in Somalia on Monday.", ("SO",), ("SO",), ()),
        ("Kenya killed three smugglers near the border of Somalia.", ("SO",), (), ()),
        ("Kenya shelled a village near the Somali border.", ("SO",), (), ()),
        ("Kenya shelled the Somali coast.", ("SO",), ("SO",), ()),
        ("Kenya shelled a Somali village near the border.", ("SO",), ("SO",), ()),
    ],
)
def test_a_state_off_whose_coast_it_was_is_the_place(
    text: str, target: tuple[str, ...], kept: tuple[str, ...], place: tuple[str, ...]
) -> None:
    doc = read(text)
    (told,) = without_others(reading(doc), (claim_at(doc, ClaimType.STRIKE, ("KE",), target, ()),))
    assert (told.target, told.place) == (kept, place)
    assert tuple(doc.story.cut(s) for name, held in told.spans if name == "place" for s in held) == place


@pytest.mark.parametrize(
    ("text", "target", "spots", "kept"),
    [
        ("Missiles hit the capital Kyiv and towns in Ukraine.", ("UA",), ("Kyiv", "Ukraine"), ("Kyiv",)),
        ("Drones struck Khartoum on Monday, Sudan said.", ("SD",), ("Khartoum",), ("Khartoum",)),
        ("Missiles hit Norway on Monday.", ("NO",), ("Norway",), ()),
    ],
)
def test_a_capital_is_a_place_and_the_country_hit_is_none(
    text: str, target: tuple[str, ...], spots: tuple[str, ...], kept: tuple[str, ...]
) -> None:
    doc = read(text)
    (told,) = verified(doc, (claim_at(doc, ClaimType.STRIKE, ("RU",), target, spots),), "model")
    assert told.place == kept


@pytest.mark.parametrize(
    ("text", "status", "first", "last"),
    [
        ("Japan on Monday also promised to give Kenya five boats.", Status.PLANNED, 6, 6),
        ("Japan will give Kenya five boats on Monday.", Status.PLANNED, 13, 13),
        ("Kenya will hold drills next week, its army said.", Status.ASSERTED, 13, 19),
        ("The drills were to begin on Friday.", Status.PLANNED, 10, 10),
        ("The order was signed on Monday.", Status.PLANNED, 6, 6),
    ],
)
def test_a_verb_in_the_past_has_its_day_behind(text: str, status: Status, first: int, last: int) -> None:
    doc = read(text)
    (mention,) = [m for m in doc.mentions if m.kind is Kind.DATE]
    assert settled_in(doc, mention, status) == Days(date(2024, 5, first), date(2024, 5, last))
