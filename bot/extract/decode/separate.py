"""Sentences that say themselves that they tell another event: "Separately, ...", "In another attack, ...", "had sold it jets last year"."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import timedelta

from bot.extract.candidates import Doc, Kind, Zone
from bot.extract.speech.speakers import cues
from bot.extract.text.token import Token
from bot.extract.text.tree import children, is_verb, lemma
from bot.extract.text.view import parsed

# What somebody only says or writes apart is no event apart.
OPENS = re.compile(
    r"(?i)[\"“]?(?:but |and )?(?:separately\b|elsewhere\b"
    r"|in (?:a|another) (?:separate|different|unrelated|similar)\s(?!(?:news |press )?"
    r"(?:statement|post|interview|report|briefing|letter|message|tweet|filing|release|conference|speech|call|meeting)s?\b)"
    r"|in another (?:[\w-]+\s)?(?:incident|attack|strike|raid|development|clash|ambush|operation|deal|case|blast|bombing)\b)"
)
LONG_AGO = timedelta(days=20)


def separate(doc: Doc, told: Collection[int]) -> frozenset[int]:
    """The sentences behind the first of some that tell another event."""
    return frozenset(s.index for s in doc.sentences if s.index not in told and s.index > min(told) and _opens(doc, s.index))


def parted(doc: Doc, one: int, two: int) -> bool:
    """Whether the later of two sentences of a story's body says that it tells another event than the earlier one."""
    first, second = sorted((one, two))
    if first == second or doc.sentences[first].zone is not Zone.BODY:
        return False
    return _opens(doc, second) or (_long_before(doc, second) and not _long_before(doc, first))


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


__all__ = ["parted", "separate"]
