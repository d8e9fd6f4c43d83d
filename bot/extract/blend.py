"""Two readings of one story as one: the heads find and fill; the rules, exact where a "not" reaches, turn and add what is sure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.candidates import Doc
from bot.extract.decode.units import NOT_SO
from bot.extract.scorers import Cell
from bot.extract.scorers.features import STATUSES
from bot.extract.scorers.pools import words
from bot.model import Claim, ClaimType, Speaker

# Chances from which a whole story takes in a claim of the rules alone: below the first one in eight was right where the heads saw none.
# The second holds where it names doer, target and thing.
ADD_AT, ADD_FULL_AT = 0.6, 0.2
# The heads' share for "denied" and "negated" below which a "not" of the rules is not believed; chosen on stories the heads had not seen.
NOT_SO_AT = 0.05


def believed(doc: Doc, rules: Sequence[Claim], cells: Sequence[Cell]) -> tuple[Claim, ...]:
    """The claims of the rules without the denials and negations that the heads see no sign of in their sentences."""
    at = {s.said.start: s.index for s in doc.sentences}
    seen = {(c.sentence, c.type): sum(share for share, s in zip(c.status, STATUSES, strict=True) if s in NOT_SO) for c in cells}

    def doubted(claim: Claim) -> bool:
        told = (seen.get((at[e.start], claim.type), 0.0) for e in claim.evidence if e.start in at)
        return claim.status in NOT_SO and max(told, default=0.0) < NOT_SO_AT

    return tuple(c for c in rules if not doubted(c))


def blended(heads: Sequence[Claim], rules: Sequence[Claim], whole: bool = False) -> tuple[Claim, ...]:
    """The heads' claims with the rules' polarity, and what they have no word of: denials, in a whole story the rules' surer claims."""
    turned = tuple(_given(_turned(h, rules), rules) for h in heads)
    # In a whole story the rules' sayer may stand in another sentence of the claim: of 85 speakers that they contradicted, 60 were right.
    turned = turned if whole else tuple(_doubted(h, rules) for h in turned)
    added = (r for r in rules if _news(r, tuple(_twins(r, turned)), whole))
    return tuple(sorted((*turned, *added), key=lambda c: (c.evidence[0].start, c.type, c.status)))


def _news(rule: Claim, twins: Sequence[Claim], whole: bool) -> bool:
    """Whether a claim of the rules tells what the heads' claims of its sentences do not."""
    if rule.status in NOT_SO:
        return not any(t.status in NOT_SO for t in twins)
    full = bool(rule.actor and rule.target and rule.item)
    return whole and not twins and rule.confidence >= (ADD_FULL_AT if full else ADD_AT)


def _turned(head: Claim, rules: Sequence[Claim]) -> Claim:
    """The claim as denied or negated where the rules tell its event so and in no other way."""
    told = {r.status for r in _twins(head, rules) if not head.actor or not r.actor or set(head.actor) & set(r.actor)}
    return replace(head, status=min(told)) if told and told <= NOT_SO and head.status not in NOT_SO else head


def _given(head: Claim, rules: Sequence[Claim]) -> Claim:
    """A transfer with the rules' sides where they read supplier, recipient and thing in its sentence and it names the same parties."""
    if head.type is not ClaimType.ARMS_TRANSFER:
        return head
    sides = {*head.actor, *head.target}
    full = [r for r in _twins(head, rules) if r.actor and r.target and r.item and {*r.actor, *r.target} & sides]
    same = [r for r in full if (r.status in NOT_SO) is (head.status in NOT_SO)]
    best = max(same, key=lambda r: (len({*r.actor, *r.target} & sides), r.confidence), default=None)
    return head if best is None else replace(head, actor=best.actor, target=best.target)


def _doubted(head: Claim, rules: Sequence[Claim]) -> Claim:
    """The claim without a speaker that the rules contradict: wrong is worse than empty."""
    sayers = [s for r in _twins(head, rules) for s in r.source]
    agreed = not sayers or any(_words(a) & _words(b) for a in head.source for b in sayers)
    return head if agreed else replace(head, source=())


def _words(speaker: Speaker) -> frozenset[str]:
    return words(speaker.name) | words(speaker.org)


def _twins(claim: Claim, others: Sequence[Claim]) -> Iterator[Claim]:
    starts = {s.start for s in claim.evidence}
    return (o for o in others if o.type is claim.type and starts & {s.start for s in o.evidence})
