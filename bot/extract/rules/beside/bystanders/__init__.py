"""Parties beside an event who did not do it: who answers it, who speaks of it, whose ground it was, whose war it is told of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.candidates import Kind, Mention, resolved
from bot.extract.families import JOINT
from bot.extract.rules.beside.bystanders.ways import events_of, stops, way
from bot.extract.rules.grammar import SIDES
from bot.extract.rules.reading import Reading
from bot.extract.rules.spans import minus, spots
from bot.extract.tables import words
from bot.extract.text.clauses import besides
from bot.extract.text.token import Token
from bot.extract.text.tree import children, is_verb, lemma, subject, up
from bot.extract.text.view import View
from bot.model import Category, Claim, ClaimType, Item, Span


def without_bystanders(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims without doers whom every sentence of their evidence shows beside the event; what others answered is told by itself."""
    held = ((c, [(s, v) for s in c.evidence if (v := read.view(s)) is not None]) for c in claims)
    parts = ((part, bool(c.actor) and not part.actor) for c, views in held for part in _parts(c, views))
    shot = {s.start for c in claims if c.type is ClaimType.INTERCEPTION for s in c.evidence}  # what was launched there was shot down
    return tuple(p for p, lost in parts if not lost or p.type is not ClaimType.MISSILE_LAUNCH or not {s.start for s in p.evidence} <= shot)


def _parts(claim: Claim, held: Sequence[tuple[Span, View]]) -> tuple[Claim, ...]:
    told = _told(claim, [v for _, v in held])
    gone = [d for d in claim.actor if d not in told.actor]
    if len(gone) != 1 or not told.actor:
        return (told,)
    own = replace(told, item=_own_things(claim, gone[0], [v for _, v in held]).item)
    theirs = [span for span, view in held if _alone(view, claim, gone[0])]
    if not theirs or len(theirs) == len(claim.evidence):
        return (own,)
    ours = tuple(s for s in claim.evidence if s not in theirs)
    items = tuple(replace(i, quantity=None) for i in told.item)
    other = _done_by(claim, (gone[0],), _spots({gone[0]}, [v for _, v in held]), keep=True)
    other = replace(other, item=items, date=None, casualties=None, money=None)
    return (_within(own, ours), _within(other, tuple(theirs)))


def _within(claim: Claim, evidence: tuple[Span, ...]) -> Claim:
    quotes = tuple(q for q, s in zip(claim.quotes, claim.evidence, strict=True) if s in evidence)
    return replace(claim, evidence=evidence, quotes=quotes)


def _alone(view: View, claim: Claim, doer: str) -> bool:
    """Whether a sentence has one doer alone do what the claim tells."""
    did = view.sides([s for t in events_of(view, claim) for s in subject(t)])
    return doer in did and not did & (set(claim.actor) - {doer})


def _told(claim: Claim, held: Sequence[View]) -> Claim:
    if not claim.actor or not held:
        return claim
    beside = {doer: ways for doer in claim.actor if (ways := _beside(claim, doer, held))}
    beside |= {doer: frozenset({"another"}) for doer in claim.actor if doer not in beside and _next_clause(doer, held)}
    sure = {doer for doer, ways in beside.items() if "never" in ways}
    left = tuple(d for d in claim.actor if d not in beside) or tuple(d for d in claim.actor if d not in sure)
    return claim if left == claim.actor else _done_by(claim, left, _spots(set(claim.actor) - set(left), held), keep=False)


def _next_clause(doer: str, held: Sequence[View]) -> bool:
    """Whether only the other clauses of a sentence name a doer: "Iran seized a tanker, and Norway said it was sending a frigate"."""
    doc, here = held[0].doc, {v.sentence.index for v in held}
    aside = besides(doc)
    beside = {j for i in here for j in aside.get(i, ())} - here
    if not beside:
        return False
    told = (m for i in here | beside for _, m in doc.of(i) if m.kind in SIDES and m.text[:1].isupper())
    named = {m.sentence for m in told if doer in resolved(doc, m).ids}
    return bool(named) and not named & here


def _spots(doers: set[str], held: Sequence[View]) -> frozenset[Span]:
    """Where some doers are named."""
    return frozenset(Span(m.start, m.end) for v in held for _, m in v.own if m.kind in SIDES and doers & set(resolved(v.doc, m).ids))


