"""Doers who only stand beside an event: who answers it, who speaks of it, whose ground it was, whose war it is told of."""

from __future__ import annotations

import pytest
from fakes.sentence import doc_from

from bot.extract.candidates import Kind
from bot.extract.rules.beside.bystanders import without_bystanders
from bot.extract.rules.stages import reading
from bot.model import Category, Claim, ClaimType, Item, Span, Status

FIRED = ClaimType.MISSILE_LAUNCH


def left(text: str, kind: ClaimType, actor: tuple[str, ...], target: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The doers that are left of a claim whose evidence is all of a text."""
    doc = doc_from(text, "Talks")
    told = tuple(s.said for s in doc.sentences[1:4])
    claim = Claim(kind, Status.ASSERTED, told, tuple(doc.story.cut(s) for s in told), actor=actor, target=target)
    (kept,) = without_bystanders(reading(doc), (claim,))
    return kept.actor


@pytest.mark.parametrize(
    ("text", "kind", "actor", "kept"),
    [
        ("Oman's sultan welcomed the talks but said Indian troops would stay.", ClaimType.DEPLOYMENT, ("OM", "IN"), ("IN",)),
        (
            "Norway and Sweden fired missiles in response to Russia's launch.",
            ClaimType.MISSILE_LAUNCH,
            ("NO", "SE", "RU"),
            ("NO", "SE"),
        ),
        ("Kenya fired missiles in retaliation for a missile fired by Uganda.", FIRED, ("KE", "UG"), ("KE",)),
        ("Norway fired missiles after Russia's launch of a rocket.", ClaimType.MISSILE_LAUNCH, ("RU", "NO"), ("NO",)),
        ("Egypt deployed 12 warplanes to the Sudanese border.", ClaimType.DEPLOYMENT, ("EG", "SD"), ("EG",)),
        ("Egypt deployed troops in Somalia on Monday.", ClaimType.DEPLOYMENT, ("EG", "SO"), ("EG",)),
        ("Kenya recaptured the town of Lamu from Uganda last month.", ClaimType.GROUND_COMBAT, ("KE", "UG"), ("KE",)),
        ("Kenya sent up fighters to warn away Ugandan aircraft.", ClaimType.DEPLOYMENT, ("KE", "UG"), ("KE",)),
        ("In August a Kenyan warship seized a Ugandan freighter.", ClaimType.SEIZURE, ("KE", "UG"), ("KE",)),
        ("Kenya quits its defence pact with Uganda.", ClaimType.AGREEMENT, ("KE", "UG"), ("KE",)),
        ("North Korea tells Japan it will launch a satellite.", FIRED, ("KP", "JP"), ("KP",)),
        ("After a failed launch in May, North Korea said that its engineers would find out why.", FIRED, ("KP",), ("KP",)),
        ("After an attack on a depot in May, Kenya said that its engineers would find out why.", ClaimType.STRIKE, ("KE",), ()),
        ("Belarus says Russian troops will deploy within days.", ClaimType.DEPLOYMENT, ("RU", "BY"), ("RU",)),
        ("China held live-fire drills in waters south of Taiwan.", ClaimType.EXERCISE, ("CN", "TW"), ("CN",)),
        (
            "Sudan's paramilitary Rapid Support Forces shelled a camp.",
            ClaimType.STRIKE,
            ("rapid_support_forces", "SD"),
            ("rapid_support_forces",),
        ),
        ("US, South Korea fire eight ATACMS in response to North Korea's eight missiles", FIRED, ("KP", "KR", "US"), ("KR", "US")),
        ("Yemen's Houthis say 16 killed, 35 hurt in US strikes on a port building.", ClaimType.STRIKE, ("US", "houthis"), ("US",)),
        ("Chad says it will join French strikes.", ClaimType.STRIKE, ("FR", "TD"), ("FR", "TD")),
        ("Mali: 200 French troops will leave the north.", ClaimType.DEPLOYMENT, ("ML", "FR"), ("FR",)),
        ("Niger: French troops leave an airport.", ClaimType.DEPLOYMENT, ("NE", "FR"), ("FR",)),
        ("French troops leave the Nigerien base.", ClaimType.DEPLOYMENT, ("NE", "FR"), ("FR",)),
        ("Mali: French and Malian troops begin drills.", ClaimType.EXERCISE, ("ML", "FR"), ("ML", "FR")),
        ("Mali: 200 troops will leave the north.", ClaimType.DEPLOYMENT, ("ML",), ("ML",)),
        ("Lebanon's Hezbollah fired rockets at a base.", ClaimType.STRIKE, ("LB", "hezbollah"), ("hezbollah",)),
    ],
)
def test_who_stands_beside_another_doer_is_left_out(text: str, kind: ClaimType, actor: tuple[str, ...], kept: tuple[str, ...]) -> None:
    assert left(text, kind, actor) == kept


@pytest.mark.parametrize(
    ("text", "kind", "actor", "target"),
    [
        ("Russia's war in Ukraine sends Swedish marines to Norway.", ClaimType.DEPLOYMENT, ("RU",), ()),
        (
            "An Irishman was killed fighting for Ukraine's International Legion.",
            ClaimType.GROUND_COMBAT,
            ("UA",),
            ("international_legion",),
        ),
        ("Ukrainian officials are dealing with a fire after an attack on a bridge.", ClaimType.STRIKE, ("UA",), ("RU",)),
        ("Al-Shabaab shelled Kenya on Monday.", ClaimType.STRIKE, ("KE",), ()),
        ("An American drone was shot down over Yemen.", ClaimType.INTERCEPTION, ("US",), ()),
        ("Three Kenyan trucks were bombed near Lamu.", ClaimType.STRIKE, ("KE",), ()),
        ("The gunmen shot down a Kenyan helicopter.", ClaimType.INTERCEPTION, ("KE",), ()),
        ("Rebels killed six Ethiopian soldiers on Monday.", ClaimType.STRIKE, ("ET",), ()),
        ("Iran vowed revenge after an attack on a refinery.", ClaimType.STRIKE, ("IR",), ()),
        ("Kenya intercepted two missiles launched from Yemen.", FIRED, ("KE",), ()),
        ("Saudi forces intercept ballistic missile fired toward Riyadh.", FIRED, ("SA",), ()),
        ("A missile fired at Lamu was shot down by Kenya.", FIRED, ("KE",), ()),
        ("Tunisia seized a weapons shipment bound for Libya.", ClaimType.ARMS_TRANSFER, ("TN",), ("LY",)),
        ("Eritrea dismissed an Ethiopian accusation of a troop deployment.", ClaimType.DEPLOYMENT, ("ET",), ()),
    ],
)
def test_who_cannot_have_done_it_is_left_out_though_nobody_remains(
    text: str, kind: ClaimType, actor: tuple[str, ...], target: tuple[str, ...]
) -> None:
    assert left(text, kind, actor, target) == ()


@pytest.mark.parametrize(
    ("text", "kind", "actor"),
    [
        ("Norway and Sweden fired missiles over the sea.", ClaimType.MISSILE_LAUNCH, ("NO", "SE")),
        ("Kenya signed a defence pact with Uganda.", ClaimType.AGREEMENT, ("KE", "UG")),
        ("American jets shot down a drone over Yemen.", ClaimType.INTERCEPTION, ("US",)),
        ("Iranian missiles were fired at a town.", FIRED, ("IR",)),
        ("Norway held a drill with Sweden.", ClaimType.EXERCISE, ("NO", "SE")),
        ("Iran bombed a camp after an attack on a refinery.", ClaimType.STRIKE, ("IR",)),
        ("Russia's army sent tanks to Belarus.", ClaimType.DEPLOYMENT, ("RU",)),
        ("Ukrainian officials said they had struck a bridge.", ClaimType.STRIKE, ("UA",)),
        ("Egypt said it would deploy troops within days.", ClaimType.DEPLOYMENT, ("EG",)),
        ("Egypt deployed warplanes to its border.", ClaimType.DEPLOYMENT, ("EG",)),
        ("Kenya fired a missile and shot down a drone.", FIRED, ("KE",)),
        ("Kenyan jets killed six rebels.", ClaimType.STRIKE, ("KE",)),
        ("Kenya shot down a drone over a Kenyan base.", ClaimType.INTERCEPTION, ("KE",)),
        ("Kenya shipped the seized rifles to Chad.", ClaimType.ARMS_TRANSFER, ("KE",)),
        ("Ethiopian jets bombed a base.", ClaimType.STRIKE, ("ET",)),
        ("Kenya held a drill with Uganda in the north of Kenya.", ClaimType.EXERCISE, ("KE", "UG")),
        ("Lebanon's army and Hezbollah shelled a camp.", ClaimType.GROUND_COMBAT, ("LB", "hezbollah")),
    ],
)
def test_who_did_it_stays(text: str, kind: ClaimType, actor: tuple[str, ...]) -> None:
    assert left(text, kind, actor) == actor


def test_who_only_the_next_clause_names_did_not_do_it() -> None:
    quiet = " ".join(["Schools in the capital were open and the markets were full of people."] * 14)
    text = (
        f"Iran seized an oil tanker off Lavan on Tuesday, state media said, and Norway said it was sending a frigate to the Gulf. {quiet}"
    )
    doc = doc_from(text, "The day in short")
    told = (doc.sentences[1].said,)
    claim = Claim(ClaimType.SEIZURE, Status.ASSERTED, told, tuple(doc.story.cut(s) for s in told), actor=("IR", "NO"))
    (kept,) = without_bystanders(reading(doc), (claim,))
    assert kept.actor == ("IR",)


def test_a_topic_before_a_colon_is_no_doer_and_no_proof_that_it_is_one() -> None:
    text = "Ukraine war: Irishman killed fighting for Ukraine's International Legion."
    assert left(text, ClaimType.GROUND_COMBAT, ("UA",), ("international_legion",)) == ()


def test_what_others_answered_is_told_by_itself_where_a_sentence_tells_it() -> None:
    text = "Norway fired missiles in response to Russia's launch. Russia launched a rocket over the sea on Monday."
    doc = doc_from(text, "Talks")
    told = tuple(s.said for s in doc.sentences[1:3])
    claim = Claim(FIRED, Status.ASSERTED, told, tuple(doc.story.cut(s) for s in told), actor=("NO", "RU"))
    ours, theirs = without_bystanders(reading(doc), (claim,))
    assert (ours.actor, ours.quotes) == (("NO",), (doc.story.cut(told[0]),))
    assert (theirs.actor, theirs.quotes) == (("RU",), (doc.story.cut(told[1]),))


def test_who_answers_a_launch_fired_what_his_own_verb_takes() -> None:
    text = "Norway fired several missiles in response to Russia's launch of a ballistic missile."
    doc = doc_from(text, "Talks")
    said = doc.sentences[1].said
    thing = Item(Category.BALLISTIC_MISSILE, "ballistic missile", None, "")
    claim = Claim(FIRED, Status.ASSERTED, (said,), (text,), actor=("NO", "RU"), item=(thing,))
    (told,) = without_bystanders(reading(doc), (claim,))
    assert told.actor == ("NO",)
    assert [(i.category, i.text) for i in told.item] == [(Category.MISSILE, "missiles")]


def test_whoever_is_left_out_leaves_no_span_behind() -> None:
    text = "Norway fired missiles in response to Russia's launch. Russia launched a rocket over the sea on Monday."
    doc = doc_from(text, "Talks")
    told = tuple(s.said for s in doc.sentences[1:3])
    spots = tuple(Span(m.start, m.end) for m in doc.mentions if m.text in {"Norway", "Russia"} and m.kind is Kind.PARTY)
    claim = Claim(FIRED, Status.ASSERTED, told, tuple(doc.story.cut(s) for s in told), actor=("NO", "RU"), spans=(("actor", spots),))
    ours, theirs = without_bystanders(reading(doc), (claim,))
    assert [{doc.story.cut(s) for s in dict(c.spans)["actor"]} for c in (ours, theirs)] == [{"Norway"}, {"Russia"}]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Kenya retaliates against Uganda with strikes on depots.", ("KE",)),
        ("Two drones were fired at a base that hosts Ugandan troops. Kenya's strike killed one.", ("KE",)),
        ("Kenya and Uganda struck depots.", ("KE", "UG")),
        ("Kenya joins Uganda in strikes on depots.", ("KE", "UG")),
    ],
)
def test_whom_a_deed_of_another_is_aimed_at_did_not_do_it(text: str, kept: tuple[str, ...]) -> None:
    assert left(text, ClaimType.STRIKE, ("KE", "UG")) == kept


def launch(text: str, *kinds: ClaimType) -> tuple[Claim, ...]:
    """What is left of claims of some types by Oman whose evidence is a text."""
    doc = doc_from(text, "Talks")
    told = (doc.sentences[1].said,)
    quotes = tuple(doc.story.cut(s) for s in told)
    things = (Item(Category.MISSILE, "missile"),)
    claims = tuple(Claim(kind, Status.ASSERTED, told, quotes, actor=("OM",), item=things) for kind in kinds)
    return without_bystanders(reading(doc), claims)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("The Omani army said it shot down a missile launched from Yemen.", ()),
        ("Oman intercepts missile", ()),
        ("Oman shot down a target missile launched from a range in a test.", ("OM",)),
        ("Oman, which shot down a missile, launched a missile of its own.", ("OM",)),
    ],
)
def test_what_somebody_shoots_down_he_did_not_launch(text: str, left: tuple[str, ...]) -> None:
    assert launch(text, FIRED)[0].actor == left


def test_a_launch_that_nobody_did_is_left_out_where_it_is_told_as_shot_down() -> None:
    text = "The Omani army said it shot down a missile launched from Yemen."
    assert [c.type for c in launch(text, ClaimType.INTERCEPTION, FIRED)] == [ClaimType.INTERCEPTION]
