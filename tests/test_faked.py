"""What only a faked picture shows did not happen."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from, whole_claim

from bot.extract.rules.firm.faked import without_faked
from bot.extract.rules.stages import reading
from bot.model import ClaimType, Status


def told(text: str, status: Status = Status.ALLEGED, kind: ClaimType = ClaimType.STRIKE) -> bool:
    doc = doc_from(text)
    claim = whole_claim(doc, kind, status, actor=("IR",))
    return bool(without_faked(reading(doc), (claim,)))


@pytest.mark.parametrize(
    "text",
    [
        "A fake video claims to show an Iranian strike on a port.",
        "AI-generated images purport to show an Iranian air strike on Muscat.",
        "Old footage of a blast was falsely shared as an Iranian strike on Muscat.",
        "The video said to show an Iranian strike on Muscat is fake, checkers found.",
        "Video game footage was passed off as an Iranian missile strike.",
        "A photo of a fire was falsely labelled as an Iranian attack on a ship.",
        "The clip of the Iranian attack is not genuine.",
    ],
)
def test_what_a_faked_picture_shows_is_no_event(text: str) -> None:
    assert not told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Video shows an Iranian strike on a port.",
        "Old footage of the port was shown after the Iranian strike.",
        "Iran attacked a port. A fake video of the raid was shared.",
        "Iran attacked a port with fake drones as decoys.",
        "Iran bombed a post and published images of it.",
        "Iran attacked a post where false flags flew.",
    ],
)
def test_what_happened_stands(text: str) -> None:
    assert told(text)


def test_a_false_flag_denies_nothing() -> None:
    assert not told("Oman says Iran is preparing a false flag attack on a port.", Status.DENIED)
    assert told("Iran denied a false flag attack on a port.", Status.DENIED)
    assert told("Iran did not stage a false flag attack, it said.", Status.DENIED)
    assert told("Oman says Iran is preparing a false flag attack on a port.", Status.PLANNED)
