"""What only a faked picture shows did not happen: "fake video claims to show a strike"; a "false flag" attack is denied by nobody."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.extract.rules.reading import Reading
from bot.extract.status import words as status_words
from bot.extract.text.denying import UNTRUE, refused
from bot.extract.text.tree import children, lemma
from bot.extract.text.view import View
from bot.model import Claim, ClaimType, Status

_PICTURE = r"(?:videos?|footage|clips?|images?|photos?|photographs?|pictures?|posts?|screenshots?|recordings?|audio)"
_FAKE = r"(?:fake[ds]?|faked|doctored|fabricated|manipulated|(?:AI|computer)[- ]generated|staged|altered|hoax|deepfake|digitally created)"
FAKED = re.compile(
    rf"(?i)\b{_FAKE}\s(?:[\w-]+\s){{0,2}}?{_PICTURE}\b|\bdeepfakes?\b|\bvideo game (?:footage|clips?|videos?)\b"
    rf"|\b(?:old|unrelated|outdated|years-old)\s(?:[\w-]+\s)?{_PICTURE}\b[^.;]*\b(?:falsely|wrongly|shared as|passed off|recycled)\b"
    rf"|\b{_PICTURE}\b[^.;]*\b(?:is|are|was|were|as)\s(?:an?\s)?(?:{_FAKE}|not (?:real|genuine|authentic))\b"
    rf"|\b{_PICTURE}\b[^.;]*\bfalsely\s(?:shared|claim\w*|linked|presented|attributed|said|describ\w+|portray\w*|labell?ed|captioned)\b"
)
EVENTS = frozenset(ClaimType) - {ClaimType.THREAT, ClaimType.SANCTION, ClaimType.AGREEMENT}
FALSE_FLAG = re.compile(r"(?i)\bfalse[- ]flag\b")


def without_faked(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims without those that all of their sentences tell of a faked picture, or deny by a "false flag" alone."""
    held = ((c, read.shown(c)) for c in claims)
    return tuple(c for c, views in held if not views or not (_faked(c, views) or _flagged(c, views)))


def _faked(claim: Claim, held: Sequence[View]) -> bool:
    """Whether the sentences that tell the event are of faked pictures."""
    told = [v for v in held if v.events(claim.type)] or held
    return claim.type in EVENTS and all(FAKED.search(v.doc.story.full, v.sentence.told, v.sentence.end) for v in told)


def _flagged(claim: Claim, held: Sequence[View]) -> bool:
    """Whether no word of a denial says so but the "false" of a false flag."""
    if claim.status is not Status.DENIED or not any(FALSE_FLAG.search(v.sentence.text) for v in held):
        return False
    return not any(_denies(v) for v in held)


def _denies(view: View) -> bool:
    denied = any(lemma(t) in status_words()["deny"] and not refused(t) for t in view.tokens)
    false = any(t.lower_ in UNTRUE and t.head.lower_ not in {"flag", "attack", "operation"} for t in view.tokens)
    return denied or false or any(children(t, "neg") for t in view.tokens)


__all__ = ["without_faked"]
