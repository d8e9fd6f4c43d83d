"""What a word governs: the arguments of a verb or noun, through passive, control, raising, light verbs and relative clauses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.extract.tables import words
from bot.extract.text.token import Token

WH = frozenset({"that", "which", "who", "whom"})
CLAUSAL = frozenset({"relcl", "acl", "advcl", "ccomp", "xcomp", "pcomp", "conj", "parataxis", "csubj", "ROOT"})
DIRECT = {"nsubj": "subj", "csubj": "subj", "nsubjpass": "obj", "dobj": "obj", "dative": "iobj", "attr": "attr", "oprd": "attr"}
OBJECT_CONTROL = words("grammar")["object_control"]
BLAMING = words("grammar")["blaming"]
DAYS = words("grammar")["days"]


@dataclass(frozen=True, slots=True)
class Argument:
    """A word in a grammatical relation to a trigger; `hops` counts the words it was reached over."""

    label: str
    token: Token
    hops: int = 0


def lemma(token: Token) -> str:
    """The lemma in lower case."""
    return token.lemma_.lower()


def is_verb(token: Token) -> bool:
    """Whether the word heads a clause."""
    return token.pos_ in {"VERB", "AUX"}


def up(token: Token) -> Iterator[Token]:
    """The word and those above it."""
    for _ in range(12):
        yield token
        if token.head.i == token.i:
            return
        token = token.head


def children(token: Token, *deps: str) -> tuple[Token, ...]:
    """The dependents in one of these relations; all of them where none is named."""
    return tuple(c for c in token.children if not deps or c.dep_ in deps)


def passive(verb: Token) -> bool:
    """Whether the grammatical subject is what the verb is done to."""
    if children(verb, "nsubjpass", "auxpass", "agent"):
        return True
    helped = any(lemma(c) in {"have", "be"} for c in children(verb, "aux"))
    return verb.tag_ == "VBN" and verb.dep_ in {"acl", "advcl", "amod"} and not helped and not children(verb, "nsubj", "dobj")


def arguments(token: Token) -> tuple[Argument, ...]:
    """Every argument of a verb or noun, nearest first, each word once a label."""
    found = list(_verb(token) if is_verb(token) else _noun(token))
    seen: set[tuple[str, int]] = set()
    out: list[Argument] = []
    for argument in sorted(found, key=lambda a: a.hops):
        key = (argument.label, argument.token.i)
        if key not in seen:
            seen.add(key)
            out.append(argument)
    return tuple(out)


def _verb(verb: Token) -> Iterator[Argument]:
    own = tuple(_own(verb))
    labels = {a.label for a in own}
    yield from own
    above = misread(verb)
    if above is not None:
        yield Argument("obj", verb.head)
        yield from prepositions(verb.head, 1)
        yield from (Argument("subj", t, 1) for t in subject(above))
        yield from (a for a in prepositions(above, 1) if a.token.i > verb.i)
        return
    if passive(verb):
        yield from _passive_object(verb, labels)
    elif "subj" not in labels:
        yield from (Argument("subj", t, 1) for t in subject(verb))
    if "obj" not in labels:
        yield from _shared_object(verb)
    yield from prepositions(verb, 0)
    for argument in own:
        if argument.label == "obj":
            yield from prepositions(argument.token, 1)
            yield from (Argument("lead", c, 1) for c in children(argument.token, "compound", "nmod") if c.pos_ == "PROPN")
    yield from (Argument("advmod", c) for c in children(verb, "npadvmod", "advmod"))
    yield from _around(verb)


def _around(verb: Token) -> Iterator[Argument]:
    """The tool of "used drones to attack", and what a threat threatens ("threatened to attack Seoul")."""
    if lemma(verb.head) == "use" and verb.dep_ in {"xcomp", "advcl", "ccomp"}:
        yield from (Argument("prep:with", t, 1) for t in children(verb.head, "dobj"))
    for clause in children(verb, "xcomp", "ccomp"):
        yield from (Argument("inner", a.token, 1) for a in (*_own(clause), *prepositions(clause, 0)) if a.label in INNER)


INNER = frozenset({"obj", "prep:against", "prep:on", "prep:at", "iobj"})


def _own(verb: Token) -> Iterator[Argument]:
    gap = _gapped(verb)
    if gap is not None:
        yield Argument("subj", gap)
        yield Argument("obj", gap.head)
    objects = children(verb, "dobj")
    for child in verb.children:
        if gap is not None and child.i == gap.head.i:
            continue
        if len(objects) > 1 and child.i == objects[0].i:
            yield Argument("iobj", child)
            continue
        label = DIRECT.get(child.dep_)
        if child.dep_ == "agent":
            yield from (Argument("subj", p) for p in children(child, "pobj"))
        elif child.dep_ == "dative" and child.pos_ == "ADP":
            yield from (Argument(f"prep:{child.lower_}", p) for p in children(child, "pobj"))
        elif label is not None:
            yield Argument(label, _antecedent(child, verb))


def _gapped(verb: Token) -> Token | None:
    """The true subject of "drones Russia has bought", read by the parser as an apposition to the object."""
    for child in children(verb, "nsubj"):
        beside = [c for c in children(child, "appos") if c.pos_ == "PROPN" and child.i < c.i < verb.i]
        if beside and not any(c.lower_ in {",", "-", "("} and child.i < c.i < beside[0].i for c in child.subtree):
            return beside[0]
    return None


def _antecedent(child: Token, verb: Token) -> Token:
    return verb.head if child.lower_ in WH and verb.dep_ == "relcl" else child


def misread(verb: Token) -> Token | None:
    """The verb above a gerund that the parser took for an adjective: "denied supplying missiles"."""
    above = verb.head.head
    near = verb.dep_ == "amod" and verb.tag_ == "VBG" and verb.head.dep_ in {"dobj", "pobj"}
    return above if near and is_verb(above) and above.i == verb.i - 1 else None


def _passive_object(verb: Token, labels: set[str]) -> Iterator[Argument]:
    if "obj" in labels:
        return
    if verb.dep_ in {"acl", "amod", "relcl"}:
        yield Argument("obj", verb.head)
    else:
        yield from (Argument("obj", t, 1) for t in subject(verb))


def _shared_object(verb: Token) -> Iterator[Argument]:
    """The gap of "missiles it fired", and the object of a later verb in "fired and tested missiles"."""
    if verb.dep_ == "relcl" and children(verb, "nsubj") and not any(c.lower_ in WH for c in children(verb, "nsubj")):
        yield Argument("obj", verb.head)
    for other in children(verb, "conj"):
        if is_verb(other) and not children(other, "nsubj", "nsubjpass"):
            yield from (Argument("obj", o, 1) for o in children(other, "dobj"))


def prepositions(token: Token, hops: int) -> Iterator[Argument]:
    """The objects of a word's prepositions, one nested preposition deep ("off of", "to Ukraine by Poland")."""
    for prep in children(token, "prep", "dative", "agent"):
        for inner in (prep, *children(prep, "prep")):
            yield from (Argument(f"prep:{prep.lower_}", p, hops) for p in children(inner, "pobj", "pcomp"))
        for held in (p for p in children(prep, "pobj") for p in children(p, "prep", "agent") if p.lower_ in {"by", "from", "with"}):
            yield from (Argument(f"prep:{held.lower_}", p, hops + 1) for p in children(held, "pobj"))


