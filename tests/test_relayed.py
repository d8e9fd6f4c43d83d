"""Who is cited says so, not the outlet that relays him."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from, whole_claim

from bot.extract.candidates import Kind
from bot.extract.discourse.wording import worded
from bot.extract.rules.said.relayed import with_cited
from bot.extract.rules.stages import reading
from bot.model import ClaimType, Status


def sayers(text: str, *told: str) -> list[str]:
    """What the speakers of a claim on a text are called, which had those before."""
    doc = doc_from(text)
    held = {s.name or s.org or "": s for m in doc.mentions if m.kind in {Kind.PARTY, Kind.PERSON} and (s := worded(doc, m)) is not None}
    claim = whole_claim(doc, ClaimType.STRIKE, Status.ALLEGED, source=tuple(held[t] for t in told))
    return [s.name or s.org or "" for s in with_cited(reading(doc), (claim,))[0].source]


@pytest.mark.parametrize(
    ("text", "outlet", "cited"),
    [
        ("Nine rebels were killed in Omani air strikes, broadcaster KTV said, citing the military.", "broadcaster KTV", "military"),
        ("Omani jets struck a mill on Monday, according to state media, quoting military officials.", "state media", "military officials"),
        (
            "Omani jets struck a mill, the Lima Post reported, citing two Peruvian officials.",
            "Lima Post",
            "two Peruvian officials",
        ),
        ("Citing the defence ministry, Interpress said Omani jets had struck a mill.", "Interpress", "defence ministry"),
    ],
)
def test_whom_an_outlet_cites_is_the_speaker(text: str, outlet: str, cited: str) -> None:
    assert sayers(text, outlet) == [cited]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Omani jets struck a mill, the Lima Observatory for Human Rights said, citing activists.", "Lima Observatory for Human Rights"),
        ("Peru will send 40 tanks to Oman, the defence ministry said on Monday, citing the threat from Chad.", "defence ministry"),
        ("Omani jets struck a mill, broadcaster KTV said, citing a report.", "broadcaster KTV"),
        ("Omani jets struck a mill, broadcaster KTV said.", "broadcaster KTV"),
    ],
)
def test_a_body_that_is_no_outlet_and_what_nobody_says_change_nothing(text: str, who: str) -> None:
    assert sayers(text, who) == [who]
