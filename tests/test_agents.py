"""Who did it where a passive says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from fakes.sentence import reader

from bot.extract.candidates import Doc, Kind
from bot.extract.mentions import candidates
from bot.extract.rules.doers.agents import by_agents, by_reporters, by_sufferers
from bot.extract.rules.stages import reading
from bot.extract.tools import load as tools
from bot.model import Casualties, Claim, ClaimType, Span, Status, Story


def story(title: str) -> Story:
    return Story("s", title, "", datetime(2024, 5, 7, 9, tzinfo=UTC))


def doc(title: str) -> Doc:
    return candidates(story(title), tools())


def claim(held: Doc, kind: ClaimType, actor: tuple[str, ...], target: tuple[str, ...], status: Status = Status.ASSERTED) -> Claim:
    span = held.sentences[0].said
    return Claim(kind, status, (span,), (held.story.cut(span),), actor=actor, target=target)


def righted(title: str, kind: ClaimType, actor: tuple[str, ...], target: tuple[str, ...], **more: Status) -> tuple[ClaimType, list, list]:
    held = doc(title)
    (done,) = by_agents(reading(held), [claim(held, kind, actor, target, **more)])
    return done.type, sorted(done.actor), sorted(done.target)


DOWN = ClaimType.INTERCEPTION


def test_sides_taken_the_wrong_way_are_turned():
    assert righted("Iraqi helicopter shot down by Islamic State", DOWN, ("IQ",), ("islamic_state",)) == (DOWN, ["islamic_state"], ["IQ"])


def test_who_was_hit_does_not_act_beside_the_doer():
    assert righted("Indian drone downed by Pakistani troops", DOWN, ("PK", "IN"), ()) == (DOWN, ["PK"], ["IN"])


def test_what_air_defences_destroyed_was_intercepted():
    told = righted("Ukrainian drones destroyed by Russian air defences", ClaimType.STRIKE, ("RU",), ("UA",))
    assert told == (DOWN, ["RU"], ["UA"])


@pytest.mark.parametrize(
    ("title", "kind", "actor", "target"),
    [
        ("Village bombed by Friday, Sudanese army says", ClaimType.STRIKE, ("SD",), ()),
        ("Iraqi army retakes a base that was captured by Islamic State", ClaimType.GROUND_COMBAT, ("IQ",), ("islamic_state",)),
        ("Islamic State has lost a third of the land seized by its men", ClaimType.GROUND_COMBAT, ("IQ",), ("islamic_state",)),
        ("Iraqi helicopter shot down by Islamic State", DOWN, ("islamic_state",), ("IQ",)),
        ("Iraqi helicopter shot down by Islamic State", ClaimType.AGREEMENT, ("IQ",), ("islamic_state",)),
        ("Syrian jets bombed a village held by rebels", ClaimType.STRIKE, ("SY",), ("syrian_rebels",)),
    ],
)
def test_what_is_right_or_no_passive_is_left(title, kind, actor, target):
    assert righted(title, kind, actor, target) == (kind, sorted(actor), sorted(target))


def test_a_denial_is_left():
    told = righted("Iraqi helicopter shot down by Islamic State", DOWN, ("IQ",), ("islamic_state",), status=Status.DENIED)
    assert told == (DOWN, ["IQ"], ["islamic_state"])


@pytest.mark.parametrize(
    ("title", "actor", "target"),
    [
        ("Iraqi helicopter shot down by Islamic State near Baiji", ["islamic_state"], ["IQ"]),
        ("Chinese drone shot down off Kinmen by Taiwanese soldiers", ["TW"], ["CN"]),
        ("Syrian base hit by Israeli jets", ["IL"], ["SY"]),
        ("Russian tanker seized by Irish navy", ["IE"], ["RU"]),
    ],
)
def test_headlines_in_the_passive(title, actor, target):
    (told,) = reader().claims(story(title))
    assert (sorted(told.actor), sorted(told.target)) == (actor, target)


def test_the_maker_of_a_weapon_does_not_fire_it():
    assert not [c for c in reader().claims(story("Drone built by Iran hits Ukrainian power plant")) if "IR" in c.actor]


@pytest.mark.parametrize(
    ("title", "actor", "target"),
    [
        ("Russia's defence ministry said 41 drones were downed over nine regions", ["RU"], ["UA"]),
        ("Russia's defence ministry said 41 of its drones were downed", ["UA"], ["RU"]),
        ("Russia's defence ministry said 41 Russian drones were downed", ["UA"], ["RU"]),
        ("Russia's defence ministry said 41 drones were downed by Ukraine", ["UA"], ["RU"]),
        ("Ukraine downed 41 drones, Russia's defence ministry said", ["UA"], ["RU"]),
        ("Air defences shot down five missiles, the Russian defence ministry said", ["RU"], ["UA"]),
        ("Ukrainian air defences shot down five missiles, the Russian defence ministry said", ["UA"], ["RU"]),
    ],
)
def test_what_a_state_says_was_shot_down_it_shot_down_itself(title: str, actor: list[str], target: list[str]) -> None:
    held = doc(title)
    (done,) = by_reporters(reading(held), [claim(held, ClaimType.INTERCEPTION, ("UA",), ("RU",))])
    assert (sorted(done.actor), sorted(done.target)) == (actor, target)


def test_who_only_reports_does_not_fill_an_empty_doer() -> None:
    held = doc("A Russian official said one drone was shot down")
    (done,) = by_reporters(reading(held), [claim(held, ClaimType.INTERCEPTION, (), ("RU",))])
    assert done.actor == ()


def test_a_name_with_an_owner_inside_is_one_name():
    told = righted("An army team was attacked by about 20 New People's Army rebels near Valencia", ClaimType.STRIKE, (), ())
    assert told == (ClaimType.STRIKE, ["new_peoples_army"], [])


@pytest.mark.parametrize(
    "title",
    [
        "Oman said a drone was shot down by Yemenis over Salalah.",
        "Oman, which bombed Aden on Sunday, said a drone was shot down by Yemenis.",
    ],
)
def test_who_says_what_he_lost_did_not_shoot_it_down(title: str) -> None:
    assert righted(title, DOWN, ("OM",), ("YE",)) == (DOWN, ["YE"], ["OM"])


def test_who_tells_of_it_in_one_sentence_may_be_the_doer_of_another() -> None:
    text = "Omani jets had bombed a depot. Oman answered that it had hit nothing and that the town was shelled by Yemenis."
    held = candidates(Story("s", "A long week", text, datetime(2024, 5, 7, 9, tzinfo=UTC)), tools())
    spans = tuple(s.said for s in held.sentences[1:])
    told = Claim(ClaimType.STRIKE, Status.ALLEGED, spans, tuple(map(held.story.cut, spans)), actor=("OM",), target=("YE",))
    assert by_agents(reading(held), [told])[0].actor == ("OM",)
    alone = replace(told, evidence=spans[1:], quotes=told.quotes[1:])
    assert by_agents(reading(held), [alone])[0].actor == ("YE",)


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Chad said 26 people were killed.", ()),
        ("Chad said its army killed 26 people.", ("TD",)),
        ("Chad said 26 people were killed by its army.", ("TD",)),
        ("Niger said 26 people were killed.", ("TD",)),
    ],
)
def test_who_tells_of_its_own_dead_did_not_kill_them(text: str, actor: tuple[str, ...]) -> None:
    held = doc(text)
    spans = tuple(Span(m.start, m.end) for m in held.mentions if m.kind is Kind.CASUALTIES)
    said = held.sentences[0].said
    dead = Claim(ClaimType.STRIKE, Status.ASSERTED, (said,), (held.story.cut(said),), actor=("TD",), target=("NE", "civilians"))
    dead = replace(dead, casualties=Casualties(26, 26), spans=(("casualties", spans),))
    struck = replace(dead, actor=("NE",), target=("TD",), casualties=None, spans=())
    told = by_sufferers(reading(held), [dead, struck])[0]
    assert told.actor == (actor or ("NE",))
    assert by_sufferers(reading(held), [dead])[0].actor == ("TD",)


@pytest.mark.parametrize(
    ("text", "actor", "target", "left"),
    [
        ("A man killed nine people in Lagos before he was shot dead by Nigerian police.", (), ("NG", "civilians"), []),
        ("Houthi fighters attacked a base and twelve of them were killed by Saudi jets.", ("houthis",), ("SA",), ["houthis"]),
        ("The town was shelled by Omani troops.", (), ("YE",), ["OM"]),
    ],
)
def test_whoever_ends_an_attack_did_not_make_it(text: str, actor: tuple[str, ...], target: tuple[str, ...], left: list[str]) -> None:
    assert righted(text, ClaimType.STRIKE, actor, target)[1] == left


def test_all_who_are_listed_behind_by_are_doers() -> None:
    told = righted("The rebels were armed by Qatar, Turkey and Oman.", ClaimType.ARMS_TRANSFER, (), ("syrian_rebels",))
    assert told[1] == ["OM", "QA", "TR"]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("A gunman killed nine people in Nairobi. Rowan Vell was shot dead by Kenyan police.", []),
        ("A man killed nine people in Nairobi. The gunman was killed by Kenyan police.", []),
        ("Nine people were killed in Nairobi. They were shot by Kenyan police.", ["KE"]),
    ],
)
def test_who_shot_the_one_man_did_not_kill_the_many(text: str, actor: list[str]) -> None:
    held = candidates(Story("s", "The day in short", text, datetime(2024, 5, 7, 9, tzinfo=UTC)), tools())
    said = tuple(s.said for s in held.sentences[1:])
    dead = Claim(
        ClaimType.STRIKE, Status.ASSERTED, said, tuple(map(held.story.cut, said)), target=("civilians",), casualties=Casualties(9, 9)
    )
    (done,) = by_agents(reading(held), [dead])
    assert list(done.actor) == actor


@pytest.mark.parametrize(
    "text",
    [
        "Ukrainian troops regained a village near Kupiansk on Friday that was seized by Russia in May.",
        "Ukraine's army said it retook a base in Kherson on Sunday that was seized by Russia last year.",
    ],
)
def test_who_took_what_is_taken_back_is_not_the_doer_of_that(text: str) -> None:
    assert righted(text, ClaimType.GROUND_COMBAT, ("UA",), ("RU",))[1] == ["UA"]
