"""Whether two units of one type tell the same event: boosted trees over how alike their slots and their sentences are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from math import inf, log, log1p

import numpy as np

from bot.extract.candidates import Doc, Zone
from bot.extract.decode.recipients import recipients
from bot.extract.decode.separate import aside, deeds, foes, opposed, parted, separate
from bot.extract.decode.units import Unit
from bot.extract.families import FIGHTS, FLAT
from bot.extract.scorers import Cell, Pool
from bot.extract.scorers.features import TYPES, Floats
from bot.extract.scorers.pools import Key, words
from bot.extract.text.clauses import besides
from bot.model import NEGATIVE, Casualties, ClaimType, Days, Status

COMPARED = ("actor", "target", "item", "place", "source", "date", "count", "casualties")
LEAST = 0.15  # a value's chance below which it says nothing
CERTAIN, UNKNOWN = 0.8, 0.3  # the chance of a doer that one sentence is sure of, and that another has no word of
# What two sentences must not name differently, the chance of a value that a sentence is sure of, and of one that it may tell too.
OWN, SURE, LIKELY = ("place", "target", "casualties"), 0.6, 0.4
BESIDE = ("place", "casualties", "source")  # of which one must differ too where the day does
THEIRS = ("count", "money", "casualties", "place")  # what is not taken from the sentences of another event
FOES = ("actor", "target", "item", "source", "date")  # nor from those that tell what a foe did
HIT = 0.5  # the chance of a side hit from which it is no second doer
NEVER = -20.0  # the log-odds of units of two types
FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
# "four more are expected", "two others will follow", "the rest are due"
MORE = re.compile(
    r"(?i)\b(?:\w+\s(?:more|others|further)|(?:a\sfurther|another)\s\w+|the\s(?:rest|others|remain(?:der|ing\s\w+)))\b(?:\s\w+){0,3}?\s"
    r"(?:(?:is|are|was|were)\s(?:expected|due|planned|scheduled|to\b)|will\b|would\b|should\b)"
)
LONG = 3  # letters: shorter words tell no event from another


Bounds = tuple[int | None, int | None]


class Page:
    """What the sentences of a story are compared by, worked out once: their longer words, how rare each is in it, their figures."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.first = min((s.index for s in doc.sentences if s.zone is Zone.BODY), default=0)
        self.words = [frozenset(w for w in words(s.text) if len(w) > LONG) for s in doc.sentences]
        self.figures = [frozenset(FIGURE.findall(s.text)) for s in doc.sentences]
        self.seen = Counter(w for held in self.words for w in held)

    def rarity(self, found: frozenset[str]) -> float:
        """How much some words tell: the sum of their inverse document frequencies, the story's sentences being the documents."""
        return sum(log((len(self.words) + 1) / (self.seen[w] + 0.5)) for w in found)

    def title(self, sentence: int) -> bool:
        """Whether a sentence is a headline."""
        return self.doc.sentences[sentence].zone is Zone.TITLE


def alike(page: Page, one: Unit, two: Unit, peers: Sequence[int]) -> list[float]:
    """The numbers that the trees weigh; `peers`: the sentences of all units of their type."""
    a, b = sorted((one.cell, two.cell), key=lambda c: c.sentence)
    return [
        *_status(one, two),
        *(x for role in COMPARED for x in _slot(role, a.roles[role], b.roles[role])),
        *_place(page, a, b, peers),
        abs(a.background - b.background),
        a.background * b.background,
        a.importance[2] * b.importance[2],
        abs(a.importance[2] - b.importance[2]),
        a.importance[2] + b.importance[2],
        min(a.score, b.score),
        max(a.score, b.score),
        *_wording(page, a.sentence, b.sentence),
        float(TYPES.index(a.type)),
    ]


def _status(one: Unit, two: Unit) -> Iterator[float]:
    yield float(one.status is two.status)
    yield float(one.status is not two.status and {one.status, two.status} <= FLAT)
    yield float((one.status in NEGATIVE) != (two.status in NEGATIVE))
    yield float(np.dot(one.cell.status, two.cell.status))


def _slot(role: str, one: Sequence[Pool], two: Sequence[Pool]) -> Iterator[float]:
    """How far the likely values of a slot overlap, how surely they differ, and how alike the two are as shares of all values."""
    a, b = ([p for p in pools if p.score >= LEAST][:6] for pools in (one, two))
    both = max((min(p.score, q.score) for p in a for q in b if _same(role, p.key, q.key)), default=0.0)
    yield both
    yield a[0].score * b[0].score if a and b and both < LEAST else 0.0
    other = {p.key: p.score for p in two}
    dot = sum(p.score * other.get(p.key, 0.0) for p in one)
    size = sum(p.score for p in one) * sum(other.values())
    yield dot
    yield dot / (size + 0.05)
    yield size - dot


def _same(role: str, one: object, two: object) -> bool:
    if role in {"place", "source"}:
        left, right = ({k} if isinstance(k, str) else set(k) if isinstance(k, frozenset) else set() for k in (one, two))
        return bool(left & right)
    if role == "date" and isinstance(one, Days) and isinstance(two, Days):
        return one.start <= two.end and two.start <= one.end
    return one == two