def subject(verb: Token, depth: int = 0) -> tuple[Token, ...]:
    """Who does it, though the verb has no subject of its own: control, raising, conjunction, adverbial and relative clauses."""
    if depth > 5:
        return ()
    own = children(verb, "nsubj", "csubj") or (children(verb, "nsubjpass") if depth else ())
    if own:
        return tuple(_antecedent(c, verb) for c in own)
    if depth and passive(verb):
        return ()
    way = _WAYS.get(verb.dep_)
    return way(verb, depth + 1) if way else ()


def _from_head(verb: Token, depth: int) -> tuple[Token, ...]:
    if verb.dep_ == "advcl" and lemma(verb.head) in OBJECT_CONTROL and any(c.lower_ == "to" for c in children(verb, "aux")):
        return _from_controller(verb, depth)
    return subject(verb.head, depth) if is_verb(verb.head) else ()


def _from_controller(verb: Token, depth: int) -> tuple[Token, ...]:
    head = verb.head
    if lemma(head) in OBJECT_CONTROL:
        asked = (p for prep in children(head, "prep") if prep.lower_ in {"on", "upon", "to", "for"} for p in children(prep, "pobj"))
        objects = children(head, "dobj", "nsubjpass") or tuple(t for t in asked if t.lower_ not in DAYS)
        if objects:
            return objects
    if is_verb(head):
        return children(head, "nsubjpass") or subject(head, depth)
    return subject(head.head, depth) if head.pos_ == "ADJ" and is_verb(head.head) else owners(head, depth)


