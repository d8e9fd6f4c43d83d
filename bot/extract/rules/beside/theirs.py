"""Things that another sends: the carrier of "Oman deployed troops after Peru sent its carrier" is none of Oman's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.extract.candidates import Kind
from bot.extract.rules.grammar import before
from bot.extract.rules.reading import Reading
from bot.extract.speech.speakers import cues
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import CLAUSAL, children, is_verb, lemma, up
from bot.extract.text.view import View
from bot.model import Claim, ClaimType, Item, Span

BELOW = frozenset({"pcomp", "advcl"})
OWN = frozenset({ClaimType.DEPLOYMENT, ClaimType.EXERCISE, ClaimType.ARMS_TRANSFER})


def without_theirs(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims without things that a clause below the doer's has another do."""
    kept = (_kept(c, read.shown(c)) if c.type in OWN and len(c.item) > 1 else c for c in claims)
    return tuple(_unmet(c, read.shown(c)) if c.type is ClaimType.DEPLOYMENT and c.item else c for c in kept)


def _unmet(claim: Claim, held: Sequence[View]) -> Claim:
    """A deployment without what came before it was ordered: the bombers of "scrambled jets after two bombers flew near"."""
    left = tuple(i for i in claim.item if not _came(claim, held, i))
    return claim if len(left) == len(claim.item) else replace(claim, item=left, spans=_spans(claim, held, left))


def _came(claim: Claim, held: Sequence[View], item: Item) -> bool:
    """Whether all things of an item's name move in clauses of what the doer's own move came after."""
    told = [(len(m.text), v, t) for v in held for _, m in v.of(Kind.ITEM) if m.text in item.text and (t := v.head(m)) is not None]
    found = [(v, t) for size, v, t in told if size == max(s for s, _, _ in told)]
    own = any(v.sides([t]) & set(claim.actor) for v, t in found)
    return bool(found) and not own and all(_moves(t) and _behind(v, t, claim) for v, t in found)


def _behind(view: View, thing: Token, claim: Claim) -> bool:
    """Whether a thing stands in what came before something that the claim's doer does."""
    above = (v for b in before(thing) for v in up(b.head) if is_verb(v) and lemma(v) not in cues()["say"])
    return bool(set(claim.actor) & view.sides([s for v in above for s in children(v, "nsubj")]))


def _moves(thing: Token) -> bool:
    """Whether a thing, or what it is listed with, is who does something."""
    while thing.dep_ == "conj" and not is_verb(thing.head):
        thing = thing.head
    return thing.dep_ in {"nsubj", "nsubjpass"}


def _kept(claim: Claim, held: Sequence[View]) -> Claim:
    left = tuple(i for i in claim.item if not any(_others(view, claim, i) for view in held))
    return claim if not left or len(left) == len(claim.item) else replace(claim, item=left, spans=_spans(claim, held, left))


def _spans(claim: Claim, held: Sequence[View], left: Sequence[Item]) -> tuple[tuple[str, tuple[Span, ...]], ...]:
    texts = {i.text for i in left}
    cut = held[0].doc.story.cut
    return tuple((n, tuple(s for s in spans if n != "item" or any(cut(s) in t or t in cut(s) for t in texts))) for n, spans in claim.spans)


def _others(view: View, claim: Claim, item: Item) -> bool:
    """Whether all that a sentence calls by an item's name stands in a clause of another's, below one of the doer's."""
    things = [t for _, m in view.of(Kind.ITEM) if m.text in item.text and (t := view.head(m)) is not None]
    return bool(things) and all(_sent(view, claim, t) for t in things)


def _sent(view: View, claim: Claim, word: Token) -> bool:
    verb = next((t for t in up(word) if is_verb(t) and t.dep_ in CLAUSAL), None)
    if verb is None or verb.dep_ not in BELOW:
        return False
    whose = view.sides(children(verb, "nsubj") or _answered(view, verb))
    did = view.sides([s for above in list(up(verb))[1:] if is_verb(above) for s in children(above, "nsubj")])
    return bool(whose) and not whose & set(claim.actor) and bool(did & set(claim.actor))


def _answered(view: View, verb: Token) -> tuple[Token, ...]:
    """Whose sending is answered, which the parser hangs on the "to": "in response to Peru sending its carrier"."""
    before = next((t for t in view.tokens if t.i == verb.i - 1), verb)
    answer = before.dep_ == "pobj" and verb.tag_ == "VBG" and lemma(before.head.head) in words("theirs")["answer"]
    return (before,) if answer else ()


__all__ = ["without_theirs"]
