"""Which words tell of days: the patterns, each with what it stands for."""

from __future__ import annotations

import re
from datetime import timedelta

from bot.extract.days import parts as p
from bot.extract.days import values as v
from bot.extract.days.calendar import months_from, part_of, week_of, weekend_of, year_days
from bot.extract.days.outlook import Resolve
from bot.extract.days.values import NTH
from bot.model import Days

_MONTH = (
    r"(?P<month>January|Jan\.?|February|Feb\.?|March|Mar\.|April|Apr\.?|May|June|Jun\.?|July|Jul\.?|August|Aug\.?|"
    r"September|Sept?\.?|October|Oct\.?|"
    r"November|Nov\.?|December|Dec\.?|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)(?![A-Za-z])"
)
_MONTH2 = _MONTH.replace("?P<month>", "?P<month2>")
_WEEKDAY = r"(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)s?"
_WEEKDAY2 = _WEEKDAY.replace("?P<weekday>", "?P<weekday2>")
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_NUM = r"(?P<num>\d{1,3}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|few|a few|couple of|a couple of)"
_UNIT = r"(?P<unit>day|week|month|year)s?"


def _rule(pattern: str, resolve: Resolve, flags: int = re.IGNORECASE) -> tuple[re.Pattern[str], Resolve]:
    return re.compile(pattern, flags), resolve


