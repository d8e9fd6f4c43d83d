"""Where a sentence tells two events of two doers: "Iran fired missiles at Erbil and Turkey bombed Kobani" is read as two sentences."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile
from typing import cast

from bot.extract.candidates import Doc, Kind, Sentence, Zone
from bot.extract.confidence import SHORT
from bot.extract.speech.speakers import cues
from bot.extract.text.intake import evened
from bot.extract.text.sentences import Stretch, split
from bot.extract.text.token import Token
from bot.extract.text.tree import children, is_verb, lemma
from bot.extract.text.view import PRONOUNS
from bot.model import Claim, Span

SEMICOLON = re.compile(r";(?=\s)")
LONGEST = 400  # characters of a sentence that is looked into
FEWEST = 3  # words of a headline's part
FINITE = frozenset({"VBZ", "VBD", "VBP", "MD"})
NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "VBG"})  # what may stand between a party's name and its verb
WIDEST = 4  # such words
ARTICLES = frozenset({"a", "an", "the"})
LINKS = frozenset({"as", "while", "whereas"})  # words that hang one event on another, in headlines
ASIDE, SPACED = frozenset({"while", "whereas"}), frozenset({"after", "before"})  # and in whole stories, the second beside a span of time
SPEAKS = frozenset({"say", "tell", "report", "claim", "announce", "confirm", "state"})
HARM = frozenset({"kill", "wound", "injure", "hurt", "die", "maim", "miss", "capture", "detain", "arrest"})
THINKS = frozenset({"call", "believe", "think", "consider", "see", "describe"})
AFTER = re.compile(r"(?i)(?:[\w-]+\s){1,4}(?:after|before)\b")
LINKED = re.compile(r"(?i)(?:[;,]|\b(?:and|but|while|whereas))\s*$")
NAMED = frozenset({Kind.PARTY, Kind.PERSON})


def cuts(doc: Doc) -> tuple[int, ...]:
    """The offsets in Story.full where a clause of its own starts: in headlines and feed items, in whole stories behind a plain link."""
    asked = (s for s in doc.sentences if s.zone in {Zone.TITLE, Zone.BODY} and s.index < len(doc.parse))
    return tuple(sorted({at for s in asked if doc.parse[s.index] is not None and s.end - s.start <= LONGEST for at in _cuts(doc, s)}))


def besides(doc: Doc) -> dict[int, frozenset[int]]:
    """Of each clause of a sentence that was cut, the other clauses of it, by index."""
    found: dict[tuple[int, int], list[int]] = {}
    for s in doc.sentences:
        if s.whole is not None:
            found.setdefault(s.whole, []).append(s.index)
    return {i: frozenset(held) - {i} for held in found.values() for i in held}


def told_by(doc: Doc, index: int) -> int | None:
    """Where a clause names in its last words who tells it, and with it what stands before it: "C shelled D, police said"."""
    tokens = cast("Sequence[Token]", doc.parse[index] or ()) if index < len(doc.parse) else ()
    verbs = [t for t in tokens if is_verb(t) and t.dep_ not in {"aux", "auxpass"}]
    if not verbs or lemma(verbs[-1]) not in SPEAKS or not (by := children(verbs[-1], "nsubj")):
        return None
    first = min((t.i for s in by for t in s.subtree), default=verbs[-1].i)
    comma = next((t for t in reversed(tokens) if t.i < first and t.text == ","), None)
    return None if comma is None or len(verbs) < 2 or verbs[-2].i > comma.i else doc.sentences[index].told + comma.idx


def _cuts(doc: Doc, sentence: Sentence) -> Iterator[int]:
    title = sentence.zone is Zone.TITLE
    if title:
        yield from _stops(doc, sentence)
    if title or len(doc.story.text) < SHORT:
        yield from (at for at in _joints(doc, sentence) if not _leans(doc, sentence, at))
    if not title:
        yield from _beside(doc, sentence)


def _beside(doc: Doc, sentence: Sentence) -> Iterator[int]:
    """Where a sentence of a whole story goes on with another event of another doer: "A bombed B, police said, while C shelled D"."""
    tokens = cast("Sequence[Token]", doc.parse[sentence.index])
    parted = ((verb, _apart(verb)) for verb in tokens if is_verb(verb) and not _toll(verb))
    starts = {sentence.told + start.idx for verb, start in parted if start is not None and _named(doc, sentence, verb)}
    starts |= {sentence.told + start.idx for verb in tokens if is_verb(verb) and (start := _behind(verb)) is not None}
    starts |= {sentence.told + t.idx for stop, t in pairwise(tokens) if stop.text == ";" and _two_told(tokens, t.i)}
    yield from (at for at in sorted(starts) if _told_apart(doc, sentence, at) and not _leans(doc, sentence, at))


def _toll(verb: Token) -> bool:
    """Whether it goes on counting those of the first event: "23 were killed and 15 wounded"."""
    return lemma(verb) in HARM and verb.head.i != verb.i and lemma(verb.head) in HARM and verb.dep_ == "conj"


def _suffers(verb: Token) -> bool:
    """Whether its subject is harmed by it, not its doer."""
    return bool(children(verb, "nsubjpass", "auxpass")) or lemma(verb) == "die"


def _named(doc: Doc, sentence: Sentence, verb: Token) -> bool:
    """Whether the subject of a clause names somebody: "Hezbollah rockets", "three Turkish soldiers"."""
    words = [(sentence.told + t.idx, sentence.told + t.idx + len(t.text)) for s in children(verb, "nsubj", "nsubjpass") for t in s.subtree]
    return any(m.ids and m.start <= a and b <= m.end for _, m in doc.of(sentence.index) if m.kind in NAMED for a, b in words)


def _told_apart(doc: Doc, sentence: Sentence, at: int) -> bool:
    if AFTER.match(doc.story.full, at):  # "the seizure came a week after ..."
        first = Kind.TRIGGER in _about(doc, sentence, sentence.told, at)
    else:
        first = LINKED.search(doc.story.full, sentence.told, at) is not None and _tells(doc, sentence, sentence.told, at)
    return first and _tells(doc, sentence, at, sentence.end)


def _apart(verb: Token) -> Token | None:
    """The first word of a clause with a doer of its own, linked to the main one or to what a sayer behind it is said to have said."""
    doer, above = next(iter(children(verb, "nsubj", "nsubjpass")), None), verb.head
    if doer is None or doer.pos_ == "PRON" or not is_verb(above) or above.i > verb.i:
        return None
    first = min(doer.subtree, key=lambda t: t.i)
    links = {c.lower_ for c in children(verb, "mark")}
    span = _span_before(verb) if links & SPACED else None
    if first.i < above.i or not (verb.dep_ == "conj" or (verb.dep_ == "advcl" and (links & ASIDE or span is not None))):
        return None
    first = first if span is None else span
    says = cues()["say"]
    if lemma(verb) in says:
        # "A said B did it, while C said D did", "B did it, A said, while C said D did": each its own sayer.
        return first if any(lemma(t) in SPEAKS for t in (above.head, *above.subtree) if t.i < first.i) else None
    if lemma(above) in says:
        # "A did it, B said, while C did that": B says nothing of C.
        told = next(iter(children(above, "ccomp")), None)
        return first if (told.i < above.i if told is not None else _aside(above)) else None
    reported = above.dep_ == "ccomp" and above.head.i > above.i and lemma(above.head) in says
    return first if (above.dep_ == "ROOT" or reported) and children(above, "nsubj", "nsubjpass") else None


def _behind(verb: Token) -> Token | None:
    """The first word of the main clause behind one that tells what came before: "Hours after the army withdrew, a bomb struck Lamu"."""
    before, main = (next(iter(children(v, "nsubj", "nsubjpass")), None) for v in (verb, verb.head))
    if verb.dep_ != "advcl" or before is None or main is None or main.pos_ == "PRON" or main.i < verb.i:
        return None
    spans = (c for v in (verb, verb.head) for c in children(v, "npadvmod") if c.i < verb.i)
    spaced = any(c.lower_ in SPACED for c in children(verb, "mark")) and next(spans, None) is not None
    return min(main.subtree, key=lambda t: t.i) if spaced else None


def _aside(says: Token) -> bool:
    """Whether who says something stands behind it, though the parser hangs that elsewhere: "..., police said"."""
    who = [min(t.i for t in s.subtree) for s in children(says, "nsubj") if s.i < says.i]
    return bool(who) and any(c.text == "," and c.i == who[-1] - 1 for c in says.children)


def _two_told(tokens: Sequence[Token], at: int) -> bool:
    """Whether there is a verb with a subject on both sides of a word, and the later one tells not what somebody thinks of the first."""
    verbs = [t.head for t in tokens if t.dep_ in {"nsubj", "nsubjpass"} and (t.i >= at) is (t.head.i >= at)]
    later = next((v for v in verbs if v.i >= at), None)
    return later is not None and lemma(later) not in cues()["say"] | THINKS and any(v.i < at for v in verbs)


def _span_before(verb: Token) -> Token | None:
    """The first word of the span of time that stands between two events: "a day after", "hours before"."""
    span = next((c for c in verb.children if c.dep_ == "npadvmod" and c.i < verb.i), None)
    return None if span is None else min(span.subtree, key=lambda t: t.i)


def leaning(doc: Doc, index: int) -> tuple[int, ...]:
    """Where a sentence left whole goes on with a clause that leans on the one before: "A fires 12 drones, B downs nine"."""
    sentence = doc.sentences[index]
    asked = index < len(doc.parse) and doc.parse[index] is not None and sentence.end - sentence.start <= LONGEST
    return tuple(at for at in _joints(doc, sentence) if _leans(doc, sentence, at)) if asked else ()


def _leans(doc: Doc, sentence: Sentence, at: int) -> bool:
    """Whether the clause from here on counts what only the clause before names."""
    held = [m for _, m in doc.of(sentence.index) if at <= m.start]
    first = min((m.start for m in held), default=at)
    named = any(m.start == first and m.kind is Kind.PARTY and m.ids not in {(), ("civilians",)} for m in held)
    hurt = {m.start for m in held if named and m.kind in {Kind.PARTY, Kind.CASUALTIES}}  # "a Chadian rocket killed one" counts no thing
    counts = any(m.kind is Kind.COUNT and m.start not in hurt for m in held)
    return counts and not any(m.kind is Kind.ITEM for m in held)


def _joints(doc: Doc, sentence: Sentence) -> Iterator[int]:
    tokens = cast("Sequence[Token]", doc.parse[sentence.index])
    parsed = (sentence.told + start.idx for verb in tokens if is_verb(verb) and (start := _start(verb)) is not None)
    for at in sorted({*parsed, *_seen(doc, sentence, tokens)}):
        if _tells(doc, sentence, sentence.told, at) and _tells(doc, sentence, at, sentence.end):
            yield at


def _seen(doc: Doc, sentence: Sentence, tokens: Sequence[Token]) -> Iterator[int]:
    """Where "and", "as", "while" or a headline's comma is followed by a party and a verb of its own, whatever the parser made of them."""
    parties = [m for _, m in doc.of(sentence.index, Kind.PARTY) if m.ids and not m.modifier]
    starts = {m.start: m.end for m in sorted(parties, key=lambda m: m.end)}
    ends = {m.end for m in parties}
    triggers = {m.start for _, m in doc.of(sentence.index, Kind.TRIGGER)}
    for link, first in pairwise(tokens):
        at = sentence.told + first.idx
        named = next((t for t in tokens if t.i == first.i + 1), first) if first.lower_ in ARTICLES else first
        spot = sentence.told + named.idx
        comma = link.text == "," and sentence.zone is Zone.TITLE
        if not (comma or link.lower_ in {"and", *LINKS}) or spot not in starts or first.pos_ == "PRON":
            continue
        rest = [t for t in tokens if sentence.told + t.idx >= starts[spot]]
        hurt = any(m.start == spot and m.ids == ("civilians",) for m in parties)  # "one killed, two journalists wounded"
        verb = _trigger_behind(rest, {at - sentence.told for at in triggers}) if comma and not hurt else _behind_name(rest)
        before = max((sentence.told + t.idx + len(t.text) for t in tokens if t.i < link.i), default=0)
        # "Iran and Iraq sign": one verb of two doers. A singular verb has but one.
        alone = verb is not None and (verb.tag_ == "VBZ" or (verb.tag_ == "VBD" and before not in ends))
        if comma:  # "Iran, Russia sign"; "downs" is a noun to the parser
            alone = verb is not None and sentence.told + verb.idx in triggers and (before not in ends or verb.tag_ in FINITE)
        main = [t for t in tokens if t.i < link.i and (t.tag_ in FINITE or (comma and sentence.told + t.idx in triggers))]
        harmed = verb.head if verb is not None and verb.dep_ == "auxpass" else verb
        before_it = {lemma(t.head if t.dep_ == "auxpass" else t) for t in main}
        if harmed is not None and lemma(harmed) in HARM and _suffers(harmed) and before_it & HARM:
            continue  # "two died and three were wounded"
        if alone and main and not any(lemma(t) in cues()["say"] for t in main):
            yield at


