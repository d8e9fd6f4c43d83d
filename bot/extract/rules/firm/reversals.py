"""Events that undo what their type stands for: forces that leave, sanctions that are lifted, pacts that end or are broken.

Each word of the evidence that tells of such a thing, or of its contrary, is a sign. Where all that speak of the claim's own sides tell the
same undoing the claim has it; where any tells the contrary, a refusal or only a demand, it has none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType

from bot.extract.candidates import Kind
from bot.extract.rules.deals.pacts import pact_of
from bot.extract.rules.grammar import after, called, doers, said
from bot.extract.rules.reading import Reading
from bot.extract.status import status_of
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, conjuncts, is_verb, lemma, owners, up
from bot.extract.text.view import View, things
from bot.model import NEGATIVE, Category, Claim, ClaimType, Reversal, Span, Status

MODIFIES = frozenset({"acl", "relcl", "amod"})
# How what is asked for hangs by the asking.
REACHES = frozenset({"xcomp", "ccomp", "advcl", "pcomp", "prep", "pobj", "dobj", "acl", "nsubjpass"})


@dataclass(frozen=True, slots=True)
class Sign:
    """What a word tells: an undoing, or the thing itself (`way` None); whose, against whom.

    `negative`: said not to be; `asked`: only called for by others, so that nothing is told; `aside`: only says which is meant.
    """

    way: Reversal | None
    span: Span
    who: frozenset[str] = frozenset()
    whom: frozenset[str] = frozenset()
    negative: bool = False
    asked: bool = False
    aside: bool = False


def with_reversals(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims, each with the undoing that its sentences tell of."""
    return tuple(_reversed(c, read.shown(c)) if c.type in SIGNS else c for c in claims)


def _reversed(claim: Claim, held: Sequence[View]) -> Claim:
    """A claim with what its sentences tell to be undone, and the words that tell it or the contrary; without either where they disagree."""
    signs = [sign for view in held for sign in _signs(claim, view)]
    ways = {sign.way for sign in signs}
    if len(ways) != 1 or any(sign.asked for sign in signs):
        return claim
    spans, way = tuple(sign.span for sign in signs), ways.pop()
    return replace(claim, reversal=way, spans=(*claim.spans, ("reversal", spans)), told=_quoted(claim, spans) if way else claim.told)


def _quoted(claim: Claim, words: Sequence[Span]) -> Span | None:
    """The sentence to quote: the one that was chosen where it tells the undoing, else the first that does."""
    telling = [e for e in claim.evidence if any(e.start <= w.start < e.end for w in words)]
    chosen = claim.told is not None and any(e.start <= claim.told.start < e.end for e in telling)
    return claim.told if chosen or not telling else telling[0]


def _signs(claim: Claim, view: View) -> list[Sign]:
    """The signs of one sentence that may be of a claim; of a denial only those of what is said not to be."""
    found = [s for token in view.tokens for s in SIGNS[claim.type](view, token) if _concerns(claim, s)]
    told = [s for s in found if not s.aside] or found
    if claim.status in NEGATIVE:
        return [replace(s, asked=_partly(claim, s)) for s in told if s.negative]
    return [replace(s, asked=s.asked or s.negative or _partly(claim, s)) for s in told if s.way or not s.negative]


def _partly(claim: Claim, sign: Sign) -> bool:
    """Whether only some of those who did it together undo it: then the claim is of neither."""
    return sign.way is not None and bool(sign.who) and not set(claim.actor) <= sign.who


def _concerns(claim: Claim, sign: Sign) -> bool:
    """Whether a sign may be of the claim's own sides."""
    if sign.way is Reversal.BREACHED and not sign.who:
        return claim.status is Status.ALLEGED or len(claim.actor) < 2
    doers = set(claim.actor)
    actor = not sign.who or not doers or bool(doers & sign.who)
    return actor and (not sign.whom or not claim.target or bool(sign.whom & set(claim.target)))


def _forces(view: View, token: Token) -> Iterator[Sign]:
    told = called(token)
    table = words("reversals")
    if not is_verb(token):
        yield from _moves(view, token)
    elif _goes(view, token, told):
        yield _sign(view, token, Reversal.WITHDRAWAL, _whose(view, token))
    elif told & table["forth"] and _moved(view, token):
        yield _sign(view, token, None, _whose(view, token))


