"""What a "not" is said of: the event itself, or its effect, its ground, its end, or what somebody knows or has heard of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import reduce

from bot.extract.candidates import Doc, Kind
from bot.extract.decode.sifted import TURNS
from bot.extract.decode.units import Unit
from bot.extract.scorers.features import STATUSES
from bot.extract.tables import words
from bot.extract.text.rooted import root
from bot.extract.text.token import Token
from bot.extract.text.tree import children, is_verb, lemma
from bot.model import NEGATIVE

_NOT = r"(?:\b(?:no|not|never|without|neither|nor|cannot)\b|n['’]t\b)"
# "No new intelligence that", "not based on intelligence about", "did not provide evidence", "could not verify", "no known link between",
# "had not been told of".
UNKNOWN = re.compile(
    rf"(?i){_NOT}[^.;,]{{0,30}}?\bnew\s(?:\w+\s)?(?:intelligence|information|evidence|reasons?|signs?|indications?|assessments?|data)\b"
    rf"|{_NOT}\s(?:\w+ly\s)?(?:based|founded|motivated)\s(?:up)?on\b(?:\sany\b)?"
    rf"|{_NOT}\s(?:\w+ly\s)?(?:provid\w+|offer\w*|present\w*|produc\w+|cit\w+)\s(?:\w+\s){{0,3}}?(?:evidence|proof)\b"
    rf"|{_NOT}[^.;,]{{0,30}}?\b(?:verif\w+|determin\w+|corroborat\w+|confirm\w*)\b"
    rf"|{_NOT}\s(?:(?:been|any|yet|found|identified|established|known|clear|direct)\s){{0,4}}(?:links?|ties?|connections?)\sbetween\b"
    rf"|{_NOT}\s(?:yet\s|been\s){{0,2}}(?:notified|informed|told|warned)\b"
    rf"|{_NOT}\s(?:yet\s)?receiv\w+\s(?:\w+\s){{0,3}}?(?:notifications?|notices?|requests?|orders?)\b"
)
# "No plans to call off the talks", "will not halt its strikes": what is not ended goes on.
GOES_ON = re.compile(
    rf"(?i){_NOT}[^.;,]{{0,25}}?\b(?:call(?:ed|ing)? off|halt(?:ed|ing)?|cancel\w*|abandon\w*|suspend\w*|postpon\w+|stop(?:ped|ping)?"
    r"|scrap(?:ped|ping)?|giv(?:e|en|ing) up)\b"
)
# "Did not claim that", "nor did it address the killing", "did not dispute", "no group has claimed it": what is not said turns nothing over.
UNVOICED = re.compile(
    r"(?i)(?:\b(?:did|do|does|has|have|had)\s(?:not|never)|\b\w+n['’]t|\b(?:neither|nor)\s[^.;,]{0,40}?"
    r"|\b(?:no\s(?:one|body|side|party|country|state|(?:\w+\s){0,2}?(?:group|organi[sz]ation|faction|militia))|nobody|none)"
    r"(?:\s(?:of|in)(?:\s\w+){1,3}?)?(?:\s(?:has|have|had))?)"
    r"\s(?:(?:yet|immediately|publicly|directly|explicitly|openly|officially|formally|so|far|itself|themselves)\s){0,2}"
    r"(?:claim(?:ed)?|alleg(?:e|ed)|assert(?:ed)?|address(?:ed)?|mention(?:ed)?|disput(?:e|ed)|contest(?:ed)?|den(?:y|ied)|reject(?:ed)?"
    r"|challenged?|question(?:ed)?|accus(?:e|ed)|blam(?:e|ed))\b"
)
_HURT = r"(?:hurt|harmed|injured|wounded|killed|damaged|affected)"
_LOSS = r"(?:casualt(?:y|ies)|deaths?|fatalit(?:y|ies)|injur(?:y|ies)|wounded|victims?|damage)"
# "No credible evidence of civilian deaths", "caused no damage", "nobody was hurt", "was not damaged": that no harm was done.
UNHARMED = re.compile(
    r"(?i)\b(?:no|without|nor|not\s(?:\w+\s)?any)\s"
    r"(?:(?:[\w-]+\s){0,3}?(?:evidence|proof|signs?|reports?|indications?|word)\s(?:of|about)\s(?:any\s)?)?"
    rf"(?:(?!more\b|further\b|other\b|fewer\b)[\w-]+\s){{0,2}}?{_LOSS}\b"
    rf"|\b(?:no|none|nobody|neither)\b[^.;,]{{0,40}}?\b(?:was|were|been|being|be)\s(?:\w+ly\s)?{_HURT}\b"
    rf"|\b(?:was|were|is|are|been)\s(?:not|never)\s(?:\w+ly\s)?{_HURT}\b|\b\w+n['’]t\s(?:\w+ly\s)?{_HURT}\b"
    rf"|{_NOT}\s(?:yet\s)?been\s(?:\w+ly\s)?{_HURT}\b"
    rf"|{_NOT}\s(?:\w+ly\s)?(?:caus\w+|inflict\w*|suffer\w*|lead\sto|result\w*\sin)\s(?:any\s)?(?:[\w-]+\s){{0,2}}?{_LOSS}\b"
)
UNSPOKEN = (UNKNOWN, UNVOICED)
NO_WAY = re.compile(r"(?i)\bno way\b")


def scoped(doc: Doc, found: Sequence[Unit]) -> tuple[Unit, ...]:
    """The units, each that is told as not so as what it is where the "not" is of its effect or its end, and none where only of the news."""
    told = {(u.cell.sentence, u.cell.type) for u in found if u.status not in NEGATIVE}
    turned = ((u, _turned(doc, u) if u.status in NEGATIVE else u) for u in found)
    return tuple(t for u, t in turned if t is not None and (t is u or (u.cell.sentence, u.cell.type) not in told))


def _turned(doc: Doc, unit: Unit) -> Unit | None:
    text = doc.sentences[unit.cell.sentence].text
    if _only(UNSPOKEN, text):
        return None
    if _only((*UNSPOKEN, UNHARMED), text):
        return _standing(unit) if _named(doc, unit, UNHARMED.sub(_blank, text)) else None
    effects = tuple(_effects(doc, unit)) if len(TURNS.findall(text)) == 1 else ()
    return _standing(unit) if _only((GOES_ON,), text) or (effects and all(effects)) else unit


def _only(phrases: Sequence[re.Pattern[str]], text: str) -> bool:
    """Whether some phrases hold every word of a text that turns something over."""
    left = reduce(lambda rest, phrase: phrase.sub(" ", rest), phrases, text)
    return left != text and TURNS.search(left) is None


def _named(doc: Doc, unit: Unit, text: str) -> bool:
    """Whether a word of the event stands in what is left of its sentence's text."""
    sentence = doc.sentences[unit.cell.sentence]
    told = (m.start - sentence.told for _, m in doc.of(sentence.index, Kind.TRIGGER) if unit.cell.type in m.ids)
    return any(text[at : at + 1].strip() for at in told)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())


def _standing(unit: Unit) -> Unit:
    """The unit with its likeliest status but those of what is not so."""
    share, status = max((s, k) for s, k in zip(unit.cell.status, STATUSES, strict=True) if k not in NEGATIVE)
    return replace(unit, status=status, share=share)


def _effects(doc: Doc, unit: Unit) -> Iterator[bool]:
    """Of each word of the event whether only what it does is not so: "the raids will not change our plans"."""
    no_way = NO_WAY.search(doc.sentences[unit.cell.sentence].text) is not None
    for _, mention in doc.of(unit.cell.sentence, Kind.TRIGGER):
        if unit.cell.type in mention.ids:
            token = root(doc, mention)
            yield token is not None and token.dep_ == "nsubj" and not is_verb(token) and _undone(token.head, no_way)


def _undone(verb: Token, no_way: bool) -> bool:
    """Whether a verb of effect is said not to come about: "will not change", "no way it will change"."""
    return lemma(verb) in words("scope")["effects"] and (no_way or bool(children(verb, "neg")))


__all__ = ["scoped"]
