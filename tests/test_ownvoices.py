"""A charge is not said by who only denies it, a denial of one's own deed by nobody else; slain attackers were not their own foes."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from

from bot.extract.candidates import Doc
from bot.extract.rules.doers.agents import by_agents
from bot.extract.rules.firm.calledoff import called_off
from bot.extract.rules.said.denials import with_denials
from bot.extract.rules.said.deniers import by_deniers
from bot.extract.rules.stages import reading
from bot.model import Claim, ClaimType, Speaker, Status


def read(text: str, title: str = "A long week") -> Doc:
    return doc_from(text, title)


def claim(doc: Doc, kind: ClaimType, status: Status, actor: tuple[str, ...], *source: Speaker, first: int = 1) -> Claim:
    spans = tuple(s.said for s in doc.sentences if s.index >= first)
    return Claim(kind, status, spans, tuple(doc.story.cut(s) for s in spans), actor=actor, source=source, confidence=0.9)


KIGALI, CHAD = Speaker(None, "Kigali", "RW"), Speaker(None, "Chad", "TD")


def charged(text: str, status: Status, *source: Speaker) -> list[str]:
    doc = read(text)
    told = claim(doc, ClaimType.DEPLOYMENT, status, ("RW",), *source)
    held = with_denials(reading(doc), (told,))
    return [s.org or "" for c in held if c.status is status for s in c.source]


def test_a_charge_is_not_said_by_who_only_denies_it() -> None:
    assert charged("Rwanda sent troops to Bukavu; Kigali denies.", Status.ALLEGED, KIGALI) == []
    assert charged("Rwanda sent troops to Bukavu; Kigali denies.", Status.ALLEGED, KIGALI, CHAD) == ["Chad"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Rwanda sent troops to Bukavu, Kigali said.", Status.ALLEGED),
        ("Kigali said it sent troops to Bukavu and denied shelling it.", Status.ASSERTED),
    ],
)
def test_who_says_so_himself_stays(text: str, status: Status) -> None:
    assert charged(text, status, KIGALI) == ["Kigali"]


ABU_DHABI, ARMY = Speaker(None, "Abu Dhabi", "AE"), Speaker(None, "army", "SD")


def denied(text: str, *source: Speaker) -> list[str]:
    doc = read(text)
    told = claim(doc, ClaimType.ARMS_TRANSFER, Status.DENIED, ("AE",), *source)
    return [s.org or "" for c in by_deniers(reading(doc), (told,)) for s in c.source]


def test_a_denial_of_ones_own_deed_is_nobody_elses() -> None:
    text = "The army accused the UAE of supplying drones. Abu Dhabi has denied arming the force."
    assert denied(text, ARMY, ABU_DHABI) == ["Abu Dhabi"]


def test_two_who_deny_both_stay() -> None:
    text = "Sudan's army denied that the UAE had sent drones. Abu Dhabi denied arming the force."
    assert denied(text, Speaker(None, "Sudan's army", "SD"), ABU_DHABI) == ["Sudan's army", "Abu Dhabi"]


def struck(title: str, text: str, actor: tuple[str, ...]) -> tuple[str, ...]:
    doc = read(text, title)
    told = claim(doc, ClaimType.STRIKE, Status.ASSERTED, actor, first=0)
    return by_agents(reading(doc), (told,))[0].actor


def test_who_shot_the_attackers_did_not_attack() -> None:
    title = "Al-Shabaab storms Mogadishu hotel, killing 32"
    assert struck(title, "All five attackers were shot dead by Somali troops.", ("al_shabaab",)) == ("al_shabaab",)
    assert struck(title, "The gunmen were killed by Somali police, a spokesman said.", ("al_shabaab",)) == ("al_shabaab",)


def test_who_was_shot_himself_is_still_turned() -> None:
    assert struck("A bad day in Somalia", "Al-Shabaab fighters were bombed by Somali jets.", ("al_shabaab",)) == ("SO",)


@pytest.mark.parametrize(
    ("text", "off"),
    [
        ("Ecuador reverses plan to send old tanks to Ukraine", True),
        ("Japan backtracks on plan to send trucks to Ukraine", True),
        ("Germany backs away from plan to send missiles to Ukraine", True),
        ("Ecuador reverses course on trade and sends tanks to Ukraine", False),
        ("Ecuador appeared to reverse plans to send tanks to Ukraine", False),
        ("Ecuador backs plan to send tanks to Ukraine", False),
    ],
)
def test_a_plan_that_is_reversed_is_off(text: str, off: bool) -> None:
    assert bool(called_off(read("", text))) is off
