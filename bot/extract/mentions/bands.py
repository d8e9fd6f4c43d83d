"""Parties without a name: rebels, militants and the like by what stands around them, and civilians."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from bot.extract.candidates import Kind, Mention
from bot.extract.mentions.fighters import aloft
from bot.extract.mentions.kurds import here, kurds
from bot.extract.mentions.orgs import snake
from bot.extract.mentions.spotted import Spotted

FAR = 60  # characters to the group behind "fighters from the"
_BEHIND = re.compile(
    r"\s(?:from|of|with)\s(?:the\s)?(?:(?:[\w']+\s)?[\w'-]+-(?:linked|affiliated|aligned|backed|allied|based)\s)?"
    r"(?:(?:militant|rebel|jihadist|Islamist|armed|extremist|insurgent)\s)?(?:group\s|movement\s)?(?:the\s)?"
)
_OWN = re.compile(r"['’]s\b")
_NO_NAME = frozenset({"VERB", "AUX", "ADP", "PART", "DET", "CCONJ", "SCONJ", "PUNCT", "PRON", "ADV"})


def bands(s: Spotted) -> Iterator[Mention]:
    """The unnamed groups of a sentence; "fighter" in "fighter jets" is nobody."""
    yield from kurds(s)
    for token in s.tokens:
        lemma = token.lemma_.lower()
        if (lemma == "fighter" and aloft(s, token)) or _of_name(s, token):
            continue
        if lemma in s.lexicon.bands.armed or (lemma in s.lexicon.bands.forces and _kind(s, token)):
            yield from _band(s, token, lemma)


def _of_name(s: Spotted, token: Any) -> bool:
    """Whether a word is part of a group's own name: "Kachin Independence Army"."""
    start, end = s.span(token, token)
    return bool(token.text[0].isupper()) and any(a < start and end <= b for a, b, _, _ in s.hits("group"))


def _band(s: Spotted, token: Any, lemma: str) -> Iterator[Mention]:
    start, end = s.span(token, token)
    kind = _kind(s, token)
    behind = _behind(s, end)
    near = (h for h in s.hits("group", "company") if 0 <= start - h[1] <= 25 and not re.search(r"[,;.]|-\w+\s", s.full[h[1] : start]))
    named = [h for h in near if not _says(s, h[1], start)]
    if named:
        yield s.mention(Kind.PARTY, named[-1][0], end, ids=(named[-1][2],))
    elif behind:
        yield s.mention(Kind.PARTY, start, end, ids=(behind,))
    elif kind:
        id_ = here(s, kind[1], lemma) or _id(s, kind[1], lemma, _land(s, kind[0]))
        yield s.mention(Kind.PARTY, kind[0], end, ids=(id_,))
    elif lemma in s.lexicon.bands.armed:
        yield from _bare(s, token, lemma, start, end)


def _says(s: Spotted, start: int, end: int) -> bool:
    """Whether a verb of saying stands between: "the group said two of its fighters"."""
    between = (t for t in s.tokens if start <= s.start + t.idx < end and t.pos_ == "VERB")
    return any(s.lexicon.cues.get(t.lemma_.lower()) for t in between)


def _behind(s: Spotted, end: int) -> str:
    """The id of the group that some armed men are from: "fighters from the Islamist group X"."""
    near = (h for h in s.hits("group") if 0 < h[0] - end <= FAR and s.full[h[1] : h[1] + 1] != "-")
    return next((h[2] for h in near if _BEHIND.fullmatch(s.full, end, h[0])), "")


def _bare(s: Spotted, token: Any, lemma: str, start: int, end: int) -> Iterator[Mention]:
    """A head alone, or after a state's adjective ("Syrian rebels"). Without an id what stands before decides."""
    owners = [h for h in s.hits("adjective", "state") if 0 <= start - h[1] <= 12 and _beside(s, h[1], start)]
    theatre = owners[-1][2] if owners else s.context.theatre
    ruled = next((r[2] for r in s.lexicon.bands.bare if r[0] == lemma and r[1] == theatre), "")
    first = owners[-1][0] if owners else start
    told = next((r[2] for r in s.lexicon.bands.told if r[0] == lemma and r[1] == theatre and s.context.groups.get(r[2])), "")
    ruled = ruled or (told if owners else "")
    if ruled:
        yield s.mention(Kind.PARTY, first, end, ids=(ruled,))
    elif owners:
        yield s.mention(Kind.PARTY, first, end, ids=(snake(f"{_OWN.sub(' ', s.full[first:start])} {_plural(lemma)}"),))
    else:
        last = next((r[2] for r in s.lexicon.bands.last if r[0] == lemma and r[1] == theatre), snake(token.text))
        yield s.mention(Kind.PARTY, start, end, org=last)


