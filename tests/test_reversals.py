"""Where a story tells that forces leave, sanctions are lifted, and a pact ends or is broken."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from

from bot.extract.rules.firm.reversals import with_reversals
from bot.extract.rules.stages import reading
from bot.model import Claim, ClaimType, Reversal, Status

DEPLOYMENT, SANCTION, AGREEMENT = ClaimType.DEPLOYMENT, ClaimType.SANCTION, ClaimType.AGREEMENT


def claim_in(
    text: str, kind: ClaimType, actor: tuple[str, ...] = (), status: Status = Status.ASSERTED, target: tuple[str, ...] = ()
) -> Claim:
    doc = doc_from(text, "")
    said = tuple(s.said for s in doc.sentences)
    claim = Claim(kind, status, said, tuple(doc.story.cut(s) for s in said), actor=actor, target=target)
    return with_reversals(reading(doc), (claim,))[0]


def told(text: str, kind: ClaimType, actor: tuple[str, ...] = (), status: Status = Status.ASSERTED) -> Reversal | None:
    return claim_in(text, kind, actor, status).reversal


@pytest.mark.parametrize(
    "text",
    [
        "France withdrew its last 400 soldiers from Niger on Friday.",
        "French troops left Niger on Friday.",
        "French forces have pulled out of Niger.",
        "French forces have disengaged in Niger.",
        "The remaining French tanks were withdrawn from Niger overnight.",
        "France completed the withdrawal of its troops from Niger.",
        "France brought its troops home from Niger.",
        "France ended its military presence in Niger.",
        "Niger expelled the French soldiers.",
        "The French decision to pull its forces out of Niger came as a surprise.",
        "France withdrew the soldiers deployed in Niger since 2013.",
        "France has handed over its last base in Niger to the army.",
        "The Niamey camp was handed over to the army of Niger.",
        "France vacated two outposts in the north of Niger.",
        "The handover of the Niamey base took place on Friday.",
        "The ceremony marks the end of the French presence in Niger.",
    ],
)
def test_forces_that_leave_are_a_withdrawal(text: str) -> None:
    assert told(text, DEPLOYMENT, ("FR",)) is Reversal.WITHDRAWAL


@pytest.mark.parametrize(
    "text",
    [
        "France sent 400 soldiers to Niger on Friday.",
        "France handed over command of the force in Niger on Friday.",
        "France opened a base in Niger on Friday.",
        "France moved 400 soldiers from Niger to Chad.",
        "France withdrew 400 soldiers from Niger and deployed them in Chad.",
        "France refused to withdraw its soldiers from Niger.",
        "France has no plans to withdraw its soldiers from Niger.",
        "Niger called on France to withdraw its soldiers.",
        "A French frigate left Toulon for the Black Sea.",
        "France withdrew from the climate accord.",
        "Germany withdrew its soldiers from Niger.",
        "France left its soldiers in Niger.",
    ],
)
def test_forces_that_come_stay_or_are_only_asked_to_leave_are_none(text: str) -> None:
    assert told(text, DEPLOYMENT, ("FR",)) is None


def test_what_is_ruled_out_is_the_withdrawal_itself():
    assert told("France denied that it would withdraw its soldiers from Niger.", DEPLOYMENT, ("FR",), Status.DENIED) is Reversal.WITHDRAWAL


def test_each_of_two_sides_has_its_own_word():
    text = "Chad sent 300 soldiers to Niger after France withdrew its troops."
    assert [told(text, DEPLOYMENT, (side,)) for side in ("TD", "FR")] == [None, Reversal.WITHDRAWAL]


@pytest.mark.parametrize(
    "text",
    [
        "Norway lifted its sanctions on Mali on Tuesday.",
        "Norway plans to lift most of its sanctions against Mali.",
        "The arms embargo on Mali was suspended by Norway.",
        "Norway announced an easing of sanctions on Mali.",
        "The sanctions on Mali expired on Tuesday.",
        "Mali won sanctions relief from Norway.",
        "Norway removed restrictions that it had imposed on Mali.",
    ],
)
def test_sanctions_that_end_are_lifted(text: str) -> None:
    assert told(text, SANCTION, ("NO",)) is Reversal.LIFTED


@pytest.mark.parametrize(
    "text",
    [
        "Norway imposed sanctions on Mali on Tuesday.",
        "Norway lifted some sanctions on Mali and imposed others.",
        "Norway refused to lift its sanctions on Mali.",
        "Mali urged Norway to lift its sanctions.",
        "Norway imposed sanctions that Sweden had lifted.",
    ],
)
def test_sanctions_that_are_imposed_or_stay_are_none(text: str) -> None:
    assert told(text, SANCTION, ("NO",)) is None


def test_sanctions_on_another_are_another_matter():
    text = "Norway imposed sanctions on Chad and lifted its sanctions on Mali."
    assert [claim_in(text, SANCTION, ("NO",), target=(one,)).reversal for one in ("TD", "ML")] == [None, Reversal.LIFTED]


@pytest.mark.parametrize(
    ("text", "actor", "way"),
    [
        ("Chad quit the border treaty with Mali.", ("TD",), Reversal.ENDED),
        ("Chad has withdrawn from the river pact.", ("TD",), Reversal.ENDED),
        ("The truce between Chad and Mali collapsed on Sunday.", ("ML", "TD"), Reversal.ENDED),
        ("The ceasefire expired at midnight.", ("ML", "TD"), Reversal.ENDED),
        ("Mali said that Chad violated the truce.", ("TD",), Reversal.BREACHED),
        ("Mali accused Chad of breaking the ceasefire.", ("TD",), Reversal.BREACHED),
        ("Mali protested against Chad's violations of the truce.", ("TD",), Reversal.BREACHED),
    ],
)
def test_pacts_end_or_are_broken(text: str, actor: tuple[str, ...], way: Reversal) -> None:
    assert told(text, AGREEMENT, actor) is way


@pytest.mark.parametrize(
    "text",
    [
        "Chad and Mali signed a truce.",
        "Chad and Mali agreed on a deal to end the fighting.",
        "Chad accused Mali of violating the truce that both signed in 2019.",
        "The war between Chad and Mali ended in a truce.",
        "Chad and Mali extended the ceasefire that expired on Sunday.",
    ],
)
def test_a_pact_of_both_sides_is_none(text: str) -> None:
    assert told(text, AGREEMENT, ("ML", "TD")) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Chad quit the border treaty with Mali.", AGREEMENT),
        ("Chad withdrew its soldiers from Niger.", DEPLOYMENT),
        ("Chad lifted its sanctions on Niger.", SANCTION),
    ],
)
def test_what_only_some_of_them_undo_leaves_it_open(text: str, kind: ClaimType) -> None:
    claim = claim_in(text, kind, ("ML", "TD"))
    assert (claim.reversal, claim.spans) == (None, ())


def test_what_is_plainly_told_is_known_to_be_no_undoing():
    claim = claim_in("Chad sent 300 soldiers to Niger.", DEPLOYMENT, ("TD",))
    assert claim.reversal is None
    assert [name for name, _ in claim.spans] == ["reversal"]


def test_sentences_that_disagree_leave_it_open():
    claim = claim_in("France withdrew its soldiers from Niger. France sent more soldiers to Niger.", DEPLOYMENT, ("FR",))
    assert claim.reversal is None
    assert not claim.spans


def test_the_words_that_tell_it_are_its_spans():
    claim = claim_in("France withdrew its soldiers from Niger.", DEPLOYMENT, ("FR",))
    first = claim.evidence[0].start
    assert [claim.quotes[0][s.start - first : s.end - first] for name, held in claim.spans if name == "reversal" for s in held] == [
        "withdrew"
    ]


def test_the_sentence_to_quote_tells_it():
    claim = claim_in(
        "“Your homes are waiting,” the president of France told soldiers. France withdrew its soldiers from Niger.", DEPLOYMENT, ("FR",)
    )
    assert claim.said() == "France withdrew its soldiers from Niger."


def test_other_kinds_of_event_are_left_alone():
    assert told("France withdrew its soldiers from Niger.", ClaimType.STRIKE, ("FR",)) is None
