"""In a feed item that tells of two, each doer has its own deed and its own things."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes.sentence import doc_from, one_claim

from bot.extract.candidates import Doc
from bot.extract.rules.apart.owners import with_owners
from bot.extract.rules.stages import reading
from bot.model import Amount, Category, Claim, ClaimType, Item, Status

LAUNCH, MOVE, GIVEN, DRILL = ClaimType.MISSILE_LAUNCH, ClaimType.DEPLOYMENT, ClaimType.ARMS_TRANSFER, ClaimType.EXERCISE


def read(text: str) -> Doc:
    return doc_from(text, "A long day")


def claim(doc: Doc, kind: ClaimType, actor: tuple[str, ...], target: tuple[str, ...] = (), things: tuple[str, ...] = ()) -> Claim:
    items = tuple(Item(Category.OTHER, t, Amount(2, 2, "two")) for t in things)
    return one_claim(doc, kind, Status.ASSERTED, actor=actor, target=target, item=items)


@pytest.mark.parametrize(
    ("text", "kind", "actor", "kept"),
    [
        ("Peru fired two rockets on Friday. Kenya sent a bomber to Lima.", LAUNCH, ("PE", "KE"), ("PE",)),
        ("Finland closed its border. Poland sent troops to Lublin.", MOVE, ("PL", "FI"), ("PL",)),
        ("Kenya held a test of two rockets on Friday. Peru closed a port.", LAUNCH, ("PE", "KE"), ("KE",)),
        ("Peru and Kenya fired two rockets on Friday.", LAUNCH, ("PE", "KE"), ("PE", "KE")),
        ("Peru sent troops on Friday. Kenya said it had sent troops, too.", MOVE, ("PE", "KE"), ("PE", "KE")),
        ("Peru sent troops on Friday. Kenya sent two ships.", MOVE, ("PE", "KE"), ("PE", "KE")),
        ("Peru sent troops on Friday, Kenya said.", MOVE, ("PE", "KE"), ("PE", "KE")),
        ("Peru will scrap its pact with Kenya and move troops south.", MOVE, ("PE", "KE"), ("PE",)),
        ("Peru will move troops south with Kenya.", MOVE, ("PE", "KE"), ("PE", "KE")),
        ("Peru held drills on Friday. Kenya closed a port.", DRILL, ("PE", "KE"), ("PE", "KE")),
    ],
)
def test_who_does_something_else_is_no_second_doer(text: str, kind: ClaimType, actor: tuple[str, ...], kept: tuple[str, ...]) -> None:
    doc = read(text)
    assert with_owners(reading(doc), (claim(doc, kind, actor),))[0].actor == kept


def test_a_doer_who_has_a_claim_of_its_own_is_no_second_one() -> None:
    doc = read("Peru sent troops on Friday. Kenya sent two ships.")
    both, one = claim(doc, MOVE, ("PE", "KE")), claim(doc, MOVE, ("KE",))
    assert [c.actor for c in with_owners(reading(doc), (both, one))] == [("PE",), ("KE",)]
    assert with_owners(reading(doc), (both, replace(one, status=Status.DENIED)))[0].actor == ("PE", "KE")


@pytest.mark.parametrize(
    ("text", "kind", "actor", "target", "things", "kept"),
    [
        ("Peru sent two tanks north. Kenya sent ships home.", MOVE, "PE", "", ("tanks", "ships"), ("tanks",)),
        ("Peru will give Mali tanks. Kenya announced howitzers.", GIVEN, "PE", "ML", ("tanks", "howitzers"), ("tanks",)),
        ("Peru scrambled fighters. Kenyan bombers flew over Lima.", MOVE, "PE", "", ("fighters", "bombers"), ("fighters",)),
        ("Peru gave Mali tanks. Mali used the tanks at Gao.", GIVEN, "PE", "ML", ("tanks",), ("tanks",)),
        ("Kenya condemned a missile launch by Peru.", LAUNCH, "PE", "", ("missile",), ("missile",)),
        ("Peru caused alarm in Kenya after it launched a missile.", LAUNCH, "PE", "", ("missile",), ("missile",)),
        ("Peru fired missiles. Kenya saw the missiles.", LAUNCH, "PE", "", ("missiles",), ("missiles",)),
        ("The missiles were fired by Peru, Kenya said.", LAUNCH, "PE", "", ("missiles",), ("missiles",)),
        ("Kenya shot down drones.", ClaimType.INTERCEPTION, "PE", "", ("drones",), ("drones",)),
    ],
)
def test_what_anothers_verb_takes_is_left_out(
    text: str, kind: ClaimType, actor: str, target: str, things: tuple[str, ...], kept: tuple[str, ...]
) -> None:
    doc = read(text)
    told = claim(doc, kind, (actor,), tuple(filter(None, (target,))), things)
    assert tuple(i.text for i in with_owners(reading(doc), (told,))[0].item) == kept


def test_a_whole_story_is_left_as_it_is() -> None:
    doc = read("Peru fired two rockets on Friday. Kenya sent a bomber to Lima. " + "It was a long day. " * 60)
    assert with_owners(reading(doc), (claim(doc, LAUNCH, ("PE", "KE")),))[0].actor == ("PE", "KE")
