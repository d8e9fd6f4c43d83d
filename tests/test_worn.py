"""The numbers that things wear themselves, and the things that a chosen number counts."""

from __future__ import annotations

import pytest
from test_decode_clean import doc_of, nobody

from bot.extract.candidates import Doc, Kind
from bot.extract.decode.clean import stated
from bot.extract.decode.slots import Value, items
from bot.extract.decode.worn import lasting, worn
from bot.model import Category, ClaimType, Span, Status

LONG = " ".join(["Nothing else was told of it on the day."] * 25)


def values(doc: Doc, kind: Kind, *texts: str) -> list[Value]:
    """The first mentions of some texts as values."""
    spots = [next(i for i, m in enumerate(doc.mentions) if m.kind is kind and m.text == t) for t in texts]
    return [Value(doc.mentions[i].ids[0] if kind is Kind.ITEM else "", 0.9, i) for i in spots]


def told(text: str, things: list[str], counts: list[str], kind: ClaimType = ClaimType.DEPLOYMENT) -> list[tuple[str, str | None]]:
    doc = doc_of(text)
    found = worn(doc, kind, nobody(item=values(doc, Kind.ITEM, *things), count=values(doc, Kind.COUNT, *counts)))
    return [(i.text, i.quantity and i.quantity.text) for i in items(doc, found["item"], found["count"])]


@pytest.mark.parametrize(
    ("text", "thing", "count"),
    [
        ("Kenya will pull its nearly 900 soldiers out of Somalia.", "soldiers", "nearly 900"),
        ("France is sending a company of about 180 troops to Estonia.", "troops", "about 180"),
        ("Norway moved 40 of its Leopard tanks north.", "Leopard tanks", "40"),
        ("Spain completed the withdrawal of its 460 troops.", "troops", "460"),
        ("Italy will move some of its 1,100 troops in Kosovo.", "troops", None),
        ("One of the ministers said Italy would send troops.", "troops", None),
        ("India held the May 7 missile drill at sea.", "missile", None),
        ("Chad sent additional soldiers to the border.", "soldiers", None),
        ("Two men and a soldier were sent to Mali.", "soldier", None),
    ],
)
def test_a_thing_keeps_the_number_that_stands_before_it(text: str, thing: str, count: str | None) -> None:
    assert told(text, [thing], []) == [(thing, count)]


def test_an_attack_is_not_counted_by_what_stands_before_its_weapon() -> None:
    assert told("Twelve car bombs went off in Kabul.", ["car bombs"], [], ClaimType.STRIKE) == [("car bombs", None)]


@pytest.mark.parametrize(
    ("text", "thing", "left"),
    [
        (
            "The carrier HMS Prince of Wales sailed with three frigates.",
            "carrier HMS Prince of Wales",
            [("carrier HMS Prince of Wales", None), ("frigates", "three")],
        ),
        ("The aircraft came on Monday, when six jets landed at Riga.", "aircraft", [("jets", "six")]),
        ("Chad sent three military instructors to Mali.", "instructors", [("instructors", "three")]),
    ],
)
def test_a_number_that_counts_another_thing_of_the_kind_stays_with_it(text: str, thing: str, left: list[tuple[str, str | None]]) -> None:
    count = next(c for _, c in left if c)
    assert told(text, [thing], [count]) == left


@pytest.mark.parametrize(
    ("text", "kept"), [("Chad's army said 600 soldiers left.", True), ("Norway sent jets after two Russian bombers came.", False)]
)
def test_only_a_state_named_behind_a_number_takes_it_away(text: str, kept: bool) -> None:
    doc = doc_of(f"{text} {LONG}")
    sentence = doc.sentences[1]
    item = next(i for i, m in enumerate(doc.mentions) if m.kind is Kind.ITEM and m.text in {"soldiers", "jets"})
    number = next(i for i, m in enumerate(doc.mentions) if m.kind is Kind.COUNT and m.text in {"600", "two"})
    found = nobody(actor=[Value("NO", 0.9, 0)], item=[Value(Category.TROOPS, 0.9, item)], count=[Value("", 0.9, number)], casualties=[])
    held = stated(doc, ClaimType.DEPLOYMENT, Status.ASSERTED, found, [Span(sentence.said.start, sentence.said.end)])
    assert bool(held["count"]) is kept


@pytest.mark.parametrize(
    ("text", "chosen", "kind", "told"),
    [
        ("Oman and India will hold drills from December 3 to December 9.", None, ClaimType.EXERCISE, "December 3 to December 9"),
        ("The drills run from 3 to 9 December off Duqm.", None, ClaimType.EXERCISE, "3 to 9 December"),
        ("On Monday Oman said the drills run from 3 to 9 December.", "On Monday", ClaimType.EXERCISE, "On Monday"),
        ("Oman will send ships from December 3 to December 9.", None, ClaimType.DEPLOYMENT, None),
        ("Both have drilled together since the war of 1980-88.", None, ClaimType.EXERCISE, None),
    ],
)
def test_a_drill_lasts_from_its_first_day_to_its_last(text: str, chosen: str | None, kind: ClaimType, told: str | None) -> None:
    doc = doc_of(text)
    said = doc.sentences[1].said
    days = [Value("", 0.9, i) for i, m in enumerate(doc.mentions) if m.kind is Kind.DATE and m.text == chosen]
    held = lasting(doc, kind, nobody(date=days), [said])["date"]
    assert [doc.mentions[v.mention].text for v in held] == ([told] if told else [])


@pytest.mark.parametrize(
    ("text", "things", "counts", "left"),
    [
        ("Oman will fly 30 jets in the drill. Kuwait sent six F-16 fighters.", ["jets"], ["six"], [("jets", "30")]),
        ("Oman massed tanks. Nearly four convoys came from Sur.", ["tanks"], ["Nearly four"], [("tanks", None)]),
        ("Oman fired missiles. Six were fired at dawn.", ["missiles"], ["Six"], [("missiles", "Six")]),
        ("Oman will fly jets in the drill. It sent six F-16 fighters.", ["jets"], ["six"], [("F-16 fighters", "six")]),
    ],
)
def test_a_number_of_what_another_sentence_tells_stays_there(
    text: str, things: list[str], counts: list[str], left: list[tuple[str, str]]
) -> None:
    assert told(text, things, counts, ClaimType.EXERCISE) == left


def test_a_thing_is_told_with_the_whole_of_its_first_word() -> None:
    assert told("Oman fired anti-ship cruise missiles.", ["ship cruise missiles"], []) == [("anti-ship cruise missiles", None)]
