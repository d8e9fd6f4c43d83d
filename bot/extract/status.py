"""How firmly an event stands: the words above its trigger, up to the clause that presupposes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from bot.extract.families import LASTING
from bot.extract.tables import tables
from bot.extract.text.denying import refused, untrue, withheld
from bot.extract.text.token import Token
from bot.extract.text.tree import CLAUSAL, children, is_verb, lemma
from bot.model import ClaimType, Status

FACTIVE_MARKS = frozenset({"after", "since", "when", "because", "as", "while", "following", "before", "until", "once", "where"})
AWAITED = frozenset({"until", "till"})
OPEN_MARKS = frozenset({"if", "unless", "whether", "should"})
NOT = frozenset({"not", "n't", "never", "no", "n’t", "neither", "nor", "without"})
NO_WAY = frozenset({"time", "point", "way", "circumstance", "occasion", "stage"})  # as in "at no time", "in no way"
NOTHING = frozenset({"nothing", "nobody", "none"})


@dataclass(frozen=True, slots=True)
class Ruling:
    """A status and the words that decided it. `ends`: they end what was there. `asked`: a "not" of what is asked for."""

    status: Status
    why: str
    ends: bool = False
    asked: bool = False


STANDS = Ruling(Status.ASSERTED, "nothing above it")
FAILED = frozenset({"xcomp", "pcomp", "dobj", "pobj", "acl", "nsubjpass"})
STRENGTH = (Status.DENIED, Status.NEGATED, Status.POSSIBLE, Status.PLANNED, Status.ALLEGED)


@cache
def words() -> Mapping[str, Any]:
    """The status tables of lexicon/frames.toml."""
    raw = tables()["status"]
    return {k: frozenset(v) if isinstance(v, list) else {n: frozenset(w) for n, w in v.items()} for k, v in raw.items()}


def status_of(trigger: Token, event: ClaimType | None = None) -> Ruling:
    """The status of a trigger in its own sentence; attribution to a speaker is the caller's to weigh.

    A pact or a sanction (`event`) that somebody ends was there: the claim tells of its end, and is no negation.
    """
    found = [r for r in _rulings(trigger) if not (r.ends and event in LASTING)]
    if any(r.status is Status.POSSIBLE for r in found):
        found = [r for r in found if not r.asked]
    for strength in STRENGTH:
        hit = next((r for r in found if r.status is strength), None)
        if hit is not None:
            return hit
    return STANDS


def _rulings(trigger: Token) -> Iterator[Ruling]:
    yield from _own(trigger)
    token = trigger
    for _ in range(12):
        above = token.head
        if above.i == token.i or _closed(token):
            return
        if token.dep_ in {"dobj", "pobj", "nsubjpass"} and lemma(above if token.dep_ != "pobj" else above.head) in words()["reversed"]:
            yield from _reversed(above if token.dep_ != "pobj" else above.head)
            return
        if token.dep_ == "pcomp" and above.lower_ == "from" and lemma(above.head) in words()["barred"]:
            yield from _barred(above.head)
            return
        if token.dep_ != "conj":  # what stands beside a verb is not governed by it: "rejected a truce and struck Gaza"
            yield from _above(token, above)
        if _factive(token, above) or _kept(token, above):
            return
        token = above


def _reversed(verb: Token) -> Iterator[Ruling]:
    """An event that was stopped is negated; one that somebody wants or fails to stop stands."""
    if status_of(verb).status is Status.ASSERTED and not _meant(verb):
        yield Ruling(Status.NEGATED, f"stopped: {verb.text}", _phrase(verb) in words()["ends"])


def _barred(verb: Token) -> Iterator[Ruling]:
    """An event that somebody was kept from did not come about; one that he is to be kept from may."""
    if _meant(verb):
        yield Ruling(Status.POSSIBLE, f"to be kept from it: {verb.text}")
    else:
        yield from _reversed(verb)


def _closed(token: Token) -> bool:
    """Whether what stands above cannot touch the event: it is presupposed there."""
    if token.dep_ in {"relcl", "acl"}:
        return lemma(token.head) not in _governing()
    if token.dep_ == "advcl":
        marks = {c.lower_ for c in children(token, "mark", "advmod")}
        return not marks & OPEN_MARKS and not _asked_of(token)
    if token.dep_ == "pobj" and not is_verb(token) and _verb_above(token) is None:
        return lemma(token.head.head) not in _governing() | _containers()
    if token.dep_ in {"dobj", "pobj", "nsubjpass"} and not is_verb(token):
        return _verb_above(token) is not None and lemma(_verb_above(token) or token) not in _governing()
    return token.dep_ == "poss" or (token.dep_ == "nsubj" and (not _raised(token.head) or bool(children(token.head, "attr", "acomp"))))


def _asked_of(token: Token) -> bool:
    """Whether it is what somebody is called on to do, though the parse hangs it beside: "called on Russia on Saturday to stop"."""
    called = lemma(token.head) in words()["possible"] and any(p.lower_ in {"on", "upon", "to", "for"} for p in children(token.head, "prep"))
    return token.dep_ == "advcl" and called and any(c.lower_ == "to" for c in children(token, "aux"))


def _verb_above(token: Token) -> Token | None:
    above = token.head.head if token.dep_ == "pobj" else token.head
    return above if is_verb(above) else None


@cache
def _containers() -> frozenset[str]:
    return frozenset(tables()["containers"]["words"])


@cache
def _governing() -> frozenset[str]:
    """The words whose own status is their object's: light verbs, plans, wishes, beliefs, denials, evidence."""
    light = tables()["light"]
    named = (words()[n] for n in ("deny", "fail", "plan", "possible", "alleged", "evidence", "reversed"))
    return frozenset(light["doer"]).union(light["taker"], light["being"], *named)


