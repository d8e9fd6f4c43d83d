"""Who is named where somebody speaks, and says nothing of it himself, is no speaker."""

from __future__ import annotations

import pytest
from fakes.sentence import DAY, doc_from, reader, whole_claim

from bot.extract.candidates import Kind
from bot.extract.discourse.wording import worded
from bot.extract.rules.said.mute import without_mute
from bot.extract.rules.stages import reading
from bot.model import ClaimType, Status, Story


def sayers(text: str, *told: str, status: Status = Status.ALLEGED) -> list[str]:
    """What the speakers of a claim on a text are called, which had those before."""
    doc = doc_from(text)
    held = {s.name or s.org or "": s for m in doc.mentions if m.kind in {Kind.PARTY, Kind.PERSON} and (s := worded(doc, m)) is not None}
    claim = whole_claim(doc, ClaimType.GROUND_COMBAT, status, source=tuple(held[t] for t in told))
    return [s.name or s.org or "" for s in without_mute(reading(doc), (claim,))[0].source]


@pytest.mark.parametrize(
    ("text", "doer", "teller"),
    [
        (
            "A source close to the talks said the Omani army was aiming to capture Lamu from rebels.",
            "Omani army",
            "source close to the talks",
        ),
        ("Kenya's president said Oman's armed forces had begun to enter Lamu.", "Oman's armed forces", "Kenya's president"),
        ("Kenya's president argued that Oman's army declined to take part in the raid.", "Oman's army", "Kenya's president"),
        ("Omani troops made gains near Lamu, according to Kenyan officials.", "Omani troops", "Kenyan officials"),
    ],
)
def test_whose_deed_another_tells_gives_way_to_him(text: str, doer: str, teller: str) -> None:
    assert sayers(text, doer) == [teller]
    assert sayers(text, doer, teller) == [teller]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Omani jets struck a mill near Lamu. Oman's army did not comment.", "Oman's army"),
        ("Omani jets struck a mill near Lamu. Oman's army declined to give details.", "Oman's army"),
        ("Peru's government has welcomed Chile's move to lift an embargo on Oman.", "Peru's government"),
    ],
)
def test_who_keeps_silent_or_only_judges_tells_nothing(text: str, who: str) -> None:
    assert sayers(text, who) == []


@pytest.mark.parametrize(
    ("text", "told", "left"),
    [
        (
            "Rebels hit mills run by the Omani army, Kenyan officials said.",
            ("Omani army", "Kenyan officials"),
            ["Kenyan officials"],
        ),
        ("Rebels shelled a mill near Lamu, in a raid confirmed by the Omani army.", ("Omani army",), ["Omani army"]),
        ("Oman's army said it had taken Lamu.", ("Oman's army",), ["Oman's army"]),
        ("Oman's army proposed a truce, Kenyan officials said.", ("Oman's army", "Kenyan officials"), ["Oman's army", "Kenyan officials"]),
        ("Peru's government welcomed the raid, saying it would end the war.", ("Peru's government",), ["Peru's government"]),
        ("Oman's navy declined to comment but said troops would take Lamu.", ("Oman's navy",), ["Oman's navy"]),
        ("The coalition conducted three strikes near Lamu, it said in a statement.", ("coalition",), ["coalition"]),
        ("Oman's army found that rebels had shelled a mill, KTV reported.", ("Oman's army",), ["Oman's army"]),
    ],
)
def test_who_speaks_stays(text: str, told: tuple[str, ...], left: list[str]) -> None:
    assert sayers(text, *told) == left


def test_who_does_not_say_it_may_still_deny() -> None:
    assert sayers("Oman's army did not say that it had taken Lamu.", "Oman's army", status=Status.NEGATED) == ["Oman's army"]


def test_whose_calls_another_turns_down_does_not_say_that_nothing_is_agreed() -> None:
    text = "Chile had earlier rejected Peru's calls for a truce."
    assert sayers(text, "Peru", status=Status.NEGATED) == []
    assert sayers(text, "Peru", status=Status.PLANNED) == ["Peru"]


@pytest.mark.parametrize(
    ("title", "text", "who"),
    [
        (
            "Kosovo police officer killed in ambush",
            "A Kosovo police officer was killed in an ambush by gunmen near Banjska, Prime Minister Albin Kurti said.",
            ["Albin Kurti"],
        ),
        (
            "Kenyan officer shot at post",
            "A Kenyan army officer was shot at a post in Lamu by al-Shabaab fighters, General Robert Kibochi said.",
            ["Robert Kibochi"],
        ),
    ],
)
def test_the_dead_tell_nothing(title: str, text: str, who: list[str]) -> None:
    fights = reader().claims(Story("s", title, text, DAY))
    assert fights
    assert all([s.name for s in c.source] == who for c in fights)


def test_who_was_hurt_and_tells_of_it_is_a_speaker() -> None:
    text = "Al-Shabaab fighters shelled a post in Lamu on Sunday. Colonel Ali Deng, who was wounded in the attack, said nine men had died."
    fights = reader().claims(Story("s", "Al-Shabaab fighters shell post in Lamu", text, DAY))
    assert any(s.name == "Ali Deng" for c in fights for s in c.source)
