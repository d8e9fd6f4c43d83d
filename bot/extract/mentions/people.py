"""Persons: a name with the office before or after it, leaders of the lexicon, and sayers without a name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from bot.extract.candidates import Kind, Mention
from bot.extract.lexica import table
from bot.extract.mentions.actors import NAMED
from bot.extract.mentions.offices import OFFICE, RANK, beside, clean, role
from bot.extract.mentions.spotted import Spotted

_TITLES = re.compile(rf"(?:[\w.'’&/-]+\s){{0,4}}?(?:{OFFICE}\.?\s)+(?=(?-i:[A-Z]))(?!(?:Jr|Sr|II+)\b)", re.IGNORECASE)
_SAYERS = re.compile(
    r"\b(?:(?:senior|top|two|three|several|many|some|other|another|security|military|local|government|defense|defence|"
    r"intelligence|medical|police|hospital|health|rebel|opposition|army|diplomatic|political|western|regional|"
    r"unnamed|unidentified|provincial|tribal|independent|state|western|news|official|human rights|private|chief|naval|"
    r"army|rights|monitoring|UN|international|administration|aid|foreign|former|anonymous|outside|separate|latest|"
    r"draft|press|joint|industry|activist|rescue|emergency)\s){0,4}"
    r"(?:officials?|sources?|diplomats?|activists?|eyewitnesses|eyewitness|witnesses|witness|experts?|analysts?|"
    r"observers?|residents?|commanders?|officers?|spokesm[ae]n|spokeswoman|spokesperson|authorities|state media|"
    r"state TV|"
    r"state television|media|media reports|reports?|monitors?|lawmakers?|doctors?|medics?|rescuers?|statement|"
    r"investigators?|inspectors?|prosecutors?|governor|minister|mayor|newspaper|news agency|agency|broadcaster|TV|"
    r"television|organizers?|critics|opposition figure|"
    r"people familiar with the matter|sources familiar with the matter|international community|others|both sides|"
    r"monitoring group|group|investigation|study|document|documents|president|prime minister|leaders?|allies|"
    r"countries|nations|investigations?|intelligence)\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(OFFICE, re.IGNORECASE)
_RIGHT_BEFORE = re.compile(rf"\b(?-i:(?=[A-Z])){OFFICE}\.?\s$", re.IGNORECASE)
_HELD = re.compile(rf"\b(?:{OFFICE}|mr|mrs|ms|dr)\.?\s$", re.IGNORECASE)
_HONOUR = re.compile(r"(?:the\s)?(?:right\s)?(?:honou?rable|hon|mr|mrs|ms|miss|sir|dame|lord|lady|dr|prof)\.?\s+(?=[A-Z])", re.IGNORECASE)
# A word that no person's name has.
_BODY = re.compile(rf"\b(?:{'|'.join(table('offices')['named']['words'])})\b")
# An office with a name right behind it, whatever the parser makes of it: "Rear Admiral Jan Roe".
_OFFICE_AND_NAME = re.compile(
    r"\b(?:[Mm]inister|[Pp]resident|[Ss]ecretary|[Ss]pokes(?:man|woman|person)|[Gg]overnor|[Aa]mbassador|[Mm]ayor|[Ss]enator|[Cc]hancellor|"
    r"[Cc]ommander|[Ee]nvoy|General|Colonel|Admiral|Brigadier|Captain|Major|Lieutenant|Commodore|Marshal|(?:Gen|Col|Adm|Capt|Maj|Lt|Brig|Cmdr)\.?)\s"
    rf"(?!(?i:{OFFICE}|Rear|Vice|Commodore)\b)(?P<name>[A-Z][\w'’-]+(?:\s(?:[a-z]{{2}}[- ])?[A-Z][\w'’-]+){{1,2}})"
)
_DATED = re.compile(r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Jan|Feb|April|June|July|Aug|Sept|Oct|Nov|Dec)")
_JOINED = re.compile(r"[A-Z][\w'’-]*\s$")  # the word of a longer name before it: "Radio Kari Lund"
_HYPHENED = re.compile(r"-\w+")  # the rest of "Choi Byung-wook"
_INITIALS = re.compile(r"[A-Z]{2,5}")
ALIKE = 5  # letters by which two spellings of a last name are one
_LABELS = frozenset({"PERSON"})
_SITE = re.compile(
    r"\s(?:district|province|region|governorate|neighbou?rhood|village|town|suburb|airport|square|valley|camp)s?\b"
)  # no person
_RANKED = re.compile(RANK)
_SMALL = frozenset(
    {"over", "on", "in", "after", "with", "for", "to", "as", "at", "by", "from", "and", "is", "was", "has", "if", "amid", "not"}
)
_CAPS = re.compile(r"^[A-Z][\w'’.-]+(?:\s[\w'’.-]+)*$")


def people(s: Spotted) -> Iterator[Mention]:
    """The person mentions of a sentence, and unnamed sayers."""
    known = [*_leaders(s)]
    for names in (_names, _unseen):
        known += [_person(s, a, b) for a, b in names(s) if not any(m.start < b and a < m.end for m in known)]
    offices = [*_behind(s, known)]
    known = [m for m in known if not (_JOINED.search(s.before(m.start)) and any(a <= m.start and m.end <= b for a, b in offices))]
    yield from known
    taken = [(m.start, m.end) for m in known]
    named = [(a, b) for a, b, _, _ in s.hits(*NAMED)]
    verbs = {s.start + t.idx + len(t.text) for t in s.tokens if t.pos_ == "VERB"}  # as in "Taiwan reports 12 jets"
    for found in _SAYERS.finditer(s.text):
        start, end = s.start + found.start(), s.start + found.end()
        if any(a < end and start < b for a, b in named) or end in verbs:
            continue
        first, ids = _owner(s, start)
        taken.append((first, end))
        yield s.mention(Kind.PERSON, first, end, org=clean(s.full[first:end]), ids=ids)
    yield from _sayers(s, taken)


def _behind(s: Spotted, known: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Where the offices stand that are told behind a name and its comma."""
    spots = ((m.end + 2, m.org) for m in known if m.org and s.full.startswith(", ", m.end))
    yield from ((at, at + len(org)) for at, org in spots if s.full.startswith(org, at))


