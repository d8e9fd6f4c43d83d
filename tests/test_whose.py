"""Whose an office is that a story tells without its state."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from

from bot.extract.candidates import Doc
from bot.extract.speech.whose import owned
from bot.extract.text.datelines import states_of
from bot.model import Claim, ClaimType, Speaker, Status


def read(text: str) -> Doc:
    return doc_from(text, "")


def party(text: str, speaker: Speaker, kind: ClaimType, actor: str = "", target: str = "", **more: object) -> Speaker:
    """The speaker of a claim whose evidence is a story's last sentence, with the state he is given."""
    doc = read(text)
    said = doc.sentences[-1].said
    status = more.pop("status", Status.ASSERTED)
    made = Claim(
        kind,
        status,  # type: ignore[arg-type]
        (said,),
        (doc.story.cut(said),),
        actor=tuple(actor.split()),
        target=tuple(target.split()),
        source=(speaker,),
        **more,  # type: ignore[arg-type]
    )
    return owned(doc, [made])[0].source[0]


def office(org: str, name: str | None = None, party: str = "") -> Speaker:
    return Speaker(name, org, party, anonymous=name is None and not party)


@pytest.mark.parametrize(
    ("text", "org", "state"),
    [
        ("The Danish Transport Department has sent six boats to Chile, the department said.", "department", "DK"),
        (
            "Norway's defence ministry bought boats from Chile. The ministry is content, a ministry spokesman said.",
            "ministry spokesman",
            "NO",
        ),
        ("Peruvian police seized two boats from Chile. They were empty, a police officer said.", "police officer", "PE"),
        ("Kenyan state television showed boats from Chile. They sank, state television said.", "state television", "KE"),
    ],
)
def test_an_office_is_of_the_state_whose_body_of_its_name_is_told_before(text: str, org: str, state: str) -> None:
    assert party(text, office(org), ClaimType.DEPLOYMENT).party == state


@pytest.mark.parametrize(
    ("text", "org"),
    [
        ("Norway's army and the Swedish army met in Oslo. The boats were sunk, the army said.", "army"),
        ("A Chilean fishery department met in Oslo. The boats were sunk, the interior ministry said.", "interior ministry"),
        ("Norwegian boats met Chilean boats. The boats were sunk, the department said.", "department"),
        ("Peruvian police seized boats. The boats were sunk, an aid group said.", "aid group"),
    ],
)
def test_of_two_states_bodies_or_none_an_office_stays_of_nobody(text: str, org: str) -> None:
    told = party(text, office(org), ClaimType.DEPLOYMENT)
    assert (told.party, told.anonymous) == ("", True)


@pytest.mark.parametrize(
    ("text", "org", "known", "state"),
    [
        ("Israel bombed a school, killing nine, Gaza's health ministry said.", "health ministry", "IL", "PS"),
        ("Russia shelled a street, the health ministry in Kherson said.", "health ministry", "RU", "UA"),
        ("Two men were shot in Nairobi, the police there said.", "police", "", "KE"),
        ("Two men were shot, the mayor of Basra said.", "mayor", "", "IQ"),
        ("In neighbouring Moldova, the foreign ministry said a drone had crossed the border.", "foreign ministry", "", "MD"),
    ],
)
def test_an_office_is_of_the_state_whose_place_stands_beside_it(text: str, org: str, known: str, state: str) -> None:
    assert party(text, office(org, party=known), ClaimType.STRIKE, known).party == state


def test_whom_the_story_names_with_his_state_keeps_it() -> None:
    text = "The president of Kenya met the president in Basra, Jan Roe said."
    assert party(text, office("president", "Jan Roe", "NO"), ClaimType.STRIKE).party == "NO"


@pytest.mark.parametrize(
    ("org", "name"),
    [("regional governor", "Petro Vance"), ("city mayor", "Olha Vance"), ("police", None), ("local officials", None)],
)
def test_who_governs_or_guards_a_place_is_of_its_state(org: str, name: str | None) -> None:
    text = f"Four people were killed when a drone hit a mill in Kharkiv, {org} {name or ''} said."
    told = party(text, office(org, name), ClaimType.STRIKE, "RU", "civilians", place=("Kharkiv",))
    assert (told.party, told.anonymous) == ("UA", False)