def _place(page: Page, a: Cell, b: Cell, peers: Sequence[int]) -> Iterator[float]:
    """Where the two stand in the story and among the others of their type."""
    gap, first = b.sentence - a.sentence, page.first
    titles = [page.title(c.sentence) for c in (a, b)]
    yield from (float(gap == g) for g in (0, 1, 2))
    yield log1p(gap)
    yield float(any(titles))
    yield float(any(titles) and a.sentence <= first + 1)
    yield float(a.sentence <= first + 1 and b.sentence <= first + 3)
    yield float(page.doc.sentences[a.sentence].paragraph == page.doc.sentences[b.sentence].paragraph)
    yield log1p(len(page.doc.sentences))
    yield log1p(len(peers))
    yield log1p(sum(a.sentence < p < b.sentence for p in peers))
    yield log1p(a.sentence)
    yield log1p(b.sentence)


def _wording(page: Page, one: int, two: int) -> Iterator[float]:
    """The words and figures that two sentences share."""
    a, b = page.words[one], page.words[two]
    shared = page.rarity(a & b)
    yield len(a & b) / (min(len(a), len(b)) + 2)
    yield shared
    yield shared / (min(page.rarity(a), page.rarity(b)) + 3)
    left, right = page.figures[one], page.figures[two]
    yield float(len(left & right))
    yield float(bool(left and right) and not left & right)


def rows(doc: Doc, found: Sequence[Unit]) -> Iterator[tuple[int, int, list[float]]]:
    """(i, j, numbers) of every two units of one type."""
    page = Page(doc)
    for kind in sorted({u.cell.type for u in found}, key=TYPES.index):
        held = [i for i, u in enumerate(found) if u.cell.type is kind]
        peers = [found[i].cell.sentence for i in held]
        for i, j in combinations(held, 2):
            yield i, j, alike(page, found[i], found[j], peers)


def odds(doc: Doc, found: Sequence[Unit], model: Callable[[Floats], Floats]) -> Floats:
    """[U, U] log-odds that two units tell one event; far below zero where their types differ."""
    out = np.full((len(found), len(found)), NEVER, np.float32)
    pairs = list(rows(doc, found))
    if pairs:
        beside = {i: held for i, held in besides(doc).items() if doc.sentences[i].zone is Zone.BODY}
        sold = {u.cell.sentence: recipients(doc, u.cell.sentence) for u in found if u.cell.type is ClaimType.ARMS_TRANSFER}
        did = deeds(doc)
        told = model(np.array([x for _, _, x in pairs], np.float32))
        for (i, j, _), value in zip(pairs, told, strict=True):
            one, two = found[i], found[j]
            apart = _two_deals(one.cell, two.cell, sold) or _to_come(doc, one, two) or _apart(doc, one.cell, two.cell, beside)
            apart = apart or (one.cell.type in FIGHTS and opposed(did, one.cell.sentence, two.cell.sentence))
            out[i, j] = out[j, i] = NEVER if apart else float(value)
    return out


def _two_deals(one: Cell, two: Cell, sold: Mapping[int, frozenset[str]]) -> bool:
    """Whether two sentences sell to two: "the sale of jets to Oman", "also cleared the sale of drones to Chad"."""
    a, b = (sold.get(c.sentence, frozenset()) if c.type is ClaimType.ARMS_TRANSFER else frozenset() for c in (one, two))
    return bool(a and b) and not a & b


def _apart(doc: Doc, one: Cell, two: Cell, beside: Mapping[int, frozenset[int]]) -> bool:
    """Whether two cells tell two events: clauses of one sentence; elsewhere, on another day; each with a sure doer unknown to the other."""
    if (
        two.sentence in beside.get(one.sentence, ())
        or parted(doc, one.sentence, two.sentence)
        or any(_elsewhere(doc, one, two, role) for role in OWN)
    ):
        return True
    if _differ(doc, one, two, "casualties") and _differ(doc, one, two, "place"):
        return True
    if _differ(doc, one, two, "date") and any(_differ(doc, one, two, role) for role in BESIDE):
        return True
    a, b = _doers(one), _doers(two)
    return bool(a and b) and all(_only(mine, theirs) for mine, theirs in ((a, b), (b, a)))


def _to_come(doc: Doc, one: Unit, two: Unit) -> bool:
    """Whether one tells what was done and the other what more is to come: "took delivery of two jets", "four more are expected"."""
    if (one.status in FLAT) is (two.status in FLAT):
        return False
    ahead = two if one.status in FLAT else one
    return ahead.status is Status.PLANNED and MORE.search(doc.sentences[ahead.cell.sentence].text) is not None


def _doers(cell: Cell) -> dict[Key, float]:
    """The doers of a sentence but those that are likelier hit than a surer doer's help."""
    hit = {p.key: p.score for p in cell.roles["target"]}
    best = max((p.score for p in cell.roles["actor"]), default=0.0)
    return {p.key: p.score for p in cell.roles["actor"] if p.score >= best or hit.get(p.key, 0.0) < HIT}


