"""What one who runs for an office vows to do is what may be."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes.sentence import doc_from

from bot.extract.rules.firm.runners import with_runners
from bot.extract.rules.stages import reading
from bot.model import Claim, ClaimType, Speaker, Status

MOVED, BOUGHT, THREAT = ClaimType.DEPLOYMENT, ClaimType.PROCUREMENT, ClaimType.THREAT


def told(text: str, kind: ClaimType, name: str | None, status: Status = Status.PLANNED, sentences: int = 1) -> Status:
    """The status of a claim whose evidence is the last sentences of a text, said by somebody."""
    doc = doc_from(text, "Talks")
    said = tuple(s.said for s in doc.sentences[1:])[-sentences:]
    source = (Speaker(name, None),) if name else ()
    claim = Claim(kind, status, said, tuple(map(doc.story.cut, said)), actor=("NO",), source=source)
    (one,) = with_runners(reading(doc), (claim,))
    assert replace(one, status=status) == claim
    return one.status


@pytest.mark.parametrize(
    ("text", "kind", "name", "status"),
    [
        (
            "Presidential candidate Ingrid Solberg said she would pull Norwegian troops out of Mali.",
            MOVED,
            "Ingrid Solberg",
            Status.PLANNED,
        ),
        ("The front-runner, Karl Lund, vowed to buy 40 tanks.", BOUGHT, "Karl Lund", Status.PLANNED),
        ("Karl Lund, the opposition nominee, threatened to bomb Chad.", THREAT, "Lund", Status.ASSERTED),
        ("Karl Lund, a leading challenger, spoke in Oslo. He would send more ships to the Arctic.", MOVED, "Lund", Status.PLANNED),
    ],
)
def test_what_a_candidate_vows_or_threatens_may_be(text: str, kind: ClaimType, name: str, status: Status) -> None:
    assert told(text, kind, name, status) is Status.POSSIBLE


@pytest.mark.parametrize(
    ("text", "kind", "name", "status", "sentences"),
    [
        ("Prime Minister Ingrid Solberg said she would pull Norwegian troops out of Mali.", MOVED, "Ingrid Solberg", Status.PLANNED, 1),
        ("The candidate Karl Lund spoke. General Olav Berg vowed to buy 40 tanks.", BOUGHT, "Olav Berg", Status.PLANNED, 1),
        ("Candidate Karl Lund said Norway had sent troops to Mali.", MOVED, "Karl Lund", Status.ALLEGED, 1),
        ("Candidate Karl Lund praised the plan. The cabinet will buy 40 tanks.", BOUGHT, "Karl Lund", Status.PLANNED, 2),
        ("Candidate Karl Lund spoke. The cabinet will buy 40 tanks.", BOUGHT, None, Status.PLANNED, 1),
    ],
)
def test_what_others_plan_or_what_was_done_stays(text: str, kind: ClaimType, name: str | None, status: Status, sentences: int) -> None:
    assert told(text, kind, name, status, sentences) is status