def _whose(view: View, verb: Token) -> tuple[Token, ...]:
    """Who moves forces or decides it ("the French decision to withdraw"); where nobody does, or a host puts them out, whose they are."""
    if lemma(verb) in words("bystanders")["expels"]:
        return said(verb, "obj")
    if any(lemma(t) in words("reversals")["base"] for t in said(verb, "obj")):  # a base may bear its host's name
        return said(verb, "subj")
    deciding = (verb.head,) if verb.dep_ == "acl" and not _is_force(view, verb.head) else ()
    ways = (deciding, said(verb, "subj"), said(verb, "obj"))
    return next((way for way in ways if view.sides(way)), ())


def _goes(view: View, verb: Token, told: frozenset[str]) -> bool:
    """Whether a verb tells of forces that leave."""
    table = words("reversals")
    objects, subjects = said(verb, "obj"), said(verb, "subj")
    ceded = bool(told & table["cede"]) and any(lemma(o) in table["base"] for o in objects)
    if ceded or pact_of(verb) is not None:
        return ceded
    if told & table["quit"]:
        there = any(_is_place(view, o) and not _is_force(view, o) for o in objects) or (not objects and _from(verb))
        return bool(there) and any(map(partial(_is_troops, view), subjects))
    if told & table["less"]:
        return any(lemma(o) in table["presence"] and _place(view, o, verb) for o in objects)
    if told & (table["taken"] | words("bystanders")["expels"]) and any(_is_force(view, o) for o in objects):
        return not told & table["forth"]
    if not told & table["back"] or objects:
        return bool(told & table["back"]) and any(_is_force(view, o) for o in objects)
    whence = _place(view, verb) or bool(told & table["out"] and not children(verb, "prep"))  # "wants to pull out"
    return any(_is_force(view, s) or (whence and view.mention(s, Kind.PARTY, Kind.PERSON) is not None) for s in subjects)


def _moved(view: View, verb: Token) -> bool:
    """Whether it is forces that a verb of sending sends, or that come by themselves."""
    own = said(verb, "subj") if lemma(verb) in words("reversals")["arrive"] else ()
    return any(_is_force(view, t) or t.lower_ == "them" for t in (*said(verb, "obj"), *own))


def _moves(view: View, noun: Token) -> Iterator[Sign]:
    """What a noun tells: "the withdrawal of French troops", "its deployment in Chad"."""
    table = words("reversals")
    if lemma(noun) in table["ceding"] and any(lemma(t) in table[name] for name, t in _ceded(noun)):
        yield _sign(view, noun, Reversal.WITHDRAWAL, _of(noun) if lemma(noun) == "end" else owners(noun))
    elif lemma(noun) in table["withdrawal"]:
        named = after(noun, "from", "of")
        if not any(lemma(t) in words("pacts")["pact"] | table["sanctions"] for t in named):
            yield _sign(view, noun, Reversal.WITHDRAWAL, _of(noun))
    elif lemma(noun) in table["deployment"] and not (noun.dep_ == "dobj" and called(noun.head) & table["less"]):
        yield _sign(view, noun, None, _of(noun))


def _ceded(noun: Token) -> Iterator[tuple[str, Token]]:
    """What a noun says is given up, each with the list it is looked for in: "handover of the base", "the end of its presence"."""
    inner = after(noun, "of")
    return (("presence" if lemma(noun) == "end" else "base", t) for t in inner)


def _sanctions(view: View, token: Token) -> Iterator[Sign]:
    table = words("reversals")
    told, held = called(token), _punished(token)
    if not is_verb(token):
        if lemma(token) in table["lifting"] and held:
            yield _sign(view, token, Reversal.LIFTED, children(token, "poss"), held)
    elif (held and told & table["lift"]) or (told & table["lapse"] and any(map(_is_sanction, said(token, "subj")))):
        yield _sign(view, token, Reversal.LIFTED, said(token, "subj"), held)
    elif told & table["sanctioned"] or (held and told & table["impose"]):
        yield _sign(view, token, None, said(token, "subj"), held)


def _punished(word: Token) -> tuple[Token, ...]:
    """The sanctions that a verb or noun is about: "lifted the ban", "easing of sanctions", "sanctions relief"."""
    inner = after(word, "of", "from", "to")
    about = said(word, "obj") if is_verb(word) else (*inner, *children(word, "compound", "nmod"))
    whole = (o for o in about if lemma(o) not in words("reversals")["lifting"])
    parts = (t for o in whole for t in after(o, "of"))  # "most of its sanctions"
    return tuple(t for o in (*about, *parts) for t in conjuncts(o) if _is_sanction(t))


def _is_sanction(token: Token) -> bool:
    return lemma(token) in words("reversals")["sanctions"]


