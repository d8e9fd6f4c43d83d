from dataclasses import replace

import pytest
from fakes.merging import Ledger, claim, moment

from bot.merge import report_of
from bot.merge.ladder import counts, parties_of
from bot.merge.parties import called, fuller, party_of
from bot.merge.slots import clean
from bot.model import Claim, ClaimType, Span, Speaker, Status, Story


@pytest.mark.parametrize(
    ("name", "org"),
    [
        ("Ann Berg", None),  # nobody known
        ("Ann Berg", "Town council secretary"),
        ("Ann Berg", "Deputy head of the regional administration"),
        ("Ann Berg", "Lt. Gen."),
        (None, "Local officials"),
        (None, "Western diplomats"),
        (None, "Social media"),
        (None, "Ministry of Health"),
        (None, "police"),
        (None, "Associated Press"),  # an outlet that is cited
        (None, "Reuters witness"),
        ("Ann Berg", "former head of the Norwegian Navy"),
        (None, "a retired Harbour Observatory director"),
        ("Ann Berg", "an expert on Chad at the Harbour Institute"),
        ("Ann Berg", "Harbour Institute fellow"),
    ],
)
def test_a_lone_name_an_office_a_medium_or_a_cited_outlet_is_no_side(name, org):
    assert party_of(Speaker(name, org)) == ""


@pytest.mark.parametrize(
    ("org", "party"),
    [
        ("Kharkiv's regional governor", "UA"),
        ("head of the Odesa military administration", "UA"),
        ("Belgorod Governor", "RU"),
        ("Mayor of Beirut", "LB"),
        ("Aleppo rebels", "aleppo"),
        ("Harbour police", "harbour police"),
        ("Harbour Bank governor", "harbour bank"),
    ],
)
def test_who_governs_a_town_speaks_for_the_state_that_holds_it(org, party):
    assert party_of(Speaker("Ann Berg", org)) == party


@pytest.mark.parametrize(
    ("org", "party"),
    [
        ("Harbour Observatory", "harbour observatory"),
        ("Harbour Observatory director", "harbour observatory"),
        ("Harbour Observatory (HO)", "harbour observatory"),
        ("spokeswoman for the Harbour Observatory", "harbour observatory"),
        ("Human Rights Bureau", "human rights bureau"),
        ("Port of Ostrava police chief", "port of ostrava police"),
    ],
)
def test_a_body_is_a_side_whoever_speaks_for_it(org, party):
    assert party_of(Speaker("Ann Berg", org)) == party


def test_a_state_stays_the_party_of_its_office_and_of_its_agency():
    assert party_of(Speaker("Ann Berg", "foreign minister", "NO")) == "NO"
    assert party_of(Speaker(None, "TASS", "RU")) == "RU"
    assert party_of(Speaker(None, "New York Times", "new_york_times")) == ""


@pytest.mark.parametrize(
    ("party", "fullest"),
    [
        ("joint chiefs", "KR"),
        ("observatory", "harbour observatory"),
        ("harbour observatory", "harbour observatory"),
        ("red cross", "red cross"),
    ],
)
def test_a_shorter_name_is_the_side_that_another_tells_more_fully(party, fullest):
    speakers = [Speaker(None, "South Korea's Joint Chiefs of Staff", "KR"), Speaker(None, "Harbour Observatory")]
    assert fuller(party, speakers) == fullest


def test_a_shorter_name_that_fits_two_stays_its_own():
    speakers = [Speaker(None, "Harbour Observatory"), Speaker(None, "Mountain Observatory")]
    assert fuller("observatory", speakers) == "observatory"


def told(ledger, key, outlet, org):
    story = Story(
        id=key,
        title="",
        text=f"{outlet} says that a depot burnt on mile {len(outlet)} of the coast road.",
        published=moment("2031-05-06T12:00:00+00:00"),
        outlet=outlet,
    )
    made = claim(story, "strike", "alleged", actor=["RU"], target=["UA"], place=["Odesa"], source=[{"org": org}])
    return ledger.take(story, [made]), report_of(story, made, 0, None, story.published)


def test_the_shorter_name_of_who_spoke_to_another_outlet_is_no_second_party():
    ledger = Ledger()
    told(ledger, "a", "Harbour Wire", "Harbour Observatory")
    step, _ = told(ledger, "b", "Gazette", "Observatory")
    assert counts(step.decisions[0].event)[2] == 1
    step, _ = told(ledger, "c", "Morning Post", "Red Cross")
    assert counts(step.decisions[0].event)[2] == 2


def test_readers_are_told_a_side_by_the_name_its_report_writes():
    ledger = Ledger()
    told(ledger, "a", "Harbour Wire", "Harbour Observatory")
    step, report = told(ledger, "b", "Gazette", "spokesman for the Red Cross")
    assert [called(report, party) for party in parties_of(report)] == ["Red Cross"]
    assert step.decisions[0].note == "also said by Red Cross"


@pytest.mark.parametrize(
    ("name", "org", "party", "written"),
    [
        (None, "Al Bahar TV", "al_bahar_tv", "Al Bahar TV"),
        (None, "spokesman for the HarbourWatch", "harbourwatch", "HarbourWatch"),
        ("Jund al-Bahar", None, "jund_al_bahar", "Jund al-Bahar"),
        (None, "Norwegian army", "NO", "NO"),
        ("Ann Berg", "Hezbollah official", "hezbollah", "Hezbollah"),
        (None, "local militants", "al_shabaab", "al_shabaab"),
    ],
)
def test_an_id_made_of_a_name_is_told_by_that_name(name, org, party, written):
    _, report = told(Ledger(), "a", "Harbour Wire", "Red Cross")
    spoken = replace(report.claim, source=(Speaker(name, org, party),))
    assert called(replace(report, claim=spoken), party) == written


@pytest.mark.parametrize(("party", "fullest"), [("jcs", "KR"), ("jcos", "KR"), ("abc", "abc"), ("j", "j")])
def test_the_letters_of_a_body_are_the_side_that_another_tells_in_full(party, fullest):
    assert fuller(party, [Speaker(None, "South Korea's Joint Chiefs of Staff", "KR"), Speaker(None, "Ann Berg")]) == fullest


@pytest.mark.parametrize(
    ("quote", "place", "whither"),
    [
        ("Poland sent 900 men to its border with Belarus.", "Belarus", ()),
        ("Poland masses tanks near Belarus.", "Belarus", ()),
        ("Poland moves ships off the coast of Guyana.", "Guyana", ()),
        ("Poland moves tanks to Guyana border.", "Guyana", ()),
        ("Poland sent 900 men to Belarus.", "Belarus", ("BY",)),
        ("Poland sent 900 men to Belarus, which massed tanks near Belarus's border.", "Belarus", ("BY",)),
    ],
)
def test_forces_near_a_state_are_not_told_as_sent_there(quote, place, whither):
    told = Claim(ClaimType.DEPLOYMENT, Status.ASSERTED, (Span(0, 9),), (quote,), actor=("PL",), place=(place,))
    assert (
        clean(report_of(Story("s", "A long day", quote, moment("2024-05-10T12:00Z")), told, 0, None, moment("2024-05-10T12:00Z"))).target
        == whither
    )