def _elsewhere(doc: Doc, one: Cell, two: Cell, role: str) -> bool:
    """Whether each of two sentences itself surely names a value of a role, and they have none in common."""
    pools = ([p for p in c.roles[role] if p.score >= LIKELY] for c in (one, two))
    return all(_itself(doc, c, role) for c in (one, two)) and not _shared(role, *pools)


def _differ(doc: Doc, one: Cell, two: Cell, role: str) -> bool:
    """Whether the sentences themselves surely name two different values of a role, whatever they may share with their neighbours."""
    return all(_itself(doc, c, role) for c in (one, two)) and not _shared(role, *(_itself(doc, c, role, LIKELY) for c in (one, two)))


def _itself(doc: Doc, cell: Cell, role: str, least: float = SURE) -> list[Pool]:
    """The likely values of a role that the sentence itself names."""
    return [p for p in cell.roles[role] if p.score >= least and doc.mentions[p.mention].sentence == cell.sentence]


def _shared(role: str, one: Sequence[Pool], two: Sequence[Pool]) -> bool:
    return any(_fits(role, p.key, q.key) for p in one for q in two)


def _fits(role: str, one: object, two: object) -> bool:
    """Whether two values can be of one event; so can the dead and the wounded, and 12 and "at least 12"."""
    if not isinstance(one, Casualties) or not isinstance(two, Casualties):
        return _same(role, one, two)
    dead = _overlap((one.killed_min, one.killed_max), (two.killed_min, two.killed_max))
    return dead and _overlap((one.wounded_min, one.wounded_max), (two.wounded_min, two.wounded_max))


def _overlap(one: Bounds, two: Bounds) -> bool:
    """Whether two numbers, each with its bounds, may be one; an untold one may be any."""
    told = [(low, high) for low, high in (one, two) if (low, high) != (None, None)]
    return len(told) < 2 or max(low or 0 for low, _ in told) <= min(inf if high is None else high for _, high in told)


def _only(mine: Mapping[Key, float], theirs: Mapping[Key, float]) -> bool:
    best = max(mine, key=lambda k: mine[k])
    return mine[best] >= CERTAIN and theirs.get(best, 0.0) < UNKNOWN


def own(doc: Doc, found: Sequence[Unit], group: Sequence[int], scores: Floats, did: Sequence[frozenset[str]]) -> list[Unit]:
    """The units of a group without what stands in sentences that surely tell another event of its type, or say that they tell another.

    `did`: who attacks by each sentence, as of `separate.deeds`.
    """
    told = {found[i].cell.sentence for i in group}
    kind = found[group[0]].cell.type
    others = {u.cell.sentence for j, u in enumerate(found) if u.cell.type is kind and any(scores[i, j] == NEVER for i in group)} - told
    fought = foes(did, told) if kind in FIGHTS else frozenset()
    units = [_without(doc, _without(doc, found[i], others | fought, THEIRS), fought, FOES) for i in group]
    if kind in FIGHTS and any(_itself(doc, u.cell, "casualties") for u in units):
        other = aside(doc, did, told, {v.cell.sentence for v in found})
        titles = {i for i in told if doc.sentences[i].zone is Zone.TITLE} if others and other else set[int]()
        told_below = any(_itself(doc, u.cell, "casualties") for u in units if u.cell.sentence not in titles)
        units = [_without(doc, u, other | titles if told_below else other, ("casualties", "place")) for u in units]
    if kind is ClaimType.ARMS_TRANSFER:  # to each his own
        units = [_without(doc, _without(doc, u, others, ("item", "target"), SURE), others, ("date",)) for u in units]
    apart = separate(doc, told)
    return [_without(doc, u, apart, (*THEIRS, "date")) for u in units]


def _without(doc: Doc, unit: Unit, others: Collection[int], roles: Sequence[str], least: float = 0.0) -> Unit:
    """A unit without the values of some roles in some sentences; `least`: where a value so likely is left."""
    if not others:
        return unit
    held = unit.cell.roles
    kept = {role: tuple(p for p in held[role] if doc.mentions[p.mention].sentence not in others) for role in roles}
    told = {role: left for role, left in kept.items() if not least or any(p.score >= least for p in left)}
    return replace(unit, cell=replace(unit.cell, roles={**held, **told}))


def clusters(scores: Floats, least: float) -> list[list[int]]:
    """Units grouped, nearest first, as long as the mean log-odds between two groups reach `least`."""
    groups, sums, sizes = [[i] for i in range(len(scores))], scores.astype(np.float64), np.ones(len(scores))
    while len(groups) > 1:
        means = np.where(np.tri(len(groups), k=-1, dtype=bool), sums / np.outer(sizes, sizes), -inf)
        i, j = divmod(int(means.argmax()), len(groups))
        if means[i, j] < least:
            break
        groups[j] = sorted([*groups[j], *groups[i]])
        sums[j], sizes[j] = sums[j] + sums[i], sizes[j] + sizes[i]
        sums[:, j] += sums[:, i]
        sums, sizes = np.delete(np.delete(sums, i, 0), i, 1), np.delete(sizes, i)
        del groups[i]
    return groups


__all__ = ["Page", "alike", "clusters", "odds", "own", "rows"]