def _behind_name(rest: Sequence[Token]) -> Token | None:
    """The first word behind a party, or the verb of the noun that it stands before: "Ukrainian shelling killed"."""
    noun = list(takewhile(lambda t: t.tag_ in NOMINAL, rest[:WIDEST]))
    verb = rest[len(noun)] if noun and len(noun) < len(rest) else None
    return next(iter(rest), None) if verb is None or verb.tag_ not in FINITE else verb


def _trigger_behind(rest: Sequence[Token], told: Collection[int]) -> Token | None:
    """The first word behind a party in a headline, or what the thing before it does: "Hezbollah rocket wounds five"."""
    first, second = next(iter(rest), None), next(iter(rest[1:2]), None)
    thing = first is not None and first.tag_ in NOMINAL and first.idx not in told
    return second if thing and second is not None and second.idx in told else first


def _stops(doc: Doc, title: Sentence) -> Iterator[int]:
    """Where a headline's next part starts, behind a semicolon or a full stop, with words enough on both sides to tell of something."""
    full = evened(doc.story.full)
    ends = {piece.end for piece in split(full, Stretch(title.told, title.end))} | {
        m.end() for m in SEMICOLON.finditer(full, title.told, title.end)
    }
    start = title.told
    for end in sorted(ends):
        sides = ((start, end), (end, title.end))
        if all(len(full[a:b].split()) >= FEWEST and _about(doc, title, a, b) & {*NAMED, Kind.TRIGGER} for a, b in sides):
            start = end
            yield start