def _done_by(claim: Claim, doers: tuple[str, ...], at: frozenset[Span], *, keep: bool) -> Claim:
    """The claim with these doers, who stand at these spots alone, or (`keep` false) at none of them."""
    gone = [s for s in spots(claim, "actor") if (s in at) is not keep]
    return replace(claim, actor=doers, spans=minus(claim, gone, "actor"))


def _beside(claim: Claim, doer: str, held: Sequence[View]) -> frozenset[str]:
    """How every mention of a doer stands beside the event: "never" where it cannot have done it, "another" where somebody else did."""
    named = [(v, token, mention) for v in held for token, mention in _named(v, claim, doer)]
    if any(_answered(view, token, claim, doer) or _addressed(token) for view, token, _ in named):
        return frozenset({"another"})
    tried = any(lemma(t) in words("bystanders")["trial"] for v in held for t in v.tokens)  # in a test one fires at one's own
    stopped = {id(view) for view, token, _ in named if not tried and stops(view, token, claim)}  # where he also says so
    did = frozenset(i for v in held for i in _did(v, claim)) & set(claim.actor) - {doer}
    ways = {"never" if id(view) in stopped else way(view, mention, token, claim, doer, did) for view, token, mention in named}
    if "" in ways:
        return frozenset()
    if ways == {"label"} and claim.type not in JOINT:
        return frozenset({"another"})  # as in "Mali: 200 UN peacekeepers to leave"
    ways.discard("label")
    return frozenset({"never"}) if "never" in ways else frozenset(ways)


def _named(view: View, claim: Claim, doer: str) -> Iterator[tuple[Token, Mention]]:
    """The mentions of a doer by name, and by other words where they stand for who did it."""
    did = {s.i for t in events_of(view, claim) for s in subject(t)}
    for _, mention in view.own:
        token = view.head(mention) if mention.kind in SIDES and doer in resolved(view.doc, mention).ids else None
        if token is not None and (mention.text[:1].isupper() or token.i in did):
            yield token, mention


def _did(view: View, claim: Claim) -> frozenset[str]:
    """Who does what a sentence's triggers tell: their subjects, those of the verb above a noun, and who stands before it."""
    triggers = events_of(view, claim)
    above = (next((v for v in up(t) if is_verb(v)), t) for t in triggers)
    return view.sides([s for v in above for s in subject(v)] + [t for t in triggers if not is_verb(t)])


def _answered(view: View, token: Token, claim: Claim, doer: str) -> frozenset[int]:
    """The words of what others answer, where a doer did that: "fired missiles in response to the North's launch"."""
    if claim.type in JOINT:
        return frozenset()
    others = set(claim.actor) - {doer}
    for above in up(token):
        answer = above.dep_ == "prep" and above.lower_ in {"to", "for"} and lemma(above.head) in words("bystanders")["answer"]
        if answer or (above.dep_ == "prep" and above.lower_ in words("bystanders")["later"]):
            inside = frozenset(t.i for t in above.subtree)
            outside = [t for t in events_of(view, claim) if t.i not in inside]
            did = view.sides([s for t in outside for s in (subject(t) if is_verb(t) else (t,))])
            return inside if others & did else frozenset()
    return frozenset()


def _own_things(claim: Claim, doer: str, held: Sequence[View]) -> Claim:
    """The claim with the thing its own verb takes in place of that of the event it answers."""
    for view in held:
        inside = next((i for token, _ in _named(view, claim, doer) if (i := _answered(view, token, claim, doer))), None)
        if inside is None:
            continue
        things = [(h.i, m) for _, m in view.of(Kind.ITEM) if m.ids and (h := view.head(m)) is not None]
        did = {o.i for t in events_of(view, claim) if t.i not in inside for o in children(t, "dobj")}
        ours = [m for i, m in things if i in did]
        theirs = [i for i in claim.item if i.text in {m.text for at, m in things if at in inside}]
        if len(ours) == 1 and len(theirs) == len(claim.item) == 1:
            return replace(claim, item=(Item(Category(ours[0].ids[0]), ours[0].text, claim.item[0].quantity, ours[0].model),))
    return claim


def _addressed(token: Token) -> bool:
    """Who is told of it: "tells Japan that it will launch"."""
    told = token.dep_ in {"dobj", "dative"} and lemma(token.head) in words("bystanders")["tell"]
    return told and any(c.i > token.i for c in children(token.head, "ccomp"))
