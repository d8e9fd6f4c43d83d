"""Who did it where a passive or a report says so: "helicopter shot down by militants". Exact, and put before what the heads chose."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import cast

from bot.extract.candidates import Doc, Kind, Mention, resolved
from bot.extract.families import FIGHTS, FLAT, NOBODY
from bot.extract.rules.grammar import verb_over
from bot.extract.rules.reading import Agent, Agents, Reading
from bot.extract.rules.spans import spots
from bot.extract.speech.speakers import cues
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, conjuncts, is_verb, lemma, passive, subject, up
from bot.extract.text.view import PRONOUNS, View
from bot.model import Claim, ClaimType

AIR = re.compile(r"(?i)air[ -]defen[cs]e")
WORDS = 8  # words behind "by" that may name who did it
ENDS = frozenset(
    {"in", "at", "on", "near", "after", "over", "off", "from", "during", "as", "for", "with", "to", "who", "that", "which", "while", "amid"}
)
OWNED = frozenset({"'s", "\u2019s"})  # "by the People's Army": the name goes on


def agents(doc: Doc) -> Agents:
    """The passives of a story with who did it; sentences without one are left out."""
    told = {m.sentence for m in doc.mentions if m.kind is Kind.TRIGGER}
    found = {i: tuple(_passives(doc, i)) for i in told if i < len(doc.parse) and doc.parse[i] is not None}
    return {i: held for i, held in found.items() if held}


def _passives(doc: Doc, index: int) -> Iterator[Agent]:
    tokens = cast("Sequence[Token]", doc.parse[index])
    bys = [t for t in tokens if t.lower_ == "by" and t.i > 0]
    if not bys:
        return
    held = [m for _, m in doc.of(index)]
    told, base = {m.start: m for m in held if m.kind is Kind.TRIGGER}, doc.sentences[index].told
    parties = [m for m in held if m.kind is Kind.PARTY and not m.modifier]
    for by in bys:
        verb = by.head
        trigger = told.get(base + verb.idx)
        if trigger is None or not is_verb(verb) or verb.tag_ not in {"VBN", "VBD"} or children(verb, "dobj") or _regained(verb):
            continue
        start, end = base + by.idx, base + _end(tokens, by.i)
        listed = {base + w.idx for t in children(by, "pobj") for w in conjuncts(t)}  # "given by Norland, Sudland and Lanka"
        doers = _ids(doc, [m for m in parties if (start < m.start and m.end <= end) or m.start in listed])
        before = _ids(doc, [m for m in parties if m.end <= trigger.start])
        if doers - NOBODY:
            air = AIR.search(doc.story.full, start, end) is not None
            tellers = before - _ids(doc, [m for m in parties if base + _said(verb) <= m.start and m.end <= trigger.start])
            alone = all(m is trigger or not set(m.ids) & set(trigger.ids) for m in told.values())
            what = frozenset(map(ClaimType, trigger.ids))
            yield Agent(
                what,
                doers - NOBODY,
                before,
                air,
                tellers,
                alone and _main(verb),
                _ended(verb),
                _one(verb, {m.start - base for m in parties}),
            )


def _regained(verb: Token) -> bool:
    """Whether it only tells whose the ground was that is lost or taken back: "has lost the land seized by the rebels"."""
    relative = any(c.tag_ == "WDT" for c in children(verb, "nsubjpass"))  # "that was seized", whatever the parse hangs it on
    above = up(verb.head) if relative or verb.dep_ in {"acl", "relcl"} else ()
    return any(is_verb(t) and lemma(t) in words("agents")["regain"] for t in above)


def _main(verb: Token) -> bool:
    """Whether a sentence is about it, with a verb or as headlines leave it out: "tanker seized by Norland"."""
    return verb.dep_ == "ROOT" or (verb.dep_ == "acl" and verb.head.dep_ == "ROOT")


def _ended(verb: Token) -> bool:
    return any(lemma(t) in words("agents")["attackers"] for s in children(verb, "nsubjpass", "nsubj") for t in s.subtree)


def _one(verb: Token, sides: Collection[int]) -> bool:
    """Whether one man is killed: "Doe was shot dead by police", "the gunman was killed"; `sides`: where parties begin."""
    hit = children(verb, "nsubjpass", "nsubj")
    return lemma(verb) in words("agents")["kills"] and len(hit) == 1 and len(conjuncts(hit[0])) == 1 and _man(hit[0], sides)


def _man(token: Token, sides: Collection[int]) -> bool:
    """Whether a word is one man: a name of no party, a pronoun, a noun for one."""
    name = token.tag_ == "NNP" and token.idx not in sides
    return name or token.lower_ in {"he", "she"} or (token.tag_ == "NN" and lemma(token) in words("agents")["men"])


def _said(verb: Token) -> int:
    """Where what is told of an event begins: behind who says so, and behind "and"."""
    if verb.dep_ == "conj" and (hit := children(verb, "nsubjpass")):
        return min(t.idx for t in hit[0].subtree)
    above = verb.head
    return above.idx if verb.dep_ == "ccomp" and above.i < verb.i and lemma(above) in cues()["say"] else 0


def _end(tokens: Sequence[Token], by: int) -> int:
    """Where the name behind "by" ends: at a preposition, a comma, or after a few words."""
    last = min(len(tokens), by + 1 + WORDS)
    stop = next(
        (i for i in range(by + 1, last) if tokens[i].lower_ in ENDS or not (tokens[i].text[0].isalnum() or tokens[i].lower_ in OWNED)), last
    )
    return tokens[stop - 1].idx + len(tokens[stop - 1].text)


def _ids(doc: Doc, mentions: Sequence[Mention]) -> frozenset[str]:
    return frozenset(i for m in mentions for i in resolved(doc, m).ids)


def by_agents(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims with the doers that a passive names, where the heads took who was hit for who did it."""
    return tuple(_righted(read.doc, c, read.indices(c), read.agents) for c in claims)


