"""Who doubts what another claims does not say it: "Chad says it tested a bomb, a claim that Oman disputes" has Oman deny the test."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.extract.candidates import Doc, Kind
from bot.extract.families import FLAT
from bot.extract.rules.grammar import after, by_whom
from bot.extract.rules.reading import Reading
from bot.extract.rules.said.who import sayers
from bot.extract.rules.spans import less, said_by, spots
from bot.extract.scorers.pools import words as parts
from bot.extract.speech.speakers import cues
from bot.extract.tables import words
from bot.extract.text.denying import refused
from bot.extract.text.token import Token
from bot.extract.text.tree import children, conjuncts, is_verb, lemma, passive, subject
from bot.extract.text.view import View
from bot.model import NEGATIVE, Category, Claim, ClaimType, Item, Span, Speaker, Status

# Deeds that somebody claims of himself; of a threat or a pact little is doubted but its worth.
TYPES = frozenset({ClaimType.WEAPON_TEST, ClaimType.MISSILE_LAUNCH, ClaimType.STRIKE, ClaimType.INTERCEPTION, ClaimType.GROUND_COMBAT})
ON = ("on", "over", "about", "of", "towards", "toward", "with", "as", "at")
SHARE = 0.8  # of the chance of what is doubted
MOST = 2


@dataclass(frozen=True, slots=True)
class Doubt:
    """Who doubts (mentions, and as speakers) and in which sentence; `behind`: the words of his verb, `flat`: he says that it is not so."""

    sentence: int
    behind: frozenset[int]
    flat: bool
    who: tuple[int, ...]
    voices: tuple[Speaker, ...]
    whose: tuple[int, ...]  # the claim that is doubted


def without_doubters(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims without speakers who only doubt them, and beside each what they say to it."""
    found = [d for view in read.seen if view is not None for d in doubts(read.doc, view)]
    if not found:
        return tuple(claims)
    left = [_unsaid(read, c, [d for d in found if d.sentence in read.indices(c)]) for c in claims]
    denied = [c for d in found for c in _denied(read, left, d)]
    return tuple(sorted((*left, *denied), key=lambda c: (c.evidence[0].start, c.type, c.status)))


def _unsaid(read: Reading, claim: Claim, found: Sequence[Doubt]) -> Claim:
    if claim.status in NEGATIVE or claim.type not in TYPES or not found:
        return claim
    own = next((d for d in found if _own(read, claim, d)), None)
    if own is not None:
        at = tuple(Span(m.start, m.end) for m in (read.doc.mentions[i] for i in own.who))
        return replace(said_by(claim, own.voices[:MOST], at), status=Status.DENIED)
    gone = [s for s in claim.source if any(_one(s, v) for d in found for v in d.voices) and not _elsewhere(read, claim, s, found)]
    left = tuple(s for s in claim.source if s not in gone)
    theirs = {Span(m.start, m.end) for d in found for m in (read.doc.mentions[i] for i in d.who)}
    if not left and (gone or any(_inside(read, claim, d) for d in found)):  # "Chad doubts Oman's claim that it hit": Oman says so
        whose = tuple(i for d in found for i in d.whose)
        return said_by(claim, sayers(read.doc, whose)[:1], tuple(Span(m.start, m.end) for m in (read.doc.mentions[i] for i in whose[:1])))
    return said_by(claim, left, tuple(s for s in spots(claim, "source") if s not in theirs)) if gone else claim


def _own(read: Reading, claim: Claim, doubt: Doubt) -> bool:
    """Whether all that is told is the doubter's own deed, and that he disputes it: "Chad disputed a report that it shelled Lima"."""
    return doubt.flat and _inside(read, claim, doubt) and bool({v.party for v in doubt.voices} & set(claim.actor))


def _inside(read: Reading, claim: Claim, doubt: Doubt) -> bool:
    """Whether all that is told is what the doubter doubts."""
    held = read.shown(claim)
    told = [t for v in held for t in v.events(claim.type)]
    return len(held) == 1 and bool(told) and all(t.i in doubt.behind for t in told)


def _one(said: Speaker, doubter: Speaker) -> bool:
    if said.name or doubter.name:
        return said.name == doubter.name
    return said.org == doubter.org or bool(said.party and said.party == doubter.party) or _within(said, doubter)


def _within(said: Speaker, doubter: Speaker) -> bool:
    """Whether one is worded with more than the other: "experts" of "many experts"."""
    one, two = parts(said.org), parts(doubter.org)
    return bool(one and two) and (one <= two or two <= one)


def _elsewhere(read: Reading, claim: Claim, said: Speaker, found: Sequence[Doubt]) -> bool:
    """Whether he says so in another sentence of the claim."""
    held = [v for v in read.shown(claim) if v.sentence.index not in {d.sentence for d in found}]
    verbs = [(v, t) for v in held for t in v.tokens if is_verb(t) and lemma(t) in cues()["say"] and not _doubting(t)]
    voices = [s for v, t in verbs for s in sayers(read.doc, v.standing([c for w in subject(t) for c in conjuncts(w)]))]
    return any(_one(said, voice) for voice in voices)


