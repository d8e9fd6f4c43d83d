"""What one sentence takes back: the phrases of calling off with the event that they govern.

A small parser stumbles over headlines ("Germany shelves plan to send ..."), so an event's name is found by the words between the verb and
the next preposition or stop; the tree is asked only how the verb itself stands, and for a passive's subject.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from bot.extract.candidates import Doc
from bot.extract.families import LASTING, LAUNCHES, SUPPLY
from bot.extract.rules.firm.calledoff.phrases import Phrase, listed, phrases
from bot.extract.rules.firm.calledoff.words import LONGEST, Words
from bot.extract.rules.reading import Off
from bot.extract.status import status_of
from bot.extract.text.token import Token
from bot.extract.text.tree import children, is_verb, lemma
from bot.model import NEGATIVE, ClaimType, Status

BEING = frozenset({"be", "been", "being", "is", "are", "was", "were"})
ACTIVE = frozenset({"decline", "refuse", "stop"})  # verbs that, without "was", are not said of what stands before them
RELATIVE = frozenset({"that", "which", "who"})
PARTICLES = frozenset({"off", "down", "back"})
OUT = ("out",)  # as in "rule out"
# What ends by being called off rather than never was: that somebody left a pact, or fought and gave up, stands.
ENDING = LASTING | {ClaimType.THREAT, ClaimType.SEIZURE, ClaimType.GROUND_COMBAT}
# What the weaker words take back: one leaves an exercise or a deal (who leaves a base has moved), and halts what goes on by decision.
GROUPS = {"leave": SUPPLY | {ClaimType.EXERCISE}, "stop": SUPPLY | LAUNCHES | {ClaimType.EXERCISE, ClaimType.DEPLOYMENT}}


def in_sentence(doc: Doc, sentence: int) -> tuple[Off, ...]:
    """What one sentence takes back or puts off, or disowns; nothing where it was not parsed."""
    if sentence >= len(doc.parse) or doc.parse[sentence] is None:
        return ()
    signs = [i for i, t in enumerate(cast("Sequence[Token]", doc.parse[sentence])) if t.lower_ in phrases()]
    if not signs:
        return ()
    words = Words.of(doc, sentence)
    found = (_first(words, i) for i in signs)
    return tuple(off for off in found if off is not None)


def _first(words: Words, i: int) -> Off | None:
    """What the phrase that starts here governs; the longest of several."""
    for phrase in phrases()[words.tokens[i].lower_]:
        off = READ.get(phrase.kind, _taken)(words, i, phrase)
        if off is not None:
            return off
    return None


def _taken(words: Words, i: int, phrase: Phrase) -> Off | None:
    if phrase.kind in {"off", "drop", "later"} and (bare := _bare(words, i, phrase)) is not None:
        return bare
    end = i + 1 + len(phrase.rest)
    if words.low(i + 1, end) == phrase.rest:
        head = words.head(end)
        return _passive(words, i, phrase, end) if head is None else _off(words, i, phrase, head, (i, words.about(head + 1)))
    if len(phrase.rest) == 1 and phrase.rest[0] in PARTICLES:  # "called the exercise off"
        head = words.head(i + 1)
        if head is not None and words.low(head + 1, head + 2) == phrase.rest:
            return _off(words, i, phrase, head, (i, words.about(head + 2)))
    return None


def _bare(words: Words, i: int, phrase: Phrase) -> Off | None:
    """What was named before: "planned to buy tanks but scrapped the deal", "approved strikes but called them off"."""
    said = words.low(i + 1, i + 1 + LONGEST)
    size = len(phrase.rest)
    length = 0
    if said[:1] in {("it",), ("them",)} and said[1 : 1 + size] == phrase.rest:
        length = 1
    elif said[:size] == phrase.rest and said[size : size + 1] in {("the",), ("that",), ("this",)}:
        named, after = said[size + 1 : size + 2], said[size + 2 : size + 3]
        length = 2 if set(named) & (listed("plans") | listed("deals")) and (not after or after[0] in {".", ",", ";"}) else 0
    before = [j for j in range(i) if words.ids(j)]
    return _off(words, i, phrase, before[-1], (0, i + 1 + length + size)) if length and before else None


def _passive(words: Words, i: int, phrase: Phrase, end: int) -> Off | None:
    """What stands before the verb: "drill called off", "the order, placed in May, has been cancelled"."""
    verb = words.tokens[i]
    if not _done(verb) or words.nominal(end):
        return None
    start, stop = words.clause(i), i
    while stop > start and words.tokens[stop - 1].lower_ in listed("helpers"):
        stop -= 1
    if phrase.first & ACTIVE and not set(words.low(stop, i)) & BEING:
        return None
    head = words.head(start, stop)
    if head is not None and not words.finite(head + 1, stop) and not set(words.low(head + 1, stop)) & RELATIVE:
        return _off(words, i, phrase, head, (start, end))
    subjects = children(verb, "nsubjpass", "nsubj") if is_verb(verb) else ()
    above = (verb.head,) if verb.dep_ in {"relcl", "acl"} else ()
    beside = (a for t in subjects for a in children(t, "appos"))  # "Desert Lynx, a drill with the US, has been called off"
    named = next((t for t in (*subjects, *above, *beside) if words.event(t.i)), None)
    if named is None:
        return None
    first = min((t.i for t in named.subtree if t.i < i), default=named.i)
    return _off(words, i, phrase, named.i, (first, end))


def _done(verb: Token) -> bool:
    """Whether a form may be said of what it is done to."""
    return verb.lower_.endswith("ed") or verb.lower_ in {"frozen", "withdrawn", "withheld", "held", "put"}


def _apart(words: Words, i: int, phrase: Phrase) -> Off | None:
    """A part in an event that is denied: "denies role in blast"."""
    end = i + 1 + len(phrase.rest)
    before = set(words.low(i - 4, i))
    denied = before & listed("denials") or (phrase.kind == "apart" and before & listed("nots") and not before & listed("taken"))
    head = words.head(end) if denied and words.low(i + 1, end) == phrase.rest else None
    if head is None:
        return None
    types = words.types(head, end, words.about(end), i) - (LASTING | {ClaimType.THREAT})
    start, stop = words.offset(i), words.offset(words.about(head + 1, RELATIVE))
    return Off(start, stop, types, Status.DENIED, False, f"no part: {words.tokens[i].text}") if types else None


def _untrue(words: Words, i: int, phrase: Phrase) -> Off | None:
    """What is reported and said to be untrue: "reports of troops in the town are false"."""
    start, near = words.clause(i), set(words.low(i - 3, i))
    if words.low(start - 1, start) == ("that",) and set(words.low(start - 2, start - 1)) & listed("reports"):
        start = words.clause(start - 1)  # "claims that troops shelled the dam are false"
    said = set(words.low(start, i)) & listed("reports")
    if not near & listed("copulas") or near & listed("nots") or not said:
        return None
    told = frozenset(kind for j in range(start, i) for kind in words.ids(j))
    types = told | (frozenset(ClaimType) - ENDING)
    return Off(words.offset(start), words.offset(i + 1), types, Status.DENIED, False, f"{phrase.kind}: {words.tokens[i].text}")


READ = {"apart": _apart, "disowned": _apart, "untrue": _untrue}


def _off(words: Words, i: int, phrase: Phrase, head: int, reach: tuple[int, int]) -> Off | None:
    start, end = reach
    called = words.tokens[head].lower_
    planned = called in listed("plans") or bool(set(words.low(start, head)) & listed("planned"))
    types = words.types(head, start, end, i) - (frozenset() if planned else ENDING)
    types &= GROUPS.get(phrase.kind, types)
    if "abandon" in phrase.first:
        types -= {ClaimType.STRIKE}
    how = _standing(words, i)
    loose = phrase.kind == "drop" and not words.planned(head)  # bombs are dropped too
    if not types or loose or how is None or (how is Status.POSSIBLE and phrase.kind in {"stop", "later"}):
        return None
    left_open = phrase.rest == OUT and how in NEGATIVE  # what nobody rules out is no plan
    stands = how in NEGATIVE and not left_open
    open_ = how is Status.POSSIBLE or left_open
    status = Status.POSSIBLE if open_ else Status.PLANNED if phrase.kind == "later" or stands else Status.NEGATED
    why = " ".join((words.tokens[i].text, *phrase.rest))
    return Off(words.offset(start), words.offset(end), types, status, stands, f"called off: {why}")


def _standing(words: Words, i: int) -> Status | None:
    """How firmly the calling off itself stands; None for a word that only looks like it ("the shelves", "a halt")."""
    verb, before = words.tokens[i], words.low(i - 1, i)
    if set(before) & listed("nouns") and not verb.lower_.endswith("ing"):
        return None
    if set(before) & (listed("nots") - {"no"}):
        return Status.NEGATED
    how = status_of(verb).status if is_verb(verb) else Status.ASSERTED
    forced = verb.dep_ in {"xcomp", "ccomp"} and lemma(verb.head) in listed("forces")
    return Status.POSSIBLE if how is Status.ASSERTED and verb.tag_ == "VB" and not forced else how  # "to stop", "Stop the drills!"
