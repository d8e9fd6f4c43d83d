"""Days told in words, against a Wednesday: 2022-11-02."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.extract.days import days

TODAY = date(2022, 11, 2)


def told(text, today=TODAY):
    return [(t.days.start.isoformat(), t.days.end.isoformat()) for t in days(text, today) if t.days]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("It fired missiles on Wednesday.", "2022-11-02", "2022-11-02"),
        ("It fired missiles on Monday.", "2022-10-31", "2022-10-31"),
        ("He said on Thursday that it fired missiles.", "2022-10-27", "2022-10-27"),
        ("The drills will begin on Friday.", "2022-11-04", "2022-11-04"),
        ("They struck overnight.", "2022-11-01", "2022-11-02"),
        ("They struck yesterday.", "2022-11-01", "2022-11-01"),
        ("They struck last week.", "2022-10-24", "2022-10-30"),
        ("They struck last month.", "2022-10-01", "2022-10-31"),
        ("They struck last year.", "2021-01-01", "2021-12-31"),
        ("The test in September failed.", "2022-09-01", "2022-09-30"),
        ("The test in December failed.", "2021-12-01", "2021-12-31"),
        ("They attacked on Oct. 7.", "2022-10-07", "2022-10-07"),
        ("They attacked on 7 October 2021.", "2021-10-07", "2021-10-07"),
        ("The pact of 2018 ended.", "2018-01-01", "2018-12-31"),
        ("In early June they attacked.", "2022-06-01", "2022-06-10"),
        ("They attacked two days ago.", "2022-10-31", "2022-10-31"),
        ("They attacked a month ago.", "2022-10-01", "2022-10-31"),
        ("The first quarter of 2022 was bloody.", "2022-01-01", "2022-03-31"),
        ("The plan for fiscal 2023 stands.", "2022-10-01", "2023-09-30"),
        ("On Monday and Tuesday they fired.", "2022-10-31", "2022-11-01"),
        ("Drills run from Oct. 31 to Nov. 4.", "2022-10-31", "2022-11-04"),
        ("It was the fourth test in the last two days.", "2022-11-01", "2022-11-02"),
        ("At the weekend they struck.", "2022-10-29", "2022-10-30"),
        ("It happened on 2022-09-05.", "2022-09-05", "2022-09-05"),
        ("SEPTEMBER 28, 2018 - The navy ordered ships.", "2018-09-28", "2018-09-28"),
        ("LONDON, 4 OCTOBER 2022: It sent tanks.", "2022-10-04", "2022-10-04"),
        ("JUNE 2021: Raids went on.", "2021-06-01", "2021-06-30"),
        ("They struck during the night.", "2022-11-01", "2022-11-02"),
        ("They have shelled the town for four straight days.", "2022-10-30", "2022-11-02"),
        ("It struck between Sept. 10 and Feb. 2.", "2022-09-10", "2023-02-02"),
        ("Ninety have died since the assault began early on Friday.", "2022-10-28", "2022-11-02"),
        ("Thousands have died since the group took up arms against the state in 1984.", "1984-01-01", "2022-11-02"),
        ("In the first week of October they struck.", "2022-10-01", "2022-10-07"),
        ("In the last days of September they struck.", "2022-09-21", "2022-09-30"),
        ("Delivery begins in the second half of 2024.", "2024-07-01", "2024-12-31"),
        ("It is due in the first half of next year.", "2023-01-01", "2023-06-30"),
        ("They struck the night before last.", "2022-10-31", "2022-11-01"),
        ("The notice of 27/10/2022 was short.", "2022-10-27", "2022-10-27"),
        ("The notice of 10/27/2022 was short.", "2022-10-27", "2022-10-27"),
        ("The war, which began in April 2021, has killed thousands.", "2021-04-01", "2022-11-02"),
    ],
)
def test_an_expression_gives_its_days(text, start, end):
    assert (start, end) in told(text)


@pytest.mark.parametrize("text", ["Three days later they left.", "The notice of 04/05/2022 was short."])
def test_what_may_be_any_day_is_none(text):
    assert told(text) == []


def test_since_runs_to_today_beside_the_day_itself():
    assert {("2022-02-01", "2022-02-28"), ("2022-02-01", "2022-11-02")} <= set(told("Since February it has sent arms."))


def test_a_day_since_which_nothing_happened_is_that_day_alone():
    assert told("It was the first strike since Oct. 7, when it hit a port.") == [("2022-10-07", "2022-10-07")]


def test_what_began_and_is_not_said_to_go_on_has_its_day():
    assert told("The war, which began in April 2021, ended in a truce.") == [("2021-04-01", "2021-04-30")]


def test_a_beginning_and_an_end_make_a_range():
    assert ("2022-10-31", "2022-11-04") in told("The manoeuvres began on Oct. 31 and will go on through Nov. 4.")


def test_a_day_may_be_told_from_another():
    assert ("2022-09-30", "2022-09-30") in told("On Oct. 1 it fired again, the previous day it fired two.")


@pytest.mark.parametrize(
    "text", ["in recent weeks", "It may march on.", "There may be war.", "1,984 shells", "the 2,000 troops", "the fall of Goma"]
)
def test_what_tells_no_day_gives_none(text):
    assert told(text) == []


@pytest.mark.parametrize("text", ["Feb. 30", "99 years ago, 2022-13-45", "April 31, 2022"])
def test_impossible_days_do_no_harm(text):
    list(days(f"It was on {text}.", TODAY))


@given(st.text(alphabet="0123456789 MondayOctbersilwk-,.", max_size=80), st.dates(date(1970, 1, 1), date(2100, 1, 1)))
def test_days_never_run_backwards(text, today):
    assert all(t.days.start <= t.days.end for t in days(text, today) if t.days)


@pytest.mark.parametrize(
    ("before", "text", "start"),
    [
        ("The launch was its ninth this year.", "It came a week after the army fired rockets.", ["2022-10-26"]),
        ("The drill ended on Oct. 20.", "Two days later the ships left.", ["2022-10-22"]),
        ("The drill was held in March.", "Two days later the ships left.", []),
        ("It tested two this year.", "The next day the ships left.", []),
    ],
)
def test_days_are_counted_from_a_day_and_not_from_a_month_or_a_year(before, text, start):
    last = next(t.days for t in days(before, TODAY) if t.days)
    assert [t.days.start.isoformat() for t in days(text, TODAY, last) if t.days] == start


@pytest.mark.parametrize("text", ["TROOPS MARCH, AND MORE MAY FOLLOW.", "JETS MAY, 5 OFFICERS SAY, RETURN."])
def test_a_verb_in_capitals_is_no_month(text):
    assert not told(text)
