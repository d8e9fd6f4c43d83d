"""One sentence as the frames see it: its parse, and which mention covers which word."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from bot.extract.candidates import Doc, Kind, Mention, Sentence, Zone, resolved
from bot.extract.text.token import Token
from bot.extract.text.tree import BLAMING, children, conjuncts, is_verb, lemma, subject
from bot.model import ClaimType

MOST = 1_500  # words of one sentence looked at: beyond that it is no prose
CONTAINED = ("of",)
FIRED = frozenset({"fire", "launch", "send", "drop", "lob", "shoot", "operate", "fly"})
GENERIC = "other"  # "systems", "weapons": a word before them may say which
PRONOUNS = frozenset({"it", "they", "he", "she", "its", "their", "his", "her", "them"})


@dataclass(frozen=True, slots=True)
class View:
    """A parsed sentence; `at` maps a token's index to the indices of the mentions over it, longest first."""

    doc: Doc
    sentence: Sentence
    tokens: Sequence[Token]
    at: Mapping[int, tuple[int, ...]]
    shift: int
    own: tuple[tuple[int, Mention], ...] = ()  # the sentence's mentions with their indices
    starts: tuple[int, ...] = ()  # where each token starts in Story.full
    salient: tuple[int, ...] = ()  # the parties that the sentence before was about, the likeliest first

    def mention(self, token: Token, *kinds: Kind) -> int | None:
        """The longest mention of these kinds over a word."""
        return next((i for i in self.at.get(token.i, ()) if self.doc.mentions[i].kind in kinds), None)

    def start(self, token: Token) -> int:
        """Where a word starts in Story.full."""
        return self.shift + token.idx

    def of(self, kind: Kind) -> tuple[tuple[int, Mention], ...]:
        """The sentence's mentions of one kind, with their indices."""
        return tuple(pair for pair in self.own if pair[1].kind is kind)

    def standing(self, tokens: Sequence[Token]) -> tuple[int, ...]:
        """The persons or parties that some words name; of a pronoun whom it stands for."""
        found = (next((i for kind in (Kind.PERSON, Kind.PARTY) if (i := self.mention(t, kind)) is not None), None) for t in tokens)
        stands = ((i, self.doc.mentions[i].refers) for i in found if i is not None)
        return tuple(i if refers is None else refers for i, refers in stands)

    def sides(self, tokens: Sequence[Token]) -> frozenset[str]:
        """The ids that some words, or what stands right before them, name."""
        around = (word for token in tokens for word in (token, *children(token, "amod", "compound", "poss", "nmod")))
        held = (self.doc.mentions[i] for word in around for i in self.at.get(word.i, ()))
        return frozenset(p for m in held if m.kind in {Kind.PARTY, Kind.PERSON} for p in resolved(self.doc, m).ids)

    def head(self, mention: Mention) -> Token | None:
        """The word of a mention that the others hang on."""
        inside = self.tokens[bisect_left(self.starts, mention.start) : bisect_left(self.starts, mention.end)]
        marks = {t.i for t in inside}
        return next((t for t in inside if t.head.i not in marks or t.head.i == t.i), None)

    def events(self, kind: ClaimType) -> list[Token]:
        """The words that may tell of a type of event."""
        return [t for _, m in self.of(Kind.TRIGGER) if kind in m.ids and (t := self.head(m)) is not None]


def views(doc: Doc) -> tuple[View | None, ...]:
    """The view of every sentence, None where there is no parse; each knows what the sentences before it were about."""
    own: dict[int, list[tuple[int, Mention]]] = {}
    for index, mention in enumerate(doc.mentions):
        own.setdefault(mention.sentence, []).append((index, mention))
    out: list[View | None] = []
    about: tuple[int, ...] = ()
    for sentence in doc.sentences:
        parse = doc.parse[sentence.index] if sentence.index < len(doc.parse) and sentence.zone is not Zone.ASIDE else None
        view = None if parse is None else _view(doc, sentence, cast("Sequence[Token]", parse), tuple(own.get(sentence.index, ())), about)
        about = (salient(view) or about) if view is not None else about
        out.append(view)
    return tuple(out)


