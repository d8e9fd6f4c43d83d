"""What a kind of event is called: the schema's own word, or the nearer one that a claim's sentences have for it."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import NamedTuple

from bot.alert.names import names_of
from bot.model import Category, Claim, ClaimType, Reversal, kind_word

FEWER = 3  # places taken that are not all named
SOFT = frozenset({Category.OTHER, Category.TROOPS})  # items that a cyberattack may have; no weapon is among them


class Nearer(NamedTuple):
    """A word for a kind of event where a sentence has `told` and none has `never`."""

    word: str
    told: re.Pattern[str]
    never: re.Pattern[str]


def _nearer(word: str, told: str, never: str = r"(?!)") -> Nearer:
    return Nearer(word, re.compile(told, re.IGNORECASE), re.compile(never, re.IGNORECASE))


HACK = (
    r"\bcyber[- ]?(?:attack|incident|breach|intrusion|offensive|assault|espionage|campaign|raid)"
    r"|\bDDoS\b|\bdenial[- ]of[- ]service\b|\bransomware\b|\bmalware\b|\bhack(?:ers?|ing)\b"
    r"|\bhacked (?:into\b|(?:\w+ ){0,4}(?:systems?|networks?|databases?|websites?|computers?|servers?|emails?)\b)"
)
ALERT = (
    r"\b(?:combat|battle|full|heightened|highest|higher|high|increased)(?: \w+)? (?:readiness|alert)\b"
    r"|\bstate of (?:\w+ )?(?:readiness|alert)\b"
)
# Those who only wait are sent nowhere; who is sent besides is deployed.
SENT = (
    r"\b(?:deploy|redeploy|send|sent|sends|mov(?:e|es|ed|ing)\b(?! to)|station|reinforc|arriv|dispatch|scrambl|patrol"
    r"|took off|into the air|mass(?:es|ed|ing)\b)"
)
DOWN = (
    r"\b(?:shoot|shoots|shot|shooting|brought|brings?|bringing|tak(?:e|es|ing)|took)\b[^.;]{0,60}\bdown\b"
    r"|\bdown(?:s|ed|ing)\b|\bdestroy|\bneutrali[sz]|\bhit\b|\bkill"
)
NEARER = MappingProxyType(
    {
        ClaimType.STRIKE: (_nearer("cyberattack", HACK),),
        ClaimType.DEPLOYMENT: (
            _nearer("mobilisation", r"\bmobili[sz](?:ation|es?|ed|ing)\b", rf"\bdemobili|{SENT}"),
            _nearer("alert raised", ALERT, SENT),
        ),
        ClaimType.INTERCEPTION: (_nearer("intercepted", r"\bintercept", DOWN),),
    }
)


def event_of(claim: Claim) -> str:
    """The kind of event: "attack", "cyberattack", "sanctions lifted", "withdrawal from Syria"."""
    if claim.reversal in {None, Reversal.POSTPONED}:
        word = _finer(claim) or _told(claim) or kind_word(claim.type)
        return word if claim.reversal is None else f"{word} {claim.reversal.value}"
    left = _left(claim) if claim.reversal is Reversal.WITHDRAWAL else ""
    word = kind_word(claim.type, claim.reversal)
    return f"{word} from {left}" if left else word


def _finer(claim: Claim) -> str:
    """What the claim itself tells more exactly than its kind does: a space launch, craft that were met, a place that was taken."""
    if _into_space(claim):
        return "space launch"
    if claim.type is ClaimType.INCURSION and any(name == "met" for name, _ in claim.spans):
        return "intercepted"
    taken = _taken(claim) if claim.type is ClaimType.GROUND_COMBAT else ""
    return f"capture of {taken}" if taken else ""


def _taken(claim: Claim) -> str:
    """The places that were taken, where some of the places are told so: two by name."""
    spots = [spot for name, held in claim.spans if name == "taken" for spot in held]
    said = (
        q[s.start - e.start : s.end - e.start]
        for s in spots
        for e, q in zip(claim.evidence, claim.quotes, strict=False)
        if e.start <= s.start < e.end
    )
    taken = list(dict.fromkeys(place for place in said if place in claim.place))
    few = [one for one in taken if not any(one != other and one in other for other in taken)]
    return " and ".join(few) if len(few) < FEWER else f"{', '.join(few[: FEWER - 1])} and others"


def _told(claim: Claim) -> str:
    """The nearer word of a claim's sentences; a cyberattack has no dead and no weapons."""
    words = " ".join((*claim.quotes, *(item.text for item in claim.item)))
    found = next((one.word for one in NEARER.get(claim.type, ()) if one.told.search(words) and not one.never.search(words)), "")
    return "" if found == "cyberattack" and (claim.casualties or any(i.category not in SOFT for i in claim.item)) else found


def _left(claim: Claim) -> str:
    """Where forces leave from: the place that the quoted sentence names, else the first, else the state."""
    said = claim.said()
    return next((place for place in claim.place if place in said), next(iter(claim.place), names_of(claim.target, claim.quotes)))


def _into_space(claim: Claim) -> bool:
    """Whether all that a launch sends up goes into space."""
    return claim.type is ClaimType.MISSILE_LAUNCH and bool(claim.item) and all(i.category is Category.SPACE_LAUNCH for i in claim.item)