def _beside(s: Spotted, end: int, start: int) -> bool:
    """Whether only what names can stand between a state and a head: not "Pakistan if militants", "Japan scrambled fighters"."""
    between = (t for t in s.tokens if end <= s.start + t.idx < start and t.text not in {"'s", "’s", "-"})
    return not any(t.pos_ in _NO_NAME for t in between)


def _kind(s: Spotted, token: Any) -> tuple[int, str] | None:
    """The word of people or creed before a head, with its offset."""
    start, _ = s.span(token, token)
    before = s.before(start, 45)
    found = list(s.lexicon.bands.kinds.finditer(before))
    if (
        not found
        or len(before) - found[-1].end() > 22
        or re.search(r"[,;.:]|\b(?:and|in|of|on|at|the|by|to|from|with|for|against|after)\s", before[found[-1].end() :])
        or not _beside(s, start - len(before) + found[-1].end(), start)
    ):
        return None
    return start - len(before) + found[-1].start(), found[-1].group()


def _land(s: Spotted, start: int) -> str:
    """The state whose adjective stands right before a word of people, "Syrian Kurdish fighters"; else the story's theatre."""
    return next((id_ for _, end, id_, _ in s.hits("adjective") if end == start - 1), s.context.theatre)


def _id(s: Spotted, kind: str, lemma: str, land: str) -> str:
    """The id that a word of people and its head make: of those it may be, the one named most in the story, else the land's."""
    fits = [r for r in s.lexicon.bands.rules if r[0].lower() == kind.lower() and (r[1] == "*" or lemma in s.lexicon.bands.armed)]
    named = max(((s.context.groups.get(r[3], 0), r[3]) for r in fits), default=(0, ""))
    here = (r[3] for r in fits if r[2] in {"*", land})
    return named[1] if named[0] else next(here, f"{snake(kind)}_{snake(_plural(lemma))}")


def _plural(lemma: str) -> str:
    if lemma in {"opposition", "people"}:
        return lemma
    return f"{lemma[:-3]}men" if lemma.endswith("man") else f"{lemma[:-1]}ies" if lemma.endswith(("ry", "cy")) else f"{lemma}s"


_ARMED = re.compile(
    r"\b(?:soldiers?|troops?|servicem[ae]n|militants?|fighters?|rebels?|insurgents?|policem[ae]n|police|officers?|"
    r"gunm[ae]n|attackers?|assailants?|jihadists?|terrorists?|"
    r"militiam[ae]n|marines?|personnel|guards?|pilots?|commanders?|members?|peacekeepers?|forces|bombers?|extremists?|"
    r"airm[ae]n|sailors?|Taliban|recruits?|cadets?)\b"
)


# A number without a noun of its own counts those counted before: "two soldiers and three others", "nine troops dead, 40 wounded".
_BARE = re.compile(r"\s*(?:$|[,.;)]|(?:others?|more|wounded|injured|hurt|dead|missing|were|was|in|on|and|when|after)\b)")
_OTHERS = frozenset({"other", "others"})
_ONCE = re.compile(r"\b(?:former|retired|ex-)")
_NONE = re.compile(r"\b[Nn]o\s$")
_PERSON = re.compile(r"(?:[A-Z][\w'’.-]+\s){1,3}[A-Z][\w'’.-]+")


def civilians(s: Spotted, harmed: Sequence[tuple[int, int]]) -> Iterator[Mention]:
    """Civilians: by their words but behind a "no", and as the killed of whom nothing else is told, not by a name."""
    spots = sorted(harmed)
    armed = next((end for start, end in spots if _soldiers(s, start, end)), s.sentence.end)
    foes = {m.start for m in kurds(s)}
    for start, end, _, _ in s.hits("civilian"):
        others = start > armed and s.full[start:end].lower() in _OTHERS
        if not others and start not in foes and not _NONE.search(s.before(start)):
            yield s.mention(Kind.PARTY, start, end, ids=("civilians",))
    for start, end in spots:
        if not (_soldiers(s, start, end) or _PERSON.fullmatch(s.full[start:end]) or (start > armed and _BARE.match(s.after(end)))):
            yield s.mention(Kind.PARTY, start, end, ids=("civilians",))


def _soldiers(s: Spotted, start: int, end: int) -> bool:
    """Whether the harmed are armed: by their own words or what stands right behind their number, and still in arms."""
    told = s.full[start:end] + s.after(end, 45).split(",")[0]
    return _ARMED.search(told) is not None and not _ONCE.search(told)
