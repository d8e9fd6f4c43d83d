"""Two events told side by side keep their own doers and things."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import permutations

import pytest
from fakes.sentence import reader as extractor

from bot.model import Claim, ClaimType, Status, Story

STATES = {"France": "FR", "Germany": "DE", "Norway": "NO", "Poland": "PL", "Canada": "CA"}
FIRST = "{} gave Ukraine 12 howitzers on Monday."
SECOND = "{} sent Ukraine 30 tanks on Tuesday."


def told(text: str, title: str = "Aid for Ukraine") -> list[Claim]:
    return list(extractor().read(Story("s", title, text, datetime(2024, 5, 10, tzinfo=UTC)))[1])


@pytest.mark.parametrize(("one", "two"), list(permutations(STATES, 2)), ids=str)
def test_two_states_that_give_side_by_side_are_two_claims(one: str, two: str) -> None:
    claims = [c for c in told(f"{FIRST.format(one)} {SECOND.format(two)}") if any(one in q or two in q for q in c.quotes)]
    assert not [c for c in claims if {STATES[one], STATES[two]} <= set(c.actor)], "no claim has both doers"
    things = {c.actor: {str(i.category) for i in c.item} for c in claims}
    assert "tank" not in things.get((STATES[one],), set())
    assert "artillery" not in things.get((STATES[two],), set())
    assert things, "something is told"


def test_the_missiles_of_two_states_are_not_one_launch() -> None:
    claims = told("Iran fired missiles at Israel on Monday. North Korea fired a ballistic missile over Japan on Tuesday.", "Missiles")
    assert claims
    assert not [c for c in claims if {"IR", "KP"} <= set(c.actor)]


def test_what_the_next_sentence_tells_of_the_same_doer_is_still_taken() -> None:
    claims = told("Norway sent weapons to Ukraine on Monday. Norway said the shipment held 12 howitzers.")
    assert any({str(i.category) for i in c.item} & {"artillery"} for c in claims if c.actor == ("NO",))


TWO = [
    ("Russia strikes Kharkiv as Ukraine hits Belgorod", {("RU",): ("UA",), ("UA",): ("RU",)}),
    ("Israel strikes Beirut, Hamas fires rockets at Haifa", {("IL",): ("LB",), ("hamas",): ("IL",)}),
    ("Ukraine hits Belgorod as Russia shells Kherson", {("UA",): ("RU",), ("RU",): ("UA",)}),
]


@pytest.mark.parametrize(("title", "sides"), TWO, ids=[t for t, _ in TWO])
def test_a_headline_with_two_events_mixes_no_doers(title: str, sides: dict[tuple[str, ...], tuple[str, ...]]) -> None:
    claims = told("", title)
    assert claims
    assert not [c for c in claims if len(set(c.actor) & {d for doers in sides for d in doers}) > 1], [c.actor for c in claims]
    for claim in claims:
        assert not claim.target or set(claim.target) <= set(sides.get(claim.actor, claim.target))


def test_the_doer_of_another_type_of_event_is_none_of_this_ones() -> None:
    claims = told("", "Houthis claim attack on ship in Red Sea; US says it shot down three drones")
    shot = [c for c in claims if str(c.type) == "interception"]
    assert [c.actor for c in shot] == [("US",)]


QUIET = " ".join(["Schools in the capital were open and the markets were full of people."] * 14)
BOTH = (
    "{a}'s military said {b_} shells had landed in the village of {x}, killing a farmer. "
    "{b}'s army said {a_} mortar fire had killed two of its soldiers at a post near {y}."
)
PAIRS = [("Armenia", "Armenian", "AM", "Azerbaijan", "Azerbaijani", "AZ"), ("Syria", "Syrian", "SY", "Turkey", "Turkish", "TR")]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda p: p[0])
def test_what_each_army_says_of_the_others_shells_is_a_claim_of_its_own(pair: tuple[str, ...]) -> None:
    a, a_, one, b, b_, two = pair
    text = f"{BOTH.format(a=a, a_=a_, b=b, b_=b_, x='Sarat', y='Varin')}\n\n{QUIET}"
    claims = [c for c in told(text, "Shells fall on both sides of the border") if c.type is ClaimType.STRIKE]
    assert {c.actor for c in claims} == {(one,), (two,)}
    for claim in claims:
        assert not (set(claim.place) >= {"Sarat", "Varin"}), "each has its own place"


def test_two_strikes_in_two_towns_are_two_claims() -> None:
    text = (
        "A Russian missile hit an apartment building in Odesa on Monday, wounding four people, the mayor said. "
        f"Russian guided bombs hit a school in Kupiansk on Sunday, killing a teacher, prosecutors said.\n\n{QUIET}"
    )
    claims = [c for c in told(text, "Russian strikes hit two towns") if c.type is ClaimType.STRIKE]
    assert not [c for c in claims if {"Odesa", "Kupiansk"} <= set(c.place)]
    assert {p for c in claims for p in c.place} >= {"Odesa", "Kupiansk"}


def test_a_denied_report_that_tells_its_own_event_denies_nothing_told_before() -> None:
    text = (
        f"Norway sent 300 troops to Estonia in May. Its spokesman denied reports that a Norwegian helicopter had been shot down.\n\n{QUIET}"
    )
    assert not [c for c in told(text, "Norway in the Baltic") if c.type is ClaimType.DEPLOYMENT and c.status is Status.DENIED]


def test_an_attack_is_not_told_a_second_time_as_combat() -> None:
    text = f"Kenyan soldiers killed nine al Shabaab fighters in Lamu on Tuesday, the army chief said.\n\n{QUIET}"
    assert len([c for c in told(text, "Fighting in Lamu") if c.actor == ("KE",)]) == 1


@pytest.mark.parametrize("engine", ["solid-fuel engine", "rocket motor", "scramjet"])
def test_a_trial_of_an_engine_is_told_once_and_as_no_launch(engine: str) -> None:
    text = f"Norway tested a new {engine} for a missile on Tuesday, state media said. It said the ground test had gone well.\n\n{QUIET}"
    claims = [c for c in told(text, "Norway tests engine") if c.type in {ClaimType.WEAPON_TEST, ClaimType.MISSILE_LAUNCH}]
    assert not [c for c in claims if c.type is ClaimType.MISSILE_LAUNCH and any(engine in i.text for i in c.item)]
    assert len({(c.type, c.status, c.actor, c.evidence) for c in claims}) == len(claims)


def test_what_another_state_sent_is_not_counted_as_sent() -> None:
    text = f"Japan scrambled fighter jets on Tuesday after two Russian bombers flew near Okinawa, the defence ministry said.\n\n{QUIET}"
    sent = [c for c in told(text, "Japan scrambles jets") if c.type is ClaimType.DEPLOYMENT and c.actor == ("JP",)]
    assert sent
    assert not [i for c in sent for i in c.item if i.quantity is not None]
