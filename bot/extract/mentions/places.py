"""Places: names of the gazetteer, states and capitals, what the parser takes for a place, and places told by their kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from bot.extract.candidates import Kind, Mention
from bot.extract.lexica import leader_names
from bot.extract.mentions.people import behind_office, is_person
from bot.extract.mentions.spotted import Spotted
from bot.extract.text.headlines import title_case

_SIDE = re.compile(
    r"(?:(?:the\s)?(?:(?:far|upper|lower|greater|rural|central|mid)\s)?(?:north|south|east|west|north-?\s?east|"
    r"north-?\s?west|south-?\s?east|south-?\s?west)(?:ern)?(?:most)?|"
    r"central|rural|upper|greater|mainland)\s$",
    re.IGNORECASE,
)
_KINDS = frozenset({"GPE", "LOC", "FAC"})
LONGEST = 5  # words of a place: in a headline of capitals spaCy takes half of it for one
_NOUN = (
    r"(?:air\s?base|airbase|naval base|military base|army base|base|airport|airfield|province|region|district|city|"
    r"town|village|governorate|island|islands|peninsula|reef|shoal|strait|sea|gulf|"
    r"river|valley|mountains?|hills?|desert|road|highway|street|square|bridge|dam|crossing|border|frontier|camp|"
    r"prison|shrine|mosque|church|hotel|hospital|market|mall|museum|palace|restaurant|"
    r"refinery|port|harbou?r|prefecture|county|oblast|neighbou?rhood|suburb|area|coast|checkpoint|station|plant|"
    r"stadium|university|cemetery|plaza|citadel|compound|enclave|territory|airspace|waters|"
    r"barracks|police (?:post|station)|army post|garrison|depot|arsenal|yard|delta|bay|marsh(?:es)?|pass|gorge|bazaar|"
    r"capital|countryside|outskirts|flank|zone|chain|front|junction|canal|lake|forest|plain|heights|corridor|shipyard|"
    r"test site|test range|launch site|testing ground|proving ground|facility|complex|building|embassy|consulate|"
    r"parliament|school|theat(?:er|re)|tunnel|quarter|arrondissement|atoll|archipelago|complex|headquarters)"
)
_OF = r"(?:[ae][lsrdtzn]h?)-"  # the article of Arabic names: "el-Hilweh", "ash-Sheikh"
_NAME = (
    rf"(?:(?:al|el|Al|El|Deir|Khan|Tel|Tal|Bab|Abu|Beit|Umm|Ras|Jabal|Kafr|Wadi|Ain|Ein|Fort|"
    rf"Camp|Port|Mount|Lake|San|Santa|Saint|St\.)[- ])?(?:{_OF})?[A-Z][\w'-]+(?:[\s-](?:[A-Z][\w'-]+|{_OF}\w+|e-\w+)){{0,3}}"
)
_KIND = re.compile(
    rf"\b(?P<name>{_NAME})(?:'s?)?\s(?:(?:northern|southern|eastern|western|central|international|main|old|new|air|"
    rf"military|nuclear|coastal|northwestern|southeastern)\s){{0,2}}(?P<noun>(?i:{_NOUN}))\b"
)
_NUMBERED = re.compile(r"(?<=[Bb]ase) \d{2,3}\b(?! [a-z]+s\b| k?m\b| miles?\b| nautical\b|[,.]\d|%)")  # "Air Base 107"
_KINDRED = re.compile(rf"(?:.*\s)?(?i:{_NOUN})\b")  # up to the last kind of place
_MOVED = (
    r"(?:fl(?:y|ies|ew|own|ying|ed|ee|ees|ight|ights)|sen[dt]s?|ship(?:s|ped)?|mov(?:es?|ed|ing)|(?:re)?deploy(?:s|ed|ing)?|head(?:s|ed|ing)?|"
    r"return(?:s|ed|ing)?|march(?:es|ed|ing)?|transfer(?:s|red)?|deliver(?:s|ed|y)?|advanc(?:es?|ed|ing)|retreat(?:s|ed|ing)?|"
    r"withdr(?:aws?|ew|awn)|brought|taken|driven|pulled back|sail(?:s|ed|ing)?)"
)
_PREPOSED = re.compile(
    rf"\b(?:[Ii]n|[Nn]ear|[Aa]t|[Ff]rom|[Aa]round|[Oo]utside|[Tt]owards?|[Ii]nto|[Oo]ver|[Oo]ff|[Bb]etween|[Aa]cross|"
    rf"[Ii]nside|[Tt]hrough|[Bb]eyond|[Oo]nto|[Aa]long|"
    rf"{_MOVED}\s(?:\w+\s){{0,3}}?to|"
    rf"(?:town|city|village|district|province|region|island|port|area|suburb|enclave|neighbou?rhood|capital|north|"
    rf"south|east|west|outskirts|governorate|heart|cent(?:er|re)|sides?|part|parts|control)\s(?:of|in)|"
    rf"(?:town|city|village|district|province|region|island|port|suburb|enclave|capital|seized|captured|retook|"
    rf"recaptured|entered|left|bombed|shelled|attacked|hit|struck|liberated|stormed|besieged|"
    rf"captures?|seizes?|tak(?:es?|ing) back|took back|(?:siege|fall|capture|recapture|seizure) of|battle (?:for|of)|"
    rf"retakes?|recaptures?|storms?|enters?|besieges?|shells|bombs|pounds?|overruns?|liberates?|"
    rf"called))\s(?:the\s)?(?P<name>{_NAME})"
)
_COMMON = re.compile(
    r"\b(?P<name>(?:the\s)?(?:(?:disputed|contested|artificial|occupied|international|its|own|nearby|neighbou?ring|"
    r"main|southern|northern|eastern|western|coastal)\s){1,2}(?:islands?|reefs?|airspace|waters|territory|border|"
    r"suburbs?|hospital|coast|outskirts|regions?|areas?|cities|city|town|bases?)|"
    r"(?:the\s)?(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west)(?:ern)?(?:\s(?:and|"
    r"of)\s(?:(?:north|south|east|west)\w*|the\s(?:country|city|capital|border|river)))?(?=[\s,.]|"
    r"$)(?!\s(?:of\s)?[A-Z])|"
    r"(?:the\s)?(?:sea|border|frontier|demilitarized zone|demilitarised zone|battlefield|front lines?|frontlines?|"
    r"coast|capital|border (?:region|area)|city (?:center|centre|proper)|international airspace|international waters|"
    r"beach(?:es)?|oilfields?|space|orbit|east coast|west coast))\b"
)
# "On" tells of a place too, but in a headline of capitals of a thing: "Statement on Call With Allies".
_UPON = re.compile(rf"\bon\s(?:the\s)?(?P<name>{_NAME})(?!['’]s?\s[A-Z])")
# What is called by where it holds: "Flita ceasefire renewed".
_CALM = re.compile(rf"\b(?!The\b)(?P<name>{_NAME})\s(?:ceasefire|cease-fire|truce|siege)\b")
_SPOT = re.compile(
    r"\b(?:at|near|inside|outside|in|on|into|along|targeting|hit|struck)\s(?:a|an|the|one|another|its|"
    r"their)\s(?!same\b)(?P<name>(?:[a-z-]+\s){0,3}(?:checkpoint|complex|facility|headquarters|compound|base|hospital|"
    r"hotel|restaurant|mosque|church|market|school|prison|camp|airport|airfield|station|boardwalk|ports?|depot|plant|"
    r"residence|refinery|shipyard|factory|warehouse|bridge|embassy|consulate|palace|mall|cafe|university|bunker|"
    r"bunkers))\b"
)
_SURE = re.compile(
    r"(?:in|near|at|around|outside|inside|town of|city of|village of|district of|province of|town|city|village|district)\s(?:the\s)?$",
    re.IGNORECASE,
)
# A word in capitals before a name that is none of its own: "In Karsk", "Near Karsk".
_OPENS = re.compile(r"(?:The|In|On|At|Near|Off|From|To|Over|And|But|For|Into|Outside|Around|After|Before|Through|Along)$")
_SECOND = re.compile(r"(?=\b([A-Z][a-z'’-]{0,30}\.?) ([A-Z][\w'’-]{0,30})\b)")
_SPEAKS = re.compile(r"\b([A-Z][\w'’-]{0,30})(?:,? who\b| (?:said|says|told|added|warned)\b)")
_SINGLE = re.compile(
    r"(?:(?:al|el|Al|El|Ain|Deir|Khan|Tel|Tal|Bab|Abu|Beit|Umm|Ras|Jabal|Kafr|Wadi|Fort|Camp|Port|Mount|Lake|San|Santa)[ -])*[\w'’-]+"
)
# What a headline in capitals puts before a place: "Restore Traffic After Crimea Bridge".
_LEAD = re.compile(r"(?:.*\s)?(?:After|Before|Amid|Following|Over|Near|From|In|At|On|For|To|With|Into|Toward|Towards)\s|[Tt]he\s")
# The day that a headline or an agency puts right behind a place: "Golan Heights Saturday".
_DATED = re.compile(
    r"(?:\s(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December))+$"
)
_HELD = re.compile(r"[A-Z][\w'’.-]*-(?:held|controlled|occupied|run|ruled|led|backed)$")  # whose a place is, and no place
_LINE = re.compile(r"\n[A-Z][\w'’-]*\s(?=[a-z])")  # where a new line of a list opens with a word of its own: "near Karsk\nResident recalls"
_TAIL = re.compile(r"(?:\s(?:early|late|on|in|at|and|of|the|near|overnight|just|shortly|around))+$")  # behind a name, and none of it
# What a ship's name stands behind, a body of troops that is only called by a place, and a man who was captured.
_AFLOAT = re.compile(r"(?:\b(?:MT|M/T|MV|M/V|USS|HMS|INS|SS)|\b(?:tanker|ship|vessel|freighter|carrier|destroyer|frigate|boat))\s[\"'“]?$")
_BODY = re.compile(
    r"(?:\s[A-Z][\w-]+){0,3}\s(?:Group|Fleet|Flotilla|Brigade|Division|Corps|Regiment|Battalion|Squadron|Wing)\b(?!\s(?:base|headquarters))"
)
# No name at all: an event in a headline of capitals, "Northern Attack", and what sort of base it is.
_NAMELESS = re.compile(
    r"(?:North|South|East|West)\w*\s(?:Attacks?|(?:Air)?[Ss]trikes?|Raids?|Offensives?|Blasts?|Bombings?|Clash(?:es)?|Ambush|Shelling)"
    r"|(?:Air|Naval|Military|Army|Main|New)\s(?:Base|Station|Camp|Airport|Airfield)"
)
_MAN = re.compile(
    r",\s(?:an?|the|who|whom|one)\s(?:[\w'’-]+\s){0,4}?(?:official|leader|commander|chief|member|man|woman|suspect|militant|fighter|operative"
    r"|spokes\w+|officer|general|minister|deputy|aide|facilitator|financier)\b"
)
_NOT_PLACE = re.compile(
    r"^(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|"
    r"October|November|December|President|Prime|Gen|Lt|Col|Mr|Mrs|Ms|Dr|Sgt|Capt|"
    r"The|A|An|It|He|She|They|We|But|And|This|That|These|I|If|Reuters|AP|AFP|CNN|Twitter|Facebook|English|Arabic|"
    r"Christmas|Ramadan|Minister|General|Defense|Defence|Foreign|Secretary|Congress|Parliament|Islam|In|On|At|Both|"
    r"Some|All|More|No|One|Two)\b"
)


def places(s: Spotted) -> Iterator[Mention]:
    """The place mentions of a sentence."""
    seen: list[tuple[int, int]] = []
    known = s.hits("place", "state", "capital")
    for start, end, id_, _ in known:
        if any(a < start and end <= b for a, b, _, _ in known):  # "Bissau" of "Guinea-Bissau"
            continue
        first = start - _side(s, start)
        seen.append((first, end))
        yield s.mention(Kind.PLACE, first, end, ids=(id_,) if id_ else ())
    for start, last, id_ in (*_kinds(s), *_named(s), *_open(s)):
        end = last - (s.full[last - 1] in "'’")  # the quote that a headline ends in
        end = _line(s, start, end)
        end -= len(dated.group()) if (dated := _DATED.search(s.full[start:end])) else 0
        end = _known(s, start, end)
        if not any(a <= start and end <= b for a, b in seen) and not _HELD.fullmatch(s.full[start:end]) and not _other(s, start, end):
            seen.append((start, end))
            yield s.mention(Kind.PLACE, start, end, ids=(id_,) if id_ else ())


def _other(s: Spotted, start: int, end: int) -> bool:
    """Whether a name is that of a ship, a weapon, a body of troops or a man, or none at all."""
    afloat = _AFLOAT.search(s.before(start)) is not None or s.full[start:end].partition(" ")[0] in {"MT", "MV", "USS", "HMS"}
    weapon = any(a <= start and end <= b for a, b, _, _ in s.hits("item"))
    return (
        afloat
        or weapon
        or _NAMELESS.fullmatch(s.full, start, end) is not None
        or any(p.match(s.full, end, s.sentence.end) for p in (_BODY, _MAN))
    )


def _line(s: Spotted, start: int, end: int) -> int:
    """Where a name ends that runs on into a new line of its own."""
    found = _LINE.search(s.full, start, min(end + 2, s.sentence.end))
    return found.start() if found and found.start() < end else end


def _known(s: Spotted, start: int, end: int) -> int:
    """Where a known name ends that a headline in capitals runs on from, "Oslo Revives Debate", with the kind of place if that follows.

    Known is what the lexica hold and what the body calls so; what the body calls by all its words is one name.
    """
    if " " not in s.full[start:end] or not title_case(s.text) or s.full.count(s.full[start:end]) > 1:
        return end
    ends = [start + m.start() for m in re.finditer(" ", s.full[start:end])]
    held = {b for a, b, _, _ in s.hits("place", "state", "capital") if a == start}
    known = next((b for b in reversed(ends) if b in held or _written(s.full, s.full[start:b])), end)
    kind = _KINDRED.match(s.full, known, end)
    return known if kind is None else kind.end()


def _written(full: str, name: str) -> bool:
    """Whether a name stands alone below the headline."""
    body = full.partition("\n")[2]
    return re.search(rf"\b{re.escape(name)}\b(?![ -](?:[A-Z]|al-|el-))", body) is not None


def _below(full: str, name: str) -> int | None:
    """Where the name starts that a story has below its headline too: none of "Gunmen Besiege Hotel", Viken of "Gunmen Hold Viken Hotel"."""
    body = full.partition("\n")[2]
    return next(
        (at for at in (0, *(m.end() for m in re.finditer(r"[\s-]", name))) if re.search(rf"\b{re.escape(name[at:])}\b", body)), None
    )


def _side(s: Spotted, start: int) -> int:
    found = _SIDE.search(s.before(start, 28))
    return len(found.group()) - (4 if found.group().lower().startswith("the ") else 0) if found else 0


def _kinds(s: Spotted) -> Iterator[tuple[int, int, str]]:
    """As in "Incirlik air base", "the Turkish border": a name and what kind of place it is; the owner's id where one is inside."""
    owners = s.hits("place", "state", "adjective", "capital")
    for m in _KIND.finditer(s.text):
        lead = led.end() if (led := _LEAD.match(m["name"])) and led.end() > len("The ") else 0
        if title_case(s.text):
            below = _below(s.full, m["name"][lead:])
            if below is None:
                continue
            lead += below
        start, end = s.start + m.start() + lead, s.start + m.end()
        end += len(number.group()) if (number := _NUMBERED.match(s.full, end)) else 0
        if not _NOT_PLACE.match(m["name"][lead:]):
            yield start, end, next((h[2] for h in owners if start <= h[0] < end), "")