def _view(doc: Doc, sentence: Sentence, parse: Sequence[Token], own: tuple[tuple[int, Mention], ...], about: tuple[int, ...]) -> View:
    tokens = tuple(parse)[:MOST]
    shift = _shift(doc, sentence, tokens)
    starts = tuple(shift + t.idx for t in tokens)
    return View(doc, sentence, tokens, _cover(own, tokens, starts), shift, own, starts, about)


def _shift(doc: Doc, sentence: Sentence, tokens: Sequence[Token]) -> int:
    """What turns a token's offset into one of Story.full: a parse may count from its own start or from the story's."""
    full = doc.story.full
    probe = [t for t in tokens if t.text.strip()][:5]
    bases = (sentence.told, sentence.start, 0)
    return next((b for b in bases if all(full[b + t.idx : b + t.idx + 1] == t.text[:1] for t in probe)), sentence.told)


def parsed(doc: Doc, index: int) -> tuple[Sequence[Token], int] | None:
    """The words of a sentence and what turns their offsets into those of Story.full; None where there is no parse."""
    parse = doc.parse[index] if index < len(doc.parse) else None
    if parse is None:
        return None
    tokens = tuple(cast("Sequence[Token]", parse))[:MOST]
    return tokens, _shift(doc, doc.sentences[index], tokens)


def _cover(own: tuple[tuple[int, Mention], ...], tokens: Sequence[Token], starts: tuple[int, ...]) -> dict[int, tuple[int, ...]]:
    """The mentions over each word, longest first."""
    out: dict[int, tuple[int, ...]] = {}
    for index, mention in sorted(own, key=lambda pair: pair[1].start - pair[1].end):
        first = max(0, bisect_right(starts, mention.start) - 1)
        for at in range(first, bisect_left(starts, mention.end)):
            if mention.start < starts[at] + len(tokens[at].text):
                key = tokens[at].i
                out[key] = (*out.get(key, ()), index)
    return out


def things(view: View, token: Token, containers: frozenset[str]) -> tuple[tuple[Token, int], ...]:
    """The item mentions a word stands for: itself, what is listed with it, or what a container word holds."""
    out: list[tuple[Token, int]] = []
    for one in conjuncts(token):
        out.extend(_thing(view, one, containers, 0))
    return tuple(out)


def _thing(view: View, token: Token, containers: frozenset[str], depth: int) -> list[tuple[Token, int]]:
    found = view.mention(token, Kind.ITEM)
    if found is not None:
        finer = _compound(view, token) if view.doc.mentions[found].ids == (GENERIC,) else []
        return finer or [(token, found)]
    out: list[tuple[Token, int]] = []
    if depth < 3 and (lemma(token) in containers or token.pos_ == "NUM"):
        inner = [p for prep in children(token, "prep") if prep.lower_ in CONTAINED for p in children(prep, "pobj")]
        for noun in inner:
            for one in conjuncts(noun):
                out.extend(_thing(view, one, containers, depth + 1))
    return out or _compound(view, token)


def _compound(view: View, token: Token) -> list[tuple[Token, int]]:
    """The item before the head: "a missile test", "drone deliveries"."""
    for child in reversed(children(token, "compound", "nmod", "amod", "appos")):
        found = view.mention(child, Kind.ITEM)
        if found is not None:
            return [(child, found)]
    return []


def owned(view: View, token: Token) -> tuple[tuple[int, int], ...]:
    """The places a word stands for that have a known owner."""
    out: list[tuple[int, int]] = []
    inner = [
        p for prep in children(token, "prep") if prep.lower_ in {"of", "in", "near", "at", "on", "outside"} for p in children(prep, "pobj")
    ]
    for depth, group in enumerate((list(conjuncts(token)), list(children(token, "compound", "amod", "poss")), inner)):
        for one in group:
            found = view.mention(one, Kind.PLACE)
            if found is not None and len(view.doc.mentions[found].ids) == 1 and not view.doc.mentions[found].modifier:
                out.append((found, depth))
        if out:
            return tuple(out)
    return ()


def parties(view: View, token: Token, containers: frozenset[str]) -> tuple[tuple[int, int], ...]:
    """The party mentions a word stands for, each with the number of steps taken: itself, its list, its owner ("Russian jets")."""
    if view.mention(token, Kind.DATE) is not None:
        return ()
    out: list[tuple[int, int]] = []
    for one in conjuncts(token):
        out.extend(_party(view, one, containers, 0))
    if out and view.sentence.zone is Zone.TITLE:
        out = [*(hit for hit in _listed(view, out[0])), *out]
    return tuple(dict.fromkeys(out))


