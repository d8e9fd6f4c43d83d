"""Denials that point back: who denies, and what of all that was told before."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from fakes.sentence import doc_from, reader

from bot.extract.candidates import Doc, resolved
from bot.extract.rules.said.denials import SHARE, denials, with_denials
from bot.extract.rules.stages import reading
from bot.extract.text.view import views
from bot.model import Claim, ClaimType, Speaker, Status, Story


def read(text: str) -> Doc:
    return doc_from(text, "Talks")


def told(doc: Doc, sentence: int, kind: ClaimType, actor: tuple[str, ...], **more: object) -> Claim:
    said = next(s for s in doc.sentences if s.index == sentence).said
    return Claim(kind, Status.ALLEGED, (said,), (doc.story.cut(said),), actor=actor, confidence=0.5, **more)  # type: ignore[arg-type]


def sayers(text: str) -> set[str]:
    doc = read(text)
    return {p for d in denials(doc, views(doc)) for i in d.sayers for p in resolved(doc, doc.mentions[i]).ids}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Kyiv accuses Iran of sending drones to Russia, which Tehran denies.", {"IR"}),
        ("Turkish officials said a Greek boat had opened fire, an accusation that Athens rejected.", {"GR"}),
        ("Sudan said Ethiopian troops had crossed the border. Ethiopia denied it.", {"ET"}),
        ("Rwanda was said to have armed the rebels. Kigali has repeatedly rejected the allegations.", {"RW"}),
        ("Chile was blamed for the raid. Santiago denied having done so.", {"CL"}),
        ("Taiwan was said to have fired on a trawler. Taipei called the report groundless.", {"TW"}),
        ("Jordan was said to have bombed a village. Amman dismissed the claim as propaganda.", {"JO"}),
        ("Egypt was said to have bombed a village. Egypt's army said the report was false.", {"EG"}),
        ("Belarus was said to have sent shells. The accusation was rejected by Minsk.", {"BY"}),
        ("Baku says Armenian troops opened fire; Yerevan denies.", {"AM"}),
        ("A village in Chad was bombed. Chad's army denied being behind the attack.", {"TD"}),
    ],
)
def test_a_denial_that_points_back_has_the_one_who_denies(text: str, who: set[str]) -> None:
    assert sayers(text) == who


@pytest.mark.parametrize(
    "text",
    [
        "Iran did not deny it.",
        "Moscow neither confirmed nor denied the report.",
        "Iran denied entry to the inspectors.",
        "Kigali denied that its troops had crossed the river.",
        "The rebels rejected a truce.",
        "Egypt's army said the report was true.",
        "Seoul called the launch a provocation.",
        "The minister called the report a wake-up call.",
    ],
)
def test_what_denies_nothing_told_before_is_no_such_denial(text: str) -> None:
    doc = read(text)
    assert not denials(doc, views(doc))


def test_the_deniers_own_doing_is_denied_and_stands_as_alleged_too() -> None:
    doc = read("Sudan said Ethiopian troops had crossed the border. Kenyan troops held a drill. Ethiopia denied it.")
    crossed = told(doc, 1, ClaimType.INCURSION, ("ET",), target=("SD",))
    held = told(doc, 2, ClaimType.DEPLOYMENT, ("KE",))
    *kept, denied = with_denials(reading(doc), (crossed, held))
    assert kept == [crossed, held]
    assert (denied.type, denied.status, denied.actor, denied.target) == (ClaimType.INCURSION, Status.DENIED, ("ET",), ("SD",))
    assert denied.quotes == ("Ethiopia denied it.",)
    assert [s.party for s in denied.source] == ["ET"]
    assert [doc.story.cut(s) for s in dict(denied.spans)["source"]] == ["Ethiopia"]
    assert denied.confidence == round(SHARE * 0.5, 4)


def test_a_charge_told_in_the_sentence_is_what_is_denied_there() -> None:
    doc = read("Iran sent rockets to the Houthis. Kyiv says Iran sends drones to Russia, which Tehran denies.")
    rockets = told(doc, 1, ClaimType.ARMS_TRANSFER, ("IR",), target=("houthis",))
    drones = told(doc, 2, ClaimType.ARMS_TRANSFER, ("IR",), target=("RU",))
    (denied,) = set(with_denials(reading(doc), (rockets, drones))) - {rockets, drones}
    assert denied.target == ("RU",)
    assert set(with_denials(reading(doc), (rockets,))) == {rockets}


def test_what_another_did_is_not_denied() -> None:
    doc = read("Kenyan troops crossed into Somalia. Ethiopia denied the report.")
    crossed = told(doc, 1, ClaimType.INCURSION, ("KE",), target=("SO",))
    assert with_denials(reading(doc), (crossed,)) == (crossed,)


def test_the_side_that_is_said_to_have_been_hit_may_deny_it() -> None:
    doc = read("The rebels said they had taken the town from the army. Sudan denied the claim.")
    taken = told(doc, 1, ClaimType.GROUND_COMBAT, ("rapid_support_forces",), target=("SD",))
    assert [c.status for c in with_denials(reading(doc), (taken,))] == [Status.ALLEGED, Status.DENIED]


def test_a_denial_that_is_told_already_is_not_told_twice() -> None:
    doc = read("Sudan said Ethiopian troops had crossed the border. Ethiopia denied it.")
    crossed = told(doc, 1, ClaimType.INCURSION, ("ET",))
    both = with_denials(reading(doc), (crossed,))
    assert with_denials(reading(doc), both) == both


def test_what_was_too_unsure_to_be_told_is_denied_if_it_was_the_deniers_doing() -> None:
    doc = read("Sudan said Ethiopian troops had crossed the border. Ethiopia denied it.")
    crossed = told(doc, 1, ClaimType.INCURSION, ("ET",))
    assert [c.status for c in with_denials(replace(reading(doc), loose=lambda: (crossed,)), ())] == [Status.DENIED]
    other = told(doc, 1, ClaimType.INCURSION, ("KE",))
    assert with_denials(replace(reading(doc), loose=lambda: (other,)), ()) == ()


def test_a_threat_or_a_drill_is_not_denied_by_a_denial_of_something_else() -> None:
    doc = read("Iran warned that it would fire on warships. Tehran denied the accusation.")
    warned = told(doc, 1, ClaimType.THREAT, ("IR",))
    assert with_denials(reading(doc), (warned,)) == (warned,)


@pytest.mark.parametrize(
    ("text", "kind", "accuser", "denier"),
    [
        ("Congo accuses Rwanda of supplying rebels with guns; Rwanda denies it.", ClaimType.ARMS_TRANSFER, "CD", "RW"),
        ("Kenya accused Uganda of arming the rebels. Uganda denied the charge.", ClaimType.ARMS_TRANSFER, "KE", "UG"),
        ("Egypt accused Sudan of bombing a convoy, which Sudan denies.", ClaimType.STRIKE, "EG", "SD"),
        ("Egypt accuses Sudanese drone of striking a convoy; Khartoum denies.", ClaimType.STRIKE, "EG", "SD"),
        ("Kenya says Ugandan jets violated its airspace. Uganda denied the accusation.", ClaimType.INCURSION, "KE", "UG"),
    ],
)
def test_a_charge_and_its_denial_read_as_one_denial_are_two_claims(text: str, kind: ClaimType, accuser: str, denier: str) -> None:
    doc = read(text)
    last = doc.sentences[-1].said
    one = Claim(kind, Status.DENIED, (last,), (doc.story.cut(last),), actor=(denier,), confidence=0.5)
    told = {c.status: c for c in with_denials(reading(doc), (one,))}
    assert told.keys() == {Status.ALLEGED, Status.DENIED}
    assert [s.party for s in told[Status.ALLEGED].source] == [accuser]
    assert [s.party for s in told[Status.DENIED].source] == [denier]
    assert all(q in text for c in told.values() for q in c.quotes)


def test_a_denial_of_a_denial_has_no_charge() -> None:
    doc = read("Russia denied bombing the town. Moscow called the claim a lie.")
    one = told(doc, 2, ClaimType.STRIKE, ("RU",))
    denied = Claim(one.type, Status.DENIED, one.evidence, one.quotes, actor=("RU",), confidence=0.5)
    assert [c.status for c in with_denials(reading(doc), (denied,))] == [Status.DENIED]


@pytest.mark.parametrize(
    "text",
    [
        "Russia says it did not bomb the town; Moscow denies the claim.",
        "Russia denies bombing the town; Moscow denies it again.",
        "Russia bombed the town. Moscow denied the report.",
    ],
)
def test_a_denial_without_a_charge_by_another_stays_one(text: str) -> None:
    doc = read(text)
    last = doc.sentences[-1].said
    denied = Claim(ClaimType.STRIKE, Status.DENIED, (last,), (doc.story.cut(last),), actor=("RU",), confidence=0.5)
    assert [c.status for c in with_denials(reading(doc), (denied,))] == [Status.DENIED]


@pytest.mark.parametrize(
    ("title", "accuser", "denier"),
    [
        ("Congo accuses Rwanda of supplying M23 with guns; Rwanda denies it", "CD", "RW"),
        ("Egypt says Sudan bombed convoy of trucks, which Sudan denies", "EG", "SD"),
    ],
)
def test_a_headline_of_a_charge_and_its_denial_is_read_as_both(title: str, accuser: str, denier: str) -> None:
    claims = reader().claims(Story("s", title, "", datetime(2024, 5, 10, tzinfo=UTC)))
    assert {(c.status, c.actor, tuple(s.party for s in c.source)) for c in claims} == {
        (Status.ALLEGED, (denier,), (accuser,)),
        (Status.DENIED, (denier,), (denier,)),
    }


def test_who_only_denies_it_is_no_sayer_of_the_charge() -> None:
    doc = read("Baku said Armenian troops shelled a village. Armenia called the statement disinformation.")
    both = tuple(Speaker(None, p, party=p) for p in ("AZ", "AM"))
    said = tuple(s.said for s in doc.sentences[1:])
    claim = Claim(ClaimType.STRIKE, Status.ALLEGED, said, (), actor=("AM",), source=both, confidence=0.5)
    charge, denial = with_denials(reading(doc), (claim,))
    assert [s.party for s in charge.source] == ["AZ"]
    assert (denial.status, [s.party for s in denial.source]) == (Status.DENIED, ["AM"])


def test_the_same_side_denies_once() -> None:
    doc = read("Baku accused Armenia of shelling a village, which Yerevan denies. Armenia called the statement a lie.")
    charge = told(doc, 1, ClaimType.STRIKE, ("AM",))
    assert [c.status for c in with_denials(reading(doc), (charge,))] == [Status.ALLEGED, Status.DENIED]


def test_what_a_denial_denies_is_charged_by_nobody() -> None:
    doc = read("Chad denied a strike killed fifty in Abeche. A spokesman called the report fabricated.")
    found = [d for d in denials(doc, views(doc)) if d.sentence == 2]
    assert found
    assert not any(t.sentence == 1 and t.type is ClaimType.STRIKE for d in found for t in d.told)


def test_to_keep_something_from_somebody_denies_nothing() -> None:
    doc = doc_from("Oman imposed sanctions on Yemen. It wants to deny it all paths to a nuclear weapon.")
    assert reading(doc).denials == ()


def test_to_deny_it_at_some_time_is_a_denial() -> None:
    doc = doc_from("Oman shelled a town in Yemen, Peru said. Oman denied it last week.")
    assert len(reading(doc).denials) == 1


def test_what_is_rejected_of_another_is_no_denial_of_what_was_told_before() -> None:
    doc = doc_from("Oman has troops in Yemen. Oman's minister rejected Peru's claim that the rebels had been beaten.")
    assert reading(doc).denials == ()
