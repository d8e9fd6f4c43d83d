"""Killed and wounded: which numbers of a sentence count them, and single victims."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

from bot.extract.candidates import Kind
from bot.extract.numbers.amounts import NUMBER, VAGUE, Number, value_of
from bot.extract.numbers.victims import either, harmed, hurt, left, not_done, opened, row, single, untold
from bot.extract.tables import words
from bot.extract.text.phrases import plural_of
from bot.model import Amount, Casualties

_AUX = (
    r"(?:were|was|are|is|been|be|being|get|got|reported|confirmed|left|feared|reportedly|also|of them|more|allegedly|"
    r"seriously|critically|shot|have|had|has|still|believed|thought|presumed|to have)\s"
)
_GAP = r"(?:(?:from|of|in|aged)\s\d+\s|(?!\d|kill|wound|injur|fired\b|launched\b|hit\b|struck\b)[\w'.\"/-]+,?\s){0,9}?"
_OBJECT = (
    r"(?!\s(?:at least|more than|nearly|about|up to|an?\s|the\s|\d|one\b|two\b|three\b|four\b|five\b|six\b|seven\b|"
    r"eight\b|nine\b|ten\b|dozens|hundreds|several|civilians|people|militants|soldiers))"
)
_AFTER = (
    (
        "killed",
        re.compile(
            rf"^\s*{_GAP}(?:{_AUX})*(?:killed{_OBJECT}|dead\b|died\b|slain|martyred|perished|fatalities|deaths|"
            rf"lost their lives|die\b|bodies|corpses|executed{_OBJECT}|beheaded{_OBJECT}|martyrs|to death\b)",
            re.IGNORECASE,
        ),
    ),
    (
        "wounded",
        re.compile(
            rf"^\s*{_GAP}(?:{_AUX})*(?:wounded{_OBJECT}|injured{_OBJECT}|hurt\b|injuries|wounds|in hospital|hospitali[sz]ed|"
            rf"treated|sickened|casualties wounded)",
            re.IGNORECASE,
        ),
    ),
)
_NEAR = (
    r"(?:(?:and|or)\s(?:wound|injur|kill)\w+\s)?(?:(?:another|an additional|a further|all|these|some|around|the|its|"
    r"his|her|as many as|up to|at least|nearly|his own)\s){0,2}$"
)
_BEFORE = (
    (
        "killed",
        re.compile(
            rf"(?:\bkill(?:ed|ing|s)?|\bclaim(?:ed|ing|s) the lives of|deaths? of|lives of|slay(?:ing)?|leav(?:es|ing)|"
            rf"left|murder(?:ed|ing)|execut(?:ed|ing)|gunn(?:ed|ing) down|recovered|massacred?|slaughter(?:ed|ing)|shot dead|shooting dead|"
            rf"dead:)\s{_NEAR}",
            re.IGNORECASE,
        ),
    ),
    (
        "killed",
        re.compile(r"\btoll\b[^.;]{0,90}?\b(?:to|at|of|as high as|reached|reaches|hits?|above|passed)\s(?:at least\s)?$", re.IGNORECASE),
    ),
    ("wounded", re.compile(rf"\b(?:wound(?:ed|ing(?: of)?|s)?|injur(?:ed|ing|es|e)|hurt(?:ing)?|maim(?:ed|ing))\s{_NEAR}", re.IGNORECASE)),
)
_STOP = re.compile(r"(?<!\b[A-Z])[;.]\s")  # no stop behind "U.S."
_FAMILY = re.compile(
    r"(?:,\s[^,;]{2,50},)?\s(?:[\w-]+\s){0,3}?and (?:his|her|their|an?|the)\s"
    r"(?:(?P<count>two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\s)?"
    r"(?:[\w-]+\s){0,2}?(?:sons?|daughters?|child(?:ren)?|wife|husband|mother|father|brothers?|sisters?|baby|babies|parents|grand(?:mother|father|son|daughter)|nephews?|nieces?|drivers?|bodyguards?|aides?|guards?|assistants?|companions?)\b"
)
_PAIR = re.compile(r"\b(?:killed|killing|kills|wounded|wounding|wounds|injured|injuring)\s(an?\s(?:[\w-]+\s){0,2}couple)\b")
# What stands between one victim and the others beside him: "a senior commander in the south and four other people".
_BESIDE = (
    r"(?:\s(?:of|from|in|at|for|the|his|her|[A-Z][\w'’-]*)){0,5}(?:,\s[^,;]{2,50})?,?\s"
    r"(?:and|along with|as well as|together with)\s(?P<least>at least\s)?(?:his\s|her\s)?"
)
_BEHIND = re.compile(
    r"\s(?:(?:were|was|have|has|had|been|also|seriously|badly)\s){0,3}(?P<what>killed|dead|died|wounded|injured|hurt)\b", re.IGNORECASE
)
# A part of the dead or the wounded told of before, and no number of them: "three of the dead", "including four children".
_PART = re.compile(
    r"^\s(?:of (?:the|those|its|their)\s(?:[\w-]+\s)?(?:dead|killed|wounded|injured|victims|casualties|fatalities|hurt|slain|deaths)\b"
    r"|of (?:them|whom)\s(?!(?:\w+\s){0,3}?(?:killed|dead|died|wounded|injured|hurt|fatally)\b))",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"(?i)(?:\bincluding|\bamong them|\bamong whom were)\s(?:at least\s)?(?:(?:\w+\s){1,4}and\s)?$")
_HARMED = re.compile(r"(?i)^\s(?:were\s)?(?:killed|dead|deaths?|fatal\w*|wounded|injured|hurt)\b")
_LEFT = re.compile(r"(?:leaves|leaving|left|recovered)\s(?:[\w'-]+\s){0,2}?$", re.IGNORECASE)
_CLAIMED = re.compile(r"(?i)\b(?:claim|cost|tak|took)(?:s|ed|ing|es?)?\s(?:(?:at least|another|nearly|about|up to|as many as|some)\s)?$")
_LIVES = re.compile(r"(?i)\s(?:[\w-]+\s){0,2}?(?:lives|victims)\b")  # "claimed twenty lives", not "claimed twenty tanks"
_UNHARMED = re.compile(r"(?i)\s(?:[\w-]+\s)?(?:missing|displaced|homeless|unaccounted|captured|arrested|detained|captive)\b")
_DEAD = re.compile(r"^\s*(?:[\w'-]+\s){0,3}?(?:dead|bodies|killed)", re.IGNORECASE)
_ASIDE = re.compile(r"(?:,\s[^,]{3,70},|\s[—–-]\s[^—–]{3,70}\s[—–-])(?=\s(?:have|had|has|were|was|are))")
# What a number counts goes no further: "nine during a raid", "21 injured when rockets fell".
_ENDED = r"(?!(?:during|in|when|after|as|while|by|at|on|from|and|or|an?|were|was|dead|killed|wounded|injured|hurt|died)\s)"
_THING = re.compile(
    rf"^\s*(?:{_ENDED}[\w-]+\s){{0,2}}?(?:rockets?|missiles?|drones?|strikes?|airstrikes?|attacks?|bombs?|vehicles?|tanks?|"
    r"aircraft|jets?|planes?|houses?|homes?|buildings?|times|shells?|ships?|positions?|targets?|villages?|raids?|"
    r"bombings?|blasts?|explosions?|kilomet\w+|miles?|km|percent|"
    r"provinces?|cities|towns?|suicide (?:attacks?|bombings?))(?=[,.;]|$|\s(?:were|was|had|have|has|hit|struck|killed|"
    r"killing|that|which|who|in|on|at|near|and|or|fired|launched|across|of|after|as|from|over|by|during|per|a)\b)",
    re.IGNORECASE,
)
_ALONG = re.compile(r"(?i)\s(?:along with|together with|as well as)\s")
_LED = re.compile(r"(?i)\b(?:kill|wound|injur)\w*\s(?:at least\s|about\s|more than\s)?$")
_OWN_VERB = re.compile(r"(?i)\s(?:[\w'’-]+\s){1,3}?(?:died|dead|were|was|killed|wounded|injured)\b")
_EACH = re.compile(  # "One guard was shot dead and four gunmen were killed": both of the dead, the later number's verb its own
    r"(?i)\s(?:[\w'’-]+\s){1,4}?(?:was|were)\s(?:killed|martyred|slain|shot dead|gunned down)\s(?:and|while)\s(?:at least\s|another\s)?"
)
_LISTED = re.compile(r"\s(?:[\w.'-]+\s){1,4}?(?:and|as well as|along with)\s(?:at least\s)?")  # "eight soldiers and"
_PARTED = re.compile(r"(?i)\d|\b(?:of them|of whom|including|among)\b")  # "50 men, 40 of them soldiers and 10 civilians"
_AND_ONE = re.compile(  # "six soldiers and a driver"; no "a hundred" or "a dozen wounded"
    r"\s(?:[\w.'-]+\s){1,3}and an?\s(?!(?:hundred|thousand|million|dozen|score|couple|handful|few|number|further)\b)"
    r"[\w.]+\b(?!\s(?:(?:were|was)\s)?(?:wounded|injured|hurt))"
)
_DEATH_OF = re.compile(
    r"\b(?:death|killing|assassination|murder) of (an?\s(?:[\w.-]+\s){0,3}?(?:man|woman|soldier|officer|commander|"
    r"civilian|child|boy|girl|leader|general|militant|fighter|scientist|journalist))\b",
    re.IGNORECASE,
)
ONE = {"killed": Casualties(killed_min=1, killed_max=1), "wounded": Casualties(wounded_min=1, wounded_max=1)}
_DIRECT = re.compile(r"(?i)\b(?:kill|wound|injur|hurt|murder|execut)(?:ed|ing|s)?\s(?:(?:at least|another)\s)?$")  # "killing three of them"


def harm(text: str, found: Sequence[Number], tokens: Sequence[Any] = ()) -> Iterator[Number]:
    """The counts of a sentence that are of killed or wounded, their sums where they are listed, and victims told one by one."""
    none = untold(text, tokens)
    alone = tuple(n for n in _single(text, tokens) if not any(a <= n.start < b for a, b in none))
    crowds = [*none, *((n.start, n.end) for n in alone if n.casualties not in ONE.values())]
    hits = [(n, what) for n, what in _hits(text, found) if not any(n.start < b and a < n.end for a, b in crowds)]
    yield from (_number(n.start, n.end, what, opened(text, n.start, n.amount)) for n, what in hits if n.amount is not None)
    yield from _sums(text, hits)
    yield from (n for n in alone if not any(n.start < h.end and h.start < n.end for h, _ in hits))


def _hits(text: str, found: Sequence[Number]) -> list[tuple[Number, str]]:
    counts = [n for n in found if _counts(n) and not _part(text, n)]
    out: list[tuple[Number, str]] = []
    for number in counts:
        what = _what(text, number) or _same(text, out, number)
        if what:
            out.append((number, what))
    for earlier, later in pairwise(counts):
        hit = next((what for n, what in out if n is later), "")
        if hit and all(n is not earlier for n, _ in out) and _LISTED.fullmatch(text[earlier.end : later.start]):
            out.append((earlier, hit))
    return sorted(out, key=lambda pair: pair[0].start)


def _same(text: str, hits: Sequence[tuple[Number, str]], number: Number) -> str:
    """As in "killed two Americans and three others": the later number counts what the earlier does."""
    if not hits or _THING.match(text[number.end :]) or _UNHARMED.match(text, number.end):
        return ""
    between = text[hits[-1][0].end : number.start]
    listed = re.fullmatch(r"\s(?:[\w.'-]+\s){1,4}?(?:,\s(?:[\w.'-]+\s){0,4})?(?:and|along with|as well as|plus)\s", between)
    return hits[-1][1] if listed and len(between) < 70 and not re.search(r"\b(?:at|in|on|when|after|were|was)\b", between) else ""


def _part(text: str, number: Number) -> bool:
    """Whether it counts some of the dead or wounded who are counted together elsewhere."""
    after = text[number.end : number.end + 80]
    if _DIRECT.search(text, 0, number.start):
        return False
    return _PART.match(after) is not None or (_WITHIN.search(text, 0, number.start) is not None and not _HARMED.match(after))


def _number(start: int, end: int, what: str, amount: Amount) -> Number:
    return Number(Kind.CASUALTIES, start, end, casualties=_casualties(what, amount))


def _counts(number: Number) -> bool:
    return number.kind is Kind.COUNT and number.amount is not None and (number.amount.min is not None or number.amount.max is not None)


def _what(text: str, number: Number) -> str:
    if either(text, number.end):
        return ""
    after = _ASIDE.sub("", _STOP.split(text[number.end : number.end + 200], maxsplit=1)[0])[:110]
    if _THING.match(after):
        return ""
    before = text[max(0, number.start - 110) : number.start]
    if re.search(r",\s", before[-110:]) and "toll" not in before:
        before = re.split(r"[;]\s", before)[-1]
    led = [(m.start(), what) for what, p in _BEFORE if (m := p.search(before)) and (not _LEFT.search(before) or _DEAD.match(after))]
    if led:
        return max(led)[1]
    if _CLAIMED.search(before) and _LIVES.match(after):
        return "killed"
    follow = [(m.end(), what) for what, p in _AFTER if (m := p.search(after))]
    return min(follow)[1] if follow else ""


def _casualties(what: str, amount: Amount) -> Casualties:
    low = None if amount.min is None else int(amount.min)
    high = None if amount.max is None else int(amount.max)
    return Casualties(killed_min=low, killed_max=high) if what == "killed" else Casualties(wounded_min=low, wounded_max=high)


def _sums(text: str, hits: Sequence[tuple[Number, str]]) -> Iterator[Number]:
    yield from _pairs(text, hits)
    for one, what in hits:
        lone = _AND_ONE.match(text[one.end :])
        if lone and one.amount:
            yield _number(one.start, one.end + lone.end(), what, Amount(_plus(one.amount.min, 1), _plus(one.amount.max, 1), ""))


def _pairs(text: str, hits: Sequence[tuple[Number, str]]) -> Iterator[Number]:
    """As in "Eight soldiers and 22 militants were killed": thirty in all, beside the two."""
    for (one, what), (two, same) in pairwise(hits):
        between = text[one.end : two.start]
        if _PARTED.search(between) or (between.endswith(", ") and _LED.search(text, 0, one.start) and _OWN_VERB.match(text, two.end)):
            continue
        listed = re.search(r"\b(?:and|along with|as well as|plus)\s(?:at least\s|another\s)?$|^\s[\w\s'-]{1,30},\s$", between)
        if (
            what == same
            and listed
            and len(between) < 60
            and one.amount
            and two.amount
            and (not re.search(r"\b(?:killed|wounded|injured|were|was|had|have)\b", between) or _EACH.fullmatch(between))
        ):
            yield _number(
                one.start,
                two.end,
                what,
                Amount(_plus(one.amount.min, two.amount.min), _plus(one.amount.max, two.amount.max), text[one.start : two.end]),
            )


def _plus(one: float | None, two: float | None) -> float | None:
    return None if one is None or two is None else one + two


def _single(text: str, tokens: Sequence[Any]) -> Iterator[Number]:
    """One victim: "killed a U.S. soldier", "the commander was killed", "a British soldier has died"."""
    for found in _PAIR.finditer(text):
        yield _number(found.start(1), found.end(), "killed" if "kill" in found.group() else "wounded", Amount(2, 2, found.group(1)))
    for found in _DEATH_OF.finditer(text):
        if not not_done(text, found.start()):
            yield _number(found.start(1), found.end(), "killed", Amount(1, 1, found.group(1)))
    for start, end, what, count in left(text):
        yield _number(start, end, what, Amount(count, count, text[start:end]))
    for token in tokens:
        what = harmed(token)
        for noun in hurt(token) if what else ():
            if _several(text, noun):
                continue
            if single(noun) or (noun.tag_ == "NNP" and _others().match(text, noun.idx + len(noun.text))):
                yield _along(text, token, _with_others(text, noun, what), what)


def _along(text: str, verb: Any, told: Number, what: str) -> Number:
    """One victim with those told behind the verb: "a commander was killed along with three other fighters"."""
    end = verb.idx + len(verb.text)
    others = _others().match(text, end) if told.end < end and told.casualties in ONE.values() else None
    if others is None or not _ALONG.match(text, end):
        return told
    count = 1 + int(value_of(others["count"]) or 1)
    return _number(told.start, others.end(), what, Amount(count, None if others["least"] else count, text[told.start : others.end()]))


def _several(text: str, noun: Any) -> bool:
    """Whether what is counted stands before a comma, and a name behind it: "injuring several, governor Ove Bakke said"."""
    return "," in text[noun.left_edge.idx : noun.idx] and VAGUE.match(text, noun.left_edge.idx) is not None


def _with_others(text: str, noun: Any, what: str) -> Number:
    """One victim, or he with those beside him: listed one by one, counted, or kin."""
    start, told = noun.left_edge.idx, row(noun)
    end = told[-1].idx + len(told[-1].text)
    if len(told) == 1:
        return _with_family(text, start, noun.idx + len(noun.text), what)
    return _number(start, end, what, Amount(len(told), len(told), text[start:end]))


def _with_family(text: str, start: int, end: int, what: str) -> Number:
    """One victim, or he with those who are told beside him: "a man and his two sons", "a commander and four other people"."""
    family = _FAMILY.match(text, end)
    if family is not None:
        count = int(value_of(family["count"] or "") or 1)
        return _number(start, family.end(), what, Amount(1 + count, 1 + count, text[start : family.end()]))
    others = _others().match(text, end)
    behind = _BEHIND.match(text, others.end()) if others else None
    if others is None or (behind and (behind["what"].lower() in {"wounded", "injured", "hurt"}) is not (what == "wounded")):
        return _number(start, end, what, Amount(1, 1, text[start:end]))
    count = 1 + int(value_of(others["count"]) or 1)
    return _number(start, others.end(), what, Amount(count, None if others["least"] else count, text[start : others.end()]))


@cache
def _others() -> re.Pattern[str]:
    """Persons counted beside one who is told."""
    many = "|".join(sorted((plural_of(p) for p in words("harm")["persons"]), key=len, reverse=True))
    return re.compile(
        rf"{_BESIDE}(?P<count>{NUMBER})\s(?:(?:other|more|fellow)\s)?(?:[\w.'’-]+\s){{0,2}}?(?:others|people|bodyguards|{many})\b",
        re.IGNORECASE,
    )
