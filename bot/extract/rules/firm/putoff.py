"""What is put off is told as postponed and not as to come: "postponed the drills", "delivery was pushed back to 2027"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.candidates import Doc
from bot.extract.rules.grammar import calls, said
from bot.extract.rules.reading import Reading
from bot.extract.status import status_of
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, is_verb, lemma
from bot.extract.text.view import View
from bot.model import NEGATIVE, Claim, ClaimType, Reversal, Span, Status

TYPES = frozenset(
    {
        ClaimType.EXERCISE,
        ClaimType.MISSILE_LAUNCH,
        ClaimType.WEAPON_TEST,
        ClaimType.ARMS_TRANSFER,
        ClaimType.DEPLOYMENT,
        ClaimType.PROCUREMENT,
    }
)
OF = frozenset({"of", "in", "to", "for"})
ALIKE = {ClaimType.MISSILE_LAUNCH: ClaimType.WEAPON_TEST, ClaimType.WEAPON_TEST: ClaimType.MISSILE_LAUNCH}


def with_put_off(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims, those postponed whose sentences say so of their event and none of which says that it came about."""
    return tuple(_put_off(read.doc, c, read.shown(c)) if c.type in TYPES and c.reversal is None else c for c in claims)


def _put_off(doc: Doc, claim: Claim, held: Sequence[View]) -> Claim:
    if claim.status in NEGATIVE:
        return claim
    signs = tuple(span for view in held for span in _signs(view, claim.type))
    if not signs or any(_done(view, claim.type) for view in held):
        return claim
    told = next((e for e in claim.evidence if any(e.start <= s.start < e.end for s in signs)), claim.told)
    # A day gone by is the one on which it was said, and not that of what is put off.
    day = claim.date if claim.date and claim.date.end > doc.story.published.date() else None
    spans = (*claim.spans, ("reversal", signs))
    return replace(claim, reversal=Reversal.POSTPONED, status=Status.PLANNED, date=day, told=told, spans=spans)


def _signs(view: View, kind: ClaimType) -> Iterator[Span]:
    """The words of a sentence that put an event of a type off; none that is only asked for, possible or said not to be."""
    table, events = words("putoff"), {t.i for k in (kind, ALIKE.get(kind, kind)) for t in view.events(k)}
    for token in view.tokens:
        verb = is_verb(token) and calls(token, table["verb"])
        about = _about(token) if verb else _behind(token) if lemma(token) in table["noun"] else ()
        firm = status_of(token).status not in NEGATIVE | {Status.POSSIBLE}
        if firm and any(w.i in events for o in about for w in o.subtree):
            start = view.start(token)
            yield Span(start, start + len(token.text))


def _about(verb: Token) -> tuple[Token, ...]:
    """What a verb puts off: its object, in the passive its subject, or the deed that it is late with: "delays sending"."""
    objects = said(verb, "obj")
    bare = objects or children(verb, "dobj") or verb.tag_ not in {"VBN", "VBD"}
    # A headline leaves "was" out: "Drills postponed", "delivery of jets pushed back".
    terse = () if bare else (verb.head,) if verb.dep_ == "acl" else children(verb, "nsubj")
    return (*objects, *children(verb, "xcomp"), *terse)


def _behind(noun: Token) -> tuple[Token, ...]:
    """What a noun says is put off: "the postponement of the drills", "a delay in the delivery of"."""
    return tuple(o for p in children(noun, "prep") if p.lower_ in OF for o in (*children(p, "pobj"), *children(p, "pcomp")))


def _done(view: View, kind: ClaimType) -> bool:
    """Whether a verb tells that such an event came about all the same: "postponed twice, the drills began"."""
    late = {w.i for t in view.tokens if calls(t, words("putoff")["verb"]) for w in (t, *(s for o in _about(t) for s in o.subtree))}
    events = [t for t in view.events(kind) if t.i not in late]
    begun = [t for t in view.tokens if is_verb(t) and lemma(t) in words("putoff")["begun"] and t.i not in late]
    return any(is_verb(t) and t.tag_ in {"VBD", "VBZ"} and status_of(t).status is Status.ASSERTED for t in (*events, *begun))


__all__ = ["with_put_off"]
