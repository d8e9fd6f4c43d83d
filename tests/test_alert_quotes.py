from dataclasses import replace

import pytest
from fakes.merging import claim, moment

from bot.alert.quotes import quote_of
from bot.merge import report_of
from bot.model import Span, Story

TITLE, FIRST, ADDS = "Oslo ships howitzers", "Norway shipped twelve howitzers on Monday.", "It also sent spare barrels."


def quoted(*sentences, told=None):
    story = Story(id="s", title=TITLE, text=f"{FIRST} {ADDS} Later it said more.", published=moment("2031-05-06T12:00:00+00:00"))
    spans = [Span(start := story.full.index(one), start + len(one)) for one in sentences]
    made = replace(claim(story, "arms_transfer"), evidence=tuple(spans), quotes=sentences)
    best = spans[sentences.index(told)] if told else None
    return quote_of(report_of(story, replace(made, told=best), 0, None, story.published))


@pytest.mark.parametrize(
    ("sentences", "quote"),
    [((FIRST, ADDS), FIRST), ((TITLE, FIRST, ADDS), FIRST), ((TITLE, ADDS), TITLE)],
)
def test_what_only_adds_gives_way_to_what_it_adds_to(sentences, quote):
    assert quoted(*sentences, told=ADDS) == quote


@pytest.mark.parametrize(("sentences", "quote"), [((ADDS,), ADDS), ((ADDS, "Later it said more."), ADDS)])
def test_it_stays_where_nothing_stands_before_it(sentences, quote):
    assert quoted(*sentences, told=ADDS) == quote


def test_any_other_sentence_stays():
    assert quoted(TITLE, FIRST, told=FIRST) == FIRST
    assert quoted(FIRST, "Later it said more.", told="Later it said more.") == "Later it said more."


@pytest.mark.parametrize("more", ["Norway shipped shells and has also sent barrels.", "Norway, which also sent barrels, shipped shells."])
def test_a_second_thing_in_one_sentence_is_news_of_its_own(more):
    story = Story(id="s", title=TITLE, text=f"{FIRST} {more}", published=moment("2031-05-06T12:00:00+00:00"))
    spans = tuple(Span(start := story.full.index(one), start + len(one)) for one in (FIRST, more))
    made = replace(claim(story, "arms_transfer"), evidence=spans, quotes=(FIRST, more), told=spans[1])
    assert quote_of(report_of(story, made, 0, None, story.published)) == more


NAMES, COLOUR = "Norway sank a Danish ferry off Bergen with a sea drone.", "The Freja was hit at noon, the agency added."


@pytest.mark.parametrize(
    ("colour", "named", "quote"),
    [
        (COLOUR, ("actor", "target", "item"), NAMES),
        (COLOUR, ("actor", "item"), NAMES),
        ("A group claimed responsibility.", ("casualties", "target"), NAMES),
        (COLOUR, ("item",), COLOUR),
        ("The ferry was hit at noon by Norway.", ("actor", "target", "item"), "The ferry was hit at noon by Norway."),
    ],
)
def test_a_sentence_that_names_nothing_of_the_claim_gives_way_to_one_that_names_more(colour, named, quote):
    story = Story(id="s", title=TITLE, text=f"{NAMES} {colour}", published=moment("2031-05-06T12:00:00+00:00"))
    spans = tuple(Span(start := story.full.index(one), start + len(one)) for one in (NAMES, colour))
    slots = tuple((slot, (Span(spans[0].start, spans[0].start + 6),)) for slot in named)
    made = replace(claim(story, "strike", actor=["NO"]), evidence=spans, quotes=(NAMES, colour), told=spans[1], spans=slots)
    assert quote_of(report_of(story, made, 0, None, story.published)) == quote


def test_a_quote_stands_without_its_dateline():
    story = Story(id="s", title=TITLE, text=f"OSLO (Reuters) - {FIRST}", published=moment("2031-05-06T12:00:00+00:00"))
    made = claim(story, "arms_transfer", quote=story.text)
    assert quote_of(report_of(story, made, 0, None, story.published)) == FIRST
