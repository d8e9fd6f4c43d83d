"""What can be a claim of its type, and what a number, the dead or a refusal to speak tell of it."""

from __future__ import annotations

import pytest
from test_decode_clean import doc_of, nobody

from bot.extract.candidates import Kind
from bot.extract.decode.clean import clean, stated
from bot.extract.decode.sifted import attacking, spoken
from bot.extract.decode.slots import Value, items
from bot.extract.decode.standing import kind_of, stands
from bot.extract.decode.units import units
from bot.extract.proposal import ROLES
from bot.extract.scorers import Cell
from bot.extract.scorers.features import STATUSES
from bot.model import ClaimType, Status


def test_men_are_no_arms_and_what_is_shot_down_was_not_fired_by_who_shot_it() -> None:
    doc = doc_of("Cuba sent troops to Kenya. A destroyer shot down a missile over the sea. The navy fired a missile.")
    thing = {m.text: i for i, m in reversed(list(enumerate(doc.mentions))) if m.kind is Kind.ITEM}
    last = max(i for i, m in enumerate(doc.mentions) if m.kind is Kind.ITEM)
    assert not stands(doc, ClaimType.ARMS_TRANSFER, nobody(item=[Value("troops", 0.9, thing["troops"])]))
    assert stands(doc, ClaimType.DEPLOYMENT, nobody(item=[Value("troops", 0.9, thing["troops"])]))
    assert not stands(doc, ClaimType.MISSILE_LAUNCH, nobody(item=[Value("missile", 0.9, thing["missile"])]))
    assert stands(doc, ClaimType.MISSILE_LAUNCH, nobody(item=[Value("missile", 0.9, last)]))


def test_a_balloon_is_shot_down_and_not_fired() -> None:
    doc = doc_of("Kenya shot down a balloon over Lamu.")
    thing = next(i for i, m in enumerate(doc.mentions) if m.kind is Kind.ITEM)
    found = nobody(item=[Value(doc.mentions[thing].ids[0], 0.9, thing)])
    assert len(clean(doc, ClaimType.INTERCEPTION, found)["item"]) == 1
    assert clean(doc, ClaimType.MISSILE_LAUNCH, found)["item"] == []


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Kenya hit a vessel off Lamu with two missiles.", ["missile"]),
        ("Two vessels were struck by missiles.", ["missile"]),
        ("Kenyan warships struck the port.", ["ship"]),
        ("They blew up a car bomb at the gate.", ["explosive"]),
    ],
)
def test_what_a_strike_hit_is_not_what_it_was_done_with(text: str, kept: list[str]) -> None:
    doc = doc_of(text)
    things = [Value(m.ids[0], 0.9, i) for i, m in enumerate(doc.mentions) if m.kind is Kind.ITEM]
    assert [v.key for v in clean(doc, ClaimType.STRIKE, nobody(item=things))["item"]] == kept


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The navy seized 1,400 rifles from a dhow on Thursday.", ClaimType.SEIZURE),
        ("The army seized the town of Karsk with tanks on Thursday.", ClaimType.GROUND_COMBAT),
    ],
)
def test_what_is_seized_tells_the_type(text: str, kind: ClaimType) -> None:
    doc = doc_of(text)
    things = [Value(m.ids[0], 0.9, i) for i, m in enumerate(doc.mentions) if m.kind is Kind.ITEM]
    assert kind_of(doc, ClaimType.GROUND_COMBAT, nobody(item=things)) is kind


@pytest.mark.parametrize(
    ("text", "whose", "can_be"),
    [
        ("Germany threw French troops out of the port.", "French", False),
        ("Germany threw France's troops out of the port.", "France", False),
        ("Germany sent troops to the French port.", "French", True),
        ("Germany sent tanks and troops to France.", "France", True),
    ],
)
def test_nobody_deploys_the_other_sides_troops(text: str, whose: str, *, can_be: bool) -> None:
    doc = doc_of(text)
    spots = {m.text: i for i, m in enumerate(doc.mentions) if m.sentence == 1}
    troops = [Value("troops", 0.9, next(i for i, m in enumerate(doc.mentions) if m.text == "troops" and m.kind is Kind.ITEM))]
    found = nobody(actor=[Value("DE", 0.9, spots["Germany"])], target=[Value("FR", 0.8, spots[whose])], item=troops)
    assert stands(doc, ClaimType.DEPLOYMENT, found) is can_be
    assert stands(doc, ClaimType.GROUND_COMBAT, found)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Norland tests solid-fuel engine for new ballistic missile.", ClaimType.WEAPON_TEST),
        ("Norland tested an engine for a new missile.", ClaimType.WEAPON_TEST),
        ("Norland launched a missile after it tested an engine.", ClaimType.MISSILE_LAUNCH),
        ("Norland fired a missile a day after it tested a large engine.", ClaimType.MISSILE_LAUNCH),
        ("Norland tested a ballistic missile.", ClaimType.MISSILE_LAUNCH),
    ],
)
def test_where_an_engine_was_fired_no_missile_was(text: str, kind: ClaimType) -> None:
    doc = doc_of(text)
    things = [Value("missile", 0.9, i) for i, m in enumerate(doc.mentions) if m.kind is Kind.ITEM and "missile" in m.text]
    assert kind_of(doc, ClaimType.MISSILE_LAUNCH, nobody(item=things)) is kind


