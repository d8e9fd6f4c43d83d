"""Places and tolls of another event: "Attacks on its cities come days after a blast at Lanka killed six" tells neither where nor how many.

And states that were not hit: the coast of "sank a boat off Lanka" is where it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.candidates import Doc, Kind, Mention, resolved, starts
from bot.extract.decode.slots import toll
from bot.extract.decode.units import FIGHTS
from bot.extract.rules.grammar import SIDES
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, is_verb, lemma, subject, up
from bot.extract.text.view import View, shown
from bot.model import Claim, ClaimType, Span

AFLOAT = frozenset({ClaimType.STRIKE, ClaimType.SEIZURE, ClaimType.INTERCEPTION})  # what hits or takes a boat off a coast


def without_others(doc: Doc, claims: Sequence[Claim], seen: Sequence[View | None]) -> tuple[Claim, ...]:
    """The claims without places and tolls that stand behind "after", "following" or "in revenge for", where their doers stand before it.

    A state that stands behind "off" alone is the place of an attack, not its target.
    """
    at = starts(doc)
    held = ((c, shown(at, c.evidence, seen)) for c in claims)
    return tuple(_ashore(_unharmed(_kept(doc, c, views), views), views) for c, views in held)


def _unharmed(claim: Claim, held: Sequence[View]) -> Claim:
    """The claim without the dead and wounded of what its event came after."""
    spans = next((s for name, s in claim.spans if name == "casualties"), ())
    if claim.type not in FIGHTS or not spans:
        return claim
    told = [m for v in held for _, m in v.of(Kind.CASUALTIES) if Span(m.start, m.end) in spans]
    left = [m for m in told if not any(of_before(v, m, claim) for v in held)]
    if len(left) == len(told):
        return claim
    kept = tuple(Span(m.start, m.end) for m in left)
    spans_left = tuple((n, kept if n == "casualties" else s) for n, s in claim.spans)
    return replace(claim, casualties=toll([m.casualties for m in left]), spans=tuple((n, s) for n, s in spans_left if s))


def of_before(view: View, toll: Mention, claim: Claim) -> bool:
    """Whether a toll stands in what an event came after, whose doer a verb before has: "Kenya bombed Lamu after a blast killed nine"."""
    token = view.head(toll)
    inside = next((frozenset(t.i for t in b.subtree) for b in before(token)), frozenset()) if token is not None else frozenset()
    told = (view.head(m) for _, m in view.of(Kind.TRIGGER) if _kinds(claim) & set(m.ids))
    verbs = [t for t in told if t is not None and is_verb(t) and t.i not in inside]
    did = view.sides([s for t in verbs for s in subject(t) if s.i not in inside])
    return bool(inside) and bool(did & set(claim.actor))


def _kinds(claim: Claim) -> set[ClaimType]:
    """The types whose words may tell of a claim: missiles are fired at somebody too."""
    return {claim.type, ClaimType.MISSILE_LAUNCH} if claim.type is ClaimType.STRIKE else {claim.type}


def _ashore(claim: Claim, held: Sequence[View]) -> Claim:
    """The claim with the states off whose coast it was as its places."""
    if claim.type not in AFLOAT or not held:
        return claim
    named = [(_off(t), m, set(resolved(v.doc, m).ids)) for v in held for _, m in v.own if m.kind in SIDES and (t := v.head(m)) is not None]
    gone = set(claim.target) & {i for off, _, ids in named if off for i in ids} - {i for off, _, ids in named if not off for i in ids}
    if not gone:
        return claim
    spots = {Span(m.start, m.end): m.text for _, m, ids in named if ids & gone}
    told = dict(claim.spans)
    target = tuple(s for s in told.get("target", ()) if s not in spots)
    place = tuple(dict.fromkeys((*told.get("place", ()), *spots)))
    spans = tuple((n, s) for n, s in {**told, "target": target, "place": place}.items() if s)
    return replace(
        claim,
        target=tuple(t for t in claim.target if t not in gone),
        place=tuple(dict.fromkeys((*claim.place, *spots.values()))),
        spans=spans,
    )


def _off(token: Token) -> bool:
    return token.dep_ == "pobj" and token.head.lower_ == "off"


def _kept(doc: Doc, claim: Claim, held: Sequence[View]) -> Claim:
    spans = next((s for name, s in claim.spans if name == "place"), ())
    gone = {s for s in spans if any(_behind(v, s, claim) for v in held)}
    if not gone:
        return claim
    left = tuple(s for s in spans if s not in gone)
    texts = {doc.story.cut(s) for s in gone} - {doc.story.cut(s) for s in left}
    told = ((name, left if name == "place" else s) for name, s in claim.spans)
    return replace(claim, place=tuple(p for p in claim.place if p not in texts), spans=tuple((name, s) for name, s in told if s))


def _behind(view: View, span: Span, claim: Claim) -> bool:
    """Whether a place stands in what the event comes after, and its own word before that, with none of its doers behind."""
    mention = next((m for _, m in view.of(Kind.PLACE) if (m.start, m.end) == (span.start, span.end)), None)
    token = view.head(mention) if mention is not None else None
    inside = next((frozenset(t.i for t in b.subtree) for b in before(token)), None) if token is not None else None
    if inside is None or mention is None:
        return False
    doers = [
        t for _, m in view.own if m.kind in SIDES and set(claim.actor) & set(resolved(view.doc, m).ids) and (t := view.head(m)) is not None
    ]
    return of_before(view, mention, claim) or (
        any(t.i not in inside for t in view.events(claim.type)) and not any(t.i in inside for t in doers)
    )


def before(token: Token) -> Iterator[Token]:
    """The words above a word that tell what came before: "after" and its clause, "for" of "revenge for"."""
    later, answer = words("bystanders")["later"], words("bystanders")["answer"]
    for above in up(token):
        clause = above.dep_ in {"advcl", "pcomp"} and any(
            c.lower_ in later and c.dep_ in {"mark", "prep"} and c.i < above.i for c in above.children
        )
        beside = (o for c in children(above.head, "prep") for o in children(c, "pobj") if o.i == above.i - 1)  # "in revenge" "for"
        answered = above.lower_ in {"to", "for"} and any(lemma(t) in answer for t in (above.head, *beside))
        if clause or (above.dep_ == "prep" and (above.lower_ in later or answered)):
            yield above


__all__ = ["before", "of_before", "without_others"]