def _from_noun(verb: Token, depth: int) -> tuple[Token, ...]:
    if verb.tag_ == "VBG" or (verb.tag_ in {"VBD", "VBN"} and children(verb, "dobj")):
        return (verb.head,)
    return owners(verb.head, depth) if not is_verb(verb.head) else subject(verb.head, depth)


def _from_preposition(verb: Token, depth: int) -> tuple[Token, ...]:
    above = verb.head.head
    if not is_verb(above):
        return owners(above, depth)
    if lemma(above) in BLAMING:
        return children(above, "dobj", "nsubjpass") or ()
    return children(above, "nsubjpass") or subject(above, depth)


_WAYS = {
    "conj": _from_head,
    "advcl": _from_head,
    "xcomp": _from_controller,
    "acl": _from_noun,
    "relcl": lambda verb, _: (verb.head,),
    "pcomp": _from_preposition,
    "ccomp": _from_controller,
}


def owners(noun: Token, depth: int = 0) -> tuple[Token, ...]:
    """Whose plan, decision or right a noun is: its possessor, or the subject of the verb it is the object of."""
    if depth > 5:
        return ()
    own = children(noun, "poss")
    if own:
        return own
    verb = host(noun)
    return subject(verb, depth + 1) if verb is not None else ()


def host(noun: Token) -> Token | None:
    """The verb a noun is the object or the bare complement of."""
    token = noun
    for _ in range(4):
        if token.dep_ in {"dobj", "attr", "nsubjpass", "oprd"} and is_verb(token.head):
            return token.head
        if token.dep_ == "conj" or (token.dep_ == "pobj" and not is_verb(token.head.head)):
            token = token.head if token.dep_ == "conj" else token.head.head
        elif token.dep_ == "pobj":
            return token.head.head
        else:
            return None
    return None


def _noun(noun: Token) -> Iterator[Argument]:
    yield from (Argument("poss", c) for c in children(noun, "poss"))
    for word in _modifiers(noun):
        yield Argument("mod", word)
        yield Argument("named" if word.pos_ == "PROPN" and not word.text.replace(".", "").isupper() else "adjective", word)
    yield from prepositions(noun, 0)
    yield from (a for prep in children(noun, "prep") if prep.lower_ == "of" for p in children(prep, "pobj") for a in prepositions(p, 1))
    for clause in children(noun, "acl", "relcl"):
        yield from (Argument(f"acl:{lemma(clause)}", t, 1) for t in _agents(clause))
        yield from prepositions(clause, 1)


def _agents(clause: Token) -> Iterator[Token]:
    for child in children(clause, "agent", "prep"):
        if child.lower_ in {"by", "on"}:
            yield from children(child, "pobj")


def _modifiers(noun: Token) -> Iterator[Token]:
    for child in children(noun, "compound", "amod", "nmod", "nummod"):
        yield child
        yield from _modifiers(child)


def conjuncts(token: Token) -> tuple[Token, ...]:
    """A word and what is listed with it."""
    out = [token]
    for item in out:
        out.extend(c for c in children(item, "conj") if not is_verb(c))
        if len(out) > 20:
            break
    return tuple(out)
