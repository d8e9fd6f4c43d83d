"""Heads and rules as one reading."""

from __future__ import annotations

from dataclasses import replace

from test_decode import DOC, cell, status

from bot.extract.blend import believed, blended
from bot.model import Category, Claim, ClaimType, Item, Span, Speaker, Status

HERE = (Span(0, 10),)
THERE = (Span(20, 30),)


def claim(status: Status, evidence: tuple[Span, ...] = HERE, actor: tuple[str, ...] = ("IR",), source: str = "") -> Claim:
    sayers = (Speaker(None, source),) if source else ()
    return Claim(ClaimType.STRIKE, status, evidence, tuple("x" for _ in evidence), actor=actor, source=sayers)


def test_the_rules_turn_a_claim_that_they_read_as_denied() -> None:
    told = blended([claim(Status.ASSERTED)], [claim(Status.DENIED)])
    assert [c.status for c in told] == [Status.DENIED]


def test_a_sentence_that_tells_an_event_and_its_denial_keeps_both() -> None:
    told = blended([claim(Status.ASSERTED)], [claim(Status.DENIED), claim(Status.ALLEGED)])
    assert sorted(c.status for c in told) == [Status.ASSERTED, Status.DENIED]


def test_a_denial_that_the_heads_missed_is_added() -> None:
    told = blended([claim(Status.ALLEGED)], [claim(Status.ALLEGED), claim(Status.DENIED, THERE)])
    assert [(c.status, c.evidence) for c in told] == [(Status.ALLEGED, HERE), (Status.DENIED, THERE)]


def test_the_heads_speaker_stands_where_the_rules_name_another() -> None:
    told = blended([claim(Status.ALLEGED, source="the army")], [claim(Status.ALLEGED, source="residents")])
    assert [s.org for s in told[0].source] == ["the army"]


def test_who_takes_delivery_did_not_supply() -> None:
    head = replace(claim(Status.ASSERTED, actor=("CN", "EG")), type=ClaimType.ARMS_TRANSFER)
    thing = (Item(Category.AIR_DEFENCE, "air defence system"),)
    rule = replace(head, actor=(), target=("EG",), item=thing)
    assert [(c.actor, c.target) for c in blended([head], [rule])] == [(("CN",), ("EG",))]
    alone = replace(head, actor=("EG",))
    assert [(c.actor, c.target) for c in blended([alone], [rule])] == [(("EG",), ())]


def test_a_sanction_in_a_feed_item_is_aimed_where_the_rules_say() -> None:
    head = replace(claim(Status.ASSERTED, actor=("CN",)), type=ClaimType.SANCTION, target=("TW",))
    rule = replace(head, target=("US",))
    assert [c.target for c in blended([head], [rule])] == [("US",)]
    assert [c.target for c in blended([head], [rule], whole=True)] == [("TW",)]


def test_without_rules_the_heads_stand() -> None:
    assert blended([claim(Status.ALLEGED)], []) == (claim(Status.ALLEGED),)


def test_a_claim_of_the_rules_that_names_doer_target_and_thing_needs_less() -> None:
    told = replace(claim(Status.ASSERTED, THERE), confidence=0.3, target=("UA",))
    full = replace(told, item=(Item(Category.DRONE, "drones"),))
    assert len(blended([claim(Status.ASSERTED)], [told], whole=True)) == 1
    assert len(blended([claim(Status.ASSERTED)], [full], whole=True)) == 2


def test_a_surer_claim_of_the_rules_is_added_to_a_whole_story_only() -> None:
    sure, unsure = replace(claim(Status.ASSERTED, THERE), confidence=0.6), replace(claim(Status.ASSERTED, THERE), confidence=0.5)
    assert len(blended([claim(Status.ASSERTED)], [sure], whole=True)) == 2
    assert len(blended([claim(Status.ASSERTED)], [sure])) == 1
    assert len(blended([claim(Status.ASSERTED)], [unsure], whole=True)) == 1


def test_who_gives_to_whom_is_the_rules_to_tell_where_both_name_the_same_parties() -> None:
    item = (Item(Category.DRONE, "drones"),)
    full = replace(claim(Status.ALLEGED), type=ClaimType.ARMS_TRANSFER, target=("SD",), item=item)
    head = replace(claim(Status.ALLEGED, actor=("SD", "IR")), type=ClaimType.ARMS_TRANSFER, importance=3)
    other = replace(head, actor=("KP",))
    assert [(c.actor, c.target, c.importance) for c in blended([head], [full])] == [(("IR",), ("SD",), 3)]
    assert [(c.actor, c.target) for c in blended([other], [full])] == [(("KP",), ())]


