"""A body told with its state is the state's, by its whole name and by its short one; a firm or a state's foe is not."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from

from bot.extract.candidates import Kind, resolved


def parties(text: str) -> dict[str, tuple[str, ...]]:
    """The parties of a text by their words."""
    doc = doc_from(text, "The day in short")
    return {m.text: resolved(doc, m).ids for m in doc.mentions if m.kind is Kind.PARTY}


@pytest.mark.parametrize(
    ("text", "words", "ids"),
    [
        ("Japan gave six boats to the Fiji Police Force (FPF) on Monday. The FPF thanked Tokyo.", "FPF", ("FJ",)),
        ("The Ghana Armed Forces (GAF) received trucks. GAF officers came.", "GAF", ("GH",)),
        ("The Indian Border Security Force said a guard was killed.", "Indian Border Security Force", ("IN",)),
        ("The Zambia Air Force (ZAF) flew home. A ZAF spokesman said so.", "ZAF", ("ZM",)),
        ("Poland's Internal Security Agency (ABW) held two men. The ABW gave no names.", "ABW", ("PL",)),
        ("The Egmont Research Institute (ERI) asked for calm. An ERI report names nobody.", "ERI", ("egmont_research_institute",)),
        ("Norway will sell six boats to Kuwait's Ministry of Defence. The Ministry of Defence chose them.", "Ministry of Defence", ("KW",)),
        ("Japanese Ministry of Defense (MoD) officials came. The MoD paid.", "MoD", ("JP",)),
    ],
)
def test_a_body_told_with_its_state_is_the_states(text: str, words: str, ids: tuple[str, ...]) -> None:
    assert parties(text)[words] == ids


@pytest.mark.parametrize(
    ("text", "words", "ids"),
    [
        ("The Ministry of Defence in London will buy shells.", "Ministry of Defence", ("GB",)),
        ("Turkey met the Syrian Democratic Forces (SDF) on Monday.", "SDF", ("sdf",)),
        ("Norway's Kongsberg (KOG) won the order.", "KOG", ("kog",)),
        ("Two Norwegian frigates (ASW) sailed.", "Norwegian", ("NO",)),
    ],
)
def test_other_names_stay_what_they_were(text: str, words: str, ids: tuple[str, ...]) -> None:
    assert parties(text).get(words, ids) == ids


@pytest.mark.parametrize(
    "text",
    [
        "Nine Volvo trucks were handed over. Kenya donated them to the forces of its neighbour.",
        "Saab delivered a boat to Sweden. The maritime forces of both nations met.",
        "Airbus built the plane. France and its partner forces will fly it.",
    ],
)
def test_a_firm_is_nobodys_forces(text: str) -> None:
    doc = doc_from(text, "The day in short")
    told = {i for m in doc.mentions if "forces" in m.text.lower() and m.kind is Kind.PARTY for i in resolved(doc, m).ids}
    assert not told & {"volvo", "saab", "airbus"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Latvia met the other Baltic states. The states agreed.", "states"),
        ("Chad and Mali talked. The two nations agreed on patrols.", "nations"),
        ("Peru bought ships. The neighbouring countries protested.", "countries"),
    ],
)
def test_several_states_are_no_one_state(text: str, words: str) -> None:
    assert parties(text).get(words, ()) == ()


@pytest.mark.parametrize("text", ["Western and European officials met.", "African leaders met.", "The talks on Islamist fighters failed."])
def test_an_adjective_of_many_is_no_party(text: str) -> None:
    assert not {"western", "european", "african", "islamist"} & {i for ids in parties(text).values() for i in ids}


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        (
            "The Latvian Ministry of Defence spoke of Russian jets, Russian ships and Russian aircraft. The ministry gave no figure.",
            ("LV",),
        ),
        ("Chad's defence ministry named Libya, Libyan jets and Libyan guns. The ministry gave no figure.", ("TD",)),
    ],
)
def test_the_ministry_is_the_one_named_last_with_its_state(text: str, ids: tuple[str, ...]) -> None:
    assert parties(text)["ministry"] == ids


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Niger's army spoke in Niger. The armed forces of Chad fired on Friday.", set()),
        ("Niger's army spoke in Niger. The forces of the Republic of Chad fired.", set()),
        ("Niger's army spoke in Niger. The military of Mali fired.", set()),
        ("Niger's army spoke in Niger. The armed forces fired on Friday.", {"NE"}),
        ("Niger's army spoke in Niger. The military of that country fired.", {"NE"}),
    ],
)
def test_forces_whose_state_stands_behind_them_are_not_those_told_before(text: str, owner: set[str]) -> None:
    doc = doc_from(text, "")
    held = [m for m in doc.mentions if m.kind is Kind.PARTY and m.text.split()[-1] in {"forces", "military"}]
    assert {i for m in held for i in m.ids} == owner


@pytest.mark.parametrize("who", ["Democratic senators", "Senate Republicans", "Republican lawmakers"])
def test_members_of_congress_are_their_states_and_no_group(who: str) -> None:
    assert {i for ids in parties(f"{who} blocked the sale of bombs to Oman.").values() for i in ids} == {"US", "OM"}


@pytest.mark.parametrize(
    ("text", "words", "ids"),
    [
        (
            "Syria is at war and Syria is poor. The state department has approved the sale of 12 helicopters to Egypt.",
            "state department",
            ("US",),
        ),
        ("The pentagon said its jets struck a post in Syria.", "pentagon", ("US",)),
        ("The US sent tanks. The defence department will send guns to Poland.", "defence department", ("US",)),
        ("Australia is at ease. The defence department will send guns to Fiji.", "defence department", ("AU",)),
        ("India is dry. The state department of forests bought drones.", "state department", ("IN",)),
    ],
)
def test_a_body_that_one_state_alone_calls_so_is_its_own_though_written_small(text: str, words: str, ids: tuple[str, ...]) -> None:
    assert parties(text)[words] == ids
