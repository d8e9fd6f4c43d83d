"""Two readings of one story as one: the heads find and fill; the rules, exact where a "not" reaches, turn and add what is sure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.candidates import Doc, starts
from bot.extract.decode.standing import ENGINES
from bot.extract.families import FIGHTS
from bot.extract.scorers import Cell
from bot.extract.scorers.features import STATUSES
from bot.extract.twice import once
from bot.model import NEGATIVE, Claim, ClaimType, Status

# Chances from which a whole story takes in a claim of the rules alone: below the first one in eight was right where the heads saw none.
# The second holds where it names doer, target and thing.
ADD_AT, ADD_FULL_AT = 0.6, 0.2
# The heads' share for "denied" and "negated" below which a "not" of the rules is not believed; chosen on stories the heads had not seen.
NEGATIVE_AT = 0.05


def believed(doc: Doc, rules: Sequence[Claim], cells: Sequence[Cell]) -> tuple[Claim, ...]:
    """The claims of the rules without the denials and negations that the heads see no sign of in their sentences."""
    at = starts(doc)
    seen = {(c.sentence, c.type): sum(share for share, s in zip(c.status, STATUSES, strict=True) if s in NEGATIVE) for c in cells}

    def doubted(claim: Claim) -> bool:
        told = (seen.get((at[e.start], claim.type), 0.0) for e in claim.evidence if e.start in at)
        return claim.status in NEGATIVE and max(told, default=0.0) < NEGATIVE_AT

    return tuple(c for c in rules if not doubted(c))


def blended(heads: Sequence[Claim], rules: Sequence[Claim], whole: bool = False) -> tuple[Claim, ...]:
    """The heads' claims with the rules' polarity, and what they have no word of: denials, in a whole story the rules' surer claims."""
    turned = tuple(_given(_turned(h, rules), rules) for h in heads)
    # A feed item's sentence often tells two events, and the rules know whose is which.
    turned = tuple(part for h in once(turned, whole=whole) for part in _opposed(h, rules))
    if not whole:
        turned = tuple(part for h in turned for part in _parted(_narrowed(_aimed(h, rules), rules), rules))
    added = (r for r in rules if _news(r, tuple(_twins(r, turned)), whole) and not any(_same_denial(r, h) or _kin(r, h) for h in turned))
    return tuple(sorted((*turned, *added), key=lambda c: (c.evidence[0].start, c.type, c.status)))


def _news(rule: Claim, twins: Sequence[Claim], whole: bool) -> bool:
    """Whether a claim of the rules tells what the heads' claims of its sentences do not."""
    if rule.status in NEGATIVE:
        return not any(t.status in NEGATIVE for t in twins)
    if rule.type is ClaimType.MISSILE_LAUNCH and rule.item and all(ENGINES.search(i.text) for i in rule.item):
        return False
    full = bool(rule.actor and rule.target and rule.item)
    return whole and not twins and rule.confidence >= (ADD_FULL_AT if full else ADD_AT)


def _kin(rule: Claim, head: Claim) -> bool:
    """Whether the heads tell a fight of one sentence and doer as the other of its two types."""
    alike = {rule.type, head.type} == FIGHTS and (rule.status in NEGATIVE) is (head.status in NEGATIVE)
    return alike and bool(set(rule.actor) & set(head.actor)) and bool({s.start for s in rule.evidence} & {s.start for s in head.evidence})


def _same_denial(rule: Claim, head: Claim) -> bool:
    """Whether the heads tell a denial of one sentence and doer as another type."""
    both = rule.status in NEGATIVE and head.status in NEGATIVE and bool(set(rule.actor) & set(head.actor))
    return both and bool({s.start for s in rule.evidence} & {s.start for s in head.evidence})


def _turned(head: Claim, rules: Sequence[Claim]) -> Claim:
    """The claim as denied or negated, by whoever says so, where the rules tell its event so and in no other way."""
    same = [r for r in _twins(head, rules) if not head.actor or not r.actor or set(head.actor) & set(r.actor)]
    told = {r.status for r in same}
    if not told or not told <= NEGATIVE or head.status in NEGATIVE:
        return head
    deniers = next((r.source for r in same if r.source), ())
    return replace(head, status=min(told), source=deniers or head.source)


