"""Two events in one headline are read as two sentences, each with its own doer; what one source says of both is left whole."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from fakes.sentence import reader

from bot.extract import Extractor
from bot.extract.mentions import candidates
from bot.extract.text.clauses import cuts
from bot.extract.text.headlines import reparsed
from bot.extract.tools import load as tools
from bot.model import Claim, Story

NOW = datetime(2024, 3, 5, 7, tzinfo=UTC)


def story(title: str, text: str = "") -> Story:
    return Story("s", title, text, NOW)


def parts(title: str, text: str = "") -> list[str]:
    told = story(title, text)
    doc = reparsed(candidates(told, tools()), tools())
    return [s.text for s in candidates(told, tools(), doc, cuts(doc)).sentences]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return reader()


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("Norway fires missiles at Narvik; Sweden bombs Gotland", ["Norway fires missiles at Narvik", "Sweden bombs Gotland"]),
        ("Iran fired missiles at Basra and Turkey bombed Aleppo", ["Iran fired missiles at Basra", "Turkey bombed Aleppo"]),
        ("Russia strikes Sumy as Ukraine hits Belgorod depot", ["Russia strikes Sumy", "Ukraine hits Belgorod depot"]),
        ("Iran shoots down Iraqi drone. Iraq denies losing aircraft", ["Iran shoots down Iraqi drone.", "Iraq denies losing aircraft"]),
        ("Hezbollah fires rockets at Haifa, Israel strikes Tyre", ["Hezbollah fires rockets at Haifa", "Israel strikes Tyre"]),
        ("Syria shells Homs while Lebanon sends troops to border", ["Syria shells Homs", "Lebanon sends troops to border"]),
    ],
)
def test_each_event_is_a_sentence_of_its_own(title: str, wanted: list[str]) -> None:
    assert parts(title) == wanted


@pytest.mark.parametrize(
    "title",
    [
        "Iran and Iraq sign defence pact",
        "Russia, Ukraine trade fire over Kherson",
        "Russia strikes Sumy, Ukraine says",
        "In Yemen, Saudi strikes kill 12",
        "Missiles hit Kyiv, Russian general says more to come",
        "Ukraine says Russia shelled Kherson and Belarus moved troops",
        "Russia strikes Sumy and Kharkiv",
        "Israel bombs Gaza and kills Hamas commander",
        "Japan buys 400 missiles; why it matters",
        "U.S. Army St. Louis depot gets 12 tanks",
        "Poland sends tanks as it vows to defend border",
    ],
)
def test_what_belongs_together_stays_whole(title: str) -> None:
    assert parts(title) == [title]


QUIET = " ".join(["The night was quiet elsewhere in the country."] * 30)


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        (
            "Twin bombs killed 12 people in Daraa on Sunday, a monitor said, while Turkish jets bombed Kobani.",
            ["Twin bombs killed 12 people in Daraa on Sunday, a monitor said", "Turkish jets bombed Kobani."],
        ),
        (
            "Armenia's military said Azerbaijani shells had hit Sotk, while Azerbaijan's army said Armenian fire had killed two soldiers.",
            ["Armenia's military said Azerbaijani shells had hit Sotk", "Azerbaijan's army said Armenian fire had killed two soldiers."],
        ),
        (
            "Israeli jets hit a depot near Sidon on Monday, but Hezbollah rockets struck Acre an hour later.",
            ["Israeli jets hit a depot near Sidon on Monday", "Hezbollah rockets struck Acre an hour later."],
        ),
        (
            "Ukrainian drones struck a refinery in Ryazan, the governor said; Russian missiles hit a bridge in Sumy.",
            ["Ukrainian drones struck a refinery in Ryazan, the governor said", "Russian missiles hit a bridge in Sumy."],
        ),
        (
            "Iran fired 20 missiles at Erbil, a day after Israeli drones struck an airfield near Isfahan.",
            ["Iran fired 20 missiles at Erbil", "a day after Israeli drones struck an airfield near Isfahan."],
        ),
        (
            "Two days after Ethiopian troops withdrew from the town, a car bomb killed six soldiers outside Baidoa.",
            ["Two days after Ethiopian troops withdrew from the town", "a car bomb killed six soldiers outside Baidoa."],
        ),
        (
            "Israeli air strikes killed at least nine Syrians near Homs, medics said, and Syrian rebels fired rockets at Latakia.",
            [
                "Israeli air strikes killed at least nine Syrians near Homs, medics said",
                "Syrian rebels fired rockets at Latakia.",
            ],
        ),
    ],
)
def test_in_a_long_story_a_plain_link_parts_two_events(line: str, wanted: list[str]) -> None:
    found = parts("Fighting in the region", f"{line} {QUIET}")
    assert found[1 : 1 + len(wanted)] == wanted


@pytest.mark.parametrize(
    "line",
    [
        "The coalition said its jets flew 14 strikes in Iraq, and that Islamic State fighters shelled Makhmur.",
        "Turkey shelled Kobani on Monday, but it denied hitting Syrian troops.",
        "Libyan troops took Sirte on Friday, and residents say shells are falling on the port.",
        "Nato ships left Toulon after France sent a second frigate.",
        "Japan tested a missile; officials called the launch a success.",
        "After Ethiopian troops withdrew from the town, a car bomb killed six soldiers outside Baidoa.",
        "Hours after Ethiopian troops withdrew from the town, they shelled Baidoa.",
    ],
)
def test_in_a_long_story_what_leans_on_the_first_event_stays_with_it(line: str) -> None:
    assert line in parts("Fighting in the region", f"{line} {QUIET}")


def test_who_tells_both_events_at_the_end_is_the_speaker_of_both(extractor: Extractor) -> None:
    line = (
        "Kenyan soldiers killed nine al Shabaab fighters in Lamu on Tuesday, hours after the group ambushed a convoy, the army chief said."
    )
    found = extractor.claims(story("Fighting in Lamu", f"{line} {QUIET}"))
    assert found
    assert all(any("army chief" in (s.org or "") for s in c.source) for c in found if c.actor == ("KE",))


def told(extractor: Extractor, title: str) -> list[Claim]:
    return list(extractor.claims(story(title)))


def test_each_doer_keeps_its_own_weapon_and_place(extractor: Extractor) -> None:
    found = told(extractor, "Iran fired missiles at Erbil and Turkey bombed Kobani")
    told_of = [(c.actor, c.place, [i.text for i in c.item]) for c in found]
    assert told_of == [(("IR",), ("Erbil",), ["missiles"]), (("TR",), ("Kobani",), [])]


def test_the_evidence_is_the_whole_sentence(extractor: Extractor) -> None:
    title = "Russia strikes Kharkiv as Ukraine hits Crimea bridge"
    assert {q for c in told(extractor, title) for q in c.quotes} == {title}


def test_offsets_of_a_part_are_those_of_the_story(extractor: Extractor) -> None:
    told_story = story("Iran fires missiles at Erbil; Turkey bombs Kobani")
    doc, claims = extractor.read(told_story)
    assert all(doc.story.full[m.start : m.end].split() == m.text.split() for m in doc.mentions)
    assert all(told_story.cut(span) for c in claims for _, spans in c.spans for span in spans)


def test_explain_shows_each_clause_with_what_decided_it(extractor: Extractor) -> None:
    lines = extractor.explain(story("Russia strikes Kharkiv as Ukraine hits Crimea bridge"))
    second = lines[next(i for i, line in enumerate(lines) if line.startswith("2. ")) :]
    assert '   "Ukraine hits Crimea bridge"' in second
    assert not any("Kharkiv" in line for line in second)


def test_a_title_that_is_no_headline_is_left_alone() -> None:
    title = "Iran fires missiles at Erbil; " * 100
    assert all(p.count(";") > 1 for p in parts(title))


@pytest.mark.parametrize(
    ("title", "counts"),
    [
        ("Russia launches 112 drones overnight, Ukraine downs 87", {"strike": 112, "interception": 87}),
        ("Russia fires 64 drones at Odesa and Ukraine downs 51", {"strike": 64, "interception": 51}),
        ("Iran launches 200 drones at Israel, Israel shoots down 180", {"strike": 200, "interception": 180}),
    ],
)
def test_a_number_stays_with_the_clause_of_its_doer(extractor: Extractor, title: str, counts: dict[str, float]) -> None:
    for one in told(extractor, title):
        for thing in one.item:
            assert thing.quantity is None or thing.quantity.min == counts[one.type.value]
    assert parts(title) == [title]


@pytest.mark.parametrize(
    "text",
    [
        "Four policemen died and three were wounded when a bomb exploded in a district where Malian troops have been raiding camps.",
        "Two marines were killed and five were hurt when a rocket hit a base where American forces train Iraqi troops.",
        "Six Ghanaian soldiers were wounded and two died when a mine went off near Bawku, where the army fights bandits.",
    ],
)
def test_the_wounded_told_behind_the_dead_are_of_the_same_event(text):
    assert text in parts("News of the day", text)


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("Iranian guards killed two smugglers in Baneh and Turkey bombed a village in Duhok.", "Turkey bombed a village in Duhok."),
        ("Israeli jets killed three in Gaza and Hamas fired rockets at Ashdod.", "Hamas fired rockets at Ashdod."),
    ],
)
def test_harm_done_by_another_doer_stays_another_event(text, second):
    assert second in parts("News of the day", text)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        (
            "Russian shells killed three in Sumy, and a Ukrainian drone wounded seven in Orel, officials said.",
            "Russian shells killed three in Sumy",
        ),
        (
            "The RSF shelled Nyala, killing two, as the Sudanese army recaptured Omdurman, residents said.",
            "The RSF shelled Nyala, killing two",
        ),
        ("Syrian guns wounded two in Homs and Turkish shelling killed one in Afrin, medics said.", "Syrian guns wounded two in Homs"),
        ("Turkey shelled Afrin while the Syrian army bombed Homs.", "Turkey shelled Afrin"),
    ],
)
def test_an_item_s_two_events_are_parted_though_one_sayer_tells_both(text: str, first: str) -> None:
    assert parts("A long day", text)[1] == first


@pytest.mark.parametrize(
    "text",
    [
        "A bomb killed three people and wounded seven in Kabul as they left, police said.",
        "Turkish shells hit posts of the PKK and Syrian Kurdish fighters killed last week were buried.",
        "Iran and Iraqi militias attacked a base in Erbil.",
        "Israel struck a base of Iran and Syrian air defences.",
        "Turkey said Syria shelled Afrin and Russian jets bombed Homs.",
    ],
)
def test_what_one_doer_did_or_one_sayer_in_front_tells_stays_whole_in_an_item(text: str) -> None:
    assert parts("A long day", text)[1:] == [text]
