"""Triggers and cues: single words that may tell of an event, or of who says so."""

from __future__ import annotations

from collections.abc import Iterator

from bot.extract.candidates import Kind, Mention
from bot.extract.mentions.spotted import Spotted


def words(s: Spotted) -> Iterator[Mention]:
    """The trigger and cue mentions of a sentence."""
    for token in s.tokens:
        if token.pos_ not in {"VERB", "NOUN", "ADJ", "PROPN", "ADV", "AUX"}:
            continue
        start = s.start + token.idx
        lemma = token.lemma_.lower()
        types = s.lexicon.triggers.get(lemma) or s.lexicon.triggers.get(token.lower_)
        if types:
            yield s.mention(Kind.TRIGGER, start, start + len(token.text), ids=types)
        cue = s.lexicon.cues.get(lemma) or s.lexicon.cues.get(token.lower_)
        if cue:
            yield s.mention(Kind.CUE, start, start + len(token.text), ids=(cue,))
