"""Whom a sayer's words name."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from fakes.sentence import extractor

from bot.extract.candidates import Doc, Kind
from bot.extract.discourse import speaker_of
from bot.model import Claim, Story


def read(text: str) -> tuple[Doc, tuple[Claim, ...]]:
    return extractor().read(Story("s", "", text, datetime(2024, 5, 10, tzinfo=UTC)))


def sayers(text: str) -> list[tuple[str | None, str | None]]:
    return [(s.name, s.org) for c in read(text)[1] for s in c.source]


def test_an_office_without_a_name_is_whoever_was_named_with_it() -> None:
    text = "Prime Minister Edda Sorvik met reporters in Oslo. Norway will deliver 12 howitzers to Ukraine, the prime minister said."
    assert [name for name, _ in sayers(text)] == ["Edda Sorvik"]


def test_an_office_that_two_were_named_with_stays_nameless() -> None:
    text = "President Marin Holt met President Ada Vane in Oslo. Norway will deliver 12 howitzers to Ukraine, the president said."
    assert all(name is None for name, _ in sayers(text))


def test_an_office_of_another_state_is_not_taken() -> None:
    text = "French President Emmanuel Macron spoke first. Norway sent 12 howitzers to Ukraine, the Ukrainian president said."
    assert all("Macron" not in (name or "") for name, _ in sayers(text))


def test_its_minister_is_not_the_one_named_before() -> None:
    text = "Defence Minister Rolf Brun met reporters in Oslo. Albania sent 12 howitzers to Ukraine, its defence minister told parliament."
    assert all(name != "Rolf Brun" for name, _ in sayers(text))


def test_he_and_she_stand_for_a_nameless_person_who_spoke_last() -> None:
    text = "Prime Minister Edda Sorvik listened. A spokeswoman said talks went on. Norway will deliver 12 howitzers to Ukraine, {} said."
    assert sayers(text.format("she")) == [(None, "spokeswoman")]
    assert all(org != "spokeswoman" for _, org in sayers(text.format("he"))), "a spokeswoman is no he"
    later = text.replace("Norway will", "Edda Sorvik smiled. Norway will").format("she")
    assert [name for name, _ in sayers(later)] == ["Edda Sorvik"], "the one named last"


def test_he_stays_the_person_whose_office_is_told_again() -> None:
    text = "Army spokesman Rolf Brun met reporters. The spokesman said talks went on. Norway will deliver 12 howitzers to Ukraine, he said."
    assert [name for name, _ in sayers(text)] == ["Rolf Brun"]


def test_a_last_name_alone_is_the_person_named_in_full_and_never_a_party() -> None:
    text = (
        "President Roan Marc Kestrel of Burkina Faso spoke on Monday. "
        "Al Qaeda attacked a hotel in Ouagadougou and killed 23 people, Kestrel said."
    )
    doc, claims = read(text)
    assert all("kestrel" not in m.ids for m in doc.mentions)
    assert {s.name for c in claims for s in c.source} <= {"Roan Marc Kestrel", "Kestrel"}


def test_a_name_behind_an_office_is_a_person_whatever_spacy_takes_it_for() -> None:
    doc, _ = read("President Marin Holt met President Ada Vane in Oslo on Monday.")
    assert {m.name for m in doc.mentions if m.kind is Kind.PERSON and m.name} == {"Marin Holt", "Ada Vane"}
    assert all("marin_holt" not in m.ids for m in doc.mentions)


def test_an_adverb_is_no_part_of_a_name() -> None:
    doc, _ = read("Meanwhile Jane Doe, a spokeswoman for the army, said Russia attacked Odesa.")
    assert {m.name for m in doc.mentions if m.kind is Kind.PERSON and m.name} == {"Jane Doe"}


APPOSED = [
    ("A spokesman for the front, Al-Amin Dosso, said Mali bombed a village near Gao.", "Al-Amin Dosso", "spokesman for the front"),
    ("The mayor of Tarn, Bela Horvik, said Russia attacked the port of Odesa.", "Bela Horvik", "mayor of Tarn"),
    ("Russia attacked the port of Odesa, said the head of the local council, Petro Halych.", "Petro Halych", "head of the local council"),
    ("The air base chief, Lieutenant General Jan Roe, said Iran fired two missiles.", "Jan Roe", "air base chief"),
    ("Chad's envoy to the talks, Idris Moun, said Sudan had bombed Adre.", "Idris Moun", "Chad's envoy to the talks"),
]


@pytest.mark.parametrize(("text", "name", "org"), APPOSED)
def test_a_name_behind_an_offices_comma_and_the_office_are_one_speaker(text: str, name: str, org: str) -> None:
    doc, claims = read(text)
    assert [(s.name, s.org) for c in claims for s in c.source] == [(name, org)] * len(claims)
    assert claims
    assert all(name.lower().replace(" ", "_").replace("-", "_") not in m.ids for m in doc.mentions), "nor is he a party"


def test_an_office_between_two_names_is_of_the_one_who_speaks() -> None:
    doc, _ = read("After a call with Marin Holt, the Danish envoy, Ada Vane, said Sudan had bombed Adre.")
    assert {m.name: m.org for m in doc.mentions if m.name and m.name != "Adre"} == {"Marin Holt": "", "Ada Vane": "the Danish envoy"}


@pytest.mark.parametrize(
    "text",
    [
        "The head of the army told Mali, Burkina Faso, Niger and Chad that Sudan had bombed Adre.",
        "The leader of the Alpha Front, Beta Brigade, Gamma Movement and others said Sudan had bombed Adre.",
    ],
)
def test_what_is_listed_behind_an_office_does_not_hold_it(text: str) -> None:
    assert {m.name for m in read(text)[0].mentions if m.kind is Kind.PERSON} <= {"", "Adre"}


@pytest.mark.parametrize(
    "opening", ["The Observatory said", "On Monday the Observatory said", "It was not alone, the Observatory said, and"]
)
def test_a_body_is_told_in_full_where_one_word_repeats_it(opening: str) -> None:
    text = f"The Nordic Observatory for Waters met reporters. {opening} Russia fired two missiles at Kharkiv."
    doc = read(text)[0]
    found = [speaker_of(doc, m).org for m in doc.mentions if m.text == "Observatory" and m.sentence > 1]
    assert all(org == "Nordic Observatory for Waters" for org in found)


@pytest.mark.parametrize(("body", "word"), [("US Army", "US"), ("Taliban leader", "Taliban")])
def test_the_first_word_of_a_body_is_anothers_name(body: str, word: str) -> None:
    doc = read(f"The {body} met reporters. The {word} will send two missiles to Oslo.")[0]
    assert all(speaker_of(doc, m).org != body for m in doc.mentions if m.text == word and m.sentence > 0)


def test_the_first_word_of_a_state_may_stand_for_it() -> None:
    doc = read("The South Korea of his youth was gone. Jets had left, the South said.")[0]
    assert [speaker_of(doc, m).org for m in doc.mentions if m.text == "South" and m.sentence > 0][:1] in ([], ["South Korea"])


@pytest.mark.parametrize("word", ["anti-Assad", "pro-Assad"])
def test_he_is_nobody_whom_an_adjective_only_names(word: str) -> None:
    doc = read(f"Defence Minister Rolf Brun met a {word} fighter in Oslo. He said jets had left.")[0]
    he = next(m for m in doc.mentions if m.kind is Kind.PERSON and m.text == "He")
    assert he.refers is not None
    assert doc.mentions[he.refers].name == "Rolf Brun"


def test_he_may_be_who_is_named_beside_one() -> None:
    doc = read("An anti-Putin fighter met President Bashar al-Assad. He said jets had left.")[0]
    he = next(m for m in doc.mentions if m.kind is Kind.PERSON and m.text == "He")
    assert he.refers is not None
    assert doc.mentions[he.refers].name.endswith("Assad")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Omani minister Adel al-Zahiri met reporters. Rebels shelled a mill in Lamu, Zahiri said.", "Adel al-Zahiri"),
        ("UN rights chief Omar Ra'ad al Karim met reporters. Rebels shelled a mill in Lamu, Omar said.", "Omar Ra'ad al Karim"),
    ],
)
def test_a_name_without_its_article_and_the_first_of_three_names_are_the_persons_own(text: str, name: str) -> None:
    assert name in {told for told, _ in sayers(text)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Aldar Hansen, a rebel, said rebels would deal with Putin. “Russian jets bombed a mill in Lamu,” he said.",
            "Aldar Hansen",
        ),
        ("Aldar Hansen, a rebel, met Jan Roe. Jan Roe went home. “Russian jets bombed a mill in Lamu,” he said.", "Jan Roe"),
    ],
)
def test_he_who_is_quoted_is_who_spoke_last_and_not_whom_he_spoke_of(text: str, name: str) -> None:
    assert [told for told, _ in sayers(text)] == [name]
