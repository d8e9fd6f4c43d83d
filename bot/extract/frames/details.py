"""The slots that hang on a trigger's own clause: counts, money, casualties, dates and further places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.extract.candidates import Kind, Mention
from bot.extract.frames.roles import Trigger
from bot.extract.tree import Token, is_verb, lemma
from bot.extract.view import View
from bot.extract.proposal import Filler
from bot.model import ClaimType

WALLS = frozenset({"relcl", "acl", "advcl", "ccomp", "parataxis", "pcomp", "csubj"})
RAISING = frozenset(
    {"set", "begin", "start", "continue", "plan", "try", "help", "manage", "go", "be", "carry", "conduct", "launch", "kill", "leave"}
)
Found = Mapping[str, tuple[Filler, ...]]


def details(view: View, trigger: Trigger, found: Found, anchors: tuple[Trigger, ...]) -> dict[str, tuple[Filler, ...]]:
    """Counts of the items, and the casualties, money, dates and places governed by this trigger and no other."""
    out = {
        "count": tuple(_counts(view, found.get("item", ()))),
        "date": tuple(_governed(view, trigger, anchors, Kind.DATE)),
        "casualties": tuple(_nearest(view, trigger, anchors, Kind.CASUALTIES)),
        "money": tuple(_nearest(view, trigger, anchors, Kind.MONEY)),
    }
    places = (*found.get("place", ()), *_governed(view, trigger, anchors, Kind.PLACE))
    seen = dict.fromkeys(f.mention for f in places)
    out["place"] = tuple(next(f for f in places if f.mention == m) for m in seen)
    return out


def _counts(view: View, items: tuple[Filler, ...]) -> Iterator[Filler]:
    """The count right before an item's words, or before the container that holds it."""
    taken: set[int] = set()
    for filler in items:
        item = view.doc.mentions[filler.mention]
        best = _count_of(view, item, taken)
        if best is not None:
            taken.add(best)
            yield Filler(best, 0.8, "count:before the item")


def _count_of(view: View, item: Mention, taken: set[int]) -> int | None:
    text = view.doc.story.full
    near = [
        (item.start - m.end, i)
        for i, m in view.doc.of(view.sentence.index, Kind.COUNT)
        if i not in taken and m.end <= item.start and _joined(text[m.end : item.start])
    ]
    inside = [i for i, m in view.doc.of(view.sentence.index, Kind.COUNT) if item.start <= m.start and m.end <= item.end and i not in taken]
    return inside[0] if inside else min(near)[1] if near else None


def _joined(between: str) -> bool:
    """Whether only adjectives and "of" stand between a count and its item."""
    words = between.split()
    return len(words) <= 5 and not any(w.strip(",.;:") in _BREAKS or w.endswith((",", ";", ":", ".")) for w in words)


_BREAKS = frozenset(
    {"and", "or", "the", "in", "on", "at", "from", "to", "for", "with", "by", "that", "as", "after", "its", "his", "their", "into"}
)


def _governed(view: View, trigger: Trigger, anchors: tuple[Trigger, ...], kind: Kind) -> Iterator[Filler]:
    marks = _marks(anchors)
    for index, mention in view.doc.of(view.sentence.index, kind):
        head = view.head(mention)
        if head is not None and _governor(head, marks) == trigger.token.i:
            yield Filler(index, 0.8, f"{kind.value}: its own modifier")


def _marks(anchors: tuple[Trigger, ...]) -> dict[int, int]:
    """Which word speaks for which trigger: the trigger, its light verb, and the raising verbs above it."""
    out: dict[int, int] = {}
    for trigger in anchors:
        for token in _spokesmen(trigger):
            out.setdefault(token.i, trigger.token.i)
    for trigger in anchors:
        out[trigger.token.i] = trigger.token.i
    return out


def _spokesmen(trigger: Trigger) -> Iterator[Token]:
    token = trigger.host or trigger.token
    yield token
    if not is_verb(trigger.token):
        yield from _containers(trigger.token)
    for _ in range(3):
        if token.dep_ != "xcomp" or token.head.i == token.i:
            return
        token = token.head
        yield token


def _containers(noun: Token) -> Iterator[Token]:
    """The verb that a noun trigger is subject or object of, when it only tells what the event did."""
    above = noun.head
    if noun.dep_ in {"nsubj", "nsubjpass", "dobj"} and is_verb(above):
        yield above
    if noun.dep_ == "pobj" and is_verb(above.head) and lemma(above.head) in _RESULT:
        yield above.head


_RESULT = frozenset({"kill", "die", "injure", "wound", "destroy", "damage", "hit", "hurt", "carry", "take"})


def _governor(token: Token, marks: Mapping[int, int]) -> int | None:
    for _ in range(12):
        if token.i in marks:
            return marks[token.i]
        if token.head.i == token.i or (is_verb(token) and token.dep_ in WALLS):
            return None
        token = token.head
    return None


def _nearest(view: View, trigger: Trigger, anchors: tuple[Trigger, ...], kind: Kind) -> Iterator[Filler]:
    """Mentions nearest in the tree, then in the text, to this trigger among all."""
    for index, mention in view.doc.of(view.sentence.index, kind):
        rivals = [t for t in anchors if _may_hold(t, kind)] or list(anchors)
        best = min(rivals, key=lambda t: abs(view.start(t.token) - mention.start))
        if best.token.i == trigger.token.i:
            yield Filler(index, 0.7, f"{kind.value}: nearest trigger")


def _may_hold(trigger: Trigger, kind: Kind) -> bool:
    return trigger.word not in {"test", "launch", "agreement"} or kind is not Kind.CASUALTIES


HOLDS = {Kind.CASUALTIES: frozenset({ClaimType.STRIKE, ClaimType.GROUND_COMBAT})}
