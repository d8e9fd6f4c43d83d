"""Who uses arms did it, not who made them: "used Norlandic missiles", "missiles fired by Sudland", "struck a depot with Norlandic rockets".

And arms that somebody uses were supplied to him, not to those he uses them against.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.extract.candidates import Kind, resolved
from bot.extract.families import ATTACKS
from bot.extract.rules.grammar import MODIFIERS, SIDES, after, by_whom, doers, things
from bot.extract.rules.reading import Reading
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, is_verb, lemma, passive, subject
from bot.extract.text.view import View
from bot.model import Category, Claim, ClaimType

DONE = ATTACKS | {ClaimType.INTERCEPTION}
HYPHENED = ("-supplied", "-provided", "-donated")  # where the parse leaves them in one: "U.S.-supplied"
NO_ARMS = frozenset({Category.TROOPS, Category.FUNDS, Category.OTHER, Category.NUCLEAR, Category.CHEMICAL})
# What is fired at or dropped on as seldom as it is fired.
CRAFT = frozenset({Category.SHIP, Category.SUBMARINE, Category.AIRCRAFT, Category.TANK, Category.VEHICLE, Category.ARMOURED_VEHICLE})


@dataclass(frozen=True, slots=True)
class Use:
    """Arms that somebody uses: who does, whose make they are, who gave them, and whether they are told as used by him."""

    who: frozenset[str]
    makers: frozenset[str]
    givers: frozenset[str]
    by: bool


def with_users(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims with who uses arms as the doer, and who supplied them to him as the supplier; of two that so become one the fuller."""
    held = [_told(c, read.shown(c)) for c in claims]
    made = [new for new, old in zip(held, claims, strict=True) if new is not old]
    return tuple(c for c in held if not any(_less(c, other) for other in held if other is not c and (c in made or other in made)))


def _less(claim: Claim, other: Claim) -> bool:
    """Whether a claim tells no more than another of the same doers and sentences."""
    same = (claim.type, claim.status, claim.actor, claim.evidence) == (other.type, other.status, other.actor, other.evidence)
    return same and set(claim.target) < set(other.target)


def _told(claim: Claim, held: Sequence[View]) -> Claim:
    uses = [use for view in held for use in _uses(view)]
    if not uses:
        return claim
    if claim.type is ClaimType.ARMS_TRANSFER:
        return _supplied(claim, uses)
    return _done(claim, uses, held) if claim.type in DONE else claim


def _done(claim: Claim, uses: Sequence[Use], held: Sequence[View]) -> Claim:
    who = frozenset(p for u in uses for p in u.who)
    made = frozenset(p for u in uses for p in u.makers) - who - _told_else(held)
    by = frozenset(p for u in uses if u.by for p in u.who)
    actor = tuple(a for a in claim.actor if a not in made)
    target = tuple(t for t in claim.target if t not in made or claim.type is ClaimType.INTERCEPTION)  # whose drone is shot down
    if not actor and claim.type is not ClaimType.INTERCEPTION and len(by) == 1 and (claim.actor or by <= set(target)):
        actor, target = tuple(by), tuple(t for t in target if t not in by)
    if actor == claim.actor and (not actor or target == claim.target or not set(actor) & who):
        return claim
    return replace(claim, actor=actor or claim.actor, target=target) if actor or not made & set(claim.actor) else replace(claim, actor=())


def _supplied(claim: Claim, uses: Sequence[Use]) -> Claim:
    """A transfer to who uses the arms, by who is said to have supplied them."""
    mine = [u for u in uses if u.by and u.givers]
    if len(mine) != 1 or mine[0].who & mine[0].givers:
        return claim
    given = claim.actor if set(claim.actor) == mine[0].givers else tuple(sorted(mine[0].givers))
    return replace(claim, actor=given, target=tuple(t for t in claim.target if t in mine[0].who) or tuple(sorted(mine[0].who)))


def _told_else(held: Sequence[View]) -> frozenset[str]:
    """The parties that stand elsewhere than right before arms: they may have done something after all."""
    named = ((v, m, v.head(m)) for v in held for _, m in v.own if m.kind in SIDES and m.ids and not m.modifier)
    return frozenset(
        i
        for v, m, t in named
        if t is not None and not (t.dep_ in MODIFIERS and _arms(v, _noun(t))) and not _arms(v, t)
        for i in resolved(v.doc, m).ids
    )


def _noun(token: Token) -> Token:
    while token.dep_ in MODIFIERS:
        token = token.head
    return token


def _arms(view: View, token: Token, *, thrown: bool = False) -> bool:
    found = view.mention(token, Kind.ITEM)
    if found is None or not view.doc.mentions[found].ids:
        return False
    kinds = {Category(i) for i in view.doc.mentions[found].ids}
    return not kinds & NO_ARMS and not (thrown and kinds & CRAFT)


def _uses(view: View) -> Iterator[Use]:
    for verb in (t for t in view.tokens if is_verb(t) and not children(t, "neg")):
        name = lemma(verb)
        thrown = name in words("users")["throw"]
        if (thrown or name in words("users")["use"]) and passive(verb):
            yield from _use(view, things(verb), doers(view, verb), by=True, thrown=thrown)
        elif (thrown or name in words("users")["use"]) and not passive(verb):
            yield from _use(view, children(verb, "dobj"), view.sides(subject(verb)), by=False, thrown=thrown)
        elif name in words("users")["hit"] and not passive(verb):
            tools = [p for w in (verb, *children(verb, "dobj")) for p in after(w, "with")]
            yield from _use(view, tools, view.sides(subject(verb)), by=False, thrown=True)


def _use(view: View, arms: Sequence[Token], who: frozenset[str], *, by: bool, thrown: bool) -> Iterator[Use]:
    for thing in arms:
        if who and _arms(view, thing, thrown=thrown):
            makers, givers = _makers(view, thing)
            yield Use(who - {"civilians"}, makers - who, givers - who, by)


def _makers(view: View, thing: Token) -> tuple[frozenset[str], frozenset[str]]:
    """Whose make arms are by the words right before them, and who is said to have supplied them."""
    near = list(children(thing, *MODIFIERS))
    below = list(near)
    for word in below:
        below.extend(children(word, "amod", "compound", "nmod", "npadvmod"))
    given = [v for v in (*near, *children(thing, "acl")) if lemma(v) in words("users")["give"]]
    hyphened = [c for v in given for c in children(v, "npadvmod")] + [c for c in below if c.lower_.endswith(HYPHENED)]
    agents = [p for v in given for p in by_whom(v)]
    held = [(w, view.doc.mentions[i]) for w in dict.fromkeys((*below, *hyphened, *agents)) for i in view.at.get(w.i, ())]
    named = [(w, resolved(view.doc, m).ids) for w, m in held if m.kind in SIDES]
    givers = frozenset(i for w, ids in named if w in hyphened or w in agents for i in ids)
    return frozenset(i for w, ids in named if w not in hyphened and w not in agents for i in ids), givers


__all__ = ["with_users"]