def _start(verb: Token) -> Token | None:
    """The first word of a clause that stands beside the sentence's main one and has a doer of its own; None where it has none."""
    main = _outer(verb.head)
    if main.i == verb.i or not is_verb(main) or not (main.dep_ == "ROOT" or _reported(main, verb)) or main.i > verb.i:
        return None
    if _toll(verb) and _suffers(verb):
        return None
    linked = verb.dep_ == "conj" or (verb.dep_ == "advcl" and any(c.lower_ in LINKS for c in children(verb, "mark")))
    doer = next(iter(children(verb, "nsubj", "nsubjpass")), None)
    if not linked or doer is None or doer.pos_ == "PRON" or lemma(main) in cues()["say"] or not children(main, "nsubj", "nsubjpass"):
        return None
    first = min(doer.subtree, key=lambda t: t.i)
    return first if first.i > main.i else None


def _outer(verb: Token) -> Token:
    """The verb that a bare "killing two" hangs on, where what comes next was hung on that."""
    bare = verb.dep_ == "advcl" and verb.tag_ == "VBG" and not children(verb, "nsubj", "nsubjpass", "mark")
    return verb.head if bare and is_verb(verb.head) else verb


def _reported(main: Token, verb: Token) -> bool:
    """Whether who says both things is named behind them: "A shelled B as C bombed D, police said"."""
    return main.dep_ == "ccomp" and main.head.dep_ == "ROOT" and main.head.i > verb.i and lemma(main.head) in cues()["say"]


def _tells(doc: Doc, sentence: Sentence, start: int, end: int) -> bool:
    """Whether a part of a sentence names somebody and tells of something."""
    kinds = _about(doc, sentence, start, end)
    return Kind.TRIGGER in kinds and bool(kinds & NAMED)


def _about(doc: Doc, sentence: Sentence, start: int, end: int) -> set[Kind]:
    """The kinds of the mentions in a part of a sentence."""
    return {m.kind for _, m in doc.of(sentence.index) if start <= m.start and m.end <= end and m.text.lower() not in PRONOUNS}


def told_whole(doc: Doc, claim: Claim) -> Claim:
    """The claim with the sentences as evidence that its clauses are of."""
    wholes = {s.said.start: Span(*s.whole) for s in doc.sentences if s.whole}
    if not any(e.start in wholes for e in claim.evidence):
        return claim
    evidence = tuple(dict.fromkeys(wholes.get(e.start, e) for e in claim.evidence))
    return replace(claim, evidence=evidence, quotes=tuple(doc.story.cut(e) for e in evidence))