@pytest.mark.parametrize(
    ("kind", "actor", "place", "org"),
    [
        (ClaimType.STRIKE, "UA", ("Kharkiv",), "local officials"),  # who is hit by his own state speaks for another
        (ClaimType.STRIKE, "RU", ("Kharkiv", "Basra"), "regional governor"),
        (ClaimType.MISSILE_LAUNCH, "RU", ("Kharkiv",), "regional officials"),  # of the region that it flew over
    ],
)
def test_who_governs_a_place_has_no_state_where_two_could_be_meant(kind: ClaimType, actor: str, place: tuple[str, ...], org: str) -> None:
    text = f"A drone flew over Kharkiv and Basra, {org} said."
    assert party(text, office(org), kind, actor, place=place).party == ""


@pytest.mark.parametrize(
    ("text", "actor", "target", "state"),
    [
        ("TEHRAN — Two boats were seized near the port, the foreign ministry said.", "IR", "CL", "IR"),
        ("SEOUL, May 9 (Reuters) - A rocket fell into the sea, the defence ministry said.", "KP", "KR", "KR"),
        ("ANKARA — Two camps of fighters were bombed, the army said.", "TR", "pkk", "TR"),
        ("DUBAI — Two boats were seized near the port, the navy said.", "IR", "", ""),  # written from a third state
        ("TEHRAN/WASHINGTON — Two boats were seized near the port, the navy said.", "IR", "US", ""),
        ("Two boats were seized near the port, the navy said.", "IR", "US", ""),
    ],
)
def test_an_office_is_of_the_state_that_a_story_is_written_from_where_it_is_a_side(text: str, actor: str, target: str, state: str) -> None:
    org = text.rsplit(", the ", maxsplit=1)[-1].removesuffix(" said.")
    assert party(text, office(org), ClaimType.STRIKE, actor, target).party == state


@pytest.mark.parametrize(
    ("status", "org", "state"),
    [
        (Status.DENIED, "government", "CL"),
        (Status.DENIED, "foreign ministry spokesman", "CL"),
        (Status.DENIED, "defence ministry", "CL"),
        (Status.ALLEGED, "government", ""),
        (Status.DENIED, "rights group", ""),
    ],
)
def test_an_office_that_denies_is_of_the_accused(status: Status, org: str, state: str) -> None:
    assert party(f"The {org} denied the raid.", office(org), ClaimType.STRIKE, "CL", "PE", status=status).party == state


@pytest.mark.parametrize(
    ("text", "kind", "actor", "state"),
    [
        ("Norway has ordered six boats, the defence ministry said.", ClaimType.PROCUREMENT, "NO", "NO"),
        ("Sweden will hold drills in May, the navy said.", ClaimType.EXERCISE, "SE", "SE"),
        ("Canada has banned two banks, the foreign ministry said.", ClaimType.SANCTION, "CA", "CA"),
        ("Norway has ordered six boats from Chile, the defence ministry said.", ClaimType.PROCUREMENT, "NO", ""),
        ("Norway fired six rockets, the defence ministry said.", ClaimType.MISSILE_LAUNCH, "NO", ""),  # a neighbour says so too
        ("JERUSALEM — Greece may buy six boats, the ministry said.", ClaimType.PROCUREMENT, "GR", ""),
    ],
)
def test_an_office_is_the_doers_own_where_a_sentence_tells_his_own_act_and_names_no_other(
    text: str, kind: ClaimType, actor: str, state: str
) -> None:
    org = text.rsplit(", the ", maxsplit=1)[-1].removesuffix(" said.")
    assert party(text, office(org), kind, actor).party == state


def test_local_media_speak_for_no_state() -> None:
    text = "Four people were killed when a drone hit a mill in Kharkiv, local media said."
    assert party(text, office("local media"), ClaimType.STRIKE, "RU", place=("Kharkiv",)).party == ""


@pytest.mark.parametrize(
    ("line", "states"),
    [
        ("TOKYO, May 9 (Reuters) - ", {"JP"}),
        ("MOSCOW/KYIV — ", {"RU", "UA"}),
        ("BASRA, Iraq — ", {"IQ"}),
        ("PRESIDENT DOE: ", set()),
        ("(Reuters) - ", set()),
    ],
)
def test_a_dateline_names_the_states_of_its_cities(line: str, states: set[str]) -> None:
    assert states_of(line) == states


