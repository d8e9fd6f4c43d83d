"""What kind of story it is."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.extract.genre import Genre, genre_of
from bot.model import Story

WHEN = datetime(2024, 5, 10, tzinfo=UTC)
TITLES = [
    ("Russia fires missiles at Kharkiv, killing four", Genre.NEWS),
    ("Germany to send Ukraine 18 howitzers", Genre.NEWS),
    ("North Korea launches ballistic missile into sea", Genre.NEWS),
    ("Drone strike kills al-Qaeda commander in Syria", Genre.NEWS),
    ("Israel strikes Damascus, Syria says", Genre.NEWS),
    ("Opinion: The West must arm Ukraine", Genre.OPINION),
    ("Why the next war will be fought with drones", Genre.OPINION),
    ("Explainer: What is the Iron Dome?", Genre.EXPLAINER),
    ("What we know about the attack in Mogadishu", Genre.EXPLAINER),
    ("Factbox: Weapons sent to Ukraine", Genre.EXPLAINER),
    ("Timeline of North Korea's missile tests", Genre.EXPLAINER),
    ("Five takeaways from the summit", Genre.EXPLAINER),
    ("Ukraine war live: Kharkiv under fire", Genre.LIVE),
    ("Russia-Ukraine war at a glance: what we know on day 300", Genre.LIVE),
    ("Ten years after the siege, a city remembers", Genre.ANNIVERSARY),
    ("Veterans mark anniversary of the landing", Genre.ANNIVERSARY),
    ("Striker fires United into final", Genre.SPORT),
    ("Oil prices jump after tanker attack", Genre.MARKETS),
    ("Rail union calls off strike over pay", Genre.LABOUR),
    ("Nurses strike for a third day", Genre.LABOUR),
    ("Review: a film about a bomber crew", Genre.CULTURE),
    ("How a drone war is changing the Sahel", Genre.EXPLAINER),
    ("Video: Tanks roll through Goma", Genre.EXPLAINER),
    ("Video shows tanks rolling through Goma", Genre.NEWS),
    ("Car bomb at market kills nine in Beledweyne", Genre.NEWS),
    ("Drone strike on cattle market in Kordofan", Genre.NEWS),
    ("Norway shares intelligence on submarine with Poland", Genre.NEWS),
    ("Lithuania stocks up on mines", Genre.NEWS),
    ("Army runs through its ammunition stocks", Genre.NEWS),
    ("Shares fall as tanker burns", Genre.MARKETS),
    ("Stock market dips after raid", Genre.MARKETS),
    ("Brent climbs 4% after strike on refinery", Genre.MARKETS),
    ("Asia open: arms makers gain", Genre.MARKETS),
    ("Norwelder (NWD) surges 7.2% on missile order", Genre.MARKETS),
    ("Norwelder (LSE: NWD) wins frigate order", Genre.MARKETS),
    ("Tank maker's profit tops forecasts as war drags on", Genre.MARKETS),
    ("Howitzer maker reports third-quarter loss", Genre.MARKETS),
    ("Oil tanker hit by missile off Hodeidah", Genre.NEWS),
    ("Rapid Support Forces (RSF) attack El Obeid", Genre.NEWS),
    ("Somali army says al-Shabaab (AS) falls back near Baidoa", Genre.NEWS),
    ("Poland orders 96 helicopters, closes air base", Genre.NEWS),
    ("African Union force attacked near Merka", Genre.NEWS),
    ("European Union sanctions two generals", Genre.NEWS),
    ("Gunmen abduct teachers in Zamfara", Genre.NEWS),
    ("Teachers strike over pay", Genre.LABOUR),
    ("Heaviest shelling since World War II hits the coast", Genre.NEWS),
    ("The tunnels of World War II", Genre.ANNIVERSARY),
    ("Tributes to sergeant killed in Mali", Genre.ANNIVERSARY),
    ("Thousands mourn pilots killed in Faya", Genre.ANNIVERSARY),
    ("Oman's navy pays tribute to drowned crew", Genre.ANNIVERSARY),
    ("Soldiers killed in ambush laid to rest", Genre.ANNIVERSARY),
    ("Funeral for general killed in raid", Genre.ANNIVERSARY),
    ("Drone strike on funeral kills nine in Kordofan", Genre.NEWS),
    ("Mourners killed in strike on funeral", Genre.NEWS),
    ("Funeral of commander attacked in Mosul", Genre.NEWS),
    ("H.R. 1204, Arms Notices Act of 2023", Genre.EXPLAINER),
    ("Studio plans a sequel to its shooter, leaker says", Genre.CULTURE),
    ("Ukraine war: Key developments, day 806", Genre.LIVE),
    ("Day 41 of the siege", Genre.LIVE),
    ("War in Sudan: the latest in brief", Genre.LIVE),
    ("Rebels shell port a day after truce", Genre.NEWS),
    ("Key bridge hit by missile in Kherson", Genre.NEWS),
    ("Sahel war in maps: Who holds what", Genre.EXPLAINER),
    ("The Take: Is the truce dead?", Genre.EXPLAINER),
    ("False: Photo shows tanks in Goma", Genre.EXPLAINER),
    ("No proof of tanks in Goma, fact-checkers find", Genre.EXPLAINER),
    ("Clip does not show missiles over Goma", Genre.EXPLAINER),
    ("False alarm sends jets up over Estonia", Genre.NEWS),
    ("Captain fires missile of a shot to sink hosts", Genre.SPORT),
    ("Titans beat Rockets 101-98", Genre.SPORT),
    ("Chad's army beats back rebels", Genre.NEWS),
    ("Gunmen beat and kill 12-year-old in Jos", Genre.NEWS),
]


@pytest.mark.parametrize(("title", "genre"), TITLES, ids=[t for t, _ in TITLES])
def test_a_title_tells_the_kind_of_story(title: str, genre: Genre) -> None:
    assert genre_of(Story("s", title, "Some text about it.", WHEN)) is genre


def test_an_address_tells_opinion_before_the_title_is_read() -> None:
    story = Story("s", "Israel strikes Damascus", "Text.", WHEN, url="https://news.example/opinion/israel-strikes")
    assert genre_of(story) is Genre.OPINION


def test_a_podcast_tells_what_it_is_in_its_text() -> None:
    assert genre_of(Story("s", "Starving Gaza", "Jets bombed a mill. In this episode, a miller speaks.", WHEN)) is Genre.EXPLAINER


def test_a_disclaimer_at_the_end_tells_opinion() -> None:
    story = Story("s", "Israel and Damascus", "Text. " * 50 + "The views expressed are the writer's own.", WHEN)
    assert genre_of(story) is Genre.OPINION


@pytest.mark.parametrize(
    ("title", "genre"),
    [
        ("Car bomb at market kills nine in Beledweyne", Genre.NEWS),
        ("Fishermen's market burns as traders count losses", Genre.MARKETS),
        ("Rifles meant for coast guard turn up on black market", Genre.NEWS),
        ("Rebels enter town and burn its market", Genre.NEWS),
        ("Oil market jumps as militants near the terminal", Genre.MARKETS),
        ("Grain market hit in Darfur, 30 killed", Genre.NEWS),
        ("Air strike on currency market in Sanaa kills 20", Genre.NEWS),
        ("Boko Haram raids market in Borno", Genre.NEWS),
        ("Missile hits market in Kostiantynivka", Genre.NEWS),
        ("Housing market cools as rates rise", Genre.MARKETS),
        ("Gunmen kill four teachers near Birnin Gwari", Genre.NEWS),
        ("Teachers return to class", Genre.LABOUR),
        ("African Union renews the mandate of its force", Genre.NEWS),
        ("Dockers' union turns away a cargo of shells", Genre.LABOUR),
        ("Estonia denies running short of weapon stocks", Genre.NEWS),
        ("Shipbuilder's stocks in focus after frigate order", Genre.MARKETS),
        ("Norway shares radar pictures with Latvia", Genre.NEWS),
        ("General who led the desert campaign passes away at 91", Genre.ANNIVERSARY),
        ("Cricketers of two garrisons meet again", Genre.SPORT),
    ],
)
def test_wider_words_of_a_title_hold_whole_stories_back(title: str, genre: Genre) -> None:
    assert genre_of(Story("s", title, "Some text about it. " * 60, WHEN)) is genre