def _acting(doc: Doc, index: int, kind: ClaimType, *, named: bool = False) -> frozenset[str]:
    """Who does such a thing by an active verb of a sentence: "Norlandic drones had struck". `named`: and by no pronoun."""
    tokens = cast("Sequence[Token]", doc.parse[index]) if index < len(doc.parse) and doc.parse[index] is not None else ()
    base, held = doc.sentences[index].told, [m for _, m in doc.of(index)]
    told = {m.start for m in held if m.kind is Kind.TRIGGER and kind in m.ids}
    verbs = (t for t in tokens if is_verb(t) and base + t.idx in told and not passive(t) and not any(c.lower_ == "by" for c in t.children))
    spots = {base + w.idx for v in verbs for s in children(v, "nsubj") for w in s.subtree if not (named and w.lower_ in PRONOUNS)}
    return _ids(doc, [m for m in held if m.kind is Kind.PARTY and m.start in spots])


def _righted(doc: Doc, claim: Claim, sentences: Sequence[int], agents_: Agents) -> Claim:
    mine = [a for i in sentences for a in agents_.get(i, ()) if claim.type in a.types]
    if len(mine) != 1 or claim.status not in FLAT:
        return claim
    if _of_another(claim, mine[0], sentences):
        return claim
    # Who tells of it in one sentence may be the doer of another.
    acting = frozenset(a for i in sentences if not agents_.get(i) for a in _acting(doc, i, claim.type))
    # Who strikes in the sentence itself is no mere victim: "rebels attacked a post and five were killed by troops".
    beside = frozenset(a for i in sentences if agents_.get(i) for a in _acting(doc, i, claim.type, named=True))
    doers, hit = mine[0].doers, mine[0].before - mine[0].doers - (mine[0].tellers & acting) - beside
    kind = ClaimType.INTERCEPTION if mine[0].air and claim.type is ClaimType.STRIKE else claim.type
    actor, taken = tuple(a for a in claim.actor if a not in hit), tuple(a for a in claim.actor if a in hit)
    if not actor and claim.actor and claim.target and not doers <= set(claim.target):
        return replace(claim, type=kind)
    if not taken and actor:
        return replace(claim, type=kind)
    target = tuple(t for t in claim.target if t not in doers) or taken
    return replace(claim, type=kind, actor=actor or tuple(sorted(doers)), target=target)


