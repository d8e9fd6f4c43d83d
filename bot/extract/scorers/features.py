"""What the heads see beside the encoder's vectors: numbers read off a Doc and off what the rules proposed for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import log1p

import numpy as np
from numpy.typing import NDArray

from bot.extract.candidates import Doc, Kind, Mention, Sentence, Zone, resolved
from bot.extract.proposal import ROLES, Proposal
from bot.extract.scorers.pools import Key, offers
from bot.extract.scorers.syntax import SYNTAX_WIDTH, syntax
from bot.model import ClaimType, Status

Floats = NDArray[np.float32]
TYPES = tuple(ClaimType)
STATUSES = tuple(Status)
KINDS = tuple(Kind)
COUNTED = (Kind.PARTY, Kind.ITEM, Kind.COUNT, Kind.MONEY, Kind.CASUALTIES, Kind.DATE, Kind.PLACE, Kind.PERSON, Kind.CUE)
BACK, AHEAD = 3, 1  # sentences around the judged one whose mentions may fill its slots
SENTENCE_WIDTH = 10 + len(COUNTED)
TYPE_WIDTH = 3 + len(STATUSES)
MENTION_WIDTH = len(KINDS) + 10 + SYNTAX_WIDTH
PAIR_WIDTH = 8 + len(ROLES)
RULES = 7  # columns of a pair from here on come from the rules


@dataclass(frozen=True, slots=True)
class Features:
    """`sentence` [S, SENTENCE_WIDTH], `typed` [S, types, TYPE_WIDTH], `mention` [M, MENTION_WIDTH].

    `roles`: (sentence, type, mention) -> the roles that the rules gave; `offers`: the values of each mention for each role.
    """

    sentence: Floats
    typed: Floats
    mention: Floats
    roles: dict[tuple[int, int, int], frozenset[int]]
    title: frozenset[int]
    offers: tuple[dict[str, tuple[Key, ...]], ...] = ()

    def pair(self, doc: Doc, sentence: int, kind: int, mention: int) -> list[float]:
        """What is told by how a mention lies to a sentence judged for one type."""
        at = doc.mentions[mention].sentence
        given = self.roles.get((sentence, kind, mention), frozenset())
        unsaid = self.typed[sentence, kind, 1] > 0 and not given
        return [*_place(sentence - at, at in self.title), float(sentence in self.title), float(unsaid), *_given(given)]


@cache
def _place(gap: int, title: bool) -> tuple[float, ...]:
    """Where a mention stands: `gap` sentences before the one that is judged, or in a title."""
    return tuple(map(float, (gap == 0, title and gap != 0, *(not title and gap == g for g in (1, 2, 3)), gap < 0)))


@cache
def _given(roles: frozenset[int]) -> tuple[float, ...]:
    return tuple(float(r in roles) for r in range(len(ROLES)))


def near(sentence: int, shown: Sequence[int], title: frozenset[int]) -> tuple[int, ...]:
    """The sentences of a window whose mentions may fill the slots of one judged there."""
    return tuple(i for i in shown if i in title or -AHEAD <= sentence - i <= BACK)


def features(doc: Doc, rules: Sequence[Proposal] = ()) -> Features:
    """All numbers of a story at once."""
    title = frozenset(s.index for s in doc.sentences if s.zone is Zone.TITLE)
    at: dict[int, list[Mention]] = {s.index: [] for s in doc.sentences}
    for mention in doc.mentions:
        at[mention.sentence].append(mention)
    first = next((s.index for s in doc.sentences if s.zone is Zone.BODY), 0)
    return Features(
        sentence=np.array([_sentence(doc, s, at[s.index], first) for s in doc.sentences], np.float32).reshape(
            len(doc.sentences), SENTENCE_WIDTH
        ),
        typed=_typed(doc, at, rules),
        mention=_mentions(doc, title, first),
        roles=_roles(rules),
        title=title,
        offers=offers(doc),
    )


def _sentence(doc: Doc, sentence: Sentence, mentions: list[Mention], first: int) -> list[float]:
    gap = sentence.index - first
    kinds = Counter(m.kind for m in mentions)
    old = [(doc.story.published.date() - m.days.end).days for m in mentions if m.days is not None]
    return [
        float(sentence.zone is Zone.TITLE),
        float(gap == 0),
        float(gap in {1, 2}),
        log1p(max(0, gap)) / 4,
        log1p(len(doc.sentences)) / 4,
        float(len(doc.sentences) <= 4),
        float('"' in sentence.text or "“" in sentence.text),
        float(any(-2 <= o <= 3 for o in old)),
        float(any(o > 30 for o in old)),
        float(any(o < -2 for o in old)),
        *(log1p(kinds[k]) / 2 for k in COUNTED),
    ]


def _typed(doc: Doc, at: dict[int, list[Mention]], rules: Sequence[Proposal]) -> Floats:
    out = np.zeros((len(doc.sentences), len(TYPES), TYPE_WIDTH), np.float32)
    for sentence, mentions in at.items():
        for mention in mentions:
            if mention.kind is Kind.TRIGGER:
                for name in mention.ids:
                    if name in TYPES:
                        out[sentence, TYPES.index(ClaimType(name)), 0] = 1
    for rule in rules:
        row = out[rule.sentence, TYPES.index(rule.type)]
        row[1] = 1
        row[2] = max(row[2], rule.score)
        row[3 + STATUSES.index(rule.status)] = 1
    return out


def _mentions(doc: Doc, title: frozenset[int], first: int) -> Floats:
    full = [resolved(doc, m) for m in doc.mentions]
    seen = Counter(i for m in full for i in m.ids)
    heads = {i for m, f in zip(doc.mentions, full, strict=True) if m.sentence in title for i in f.ids}
    leads = {i for m, f in zip(doc.mentions, full, strict=True) if m.sentence == first for i in f.ids}
    rows = [_mention(doc, m, f, seen, heads, leads) for m, f in zip(doc.mentions, full, strict=True)]
    return np.array(rows, np.float32).reshape(len(rows), MENTION_WIDTH)


def _mention(doc: Doc, mention: Mention, full: Mention, seen: Counter[str], heads: set[str], leads: set[str]) -> list[float]:
    ids = set(full.ids)
    sentence = doc.sentences[mention.sentence]
    return [
        *(float(mention.kind is k) for k in KINDS),
        float(mention.modifier),
        float(mention.refers is not None),
        float(bool(ids)),
        float(any(len(i) == 2 and i.isupper() for i in ids)),
        float(bool(mention.name)),
        float(bool(mention.org)),
        log1p(max((seen[i] for i in ids), default=0)) / 3,
        float(bool(ids & heads)),
        float(bool(ids & leads)),
        (mention.start - sentence.start) / max(1, sentence.end - sentence.start),
        *syntax(doc, mention),
    ]


def _roles(rules: Sequence[Proposal]) -> dict[tuple[int, int, int], frozenset[int]]:
    out: dict[tuple[int, int, int], set[int]] = {}
    for rule in rules:
        for name, fillers in rule.roles:
            for filler in fillers:
                out.setdefault((rule.sentence, TYPES.index(rule.type), filler.mention), set()).add(ROLES.index(name))
    return {k: frozenset(v) for k, v in out.items()}
