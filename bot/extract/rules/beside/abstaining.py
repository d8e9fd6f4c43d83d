"""Who does not join in stands beside it: "Chad and Oman, but not Peru, sent men", "Peru took no part in Chad's raids"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.families import NOBODY
from bot.extract.rules.grammar import words_for
from bot.extract.rules.reading import Reading
from bot.extract.speech.speakers import cues
from bot.extract.tables import tables, words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, conjuncts, is_verb, lemma, subject, up
from bot.extract.text.view import View
from bot.model import NEGATIVE, Claim

OWNED = ("poss", "compound", "amod", "nmod", "npadvmod")


def without_abstaining(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims without doers of whom their sentences say no more than that they do not do it; a negation of those alone."""
    return tuple(_kept(c, read.shown(c)) if c.actor and c.reversal is None else c for c in claims)


def _kept(claim: Claim, held: Sequence[View]) -> Claim:
    if claim.status in NEGATIVE:
        return _apart(claim, held)
    if len(claim.actor) < 2:
        return claim
    out = {a for a in claim.actor if _abstains(a, claim, held)}
    left = tuple(a for a in claim.actor if a not in out)
    return replace(claim, actor=left) if out and left else claim


def _abstains(party: str, claim: Claim, held: Sequence[View]) -> bool:
    """Whether each word that names him where the event is told says that he has no part in it."""
    events = [(v, v.events(claim.type)) for v in held]
    told = [(t, words_) for v, words_ in events if words_ for t in words_for(v, party) if _stands(t)]
    verbs = [_refusing(t, words_) for t, words_ in told]
    inside = {t.i for verb in verbs if verb is not None for t in verb.subtree}
    stays = [verb is not None or _but_not(t) or t.i in inside for (t, _), verb in zip(told, verbs, strict=True)]
    return bool(stays) and all(stays)


def _stands(word: Token) -> bool:
    """Whether it may be who does something; not who only speaks, or whose minister does."""
    top = word.head if word.dep_ in OWNED else word
    speaks = top.dep_ == "nsubj" and lemma(top.head) in cues()["say"]
    return not speaks and (word.dep_ in OWNED or word.dep_ in {"nsubj", "nsubjpass", "conj", "pobj", "dobj", "ROOT"})


def _refusing(word: Token, events: Sequence[Token]) -> Token | None:
    """The verb by which somebody stays away: "Peru has not joined", "Peru has no plans to send"."""
    top = word if word.dep_ in {"nsubj", "nsubjpass"} else word.head if word.dep_ in OWNED else None
    verb = top.head if top is not None and top.dep_ in {"nsubj", "nsubjpass"} else None
    if verb is None or not is_verb(verb) or not any(_under(t, verb) for t in events):
        return None
    plans = [o for o in children(verb, "dobj") if lemma(o) in words("abstaining")["plan"] and _no(o)]
    joins = bool(children(verb, "neg")) and any(_done(t, verb) for t in events)
    return verb if plans or joins else None


def _no(noun: Token) -> bool:
    return any(c.lower_ == "no" for c in children(noun, "det"))


def _done(event: Token, verb: Token) -> bool:
    """Whether the event is what a verb does, and not what it is only about: "did not give notice of the withdrawal"."""
    joined = lemma(verb) in words("abstaining")["join"] or any(
        lemma(o) in words("abstaining")["part"] for o in children(verb, "dobj", "attr")
    )
    return joined or event.i == verb.i or (event.head.i == verb.i and event.dep_ in {"xcomp", "dobj"} and _light(verb))


def _light(verb: Token) -> bool:
    return lemma(verb) in tables()["light"]["doer"] or lemma(verb) in words("abstaining")["mean"]


def _under(event: Token, verb: Token) -> bool:
    """Whether a verb governs an event, which another beside it does not: "did not wait and sent"."""
    for token in up(event):
        if token.i == verb.i:
            return True
        if token.dep_ == "conj" and is_verb(token):
            return False
    return False


def _but_not(word: Token) -> bool:
    """As in "Oman, but not Peru"."""
    beside = (*word.children, *word.head.children)
    return word.dep_ == "conj" and any(c.i == word.i - 1 and c.lower_ == "not" for c in beside)


def _apart(claim: Claim, held: Sequence[View]) -> Claim:
    """The negation of those alone who took no part, where what they took no part in is told as another's."""
    found = [_joined(view, word) for view in held for word in view.events(claim.type)]
    if not found or not all(found):
        return claim
    who = frozenset[str]().union(*(mine for pair in found if pair for mine in pair[:1]))
    whose = frozenset[str]().union(*(theirs for pair in found if pair for theirs in pair[1:]))
    left = tuple(a for a in claim.actor if a not in whose - who) or tuple(sorted(who))
    return replace(claim, actor=left) if left else claim


def _joined(view: View, word: Token) -> tuple[frozenset[str], frozenset[str]] | None:
    """Who did not join in, and in whose deed: "Peru did not take part in Chad's raids"."""
    whose = view.sides([c for t in (word, *children(word, "amod")) for c in children(t, *OWNED)]) - NOBODY
    verb = next(_over(word), None)
    if verb is None or not whose:
        return None
    who = view.sides([c for s in subject(verb) for c in conjuncts(s)]) - NOBODY
    return (who, whose) if who and not who & whose else None


def _over(word: Token) -> Iterator[Token]:
    """The negated verb of joining whose object a word is."""
    for token in up(word):
        if token.dep_ in {"compound", "conj"}:
            continue
        above = token.head
        if above.i != token.i and is_verb(above):
            part = any(lemma(o) in words("abstaining")["part"] for o in children(above, "dobj", "attr"))
            no = children(above, "neg") or any(c.lower_ == "no" for o in children(above, "dobj") for c in children(o, "det"))
            if no and (part or lemma(above) in words("abstaining")["join"]):
                yield above
        if token.dep_ not in {"pobj", "prep", "dobj"}:
            return


__all__ = ["without_abstaining"]
