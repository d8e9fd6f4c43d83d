"""How speakers are worded: the whole phrase, a person as a person, and nothing that names nobody."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from fakes.sentence import doc_from, extractor, reader

from bot.extract.candidates import Doc, Kind
from bot.extract.discourse.wording import bare, worded
from bot.model import Status, Story


def read(text: str) -> Doc:
    return doc_from(text, "Talks")


def told(text: str) -> set[tuple[str | None, str | None]]:
    """(name, org) of all who could be a speaker."""
    doc = read(text)
    found = (worded(doc, m) for m in doc.mentions if m.kind in {Kind.PERSON, Kind.PARTY})
    return {(s.name, s.org) for s in found if s is not None}


@pytest.mark.parametrize(
    ("text", "name", "org"),
    [
        ("“We did not cross,” Col. Sun Ha-jin of the general staff said.", "Sun Ha-jin", "Col."),
        ("Le Thi Lan Mai, spokeswoman of the Foreign Ministry, told reporters.", "Le Thi Lan Mai", "spokeswoman of the Foreign Ministry"),
        ("Defense Undersecretary Imelda Cruz-Navarro said two frigates sailed.", "Imelda Cruz-Navarro", "Defense Undersecretary"),
        ("The Honourable Odile Marchand, Minister of Foreign Affairs, said so.", "Odile Marchand", "Minister of Foreign Affairs"),
        ("“Not one,” Tesfay Gebre, an adviser to the president, told a radio.", "Tesfay Gebre", "adviser to the president"),
        ("Signe Dahl, Deputy Spokesman for the Secretary-General, said so.", "Signe Dahl", "Deputy Spokesman for the Secretary-General"),
        ("Gen. Omid Zaheer, a spokesman for the provincial governor, said so.", "Omid Zaheer", "spokesman for the provincial governor"),
        ("The ministry's spokesman, Maj. Gen. Pavel Rudin, said so.", "Pavel Rudin", "ministry's spokesman"),
        ("NATO Secretary General Jan Roe said so.", "Jan Roe", "NATO Secretary General"),
        ("UN Secretary-General Jan Roe said so.", "Jan Roe", "UN Secretary-General"),
        ("Ten boats left, navy commander Rear Admiral Behrang Darvish said.", "Behrang Darvish", "navy commander Rear Admiral"),
        ("South Korean Defense Minister Choi Byung-wook signed.", "Choi Byung-wook", "South Korean Defense Minister"),
    ],
)
def test_a_person_is_a_person_with_an_office(text: str, name: str, org: str) -> None:
    found = {o for n, o in told(text) if n == name}
    assert org in found or any(o and o.endswith(org) for o in found)
    assert not any(n is None and o and name in o for n, o in told(text))


@pytest.mark.parametrize(
    ("text", "org"),
    [
        ("Three soldiers died, a Kenyan port official said.", "Kenyan port official"),
        ("Two strikes killed 40 people at the same hour, the Hamas-run health ministry said.", "Hamas-run health ministry"),
        ("Two soldiers were killed, the rebel-held region's governor said.", "rebel-held region's governor"),
        ("Arms control advocates said the sale had gone ahead.", "Arms control advocates"),
        ("Human Rights Watch said barrel bombs had been dropped.", "Human Rights Watch"),
        ("Two people briefed on the talks said Turkey had sold drones.", "Two people briefed on the talks"),
        ("A doctor at the city's main hospital said nine people had died.", "doctor at the city's main hospital"),
        ("Its navy said it had seized a dhow.", "navy"),
    ],
)
def test_a_nameless_speaker_is_the_whole_phrase(text: str, org: str) -> None:
    assert (None, org) in told(text)


@pytest.mark.parametrize(
    ("text", "org"),
    [
        ("Two ferries sank, a blast port officials said was caused by a mine.", "port officials"),
        ("Six died, a strike two local police officers said had been a mistake.", "two local police officers"),
        ("It was an attack senior army officers said was planned abroad.", "senior army officers"),
        ("A group of port officials said two ferries had sunk.", "group of port officials"),
        ("A few police officials said two ferries had sunk.", "few police officials"),
        ("The Permanent Mission of Norway said two ferries had sunk.", "Permanent Mission of Norway"),
        ("The Embassy of the Kingdom of Norway denied it had sent ferries.", "Embassy of the Kingdom of Norway"),
        ("The rights group the Harbour Watch for Peace said two ferries had sunk.", "Harbour Watch for Peace"),
        ("The opposition group Delta Watch said two ferries had sunk.", "Delta Watch"),
        ("The state news agency Harbour Wire said two ferries had sunk.", "state news agency Harbour Wire"),
        ("A major Danish insurgent group said two ferries had sunk.", "major Danish insurgent group"),
        ("The commander of U.S. forces in Norway said two ferries had sunk.", "commander of U.S. forces in Norway"),
        ("The aid group said two ferries had sunk.", "aid group"),
        ("Al-Qaeda-linked fighters said two ferries had sunk.", "Al-Qaeda-linked fighters"),
    ],
)
def test_the_words_of_a_speaker_are_his_own_and_all_of_them(text: str, org: str) -> None:
    found = told(text)
    assert (None, org) in found
    assert not any(o and (o.startswith(("blast", "strike", "attack")) or o.endswith("U.S.")) for _, o in found)


def test_a_mission_speaks_for_its_state() -> None:
    doc = read("The Permanent Mission of Norway said two ferries had sunk.")
    found = (worded(doc, m) for m in doc.mentions if m.text == "Permanent Mission")
    assert {s.party for s in found if s is not None} == {"NO"}


def test_a_name_cut_short_is_the_whole_name_told_later() -> None:
    doc = read(
        "“The word of [the Danish president Jan Mads] Roe counts,” officials said. Jan Mads Roe, the Danish president, said so in a letter."
    )
    cut = [m for m in doc.mentions if m.name == "Jan Mads"]
    assert all((s := worded(doc, m)) is not None and s.name == "Jan Mads Roe" for m in cut)


@pytest.mark.parametrize(("last", "name"), [("Choi", "Choi Byung-wook"), ("Rudin", "Pavel Rudin")])
def test_one_word_of_a_name_told_in_full_is_the_person(last: str, name: str) -> None:
    text = "Defense Minister Choi Byung-wook met General Pavel Rudin in Minsk. Ten boats left, "
    doc = read(f"{text}{last} said.")
    alone = [m for m in doc.mentions if m.text == last and m.kind is Kind.PERSON]
    assert {s.name for m in alone if (s := worded(doc, m)) is not None} == {name}


@pytest.mark.parametrize("name", ["Mosul Watch", "Harbour Wire", "Delta Defence Industries"])
def test_a_body_is_no_person(name: str) -> None:
    assert all(n is None for n, _ in told(f"{name}, a founder of the network, said so."))


def test_a_pronoun_that_stands_for_nobody_known_is_no_speaker() -> None:
    doc = read("He said five shells fell.")
    pronouns = [m for m in doc.mentions if m.text == "He"]
    assert all(worded(doc, m) is None for m in pronouns)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("its defence ministry", "defence ministry"),
        ("Our own defence secretary", "defence secretary"),
        ("Saturday Pakistan's army chief", "Pakistan's army chief"),
        ("commander of the navy.", "commander of the navy"),
        ("the spokesman, Col.", "spokesman"),
        ("army spokesman Brigadier", "army spokesman"),
        ("Istanbul Gov.", "Istanbul Gov."),
        ("Kremlin 'insiders", "Kremlin insiders"),
        ("“senior” officials", "senior officials"),
        ("the Houthis' Al Masirah television", "Houthis' Al Masirah television"),
        ("Russia’s defence ministry", "Russia’s defence ministry"),
        ("U.S.", "U.S."),
        ("The  Hague court,", "Hague court"),
        ("Air Force Lieutenant General", "Air Force Lieutenant General"),
    ],
)
def test_what_a_speaker_is_called(raw: str, clean: str) -> None:
    assert bare(raw) == clean


def test_who_stands_by_the_charge_is_no_denier() -> None:
    text = (
        "Iran's foreign ministry denied that Iran had sent ballistic missiles to Russia. A spokesman said the ships had carried grain.\n\n"
        "In Washington a State Department official said the department stood by its account and would publish the records."
    )
    _, claims = reader().read(Story("s", "Tehran denies sending missiles to Russia", text, datetime(2024, 5, 10, tzinfo=UTC)))
    (denial,) = [c for c in claims if c.status is Status.DENIED]
    assert {s.party for s in denial.source} == {"IR"}


def test_a_headline_in_title_case_makes_no_name_of_its_verb() -> None:
    found = extractor().read(Story("s", "Biden Warns Putin Over Attack on Ukraine", "Talks.", datetime(2022, 10, 10, tzinfo=UTC)))[0]
    assert {m.name for m in found.mentions if m.name} <= {"Joe Biden", "Vladimir Putin", "Biden", "Putin"}


def test_a_verb_of_denial_taken_for_a_noun_is_no_part_of_who_denies() -> None:
    found = {o for _, o in told("Russia rejects claim it bombed a theatre.")}
    assert "Russia" in found
    assert "Russia rejects" not in found


def test_what_stands_before_a_dash_is_no_part_of_who_speaks() -> None:
    found = {o for _, o in told("Police have killed 200 people — including children — watchdog group says.")}
    assert {o for o in found if o and ("group" in o or "—" in o)} == {"watchdog group"}


def test_a_name_cut_off_within_its_short_form_ends_before_it() -> None:
    assert bare("Movement for the South (MFS") == "Movement for the South"
    assert bare("Movement for the South (MFS)") == "Movement for the South (MFS)"


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("The raid failed, the former head of the Danish Army said.", "former head of the Danish Army"),
        ("Two boats sank, according to the commander of the Peruvian navy.", "commander of the Peruvian navy"),
        ("The chief of the Kenyan police said two boats had sunk.", "chief of the Kenyan police"),
        ("The sinking of the Danish boats worried Oslo, officials said.", None),
        ("A photograph of the Danish Army appeared, officials said.", None),
    ],
)
def test_the_head_of_a_body_is_told_whole_and_not_as_the_body(text: str, whole: str | None) -> None:
    doc = read(text)
    spots = [m for m in doc.mentions if m.kind is Kind.PARTY and m.text.split()[0] in {"Danish", "Peruvian", "Kenyan"}]
    orgs = {s.org for m in spots if (s := worded(doc, m)) is not None}
    assert (whole in orgs) if whole else not any("of" in (o or "") for o in orgs)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Meanwhile Jan Roedal, a 30-year-old fighter from Bergen, has described the raid.", "Jan Roedal"),
        ("However Ada Vanem, a doctor from Bergen, has denied it.", "Ada Vanem"),
        ("Yesterday Kari Lundby told reporters that two frigates sailed.", "Kari Lundby"),
    ],
)
def test_an_adverb_that_opens_a_sentence_is_no_part_of_a_name(text: str, name: str) -> None:
    assert name in {n for n, _ in told(text)} | {o for _, o in told(text)}
    assert not any(word in (n or o or "") for n, o in told(text) for word in ("Meanwhile", "However", "Yesterday"))


@pytest.mark.parametrize(
    ("text", "org"),
    [
        ("The Norwegian Observatory for Free Seas, which watches ships, said two frigates sailed.", "Norwegian Observatory for Free Seas"),
        ("The Council for Free Harbours, which is based in Bergen, said two frigates sailed.", "Council for Free Harbours"),
        ("The Institute for Polar Wars, a think tank, said two frigates sailed.", "Institute for Polar Wars"),
        ("The Bureau for Harbours and Waters said two frigates sailed.", "Bureau for Harbours and Waters"),
    ],
)  # fmt: skip
def test_a_clause_behind_a_body_is_no_part_of_its_name(text: str, org: str) -> None:
    assert org in {o for _, o in told(text)}
    assert not any("," in (o or "") for _, o in told(text))


@pytest.mark.parametrize(
    ("text", "name", "org"),
    [
        ('"Ten died," Jan Roe, head of the Rescue Agency for Norway said.', "Jan Roe", "head of the Rescue Agency for Norway"),
        ("Jan Roe, head of the Coastal Rescue Agency, said ten had died.", "Jan Roe", "head of the Coastal Rescue Agency"),
        ("Ada Vane, director of the State Rescue Agency, told reporters.", "Ada Vane", "director of the State Rescue Agency"),
    ],
)  # fmt: skip
def test_who_heads_a_body_is_told_by_name_and_the_body_in_his_office_is_nobody_beside(text: str, name: str, org: str) -> None:
    assert (name, org) in told(text)
    assert not any(n is None and o and "Agency" in o for n, o in told(text))


def test_an_agency_that_speaks_itself_is_heard() -> None:
    assert any(o and "Coastal Rescue Agency" in o for n, o in told("The Coastal Rescue Agency said ten had died.") if n is None)


@pytest.mark.parametrize(
    "text", ["The US said two frigates sailed.", "Two frigates sailed, the US said.", "The US has announced that two frigates sailed."]
)
def test_the_us_is_a_sayer_and_no_pronoun(text: str) -> None:
    assert (None, "US") in told(text)
    assert (None, "us") not in told("They told us that two frigates sailed.")


@pytest.mark.parametrize("text", ["A US announcement came that two frigates had sailed.", "According to the US, two frigates sailed."])
def test_nor_is_it_one_where_the_statement_is_its_own(text: str) -> None:
    assert (None, "US") in told(text)


@pytest.mark.parametrize("text", ["Two frigates sailed from the US on Monday.", "The US sent two frigates."])
def test_the_us_says_nothing_where_it_only_acts(text: str) -> None:
    assert (None, "US") not in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Jan Roe, head of Brigade Omar Haddad, said ten had died.",
        "Jan Roe, director of Radio Kari Lund, told reporters ten had died.",
        "Jan Roe, commander of Battalion Ada Vane, said ten had died.",
    ],
)
def test_a_man_a_body_is_called_after_is_nobody_who_speaks(text: str) -> None:
    assert {n for n, _ in told(text) if n} == {"Jan Roe"}


def test_a_man_another_speaks_for_is_somebody() -> None:
    doc = read("Jan Roe, spokesman for President Kari Lund, said ten had died.")
    assert {m.name for m in doc.mentions if m.kind is Kind.PERSON} >= {"Jan Roe", "Kari Lund"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A statement by the Omani Defence Ministry denied it.", (None, "Omani Defence Ministry")),
        ("Omani Supreme Leader Jan Roe's first statement on it said so.", ("Jan Roe", "Omani Supreme Leader")),
        ("Lamu had been shelled, an Omani army statement said.", (None, "Omani army")),
        ("Lamu had been shelled, a carefully worded Pentagon statement said.", (None, "Pentagon")),
    ],
)
def test_of_a_statement_it_is_whose_statement_it_is(text: str, found: tuple[str | None, str]) -> None:
    assert found in told(text)
    assert not any("statement" in (org or "") for _, org in told(text))


def test_one_of_the_people_is_called_by_his_one_name() -> None:
    assert ("Arin", "local woman") in told("In Lamu, local woman Arin, 31, said Omani jets had bombed a mill.")


def test_a_joint_statement_is_nobodys_alone() -> None:
    assert (None, "joint Omani-Chadian statement") in told("A joint Omani-Chadian statement said the two had agreed a truce.")