def _listed(view: View, hit: tuple[int, int]) -> list[tuple[int, int]]:
    """The parties that a headline lists before one: "US, South Korea begin drills"."""
    found: list[tuple[int, int]] = []
    at = view.doc.mentions[hit[0]].start
    for index, mention in reversed(view.of(Kind.PARTY)):
        between = view.doc.story.full[mention.end : at] if mention.end <= at else "-"
        if mention.ids and not mention.modifier and between.strip() in {",", "and", "&", "/"}:
            found.append((index, hit[1]))
            at = mention.start
    return found[::-1]


def _party(view: View, token: Token, containers: frozenset[str], depth: int) -> list[tuple[int, int]]:
    found = _identified(view, token)
    if found is not None:
        return [] if view.doc.mentions[found].modifier else [(found, depth)]
    if depth >= 3:
        return []
    if token.lower_ in PRONOUNS:
        return _stands_for(view, token, containers, depth)
    out: list[tuple[int, int]] = []
    for child in children(token, "poss", "compound", "amod", "nmod"):
        for one in conjuncts(child):
            out.extend(_party(view, one, containers, depth + 1))
    return out or _held(view, token, containers, depth) or _sent(view, token, containers, depth)


def _sent(view: View, token: Token, containers: frozenset[str], depth: int) -> list[tuple[int, int]]:
    """Whose weapon it is by who fired it: "missiles fired by Iran hit a base"."""
    out: list[tuple[int, int]] = []
    for clause in children(token, "acl"):
        for prep in children(clause, "agent", "prep"):
            if prep.lower_ in {"by", "from"} and lemma(clause) in FIRED:
                out.extend(hit for p in children(prep, "pobj") for one in conjuncts(p) for hit in _party(view, one, containers, depth + 1))
    return out


def _identified(view: View, token: Token) -> int | None:
    """The longest party or person mention over a word that has an id, its own or by reference; a state's before a loose name's."""
    found = [
        i
        for i in view.at.get(token.i, ())
        if view.doc.mentions[i].kind in {Kind.PARTY, Kind.PERSON} and resolved(view.doc, view.doc.mentions[i]).ids
    ]
    states = (i for i in found if resolved(view.doc, view.doc.mentions[i]).ids[0].isupper())
    return next(states, found[0] if found else None)


def _stands_for(view: View, token: Token, containers: frozenset[str], depth: int) -> list[tuple[int, int]]:
    """What "it" and "they" stand for: the subject of the clause above, or of the same clause for a possessive."""
    verb = token.head
    while not is_verb(verb) and verb.head.i != verb.i:
        verb = verb.head
    if is_verb(verb) and verb.dep_ == "pcomp" and lemma(verb.head.head) in BLAMING:
        verb = verb.head.head
    for _ in range(3):
        others = [t for t in subject(verb) if t.i not in {token.i, token.head.i} and t.lower_ not in PRONOUNS] if is_verb(verb) else []
        if others and not (verb.i == token.head.i and token.dep_ == "nsubj"):
            return [hit for t in others for one in conjuncts(t) for hit in _party(view, one, containers, depth + 1)]
        if verb.head.i == verb.i:
            break
        verb = verb.head
    return [(m, depth + 2) for m in view.salient[:1]]


def salient(view: View) -> tuple[int, ...]:
    """The parties a sentence is about: the subjects of its clauses, the main one first."""
    found: list[int] = []
    for token in view.tokens:
        if is_verb(token) and token.dep_ in {"ROOT", "ccomp", "conj"}:
            heads = [t for t in children(token, "nsubj", "nsubjpass") if t.lower_ not in PRONOUNS]
            found.extend(m for t in heads for m, depth in _party(view, t, frozenset(), 0) if depth <= 1)
    return tuple(dict.fromkeys(found))


def _held(view: View, token: Token, containers: frozenset[str], depth: int) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    wide = lemma(token) in containers or token.pos_ == "NUM"
    for prep in children(token, "prep"):
        if prep.lower_ == "of" or (wide and prep.lower_ == "from"):
            for noun in children(prep, "pobj"):
                for one in conjuncts(noun):
                    out.extend(_party(view, one, containers, depth + 1))
    return out
