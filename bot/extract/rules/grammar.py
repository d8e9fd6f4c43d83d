"""What the rooms of rules share: which mentions may be a side, what several do together, and who does what a verb tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from bot.extract.candidates import Kind, Mention, resolved
from bot.extract.lexica import armed
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import arguments, children, conjuncts, is_verb, lemma, passive, subject, up
from bot.extract.text.view import View, parties
from bot.model import Claim, ClaimType

MODIFIERS = frozenset({"poss", "amod", "compound", "nmod"})
SIDES = frozenset({Kind.PARTY, Kind.PERSON})
GROUNDS = words("grounds")["words"]
INTO = frozenset({"into", "of", "inside", "in", "within"})


def doers(view: View, verb: Token) -> frozenset[str]:
    """Who does what a verb tells, as the sentence has it: its subject, or behind "by"."""
    return named(view, doing(verb))


def doing(verb: Token) -> tuple[Token, ...]:
    """The words for who does what a verb tells: its subject, or of a passive who stands behind "by"."""
    return by_whom(verb) if passive(verb) else subject(verb)


def by_whom(verb: Token) -> tuple[Token, ...]:
    """Who stands behind the "by" of a passive."""
    return tuple(p for a in children(verb, "agent") for p in children(a, "pobj"))


def after(word: Token, *preps: str) -> tuple[Token, ...]:
    """What stands behind some prepositions of a word: "of", "to"."""
    return tuple(o for p in children(word, "prep") if p.lower_ in preps for o in children(p, "pobj"))


def verb_over(token: Token | None) -> Token | None:
    """The verb that a word is, or stands under."""
    return None if token is None else next((t for t in up(token) if is_verb(t)), None)


def named(view: View, tokens: Sequence[Token]) -> frozenset[str]:
    """The parties that some words stand for, with what is listed beside them."""
    found = (view.doc.mentions[m] for t in tokens for m, _ in parties(view, t, frozenset()))
    return frozenset(i for m in found for i in resolved(view.doc, m).ids if i != "civilians")


def naming(view: View, party: str) -> Iterator[Mention]:
    """The mentions by which a sentence names somebody, or refers to him."""
    return (m for _, m in view.own if m.kind in SIDES and party in resolved(view.doc, m).ids)


def words_for(view: View, party: str) -> Iterator[Token]:
    """The words on which those mentions hang."""
    return (t for m in naming(view, party) if (t := view.head(m)) is not None)


@cache
def fighting() -> frozenset[str]:
    """The ids of the groups that may use force: no relief agency, no watchdog."""
    return armed() - words("watching")["harmless"]


def kinds(view: View, word: Token) -> frozenset[str]:
    """The categories of the thing that a word names."""
    found = view.mention(word, Kind.ITEM)
    return frozenset(view.doc.mentions[found].ids) if found is not None else frozenset()


def things(verb: Token) -> tuple[Token, ...]:
    """What a verb is done to: its object, or of a passive its subject or the noun it hangs on."""
    if not passive(verb):
        return children(verb, "dobj")
    return children(verb, "nsubjpass") or ((verb.head,) if verb.dep_ in {"acl", "relcl"} else ())


def called(word: Token) -> frozenset[str]:
    """A word by itself, and with each particle: "pull", "pull_out"."""
    near = [
        c
        for t in (word, *children(word, "dobj"))
        for c in children(t, "prt", "advmod", "npadvmod", "prep")
        if t is word or c.lower_ == "home"
    ]
    return frozenset({lemma(word), *(f"{lemma(word)}_{c.lower_}" for c in near)})


def calls(word: Token, names: frozenset[str]) -> bool:
    """Whether a word is one of some names, by itself or with a particle: "put_off"."""
    return lemma(word) in _firsts(names) and bool(called(word) & names)


@cache
def _firsts(names: frozenset[str]) -> frozenset[str]:
    return frozenset(name.split("_")[0] for name in names)


def said(verb: Token, *labels: str) -> tuple[Token, ...]:
    """What stands to a verb as its subject or object ("subj", "obj"), in the active and the passive, with what is listed beside it."""
    return tuple(t for a in arguments(verb) if a.label in labels for t in conjuncts(a.token))


def of_before(view: View, toll: Mention, claim: Claim) -> bool:
    """Whether a toll stands in what an event came after, whose doer a verb before has: "Kenya bombed Lamu after a blast killed nine"."""
    token = view.head(toll)
    return token is not None and behind(view, token, claim)


def behind(view: View, token: Token, claim: Claim) -> bool:
    """Whether a word stands in what an event came after, whose doer a verb before has."""
    inside = next((frozenset(t.i for t in b.subtree) for b in before(token)), frozenset())
    told = (view.head(m) for _, m in view.of(Kind.TRIGGER) if _kinds(claim) & set(m.ids))
    verbs = [t for t in told if t is not None and is_verb(t) and t.i not in inside]
    did = view.sides([s for t in verbs for s in subject(t) if s.i not in inside])
    return bool(inside) and bool(did & set(claim.actor))


def _kinds(claim: Claim) -> set[ClaimType]:
    """The types whose words may tell of a claim: missiles are fired at somebody too."""
    return {claim.type, ClaimType.MISSILE_LAUNCH} if claim.type is ClaimType.STRIKE else {claim.type}


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