def test_a_denial_is_believed_only_where_the_heads_see_a_sign_of_it() -> None:
    where = (DOC.sentences[1].said,)
    told = claim(Status.NEGATED, where)
    assert believed(DOC, [told], [cell(1, shares=status(asserted=0.9, negated=0.1))]) == (told,)
    assert believed(DOC, [told], [cell(1, shares=status(asserted=0.99, negated=0.01))]) == ()
    assert believed(DOC, [told], [cell(3, shares=status(negated=1.0))]) == ()
    assert believed(DOC, [told], [cell(1, ClaimType.THREAT, shares=status(negated=1.0))]) == ()


def test_what_is_not_denied_is_believed_whatever_the_heads_say() -> None:
    told = claim(Status.ALLEGED, (DOC.sentences[1].said,))
    assert believed(DOC, [told], []) == (told,)


def test_in_a_whole_story_the_heads_speaker_stands() -> None:
    told = blended([claim(Status.ALLEGED, source="the army")], [claim(Status.ALLEGED, source="residents")], whole=True)
    assert told[0].source[0].org == "the army"


def test_a_claim_with_the_doers_of_two_events_of_one_sentence_is_parted() -> None:
    head = claim(Status.ASSERTED, actor=("IR", "TR"))
    rules = [claim(Status.ASSERTED, actor=("IR",)), claim(Status.ASSERTED, actor=("TR",))]
    assert [c.actor for c in blended([head], rules)] == [("IR",), ("TR",)]
    assert [c.actor for c in blended([head], rules, whole=True)] == [("IR", "TR")], "whole stories are joined over sentences"
    assert [c.actor for c in blended([head], [rules[0], claim(Status.ASSERTED, THERE, ("TR",))])] == [("IR", "TR")]


def test_a_doer_that_the_rules_give_to_another_type_of_event_goes() -> None:
    head = claim(Status.ASSERTED, actor=("IR", "TR"))
    other = replace(claim(Status.ASSERTED, actor=("TR",)), type=ClaimType.INTERCEPTION)
    assert [c.actor for c in blended([head], [claim(Status.ASSERTED, actor=("IR",)), other])] == [("IR",)]
    assert [c.actor for c in blended([head], [other])] == [("IR", "TR")], "unless they find no doer of this one"


def test_an_attack_told_as_two_types_is_told_once_in_a_feed_item() -> None:
    strike = replace(claim(Status.ASSERTED), target=("IQ",), confidence=0.7)
    combat = replace(strike, type=ClaimType.GROUND_COMBAT, confidence=0.4)
    assert [c.type for c in blended([strike, combat], [])] == [ClaimType.STRIKE]
    assert [c.type for c in blended([replace(combat, confidence=0.9), strike], [])] == [ClaimType.GROUND_COMBAT]
    assert len(blended([strike, replace(combat, confidence=0.6)], [], whole=True)) == 2


def test_two_attacks_of_others_or_of_other_kinds_both_stand() -> None:
    strike = replace(claim(Status.ASSERTED), target=("IQ",), confidence=0.7)
    for other in (
        replace(strike, type=ClaimType.GROUND_COMBAT, actor=("TR",)),
        replace(strike, type=ClaimType.INTERCEPTION, target=("TR",)),
        replace(strike, type=ClaimType.GROUND_COMBAT, status=Status.DENIED),
        replace(strike, type=ClaimType.SANCTION),
    ):
        assert len(blended([strike, replace(other, confidence=0.4)], [])) == 2


def test_two_who_each_say_that_the_other_fired_make_two_claims() -> None:
    head = claim(Status.ALLEGED, (*HERE, *THERE), ("AM", "AZ"))
    one, other = replace(claim(Status.ALLEGED, HERE, ("AM",)), target=("AZ",)), claim(Status.ASSERTED, THERE, ("AZ",))
    told = [(c.actor, c.target, c.evidence) for c in blended([head], [one, other], whole=True)]
    assert told == [(("AM",), ("AZ",), HERE), (("AZ",), (), THERE)]


def test_two_who_fired_at_a_third_or_by_nobodys_word_stay_one_claim() -> None:
    head = claim(Status.ALLEGED, (*HERE, *THERE), ("GB", "US"))
    one, other = replace(claim(Status.ALLEGED, HERE, ("GB",)), target=("YE",)), claim(Status.ALLEGED, THERE, ("US",))
    assert [c.actor for c in blended([head], [one, other], whole=True)] == [("GB", "US")]
    plain = [replace(r, status=Status.ASSERTED, target=("US",) if r is one else ()) for r in (one, other)]
    assert [c.actor for c in blended([head], plain, whole=True)] == [("GB", "US")]
