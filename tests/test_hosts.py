"""Whom forces are sent to is no side that they hit."""

import pytest

from bot.extract.rules.beside.hosts import without_hosts
from bot.extract.rules.stages import reading
from bot.model import Claim, ClaimType, Span, Status
from tests.fakes.sentence import doc_from

SAID = "Chad will send 400 paratroopers to Niger in June."


@pytest.mark.parametrize(("kind", "hit"), [(ClaimType.DEPLOYMENT, ()), (ClaimType.STRIKE, ("NE",)), (ClaimType.ARMS_TRANSFER, ("NE",))])
def test_a_deployment_alone_has_no_side_hit(kind: ClaimType, hit: tuple[str, ...]) -> None:
    doc = doc_from(SAID)
    told, at = doc.sentences[1].said, doc.story.full.index("Niger")
    spans = (("actor", (Span(told.start, told.start + 4),)), ("target", (Span(at, at + 5),)))
    claim = Claim(kind, Status.PLANNED, (told,), (SAID,), actor=("TD",), target=("NE",), spans=spans)
    (left,) = without_hosts(reading(doc), (claim,))
    assert (left.actor, left.target, "target" in dict(left.spans)) == (("TD",), hit, bool(hit))
