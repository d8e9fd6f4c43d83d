"""The slots that hang on a trigger's own clause: counts, money, casualties, dates and further places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.extract.candidates import Kind, Mention
from bot.extract.frames.roles import Trigger
from bot.extract.proposal import Filler
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, conjuncts, is_verb, lemma
from bot.extract.text.view import View
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
    """The count that the parse puts on the item's head, or on the container that holds it; the outer one first."""
    head = view.head(item)
    harm = {m.start for _, m in view.of(Kind.CASUALTIES)}
    found: list[tuple[int, int]] = []
    for index, mention in view.of(Kind.COUNT):
        token = view.head(mention)
        if token is None or head is None or index in taken or mention.start in harm:
            continue
        if item.start <= mention.start < item.end or _counts_for(token, head):
            found.append((mention.start, index))
    return min(found)[1] if found else None


def _counts_for(token: Token, head: Token) -> bool:
    """Whether a number belongs to a noun: "two missiles", "dozens of missiles", "14 of 20 missiles"."""
    for _ in range(4):
        if token.i == head.i or _holds(token, head):
            return True
        if token.dep_ not in NUMERIC or token.head.i == token.i:
            return False
        token = token.head
    return False


NUMERIC = frozenset({"nummod", "quantmod", "amod", "compound", "nmod", "advmod", "det", "npadvmod", "pobj", "prep", "predet"})


def _holds(token: Token, head: Token) -> bool:
    inner = [p for prep in children(token, "prep") if prep.lower_ == "of" for p in children(prep, "pobj")]
    return any(p.i == head.i or head.i in {c.i for c in conjuncts(p)} or _holds(p, head) for p in inner) and token.pos_ in {
        "NUM",
        "NOUN",
        "ADJ",
        "DET",
    }


def _governed(view: View, trigger: Trigger, anchors: tuple[Trigger, ...], kind: Kind) -> Iterator[Filler]:
    marks = _marks(anchors)
    for index, mention in view.of(kind):
        head = view.head(mention)
        if head is not None and _governor(head, marks) == trigger.token.i and (kind is not Kind.PLACE or _under(head)):
            yield Filler(index, 0.8, f"{kind.value}: its own modifier")


def _under(head: Token) -> bool:
    """Whether a place stands under a preposition of place, not as subject or recipient."""
    token = head
    for _ in range(3):
        if token.dep_ == "pobj":
            return token.head.lower_ in PLACE_WORDS
        if token.dep_ not in {"conj", "appos", "compound", "nmod", "npadvmod"}:
            return False
        if token.dep_ == "npadvmod":
            return True
        token = token.head
    return False


PLACE_WORDS = words("grammar")["place_words"]


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
    for index, mention in view.of(kind):
        rivals = [t for t in anchors if _may_hold(t, kind)] or list(anchors)
        best = min(rivals, key=lambda t: abs(view.start(t.token) - mention.start))
        if best.token.i == trigger.token.i:
            yield Filler(index, 0.7, f"{kind.value}: nearest trigger")


def _may_hold(trigger: Trigger, kind: Kind) -> bool:
    return trigger.word not in {"test", "launch", "agreement"} or kind is not Kind.CASUALTIES


HOLDS = {Kind.CASUALTIES: frozenset({ClaimType.STRIKE, ClaimType.GROUND_COMBAT})}
