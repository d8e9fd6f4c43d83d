from dataclasses import replace

import pytest
from fakes.merging import claim, moment

from bot.alert.quotes import quote_of, tellers
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


HOSPITAL, ARMY = "Hospitals in Sidon counted nine dead, Lebanon's doctors said.", "Israel's army said it had hit a depot."


def told_by(*parties, toll="nine dead", sentences=(HOSPITAL, ARMY)):
    story = Story(id="s", title="", text=" ".join(sentences), published=moment("2031-05-06T12:00:00+00:00"))
    spans = tuple(Span(start := story.full.index(one), start + len(one)) for one in sentences)
    orgs = {"LB": "Lebanon's doctors", "IL": "Israel's army", "": "rescuers"}
    made = claim(story, "strike", source=[{"org": orgs[party], "party": party} for party in parties], killed=(9, 9))
    start = story.full.find(toll)
    counted = (("casualties", (Span(start, start + len(toll)),)),) if toll else ()
    return [speaker.party for speaker in tellers(replace(made, evidence=spans, quotes=sentences, spans=counted))]


@pytest.mark.parametrize("parties", [("LB", "IL"), ("IL", "LB")])
@pytest.mark.parametrize("toll", ["nine", "nine dead", "dead"])
def test_a_toll_stands_by_the_side_that_gave_it(parties, toll):
    assert told_by(*parties, toll=toll) == ["LB"]


@pytest.mark.parametrize(
    ("parties", "told", "kept"),
    [
        (("LB", "IL"), {"toll": ""}, ["LB", "IL"]),  # no toll
        (("LB", ""), {}, ["LB", ""]),  # of no side
        (("LB", "IL"), {"sentences": (f"{HOSPITAL[:-1]}, and {ARMY}",)}, ["LB", "IL"]),  # in one breath
        (("IL",), {}, ["IL"]),
    ],
)
def test_who_else_speaks_stays_where_nobody_else_gave_the_toll(parties, told, kept):
    assert told_by(*parties, **told) == kept
