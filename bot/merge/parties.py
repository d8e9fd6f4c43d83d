"""Who is a side of his own: the state, group or body that a speaker speaks for, told apart from ranks, offices, media and lone names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bot.merge import lineage, places
from bot.model import Report, Speaker

# Ranks, offices and kinds of body that every state has: a name made of nothing else says not whose they are.
_OFFICES = """activists adm admiral adviser advisers advisor aide aides ambassador analyst analysts brig brigadier capt captain chairman
chairwoman chancellor chief chiefs col colonel commander commanders commissioner commodore councillor councilor diplomat
diplomats director doctors envoy envoys expert experts gen general governor governors head heads insider insiders insurgents
investigator investigators judge lawmaker lawmakers leader leaders lieutenant lt maj major marshal mayor mayors militants
minister ministers negotiator officer officers official officials premier president prosecutor prosecutors rebels rector
representative representatives resident residents secretary senator sergeant spokesman spokesmen spokesperson spokeswoman
staff survivors undersecretary witness witnesses"""
_BODIES = """administration administrations agency air armed army assembly authorities authority broadcaster cabinet chamber city civil
coast command committee corps council county court defence defense department district emergency federal finance fire fleet
force forces foreign government governments group guard health home hospital intelligence interior joint justice law local
marine media medical military ministries ministry municipal national naval navy news newspaper newspapers office operational
operations parliament police press prison prosecution provincial public radio region regional report reports security service
services social source sources state statement team teams television town tv village war websites"""
_HOW = """a about acting an and assistant at by deputy eastern few first for former from her high his in its junior many most northern
of on other our prime ranking rear retired second senior several some southern squadron the their third three to top two
under unnamed vice western wing with"""
SMALL = frozenset(_HOW.split())
COMMON = frozenset(f"{_OFFICES} {_BODIES}".split()) | SMALL
OFFICES = frozenset(_OFFICES.split())
_SPEAKS_FOR = re.compile(r"(?i)^(?:(?:an?|the|its|chief|deputy|senior)\s)*spokes(?:man|woman|person)\s(?:for|of|at)\s(?:the\s)?")
_PAST = re.compile(r"(?i)(?:the\s|an?\s)?(?:former|ex|retired|ousted)\b")
_COMMENTS = re.compile(r"(?i)\b(?:experts?|analysts?|professors?|fellows?|researchers?|scholars?|historians?|commentators?)\b")
_PLAIN = re.compile(r"[^a-z0-9]+")
_WORD = re.compile(r"[^\W_][\w.&-]*")
_SHORT = re.compile(r"\s\([A-Z][\w-]{1,9}\)$")
_STATE_MEDIA = frozenset({"kcna", "tass", "ria novosti", "xinhua", "irna", "anadolu"})
_GOVERNS = frozenset({"governor", "mayor", "administration", "police", "prosecutors"})
PRESS = frozenset(lineage.AGENCIES) - _STATE_MEDIA
CODE = 2  # letters of a state's code


def party_of(speaker: Speaker) -> str:
    """Whose voice a speaker is: the state or group, else the body by its plain name; "" for one of nobody known.

    A lone name, an office of nobody's or held once, who only comments, and an outlet that is cited are no sides.
    """
    name = speaker.org or ""
    if _PAST.match(name) or (_COMMENTS.search(name) and not speaker.party):
        return ""
    if lineage.key(name) in PRESS and len(speaker.party) != CODE:
        return ""
    return speaker.party or ("" if speaker.anonymous else _local(name) or lineage.key(_body(name)))


def _local(name: str) -> str:
    """The state whose ground an office holds: that of "Kharkiv's regional governor", "Odesa mayor"; "" for other names."""
    words = [_plain(word) for word in name.split()]
    if not _GOVERNS.intersection(words):
        return ""
    told = (" ".join(words[first:last]) for first in range(len(words)) for last in range(len(words), first, -1))
    return next((state for one in told if places.tells(one) and (state := places.ground(one))), "")


def called(report: Report, party: str) -> str:
    """A party as its report writes it, though its id be made of that; a state or a group that all know by its id."""
    written = (body for s in report.claim.source if s.party in {"", party} and (body := _body(s.org or s.name or "")))
    return next((name for name in written if party in {lineage.key(name), _PLAIN.sub("_", name.lower()).strip("_")}), party)


def _body(org: str) -> str:
    """The body that an office names, without the office: the Harbour Observatory, of "Harbour Observatory director"; "" for none.

    And without the short name behind it: "Lima Rights Council (LRC)".
    """
    name = _SHORT.sub("", _SPEAKS_FOR.sub("", org)).strip()
    words = name.split()
    while words and _plain(words[-1]) in OFFICES:
        words.pop()
    body = " ".join(words).removesuffix("'s").removesuffix("’s")
    told = (word for word in _WORD.findall(body) if word[0].isupper() or any(letter.isupper() for letter in word[1:]))
    return "" if lineage.key(body) in PRESS or all(_plain(word) in COMMON for word in told) else body


def _plain(word: str) -> str:
    return word.lower().strip(".,").removesuffix("'s").removesuffix("’s")


def fuller(party: str, speakers: Iterable[Speaker]) -> str:
    """The party of a name that others tell more fully: South Korea, of "Joint Chiefs", or "JCS", beside "South Korea's Joint Chiefs"."""
    words = frozenset(party.split())
    longer = [(s, [_plain(word) for word in (s.org or "").split()]) for s in speakers]
    fits = (s for s, told in longer if words < frozenset(told) or (party.isalpha() and party in _letters(told)))
    found = {whose for s in fits if (whose := party_of(s)) and whose != party}
    return found.pop() if len(found) == 1 else party


def _letters(words: Sequence[str]) -> frozenset[str]:
    """What a name is for short, with and without its small words and those before: "jcs" of "South Korea's Joint Chiefs of Staff"."""
    firsts = ["".join(w[:1] for w in told) for told in (words, [w for w in words if w not in SMALL])]
    return frozenset(first[i:] for first in firsts for i in range(len(first) - 1))
