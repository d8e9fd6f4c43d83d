"""Mentions: parties, items, places, persons and what refers to them."""

from datetime import UTC, datetime

import pytest

from bot.extract.candidates import Kind
from bot.extract.mentions import candidates
from bot.extract.tools import load
from bot.model import Story


def doc(text, title="A title", day="2022-11-02"):
    return candidates(Story("s", title, text, datetime.fromisoformat(day).replace(tzinfo=UTC)), load())


def told(text, kind, **more):
    return [m for m in doc(text, **more).mentions if m.kind is kind]


def ids(text, kind=Kind.PARTY, **more):
    return {i for m in told(text, kind, **more) if not m.modifier for i in m.ids}


@pytest.mark.parametrize(
    "text", ["Iran-backed forces left.", "US-made rifles were found.", "The Saudi-led push stalled.", "An anti-Iran rally was held."]
)
def test_a_state_inside_a_hyphen_is_a_modifier(text):
    assert any(m.modifier for m in told(text, Kind.PARTY))


@pytest.mark.parametrize(
    "text", ["South Korea's army says North fired a missile.", "Seoul fires back after North Korea spoke and after North crosses the line."]
)
def test_the_north_needs_no_article_in_a_headline(text):
    assert "KP" in ids(text)


def test_a_band_ends_before_a_verb_and_part_of_a_states_name_is_no_other_place():
    assert "jihadist attack kills eight soldiers" not in {m.text for m in told("Togo jihadist attack kills eight soldiers.", Kind.PARTY)}
    assert not {m.text for m in told("Papua New Guinea signs a treaty.", Kind.PLACE)} & {"Papua"}
    assert "MDL" in {m.text for m in told("A drone crossed the MDL.", Kind.PLACE)}
    assert [m.ids for m in told("It sends 1,000 sappers.", Kind.ITEM)] == [("troops",)]


def test_a_word_of_a_groups_own_name_is_no_other_group():
    assert ids("The Kachin Independence Army withdrew.") == {"kachin_independence_army"}
    assert not any(" said " in m.text for m in told("Hezbollah said two of its fighters were hurt.", Kind.PARTY))


def test_it_is_the_denier_where_he_rejects_what_another_says():
    assert [m.ids for m in told("China rejects US claim it arms Russia.", Kind.PARTY) if m.text == "it"] == [("CN",)]
    assert [m.ids for m in told("The US says it arms Russia.", Kind.PARTY) if m.text == "it"] == [("US",)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Syrian rebels took the town of Azaz in Syria.", "syrian_rebels"),
        ("In Syria, rebels shelled the road.", "syrian_rebels"),
        ("Kurdish militants attacked a post in Turkey, Ankara said.", "pkk"),
        ("Kurdish fighters took a base in Syria, near Aleppo.", "ypg"),
        ("Shi'ite militias fought near Mosul in Iraq.", "iraqi_militias"),
        ("Houthi rebels fired at a ship off Yemen.", "houthis"),
        ("Islamic State militants attacked a post.", "islamic_state"),
        ("Pro-Russian separatists shelled a town in Ukraine.", "pro_russian_separatists"),
    ],
)
def test_unnamed_groups_take_the_id_of_their_theatre(text, wanted):
    assert wanted in ids(text)


@pytest.mark.parametrize(
    "text", ["A shell hit a school.", "A rocket struck a bus.", "The blast killed 12 people.", "The strike killed at least nine."]
)
def test_the_harmed_are_civilians_where_nothing_else_is_told(text):
    assert "civilians" in ids(text)


def test_killed_soldiers_are_no_civilians():
    assert "civilians" not in ids("The blast killed nine soldiers.")


@pytest.mark.parametrize(
    ("text", "org"),
    [("South Korea's military said so.", "South Korea's military"), ("The Russian Defense Ministry said so.", "Russian Defense Ministry")],
)
def test_a_state_and_its_body_are_one_mention_too(text, org):
    assert org in {m.text for m in told(text, Kind.PARTY)}


def test_the_north_is_north_korea_in_a_korean_story():
    found = [m for m in told("South Korea said the North fired a missile.", Kind.PARTY) if m.text == "North"]
    assert [m.ids for m in found] == [("KP",)]


def test_the_north_is_nobody_elsewhere():
    assert "KP" not in ids("Fighting went on in the North of Mali.")