def _named(s: Spotted) -> Iterator[tuple[int, int, str]]:
    """What spaCy takes for a place."""
    for start, end, label in s.entities():
        if label in _KINDS and len(s.full[start:end].split()) <= LONGEST and not is_person(s, start, end):
            lead = m.end() if (m := _LEAD.match(s.full[start:end])) else 0
            name = _TAIL.sub("", s.full[start:end]).removesuffix("'s")
            yield start + lead - _side(s, start + lead), start + len(name), ""


def _open(s: Spotted) -> Iterator[tuple[int, int, str]]:
    """Names after a preposition of place, names listed with a place, and places without a name."""
    held = [(a, b) for a, b, _, _ in s.hits("group", "company", "office", "leader", "adjective", "item")]
    states = [(a, b) for a, b, _, _ in s.hits("state", "capital")]
    people = [
        (a, b) for a, b, label in s.entities() if label in {"PERSON", "DATE", "MONEY"} and not (label == "PERSON" and _nameless(s, a, b))
    ]
    upon = () if title_case(s.text) else (_UPON,)
    for pattern in (_PREPOSED, *upon, _CALM, _COMMON, _SPOT):
        for m in pattern.finditer(s.text):
            start, end = s.start + m.start("name"), s.start + m.end("name")
            end -= 2 if s.full[start:end].endswith("'s") else 0
            taken = held if _SURE.search(s.text[: m.start("name")]) else held + people
            taken = taken + states if pattern is _CALM else taken  # "the Kenya-Uganda truce"
            named = pattern in {_PREPOSED, _UPON, _CALM}
            if not named or not (
                _NOT_PLACE.match(m["name"]) or any(a < end and start < b for a, b in taken) or _called(s, s.full[start:end])
            ):
                yield start, end, ""


def _nameless(s: Spotted, start: int, end: int) -> bool:
    """Whether what spaCy takes for a person is one name that the story calls nobody: "off Porkkala", "flew to Ain el-Hilweh"."""
    name = s.full[start:end]
    known = name.lower() in leader_names() or behind_office(s.before(start))
    return _SINGLE.fullmatch(name) is not None and not known and not _called(s, name)


def _called(s: Spotted, name: str) -> bool:
    """Whether a story gives one name a first name or words of its own, below its headline of capitals."""
    return name in _somebodies(s.full)


@lru_cache(maxsize=4)
def _somebodies(full: str) -> frozenset[str]:
    body = full.partition("\n")[2]
    second = (m[2] for m in _SECOND.finditer(body) if not _OPENS.match(m[1]))
    return frozenset({*second, *(m[1] for m in _SPEAKS.finditer(body))})