def _given(head: Claim, rules: Sequence[Claim]) -> Claim:
    """A transfer with the rules' sides where they read supplier, recipient and thing in its sentence and it names the same parties."""
    if head.type is not ClaimType.ARMS_TRANSFER:
        return head
    head = _taken(head, rules)
    sides = {*head.actor, *head.target}
    full = [r for r in _twins(head, rules) if r.actor and r.target and r.item and {*r.actor, *r.target} & sides]
    same = [r for r in full if (r.status in NEGATIVE) is (head.status in NEGATIVE)]
    best = max(same, key=lambda r: (len({*r.actor, *r.target} & sides), r.confidence), default=None)
    return head if best is None else replace(head, actor=best.actor, target=best.target)


def _aimed(head: Claim, rules: Sequence[Claim]) -> Claim:
    """A sanction with the rules' target where they read who imposes it as the heads do: "sanctions six Sudlandic firms over Norland"."""
    if head.type is not ClaimType.SANCTION or not head.target:
        return head
    same = [r for r in _twins(head, rules) if r.target and set(r.actor) & set(head.actor)]
    best = max(same, key=lambda r: r.confidence, default=None)
    return head if best is None or set(best.target) & set(head.target) else replace(head, target=best.target)


def _taken(head: Claim, rules: Sequence[Claim]) -> Claim:
    """A transfer without the doer whom the rules read as recipient alone: "Norland takes delivery of its first Sudlandic howitzers"."""
    takers = {t for r in _twins(head, rules) if r.item and not r.actor for t in r.target} & set(head.actor)
    left = tuple(d for d in head.actor if d not in takers)
    return replace(head, actor=left, target=(*(t for t in head.target if t not in takers), *sorted(takers))) if takers and left else head


def _parted(head: Claim, rules: Sequence[Claim]) -> tuple[Claim, ...]:
    """A claim with the doers of two events as those events, where the rules tell each of its doers an event of its own in one sentence."""
    told = [r for r in _twins(head, rules) if (r.status in NEGATIVE) is (head.status in NEGATIVE) and set(r.actor) & set(head.actor)]
    doers = [d for r in told for d in r.actor]
    shared = frozenset[int].intersection(*(frozenset(s.start for s in r.evidence) for r in told)) if told else frozenset()
    if len(told) < 2 or not shared or len(set(doers)) < len(doers) or not set(head.actor) <= set(doers):
        return (head,)
    return tuple(_as_told(head, r) for r in told)


def _opposed(head: Claim, rules: Sequence[Claim]) -> tuple[Claim, ...]:
    """A claim with two doers as two, where the rules read each in a sentence of its own, one by somebody's word and as hit by the other."""
    same = [r for r in _twins(head, rules) if r.actor and (r.status in NEGATIVE) is (head.status in NEGATIVE)]
    if len(same) != 2 or head.type not in FIGHTS or all(r.status is Status.ASSERTED for r in same):
        return (head,)
    one, two = same
    apart = not set(one.actor) & set(two.actor) and not {s.start for s in one.evidence} & {s.start for s in two.evidence}
    facing = set(one.target) & set(two.actor) or set(two.target) & set(one.actor)
    return tuple(_as_told(head, r) for r in same) if apart and facing and {*one.actor, *two.actor} == set(head.actor) else (head,)


def _as_told(head: Claim, rule: Claim) -> Claim:
    """What the heads are sure of, with all that the rules read in its place."""
    kept = ("evidence", "quotes", "actor", "target", "item", "money", "casualties", "date", "place", "source", "spans")
    return replace(head, **{name: getattr(rule, name) for name in kept})


def _narrowed(head: Claim, rules: Sequence[Claim]) -> Claim:
    """The claim without doers that the rules give to another type of event in its sentences, where they find its own among the rest."""
    own = {d for r in _twins(head, rules) for d in r.actor}
    starts = {s.start for s in head.evidence}
    others = {d for r in rules if r.type is not head.type and starts & {s.start for s in r.evidence} for d in r.actor}
    left = tuple(d for d in head.actor if d in own or d not in others)
    return replace(head, actor=left) if own & set(left) else head


def _twins(claim: Claim, others: Sequence[Claim]) -> Iterator[Claim]:
    starts = {s.start for s in claim.evidence}
    return (o for o in others if o.type is claim.type and starts & {s.start for s in o.evidence})