def _raised(verb: Token) -> bool:
    """The verb speaks of its subject's own being: "the attack did not happen", "a launch is expected"."""
    return lemma(verb) in {"happen", "occur", "take", "be", "seem", "appear", "come", "begin", "start", "go", "arrive", "follow", "remain"}


def _kept(token: Token, above: Token) -> bool:
    """Whether an event goes on that somebody is asked, or fails, to stop: "urged Ankara to stop shelling", "must halt its launches"."""
    if token.dep_ not in FAILED or lemma(above) not in words()["reversed"] or _phrase(above) not in words()["fail"]:
        return False
    return _meant(above) or status_of(above).status in {Status.POSSIBLE, Status.NEGATED}


def _meant(verb: Token) -> bool:
    """Whether it is what something is done or waits for: "launched a raid to stop the shelling", "moved to prevent", "until it stops"."""
    if verb.dep_ == "advcl" and any(c.lower_ in AWAITED for c in children(verb, "mark")):
        return True
    aim = verb.dep_ in {"advcl", "acl", "relcl"} or (verb.dep_ == "xcomp" and lemma(verb.head) in words()["strive"])
    return aim and any(c.lower_ == "to" for c in children(verb, "aux"))


def _factive(token: Token, above: Token) -> bool:
    return lemma(above) in words()["factive"] and token.dep_ in {"dobj", "pobj", "ccomp", "nsubj"}


def _own(token: Token) -> Iterator[Ruling]:
    """What hangs on the word itself: not, modals, "planned", "alleged", "no"."""
    told = words()
    for child in token.children:
        word = child.lower_
        if child.dep_ == "neg" or (child.dep_ == "det" and word in {"no", "neither"}) or word in told["modifier"]["negated"]:
            if not _only(child, token):
                yield Ruling(Status.NEGATED, f"not: {child.text}", asked=any(c.lower_ == "to" for c in children(token, "aux")))
        elif child.dep_ == "aux":
            yield from _modal(child, token)
        elif child.dep_ in {"amod", "advmod", "compound"}:
            yield from _table(told["modifier"], word)
        elif child.dep_ == "mark" and word in OPEN_MARKS:
            yield Ruling(Status.POSSIBLE, f"condition: {word}")
    if token.dep_ in {"pobj", "pcomp"} and token.head.lower_ == "without":
        yield Ruling(Status.NEGATED, "without")
    nouns = (n for prep in children(token, "prep") for n in children(prep, "pobj") if lemma(n) in NO_WAY)
    if any(d.lower_ == "no" for n in nouns for d in children(n, "det")):
        yield Ruling(Status.NEGATED, "at no time")
    if is_verb(token):
        yield from _of_verb(token)


def _of_verb(verb: Token) -> Iterator[Ruling]:
    """What the verb itself means, "no missiles were launched", and the infinitive of headlines."""
    for status, members in words()["word"].items():
        if lemma(verb) in members:
            yield Ruling(Status(status), f"word: {verb.text}")
    if verb.dep_ == "ROOT" and any(c.lower_ == "to" for c in children(verb, "aux")):
        yield Ruling(Status.PLANNED, "headline: to")
    if any(d.lower_ == "no" for c in children(verb, "nsubj", "nsubjpass", "dobj") for d in children(c, "det")):
        yield Ruling(Status.NEGATED, "no object")