@pytest.mark.parametrize(
    ("text", "word", "wanted"),
    [
        ("Hezbollah fired rockets. The group said it would go on.", "group", ("hezbollah",)),
        ("Islamic State took the town. The militants then withdrew.", "militants", ("islamic_state",)),
        ("Iran tested a missile. The country denied it.", "country", ("IR",)),
        ("Turkey shelled the border. The military said so.", "military", ("TR",)),
        ("Iran said it had tested a missile.", "it", ("IR",)),
        ("Chad's defence ministry spoke. Niger, Niger's army and Niger's navy waited. The ministry left.", "ministry", ("TD",)),
        ("Chad's army left. Niger and Niger's navy waited in Niger. The army came back.", "army", ("TD",)),
        ("Niger and Niger's navy waited as Chad pulled back its soldiers.", "soldiers", ("TD",)),
        ("Niger spoke. Niger's navy waited. Chad said its troops had left.", "troops", ("TD",)),
    ],
)
def test_definites_and_pronouns_stand_for_what_was_told_before(text, word, wanted):
    story = doc(text)
    found = [m for m in story.mentions if m.kind is Kind.PARTY and m.text == word]
    assert found[0].ids == wanted
    assert found[0].refers is not None
    assert story.mentions[found[0].refers].ids == wanted


def test_a_body_without_an_article_is_that_of_the_state_the_story_is_about():
    story = doc("Chad's military spoke. Niger and Niger's navy sailed. Niger waited. It held a military parade.")
    assert next(m for m in story.mentions if m.kind is Kind.PARTY and m.text == "military").ids == ("NE",)


def test_a_news_agency_is_no_group_that_militants_could_be():
    story = doc("A guard told Reuters of the raid. The militants had fled.")
    assert "reuters" not in {i for m in story.mentions if m.text == "militants" for i in m.ids}


@pytest.mark.parametrize(
    ("text", "word", "wanted"),
    [
        ("Boko Haram fled. A clerk told Harbour Watch that militants had burnt the town.", "militants", ("boko_haram",)),
        ("Chad mourned. Boko Haram fled. Security forces took the town.", "Security forces", ("TD",)),
        ("Boko Haram fled. Gunmen from the al Qaeda-linked Abu Sayyaf took the town.", "Gunmen", ("abu_sayyaf",)),
        ("Boko Haram fled. Its forces burnt the town, and the forces left.", "forces", ("boko_haram",)),
    ],
)
def test_armed_men_are_a_group_that_is_known_and_security_forces_a_states(text, word, wanted):
    assert next(m for m in doc(text).mentions if m.kind is Kind.PARTY and m.text == word).ids == wanted


def test_he_stands_for_the_last_person():
    story = doc("Defense Minister Sergei Shoigu spoke in Moscow. He said jets had left.")
    found = next(m for m in story.mentions if m.kind is Kind.PERSON and m.text == "He")
    assert story.mentions[found.refers].name == "Sergei Shoigu"


@pytest.mark.parametrize(
    ("text", "name", "org"),
    [
        ('"It was a test," said Foreign Ministry spokesman Hossein Karimi.', "Hossein Karimi", "Foreign Ministry spokesman"),
        ("John Brown, a spokesman for the Pentagon, denied it.", "John Brown", "a spokesman for the Pentagon"),
    ],
)
def test_a_person_has_the_office_beside_the_name(text, name, org):
    found = {m.name: m.org for m in told(text, Kind.PERSON) if m.name}
    assert org in found[name]


@pytest.mark.parametrize(
    ("text", "name", "org"),
    [
        ("It was what Norwegian Prime Minister Kari Lund called an answer.", "Kari Lund", "Norwegian Prime Minister"),
        ("The plan would topple Norwegian President Kari Lund.", "Kari Lund", "Norwegian President"),
        ("The blast killed seven people outside Norwegian President Kari Lund's home.", "Kari Lund", "Norwegian President"),
        ("Crowds cheered when army spokeswoman Kari Lund spoke.", "Kari Lund", "army spokeswoman"),
        ("Norway's Foreign Minister Kari Lund spoke.", "Kari Lund", "Norway's Foreign Minister"),
    ],
)
def test_an_office_begins_behind_the_words_that_no_office_has(text, name, org):
    assert {m.name: m.org for m in told(text, Kind.PERSON) if m.name}[name] == org


@pytest.mark.parametrize(
    ("text", "name", "org"),
    [
        ("Foreign Ministry Spokesperson Kari Lund said so.", "Kari Lund", "Foreign Ministry Spokesperson"),
        ("The order came from Major General Kari Lund on Monday.", "Kari Lund", "Major General"),
        ("Martin Ekholm Jr. said so.", "Martin Ekholm Jr.", ""),
        ("The order came from General Srdjan Ilic on Monday.", "Srdjan Ilic", "General"),
    ],
)
def test_an_office_is_no_part_of_the_name(text, name, org):
    found = {m.name: m.org for m in told(text, Kind.PERSON) if m.name}
    assert set(found) == {name}
    assert org in found[name]


@pytest.mark.parametrize("what", ["DDoS attacks", "GPS jamming", "UAVs", "ICBM tests"])
def test_an_abbreviation_of_a_thing_is_no_body(what):
    assert ids(f"Norway's airports are being hit by {what} from Chad") == {"NO", "TD"}