def _denied(read: Reading, claims: Sequence[Claim], doubt: Doubt) -> Iterator[Claim]:
    """What the doubters deny: the one event that their sentence tells before, of another's doing."""
    here = [c for c in claims if doubt.sentence in read.indices(c) and c.type in TYPES]
    live = [c for c in here if c.status in FLAT and c.actor and not {v.party for v in doubt.voices} & set(c.actor)]
    view = read.seen[doubt.sentence]
    live = [c for c in live if view is None or not _given(view, c)]
    if not live or any(c.status in NEGATIVE for c in here):
        return
    model = _of_claimed(read, max(live, key=lambda c: c.confidence), doubt)
    said = read.doc.sentences[doubt.sentence].said
    spans = tuple((n, s) for n, s in model.spans if n in {"actor", "target", "item"})
    at = tuple(Span(m.start, m.end) for m in (read.doc.mentions[i] for i in doubt.who))
    yield replace(
        said_by(replace(model, spans=spans), doubt.voices[:MOST], at),
        status=Status.DENIED,
        evidence=(said,),
        quotes=(read.doc.story.cut(said),),
        told=None,
        money=None,
        casualties=None,
        date=None,
        place=(),
        background=model.background,
        importance=min(2, model.importance),
        confidence=round(model.confidence * SHARE, 4),
    )


def _given(view: View, claim: Claim) -> bool:
    """Whether nobody doubts the event itself: "questioned the account of the strike"."""
    told = [t for t in view.tokens if lemma(t) in words("doubters")["account"]]
    inside = {t.i for noun in told for p in children(noun, "prep") for t in p.subtree}
    events = view.events(claim.type)
    return bool(events) and all(t.i in inside for t in events)


def _of_claimed(read: Reading, claim: Claim, doubt: Doubt) -> Claim:
    """The claim with the thing that is doubted, where the doubter's own words name one: "tested a device, but doubts it was a bomb"."""
    view = read.seen[doubt.sentence]
    found = [m for _, m in view.of(Kind.ITEM) if (t := view.head(m)) is not None and t.i in doubt.behind] if view is not None else []
    if not found or not claim.item or any(i.text == m.text for i in claim.item for m in found):
        return claim
    return replace(claim, item=(Item(Category(found[0].ids[0]), found[0].text, None, found[0].model),), spans=less(claim, "item", "count"))


def doubts(doc: Doc, view: View) -> Iterator[Doubt]:
    """Where a sentence says that somebody doubts or disputes what is claimed."""
    for word in view.tokens:
        who = tuple(dict.fromkeys(view.standing([c for t in _doubting(word) for c in conjuncts(t)])))
        if voices := sayers(doc, who):
            behind = frozenset(t.i for t in word.subtree if t.i > word.i)
            yield Doubt(view.sentence.index, behind, lemma(word) in words("doubters")["flat"], who, voices, _claiming(view, word))


def _claiming(view: View, word: Token) -> tuple[int, ...]:
    """Whose the claim is that a word doubts: "Oman's claim"."""
    told = [t for t in (*word.subtree, word.head) if _is_claim(t)]
    return view.standing([c for t in told for c in children(t, "poss")])


def _doubting(word: Token) -> tuple[Token, ...]:
    """Who doubts by a word, where what is doubted is a claim."""
    table = words("doubters")
    if not is_verb(word) or refused(word):
        return ()
    who = by_whom(word) if passive(word) else subject(word)
    who = (*who, *(o for t in who if lemma(t) in table["most"] for o in after(t, "of")))
    name = lemma(word)
    if name in table["doubt"]:
        return who if _claimed(word) else ()
    if name in table["view"]:
        how = {c.lower_ for c in children(word, "advmod")} | {o.lower_ for o in after(word, "with")}
        return who if how & table["coldly"] and _claimed(word) else ()
    if name in table["cast"]:
        held = [o for o in children(word, "dobj") if lemma(o) in table["doubts"]]
        return who if any(map(_is_claim, _behind(word, held))) else ()
    return _being(word, who) if name == "be" else ()


def _being(verb: Token, who: Sequence[Token]) -> tuple[Token, ...]:
    """Who doubts by a form of "be": "is sceptical of the claim", "said the claim was false"."""
    table = words("doubters")
    if any(c.lower_ in table["untrue"] for c in children(verb, "acomp", "attr")):
        says = verb.dep_ == "ccomp" and lemma(verb.head) in cues()["say"] and any(map(_is_claim, who))
        return subject(verb.head) if says else ()
    held = [c for c in children(verb, "acomp") if c.lower_ in table["doubtful"]]
    return tuple(who) if any(map(_is_claim, _behind(verb, held))) else ()


def _behind(verb: Token, held: Sequence[Token]) -> tuple[Token, ...]:
    """What stands behind "on", "over" or "about" of some words or of their verb."""
    return tuple(o for t in (*held, verb) for o in after(t, *ON)) if held else ()


def _claimed(verb: Token) -> bool:
    """Whether a verb is done to a claim, or to what its sentence tells as claimed: "claiming to have hit it, which was disputed"."""
    objects = children(verb, "nsubjpass") if passive(verb) else children(verb, "dobj")
    if verb.dep_ in {"relcl", "acl"}:
        claiming = any(lemma(t) == "claim" for t in (verb.head, verb.head.head, verb.head.head.head))
        return _is_claim(verb.head) or (claiming and any(o.lower_ in {"which", "that"} for o in objects))
    clauses = [c for c in children(verb, "ccomp") if c.i > verb.i and lemma(verb) == "doubt"]
    return any(map(_is_claim, objects)) or bool(clauses)


def _is_claim(word: Token) -> bool:
    return lemma(word) in words("doubters")["claim"]


__all__ = ["doubts", "without_doubters"]
