"""Pirates and gunmen who do it are no part of the state that tells of it: "armed men hijacked a tanker, Ivorian authorities said"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.candidates import Kind
from bot.extract.families import FIGHTS, NOBODY
from bot.extract.rules.beside.bystanders.ways import events_of
from bot.extract.rules.grammar import kinds
from bot.extract.rules.reading import Reading
from bot.extract.rules.spans import less
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, is_verb, lemma, passive, subject
from bot.extract.text.view import View
from bot.model import Category, Claim, ClaimType

KINDS = FIGHTS | {ClaimType.SEIZURE}


def without_states(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The seizures and attacks with such men for doers, where every verb that tells of it has them for its subject."""
    return tuple(_by_them(c, read.shown(c)) if c.type in KINDS and any(a.isupper() for a in c.actor) else c for c in claims)


def _by_them(claim: Claim, held: Sequence[View]) -> Claim:
    found = [doers for view in held for doers in _doers(view, claim)]
    if not found or None in found:
        return claim
    actor = tuple(sorted({i for doers in found for i in (doers or frozenset()) - NOBODY}))
    return replace(claim, actor=actor, spans=less(claim, "actor"))


def _doers(view: View, claim: Claim) -> Iterator[frozenset[str] | None]:
    """For each active verb of the event the ids of such men; None where it is somebody else, or men of a party that is named."""
    events = [t for t in events_of(view, claim) if is_verb(t)] or [t for t in view.tokens if is_verb(t) and _to_it(view, t, claim)]
    for verb in (t for t in events if not passive(t)):
        alone = claim.type is ClaimType.STRIKE and bool(children(verb, "dobj")) and list(map(_is_one, subject(verb))) == [True]
        who = [s for s in subject(verb) if alone or not _is_thing(view, s)]  # "tanker seized off Oman" is read as its deed
        if alone:
            yield frozenset(i for i in view.sides(who) if i.islower())
        elif who:
            yield view.sides(who) if all(_is_nobodys(view, s) for s in who) else None


def _to_it(view: View, verb: Token, claim: Claim) -> bool:
    """Whether a verb that is no word for a seizure does something to what the claim says was seized: "hijacked a tanker"."""
    mine = {str(i.category) for i in claim.item} if claim.type is ClaimType.SEIZURE else set()
    return any(kinds(view, o) & mine for o in children(verb, "dobj"))


def _is_thing(view: View, token: Token) -> bool:
    found = view.mention(token, Kind.ITEM)
    return found is not None and Category.TROOPS.value not in view.doc.mentions[found].ids


def _is_one(man: Token) -> bool:
    """Whether it is one man, of whom no more than his land is told: "the man who shot nine", "a Sudlandic suicide bomber"."""
    near = {lemma(c) for c in children(man, "compound", "nmod", "amod")}
    flies = lemma(man) == "bomber" and "suicide" not in near
    return man.tag_ == "NN" and lemma(man) in words("outlaws")["one"] and not flies and not near & words("outlaws")["of"]


def _is_nobodys(view: View, man: Token) -> bool:
    """Whether it is such a man, of whom no word beside him says whose he is: "attackers identified as Sudlanders"."""
    return lemma(man) in words("outlaws")["men"] and not view.sides([w for w in man.subtree if w.i != man.i])


__all__ = ["without_states"]
