"""An attack of unknown doers is his who claims it, else his who is blamed for it; whoever is blamed for something else did nothing."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from

from bot.extract.rules.doers.charged import with_charged
from bot.extract.rules.stages import reading
from bot.model import Claim, ClaimType, Status


def charged(text: str, actor: tuple[str, ...] = (), target: tuple[str, ...] = (), kind: ClaimType = ClaimType.STRIKE) -> Claim:
    """A claim whose evidence is all of a text, with whoever the text charges."""
    doc = doc_from(text, "The day in short")
    told = tuple(s.said for s in doc.sentences[1:4])
    claim = Claim(kind, Status.ASSERTED, told, tuple(doc.story.cut(s) for s in told), actor=actor, target=target)
    (found,) = with_charged(reading(doc), (claim,))
    return found


@pytest.mark.parametrize(
    ("text", "doer", "status"),
    [
        ("A bomb killed two guards in Quetta. Islamic State claimed responsibility for the attack.", "islamic_state", Status.ASSERTED),
        (
            "A bomb killed two guards in Zahedan. The Sunni Muslim militant group Jaish al-Adl claimed responsibility for the blast.",
            "jaish_al_adl",
            Status.ASSERTED,
        ),
        ("The Friday assault, claimed by the Pakistani Taliban, was the third this year.", "pakistani_taliban", Status.ASSERTED),
        ("A truck bomb went off in Hasaka. Islamic State said it was behind the bombing.", "islamic_state", Status.ASSERTED),
        ("A drone hit a clinic in Nyala, a doctors' union said, blaming the Rapid Support Forces.", "rapid_support_forces", Status.ALLEGED),
        ("Gunmen killed nine soldiers in Diffa. The ministry blamed Boko Haram for the attack.", "boko_haram", Status.ALLEGED),
        ("Nine people died in a blast in Herat, which officials blamed on Islamic State.", "islamic_state", Status.ALLEGED),
    ],
)
def test_who_claims_an_attack_or_is_blamed_for_it_did_it(text: str, doer: str, status: Status) -> None:
    found = charged(text)
    assert (found.actor, found.status) == ((doer,), status)


@pytest.mark.parametrize(
    "text",
    [
        "A bomb killed two guards in Quetta. No group has claimed responsibility for the attack.",
        "A bomb killed two guards in Quetta. Islamic State has not claimed responsibility.",
        "Four officers were hurt in Yala. Police blamed Hezbollah for failing to hold back its men.",
        "Rockets hit Basra. Iraq blamed neither Iran nor Turkey.",
        "A blast hit Herat. Officials blamed Islamic State and the Taliban.",
    ],
)
def test_nobody_did_it_where_nobody_is_charged_or_more_than_one(text: str) -> None:
    assert charged(text).actor == ()


def test_who_claims_an_attack_did_it_alone_where_no_sentence_names_the_other_doer() -> None:
    text = "Bombs killed 40 people in Homs. Islamic State claimed the bombings."
    assert charged(text, ("RU", "islamic_state")).actor == ("islamic_state",)
    assert charged(f"Russian jets flew over. {text}", ("RU", "islamic_state")).actor == ("RU", "islamic_state")


def test_who_is_blamed_did_it_alone_where_no_sentence_names_the_other_doer() -> None:
    text = "Gunmen killed six people in Diffa, doctors said, blaming Boko Haram."
    assert charged(text, ("NE", "boko_haram")).actor == ("boko_haram",)
    assert charged(f"Niger's army shelled a village. {text}", ("NE", "boko_haram")).actor == ("NE", "boko_haram")


def test_a_doer_who_is_known_stays_and_other_types_are_left_alone() -> None:
    text = "Shells hit Sumy, the mayor said, blaming Russia."
    assert charged(text, ("BY",)).actor == ("BY",)
    assert charged(text, kind=ClaimType.DEPLOYMENT).actor == ()


def test_who_is_blamed_is_not_hit_too() -> None:
    assert charged(
        "A drone hit a market in Nyala, doctors said, blaming the Rapid Support Forces.", target=("rapid_support_forces", "civilians")
    ).target == ("civilians",)


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("Drones hit a market in Gao, the rebels said, blaming Mali's army and Wagner.", ("ML", "wagner")),
        ("Nine people died in a raid near Deir al-Zor. Residents blamed Syria and Hezbollah for the attack.", ("SY", "hezbollah")),
        ("A bomb hit a farm, villagers said, blaming the Libyan National Army and Russian jets.", ("libyan_national_army", "RU")),
    ],
)
def test_a_state_and_its_ally_are_blamed_together_and_were_not_hit(text: str, doers: tuple[str, ...]) -> None:
    found = charged(text, target=("civilians", doers[0]))
    assert (found.actor, found.target, found.status) == (doers, ("civilians",), Status.ALLEGED)