def _names(s: Spotted) -> Iterator[tuple[int, int]]:
    """The persons that spaCy names, and what it takes for a body or a place right behind an office, without "'s" and their office.

    Nothing that the lexicon holds as something else, nor "the Observatory".
    """
    held = [(a, b) for a, b, _, _ in s.hits(*NAMED, "place")]
    for start, end, label in s.entities():
        named = label in _LABELS and s.before(start, 4).lower() != "the " and not _is_body(s, start, end)
        if named or (label in {"ORG", "GPE"} and is_person(s, start, end)):
            last = end - (len(m.group()) if (m := re.search(r"'s?$", s.full[start:end])) else 0)
            name = clean(s.full[start:last])
            place = any(a <= start and last <= b for a, b in held) or _SITE.match(s.after(last)) is not None
            if not place and _CAPS.match(name) and not _RANKED.fullmatch(name):
                first = _behind_adverb(s, start, last)
                rest = _HYPHENED.match(s.after(last))
                yield first + _behind_office(s.full[first:last]), last + (len(rest.group()) if rest else 0)


def _unseen(s: Spotted) -> Iterator[tuple[int, int]]:
    """The names right behind an office that spaCy does not see as a name."""
    held = [(a, b) for a, b, _, _ in s.hits(*NAMED, "place")]
    for found in _OFFICE_AND_NAME.finditer(s.text):
        start, end = s.start + found.start("name"), s.start + found.end("name")
        told = found["name"]
        if not (_DATED.search(told) or _BODY.search(told) or any(a < end and start < b for a, b in held)):
            yield start, end


def _is_body(s: Spotted, start: int, end: int) -> bool:
    """Whether a name that spaCy takes for a person's is a body's, "Harbour Watch", and no office stands before it."""
    return _BODY.search(s.full[start:end]) is not None and _RIGHT_BEFORE.search(s.before(start)) is None


def is_person(s: Spotted, start: int, end: int) -> bool:
    """Whether a name of two words or more is a person's by what stands beside it: "President Jane Doe", "Jane Doe, the minister"."""
    name = s.full[start:end]
    if " " not in name or _BODY.search(name):
        return False
    told = _RIGHT_BEFORE.search(s.before(start)) or _HONOUR.match(name)
    return told is not None or (_CAPS.match(name) is not None and beside(s, start, end))


def behind_office(before: str) -> bool:
    """Whether what stands before a name is an office or an honour: "spokesman ", "Mr "."""
    return _HELD.search(before) is not None


def _behind_adverb(s: Spotted, start: int, end: int) -> int:
    """Where the name begins behind an adverb that opens the sentence: "Meanwhile Jane Doe"."""
    inside = [t for t in s.tokens if start <= s.start + t.idx < end]
    return s.start + inside[1].idx if len(inside) > 2 and inside[0].pos_ == "ADV" else start


def titled(text: str) -> tuple[str, str]:
    """(office, name) of a name with an office before it, both "" where there is none: "President Jane Mary Doe"."""
    title = _TITLES.match(text)
    name = text[title.end() :] if title else ""
    named = " " in name and _CAPS.match(name) and not name.split()[-1].islower() and not _OFFICE.fullmatch(name.split()[-1])
    return (text[: title.end()].strip(), name) if title and named else ("", "")


def _behind_office(name: str) -> int:
    """Where the name begins behind an office or an honour told as a part of it: "Ministry Spokesman John Doe"."""
    title = _TITLES.match(name) or _HONOUR.match(name)
    return title.end() if title else 0