def test_fighter_jets_are_nobody():
    assert ids("The drill brought in 240 American and South Korean fighter jets.") == {"US", "KR"}
    assert "ypg" in ids("Kurdish fighters took a base in Syria, near Aleppo.")


@pytest.mark.parametrize(
    "text", ["U.S. officials said so.", "Security sources said so.", "A witness said so.", "The monitoring group said so."]
)
def test_sayers_without_a_name_are_persons_with_an_organisation(text):
    assert any(not m.name and m.org for m in told(text, Kind.PERSON))


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("They fired short-range ballistic missiles.", "ballistic_missile"),
        ("They sent S-400 air defence systems.", "air_defence"),
        ("They sent howitzers.", "artillery"),
        ("They sent artillery shells.", "ammunition"),
        ("A suicide car bomb went off.", "explosive"),
        ("Barrel bombs fell.", "bomb"),
        ("F-16C fighter jets flew.", "aircraft"),
        ("They sent Abrams tanks.", "tank"),
        ("A guided-missile destroyer sailed.", "ship"),
        ("A ballistic missile submarine sailed.", "submarine"),
        ("They used sarin gas.", "chemical"),
        ("They sent 200 paratroopers.", "troops"),
    ],
)
def test_items_have_the_category_of_the_schema(text, category):
    assert [m.ids for m in told(text, Kind.ITEM)][:1] == [(category,)]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Shells fell in northern Syria.", "northern Syria"),
        ("It fell into the South China Sea.", "South China Sea"),
        ("Jets hit the Karim air base.", "Karim air base"),
        ("Troops took the town of Al-Nawaz.", "Al-Nawaz"),
        ("Rockets landed near Haifa.", "Haifa"),
        ("Militia captures Babanusa after months of siege.", "Babanusa"),
        ("The fall of Mouka came at dawn.", "Mouka"),
        ("Jihadists attacked a base in the northern town of Bourem early on Tuesday.", "Bourem"),
        ("A bomb went off at a checkpoint.", "checkpoint"),
        ("Tanks crossed the Turkish border.", "Turkish border"),
        ("Shells fell on the Chagos Plateau Saturday.", "Chagos Plateau"),
    ],
)
def test_places_are_named_or_told_by_their_kind(text, place):
    assert place in {m.text for m in told(text, Kind.PLACE)}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Norland Rushes to Restore Traffic After Crimea Bridge Explosion", "Crimea Bridge"),
        ("Attacks Come Days After Kerch Bridge Explosion", "Kerch Bridge"),
        ("Talks open in The Hague", "The Hague"),
    ],
)
def test_a_place_in_a_headline_of_capitals_starts_where_its_name_does(text, place):
    found = {m.text for m in told(text, Kind.PLACE)}
    assert place in found
    assert not any(place in m and m != place for m in found)


def test_a_known_place_has_its_owner():
    assert ("IQ",) in {m.ids for m in told("Shells fell on Mosul.", Kind.PLACE)}


def test_every_mention_is_a_cut_of_its_story_and_in_order():
    story = doc("SEOUL (Reuters) - North Korea’s army fired “at least 23” missiles on Monday, Seoul said.\n\nIt denied that.")
    assert list(story.mentions) == sorted(story.mentions, key=lambda m: (m.start, -m.end, m.kind.value))
    for m in story.mentions:
        assert m.text.replace("'", "") == story.story.full[m.start : m.end].replace("’", "").replace("'", "")
        assert story.sentences[m.sentence].told <= m.start < m.end <= story.sentences[m.sentence].end
        assert m.refers is None or m.refers < len(story.mentions)


def test_the_same_story_gives_the_same_mentions():
    text = "Russia fired 23 missiles at Kyiv on Monday, killing 12 people, the military said."
    assert doc(text) == doc(text)


def test_triggers_and_cues_are_marked():
    found = doc("Iran denied that it had fired missiles.").mentions
    assert {m.text for m in found if m.kind is Kind.TRIGGER} >= {"fired"}
    assert {m.ids for m in found if m.kind is Kind.CUE} == {("deny",)}


def test_a_district_with_a_persons_name_is_no_person():
    text = "Mayor Omar Haddad said the bombs hit the Salim Nasser district. Jane Doe said the raid was over."
    assert [m.name for m in told(text, Kind.PERSON) if m.name] == ["Omar Haddad", "Jane Doe"]


def test_capital_letters_that_the_parser_takes_for_a_person_are_a_body():
    held = doc("", "North Korea fires suspected ballistic missile toward East Sea: JCS").mentions
    assert {(m.name, m.org) for m in held if m.text == "JCS" and m.kind is Kind.PERSON} == {("", "JCS")}
