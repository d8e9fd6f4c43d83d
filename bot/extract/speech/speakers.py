"""Who says it: up to the reporting verb, "according to", quotes over several sentences, and "he said"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.extract.candidates import Doc, Kind
from bot.extract.proposal import Filler
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, conjuncts, is_verb, lemma, passive, subject
from bot.extract.text.view import View

PRONOUNS = frozenset({"he", "she", "it", "they", "who"})
ASKING = frozenset({"tell", "order", "ask", "urge", "instruct", "direct", "command", "request", "beg", "want", "implore"})
OPEN = frozenset("“\"'‘")


def cues() -> Mapping[str, frozenset[str]]:
    """The speech tables of lexicon/frames.toml."""
    return words("speech")


@dataclass(frozen=True, slots=True)
class Sayings:
    """Who speaks in each sentence as a whole, and who spoke last before it (indices of mentions)."""

    whole: tuple[tuple[int, ...], ...]
    last: tuple[tuple[int, ...], ...]

    def of(self, view: View, trigger: Token) -> tuple[Filler, ...]:
        """The sayers of a trigger's event, nearest first."""
        index = view.sentence.index
        chain = list(_chain(view, trigger, self.last[index]))
        if not chain:
            chain = [Filler(m, 0.6, "speaker: of the quoted passage") for m in self.whole[index]]
        return tuple({f.mention: f for f in reversed(chain)}.values())[::-1]


def sayings(doc: Doc, seen: Sequence[View | None]) -> Sayings:
    """The speakers of every sentence of a story."""
    whole: list[tuple[int, ...]] = []
    last: list[tuple[int, ...]] = []
    recent: tuple[int, ...] = ()
    quote: tuple[int, ...] = ()
    paragraph = -1
    for sentence in doc.sentences:
        view = seen[sentence.index]
        last.append(recent)
        own = _sentence_speaker(view, recent) if view is not None else ()
        quote = own or (
            quote if _quoted(doc, sentence.index) and (sentence.paragraph == paragraph or _still_open(doc, sentence.index)) else ()
        )
        whole.append(() if own else quote)
        recent = own or recent
        paragraph = sentence.paragraph
    return Sayings(tuple(whole), tuple(last))


def _quoted(doc: Doc, index: int) -> bool:
    """Whether a sentence opens with a quote mark or lies inside one left open."""
    text = doc.sentences[index].text.lstrip()
    return bool(text) and (text[0] in OPEN or _still_open(doc, index))


def _still_open(doc: Doc, index: int) -> bool:
    if index == 0:
        return False
    before = doc.story.full[max(0, doc.sentences[index].start - 1500) : doc.sentences[index].start]
    before = before.rsplit("\n\n", 1)[-1]
    return before.count("“") > before.count("”") or ("“" not in before and before.count('"') % 2 == 1)


def _sentence_speaker(view: View, recent: tuple[int, ...]) -> tuple[int, ...]:
    """The sayer of the sentence's main reporting verb."""
    for token in view.tokens:
        if token.dep_ in {"ROOT", "conj", "parataxis"} and _says(token) and lemma(token) not in cues()["weak"]:
            found = tuple(f.mention for f in _sayers(view, token, recent))
            if found:
                return found
    return ()


def _says(token: Token) -> bool:
    return is_verb(token) and lemma(token) in cues()["say"] and not _asked(token)


def _asked(verb: Token) -> bool:
    """Whether it is what somebody is only told to say: "he told the police to tell the state to stop"."""
    above = verb.head
    to = verb.dep_ in {"xcomp", "ccomp"} and any(c.lower_ == "to" for c in children(verb, "aux"))
    return to and lemma(above) in ASKING and bool(children(above, "dobj", "dative", "nsubjpass"))


def _chain(view: View, trigger: Token, recent: tuple[int, ...]) -> Iterator[Filler]:
    """The innermost reporting verb above a trigger that names somebody, then who is named by "according to"."""
    token, came = trigger, ""
    for _ in range(14):
        hits = list(_heard(view, token, came, trigger, recent))
        if hits:
            yield from hits
            break
        if token.head.i == token.i or _own_voice(token):
            break
        token, came = _next(token)
    yield from _according(view)


def _heard(view: View, token: Token, came: str, trigger: Token, recent: tuple[int, ...]) -> Iterator[Filler]:
    """The sayers at one step: the word itself reports what lies below it, or a reporting verb hangs under it."""
    if _says(token) and _speaks_of(token, trigger) and (came in REPORTED or (came == "nsubjpass" and passive(token))):
        yield from _sayers(view, token, recent)
    for child in children(token, "parataxis", "ccomp", "advcl"):
        if _says(child) and _bracketed(child, token):
            yield from _sayers(view, child, recent)


def reporters(view: View, word: Token) -> tuple[int, ...]:
    """Who tells what a word tells, in its own sentence (mentions): by the innermost verb of saying above it, or by "according to".

    Nobody whom "it" or "they" stands for: that may be who does it.
    """
    told = [f for f in _chain(view, word, ()) if not f.why.endswith("(pronoun)") or view.doc.mentions[f.mention].kind is Kind.PERSON]
    return tuple(dict.fromkeys(f.mention for f in told))


