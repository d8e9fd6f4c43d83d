"""What feed items tell only in passing is background, and what they report is not."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from

from bot.extract.rules.firm.passing import with_passing
from bot.extract.rules.stages import reading
from bot.model import Casualties, Category, Claim, ClaimType, Item, Span, Speaker, Status

GROUND, STRIKE, LAUNCH = ClaimType.GROUND_COMBAT, ClaimType.STRIKE, ClaimType.MISSILE_LAUNCH
DRILL, MOVE, SEIZED = ClaimType.EXERCISE, ClaimType.DEPLOYMENT, ClaimType.SEIZURE


def passing(kind: ClaimType, text: str, title: str = "Talks", **slots: object) -> bool:
    """Whether a claim whose evidence is a text, and the title where one is given, is told in passing."""
    doc = doc_from(text, title)
    said = [s.said for s in doc.sentences if s.index or title != "Talks"]
    spans = {"item": tuple(Span(m.start, m.end) for m in doc.mentions if m.kind == "item")}
    given = {"actor": ("PE",), "spans": tuple(spans.items()), **slots}
    claim = Claim(kind, Status.ASSERTED, tuple(said), tuple(doc.story.cut(s) for s in said), **given)
    return with_passing(reading(doc), (claim,))[0].background


@pytest.mark.parametrize(
    "text",
    [
        "Peru's president signed the budget as his troops lost more ground.",
        "The president vows calm even as rebels push back his army.",
        "Peru signed the decree amid a retreat of its forces.",
        "Once they retook the hills, soldiers opened a school.",
    ],
)
def test_ground_told_only_beside_what_happens_is_background(text: str) -> None:
    assert passing(GROUND, text)


@pytest.mark.parametrize(
    "text",
    [
        "Rebels retook three villages as the rain came.",
        "Thousands fled as rebels captured the town of Bunagana.",
        "The army has retaken territory in the north, a spokesman said.",
        "Soldiers recaptured territory on Monday.",
        "Rebels drove the army out of the port after a battle.",
        "The port fell to rebels amid fighting.",
    ],
)
def test_ground_told_for_itself_or_with_its_name_is_news(text: str) -> None:
    assert not passing(GROUND, text)


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Police found two graves in recaptured territory.", True),
        ("A doctor went back to the newly liberated village.", True),
        ("Engineers cleared mines at Doro, a town rebels recaptured from the army.", True),
        ("Talks have failed to stop the fighting, and the war is at its worst.", True),
        ("A singer said the general misjudged his invasion of Peru.", True),
        ("Dozens of villages were recaptured on Monday, the army said.", False),
        ("Peru launched an invasion of the islands at dawn.", False),
        ("The invasion of the islands began at dawn.", False),
        ("Heavy fighting broke out near Doro on Monday.", False),
    ],
)
def test_ground_held_since_and_the_war_itself_are_background(text: str, held: bool) -> None:
    assert passing(GROUND, text) is held


@pytest.mark.parametrize(
    ("title", "slots", "held"),
    [
        ("Low morale as Peru's troops retreat", {}, True),
        ("Peru's army in disarray", {}, True),
        ("Peru's soldiers show signs of fatigue", {}, True),
        ("Peru's army in disarray", {"source": (Speaker("a mayor", None),)}, False),
        ("Peru's army leaves the port", {}, False),
    ],
)
def test_how_troops_feel_is_background(title: str, slots: dict, held: bool) -> None:
    assert passing(GROUND, "Rebels are making gains in the south.", title, **slots) is held


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Peru's bombings echo the campaigns of its fathers.", True),
        ("The minister said the strikes have been a form of revenge.", True),
        ("A strike on the port could worsen ties with Chad.", True),
        ("Peru's assault on the port raised questions about its stocks.", True),
        ("The strike hit the port before dawn.", False),
        ("The raid was the deadliest of the year.", False),
        ("Chad said it could answer after the strike hit its port.", False),
    ],
)
def test_a_judgment_on_attacks_is_background(text: str, held: bool) -> None:
    assert passing(STRIKE, text) is held


@pytest.mark.parametrize(
    ("kind", "text", "held"),
    [
        (STRIKE, "Soldiers shelled civilians in previous conflicts.", True),
        (LAUNCH, "The country fires more missiles than ever.", True),
        (STRIKE, "A judge was among those killed in the bombing last week.", True),
        (STRIKE, "Every region was put on alert for incoming missiles.", True),
        (STRIKE, "Soldiers shelled civilians in Doro overnight.", False),
        (STRIKE, "A judge was among those killed in the bombing on Friday.", False),
    ],
)
def test_wars_before_and_what_is_awaited_are_background(kind: ClaimType, text: str, held: bool) -> None:
    assert passing(kind, text) is held


def test_what_tells_its_dead_is_news_however_it_is_told() -> None:
    text = "Peru's bombings, which killed four, echo the campaigns of its fathers."
    assert not passing(STRIKE, text, casualties=Casualties(killed_min=4, killed_max=4))


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("A pilot was hurt in a fall during an exercise.", True),
        ("The missile broke up amid joint drills.", True),
        ("Before the manoeuvres, a ship caught fire.", True),
        ("Two boats stormed a hulk off Doro during the exercise.", False),
        ("Peru began drills with Chad in the gulf.", False),
        ("Two navies held exercises off Doro after a storm.", False),
    ],
)
def test_a_drill_that_is_a_backdrop_is_background(text: str, held: bool) -> None:
    assert passing(DRILL, text) is held


@pytest.mark.parametrize(
    ("text", "slots", "held"),
    [
        ("Peru named a new general for the campaign.", {}, True),
        ("The president dismissed his son as head of the infantry.", {}, True),
        ("The appointment of the colonel surprised his men.", {}, True),
        ("Swedish howitzers were filmed in action for the first time.", {"item": (Item("artillery", "howitzers"),)}, True),
        ("Chad is watching Peru's forces closely.", {}, True),
        ("Peru deployed a new brigade under a new general it named.", {}, False),
        ("Chad is watching Peru's forces gather near Doro.", {"place": ("Doro",)}, False),
        ("Peru appointed a commander and sent two frigates.", {"item": (Item("ship", "frigates"),)}, False),
    ],
)
def test_naming_watching_and_using_move_nobody(text: str, slots: dict, held: bool) -> None:
    assert passing(MOVE, text, **slots) is held


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("The rifle that Peru's soldiers are using against rebels.", True),
        ("The drone that Peru is flying over the hills.", True),
        ("The tank that turned the war.", True),
        ("Peru's soldiers are using a new rifle against rebels.", False),
        ("The drone that hit the port killed a guard.", False),
    ],
)
def test_a_weapon_alone_is_no_attack(text: str, held: bool) -> None:
    assert passing(STRIKE, text) is held


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Inspectors find that guards are torturing prisoners.", True),
        ("Soldiers raped women in the camp, a report says.", True),
        ("Guards abused detainees, lawyers say.", True),
        ("Soldiers bombed the camp and tortured prisoners.", False),
        ("Soldiers shelled a prison where men were tortured.", False),
    ],
)
def test_abuse_of_prisoners_is_no_attack(text: str, held: bool) -> None:
    assert passing(STRIKE, text) is held


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("A frigate seized two tons of cocaine off Doro.", True),
        ("The navy seizes drugs worth £9m in the gulf.", True),
        ("Sailors recovered 300 kilograms of heroin from a dhow.", True),
        ("A frigate seized 2,000 rifles on a dhow off Doro.", False),
        ("The navy seized a tanker in the gulf.", False),
    ],
)
def test_seized_drugs_are_no_seizure_of_arms(text: str, held: bool) -> None:
    assert passing(SEIZED, text) is held


@pytest.mark.parametrize(
    ("text", "slots", "held"),
    [
        ("The army ordered engineering services from a firm.", {}, True),
        ("A firm won a contract to train sailors.", {}, True),
        ("A firm will run the base under a support contract.", {}, True),
        ("A firm won a contract to support the tanks.", {"item": (Item(Category.TANK, "tanks"),)}, False),
        ("The army signed a contract for $3 million.", {}, False),
        ("The army signed a contract for new shells.", {}, False),
    ],
)
def test_services_that_are_ordered_are_no_news_of_arms(text: str, slots: dict[str, object], held: bool) -> None:
    assert passing(ClaimType.PROCUREMENT, text, **slots) is held


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Peru bought half its arms from Chad in five years, SIPRI said.", True),
        ("Peru bought 12 jets from Chad, its ministry said.", False),
    ],
)
def test_what_is_counted_over_years_is_no_news_of_a_transfer(text: str, held: bool) -> None:
    assert passing(ClaimType.ARMS_TRANSFER, text) is held


@pytest.mark.parametrize(
    ("title", "held"),
    [
        ("What Peru's raids may say about its stocks", True),
        ("Who sank the ferry? Peru's raids and the sea", True),
        ("Bombing Doro into peace? It never worked", True),
        ("Peru's raids sink a ferry", False),
        ("Peru asks what sank the ferry", False),
    ],
)
def test_a_title_that_asks_reports_nothing(title: str, held: bool) -> None:
    assert passing(STRIKE, "Peru bombed the port on Monday.", title) is held


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("The speech comes as Peru strikes Chad.", True),
        ("The launch follows a strike by Peru on Chad.", True),
        ("The announcement came after Peru attacked Chad.", True),
        ("The drill was followed by a strike by Peru on Chad.", False),
        ("A strike by Peru on Chad followed the drill.", False),
        ("His visit came two days after Peru bombed the port.", True),
        ("The vote came amid strikes on the port.", True),
        ("The strike came two days after the vote.", False),
        ("Peru struck the port as the delegates came.", False),
    ],
)
def test_what_a_deed_comes_after_is_background(text: str, held: bool) -> None:
    assert passing(STRIKE, text) is held


def test_what_an_item_is_about_is_news_though_it_stands_behind() -> None:
    assert not passing(STRIKE, "The vote came amid strikes on the port.", importance=3)


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("A candidate says the war would end in a day.", True),
        ("Peru vows to answer.", False),
        ("Peru says it will sink the fleet.", False),
    ],
)
def test_a_threat_without_a_word_of_force_is_none(text: str, held: bool) -> None:
    assert passing(ClaimType.THREAT, text) is held
