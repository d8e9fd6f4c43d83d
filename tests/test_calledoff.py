"""What a sentence takes back: found by the words, believed over the heads, and told nowhere as if it had happened."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from fakes.sentence import reader

from bot.extract.candidates import Doc
from bot.extract.frames import proposals
from bot.extract.lexica import table
from bot.extract.mentions import candidates
from bot.extract.rules.firm.calledoff import called_off, restated, settled, taken_back
from bot.extract.rules.firm.calledoff.phrases import listed, phrases
from bot.extract.rules.stages import reading
from bot.extract.scorers import Cell
from bot.extract.scorers.features import STATUSES
from bot.extract.tools import load as tools
from bot.model import Claim, ClaimType, Span, Status, Story

FLAT = {Status.ASSERTED, Status.ALLEGED, Status.PLANNED}


def story(title: str, text: str = "") -> Story:
    return Story("s", title, text, datetime(2024, 5, 7, 9, tzinfo=UTC))


def doc(title: str, text: str = "") -> Doc:
    return candidates(story(title, text), tools())


def found(text: str) -> list[tuple[str, str, bool]]:
    """What a sentence takes back: each type with its status and whether it stands."""
    return [(kind.value, off.status.value, off.stands) for off in called_off(doc(text)).get(0, ()) for kind in off.types]


def cell(kind: ClaimType, sentence: int = 0, **shares: float) -> Cell:
    return Cell(sentence, kind, 0.9, tuple(shares.get(s.value, 0.0) for s in STATUSES), 0.1, (0.1, 0.2, 0.7), {})


def read(held: Doc, cells: list[Cell]) -> tuple[Cell, ...]:
    return restated(held, cells, called_off(held))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Samoa calls off naval exercise with Tonga", ("exercise", "negated", False)),
        ("Samoa called the naval exercise off on Monday", ("exercise", "negated", False)),
        ("Joint drill of Accra and Lome called off", ("exercise", "negated", False)),
        ("Marine drill off Palau called off by American admiral", ("exercise", "negated", False)),
        ("Exercise Red Heron cancelled after flood, Irish army says", ("exercise", "negated", False)),
        ("Chile scraps order for Belgian howitzers", ("arms_transfer", "negated", False)),
        ("Belgium's order of 12 Merlin helicopters from Italy has been cancelled", ("arms_transfer", "negated", False)),
        ("Austria shelves plan to send mortars to Moldova", ("arms_transfer", "negated", False)),
        ("Estonia drops plan to buy Swedish mortars", ("arms_transfer", "negated", False)),
        ("Senate votes down a $400 million sale of Reaper drones to Kuwait", ("arms_transfer", "negated", False)),
        ("Latvia turns down Czech request for howitzers", ("arms_transfer", "negated", False)),
        ("Minister rules out sending tanks to Georgia", ("arms_transfer", "negated", False)),
        ("Seoul and Washington suspend joint air exercise", ("exercise", "negated", False)),
        ("Lisbon revokes licences for the sale of 400 mortars to Kuwait", ("arms_transfer", "negated", False)),
        ("Oslo withdraws its approval of the delivery of radars to Oman", ("arms_transfer", "negated", False)),
        ("Permits for the export of rifles to Chad were cancelled", ("arms_transfer", "negated", False)),
        ("Greece does not rule out sending howitzers to Cyprus", ("arms_transfer", "possible", False)),
        ("Athens cannot rule out an air strike on Tobruk", ("strike", "possible", False)),
        ("A naval exercise with Malta can't be ruled out", ("exercise", "possible", False)),
        ("Joint patrols by Kenya and Ethiopia suspended", ("deployment", "negated", False)),
        ("Libya withdraws from joint exercise with Tunisia", ("exercise", "negated", False)),
        ("Cyclone forces Samoa to call off naval exercise", ("exercise", "negated", False)),
        ("Congo planned an air strike on Bunia but called it off", ("strike", "negated", False)),
        ("Peru planned to buy 40 tanks but scrapped the deal.", ("arms_transfer", "negated", False)),
        ("The drills that Chad and Niger had planned to hold in May have been called off", ("exercise", "negated", False)),
        ("Test of Agni missile postponed by Indian scientists", ("missile_launch", "planned", False)),
        ("Desert Lynx, a drill with U.S. Marines that was to be held in March, had been called off.", ("exercise", "negated", False)),
        ("Samoa may cancel naval exercise with Tonga", ("exercise", "possible", False)),
        ("Samoa refuses to cancel naval exercise with Tonga", ("exercise", "planned", True)),
        ("Samoa will not cancel its naval exercise with Tonga", ("exercise", "planned", True)),
        ("Rebels deny role in Bunia blast that killed 12", ("strike", "denied", False)),
        ("Hezbollah says it had no hand in the attack on Haifa", ("strike", "denied", False)),
        ("Iran denied carrying out the attack on a tanker", ("strike", "denied", False)),
        ("Minsk: Talk of Belarusian troop build-up on border is 'nonsense'", ("deployment", "denied", False)),
        ("Reports of Chadian troops in Libya are false, minister says", ("deployment", "denied", False)),
    ],
)
def test_what_is_called_off_is_found_with_its_status(text, wanted):
    assert wanted in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Jets dropped two bombs on the street behind the church",
        "Talks called off after North Korea launches missile",
        "Flights cancelled after drone attack on Saudi airport",
        "Minister cancels trip after suicide bomber kills 12 in Kabul",
        "Russia scraps old Typhoon submarine",
        "Six armoured carriers withdrawn from service will be donated to Uruguay",
        "There was no claim of responsibility for the attack",
        "No group has taken responsibility for the bombing",
        "The gunboat stopped a survey ship and held it",
        "Rebels blocked the road after shelling an army base",
        "Drones struck an airfield 600 km behind the front line",
        "The army was behind the attack on Moscow, officials said",
        "Britain withdrew from the Iran nuclear deal",
        "Rebels abandoned the assault on the town after two days",
        "The ministry withdrew the licence of a fishing company",
        "Lisbon issued licences for the sale of 400 mortars to Kuwait",
        "Lawmakers urged Britain to halt arms sales to Israel",
        "Stop the joint exercises, the banner read",
        "The navy has halted all ferries and sent two gunboats",
        "The police reported without delay the presence of troops",
        "The coup plotters declined to be named",
        "Last-ditch offensive fails",
        "Troops entered the town on false papers",
        "Reports of an air strike are not false, the army said",
    ],
)
def test_what_only_sounds_like_it_is_left(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Australia calls off naval exercise with Fiji", ClaimType.EXERCISE),
        ("Poland scraps order for South Korean tanks", ClaimType.ARMS_TRANSFER),
        ("Joint drill of Manila and Tokyo called off", ClaimType.EXERCISE),
        ("Norway turns down Latvian request for howitzers", ClaimType.ARMS_TRANSFER),
        ("Marine drill in Palawan called off by Philippine Navy", ClaimType.EXERCISE),
        ("Germany shelves plan to send Taurus missiles to Ukraine", ClaimType.ARMS_TRANSFER),
        ("US calls off air strike on Iranian radar sites", ClaimType.STRIKE),
        ("North Korea aborts launch of spy satellite", ClaimType.MISSILE_LAUNCH),
        ("Peru drops plan to buy French fighter jets", ClaimType.ARMS_TRANSFER),
        ("Deployment of Italian frigate to Red Sea cancelled", ClaimType.DEPLOYMENT),
        ("Washington pulls plug on sale of F-16s to Turkey", ClaimType.ARMS_TRANSFER),
        ("US halts weapons shipments to Ukraine", ClaimType.ARMS_TRANSFER),
        ("Swiss block transfer of ammunition to Ukraine", ClaimType.ARMS_TRANSFER),
        ("Israel decides against strike on Iranian oil sites", ClaimType.STRIKE),
        ("Taliban deny role in Kabul blast", ClaimType.STRIKE),
        ("Taliban deny role in Kabul blast that killed 12", ClaimType.STRIKE),
    ],
)
def test_no_headline_is_told_as_if_it_had_happened(title, kind):
    told = [c for c in reader().claims(story(title)) if c.type is kind]
    assert not [c for c in told if c.status in FLAT | {Status.POSSIBLE}]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Talks called off after North Korea launches missile", ClaimType.MISSILE_LAUNCH),
        ("Pakistan cancels leave of troops after Indian air strike on Balakot", ClaimType.STRIKE),
        ("Iran fired 12 missiles at Iraqi base; Trump calls off visit", ClaimType.STRIKE),
        ("Egypt buys 24 Rafale jets from France after scrapping Russian deal", ClaimType.ARMS_TRANSFER),
        ("Australia refuses to cancel naval exercise with Fiji", ClaimType.EXERCISE),
    ],
)
def test_what_happened_beside_it_is_told(title, kind):
    told = [c.status for c in reader().claims(story(title)) if c.type is kind]
    assert told
    assert set(told) <= FLAT


def test_a_headline_that_the_text_takes_back_is_not_told_beside_it():
    text = "A joint exercise of the Philippines and Japan, planned for next week off Luzon, has been called off because of a typhoon."
    told = [c.status for c in reader().claims(story("Drill off", text)) if c.type is ClaimType.EXERCISE]
    assert told == [Status.NEGATED]


def test_settled_keeps_what_another_did():
    sentence = "Samoa calls off naval exercise with Tonga"
    held = doc("Drill begins", sentence)
    spans = [s.said for s in held.sentences]

    def told(status: Status, actor: str, span: Span) -> Claim:
        return Claim(ClaimType.EXERCISE, status, (span,), (held.story.cut(span),), actor=(actor,))

    off = told(Status.NEGATED, "WS", spans[1])
    mine, theirs = told(Status.ASSERTED, "WS", spans[0]), told(Status.ASSERTED, "FJ", spans[0])
    denied = told(Status.DENIED, "WS", spans[1])
    assert settled(reading(held), (mine, theirs, off)) == (theirs, off)
    assert settled(reading(held), (mine, denied)) == (mine, denied)


def test_one_test_that_is_called_off_is_told_as_no_launch_either() -> None:
    held = doc("India's Agni-Prime test called off minutes before launch")
    said = held.sentences[0].said
    off = Claim(ClaimType.MISSILE_LAUNCH, Status.NEGATED, (said,), ("",), actor=("IN",))
    flat = Claim(ClaimType.WEAPON_TEST, Status.ASSERTED, (said,), ("",), actor=("IN",))
    other = Claim(ClaimType.WEAPON_TEST, Status.ASSERTED, (said,), ("",), actor=("PK",))
    assert settled(reading(held), (off, flat, other)) == (off, other)


def test_the_heads_cell_takes_the_status():
    (off,) = read(doc("Samoa calls off naval exercise with Tonga"), [cell(ClaimType.EXERCISE, asserted=0.9, negated=0.1)])
    assert dict(zip(STATUSES, off.status, strict=True))[Status.NEGATED] == 1.0


def test_a_cell_with_another_event_of_the_type_is_left():
    two = cell(ClaimType.ARMS_TRANSFER, asserted=0.9, negated=0.1)
    assert read(doc("Peru scraps tank order, buys 96 Apache helicopters from US"), [two]) == (two,)


def test_a_cell_of_what_stands_loses_its_doubt():
    (kept,) = read(doc("Samoa refuses to cancel naval exercise with Tonga"), [cell(ClaimType.EXERCISE, asserted=0.2, negated=0.8)])
    shares = dict(zip(STATUSES, kept.status, strict=True))
    assert (shares[Status.NEGATED], shares[Status.PLANNED], shares[Status.ASSERTED]) == (0.0, 0.8, 0.2)


def test_a_rules_proposal_takes_the_status_where_its_word_stands_inside():
    held = doc("Samoa will not cancel its naval exercise with Tonga.")
    before = {p.status for p in proposals(held)}
    assert before == {Status.NEGATED}
    assert {p.status for p in taken_back(proposals(held), called_off(held))} == {Status.PLANNED}


def test_a_pact_that_is_ended_is_no_negation():
    held = doc("Chad suspends ceasefire with rebels of the north.")
    assert {p.status for p in taken_back(proposals(held), called_off(held)) if p.type is ClaimType.AGREEMENT} == {Status.ASSERTED}


def test_the_lists_hold_plain_phrases():
    raw = table("calledoff")
    assert raw["version"] >= 1
    assert {kind for held in phrases().values() for kind in (p.kind for p in held)} == set(raw["phrases"])
    for name in raw["words"]:
        assert listed(name)
        assert all(w == w.lower() and " " not in w for w in listed(name))


def test_a_test_called_off_is_no_launch_either():
    text = "The U.S. Navy called off a test of a hypersonic missile minutes before it was to be launched Wednesday, officials said."
    told = reader().claims(Story("s", "Navy calls off missile test", text, datetime(2024, 5, 10, tzinfo=UTC)))
    assert told
    assert {c.status for c in told} == {Status.NEGATED}


def test_a_launch_beside_a_test_called_off_is_told():
    text = "North Korea fired a missile on Monday after Seoul called off a missile test."
    told = reader().claims(Story("s", "North fires missile", text, datetime(2024, 5, 10, tzinfo=UTC)))
    assert [c.status for c in told if c.actor == ("KP",)] == [Status.ASSERTED]
