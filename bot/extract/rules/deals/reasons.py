"""Whom a sanction is not on, and who did not sell: "Peru sanctions two Chadian firms over sales to Oman"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from bot.extract.candidates import Kind
from bot.extract.rules.grammar import after, naming
from bot.extract.rules.reading import Reading
from bot.extract.speech.speakers import cues
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, host, is_verb, lemma, subject, up
from bot.extract.text.view import View
from bot.model import Claim, ClaimType


def without_reasons(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The sanctions without targets that stand in their reason alone, where another is left; arms sold by whom a sanction is on."""
    return tuple(_told(c, read.shown(c)) for c in claims)


def _told(claim: Claim, held: Sequence[View]) -> Claim:
    if claim.type is ClaimType.SANCTION and claim.target and (barred := _barred(claim, held)):
        return replace(claim, target=barred)
    if claim.type is ClaimType.SANCTION and len(claim.target) > 1:
        return _aimed(claim, held)
    return _sold(claim, held) if claim.type is ClaimType.ARMS_TRANSFER and claim.actor else claim


def _barred(claim: Claim, held: Sequence[View]) -> tuple[str, ...]:
    """To whom nothing may be sold, where the target stands in the reason alone: "ended exports to Oman after Mali used its drones"."""
    buyers = frozenset(p for v in held for p in v.sides(_buyers(v))) - set(claim.actor)
    spots = [t for v in held for party in set(claim.target) - buyers for t in _spots(v, party) if not _says(t)]
    return tuple(sorted(buyers)) if spots and all(_after(t) for t in spots) else ()


def _buyers(view: View) -> list[Token]:
    goods = (t for t in view.tokens if lemma(t) in words("reasons")["goods"] and not _after(t))
    return [o for t in goods for o in after(t, "to")]


def _says(token: Token) -> bool:
    return any(t.dep_ == "nsubj" and lemma(t.head) in cues()["say"] for t in up(token))


def _after(token: Token) -> bool:
    return any(_opens(above) for above in up(token))


def _sold(claim: Claim, held: Sequence[View]) -> Claim:
    """The transfer without who only punishes it: "Oman sanctioned a Chadian firm for selling drones to Mali"."""
    found = [(by, on) for v in held for by, on in _punished(v)]
    if len(found) != 1 or not found[0][0] & set(claim.actor):
        return claim
    by, on = found[0]
    left = tuple(a for a in claim.actor if a not in by) or tuple(sorted(on - set(claim.target)))
    return replace(claim, actor=left)


def _punished(view: View) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """Who imposes a sanction and on whom, where all transfers that a sentence tells of are what it is for."""
    heads = [(h, m) for _, m in view.of(Kind.TRIGGER) if (h := view.head(m)) is not None]
    deals = {h.i for h, m in heads if ClaimType.ARMS_TRANSFER in m.ids}
    for trigger in (h for h, m in heads if ClaimType.SANCTION in m.ids):
        noun = trigger.head if trigger.dep_ == "compound" else trigger  # "the sanctions list"
        verb = trigger if is_verb(trigger) else (host(noun) or trigger.head)
        why = {t.i for word in verb.subtree if _opens(word) and word.i > trigger.i for t in word.subtree}
        if is_verb(verb) and deals and deals <= why:
            hit = [o for o in children(verb, "dobj", "nsubjpass") if o.i != trigger.i]
            hit += [o for n in (verb, trigger) for o in after(n, "on", "against")]
            yield view.sides(subject(verb)), view.sides([t for o in hit for t in o.subtree if t.i not in why])


def _aimed(claim: Claim, held: Sequence[View]) -> Claim:
    why = {t: [_reason(v, token) for v in held for token in _spots(v, t)] for t in claim.target}
    left = tuple(t for t, ways in why.items() if not ways or not all(ways))
    return replace(claim, target=left) if left else claim


def _spots(view: View, party: str) -> Iterator[Token]:
    return (t for m in naming(view, party) if m.text[:1].isupper() and (t := view.head(m)) is not None)


def _reason(view: View, token: Token) -> bool:
    """Whether a word stands behind "over" or "after" what is no sanction itself: "sanctioned a firm for selling jets to Oman"."""
    chain = list(up(token))
    if any(t.dep_ == "relcl" and lemma(t) in words("reasons")["deeds"] for t in chain):
        return True
    return any(_apart(view, {t.i for t in above.subtree}) for above in chain if _opens(above))


def _opens(word: Token) -> bool:
    why = words("reasons")["why"]
    return (word.dep_ == "prep" and word.lower_ in why) or (
        word.dep_ == "advcl" and any(c.lower_ in why | {"as"} for c in children(word, "mark"))
    )


def _apart(view: View, inside: AbstractSet[int]) -> bool:
    """Whether a sanction is told before these words, and none in them."""
    told = [t.i for t in view.events(ClaimType.SANCTION)]
    return any(i < min(inside) for i in told) and not any(i in inside for i in told)
