"""Which sentence of its evidence a claim is quoted by."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from test_decode import DOC, NL, SD, cell, mention

from bot.extract.decode.slots import Value
from bot.extract.decode.telling import telling
from bot.extract.decode.units import units
from bot.extract.scorers import Pool
from bot.model import Claim, ClaimType, Span, Status, Story

TITLE, SENTENCE = DOC.sentences[0].said, DOC.sentences[1].said
NOON = datetime(2031, 5, 6, 12, tzinfo=UTC)


def values(**found: Pool) -> dict[str, list[Value]]:
    return {role: [Value(pool.key, pool.score, pool.mention)] for role, pool in found.items()}


def test_a_sentence_is_quoted_before_the_title() -> None:
    group = units([cell(0, actor=(NL,)), cell(1, actor=(NL,), target=(SD,))])
    assert telling(DOC, group, values(actor=NL, target=SD), (TITLE, SENTENCE)) == SENTENCE


def test_the_title_alone_is_quoted_where_nothing_else_tells_it() -> None:
    assert telling(DOC, units([cell(0, actor=(NL,))]), values(actor=NL), (TITLE,)) == TITLE
    assert telling(DOC, units([cell(0)]), {}, ()) is None


def test_the_title_is_quoted_where_it_alone_names_doer_and_target() -> None:
    named = next(i for i, m in enumerate(DOC.mentions) if m.sentence == 0)
    doer, hit = Pool("NL", 0.9, named), Pool("SD", 0.9, named)
    group = units([cell(0, actor=(doer,), target=(hit,)), cell(1)])
    assert telling(DOC, group, values(actor=doer, target=hit), (TITLE, SENTENCE)) == TITLE
    behind = units([cell(0, actor=(doer,), target=(hit,)), cell(1, actor=(NL,))])
    assert telling(DOC, behind, values(actor=doer, target=hit), (TITLE, SENTENCE)) == SENTENCE, "the sentence names the doer too"


def test_a_later_sentence_is_quoted_only_where_it_tells_far_more() -> None:
    later = DOC.sentences[2].said
    full = cell(2, actor=(replace(NL, mention=mention("Norland")),), target=(SD,))
    assert telling(DOC, units([cell(1, score=0.9, actor=(NL,)), full]), values(actor=NL, target=SD), (SENTENCE, later)) == later
    nearly = cell(2, score=0.9, actor=(NL,))
    assert telling(DOC, units([cell(1, score=0.8, actor=(NL,)), nearly]), values(actor=NL), (SENTENCE, later)) == SENTENCE


@pytest.mark.parametrize(
    ("told", "said"),
    [(None, "Two were hurt."), (Span(0, 9), "A title x"), (Span(10, 24), "Two were hurt."), (Span(40, 50), "Two were hurt.")],
)
def test_what_a_claim_is_quoted_by(told: Span | None, said: str) -> None:
    story = Story("s", "A title x", "Two were hurt. More came.", NOON)
    spans = (Span(0, 9), Span(10, 24))
    claim = Claim(ClaimType.STRIKE, Status.ASSERTED, spans, ("A title x", "Two were hurt."), told=told)
    assert claim.said(story.title) == said


def test_a_claim_without_evidence_says_nothing() -> None:
    assert Claim(ClaimType.STRIKE, Status.ASSERTED, (), ()).said("A title") == ""