@pytest.mark.parametrize(
    ("text", "org", "actor", "target", "place", "state"),
    [
        ("Gunmen killed two men in Kharkiv, the army said.", "army", "", "UA", "Kharkiv", "UA"),
        ("Jets bombed a camp near Basra, Lt Gen Jan Roe said.", "Lt Gen", "IQ", "islamic_state", "Basra", "IQ"),
        ("A rocket was shot down over Haifa, the military said.", "military", "IL", "hezbollah", "Haifa", "IL"),
        ("Jets bombed a camp near Basra, the army said.", "army", "US", "islamic_state", "Basra", ""),
        ("Jets bombed a camp near Basra, the army said.", "army", "", "ypg", "Basra", ""),
        ("ANKARA — Jets bombed a camp near Basra, the army said.", "army", "IQ", "ypg", "Basra", ""),
    ],
)
def test_an_army_speaks_of_its_own_ground_where_no_other_state_is_told_of(
    text: str, org: str, actor: str, target: str, place: str, state: str
) -> None:
    assert party(text, office(org), ClaimType.GROUND_COMBAT, actor, target, place=(place,)).party == state


@pytest.mark.parametrize(
    ("text", "org", "actor", "target", "state"),
    [
        ("Troops burned two barns, killing a man, the district police said.", "district police", "RW", "UG", "UG"),
        ("TOKYO — A shell hit a barn, a provincial governor said.", "provincial governor", "TH", "KH", ""),
        ("Shells hit barns on both sides, local officials said.", "local officials", "TH", "KH TH", ""),
        ("BANGKOK — A shell hit a barn, a provincial governor said.", "provincial governor", "TH", "KH", "KH"),
    ],
)
def test_of_places_that_nobody_knows_officials_speak_for_the_state_that_is_hit(
    text: str, org: str, actor: str, target: str, state: str
) -> None:
    assert party(text, office(org), ClaimType.GROUND_COMBAT, actor, target).party == state


@pytest.mark.parametrize(
    ("kind", "actor", "target", "state"),
    [
        (ClaimType.SEIZURE, "PE", "", "PE"),
        (ClaimType.THREAT, "PE", "CL", "PE"),
        (ClaimType.STRIKE, "CL", "PE", "PE"),
        (ClaimType.SEIZURE, "PE CL", "", ""),  # an ally's officer
        (ClaimType.THREAT, "", "PE", ""),  # who threatens a state does not speak for it
    ],
)
def test_an_officer_is_of_the_state_that_a_story_is_written_from_where_it_acts_or_is_hit(
    kind: ClaimType, actor: str, target: str, state: str
) -> None:
    assert party("LIMA — The boat was on fire, Colonel Jan Roe said.", office("Colonel", "Jan Roe"), kind, actor, target).party == state


@pytest.mark.parametrize(
    ("text", "org", "known", "actor", "target", "state"),
    [
        ("MANILA — Two boats crossed the line, the navy chief said.", "navy chief", "CN", "CN", "PH", "PH"),
        ("SEOUL — Soldiers crossed the line, the general staff said.", "general staff", "KP", "KP", "KR", "KR"),
        ("NICOSIA — A drone crossed the line, the defence ministry said.", "defence ministry", "TR", "TR", "CY", "CY"),
        (
            "SEOUL — North Korea's general staff is angry. It will shoot back, the general staff said.",
            "general staff",
            "KP",
            "KP",
            "KR",
            "KP",
        ),
        ("MANILA — Two boats crossed the line, the president said.", "president", "CN", "CN", "PH", "CN"),
        ("MANILA — Two boats crossed the line, the State Department said.", "State Department", "US", "CN US", "PH", "US"),
        ("TOKYO — Two boats crossed the line, the navy chief said.", "navy chief", "CN", "CN", "PH", "CN"),
    ],
)
def test_a_force_guessed_to_be_the_doers_is_of_the_state_it_is_done_to_where_the_story_is_written_there(
    text: str, org: str, known: str, actor: str, target: str, state: str
) -> None:
    assert party(text, office(org, party=known), ClaimType.INCURSION, actor, target).party == state


def test_whose_own_it_is_stands_elsewhere() -> None:
    text = "HANOI — A boat was rammed, said Gao Weiming, a spokesman for its foreign ministry."
    assert party(text, office("foreign ministry"), ClaimType.INCURSION, "CN", "VN").party == ""


def test_who_was_hit_denies_nothing() -> None:
    text = "The shot came from a barn near Kharkiv, the ministry said."
    told = party(text, office("ministry"), ClaimType.STRIKE, "CL", "UA", status=Status.DENIED, place=("Kharkiv",))
    assert told.party == ""


def test_a_minister_alone_may_be_anybodys() -> None:
    assert party("Norway has ordered six boats, the minister said.", office("minister"), ClaimType.PROCUREMENT, "NO").party == ""
