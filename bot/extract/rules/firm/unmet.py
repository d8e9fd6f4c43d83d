"""What did not come about, without a "not": "spared an assault", "a truce remains elusive", "hinged on a pullout", a false report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.extract.families import FLAT
from bot.extract.rules.reading import Reading
from bot.extract.speech.speakers import cues
from bot.extract.tables import words
from bot.extract.text.denying import untrue
from bot.extract.text.token import Token
from bot.extract.text.tree import children, is_verb, lemma, up
from bot.extract.text.view import View
from bot.model import AHEAD, Claim, ClaimType, Status

YET = re.compile(r"(?i)\b(?:ha(?:s|ve|d)|is|are|was|were) (?:as )?yet to (?:be )?(?:\w+ly )?$")
HANGS = frozenset({"pobj", "conj", "prep", "dobj", "compound", "nmod"})
CLAUSES = frozenset({"ccomp", "acl", "relcl", "advcl", "pobj", "prep", "conj", "dobj", "agent", "nsubjpass", "nsubj", "compound", "pcomp"})


def with_unmet(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims, negated or possible where each of their words for the event tells of one that did not come about, or that is awaited."""
    return tuple(_unmet(c, read.shown(c)) for c in claims)


def _unmet(claim: Claim, held: Sequence[View]) -> Claim:
    if claim.status not in FLAT | AHEAD or claim.reversal is not None or len(held) != len(claim.evidence):
        return claim
    told = [(view, word) for view in held for word in view.events(claim.type)]
    if told and claim.source and all(_lie(word) for _, word in told):
        return replace(claim, status=Status.DENIED)
    if told and all(_came_not(view, word, claim.type) for view, word in told):
        return replace(claim, status=Status.NEGATED, casualties=None)
    if claim.status is not Status.POSSIBLE and told and all(_unlikely(w) or (claim.status in FLAT and _hinges(w)) for _, w in told):
        return replace(claim, status=Status.POSSIBLE)
    return claim


def _came_not(view: View, word: Token, kind: ClaimType) -> bool:
    return _spared(word) or _false(word) or _yet(view, word) or _short(word) or (kind is ClaimType.AGREEMENT and _out_of_reach(word))


def _spared(word: Token) -> bool:
    """As in "the town was spared an assault"; who was spared the assault was spared one that others saw."""
    bare = not any(c.lower_ in {"the", "this", "that", "further", "more"} or c.dep_ == "poss" for c in word.children)
    return (
        word.dep_ in {"dobj", "oprd", "attr"}
        and word.head.lower_ in {"spared", "spares", "sparing"}
        and bare
        and not children(word.head, "neg")
    )


def _false(word: Token) -> bool:
    """As in "a false report said that the leader was hit"; what is falsely said to be somebody's own did happen."""
    table = words("unmet")
    for token in up(word):
        above = token.head
        if above.i == token.i or token.dep_ not in CLAUSES:
            return False
        said = [above]
        if token.dep_ == "ccomp" and lemma(above) in cues()["say"]:  # what a false report leads to may well be done
            said += [*children(above, "nsubj"), above.head, *children(above.head, "attr", "dobj")]
        if any(lemma(t) in table["report"] and _untrue(t) for t in said if t.i < word.i):
            return True
    return False


def _lie(word: Token) -> bool:
    """As in "it is a lie that they bombed it", "accused Chad of lying when it said that they had"."""
    for token in up(word):
        above = token.head
        if above.i == token.i or token.dep_ not in CLAUSES:
            return False
        said = token.dep_ in {"ccomp", "acl", "csubj"} or (
            token.dep_ == "relcl" and any(c.lower_ == "it" for c in children(above.head, "nsubj"))
        )
        if said and untrue(above):
            return True
        accused = (o for p in children(above, "prep") for o in children(p, "pcomp"))
        if token.dep_ == "advcl" and lemma(token) in {"say", "claim"} and any(t.lower_ == "lying" for t in (above, *accused)):
            return not children(above, "neg")
    return False


def _untrue(noun: Token) -> bool:
    return any(c.lower_ in words("unmet")["untrue"] for c in children(noun, "amod", "compound"))


def _yet(view: View, word: Token) -> bool:
    """As in "the armies have yet to deploy", "yet to launch an attack", "yet to receive a delivery"."""
    verb = word if is_verb(word) else word.head
    if verb.i != word.i and (word.dep_ not in {"dobj", "nsubjpass"} or lemma(verb) not in words("unmet")["do"]):
        return False
    return YET.search(view.doc.story.full[view.sentence.told : view.start(verb)]) is not None


def _short(word: Token) -> bool:
    """As in "stopped short of declaring a truce"; who stops short of condemning an attack saw one."""
    told = words("unmet")["do"] | words("unmet")["commit"]
    for token in up(word):
        above = token.head
        if token.dep_ in {"pcomp", "pobj"} and above.lower_ == "of":
            stops = lemma(above.head.head) == "stop"  # a missile falls short of its target
            return above.head.lower_ == "short" and stops and not children(above.head.head, "neg")
        if above.i == token.i or not (lemma(above) in told or above.i == word.i or above.lower_ in {"of", "to"} or token.dep_ == "conj"):
            return False
    return False


def _unlikely(word: Token) -> bool:
    """As in "it is unlikely that Chad will send troops", "Chad is unlikely to send troops"."""
    for token in up(word):
        above = token.head
        if above.i == token.i or (is_verb(above) and lemma(above) not in words("unmet")["do"] | words("unmet")["be"]):
            return False
        doubted = (above, *children(above, "acomp")) if token.dep_ in {"ccomp", "xcomp", "csubj"} else ()
        if any(c.lower_ in {"unlikely", "doubtful", "improbable"} for c in doubted):
            return True
    return False


def _out_of_reach(word: Token) -> bool:
    """As in "a truce remains elusive", "a ceasefire is not possible", of a pact and what is listed with it."""
    first = next((t for t in up(word) if t.dep_ != "conj"), word)
    verb, table = first.head, words("unmet")
    if first.dep_ != "nsubj" or lemma(verb) not in table["be"]:
        return False
    told = {c.lower_ for c in children(verb, "acomp", "attr", "oprd")}
    return bool(told & table["near"]) if children(verb, "neg") else bool(told & table["far"])


def _hinges(word: Token) -> bool:
    """As in "the truce hinged on the withdrawal of", "aid conditional on a pullout"; who depends on raids relies on what is done."""
    for token in up(word):
        above = token.head
        if above.i == token.i or token.dep_ not in HANGS:
            return False
        if token.dep_ == "pobj" and above.lower_ in {"on", "upon"}:
            on = (above.head, *children(above.head, "acomp", "attr"))
            return any(lemma(t) in words("unmet")["hinge"] or (lemma(t) == "depend" and _deal(t)) for t in on)
    return False


def _deal(verb: Token) -> bool:
    return any(lemma(t) in words("unmet")["deal"] for s in children(verb, "nsubj") for t in (s, *children(s, "compound")))


__all__ = ["with_unmet"]
