"""Sentences that say themselves that they tell another event: "Separately, ...", "In another attack, ...", "had sold it jets last year".

And fights of two foes, each told in a sentence of its own: "Gunmen killed 12 villagers. The army killed 40 of them."
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import timedelta

from bot.extract.candidates import Doc, Kind, Zone
from bot.extract.confidence import SHORT
from bot.extract.families import FIGHTS
from bot.extract.speech.speakers import cues
from bot.extract.tables import words
from bot.extract.text.clauses import besides
from bot.extract.text.token import Token
from bot.extract.text.tree import children, is_verb, lemma, passive, subject
from bot.extract.text.view import View, parsed, views
from bot.model import ClaimType

# What somebody only says or writes apart is no event apart.
OPENS = re.compile(
    r"(?i)[\"“]?(?:but |and )?(?:separately\b|elsewhere\b"
    r"|in (?:a|another) (?:separate|different|unrelated|similar)\s(?!(?:news |press )?"
    r"(?:statement|post|interview|report|briefing|letter|message|tweet|filing|release|conference|speech|call|meeting)s?\b)"
    r"|in another (?:[\w-]+\s)?(?:incident|attack|strike|raid|development|clash|ambush|operation|deal|case|blast|bombing)\b)"
)
LONG_AGO = timedelta(days=20)
ARMY = "ARMY"  # a state's forces, whichever it is
BOMBERS = "bombers"  # who plants bombs is no state's army, whoever it is
PLANTED = re.compile(
    r"\b(?:roadside|suicide|car|truck|improvised)\W+(?:\w+\W+)?(?:bomb\w*|explosives?|devices?)\b|\bieds?\b|\blandmines?\b"
)
ALLIED = frozenset({"nato", "un", "eu", "us_coalition", "saudi_led_coalition", "wagner", "civilians"})  # beside a state no foe of it


def separate(doc: Doc, told: Collection[int]) -> frozenset[int]:
    """The sentences behind the first of some that tell another event."""
    return frozenset(s.index for s in doc.sentences if s.index not in told and s.index > min(told) and _opens(doc, s.index))


def parted(doc: Doc, one: int, two: int) -> bool:
    """Whether the later of two sentences of a story's body says that it tells another event than the earlier one."""
    first, second = sorted((one, two))
    if first == second or doc.sentences[first].zone is not Zone.BODY:
        return False
    return _opens(doc, second) or (_long_before(doc, second) and not _long_before(doc, first))


def deeds(doc: Doc) -> tuple[frozenset[str], ...]:
    """Who attacks by each sentence of a feed item; of a whole story nobody, which says more often who is meant."""
    short = len(doc.story.text) < SHORT
    return tuple(fighters(view) for view in views(doc)) if short else (frozenset(),) * len(doc.sentences)


def foes(did: Sequence[frozenset[str]], told: Collection[int]) -> frozenset[int]:
    """The sentences in which a foe of those who fight in some sentences fights; `did` as of `deeds`."""
    mine = [i for i in told if did[i]]
    return frozenset(s for s in range(len(did)) if mine and s not in told and all(opposed(did, i, s) for i in mine))


def opposed(did: Sequence[frozenset[str]], one: int, two: int) -> bool:
    """Whether foes fight in two sentences, or two states that no sentence names as fighting together."""
    a, b = did[one], did[two]
    states = bool(a and b) and not a & b and all(map(_state, a | b))
    return facing(a, b) or (states and not any(a & who and b & who for who in did))


def aside(doc: Doc, did: Sequence[frozenset[str]], told: Collection[int], others: Collection[int]) -> frozenset[int]:
    """The sentences of a feed item, and clauses of its headline, in which others fight than those of some sentences."""
    if not any(did):
        return frozenset()
    cut = besides(doc)
    held = {*others, *(i for t in told for i in cut.get(t, ()) if doc.sentences[t].zone is Zone.TITLE)} - set(told)
    mine = frozenset[str]().union(*(did[t] for t in told))
    return frozenset(i for i in held if mine and did[i] and not did[i] & mine)


def fighters(view: View | None) -> frozenset[str]:
    """Who attacks or fights by the verbs of a sentence."""
    if view is None:
        return frozenset()
    verbs = [t for kind in (*FIGHTS, ClaimType.MISSILE_LAUNCH) for t in view.events(kind) if is_verb(t)]
    by = (p for v in verbs for a in children(v, "agent") for p in children(a, "pobj"))
    did = [*(s for v in verbs if not passive(v) for s in subject(v)), *by]
    named = [*did, *(c for d in did for c in children(d, "compound"))]  # the drone of "Chad drone strike kills two"
    forces = {ARMY} if any(lemma(t) in words("home")["forces"] for t in named) else set[str]()
    planted = {BOMBERS} if any(PLANTED.search(" ".join(t.lower_ for t in d.subtree)) for d in did) else set[str]()
    return (view.sides(named) | _whose(view, did)) - {"civilians"} or frozenset(forces or planted)


def _whose(view: View, did: Sequence[Token]) -> frozenset[str]:
    """Whose forces they are by what stands behind them: "warplanes of the National Army"."""
    return view.sides([o for t in did for p in children(t, "prep") if p.lower_ == "of" for o in children(p, "pobj")])


def facing(one: frozenset[str], two: frozenset[str]) -> bool:
    """Whether the doers of two sentences are a state's on one side and a group's on the other: what one did the other did not."""
    states, groups = (one, two) if any(map(_state, one)) else (two, one)
    return bool(states and groups) and all(map(_state, states)) and not any(_state(i) or i in ALLIED for i in groups)


def _state(party: str) -> bool:
    return party.isupper() and party != "PS"


def _opens(doc: Doc, sentence: int) -> bool:
    held = doc.sentences[sentence]
    return held.zone is Zone.BODY and OPENS.match(doc.story.full, held.told, held.end) is not None


def _long_before(doc: Doc, sentence: int) -> bool:
    """Whether the main verb tells what had been done before, on a day weeks behind: "had sold it jets last May"."""
    held = parsed(doc, sentence)
    root = next((t for t in held[0] if t.head.i == t.i and is_verb(t)), None) if held is not None else None
    if root is None or not _had(root) or lemma(root) in cues()["say"]:
        return False
    today = doc.story.published.date()
    days = [m.days for _, m in doc.of(sentence, Kind.DATE) if m.days is not None]
    return bool(days) and all(d.end < today - LONG_AGO for d in days)


def _had(verb: Token) -> bool:
    return verb.tag_ == "VBN" and any(c.lower_ == "had" for c in children(verb, "aux"))


__all__ = ["aside", "deeds", "facing", "fighters", "foes", "opposed", "parted", "separate"]
