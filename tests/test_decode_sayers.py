"""Who of the sayers found is told: once, in full, and nobody who only acts, stands by or is named."""

from __future__ import annotations

import pytest
from test_decode_clean import doc_of, nobody

from bot.extract.candidates import Kind
from bot.extract.decode.clean import clean
from bot.extract.decode.clean import speakers as sayers
from bot.extract.decode.holders import once
from bot.extract.decode.slots import Value, apart, speakers
from bot.extract.discourse import speaker_of
from bot.model import ClaimType, Speaker, Status


@pytest.mark.parametrize(
    ("told", "left"),
    [
        ([(None, "Japan's defence ministry"), (None, "ministry")], [(None, "Japan's defence ministry")]),
        ([(None, "regional governor"), ("Petro Halych", "regional governor")], [("Petro Halych", "regional governor")]),
        ([(None, "South Korea's Joint Chiefs of Staff"), (None, "Joint Chiefs of Staff")], [(None, "South Korea's Joint Chiefs of Staff")]),
        ([(None, "the Pentagon"), (None, "Pentagon")], [(None, "the Pentagon")]),
        ([(None, "Kyiv"), (None, "Moscow")], [(None, "Kyiv"), (None, "Moscow")]),
    ],
)
def test_a_sayer_is_told_once_and_in_full(told: list[tuple[str | None, str]], left: list[tuple[str | None, str]]) -> None:
    assert [(s.name, s.org) for s in once([Speaker(*one) for one in told])] == left


def test_a_person_is_not_told_again_by_the_office_he_alone_holds() -> None:
    named, other = Speaker("Ada Vane", "president", "NO"), Speaker("Rolf Brun", "spokesman", "NO")
    assert once([Speaker(None, "Norwegian president", "NO"), named]) == (named,)
    assert len(once([Speaker(None, "Danish president", "DK"), named])) == 2
    assert len(once([Speaker(None, "army spokesman", "NO"), other])) == 2, "there are many spokesmen"


def test_a_name_without_an_office_holds_the_one_office_without_a_name() -> None:
    told = Speaker(None, "Peru's interior minister", "PE"), Speaker("Ada Vane", None)
    assert once(told) == (Speaker("Ada Vane", "Peru's interior minister", "PE"),)
    assert len(once([Speaker(None, "resident"), told[1]])) == 2, "residents are many"
    assert len(once([*told, Speaker(None, "mayor")])) == 3
    assert len(once([told[0], Speaker("Rolf Brun", None, "EC")])) == 2, "of another state"


def test_who_is_named_in_anothers_words_does_not_speak_beside_him() -> None:
    doc = doc_of('"Units of the Borland army did not cross the river," Borland spokesman Jan Roe said on Monday.')
    army = next(i for i, m in enumerate(doc.mentions) if m.text == "army" or m.text.endswith("army"))
    spokesman = next(i for i, m in enumerate(doc.mentions) if m.name == "Jan Roe")
    found = nobody(source=[Value("army", 0.9, army), Value("Roe", 0.7, spokesman)])
    assert [v.mention for v in clean(doc, ClaimType.STRIKE, found)["source"]] == [spokesman]


def test_of_nested_sayers_the_longer_stands_and_a_bystander_does_not_speak() -> None:
    doc = doc_of("A Borland man was killed in a Ukrainian raid, Ukrainian authorities said.")
    spots = {m.text: i for i, m in enumerate(doc.mentions) if m.sentence == 1 and m.text in {"man", "Ukrainian", "Ukrainian authorities"}}
    told = apart(doc, [Value(text, 0.9, i) for text, i in spots.items()])
    assert [doc.mentions[v.mention].text for v in told] == ["Ukrainian authorities"]


def test_a_body_named_by_one_word_is_told_in_full() -> None:
    doc = doc_of(
        "The Coastal Observatory for Human Rights said ten people were killed on Monday. Two villages were shelled, the Observatory said."
    )
    mention = next(m for m in reversed(doc.mentions) if m.text == "Observatory")
    assert (speaker_of(doc, mention).org or "").startswith("Coastal Observatory")


def test_two_mentions_side_by_side_are_one_sayer() -> None:
    doc = doc_of("North Korea fired missiles on Thursday, the South Korean military said.")
    spots = [i for i, m in enumerate(doc.mentions) if m.text in {"South Korean", "military"}]
    assert [s.org for s in speakers(doc, [Value("x", 0.9, i) for i in spots])] == ["South Korean military"]


