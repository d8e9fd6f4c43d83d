"""Whose dead, whose things and whose day: each event's own, and the whole of a row of victims."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from fakes.sentence import doc_from, whole_claim

from bot.extract.candidates import Doc, Kind, resolved
from bot.extract.rules.apart.bounds import with_bounds
from bot.extract.rules.apart.foregone import without_foregone
from bot.extract.rules.apart.hauls import with_hauls
from bot.extract.rules.apart.othertolls import without_other_tolls
from bot.extract.rules.apart.saidday import with_said_days
from bot.extract.rules.apart.summed import with_sums
from bot.extract.rules.stages import reading
from bot.model import Category, Claim, ClaimType, Days, Item, Span, Status


def read(text: str) -> Doc:
    return doc_from(text, "Talks")


def claim_of(doc: Doc, kind: ClaimType = ClaimType.STRIKE, actor: tuple[str, ...] = (), status: Status = Status.ASSERTED) -> Claim:
    """A claim of all sentences of the body."""
    return whole_claim(doc, kind, status, actor=actor)


def harmed(doc: Doc, claim: Claim, word: str) -> Claim:
    """The claim with the toll that starts with a word."""
    told = next(m for m in doc.mentions if m.kind is Kind.CASUALTIES and m.text == word)
    return replace(claim, casualties=told.casualties, spans=(*claim.spans, ("casualties", (Span(told.start, told.end),))))


def spotted(doc: Doc, claim: Claim, role: str, text: str) -> Claim:
    at = doc.story.full.index(text)
    return replace(claim, spans=(*claim.spans, (role, (Span(at, at + len(text)),))))


@pytest.mark.parametrize(
    ("text", "word", "killed"),
    [
        ("A bomber attacked a clinic, killing three policewomen and four nurses.", "three", 7),
        ("Gunmen killed six Kenyan soldiers and a driver in Lamu.", "six", 7),
        ("Two guards and 11 rebels were killed in Kosti.", "11", 13),
        ("Gunmen killed six soldiers and wounded four policemen.", "six", 6),
        ("The war has left at least 900 people dead and 400 missing.", "at least 900", 900),
        ("Gunmen killed six soldiers and burned two lorries.", "six", 6),
        ("Some 50 Kenyans, 40 of them soldiers and 10 civilians, were killed.", "Some 50", 50),
    ],
)
def test_a_row_of_victims_is_summed(text: str, word: str, killed: int) -> None:
    doc = read(text)
    (told,) = with_sums(reading(doc), (harmed(doc, claim_of(doc), word),))
    assert told.casualties is not None
    assert told.casualties.killed_min == killed


@pytest.mark.parametrize(
    ("text", "word", "place", "killed"),
    [
        ("More than 40 people died when jets bombed Kosti, a day after a strike in Kassala killed nine.", "nine", "Kosti", 40),
        ("Shelling killed six men in Kosti on Monday, after a raid in Kassala killed nine.", "nine", "Kosti", 6),
        ("Twelve soldiers were killed in Kosti following a raid in Kassala that killed nine.", "nine", "Kosti", 12),
        ("More than 40 people died when jets bombed Kosti, a day after a strike in Kassala killed nine.", "nine", "Kassala", 9),
        ("Shelling wounded six men in Kosti on Monday, after a raid in Kassala killed nine.", "nine", "Kosti", 9),
    ],
)
def test_the_toll_before_gives_way_to_that_of_the_event(text: str, word: str, place: str, killed: int) -> None:
    doc = read(text)
    claim = spotted(doc, harmed(doc, claim_of(doc), word), "place", place)
    (told,) = without_other_tolls(reading(doc), (claim,))
    assert told.casualties is not None
    assert told.casualties.killed_min == killed


@pytest.mark.parametrize(
    ("text", "word", "kept"),
    [
        ("A rebel was shot in Baga on Thursday. Six soldiers were wounded when gunmen raided a post on April 3.", "Six", False),
        ("A rebel was shot in Baga on Thursday. On Monday six soldiers were killed.", "six", False),
        ("A rebel was shot in Baga on Thursday. Nine guards were killed near Lamu on April 3.", "Nine", False),
        ("A rebel was shot in Baga on Thursday. Six soldiers were killed.", "Six", True),
        ("A rebel was shot in Baga on Thursday. Six soldiers were killed on Thursday.", "Six", True),
        ("A mine hit a lorry in Baga on Monday. Two men died on Thursday.", "Two", True),
    ],
)
def test_a_toll_of_another_day_is_left_out(text: str, word: str, *, kept: bool) -> None:
    doc = read(text)
    day = date(2024, 5, 6) if "on Monday. Two" in text else date(2024, 5, 9)
    claim = replace(harmed(doc, claim_of(doc), word), date=Days(day, day))
    (told,) = without_other_tolls(reading(doc), (claim,))
    assert (told.casualties is not None) is kept


@pytest.mark.parametrize(
    ("text", "actor", "target", "kept"),
    [
        ("Kenya shelled a camp on Monday in response to a raid that killed five Ugandans.", "KE", "UG", ()),
        ("Norway bombed a port after a Danish ship was sunk.", "NO", "DK", ()),
        ("Norway struck a base following an attack on Swedish troops.", "NO", "SE", ()),
        ("Norway struck a Danish base following an attack on a port.", "NO", "DK", ("DK",)),
        ("Norway struck Danish ships after Danish ships had shelled a port.", "NO", "DK", ("DK",)),
    ],
)
def test_who_was_hit_before_is_not_who_is_hit(text: str, actor: str, target: str, kept: tuple[str, ...]) -> None:
    doc = read(text)
    assert any(target in resolved(doc, m).ids for m in doc.mentions)
    (told,) = without_foregone(reading(doc), (replace(claim_of(doc, actor=(actor,)), target=(target,)),))
    assert told.target == kept


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Norway bombed a port on Monday after four rockets were fired at Narvik.", False),
        ("Norway shelled a camp following a rocket attack on Narvik.", False),
        ("Norway fired rockets at a camp after a raid on Narvik.", True),
        ("Norway hit a port with rockets after five rockets fell on Narvik.", True),
    ],
)
def test_what_was_fired_before_is_not_what_is_fired(text: str, *, kept: bool) -> None:
    doc = read(text)
    claim = replace(claim_of(doc, actor=("NO",)), item=(Item(Category.ROCKET, "rockets", None, None),))
    (told,) = without_foregone(reading(doc), (claim,))
    assert bool(told.item) is kept


@pytest.mark.parametrize(
    ("text", "kind", "status", "day"),
    [
        ("Iran's navy said on Thursday a frigate had fired a missile.", ClaimType.MISSILE_LAUNCH, Status.ASSERTED, 9),
        ("Kenya said late on Wednesday that its army had captured Lamu.", ClaimType.GROUND_COMBAT, Status.ASSERTED, 8),
        ("India's army said on Wednesday it destroyed two camps.", ClaimType.STRIKE, Status.ASSERTED, 8),
        ("Kenya said on Wednesday that its army had captured Lamu in April.", ClaimType.GROUND_COMBAT, Status.ASSERTED, None),
        ("Kenya said on Wednesday that it would fire missiles.", ClaimType.MISSILE_LAUNCH, Status.ASSERTED, None),
        ("Its army had captured Lamu, Kenya said on Wednesday.", ClaimType.GROUND_COMBAT, Status.ASSERTED, None),
        ("Kenya said on Wednesday it had found missiles used in strikes.", ClaimType.STRIKE, Status.ASSERTED, None),
        ("Iran's navy said on Thursday a frigate had fired a missile.", ClaimType.MISSILE_LAUNCH, Status.PLANNED, None),
        ("Iran's navy said the next day a frigate had fired a missile.", ClaimType.MISSILE_LAUNCH, Status.ASSERTED, None),
    ],
)
def test_what_is_told_as_done_wears_the_day_of_who_says_so(text: str, kind: ClaimType, status: Status, day: int | None) -> None:
    doc = read(text)
    (told,) = with_said_days(reading(doc), (claim_of(doc, kind, status=status),))
    assert told.date == (None if day is None else Days(date(2024, 5, day), date(2024, 5, day)))


@pytest.mark.parametrize(
    ("title", "text", "most"),
    [
        ("Blast in Bergen kills 27", "At least 27 people were killed in Bergen on Monday.", None),
        ("Raid on Lamu kills nine", "No fewer than nine guards died in a raid on Lamu.", None),
        ("Raid on Lamu wounds nine", "At least nine guards were wounded in a raid on Lamu.", None),
        ("Blast in Bergen kills 27", "The blast in Bergen killed 27 people.", 27),
        ("Blast in Bergen kills 27", "At least 25 people were killed in Bergen.", 27),
        ("Blast in Bergen kills 27", "The blast was in Bergen. At least 27 people were killed in May.", 27),
    ],
)
def test_a_flat_number_of_a_headline_is_as_open_as_the_first_sentence_says(title: str, text: str, most: int | None) -> None:
    doc = doc_from(text, title)
    told = next(m for m in doc.mentions if m.kind is Kind.CASUALTIES)
    (claim,) = with_bounds(
        reading(doc), (replace(claim_of(doc), casualties=told.casualties, spans=(("casualties", (Span(told.start, told.end),)),)),)
    )
    assert claim.casualties is not None
    assert (claim.casualties.killed_max or claim.casualties.wounded_max) == most


@pytest.mark.parametrize(
    ("text", "kind", "things", "left"),
    [
        ("The destroyer Nitze seized rifles from two small boats.", ClaimType.SEIZURE, (Category.SMALL_ARMS, Category.SHIP), 1),
        ("Customs seized grenades aboard a ship bound for Lagos.", ClaimType.SEIZURE, (Category.AMMUNITION, Category.SHIP), 1),
        ("The navy seized rifles on Monday and sank the boat.", ClaimType.SEIZURE, (Category.SMALL_ARMS, Category.SHIP), 1),
        ("Two of its ships had seized rifles from a dhow.", ClaimType.SEIZURE, (Category.SMALL_ARMS, Category.SHIP), 1),
        ("The navy seized two boats and rifles.", ClaimType.SEIZURE, (Category.SMALL_ARMS, Category.SHIP), 2),
        ("Two boats were seized with rifles.", ClaimType.SEIZURE, (Category.SMALL_ARMS, Category.SHIP), 2),
        ("The navy seized a ship.", ClaimType.SEIZURE, (Category.SHIP,), 1),
        ("Marines boarded a boat from a ship.", ClaimType.SEIZURE, (Category.SHIP,), 1),
        ("Norway sank a landing ship with drones.", ClaimType.STRIKE, (Category.DRONE, Category.SHIP), 1),
        ("A landing ship was hit by drones off Narvik.", ClaimType.STRIKE, (Category.DRONE, Category.SHIP), 1),
        ("Missiles damaged the frigate at Narvik.", ClaimType.STRIKE, (Category.SHIP,), 0),
        ("A ship shelled Narvik and drones hit it.", ClaimType.STRIKE, (Category.DRONE, Category.SHIP), 2),
        ("Two submarines trained amid anger over the seizure of ships.", ClaimType.EXERCISE, (Category.SUBMARINE, Category.SHIP), 1),
        ("Two submarines trained after the capture of three vessels.", ClaimType.EXERCISE, (Category.SUBMARINE, Category.SHIP), 1),
        ("Submarines trained after the shelling of ships off Narvik.", ClaimType.EXERCISE, (Category.SUBMARINE, Category.SHIP), 1),
        ("Two submarines trained in an exercise of ships.", ClaimType.EXERCISE, (Category.SUBMARINE, Category.SHIP), 2),
        ("Two submarines trained with a group of ships.", ClaimType.EXERCISE, (Category.SUBMARINE, Category.SHIP), 2),
    ],
)
def test_what_stood_by_is_not_what_was_taken_or_fired(text: str, kind: ClaimType, things: tuple[Category, ...], left: int) -> None:
    doc = read(text)
    claim = replace(claim_of(doc, kind), item=tuple(Item(t, str(t), None, None) for t in things))
    (told,) = with_hauls(reading(doc), (claim,))
    assert len(told.item) == left
