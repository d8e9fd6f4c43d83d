"""The office of a person: before the name, behind it, or told first with the name behind a comma."""

from __future__ import annotations

import re

from bot.extract.mentions.actors import NAMED
from bot.extract.mentions.spotted import Spotted

OFFICE = (
    r"(?:(?:secretary|director|attorney|inspector|consul|governor|adjutant|brigadier|major|lieutenant)[- ]general|"
    r"ministers?|president|vice president|under ?secretary|secretary|spokesman|spokeswoman|spokesperson|spokesm[ae]n|leader|chief|"
    r"commander|ambassador|chancellor|governor|official|general|chairman|chairwoman|envoy|director|"
    r"adviser|advisor|head|mayor|admiral|colonel|captain|major|lieutenant|brigadier|marshal|sergeant|lawmaker|senator|"
    r"representative|deputy|negotiator|analyst|expert|researcher|professor|fellow|resident|activist|"
    r"diplomat|officer|king|prince|sheikh|premier|representative|member|founder|coordinator|counsel|police chief|"
    r"activist|fighter|witness|doctor|driver|farmer|soldier|student|historian|scientist|editor|journalist|"
    r"inspector|commissioner|coroner|lawyer|prosecutor|judge|elder|imam|bishop|archbishop|"
    r"Gen|Lt|Col|Maj|Adm|Sgt|Capt|Cmdr|Brig|Sen|Rep|Gov|Dr|Vice Adm|Rear Adm|Lt Col|Lt Gen|Maj Gen)"
)
RANK = r"(?:Brig(?:adier)?|Gen(?:eral)?|Lt|Lieutenant|Col(?:onel)?|Maj(?:or)?|Capt(?:ain)?|Adm(?:iral)?|Rear|Vice|Sgt|Sergeant|Cmdr|Staff)"
_BEFORE = re.compile(
    rf"(?<!\w)((?:[\w'&/][\w'&/-]*\.?\s){{0,7}}{OFFICE}\.?,?\s(?:(?:Gen|Lt|Col|Maj|Adm|Sgt|Capt|Cmdr|Brig|Vice|Rear)\.?\s){{0,3}})$",
    re.IGNORECASE,
)
_TELLS = r"(?!(?:who|whose|which|that|said|says|saying|told|tells|was|is|has|had|have|but|when|where|while|as|and)\b)"
_AFTER = re.compile(
    rf"(?:\s\([^)]{{1,20}}\))?,\s((?:the\s|an?\s)?(?:{_TELLS}[\w'’&/.-]+\s){{0,6}}?{OFFICE}(?!\w)"
    rf"(?:\s(?:{_TELLS}[\w'’&.-]+\s){{0,2}}{OFFICE}(?!\w))?(?:\s(?:of|for|at|in|to|"
    rf"with)\s(?:the\s)?[\w'&.-]+(?:\s(?!(?:said|says|told)\b)(?:[A-Z][\w'&.-]+|of|for|the|and|in|general|operations|affairs|policy|forces|"
    rf"relations|command)){{0,7}})?)",
    re.IGNORECASE,
)
# An office with the name behind its comma: "the mayor of the city, Jane Doe,", "the air chief, General John Roe,".
_APPOSED = re.compile(
    rf"(?<!\w)(?P<office>(?:[\w'’&/][\w'’&/-]*\.?\s){{0,5}}{OFFICE})(?P<of>(?:\s(?:of|for|at|in|to)(?:\s{_TELLS}[\w'’&.-]+){{1,8}})?),\s"
    rf"(?:(?:Air\sForce|Army|Navy|Marine)\s)?(?:{RANK}\.?[-\s]){{0,3}}$",
    re.IGNORECASE,
)
# The name that an office between two commas is of: "after a call with Marin Holt, the Danish envoy, Ada Vane, said".
_NEXT = re.compile(r",\s[A-Z][\w'’.-]+(?:\s[A-Z][\w'’.-]+){1,2},\s(?:said|says|told|wrote|added|warned|announced)\b")
_CLOSED = re.compile(r"[,.;]|$")
_VERBISH = re.compile(
    r"^.*\b(?:said|says|told|by|that|and|as|to|with|from|when|after|but|according|of|while|for|on|in|at|is|was)\s(?=[A-Z]|\w)",
    re.IGNORECASE,
)
_NO_OFFICE = frozenset({"ADP", "ADV", "AUX", "CCONJ", "INTJ", "PART", "PRON", "SCONJ", "VERB"})
_RANK = re.compile(rf"(?:(?:{RANK}|First|Second|Dr|Mr|Mrs|Ms|Sir|Honou?rable)\.?\s?)+", re.IGNORECASE)
Role = tuple[str, tuple[str, ...]]


def role(s: Spotted, start: int, end: int) -> Role:
    """The office before or after a name, as written, and the party it names; a bare rank only where nothing else is told."""
    told = _apposed(s, start)
    if told is not None:
        return told
    before = _BEFORE.search(s.before(start, 90))
    rank: Role = ("", ())
    if before:
        at = start - len(before.group(1))
        rank = _office(s, _from(s, at, start), start)
        if not _RANK.fullmatch(rank[0]):
            return rank
    after = _AFTER.match(s.after(end, 120))
    if after is None or _NEXT.match(s.after(end + after.end(1))):
        return rank
    return _office(s, end + after.start(1), end + after.end(1))


def beside(s: Spotted, start: int, end: int) -> bool:
    """Whether an office stands beside a name, a comma between them: "Jane Doe, the mayor", "the mayor of the city, Jane Doe,"."""
    return _AFTER.match(s.after(end, 120)) is not None or (_CLOSED.match(s.after(end)) is not None and _apposed(s, start) is not None)


def _apposed(s: Spotted, start: int) -> Role | None:
    """The office that a name behind its comma holds."""
    found = _APPOSED.search(s.before(start, 120))
    if found is None:
        return None
    at = start - len(found.group())
    whole = at + found.end("of") - found.start()
    return _office(s, _from(s, at, at + len(found["office"])), whole)


def _from(s: Spotted, at: int, end: int) -> int:
    """Where an office begins at the earliest: behind the last word before its end that no office has, "what" or "topple"."""
    cut = _VERBISH.match(s.full[at:end])
    at += cut.end() if cut else 0
    words = [t for t in s.tokens if at <= s.start + t.idx < end]
    last = next((t for t in reversed(words) if t.pos_ in _NO_OFFICE and not t.text.startswith(("'", "’"))), None)
    return at if last is None else s.start + last.idx + len(last.text)


def _office(s: Spotted, at: int, end: int) -> Role:
    owner = min((h for h in s.hits(*NAMED) if at - 4 <= h[0] < end), key=lambda h: (h[0], -h[1]), default=None)  # the longest of the first
    if owner is None:
        return clean(s.full[at:end]).strip(" ,"), ()
    return clean(s.full[min(at, owner[0]) : end]).strip(" ,"), (owner[2],)


def clean(text: str) -> str:
    """A text with single spaces."""
    return re.sub(r"\s+", " ", text).strip()
