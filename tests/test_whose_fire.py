"""Who did it, by what cannot be: nobody downs his own, enters his own waters, or did today what he was blamed for before."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from fakes.sentence import doc_from

from bot.extract.rules.beside.makers import without_makers
from bot.extract.rules.beside.ownfire import without_own
from bot.extract.rules.beside.recalled import without_recalled
from bot.extract.rules.doers.entered import with_entered
from bot.extract.rules.doers.subjects import with_subjects
from bot.extract.rules.reading import Reading
from bot.extract.rules.stages import reading
from bot.model import Claim, ClaimType, Status

Rule = Callable[[Reading, Sequence[Claim]], tuple[Claim, ...]]
Sides = tuple[tuple[str, ...], tuple[str, ...]]


def told(rule: Rule, text: str, kind: ClaimType, sides: Sides, evidence: slice = slice(1, 4), place: tuple[str, ...] = ()) -> Claim:
    """What a rule makes of a claim whose evidence is some sentences of a text."""
    doc = doc_from(text, "The day in short")
    spans = tuple(s.said for s in doc.sentences[evidence])
    claim = Claim(kind, Status.ASSERTED, spans, tuple(map(doc.story.cut, spans)), actor=sides[0], target=sides[1], place=place)
    (found,) = rule(reading(doc), (claim,))
    return found


@pytest.mark.parametrize(
    ("text", "sides", "right"),
    [
        ("Two drones launched by Iran were downed by air defences over Jordan.", (("IR",), ("JO",)), (("JO",), ("IR",))),
        ("Air defences destroyed four Houthi missiles over Eilat.", (("houthis",), ("IL",)), (("IL",), ("houthis",))),
        ("Nine Armenian drones were shot down overnight.", (("AM",), ()), ((), ("AM",))),
        ("Two Armenian drones shot down in a week over the border.", (("AM",), ("rebels",)), (("rebels",), ("AM",))),
        ("Two Armenian drones shot down over southern Azerbaijan, Hezbollah said.", (("AM",), ()), ((), ("AM",))),
        ("Armenian jets shot down two drones.", (("AM",), ()), (("AM",), ())),
        ("Six rockets that were fired by Hamas were intercepted by air defences.", (("hamas",), ()), ((), ("hamas",))),
    ],
)
def test_nobody_shoots_down_what_he_fired(text: str, sides: Sides, right: Sides) -> None:
    found = told(without_own, text, ClaimType.INTERCEPTION, sides)
    assert (found.actor, found.target) == right


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Israel shot down two drones launched by Iran.", (("IL",), ("IR",))),
        ("Polish jets shot down Russian drones.", (("PL",), ("RU",))),
        ("Kuwait shot down a Kuwaiti drone by mistake.", (("KW",), ())),
    ],
)
def test_who_shoots_down_anothers_keeps_it(text: str, sides: Sides) -> None:
    found = told(without_own, text, ClaimType.INTERCEPTION, sides)
    assert (found.actor, found.target) == sides


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("The Swedish navy said a Danish frigate violated Swedish waters.", (("SE",), ("DK",))),
        ("A Chadian plane entered Libyan airspace on Monday.", (("LY",), ("TD",))),
        ("Japan's navy warned off a Vietnamese ship for an intrusion into Japanese waters.", (("JP",), ("VN",))),
        ("The Peruvian patrol broke Chilean law by entering the bay.", (("CL",), ("PE",))),
    ],
)
def test_who_enters_is_the_doer(text: str, sides: Sides) -> None:
    found = told(with_entered, text, ClaimType.INCURSION, sides)
    assert (found.actor, found.target) == (sides[1], sides[0])


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("A Danish frigate violated Swedish waters.", (("DK",), ("SE",))),
        ("Chadian ships sailed into Libyan waters. Chad said a Libyan boat had entered Chadian waters.", (("TD",), ("LY",))),
        ("Sweden chased a Danish frigate.", (("SE",), ("DK",))),
        ("Finland said a drone crossed from Russia into its airspace.", (("RU",), ("FI",))),
    ],
)
def test_who_entered_first_stays_the_doer(text: str, sides: Sides) -> None:
    found = told(with_entered, text, ClaimType.INCURSION, sides)
    assert (found.actor, found.target) == sides


@pytest.mark.parametrize(
    "blame",
    [
        "Turkey has previously blamed Iran for attacks on the base.",
        "Turkey has often accused Iran of attacks on the base.",
        "Turkey blamed Iran for an attack on the base in the past.",
    ],
)
def test_who_was_blamed_before_did_not_do_it_today(blame: str) -> None:
    text = f"Four rockets hit a base in Erbil on Monday. {blame}"
    assert told(without_recalled, text, ClaimType.STRIKE, (("IR",), ("TR",)), slice(1, 2)).actor == ()
    old = told(without_recalled, text, ClaimType.STRIKE, (("IR",), ("TR",)), slice(2, 3))
    assert old.background
    assert old.actor == ("IR",)


@pytest.mark.parametrize(
    "text",
    [
        "Four rockets hit a base in Erbil on Monday. Turkey blamed Iran for the attack.",
        "Iran fired rockets at a base in Erbil on Monday. Turkey has previously blamed Iran for attacks on the base.",
        "Four rockets hit a base on Monday. Turkey has previously blamed Iran for attacks. An Iranian attack killed two guards.",
    ],
)
def test_who_is_told_to_have_done_it_keeps_it(text: str) -> None:
    assert told(without_recalled, text, ClaimType.STRIKE, (("IR",), ("TR",)), slice(1, 2)).actor == ("IR",)


@pytest.mark.parametrize(
    ("text", "sides", "right"),
    [
        ("Hezbollah seized two villages on Monday.", ((), ("hezbollah",)), (("hezbollah",), ())),
        ("Ukrainian troops captured a bridge.", ((), ("UA",)), (("UA",), ())),
        ("Al-Shabaab fighters overran a camp.", ((), ("al_shabaab",)), (("al_shabaab",), ())),
        ("The PKK said its fighters had killed 16 soldiers.", (("TR",), ("pkk",)), (("pkk",), ("TR",))),
        ("Nigerian and Chadian troops attacked a camp of Boko Haram.", (("TD",), ("boko_haram",)), (("NG", "TD"), ("boko_haram",))),
    ],
)
def test_the_subject_of_the_fight_is_its_doer(text: str, sides: Sides, right: Sides) -> None:
    found = told(with_subjects, text, ClaimType.GROUND_COMBAT, sides)
    assert (found.actor, found.target) == right


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Six Hezbollah fighters were killed in clashes.", ((), ("hezbollah",))),
        ("Ukrainian troops captured a bridge. Russian troops attacked a farm.", ((), ("UA",))),
        ("Turkish jets bombed a camp. The PKK said its fighters had killed 16 soldiers.", (("TR",), ("pkk",))),
        ("Armenian and Azerbaijani troops attacked posts.", (("AM",), ("AZ",))),
        ("Islamic State is feared in Mali. The gunmen killed nine guests at an inn in Bamako.", ((), ("ML",))),
        ("Shells hit a clinic that Doctors Without Borders ran, the aid group said, killing six.", ((), ("YE",))),
    ],
)
def test_who_only_fell_or_fought_him_is_no_doer(text: str, sides: Sides) -> None:
    found = told(with_subjects, text, ClaimType.GROUND_COMBAT, sides)
    assert (found.actor, found.target) == sides


@pytest.mark.parametrize(
    ("text", "place", "target", "doer"),
    [
        ("Air defences shot down nine Russian drones over Poltava.", ("Poltava",), ("RU",), ("UA",)),
        ("Two Iranian missiles were intercepted over Amman overnight.", ("Amman",), ("IR",), ("JO",)),
        ("Debris of a downed Ukrainian drone fell on a depot in Rostov.", ("Rostov",), ("UA",), ("RU",)),
        ("Two Iranian missiles were intercepted overnight.", (), ("IR",), ()),
        ("Two Iranian missiles were intercepted over Tehran.", ("Tehran",), ("IR",), ()),
        ("Two Iranian missiles were intercepted by US ships over Amman.", ("Amman",), ("IR",), ()),
        ("Nine rockets were intercepted over Amman.", ("Amman",), ("houthis",), ()),
    ],
)
def test_what_a_state_sent_over_anothers_ground_is_shot_down_by_that_one(
    text: str, place: tuple[str, ...], target: tuple[str, ...], doer: tuple[str, ...]
) -> None:
    assert told(without_own, text, ClaimType.INTERCEPTION, ((), target), place=place).actor == doer


def test_debris_of_a_downed_drone_is_its_owners() -> None:
    found = told(without_own, "Debris of a downed Ukrainian drone fell on a depot in Rostov.", ClaimType.INTERCEPTION, (("UA",), ()))
    assert (found.actor, found.target) == ((), ("UA",))


@pytest.mark.parametrize(
    ("text", "kind", "sides", "right"),
    [
        (
            "The Rapid Support Forces killed 40 people in a raid on a clinic.",
            ClaimType.STRIKE,
            ((), ("civilians",)),
            (("rapid_support_forces",), ("civilians",)),
        ),
        ("A Kenyan soldier was killed in shelling by al-Shabaab.", ClaimType.STRIKE, ((), ("KE",)), (("al_shabaab",), ("KE",))),
        ("Oman bombed a market in the hills.", ClaimType.STRIKE, ((), ("civilians",)), (("OM",), ("civilians",))),
        (
            "It follows a raid on a hotel in Oman's capital which killed 20 people.",
            ClaimType.STRIKE,
            ((), ("civilians",)),
            ((), ("civilians",)),
        ),
        ("They killed 40 people in a raid on a clinic.", ClaimType.STRIKE, ((), ("civilians",)), ((), ("civilians",))),
        ("The gunmen killed 40 people in a raid on a clinic.", ClaimType.STRIKE, ((), ("civilians",)), ((), ("civilians",))),
        ("Oman bombed a market, and Peru bombed a mill.", ClaimType.STRIKE, ((), ("civilians",)), ((), ("civilians",))),
    ],
)
def test_who_alone_is_told_to_kill_or_hit_did_it(text: str, kind: ClaimType, sides: Sides, right: Sides) -> None:
    found = told(with_subjects, text, kind, sides)
    assert (found.actor, found.target) == right


@pytest.mark.parametrize(
    ("text", "kind", "sides", "right"),
    [
        ("Danish and Norwegian air force jets scrambled to meet a bomber.", ClaimType.DEPLOYMENT, (("NO",), ()), (("DK", "NO"), ())),
        ("Danish and Norwegian warships entered the bay.", ClaimType.INCURSION, (("DK",), ("RU",)), (("DK", "NO"), ("RU",))),
        ("Kenyan troops and al-Shabaab fighters clash near the coast.", ClaimType.GROUND_COMBAT, (("KE",), ()), (("KE", "al_shabaab"), ())),
        ("Thai and Cambodian soldiers clashed on Monday.", ClaimType.GROUND_COMBAT, (("TH",), ("KH",)), (("TH", "KH"), ())),
        ("Danish jets scrambled as Norwegian jets looked on.", ClaimType.DEPLOYMENT, (("DK",), ()), (("DK",), ())),
        (
            "Kenyan troops and police clashed with al-Shabaab.",
            ClaimType.GROUND_COMBAT,
            (("KE",), ("al_shabaab",)),
            (("KE",), ("al_shabaab",)),
        ),
    ],
)
def test_what_several_do_together_is_all_theirs(text: str, kind: ClaimType, sides: Sides, right: Sides) -> None:
    found = told(with_subjects, text, kind, sides)
    assert (found.actor, found.target) == right


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Oman's navy seized 900 Peruvian rifles from a boat bound for Yemen's Houthis.", ("houthis",)),
        ("Customs seized Kenyan mortars that were meant for the Houthis.", ("houthis",)),
        ("Police seized 40 Danish machine guns on the way to the Houthis.", ("houthis",)),
        ("Oman's navy seized a Peruvian ship bound for Yemen's Houthis.", ("houthis", "PE")),
        ("Oman's navy took 900 Peruvian rifles from Peru on their way to the Houthis.", ("houthis", "PE")),
    ],
)
def test_whose_make_arms_are_was_not_robbed_of_them(text: str, left: tuple[str, ...]) -> None:
    maker = {"PE": ("Peru",), "KE": ("Kenya",), "DK": ("Danish",)}
    (made,) = (code for code, words in maker.items() if any(w in text for w in words))
    assert told(without_makers, text, ClaimType.SEIZURE, (("OM",), ("houthis", made))).target == left