_YEAR_IN = rf"(?:,?\s(?:of\s)?{_YEAR})"
# The longer expression stands before the shorter that it holds. Months and weekdays are written with a capital: no IGNORECASE there.
RULES: tuple[tuple[re.Pattern[str], Resolve], ...] = (
    _rule(r"\b(?P<year>20\d\d|19\d\d)-(?P<mm>\d\d)-(?P<dd>\d\d)\b", v.numeric),
    _rule(r"(?<![\d/.])(?P<low>[0-3]?\d)(?P<mark>[/.])(?P<high>[0-3]?\d)(?P=mark)(?P<year>20\d\d)\b", p.in_figures),
    _rule(
        rf"\b(?:(?:[Ii]n|[Dd]uring|[Oo]ver|[Bb]y)\s)?the\s(?P<part>first|opening|last|final)\s(?P<span>week|days)\sof\s{_MONTH}(?:,?\s{_YEAR})?",
        p.in_month,
        0,
    ),
    _rule(
        rf"\b(?:in |during |by )?the (?P<part>first|second) half of (?:{_YEAR}|(?P<which>this|next|last) year|the year)\b",
        p.half,
    ),
    _rule(
        rf"\b{_MONTH}\s{_DAY}\s?(?:-|to|and|through|until)\s?(?:{_MONTH2}\s)?(?P<day2>\d{{1,2}})\b(?!\s(?:people|per|were|"
        rf"soldiers))(?:,?\s{_YEAR})?",
        v.month_day,
        0,
    ),
    _rule(rf"\b{_DAY}(?:\s?(?:-|to|and)\s?(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?)?(?:\sof)?\s{_MONTH}(?:,?\s{_YEAR})?", v.month_day, 0),
    _rule(rf"\b{_MONTH}\s{_DAY}\b(?!,\d{{3}}\b|\s?(?:percent|people|%))(?:,?\s{_YEAR}\b)?", v.month_day, 0),
    _rule(rf"\b(?:(?P<which>[Ee]arly|[Ll]ate|[Mm]id)(?:\s|-))(?:in\s)?{_MONTH}{_YEAR_IN}?", v.month_only, 0),
    _rule(rf"\b(?P<which>[Ll]ast|[Nn]ext|[Tt]his)\s{_MONTH}\b(?:,?\s{_YEAR}\b)?", v.month_only, 0),
    _rule(rf"\b{_MONTH}{_YEAR_IN}\b", v.month_only, 0),
    _rule(
        rf"\b(?:[Ii]n|[Ff]rom|[Bb]y|[Uu]ntil|[Oo]f|[Dd]uring|[Tt]hrough|[Bb]etween|"
        rf"[Bb]efore|[Aa]fter|[Ee]nd of|(?:end|beginning|start|middle) of|back in)\s{_MONTH}\b",
        v.month_only,
        0,
    ),
    _rule(rf"\b(?!May\b|March\b|MAY\b|MARCH\b){_MONTH}(?='s\b|\s(?:of\s)?(?:last|this|next)\syear|\s[a-z]|[,.])", v.month_only, 0),
    _rule(rf"\b{_MONTH}(?='s\s|\s(?:of\s)?(?:last|this|next)\syear)", v.month_only, 0),
    _rule(rf"\bovernight(?:\s(?:on\s)?(?P<into>into\s)?{_WEEKDAY}(?:\s(?:to|into|and)\s{_WEEKDAY2})?)?", v.overnight),
    _rule(
        rf"\b(?:(?:between|from)\s)?{_WEEKDAY}(?:\s(?:morning|night|evening|afternoon))?\s?(?:and|to|through|or|"
        rf"-)\s?(?:on\s)?{_WEEKDAY2}\b",
        v.weekdays,
        0,
    ),
    _rule(
        rf"\b(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his|[Cc]oming|[Pp]revious)\s|[Oo]n\s|[Ll]ate\s(?:on\s)?|[Ee]arly\s(?:on\s)?)?{_WEEKDAY}\b",
        v.weekday,
        0,
    ),
    _rule(rf"\b(?:for )?(?:a|the|its|their)\s(?P<nth>{'|'.join(NTH)})\s(?:straight |consecutive |successive )?day\b", v.nth_day),
    _rule(rf"\bfor\s{_NUM}\s(?:straight|consecutive|successive)\sdays\b", v.straight),
    _rule(r"\b(?:during|through|throughout) the night\b(?! of)", v.overnight),
    _rule(r"\b(?:the )?(?:last|past|previous) (?P<hours>24|36|48|72) hours\b", v.hours),
    _rule(rf"\b(?:through|until|till) the end of (?:the month|{_MONTH})", v.to_end),
    _rule(r"\b(?:a|the) week of\b", lambda _m, n: Days(n.day - timedelta(7), n.day)),
    _rule(r"\b(?:the )?day before yesterday\b", v.relative(-2)),
    _rule(r"\bthe night before last\b", lambda _m, n: Days(n.day - timedelta(2), n.day - timedelta(1))),
    _rule(r"\byesterday\b|\blast night\b", v.relative(-1)),
    _rule(r"\b(?:earlier )?(?:today|tonight|this (?:morning|afternoon|evening))\b|\bearlier in the day\b", v.relative(0)),
    _rule(r"\btomorrow\b", v.relative(1)),
    _rule(
        r"\b(?:(?:over|at|on|during|this|in|last|this past) (?:the )?(?:past |last )?)weekend\b",
        lambda _m, n: weekend_of(n.day, 0 if n.day.weekday() >= 5 or n.ahead() else -1),
    ),
    _rule(r"\bweek before last\b", v.shifted(week_of, -2)),
    _rule(r"\b(?:last|the previous) week\b", v.week_back),
    _rule(r"\b(?:earlier )?(?:this|in the) week\b", v.this_week),
    _rule(r"\bnext week\b", v.shifted(week_of, 1)),
    _rule(
        rf"\b(?:in |during |over |for |within |throughout )?(?:the )?(?:past|last|previous(?=\s(?:\d|two|three|four|five|few|several))) "
        rf"(?:{_NUM}\s)?{_UNIT}\b(?<!last year)(?<!last month)(?<!last week)",
        v.past,
    ),
    _rule(r"\blast month\b", v.shifted(months_from, -1)),
    _rule(r"\bearlier this month\b", v.this(lambda d: months_from(d, 0))),
    _rule(r"\b(?P<which>early|late|mid)[\s-]this month\b", lambda m, n: part_of(months_from(n.day, 0), m["which"].lower())),
    _rule(r"\bthis month\b", v.shifted(months_from, 0)),
    _rule(r"\bnext month\b", v.shifted(months_from, 1)),
    _rule(r"\b(?P<which>early|late|mid)[\s-](?:last year)\b", lambda m, n: part_of(year_days(n.day.year - 1), m["which"].lower())),
    _rule(r"\blast year\b", v.shifted(v.years, -1)),
    _rule(r"\b(?:earlier )?this year\b", v.this(lambda d: year_days(d.year))),
    _rule(r"\b(?:early |late )?next year\b", v.shifted(v.years, 1)),
    _rule(rf"\b(?:about |nearly |almost |more than |less than |just |over |some )?{_NUM}\s{_UNIT}\sago(?P<exact>\stoday)?\b", v.ago),
    _rule(rf"\b{_NUM}\s{_UNIT}\s(?P<way>earlier|later|before|after|previously)\b", v.earlier),
    _rule(r"\bthe (?:previous|day before) day\b|\bthe day before\b|\bthe previous day\b|\ba day after\b", v.from_last(-1)),
    _rule(r"\b(?:the )?(?:next|following) (?:day|morning)\b|\bthe day after\b", v.from_last(1)),
    _rule(r"\b(?:the )?(?:following|next) month\b", v.month_from_last(1)),
    _rule(r"\b(?:the )?previous month\b", v.month_from_last(-1)),
    _rule(r"\b(?:on )?(?:the )?same day\b|\bthat (?:day|month|year)\b", v.same),
    _rule(rf"\b(?:in )?(?:the )?(?P<nth>first|second|third|fourth|last) quarter(?:{_YEAR_IN}| of this year)?", v.quarter),
    _rule(
        rf"\b(?:in )?(?:the )?first (?P<num>two|three|four|five|six|seven|eight|nine|ten|eleven) "
        rf"months(?: of)?(?:\s{_YEAR}| this year| of the year)?",
        v.first_months,
    ),
    _rule(r"\b(?:fiscal(?: year)?|FY)[\s-]?(?P<fy>20\d\d|\d\d)\b", v.fiscal_year),
    _rule(
        rf"\b(?:(?P<which>last|this|next|in|the)\s)+(?P<season>spring|summer|autumn|fall|"
        rf"winter)(?:(?:\sof)?\s{_YEAR})?\b(?!\s(?:of|in)\s(?!20|19))",
        v.season,
    ),
    _rule(
        rf"(?<![\w$.,-])(?:(?:in|between|from|during)\s)?{_YEAR}(?:\s?-\s?|\sto\s|\sand\s)(?P<year2>\d{{4}}|\d\d)\b(?!\s(?:people|troops))",
        v.year_range,
    ),
    _rule(
        rf"(?<![\w$.,-])(?:(?:in|of|by|during|from|until|(?P<which>early|late|mid))[\s-](?:of\s)?)?{_YEAR}(?![\w%]|,\d|"
        rf"\.\d|-\d|\s(?:people|troops|soldiers|miles|km|missiles|tanks|fighters|times|meters|feet|tons))",
        v.year,
    ),
    _rule(r"\b(?:in |since |during |of )?(?:the )?(?:(?P<which>early|late|mid)[\s-])?(?P<decade>(?:19|20)\d0)s\b", v.decade),
    _rule(r"\b(?:in )?(?:recent|coming) (?:days|weeks|months|years)\b", v.none),
)