def _of_another(claim: Claim, told: Agent, sentences: Sequence[int]) -> bool:
    """Whether a passive tells how an attack ended, and not who made it: "a man killed nine before he was shot dead by police"."""
    if not claim.actor and told.doers & set(claim.target):
        return True
    if claim.type not in FIGHTS or set(claim.actor) & told.doers:
        return False
    return (told.one and _many(claim)) or (told.ended and bool(claim.actor) and len(sentences) > 1)


def _many(claim: Claim) -> bool:
    """Whether more fell in it than one man."""
    return claim.casualties is not None and max(claim.casualties.killed_min or 0, claim.casualties.wounded_min or 0) > 1


def by_reporters(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims with what a state says was shot down as shot down by it: "Norland's ministry said 41 drones were downed"."""
    return tuple(_reported(c, read.shown(c)) for c in claims)


def _reported(claim: Claim, held: Sequence[View]) -> Claim:
    if claim.type is not ClaimType.INTERCEPTION or claim.status not in FLAT:
        return claim
    told = {who for view in held for who in _reporters(view)}
    if len(told) != 1 or not claim.actor or told & set(claim.actor) or not told & set(claim.target):
        return claim
    return replace(claim, actor=tuple(told), target=tuple(dict.fromkeys((*claim.actor, *(t for t in claim.target if t not in told)))))


def _reporters(view: View) -> Iterator[str]:
    """The states that say what was shot down, where nobody else is named for it and the thing is not theirs."""
    for _, mention in view.of(Kind.TRIGGER):
        verb = view.head(mention) if ClaimType.INTERCEPTION in mention.ids else None
        if verb is None or verb.dep_ != "ccomp" or lemma(verb.head) not in cues()["say"]:
            continue
        by = [t for t in children(verb, "nsubj") if lemma(t) in words("agents")["defences"]]
        if not by and (not passive(verb) or children(verb, "agent")):
            continue
        things = by or children(verb, "nsubjpass")
        owners = [w for t in things for w in t.subtree if w.i != t.i]
        told = view.sides(subject(verb.head))
        named = view.sides((*by, *owners))
        if len(told) == 1 and not (named if by else named & told) and not any(c.lower_ in PRONOUNS for c in owners):
            yield from (who for who in told if who.isupper())


def by_sufferers(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims in which a state that tells of its own dead was taken for the doer, where another claim has who struck it.

    As in "Chad said it hit nine sites. Niger said 26 civilians were killed": those 26 are none that Niger killed.
    """
    return tuple(_suffered(c, claims, read.shown(c)) for c in claims)


def _suffered(claim: Claim, claims: Sequence[Claim], held: Sequence[View]) -> Claim:
    if claim.type not in FIGHTS or claim.casualties is None or len(claim.actor) != 1 or "civilians" not in claim.target:
        return claim
    struck = [c for c in claims if c.type in FIGHTS and set(claim.actor) & set(c.target) and set(c.actor) & set(claim.target)]
    spans = spots(claim, "casualties")
    tolls = [(v, m) for v in held for _, m in v.of(Kind.CASUALTIES) if (m.start, m.end) in {(s.start, s.end) for s in spans}]
    if not struck or not tolls or not all(_tells_of_dead(v, m, claim.actor[0]) for v, m in tolls):
        return claim
    return replace(claim, actor=struck[0].actor, target=(*claim.actor, "civilians"))


def _tells_of_dead(view: View, toll: Mention, who: str) -> bool:
    """Whether somebody only says that those were killed, and names nobody who did it."""
    token = view.head(toll)
    verb = verb_over(token)
    if verb is None or not passive(verb) or children(verb, "agent") or verb.dep_ != "ccomp":
        return False
    fell = children(verb, "nsubjpass")
    if any(lemma(t) in (words("home")["rebels"] | words("agents")["foes"]) for t in fell) or view.sides(fell) - {who, "civilians"}:
        return False  # as in "Israel said a hundred militants had been killed"
    return lemma(verb.head) in cues()["say"] and view.sides(subject(verb.head)) == {who}
