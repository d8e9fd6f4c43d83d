"""What the heads chose, held to what can stand together."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.extract import load
from bot.extract.candidates import Doc, Kind
from bot.extract.decode import drafted
from bot.extract.decode.clean import clean, stated
from bot.extract.decode.slots import Value, items
from bot.extract.decode.units import units
from bot.extract.discourse import settled_in
from bot.extract.proposal import ROLES
from bot.extract.scorers import Cell
from bot.model import Claim, ClaimType, Span, Status, Story

RULES = load(model=False)


def doc_of(text: str, title: str = "News") -> Doc:
    when = datetime(2026, 11, 27, 12, tzinfo=UTC)
    return RULES.drafts(Story(id="s", title=title, text=text, published=when, outlet="o", url=None, whole=True))[0]


def nobody(**told: list[Value]) -> dict[str, list[Value]]:
    return {"actor": [], "target": [], "item": [], "place": [], "source": [], "casualties": [], **told}


def test_a_party_on_both_sides_stays_where_it_is_surer() -> None:
    doc = doc_of("Turkey sent six drones to Kenya.")
    found = nobody(actor=[Value("TR", 0.9, 0)], target=[Value("KE", 0.8, 0), Value("TR", 0.5, 0)])
    done = clean(doc, ClaimType.ARMS_TRANSFER, found)
    assert [v.key for v in done["actor"]] == ["TR"]
    assert [v.key for v in done["target"]] == ["KE"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Sudan's RSF shelled the town.", ["rapid_support_forces"]),
        ("Sudan's army and the RSF shelled the town.", ["SD", "rapid_support_forces"]),
    ],
)
def test_a_group_does_not_act_for_the_state_whose_name_stands_before_it(text: str, kept: list[str]) -> None:
    doc = doc_of(text)
    first = {i: n for n, m in reversed(list(enumerate(doc.mentions))) if m.kind is Kind.PARTY for i in m.ids}
    found = nobody(actor=[Value(i, 0.9, first[i]) for i in ("SD", "rapid_support_forces")])
    assert [v.key for v in clean(doc, ClaimType.STRIKE, found)["actor"]] == kept


@pytest.mark.parametrize(("whom", "kept"), [("militants", []), ("soldiers", ["CM"])])
def test_who_says_that_militants_were_killed_was_not_hit_itself(whom: str, kept: list[str]) -> None:
    doc = doc_of(f"Cameroon said 60 {whom} were killed in air strikes.")
    state, toll = (next(i for i, m in enumerate(doc.mentions) if m.kind is k) for k in (Kind.PARTY, Kind.CASUALTIES))
    found = nobody(target=[Value("CM", 0.9, state)], source=[Value("", 0.9, state)], casualties=[Value("", 0.9, toll)])
    assert [v.key for v in clean(doc, ClaimType.STRIKE, found)["target"]] == kept


def test_men_are_no_weapon_of_a_strike() -> None:
    doc = doc_of("Rebels raided a village with two drones.")
    found = nobody(item=[Value("troops", 0.9, 0), Value("drone", 0.8, 0)], count=[], casualties=[])
    assert [v.key for v in stated(doc, ClaimType.STRIKE, Status.ASSERTED, found, ())["item"]] == ["drone"]
    assert [v.key for v in stated(doc, ClaimType.DEPLOYMENT, Status.ASSERTED, found, ())["item"]] == ["troops", "drone"]


def test_a_place_told_by_two_names_is_told_once() -> None:
    doc = doc_of("Rebels struck Mopti on Monday. The Mopti region and southern Mopti are calm, but Gao and Kidal, near Tessalit, are not.")
    spots = {m.text: i for i, m in enumerate(doc.mentions) if m.kind is Kind.PLACE}
    found = [Value(text, 0.9, i) for text, i in spots.items()]
    told = [doc.mentions[v.mention].text for v in clean(doc, ClaimType.STRIKE, nobody(place=found))["place"]]
    assert told == ["southern Mopti", "Gao", "Kidal", "Tessalit"]


def test_a_city_and_its_province_are_two_places() -> None:
    doc = doc_of("Rebels left Mopti city. Shells hit Mali's Mopti province and the Mopti province.")
    found = [Value(m.text, 0.9, i) for i, m in enumerate(doc.mentions) if m.kind is Kind.PLACE and "Mopti" in m.text]
    told = [doc.mentions[v.mention].text for v in clean(doc, ClaimType.STRIKE, nobody(place=found))["place"]]
    assert told == ["Mopti city", "Mopti province"]


def test_what_is_fired_flies() -> None:
    doc = doc_of("The navy fired two missiles past fishing boats.")
    found = nobody(item=[Value("missile", 0.9, 0), Value("ship", 0.8, 0)])
    assert [v.key for v in clean(doc, ClaimType.MISSILE_LAUNCH, found)["item"]] == ["missile"]
    assert [v.key for v in clean(doc, ClaimType.SEIZURE, found)["item"]] == ["missile", "ship"]


def test_a_place_with_a_name_leaves_no_room_for_the_port() -> None:
    doc = doc_of("Shells fell on the port of Odesa on Thursday.")
    spots = {m.text: i for i, m in enumerate(doc.mentions) if m.kind is Kind.PLACE}
    found = nobody(place=[Value(name, 0.9, i) for name, i in spots.items()])
    assert [doc.mentions[v.mention].text for v in clean(doc, ClaimType.STRIKE, found)["place"]] == ["Odesa"]


def test_a_country_in_the_name_of_a_water_is_no_party() -> None:
    doc = doc_of("The frigate stopped a dhow in the Gulf of Oman on Thursday.")
    assert "OM" not in {i for m in doc.mentions for i in m.ids}


def test_a_port_is_no_organisation() -> None:
    doc = doc_of("Four people were killed in a drone strike on Odesa port.")
    assert "odesa" not in {i for m in doc.mentions if m.kind is Kind.PARTY for i in m.ids}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The government approved the sale of 24 launchers on Wednesday.", date(2026, 11, 25)),
        ("The plan covers 24 launchers, officials said on Wednesday.", date(2026, 11, 25)),
        ("The launchers will be shipped on Wednesday.", date(2026, 12, 2)),
        ("The launchers will be approved on Wednesday.", date(2026, 12, 2)),
    ],
)
def test_the_day_of_a_decision_lies_behind_though_what_was_decided_lies_ahead(text: str, day: date) -> None:
    doc = doc_of(text)
    mention = next(m for m in doc.mentions if m.kind is Kind.DATE)
    told = settled_in(doc, mention, Status.PLANNED)
    assert told is not None
    assert told.start == day


@pytest.mark.parametrize(
    ("text", "status", "day"),
    [
        ("Oman said the launch would come between Dec. 8 and Dec. 25.", Status.PLANNED, date(2026, 12, 8)),
        ("Kenya told the council of its plan to send ships some time between Dec. 8 and 25.", Status.PLANNED, date(2026, 12, 8)),
        ("Kenya said it will pull out its soldiers by March.", Status.PLANNED, None),
        ("The battery stays in Riga until the end of January.", Status.PLANNED, None),
        ("The ships were hit by Thursday.", Status.ASSERTED, date(2026, 11, 26)),
    ],
)
def test_what_is_planned_lies_ahead_and_a_deadline_is_no_day(text: str, status: Status, day: date | None) -> None:
    doc = doc_of(text)
    mention = next(m for m in doc.mentions if m.kind is Kind.DATE)
    told = settled_in(doc, mention, status)
    assert (told and told.start) == day


def claim(kind: ClaimType, confidence: float = 0.5, **slots: tuple[str, ...]) -> Claim:
    return Claim(type=kind, status=Status.ASSERTED, evidence=(Span(0, 10),), quotes=("x",), confidence=confidence, **slots)


def test_whoever_says_it_is_not_hit_by_it() -> None:
    doc = doc_of("According to the French army, Germany supplied Morocco with 706 shells.")
    spots = {m.text: i for i, m in enumerate(doc.mentions) if m.sentence == 1}
    found = nobody(
        target=[Value("MA", 0.9, spots["Morocco"]), Value("FR", 0.5, spots["French army"])], source=[Value("x", 0.9, spots["French army"])]
    )
    assert [v.key for v in clean(doc, ClaimType.ARMS_TRANSFER, found)["target"]] == ["MA"]


def test_whoever_says_that_he_was_hit_was_hit() -> None:
    doc = doc_of("Lithuania says a Russian jet strayed into its airspace.")
    spot = next(i for i, m in enumerate(doc.mentions) if m.text == "Lithuania" and m.kind is Kind.PARTY)
    found = nobody(target=[Value("LT", 0.9, spot)], source=[Value("x", 0.9, spot)])
    assert [v.key for v in clean(doc, ClaimType.INCURSION, found)["target"]] == ["LT"]


@pytest.mark.parametrize(
    ("text", "status"),
    [("Iran denied that it sold drones to Russia.", Status.DENIED), ("Iran sold drones to Russia.", Status.ASSERTED)],
)
def test_only_a_word_that_can_turn_a_claim_over_does(text: str, status: Status) -> None:
    doc = doc_of(text)
    shares = tuple(0.9 if s is Status.DENIED else 0.02 for s in Status)
    cell = Cell(1, ClaimType.ARMS_TRANSFER, 0.9, shares, 0.1, (0.1, 0.2, 0.7), dict.fromkeys(ROLES, ()))
    made = drafted(doc, units([cell]), {r: [] for r in ROLES})
    assert (made.status in {Status.DENIED, Status.NEGATED}) is (status is Status.DENIED)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Norland fails to launch a satellite.", Status.NEGATED),
        ("Norland denied that it launched a satellite.", Status.DENIED),
        ("“We never launched a satellite.”", Status.DENIED),
    ],
)
def test_where_nobody_speaks_nobody_denies(text: str, status: Status) -> None:
    doc = doc_of(text)
    shares = tuple(0.9 if s is Status.DENIED else 0.02 for s in Status)
    cell = Cell(1, ClaimType.MISSILE_LAUNCH, 0.9, shares, 0.1, (0.1, 0.2, 0.7), dict.fromkeys(ROLES, ()))
    assert drafted(doc, units([cell]), {r: [] for r in ROLES}).status is status


@pytest.mark.parametrize(
    ("text", "acted"),
    [
        ("An Iraqi militia fired two rockets at a base near Erbil.", ["iraqi_militias"]),
        ("A Libyan militia stormed the airport and Libya's army withdrew.", ["libyan_militias"]),
        ("An Iran-backed militia fired two rockets at a base.", ["iranian_backed_militias"]),
    ],
)
def test_a_state_in_another_name_does_not_act(text: str, acted: list[str]) -> None:
    doc = doc_of(text)
    first: dict[str, Value] = {}
    for i, m in enumerate(doc.mentions):
        if m.kind is Kind.PARTY and m.ids and m.text.split()[0] in {"Iraqi", "Libyan", "Iran-backed", "Iran"}:
            first.setdefault(m.ids[0], Value(m.ids[0], 0.8, i))
    assert len(first) == 2
    assert [v.key for v in clean(doc, ClaimType.STRIKE, nobody(actor=list(first.values())))["actor"]] == acted


def test_a_pronoun_behind_a_militia_is_the_militia() -> None:
    doc = doc_of("An Iraqi militia said it had fired rockets.")
    assert {m.ids for m in doc.mentions if m.text == "it"} == {("iraqi_militias",)}


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Norway fired a missile on Monday, three defence officials said.", False),
        ("Norway fired three missiles on Monday, defence officials said.", True),
    ],
)
def test_a_number_of_those_who_say_it_counts_no_thing(text: str, counted: bool) -> None:
    doc = doc_of(text)
    at = {m.kind: i for i, m in enumerate(doc.mentions) if m.kind in {Kind.ITEM, Kind.COUNT}}
    (told,) = items(doc, [Value("missile", 0.9, at[Kind.ITEM])], [Value((3, 3, ""), 0.9, at[Kind.COUNT])])
    assert (told.quantity is not None) is counted


@pytest.mark.parametrize(
    ("kind", "role", "kept"),
    [
        (ClaimType.INCURSION, "target", ["FI"]),
        (ClaimType.DEPLOYMENT, "actor", ["FI"]),
        (ClaimType.STRIKE, "target", ["FI", "LV"]),  # who was hit is often told before
        (ClaimType.EXERCISE, "actor", ["FI", "LV"]),  # so are the sides of a drill
    ],
)
def test_a_party_that_the_evidence_does_not_name_goes_where_it_names_another(kind: ClaimType, role: str, kept: list[str]) -> None:
    filler = " ".join(["Nothing else was told of it on the day."] * 25)
    doc = doc_of(f"A drone crossed into Latvia. Another drone crossed into Finland. {filler}")
    spots = {i: n for n, m in reversed(list(enumerate(doc.mentions))) if m.kind is Kind.PARTY for i in m.ids}
    said = doc.sentences[2].said
    found = nobody(count=[], casualties=[], **{role: [Value(i, 0.9, spots[i]) for i in ("FI", "LV")]})
    assert [v.key for v in stated(doc, kind, Status.ASSERTED, {"actor": [], **found}, [said])[role]] == kept
    alone = nobody(count=[], casualties=[], **{role: [Value("LV", 0.9, spots["LV"])]})
    assert [v.key for v in stated(doc, kind, Status.ASSERTED, {"actor": [], **alone}, [said])[role]] == ["LV"]