def spelt(name: str, told: str) -> str:
    """A leader's full name with the last name as a story spells it: "Volodymyr Zelenskyy" of "Zelenskyy"."""
    first, _, last = name.rpartition(" ")
    own = clean(told).split()[-1]
    return f"{first} {own}" if first and _plain(own)[:ALIKE] == _plain(last)[:ALIKE] else name


def _plain(name: str) -> str:
    """A name without accents, in lower case."""
    return "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c))


def _leaders(s: Spotted) -> Iterator[Mention]:
    for start, end, name, _ in s.hits("leader"):
        first, last = _whole(s, start, end)
        org, ids = role(s, first, last)
        rows = s.lexicon.leaders[name]
        held = next((x for x in rows if x.first <= s.today <= x.last), None)
        if held is None:
            yield s.mention(Kind.PERSON, first, last, name=clean(s.full[first:last]), org=org, ids=ids or (rows[-1].of,))
        else:
            yield s.mention(
                Kind.PERSON,
                first,
                last,
                name=spelt(held.name, s.full[first:last]) if len(s.full[first:last]) < len(held.name) else clean(s.full[first:last]),
                org=org or held.office,
                ids=(held.of,),
            )


def _whole(s: Spotted, start: int, end: int) -> tuple[int, int]:
    """The whole name that a leader's surname stands in."""
    around = next(((a, b) for a, b, label in s.entities() if label == "PERSON" and a <= start and end <= b), (start, end))
    last = around[1] - (len(m.group()) if (m := re.search(r"'s?$", s.full[slice(*around)])) else 0)
    others = [a for a, _, _, _ in s.hits(*NAMED, "leader")]  # as in "Biden Warns Putin", in title case
    first = start if any(around[0] <= a < start for a in others) else around[0]
    cut = any(end < a < last for a in others) or any(_no_name(s, t) for t in s.tokens if end < s.start + t.idx < last)
    return first, end if cut else max(end, last)


def _no_name(s: Spotted, token: Any) -> bool:
    """Whether a word is no part of a name, however it is written: "Over", "Warns"."""
    told = {token.lower_, token.lemma_.lower(), token.lower_.removesuffix("s")}
    return token.lower_ in _SMALL or bool(told & (s.lexicon.cues.keys() | s.lexicon.triggers.keys()))


def _person(s: Spotted, start: int, end: int) -> Mention:
    org, ids = role(s, start, end)
    name = clean(s.full[start:end])
    if not org and _INITIALS.fullmatch(name) and not s.text.isupper():  # "JCS" is a body, whatever the parser takes it for
        return s.mention(Kind.PERSON, start, end, org=name, ids=ids)
    return s.mention(Kind.PERSON, start, end, name=name, org=org, ids=ids)


def _owner(s: Spotted, start: int) -> tuple[int, tuple[str, ...]]:
    """The state or group right before a sayer's words."""
    for a, b, id_, _ in s.hits(*NAMED):
        if 0 <= start - b <= 4 and not s.full[b:start].strip(" '.s\n"):
            return a, (id_,)
    return start, ()


def _sayers(s: Spotted, taken: list[tuple[int, int]]) -> Iterator[Mention]:
    """The subject of a saying verb, and whom "according to" names, where nothing else holds them."""
    for token in s.tokens:
        noun = _said_by(s, token)
        if noun is None or noun.pos_ in {"PRON", "DET"} or not noun.is_alpha:
            continue
        words = [t for t in noun.lefts if t.dep_ in {"compound", "amod", "nmod", "poss"} and not (t.pos_ == "ADV" and noun.pos_ == "PROPN")]
        start, end = s.span(words[0] if words else noun, noun)
        if not any(a < end and start < b for a, b in taken) and not any(a < end and start < b for a, b, _, _ in s.hits(*NAMED)):
            yield _sayer(s, start, end)


def _sayer(s: Spotted, start: int, end: int) -> Mention:
    """A sayer as a person where the words beside it say so, else by what it is called."""
    text = s.full[start:end]
    office, _ = titled(text)
    first = start + _behind_office(text)
    name = s.full[first:end]
    if " " in name and _CAPS.match(name) and not _BODY.search(name) and (office or first > start or is_person(s, start, end)):
        org, ids = role(s, first, end)
        return s.mention(Kind.PERSON, first, end, name=clean(name), org=org, ids=ids)
    return s.mention(Kind.PERSON, start, end, org=clean(text))


def _said_by(s: Spotted, token: Any) -> Any | None:
    if token.dep_ in {"nsubj", "nsubjpass"} and s.lexicon.cues.get(token.head.lemma_.lower()) and token.head.pos_ == "VERB":
        return token
    if (
        token.dep_ == "pobj"
        and token.head.lower_ in {"to", "by"}
        and token.head.head.lower_ in {"according", "reported", "said", "claimed"}
    ):
        return token
    return None
