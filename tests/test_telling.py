"""Which sentence of its evidence a claim is quoted by."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from fakes.sentence import extractor
from test_decode import DOC, NL, SD, cell, mention

from bot.extract.candidates import Kind
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


def colour(text: str) -> tuple[str | None, str]:
    """What a claim is quoted by whose evidence is two sentences, the first the surer by far, and that first one."""
    doc = extractor().read(Story("s", "", text, NOON))[0]
    named = {m.ids[0]: (i, m.sentence) for i, m in enumerate(doc.mentions) if m.kind is Kind.PARTY and m.ids}
    evidence = tuple(s.said for s in doc.sentences if s.text)[:2]
    first = min(s.index for s in doc.sentences if s.said == evidence[0])
    sides = {"actor": "NO", "target": "TD"}
    pools = {role: Pool(key, 0.9, named[key][0]) for role, key in sides.items() if key in named}
    here = {at: {r: (p,) for r, p in pools.items() if doc.mentions[p.mention].sentence == at} for at in (first, first + 1)}
    cells = [cell(at, score=score, **roles) for (at, roles), score in zip(here.items(), (0.9, 0.2), strict=True)]
    span = telling(doc, units(cells), values(**pools), evidence)
    return (doc.story.cut(span) if span else None), doc.story.cut(evidence[0])


@pytest.mark.parametrize(
    "text",
    [
        "Nobody had slept. Norway bombed a depot in Chad.",
        "“You have made us proud,” the general said. Norway shelled Chad.",
        "It was the loudest night in years. Norwegian jets struck Chad on Monday.",
    ],
)
def test_a_sentence_without_a_word_for_the_event_yields_to_one_that_names_more(text: str) -> None:
    said, first = colour(text)
    assert said is not None
    assert said != first


@pytest.mark.parametrize(
    "text",
    [
        "The depot was bombed. Norway struck Chad on Monday.",
        "Norway wants to be rid of Chad. It was the loudest night in years.",
    ],
)
def test_a_first_sentence_that_tells_the_event_or_as_much_of_it_stays(text: str) -> None:
    said, first = colour(text)
    assert said == first


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