def _pacts(view: View, token: Token) -> Iterator[Sign]:
    table, pacts, told = words("reversals"), words("pacts"), called(token)
    if not is_verb(token):
        yield from _broken(view, token)
    elif pact_of(token, table["word"]) is not None and told & (pacts["break"] | pacts["end"] | table["ended"]):
        way = Reversal.BREACHED if told & pacts["break"] else Reversal.ENDED
        yield replace(_sign(view, token, way, ()), who=doers(view, token))
    elif told & table["fails"] and not children(token, "dobj") and any(map(_is_pact, said(token, "subj"))):
        yield _sign(view, token, Reversal.ENDED, ())
    elif told & (pacts["sign"] | table["made"]) and (pact_of(token) is not None or any(map(_is_pact, said(token, "subj", "obj")))):
        yield _sign(view, token, None, ())


def _broken(view: View, noun: Token) -> Iterator[Sign]:
    table = words("reversals")
    named = after(noun, "of", "from")
    about = [t for t in (*named, *children(noun, "compound", "nmod")) if _is_pact(t) or lemma(t) in table["word"]]
    way = Reversal.BREACHED if lemma(noun) in table["breach"] else Reversal.ENDED if lemma(noun) in table["ending"] else None
    if about and way is not None:
        yield _sign(view, noun, way, (noun,))


def _is_pact(token: Token) -> bool:
    return lemma(token) in words("pacts")["pact"]


def _sign(view: View, word: Token, way: Reversal | None, who: Iterable[Token], on: Sequence[Token] = ()) -> Sign:
    """A word's sign; `on`: what it is done to, behind which stands against whom."""
    over = [p for t in (*on, word) for p in children(t, "prep") if p.lower_ in {"on", "against"}]
    whom = view.sides([t for p in over for o in children(p, "pobj") for t in conjuncts(o)])
    sides = view.sides([t for one in who for t in conjuncts(one)])
    return Sign(
        way,
        Span(start := view.start(word), start + len(word.text)),
        sides,
        whom,
        negative=status_of(word).status in NEGATIVE,
        asked=_asked(view, word, sides),
        aside=word.dep_ in MODIFIES and _names(view, word.head),
    )


def _names(view: View, noun: Token) -> bool:
    """Whether a noun is itself what is moved, imposed or agreed: "the troops deployed there"."""
    return _is_force(view, noun) or _is_sanction(noun) or _is_pact(noun)


def _asked(view: View, word: Token, whose: frozenset[str]) -> bool:
    """Whether it is only what somebody else calls for."""
    for token in up(word):
        if token.i != word.i and lemma(token) in words("reversals")["asks"]:
            asker = view.sides(said(token, "subj") if is_verb(token) else owners(token))
            return not asker & whose
        if token.dep_ not in REACHES:
            return False
    return False


def _of(noun: Token) -> tuple[Token, ...]:
    """Whose a noun is: what it is of, or else whoever it belongs to."""
    inner = after(noun, "of", "by")
    return (noun, *inner, *owners(noun))


def _from(verb: Token) -> bool:
    return any(p.lower_ == "from" for p in children(verb, "prep"))


def _is_troops(view: View, token: Token) -> bool:
    """Whether who leaves a place is a force or its state: a ship only sails."""
    items = {category for _, m in things(view, token, words("containers")["words"]) for category in view.doc.mentions[m].ids}
    party = view.mention(token, Kind.PARTY) is not None and bool(view.sides([token]))
    named = party or lemma(token) in words("reversals")["forces"]
    return Category.TROOPS in items or (named and not items)


def _is_place(view: View, token: Token) -> bool:
    """Whether forces may be there: a place, or a state's own ground."""
    return view.mention(token, Kind.PLACE) is not None or any(i.isupper() for i in view.sides([token]))


def _is_force(view: View, token: Token) -> bool:
    held = things(view, token, words("containers")["words"])
    items = {category for _, m in held for category in view.doc.mentions[m].ids}
    inner = after(token, "of")  # "the bulk of the force"
    named = any(lemma(t) in words("reversals")["forces"] for t in (token, *inner))
    return bool(items - {Category.FUNDS, Category.OTHER}) or named


def _place(view: View, *near: Token) -> bool:
    preps = [q for one in near for p in children(one, "prep") for q in (p, *children(p, "prep")) if q.lower_ in {"in", "from", "at", "of"}]
    inner = [t for p in preps for t in children(p, "pobj")]
    return any(_is_place(view, t) for t in inner)


SIGNS: Mapping[ClaimType, Callable[[View, Token], Iterator[Sign]]] = MappingProxyType(
    {ClaimType.DEPLOYMENT: _forces, ClaimType.SANCTION: _sanctions, ClaimType.AGREEMENT: _pacts}
)
