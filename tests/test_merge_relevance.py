"""What is news of an event, and what only talks about it."""

from dataclasses import replace

import pytest
from fakes.merging import Ledger, claim, moment

from bot.merge.relevance import talk
from bot.model import Story

NOON = moment("2031-05-06T12:00:00+00:00")
RAID = {"actor": ["RU"], "target": ["UA"], "place": ["Kyiv"], "day": "2031-05-06"}


def story(title="Missiles hit Kyiv", text="Missiles hit Kyiv on Tuesday, officials said.", **fields):
    return Story(id=fields.pop("key", "s"), title=title, text=text, published=NOON, outlet="Harbour Wire", **fields)


def main(one, type_="strike", status="asserted", ledger=None, **slots):
    return (ledger or Ledger()).take(one, [claim(one, type_, status, **slots)]).main


@pytest.mark.parametrize(
    "title",
    [
        "Why is the North firing so many missiles?",
        "Who is the general behind the raid",
        "How the blast changes the war",
        "Analysis: a raid that nobody expected",
        "Opinion: The war is lost",
        "Retired general: the raid will be answered",
        "Former navy commander says the raid was a mistake",
        "Analyst predicts next move after launch",
        "The draft may prove a blunder, expert says",
        "Kh-22: The missile that is being fired at cities",
        "What's behind the tests? Experts weigh in",
        "Have they already mined the cables?",
        "Economist makes waves after arguing that the US blew up the pipeline",
        "Five ports the Navy may block",
        "The Arctic airfields Moscow would need",
        "'A hard man': Former navy captain on the new commander",
        "Army sent to help as floods cut off the north",
        "Troops fly in food as Typhoon Marta strikes Luzon",
        "Storm Edgar batters the coast, leaving 11 dead",
        "Soldiers dig out village after avalanche",
        "The Papers: 'Trial opens' and 'Bombs fall on port'",
        "Reporter rides along with patrol that hunts rebels",
        "Neighbours pay tribute to baker who fell at the front",
        "Club paid emotional tribute to its goalkeeper, killed in shelling",
        "Choir paying tributes to a conductor who died fighting",
    ],
)
def test_a_headline_that_talks_tells_no_news(title):
    assert talk(title)
    assert main(story(title), **RAID) == ()


@pytest.mark.parametrize(
    "title",
    [
        "Missiles hit Kyiv",
        "Storm Shadow missiles strike airfield",
        "Rebels storm barracks, killing nine",
        "Drone attack kills two as storm hits Odesa",
        "Pyongyang sent a missile across Japan. Here's what you need to know",
        "UN experts say Iran sent drones to Russia",
        "WHO says clinic in Kharkiv was shelled",
        "The rebels said they would fire on ships",
        "The papers found in the fort name the raiders",
        "Moscow: two drones shot down",
        "Missiles hit Kyiv. Envoys pay tribute to the dead",
        "Rebels demand that villages pay tribute",
        "Missiles hit Odesa: mayor pays tribute to crews",
        "Former president's convoy attacked in Haiti",
        "Floods spread after Russian attack on dam",
        "The army could not hold Lyman and left it, spokesman says",
    ],
)
def test_a_headline_that_tells_is_news(title):
    assert not talk(title)
    assert len(main(story(title), **RAID)) == 1


@pytest.mark.parametrize(("chance", "filed"), [(0.28, 0), (0.31, 1)])
def test_a_claim_that_is_less_likely_than_three_in_ten_is_not_filed(chance, filed):
    one = story("Missiles hit Kyiv")
    told = replace(claim(one, "strike", "asserted", **RAID), confidence=chance)
    assert len(Ledger().take(one, [told]).main) == filed


def test_what_only_talks_about_an_event_is_no_outlet_of_it():
    ledger = Ledger()
    ledger.take(story(key="a"), [claim(story(key="a"), "strike", **RAID)])
    talk_of_it = story("What the raid on Kyiv means: is it a turning point?", key="b")
    outcome = ledger.take(talk_of_it, [claim(talk_of_it, "strike", **RAID)])
    assert (outcome.alerts, outcome.main) == ((), ())
    assert len(outcome.reports) == 1, "what it says is kept all the same"
    assert [event.outlets for event in ledger.live()] == [1]


def test_what_is_talked_over_is_no_news_though_the_headline_names_it():
    both = story("A general on the raid on Kyiv", "Two guests discuss what the raid on Kyiv means.")
    told = claim(both, "strike", **RAID)
    assert Ledger().take(both, [replace(told, quotes=(both.title, both.text))]).main == ()
    assert len(Ledger().take(both, [replace(told, quotes=(both.title,))]).main) == 1


def test_a_story_of_details_alone_tells_no_news():
    assert main(story(), importance=1, **RAID) == ()
    both = story()
    told = [
        claim(both, "strike", **RAID),
        claim(both, "arms_transfer", actor=["US"], target=["UA"], item=[["tank", "tanks"]], importance=1),
    ]
    assert len(Ledger().take(both, told).main) == 2


def test_what_lies_months_back_is_history_unless_it_is_denied():
    old = {"actor": ["RU"], "target": ["UA"], "place": ["Kyiv"], "day": "2031-02-01"}
    assert main(story(), **old) == ()
    assert len(main(story(), status="denied", **old)) == 1


def test_a_claim_that_could_not_be_known_again_opens_nothing():
    assert main(story(), "deployment", actor=["RU"]) == ()
    assert len(main(story(), "deployment", actor=["RU"], item=[["ship", "carrier"]])) == 1
    assert main(story("A raid in the night", "People were hurt."), target=["civilians"]) == ()


def test_what_is_only_prepared_for_did_not_happen():
    one = story(text="Kyiv hands out pills in preparation for a nuclear attack.")
    assert main(one, target=["UA"], item=[["nuclear", "nuclear attack"]]) == ()


def test_a_deed_that_somebody_may_do_did_not_happen():
    one = story(text="Insiders say that Moscow is preparing to decide about a nuclear strike.")
    assert main(one, status="possible", actor=["RU"], item=[["nuclear", "nuclear strike"]]) == ()
    burnt = story("Bridge on fire", "The bridge is on fire after a possible blast, officials said.")
    assert len(main(burnt, status="possible", target=["RU"], place=["Crimea bridge"])) == 1


def test_a_story_read_again_files_all_it_says_whatever_its_headline_has_become():
    ledger, first = Ledger(), story(key="a")
    ledger.take(first, [claim(first, "strike", **RAID)])
    again = story("What we know of the raid on Kyiv", key="a", version=2)
    assert len(main(again, ledger=ledger, **RAID)) == 1
    (event,) = ledger.live()
    assert event.flags == ()


def test_the_main_event_is_the_headlines():
    one = story("Washington promises tanks", "It spoke after Russian missiles hit Kyiv on Tuesday.")
    hit = claim(one, "strike", quote=one.text, **RAID)
    promise = claim(one, "arms_transfer", "planned", quote=one.title, actor=["US"], target=["UA"], item=[["tank", "tanks"]], post=False)
    ledger = Ledger()
    outcome = ledger.take(one, [hit, promise])
    assert ledger.events[outcome.main[0]].type.value == "arms_transfer"