def _only(child: Token, token: Token) -> bool:
    """Whether it is "not only fired": no negation."""
    return any(c.lower_ == "only" for c in (*child.children, *token.children))


def _table(table: Mapping[str, frozenset[str]], word: str) -> Iterator[Ruling]:
    for status, members in table.items():
        if word in members:
            yield Ruling(Status(status), f"modifier: {word}")


def _modal(aux: Token, token: Token) -> Iterator[Ruling]:
    for status, members in words()["modal"].items():
        if aux.lower_ in members:
            yield Ruling(_reported_will(Status(status), aux, token), f"modal: {aux.text}")


def _reported_will(status: Status, aux: Token, token: Token) -> Status:
    """What a reported "would" stands for: "said it would send" reports "we will send"."""
    reported = aux.lower_ == "would" and token.dep_ in {"ccomp", "conj"} and not any(c.lower_ == "likely" for c in token.children)
    return Status.PLANNED if reported else status


def _above(token: Token, above: Token) -> Iterator[Ruling]:
    """What a word does to the event it governs, and what hangs on that word."""
    told = words()
    word = _phrase(above)
    if token.dep_ == "nsubj" and not _raised(above):
        return
    if token.dep_ == "xcomp" and lemma(above) == "be" and any(c.lower_ == "to" for c in children(token, "aux")):
        yield Ruling(Status.PLANNED, "is to")
    if word in told["deny"] and (refused(above) or _beside(token, above)):
        return
    if token.dep_ in {"ccomp", "csubj", "acl", "relcl"} and untrue(above):
        yield Ruling(Status.DENIED, "said to be untrue")
    if word in told["deny"]:
        yield Ruling(Status.DENIED, f"denied: {above.text}")
    elif (word in told["evidence"] and _none(above)) or (is_verb(above) and any(c.lower_ in NOTHING for c in children(above, "nsubj"))):
        yield Ruling(Status.NEGATED, f"no {above.text}")
    elif word in told["fail"] and token.dep_ in FAILED:
        yield from () if _kept(token, above) else (Ruling(Status.NEGATED, f"failed: {above.text}", word in told["ends"]),)
    else:
        yield from (Ruling(status, f"{name}: {above.text}") for name, status in _SOFT if word in told[name])
    yield from _around(token, above)


def _beside(token: Token, verb: Token) -> bool:
    """Whether a denial is of something else: "Congo accuses Rwanda of raids; Rwanda denies it", "deny them all paths to a weapon"."""
    own = any(c.i > verb.i for c in children(verb, "dobj", "xcomp", "ccomp"))
    return withheld(verb) or (token.dep_ == "ccomp" and token.i < verb.i and own)


_SOFT = (("plan", Status.PLANNED), ("possible", Status.POSSIBLE), ("alleged", Status.ALLEGED))


def _phrase(token: Token) -> str:
    particle = next((c.lower_ for c in children(token, "prt")), "")
    return f"{lemma(token)}_{particle}" if particle in {"out", "off"} else lemma(token)


def _none(noun: Token) -> bool:
    return any(c.lower_ in {"no", "little", "any"} for c in children(noun, "det", "amod")) and (
        not any(c.lower_ == "any" for c in children(noun, "det")) or any(c.dep_ == "neg" for c in noun.head.children)
    )


def _around(token: Token, above: Token) -> Iterator[Ruling]:
    """Not and modals on the governing word, where they reach down: raising, control and belief verbs."""
    reaching = token.dep_ in {"xcomp", "dobj", "nsubjpass", "attr", "acomp", "pobj", "nsubj", "acl"} or lemma(above) in words()["belief"]
    if reaching and above.dep_ != "nsubj":
        yield from (r for r in _own(above) if _reaches(token, above, r))


def _reaches(token: Token, above: Token, ruling: Ruling) -> bool:
    if token.dep_ == "ccomp":
        return ruling.status is Status.NEGATED and lemma(above) in {"believe", "think", "expect", "see", "find"}
    return True


def presupposed(trigger: Token) -> bool:
    """Whether what stands right above takes the event for a fact: "condemned the launch", "confirmed the strike"."""
    token = trigger
    for _ in range(4):
        if token.head.i == token.i or is_verb(token):
            return False
        if lemma(token.head) in words()["factive"] and token.dep_ in {"dobj", "pobj", "nsubjpass"}:
            return True
        token = token.head
    return False


def clause_of(token: Token) -> Token:
    """The verb or root of the clause a word stands in."""
    while token.dep_ not in CLAUSAL and token.head.i != token.i:
        token = token.head
    return token