@pytest.mark.parametrize(
    ("text", "told", "left"),
    [
        ("North Korea fires two missiles, Japan and Norway say.", ["North Korea", "Japan", "Norway"], ["Japan", "Norway"]),
        ("Norwegian officials said missiles flew after drills with Sweden.", ["Norwegian officials", "Sweden"], ["Norwegian officials"]),
        ("Norway briefed Sweden on the missiles.", ["Norway", "Sweden"], ["Norway"]),
        ("Missiles flew after drills with Sweden.", ["Sweden"], ["Sweden"]),
    ],
)
def test_who_acts_stands_by_or_is_told_does_not_speak_where_another_does(text: str, told: list[str], left: list[str]) -> None:
    doc = doc_of(text)
    at = {m.text: i for i, m in reversed(list(enumerate(doc.mentions))) if m.kind is Kind.PARTY}
    done = clean(doc, ClaimType.MISSILE_LAUNCH, nobody(source=[Value(w, 0.9, at[w]) for w in told]))
    assert sorted(doc.mentions[v.mention].text for v in done["source"]) == sorted(left)


@pytest.mark.parametrize(
    ("status", "left"), [(Status.ALLEGED, ["Congo"]), (Status.ASSERTED, ["Congo"]), (Status.DENIED, ["Congo", "Rwanda"])]
)
def test_who_denies_it_does_not_allege_it(status: Status, left: list[str]) -> None:
    doc = doc_of("Congo said its rebels had been armed, which Rwanda denies.")
    at = {m.text: i for i, m in enumerate(doc.mentions) if m.kind is Kind.PARTY}
    found = nobody(actor=[Value("RW", 0.9, at["Rwanda"])], source=[Value(w, 0.9, at[w]) for w in ("Congo", "Rwanda")])
    assert sorted(doc.mentions[v.mention].text for v in sayers(doc, found, status)) == left


@pytest.mark.parametrize(
    ("text", "words", "left"),
    [
        ("Congo said Rwandan troops had crossed, an accusation denied by Rwanda.", ("Congo", "Rwanda"), ["Congo"]),
        ("Congo said Rwandan troops had crossed, a charge rejected by Rwanda on Monday.", ("Congo", "Rwanda"), ["Congo"]),
        ("Congo said Rwandan troops had crossed. The claim was dismissed by Rwanda.", ("Congo", "Rwanda"), ["Congo"]),
        ("Congo said Rwandan troops had crossed, a report confirmed by Uganda.", ("Congo", "Uganda"), ["Congo", "Uganda"]),
        ("Troops had crossed near a post held by Rwanda, Congo said.", ("Congo", "Rwanda"), ["Congo", "Rwanda"]),
    ],
)
def test_nor_does_he_by_whom_it_is_denied(text: str, words: tuple[str, str], left: list[str]) -> None:
    doc = doc_of(text)
    at = {m.text: i for i, m in enumerate(doc.mentions) if m.kind is Kind.PARTY}
    found = nobody(actor=[Value("RW", 0.9, at[words[0]])], source=[Value(w, 0.9, at[w]) for w in words])
    assert sorted(doc.mentions[v.mention].text for v in sayers(doc, found, Status.ALLEGED)) == left


@pytest.mark.parametrize(
    ("text", "word", "kept"),
    [
        ("The president ordered U.S. troops home from Syria.", "U.S. troops", False),
        ("U.S. troops said they had fired on a convoy in Syria.", "U.S. troops", True),
        ("The withdrawal began, the Syrian army said.", "Syrian army", True),
    ],
)
def test_troops_say_something_only_as_the_subject_of_saying(text: str, word: str, kept: bool) -> None:
    doc = doc_of(text)
    at = next(i for i, m in enumerate(doc.mentions) if word.endswith(m.text))
    done = clean(doc, ClaimType.DEPLOYMENT, nobody(source=[Value("x", 0.9, at)]))
    assert bool(done["source"]) is kept


def test_a_states_bare_army_is_no_group_whose_name_ends_in_army() -> None:
    army, navy = Speaker(None, "army", "CO"), Speaker(None, "navy")
    group = Speaker(None, "National Liberation Army", "eln")
    assert once([group, army]) == (group, army)
    assert once([Speaker(None, "Kachin Navy", "kachin"), navy])[1] == navy
    whole = Speaker(None, "Colombian army", "CO")
    assert once([whole, army]) == (whole,)
    assert once([Speaker(None, "Norwegian navy"), navy]) == (Speaker(None, "Norwegian navy"),)
