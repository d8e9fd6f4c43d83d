"""Numbers with what they count: counts with their hedge, money, casualties, and the numbers that count nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from bot.extract.candidates import Kind
from bot.extract.numbers.money import sums
from bot.model import Amount, Casualties, Money

SENTENCES = 256  # whose numbers are remembered: a story is read twice, and its opening once more
ONES = dict(
    zip(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ],
        range(20),
        strict=True,
    )
)
TENS = dict(zip(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], range(20, 100, 10), strict=True))
SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
    "dozen": 12,
    "bn": 1_000_000_000,
    "mn": 1_000_000,
    "m": 1_000_000,
    "b": 1_000_000_000,
    "k": 1_000,
    "mln": 1_000_000,
    "bln": 1_000_000_000,
    "lakh": 100_000,
    "crore": 10_000_000,
}
_SPACES = "\u00a0\u2009\u202f"  # that part thousands: "3\u202f500 soldiers"; so does a common one before a word
_DIGITS = rf"\d{{1,3}}(?:[{_SPACES}]\d{{3}})+|[1-9]\d{{0,2}}(?: \d{{3}})+(?=\s[a-z])|\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?"
_PARTED = re.compile(rf"(?<=\d)[{_SPACES} ](?=\d{{3}}\b)")
_UNIT = "|".join(sorted((*ONES, *TENS), key=len, reverse=True))
_WORDS = rf"(?:{_UNIT})(?:[-\s](?:{_UNIT}))?(?:\s(?:hundred|thousand|million|billion)(?:\s(?:and\s)?(?:{_UNIT})(?:[-\s](?:{_UNIT}))?)?)*"
_SCALE = r"(?:\s?-?(?:hundred|thousand|million|billion|trillion|dozen|mln|bln|lakh|crore)\b|(?:bn|mn|m|b|k)\b)"
# "A hundred and four carbines", "one thousand two hundred"; no "a hundred two-man teams".
_REST = rf"(?:{_UNIT})(?:[-\s](?:{_UNIT}))?(?![-\w])"
_FURTHER = rf"(?:\s(?:and\s)?{_REST}(?:\shundred\b(?:\s(?:and\s)?{_REST})?)?)?"
NUMBER = (
    rf"(?:(?:{_DIGITS}){_SCALE}?|(?:a|one)\s(?:dozen\b|(?:hundred|thousand|million|billion)\b{_FURTHER})|half a dozen|half a million|"
    rf"(?:a )?quarter of a million|a couple(?: of)?|\b(?:{_WORDS})\b{_SCALE}?)"
)
# "Hand over 10,000 shells" and "took over 12 posts" count 10,000 and 12.
_GIVEN = "".join(
    rf"(?<!\b{verb} )" for verb in ("hand", "hands", "handed", "handing", "turn", "turned", "take", "took", "taken", "sign", "signed")
)
LOW = (
    rf"(?:at least|more than|{_GIVEN}over|no fewer than|no less than|not less than|upwards of|a minimum of|in excess of|above|"
    r"greater than|exceeding)"
)
HIGH = r"(?:up to|as many as|as much as|no more than|fewer than|less than|at most|not more than|a maximum of|under|below)"
NEAR = r"(?:about|around|some|nearly|almost|approximately|roughly|an estimated|estimated|close to|just over|circa|approx\.?|just under)"
_HEDGE = rf"(?P<hedge>{LOW}|{HIGH}|{NEAR})?\s*(?:another\s|an additional\s)?"
_ONE = rf"(?!(?:{'|'.join(TENS)})-(?:{'|'.join(ONES)})\b(?!\s(?:to|or)\b))"  # "thirty-one" is no range
_TWO = (
    rf"(?P<two>(?:between\s)(?P<from>{NUMBER})\s(?:and)\s(?P<until>{NUMBER})|"
    rf"{_ONE}(?P<from2>{NUMBER})\s?(?:-|to|or)\s?(?P<until2>{NUMBER}))"
)
COUNT = re.compile(rf"(?<![\w.,$€£¥-])(?:{_TWO}|{_HEDGE}(?P<one>{NUMBER}))(?![\w]|[.,]\d)", re.IGNORECASE)
FEW = 10  # below it "over" is no "more than": "in talks with Norland over three frigates"
NOBODY = re.compile(r"(?i)\bno[ -]one$")  # of "no one was hurt"
VAGUE = re.compile(
    r"\b(?:hundreds of thousands|tens of thousands|dozens|scores|hundreds|thousands|tens|millions|several hundred|"
    r"several thousand|several dozen|several|multiple|numerous|many|a number of|a handful of|a few|few|some|most|more|"
    r"significant|substantial|additional|a series of|a large number of|large numbers of|large quantities of|twin|"
    r"various|a large|a significant number of|a significant amount of|massive|large amounts of|huge|a pair of|"
    r"a barrage of|a salvo of)\b",
    re.IGNORECASE,
)
ASKED = re.compile(r"(?i)\bhow\s$")  # "how many drones"
_NO_COUNT = re.compile(
    r"^(?:[-\s]?(?:mm|cm|km|kms|kilometers?|kilometres?|miles?|meters?|metres?|feet|foot|inch(?:es)?|nautical|"
    r"kilometer|mph|kph|knots?|percent|per cent|pct|degrees?|hours?|minutes?|seconds?|days?|weeks?|months?|years?|"
    r"year-old|-year|decades?|centur|"
    r"kilotons?|megatons?|kiloton|kgs?\b|kilos?\b|kilogram(?:me)?s?\b|tons?\b|tonnes?\b|gram(?:me)?s?\b|part\b|nation|square|hectares?|acres?|a\.m|p\.m|am\b|pm\b|GMT|caliber|calibre|fold|"
    r"round\b|pounds?\b|lbs?\b|barrels?\sof\b|lit(?:er|re)s?\b|gallons?\b)|\sstrong\b|%|°|th\b|st\b|nd\b|rd\b)",
    re.IGNORECASE,
)
_NAMED_WITHIN = 16  # characters before a number in which such a word ends
_NAME = re.compile(  # what a number names and does not count: "Type 12 missiles"
    r"\b(?:Type|Mark|Mk|Block|Flight|Model|Base|Camp|Station|Hill|Unit|Route|Highway|Resolution|Article|No\.?)\s$"
)
# How many more may be ordered some day is no count of the order: "54 tanks with an option for 18 more".
_OPTION = re.compile(
    r"(?i)\boptions?\s(?:on|for|to\s(?:buy|acquire|purchase|order))\s(?:(?:up\sto|an?|another|additional|further)\s){0,3}$"
)
_OPTION_WITHIN = 48
_KILLED = r"(?:killed|dead|deaths?|died|fatalit|slain|martyr|casualties|lives)"


@dataclass(frozen=True, slots=True)
class Number:
    """A typed number at a range of offsets."""

    kind: Kind
    start: int
    end: int
    amount: Amount | None = None
    money: Money | None = None
    casualties: Casualties | None = None


def value_of(text: str) -> float | None:
    """The value of a number in digits or words; None where it is none."""
    words = re.sub(r"[-,]", lambda m: "" if m.group() == "," else " ", _PARTED.sub("", text.lower())).split()
    total = current = 0.0
    seen = False
    for word in words:
        value = ONES.get(word, TENS.get(word))
        digits = re.fullmatch(r"(\d+(?:\.\d+)?)([a-z]*)", word)
        if value is not None:
            current += value
        elif digits:
            current += float(digits.group(1)) * SCALES.get(digits.group(2), 1)
        elif word in SCALES:
            current, total = _scaled(current, total, SCALES[word])
        elif word in {"half", "quarter"}:
            current += 0.5 if word == "half" else 0.25
        elif word == "couple":
            current += 2
        elif word not in {"a", "and", "an", "of"}:
            return None
        seen = True
    return total + current if seen else None


def _scaled(current: float, total: float, scale: int) -> tuple[float, float]:
    current = (current or 1) * scale
    return (0.0, total + current) if scale >= 1_000 else (current, total)


@lru_cache(SENTENCES)
def numbers(text: str) -> tuple[Number, ...]:
    """Every typed number of a sentence, offsets within it."""
    return tuple(_numbers(text))


def _numbers(text: str) -> Iterator[Number]:
    taken: list[tuple[int, int]] = []
    for money in _money(text):
        taken.append((money.start, money.end))
        yield money
    for count in _counts(text, taken):
        taken.append((count.start, count.end))
        yield count
    for m in VAGUE.finditer(text):
        if not _within(m.start(), taken) and not ASKED.search(text, 0, m.start()):
            yield Number(Kind.COUNT, m.start(), m.end(), _vague(m.group()))


def _vague(text: str) -> Amount:
    two = 2 if text.lower() in {"twin", "a pair of"} else None
    return Amount(two, two, text)


def _within(at: int, taken: list[tuple[int, int]]) -> bool:
    return any(a <= at < b for a, b in taken)


def _money(text: str) -> Iterator[Number]:
    return (Number(Kind.MONEY, told.start, told.end, money=told.money) for told in sums(text))


def _counts(text: str, taken: list[tuple[int, int]]) -> Iterator[Number]:
    for found in COUNT.finditer(text):
        if _within(found.start(), taken) or _within(found.end() - 1, taken) or NOBODY.search(text, max(0, found.end() - 8), found.end()):
            continue
        start = found.start() + len(found.group()) - len(found.group().lstrip())
        amount = _amount(found, text[start : found.end()])
        counts = amount is not None and not _NO_COUNT.match(text[found.end() :]) and not _names(text, found)
        yield Number(Kind.COUNT if counts else Kind.OTHER_NUMBER, start, found.end(), amount)


def _names(text: str, found: re.Match[str]) -> bool:
    """Whether a number is a year, part of a name, or what may be ordered besides."""
    at = found.start("one") if found["one"] else found.start()
    if _OPTION.search(text, max(0, at - _OPTION_WITHIN), at):
        return True
    return _year(text, found) or (not found["hedge"] and _NAME.search(text, max(0, at - _NAMED_WITHIN), at) is not None)


def _year(text: str, found: re.Match[str]) -> bool:
    bare = found["one"] or ""
    return re.fullmatch(r"(?:19|20)\d\d", bare) is not None and not found["hedge"] and not re.match(r"\s[a-z]+s\b", text[found.end() :])


def _amount(found: re.Match[str], text: str) -> Amount | None:
    if found["two"]:
        low, high = value_of(found["from"] or found["from2"]), value_of(found["until"] or found["until2"])
        return Amount(low, high, text)
    value = value_of(found["one"])
    if value is None:
        return None
    hedge = (found["hedge"] or "").lower()
    if hedge == "over" and value < FEW:
        return Amount(value, value, text[len(hedge) :].strip())
    if re.fullmatch(LOW, hedge):
        return Amount(value, None, text)
    return Amount(None, value, text) if re.fullmatch(HIGH, hedge) else Amount(value, value, text)
