"""Who gives leave to pass arms on gives none."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from, one_claim

from bot.extract.rules.deals.permitted import with_permitted
from bot.extract.rules.stages import reading
from bot.model import ClaimType, Status


@pytest.mark.parametrize(
    ("text", "actor", "told"),
    [
        ("Oman gave Chad permission to send howitzers to Mali.", ("OM",), ("TD",)),
        ("Chad was granted approval by Oman to transfer mortars to Mali.", ("OM",), ("TD",)),
        ("Chad received approval from Oman to deliver five jets to Mali.", ("OM", "TD"), ("TD",)),
        ("Oman granted a licence to Chad to re-export rifles to Mali.", ("OM",), ("TD",)),
        ("Oman issued permits to supply Mali with rifles.", ("OM",), ()),
        ("Oman gave Mali rifles with the approval of Chad.", ("OM",), ("OM",)),
        ("Oman gave Mali permission to buy rifles.", ("OM",), ("OM",)),
        ("Oman gave Mali permission to send an envoy with its rifles to Mali.", ("OM",), ("OM",)),
        ("Chad sent five jets to Mali.", ("TD",), ("TD",)),
    ],
)
def test_who_only_lets_others_pass_arms_on_is_no_doer(text: str, actor: tuple[str, ...], told: tuple[str, ...]) -> None:
    doc = doc_from(text)
    claim = one_claim(doc, ClaimType.ARMS_TRANSFER, Status.PLANNED, actor=actor, target=("ML",))
    assert with_permitted(reading(doc), (claim,))[0].actor == told