@pytest.mark.parametrize(
    ("text", "can_be"),
    [
        ("Iran unveiled a new hypersonic missile on Friday.", False),
        ("New drones and a missile were on display in Tehran.", False),
        ("Iran unveiled and test-fired a new missile on Friday.", True),
        ("Iran fired a missile on Friday.", True),
    ],
)
def test_what_is_shown_was_not_fired(text: str, *, can_be: bool) -> None:
    doc = doc_of(text)
    things = [Value(m.ids[0], 0.9, i) for i, m in enumerate(doc.mentions) if m.kind is Kind.ITEM]
    assert stands(doc, ClaimType.MISSILE_LAUNCH, nobody(item=things)) is can_be


def test_the_dead_of_a_feed_item_are_those_its_first_sentence_tells() -> None:
    doc = doc_of("Officials put the toll at ten dead. Another 14 people were wounded.", title="Raid on camp killed at least 32 recruits")
    harm = [Value(m.casualties, 0.9, i) for i, m in enumerate(doc.mentions) if m.kind is Kind.CASUALTIES]
    assert len(harm) == 3
    kept = stated(doc, ClaimType.STRIKE, Status.ASSERTED, nobody(casualties=harm[::-1], count=[]), ())["casualties"]
    told = [doc.mentions[v.mention].casualties for v in kept]
    assert {(c.killed_min, c.wounded_min) for c in told if c is not None} == {(32, None), (None, 14)}


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("The ministry said 41 drones were downed.", 0),
        ("The ministry said 41 Russian drones were downed.", 1),
        ("The rebels fired two rockets, and both were intercepted.", 1),
        ("A missile struck the port, and two were shot down.", 1),
    ],
)
def test_a_sentence_of_fending_off_tells_no_attack(text: str, left: int) -> None:
    doc = doc_of(text)
    shares = tuple(float(s is Status.ASSERTED) for s in STATUSES)
    cells = [
        Cell(1, kind, score, shares, 0.1, (0.1, 0.2, 0.7), dict.fromkeys(ROLES, ()))
        for kind, score in ((ClaimType.STRIKE, 0.6), (ClaimType.INTERCEPTION, 0.95))
    ]
    assert sum(c.type is ClaimType.STRIKE for c in attacking(doc, cells)) == left


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Sea drones hit the port. Up to six boats had been destroyed on the way.", None),
        ("Sea drones hit the port. Up to six drones had been destroyed on the way.", "six"),
        ("Two army helicopters and sea drones hit the port.", "Two"),
    ],
)
def test_a_number_of_one_thing_counts_no_other(text: str, counted: str | None) -> None:
    doc = doc_of(text)
    things = [Value(m.ids[0], 0.9, i) for i, m in enumerate(doc.mentions) if m.kind is Kind.ITEM and m.ids[0] in {"drone", "aircraft"}][:1]
    counts = [Value(("n",), 0.9, i) for i, m in enumerate(doc.mentions) if m.kind is Kind.COUNT]
    (item,) = items(doc, things, counts)
    assert (item.quantity is None) is (counted is None)
    assert counted is None or (item.quantity is not None and counted in item.quantity.text)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("It gave no figure.", 0),
        ("The ministry declined to comment.", 0),
        ("He would not say how many.", 0),
        ("It denied the report and gave no figure.", 1),
        ("It did not fire on the village.", 1),
        ("It gave no details of the missiles.", 1),
        ("It denied that anyone had been hurt.", 0),
        ("Officials denied there had been any casualties.", 0),
        ("It denied hitting a clinic.", 1),
    ],
)
def test_what_is_only_left_unsaid_denies_nothing(text: str, left: int) -> None:
    doc = doc_of(text)
    shares = tuple(0.9 if s is Status.DENIED else 0.02 for s in STATUSES)
    told = Cell(1, ClaimType.ARMS_TRANSFER, 0.6, shares, 0.1, (0.1, 0.2, 0.7), dict.fromkeys(ROLES, ()))
    assert len(spoken(doc, units([told]))) == left