REPORTED = frozenset({"", "ccomp", "xcomp", "dobj", "pobj", "prep", "pcomp", "acl", "parataxis", "oprd", "attr", "conj", "dep", "dative"})
BESIDE = frozenset({"following", "after", "since", "amid", "despite", "before", "during", "as", "because", "over", "when", "while"})


def _own_voice(token: Token) -> bool:
    """Whether a word stands in an aside that the sayer above does not speak: an apposition, a clause of time."""
    if token.dep_ in {"appos", "prep"}:
        return token.dep_ == "appos" or (token.lower_ in BESIDE and _says(token.head))
    return token.dep_ == "advcl" and _says(token.head)


def _next(token: Token) -> tuple[Token, str]:
    """The word above and how it was reached; a clause joined by "and" with its own subject is not reported by what it joins."""
    above = token.head
    own = token.dep_ == "conj" and bool(children(token, "nsubj", "nsubjpass", "expl"))
    return (above.head, above.dep_) if own and _says(above) else (above, token.dep_)


def _bracketed(verb: Token, above: Token) -> bool:
    """A reporting verb hung under what it reports, with nothing of its own but its sayer: ", officials said"."""
    return verb.dep_ == "parataxis" or (not children(verb, "ccomp", "dobj", "xcomp", "mark") and abs(verb.i - above.i) > 1)


def _speaks_of(verb: Token, trigger: Token) -> bool:
    if lemma(verb) in cues()["weak"] and is_verb(trigger):
        return False
    return verb.i != trigger.i or lemma(verb) in {"threaten", "warn", "vow", "claim", "pledge", "announce", "offer", "agree", "order"}


def _sayers(view: View, verb: Token, recent: tuple[int, ...]) -> Iterator[Filler]:
    tokens = [p for a in children(verb, "agent") for p in children(a, "pobj")] if passive(verb) else list(subject(verb))
    for token in tokens:
        for one in conjuncts(token):
            yield from _named(view, one, recent, f"speaker: {verb.text}")


def _named(view: View, token: Token, recent: tuple[int, ...], why: str) -> Iterator[Filler]:
    if token.lower_ in PRONOUNS:
        found = view.mention(token, Kind.PERSON, Kind.PARTY)
        target = view.doc.mentions[found].refers if found is not None else None
        if target is not None:
            yield Filler(target, 0.7, f"{why} (pronoun)")
        else:
            yield from (Filler(m, 0.6, f"{why} (last speaker)") for m in recent[:1])
        return
    held = view.mention(token, Kind.PARTY) if token.lower_ in words("refers")["bodies"] else None
    body = None if held is None else view.doc.mentions[held].refers
    if body is not None and view.doc.mentions[body].text.lower().endswith(token.lower_):
        yield Filler(body, 0.85, why)
        return
    if lemma(token) in cues()["generic"] and recent and _bare(token):
        yield Filler(recent[0], 0.6, f"{why} (last speaker)")
        return
    found = _sayer(view, token) if lemma(token) not in cues()["nobody"] else None
    if found is not None:
        yield Filler(found, 0.85, why)


def _bare(noun: Token) -> bool:
    """Whether it is "the ministry", and no other than the one told of: "the finance ministry"."""
    return any(c.lower_ == "the" for c in noun.children) and not children(noun, "compound", "amod", "nmod", "poss", "prep")


def _sayer(view: View, token: Token) -> int | None:
    """The mention of a person, or of a party where the person has neither office nor party."""
    person, party = view.mention(token, Kind.PERSON), view.mention(token, Kind.PARTY)
    if person is None or party is None:
        return party if person is None else person
    known = view.doc.mentions[person]
    return person if known.ids or known.org or known.refers is not None else party


def _according(view: View) -> Iterator[Filler]:
    for token in view.tokens:
        if token.lower_ == "according":
            for prep in children(token, "prep"):
                for noun in children(prep, "pobj"):
                    for one in conjuncts(noun):
                        yield from _named(view, author(one), (), "speaker: according to")


def author(noun: Token) -> Token:
    """Whose report or figures: "according to figures by the health ministry", "interviews with residents"."""
    if lemma(noun) in cues()["nouns"]:
        by = {"by", "from", "of"} | ({"with"} if lemma(noun) == "interview" else set())
        whose = [p for prep in children(noun, "prep") if prep.lower_ in by for p in children(prep, "pobj")]
        return next(iter((*whose, *children(noun, "poss"))), noun)
    return noun


def own_words(head: Token) -> int:
    """From which word on a speaker's words are his own: "port officials", of "a blast port officials said was an accident"."""
    nouns = [t for t in children(head, "compound", "nmod") if t.i < head.i and t.tag_ == "NN"]
    article = next((t.i for noun in (head, *nouns) for t in children(noun, "det") if t.lower_ in {"a", "an"}), None)
    if article is None or head.tag_ not in {"NNS", "NNPS"}:
        return 0
    nouns = [t for t in nouns if t.i > article]
    events = [t for t in nouns if lemma(t) in cues()["events"]]
    return max((t.i + 1 for t in events or nouns[:1]), default=0)
