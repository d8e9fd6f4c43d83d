"""One claim per event and status in a story; what one sentence leaves open another fills."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.extract.candidates import Doc, Kind, Mention, Sentence, Zone
from bot.extract.discourse import kin, merge_proposals, settled
from bot.extract.proposal import Filler, Proposal
from bot.model import Amount, Category, ClaimType, Days, Status, Story

TITLE = "Iran sells drones to Sudan"
LINES = ("The deal was signed on Monday.", "Iran sold Sudan 40 drones, Kyiv said.", "Russia sold Mali tanks.", "Iran denied it.")


def doc() -> Doc:
    story = Story("s", TITLE, " ".join(LINES), datetime(2024, 5, 10, tzinfo=UTC))
    at, sentences = len(TITLE) + 1, [Sentence(0, 0, len(TITLE), TITLE, Zone.TITLE, 0)]
    for n, line in enumerate(LINES, 1):
        sentences.append(Sentence(n, at, at + len(line), line, Zone.BODY, 1, at))
        at += len(line) + 1
    days = Days(date(2024, 5, 6), date(2024, 5, 6))
    words = [
        ("Iran", 0, Kind.PARTY, {"ids": ("IR",)}),
        ("Sudan", 0, Kind.PARTY, {"ids": ("SD",)}),
        ("drones", 0, Kind.ITEM, {"ids": ("drone",)}),
        ("Monday", 1, Kind.DATE, {"days": days}),
        ("Iran", 2, Kind.PARTY, {"ids": ("IR",)}),
        ("Sudan", 2, Kind.PARTY, {"ids": ("SD",)}),
        ("40", 2, Kind.COUNT, {"amount": Amount(40, 40, "40")}),
        ("drones", 2, Kind.ITEM, {"ids": ("drone",)}),
        ("Kyiv", 2, Kind.PARTY, {"ids": ("UA",), "org": "Kyiv"}),
        ("Russia", 3, Kind.PARTY, {"ids": ("RU",)}),
        ("Mali", 3, Kind.PARTY, {"ids": ("ML",)}),
        ("tanks", 3, Kind.ITEM, {"ids": ("tank",)}),
        ("Iran", 4, Kind.PARTY, {"ids": ("IR",), "org": "Iran"}),
    ]
    return Doc(story, tuple(sentences), tuple(_mention(sentences[n], w, kind, n, more) for w, n, kind, more in words))


def _mention(sentence: Sentence, word: str, kind: Kind, number: int, more: dict) -> Mention:
    start = sentence.start + sentence.text.index(word)
    return Mention(kind, start, start + len(word), word, number, **more)


def told(sentence: int, status: Status = Status.ASSERTED, **roles: tuple[int, ...]) -> Proposal:
    held = tuple((name, tuple(Filler(i, 0.9, "test") for i in found)) for name, found in roles.items())
    return Proposal(sentence, ClaimType.ARMS_TRANSFER, status, held, 0.8, "test", importance=3 if sentence == 0 else 2)


def test_mentions_of_one_event_join_and_inherit_what_the_others_tell() -> None:
    claims = merge_proposals(
        doc(), [told(0, actor=(0,), target=(1,), item=(2,)), told(1, date=(3,)), told(2, actor=(4,), item=(7,), count=(6,), source=(8,))]
    )
    assert len(claims) == 1
    claim = claims[0]
    assert (claim.actor, claim.target, claim.importance) == (("IR",), ("SD",), 3)
    assert claim.item[0].quantity == Amount(40, 40, "40")
    assert claim.date == Days(date(2024, 5, 6), date(2024, 5, 6))
    assert claim.source[0].org == "Kyiv"
    assert claim.quotes == (TITLE, LINES[0], LINES[1])


def test_another_doer_is_another_event() -> None:
    claims = merge_proposals(doc(), [told(2, actor=(4,), item=(7,)), told(3, actor=(9,), target=(10,), item=(11,))])
    assert [c.actor for c in claims] == [("IR",), ("RU",)]


def test_an_event_and_its_denial_are_two_claims() -> None:
    claims = merge_proposals(doc(), [told(2, Status.ALLEGED, actor=(4,), source=(8,)), told(4, Status.DENIED, actor=(4,), source=(12,))])
    assert [c.status for c in claims] == [Status.ALLEGED, Status.DENIED]


def test_a_flat_title_is_alleged_when_the_story_names_who_says_it() -> None:
    claims = merge_proposals(doc(), [told(0, actor=(0,), item=(2,)), told(2, Status.ALLEGED, actor=(4,), item=(7,), source=(8,))])
    assert [c.status for c in claims] == [Status.ALLEGED]


def test_every_value_has_its_spans_and_every_quote_its_words() -> None:
    story = doc()
    for claim in merge_proposals(story, [told(0, actor=(0,), item=(2,)), told(3, actor=(9,), item=(11,))]):
        assert [story.story.cut(s) for s in claim.evidence] == list(claim.quotes)
        held = dict(claim.spans)
        assert {story.story.cut(s) for s in held["actor"]} <= {"Iran", "Russia"}


def test_nothing_proposed_gives_no_claim() -> None:
    assert merge_proposals(doc(), []) == ()


WHEN = date(2024, 5, 10)


@pytest.mark.parametrize(
    ("text", "status", "start", "end", "wanted"),
    [
        ("Monday", Status.PLANNED, date(2024, 5, 6), date(2024, 5, 6), date(2024, 5, 13)),
        ("last Monday", Status.PLANNED, date(2024, 5, 6), date(2024, 5, 6), date(2024, 5, 6)),
        ("Monday", Status.ASSERTED, date(2024, 5, 13), date(2024, 5, 13), date(2024, 5, 6)),
        ("in September", Status.DENIED, date(2024, 9, 1), date(2024, 9, 30), date(2023, 9, 1)),
        ("in June", Status.PLANNED, date(2024, 6, 1), date(2024, 6, 30), date(2024, 6, 1)),
        ("on May 3", Status.ASSERTED, date(2024, 5, 3), date(2024, 5, 3), date(2024, 5, 3)),
    ],
)
def test_what_is_planned_lies_ahead_and_what_is_done_behind(text: str, status: Status, start: date, end: date, wanted: date) -> None:
    mention = Mention(Kind.DATE, 0, len(text), text, 0, days=Days(start, end))
    assert settled(mention, status, WHEN).start == wanted


def test_a_missile_may_be_a_ballistic_one_but_no_tank() -> None:
    assert kin(Category.MISSILE, Category.BALLISTIC_MISSILE)
    assert kin(Category.TANK, Category.OTHER)
    assert not kin(Category.MISSILE, Category.TANK)
    assert not kin(Category.DRONE, Category.AIRCRAFT)
