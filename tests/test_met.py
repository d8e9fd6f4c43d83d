"""Craft that are met in the air or at sea are not shot down, and who scrambles against them did not come with them."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from, whole_claim

from bot.extract.rules.doers.met import with_met
from bot.extract.rules.stages import reading
from bot.model import Category, Claim, ClaimType, Item, Status

MET, SHOT, SENT, DRILL = ClaimType.INCURSION, ClaimType.INTERCEPTION, ClaimType.DEPLOYMENT, ClaimType.EXERCISE
JETS = (Item(Category.AIRCRAFT, "jets"),)


def read(text: str, *told: Claim, title: str = "Talks") -> tuple[Claim, ...]:
    """What is left of claims whose evidence is all of a text."""
    doc = doc_from(text, title)
    return with_met(reading(doc), tuple(whole_claim(doc, c.type, c.status, c.actor, c.target, c.item) for c in told))


def claim(kind: ClaimType, actor: tuple[str, ...], target: tuple[str, ...] = (), item: tuple[Item, ...] = JETS) -> Claim:
    """A claim without its evidence."""
    return Claim(kind, Status.ASSERTED, (), (), actor, target, item)


@pytest.mark.parametrize(
    ("text", "who", "whom"),
    [
        ("Danish F-16 jets intercepted two Russian bombers over the Baltic Sea.", "DK", "RU"),
        ("A Russian patrol aircraft was intercepted by Canadian jets.", "CA", "RU"),
        ("Japanese fighters intercepted and escorted a Chinese reconnaissance plane.", "JP", "CN"),
        ("The Royal Navy's frigate escorted a Russian submarine through the Channel.", "GB", "RU"),
    ],
)
def test_who_meets_anothers_craft_shoots_nothing_down(text: str, who: str, whom: str) -> None:
    (told,) = read(text, claim(SHOT, (who,), (whom,)))
    assert (told.type, told.actor, told.target) == (MET, (who,), (whom,))
    assert any(name == "met" for name, _ in told.spans)


@pytest.mark.parametrize(
    ("text", "who", "item"),
    [
        ("Indian fighters intercepted and shot down a Pakistani jet.", "IN", JETS),
        ("Saudi jets intercepted two drones from Yemen.", "SA", (Item(Category.DRONE, "drones"),)),
        ("Israel's navy intercepted a missile off Eilat.", "IL", (Item(Category.MISSILE, "missile"),)),
        ("Turkish jets downed a Syrian plane that others had escorted.", "TR", JETS),
    ],
)
def test_what_is_shot_down_stays_so(text: str, who: str, item: tuple[Item, ...]) -> None:
    told = claim(SHOT, (who,), (), item)
    assert read(text, told)[0].type is SHOT


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Two Russian bombers were intercepted by Danish jets after they entered Danish airspace.", "RU"),
        ("Danish jets intercepted two Russian bombers. The bombers had flown into the air defence zone.", "RU"),
        ("Danish jets intercepted two Russian bombers that violated Danish airspace.", "RU"),
        ("Danish jets intercepted two Russian bombers. The bombers did not enter Danish airspace.", "DK"),
        ("Danish jets intercepted two Russian bombers over the sea.", "DK"),
    ],
)
def test_whose_craft_entered_is_the_doer(text: str, who: str) -> None:
    (told,) = read(text, claim(MET, ("DK",)))
    assert told.actor == (who,)
    assert any(name == "met" for name, _ in told.spans) == (who == "DK")


@pytest.mark.parametrize(("read_as", "who"), [("RU", "RU"), ("DK", "DK")])
def test_whose_incursion_the_heads_read_is_so_for_every_claim_of_the_meeting(read_as: str, who: str) -> None:
    text = "Danish jets intercepted two Russian bombers flying near Greenland."
    told = read(text, claim(MET, (read_as,)), claim(SHOT, ("DK",), ("RU",)))
    assert [(c.type, c.actor) for c in told] == [(MET, (who,))]


def test_one_meeting_is_told_once_and_not_as_a_deployment_beside() -> None:
    text = "Danish jets intercepted two Russian bombers over the Baltic Sea."
    told = read(text, claim(SHOT, ("DK",), ("RU",)), claim(MET, ("DK",), ("RU",)), claim(SENT, ("DK",)))
    assert [c.type for c in told] == [MET]


def test_a_headline_tells_what_the_jets_were_sent_for() -> None:
    text = "Danish jets took off on Tuesday after a plane went silent, the defence ministry in Copenhagen said."
    (told,) = read(text, claim(SENT, ("DK",)), title="Danish fighters intercept Russian plane near Bornholm")
    assert (told.type, told.actor, told.target) == (MET, ("DK",), ("RU",))


@pytest.mark.parametrize(
    ("text", "kind", "actor", "left"),
    [
        ("Japan scrambled fighters as Russian and Chinese bombers flew near Okinawa.", DRILL, ("RU", "CN", "JP"), ("RU", "CN")),
        ("Japan scrambled fighters as Russian bombers flew near Okinawa.", SENT, ("RU", "JP"), ("JP",)),
        ("Turkey scrambled jets after Greek planes entered its airspace.", MET, ("GR", "TR"), ("GR",)),
        ("Turkey and Azerbaijan scrambled jets.", SENT, ("TR", "AZ"), ("TR", "AZ")),
        ("Turkey and Greece flew jets over Crete.", SENT, ("TR", "GR"), ("TR", "GR")),
    ],
)
def test_who_scrambles_is_no_doer_of_what_others_came_for(
    text: str, kind: ClaimType, actor: tuple[str, ...], left: tuple[str, ...]
) -> None:
    assert read(text, claim(kind, actor))[0].actor == left


@pytest.mark.parametrize(
    ("text", "target", "left"),
    [
        ("Poland scrambled jets after Russian strikes on western Ukraine.", ("UA", "PL"), ("UA",)),
        ("Poland scrambled jets as Russia struck Ukraine.", ("UA", "PL"), ("UA",)),
        ("Poland scrambled jets after Russia struck Ukraine and Poland.", ("UA", "PL"), ("UA", "PL")),
        ("Poland scrambled jets after a Russian strike.", ("PL",), ("PL",)),
        ("Poland flew jets as Russia struck Ukraine.", ("UA", "PL"), ("UA", "PL")),
    ],
)
def test_who_scrambles_because_of_an_attack_was_not_hit_by_it(text: str, target: tuple[str, ...], left: tuple[str, ...]) -> None:
    assert read(text, claim(ClaimType.STRIKE, ("RU",), target, ()))[0].target == left
