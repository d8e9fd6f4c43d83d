"""Sayers that no lexicon knows: "residents said", "according to two people familiar with the matter" become mentions of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.extract.candidates import Doc, Kind, Mention
from bot.extract.discourse.naming import family, speaker_of
from bot.extract.mentions.orgs import snake
from bot.extract.mentions.people import titled
from bot.extract.speech.speakers import PRONOUNS, author, cues, own_words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, conjuncts, is_verb, lemma, passive, subject
from bot.extract.text.view import View, views

LEFT = frozenset({"compound", "amod", "nmod", "poss", "nummod", "case"})
SEXES = frozenset({"he", "she"})
CITING = frozenset({"cite", "quote"})
NEAR = 2  # sentences from who spoke to "he said"
DROPPED = frozenset({"a", "an", "the", "some", "several", "many", "other", "one"})


@dataclass(frozen=True, slots=True)
class Spoke:
    """A nameless person who spoke: the mention, the sentence, and what he is called."""

    mention: int
    sentence: int
    noun: str

    def he(self, pronoun: str) -> bool:
        """Whether "he" or "she" may stand for him: a spokeswoman is no "he"."""
        woman = self.noun.endswith("woman")
        return woman if pronoun == "she" and self.noun.endswith("man") else not (woman and pronoun == "he")


def with_sayers(doc: Doc) -> Doc:
    """The story with a mention for every sayer, in order of offset; who is named in full is a person by the last name alone too."""
    added = [m for view in views(doc) if view is not None for m in _missing(view)]
    return _by_pronoun(_by_surname(_merged(doc, added) if added else doc))


def _by_surname(doc: Doc) -> Doc:
    """The story with a person wherever a last name alone was taken for an organisation or a nameless sayer."""
    names = {n for m in doc.mentions if m.kind is Kind.PERSON and " " in m.name for n in _alone(m.name)}
    guessed = [m.text in names and not m.name and (m.ids == (snake(m.text),) or (m.org == m.text and not m.ids)) for m in doc.mentions]
    if not any(guessed):
        return doc
    persons = (replace(m, kind=Kind.PERSON, name=m.text, org="", ids=()) if g else m for m, g in zip(doc.mentions, guessed, strict=True))
    return replace(doc, mentions=tuple(persons))


def _alone(name: str) -> tuple[str, ...]:
    """What somebody may be called by after his full name: the last name, without its article, and of three names or more the first."""
    first, *rest = name.split()
    return (rest[-1], family(name), *((first,) if len(rest) > 1 else ()))


def _by_pronoun(doc: Doc) -> Doc:
    """The story with "he" and "she" for who spoke last, in his sentence or shortly before: "A doctor ... she said".

    So too of two who are named: "Doe said the party would deal with Roe. ‹We wait,› he said" is Doe.
    """
    moved: dict[int, int] = {}
    last: Spoke | None = None
    spoke: Heard | None = None
    told = any(m.text.lower() in SEXES for m in doc.mentions)
    for view in views(doc) if told else ():
        for token in _subjects(view) if view is not None else ():
            if token.lower_ in SEXES and view is not None:
                ours = {i: last.mention for i in view.at.get(token.i, ()) if last is not None and _meant(doc, last, i)}
                moved |= ours or {i: spoke.mention for i in view.at.get(token.i, ()) if spoke is not None and spoke.again(doc, view, i)}
                at = next((i for i in view.at.get(token.i, ()) if doc.mentions[i].kind is Kind.PERSON), None)
                spoke = None if at is None or ours else _heard(doc, moved.get(at, doc.mentions[at].refers), view)
            elif token.lower_ not in PRONOUNS and view is not None:
                last = _nameless(view, token)
                spoke = _heard(doc, view.mention(token, Kind.PERSON), view)
        if spoke is not None and view is not None:
            spoke = spoke.past(doc, view)
    return replace(doc, mentions=tuple(replace(m, refers=moved[i], ids=()) if i in moved else m for i, m in enumerate(doc.mentions)))


@dataclass(frozen=True, slots=True)
class Heard:
    """A named person who spoke last: his mention, the sentence, and who else the sentences since then were about (last names)."""

    mention: int
    sentence: int
    name: str
    others: frozenset[str] = frozenset()

    def again(self, doc: Doc, view: View, pronoun: int) -> bool:
        """Whether a pronoun that was taken for another person is he who spoke last: that one is only spoken of."""
        then = doc.mentions[pronoun]
        meant = "" if then.refers is None else family(doc.mentions[then.refers].name or doc.mentions[then.refers].text)
        near = then.refers is not None and view.sentence.index - self.sentence <= NEAR
        older = near and doc.mentions[then.refers or 0].sentence < self.sentence  # and he was not even told of since
        return near and meant not in {"", self.name, *self.others} and (older or _quoting(view))

    def past(self, doc: Doc, view: View) -> Heard:
        """The same after a further sentence."""
        about = (doc.mentions[i] for i in view.standing([t for t in view.tokens if t.dep_ in {"nsubj", "nsubjpass"}]))
        named = {family(m.name or m.text) for m in about if m.kind is Kind.PERSON}
        return replace(self, others=self.others | (named - {self.name}))


def _heard(doc: Doc, mention: int | None, view: View) -> Heard | None:
    """A named person as who spoke last."""
    told = None if mention is None else doc.mentions[mention]
    if mention is None or told is None or told.kind is not Kind.PERSON:
        return None
    name = speaker_of(doc, told).name
    return Heard(mention, view.sentence.index, family(name)) if name else None


def _quoting(view: View) -> bool:
    """Whether a sentence quotes somebody."""
    return any(mark in view.sentence.text for mark in ('"', "“", "”"))


def _subjects(view: View) -> Iterator[Token]:
    """Who says something in a sentence, in order."""
    found = (t for verb in view.tokens if is_verb(verb) and lemma(verb) in cues()["say"] for t in subject(verb))
    yield from sorted(found, key=lambda t: t.i)


def _nameless(view: View, token: Token) -> Spoke | None:
    """A person who speaks and has no name."""
    found = view.mention(token, Kind.PERSON, Kind.PARTY)
    alone = lemma(token) in cues()["persons"] and token.tag_ == "NN"
    if found is None or not alone or speaker_of(view.doc, view.doc.mentions[found]).name is not None:
        return None
    return Spoke(found, view.sentence.index, lemma(token))


def _meant(doc: Doc, person: Spoke, pronoun: int) -> bool:
    """Whether a pronoun stands for a nameless person: near, with nobody named between them, and not for who was named with his office."""
    then = doc.mentions[pronoun]
    holder = "" if then.refers is None else doc.mentions[then.refers].org
    if person.noun in holder.lower().split():
        return False
    near = then.sentence - person.sentence <= 1
    named = any(m.kind is Kind.PERSON and m.name for m in doc.mentions[person.mention : pronoun])
    return near and not named and person.he(then.text.lower())


def _missing(view: View) -> Iterator[Mention]:
    for token in _sayers(view):
        covered = view.mention(token, Kind.PERSON, Kind.PARTY)
        cue = view.mention(token, Kind.CUE)  # a verb of denial that the parse takes for a noun: "Russia rejects claim ..."
        if cue is not None and "deny" in view.doc.mentions[cue].ids:
            continue
        if covered is None and token.lower_ not in PRONOUNS and lemma(token) not in cues()["nobody"] and token.pos_ in {"NOUN", "PROPN"}:
            yield _mention(view, token)


def _sayers(view: View) -> Iterator[Token]:
    for token in view.tokens:
        if is_verb(token) and lemma(token) in cues()["say"]:
            tokens = [p for a in children(token, "agent") for p in children(a, "pobj")] if passive(token) else subject(token)
            yield from (one for t in tokens for one in conjuncts(t))
            if token.tag_ == "VBG" and lemma(token) in CITING:
                yield from (author(one) for t in children(token, "dobj") for one in conjuncts(t) if lemma(author(one)) in cues()["persons"])
        elif token.lower_ == "according":
            yield from (author(one) for prep in children(token, "prep") for p in children(prep, "pobj") for one in conjuncts(p))


def _mention(view: View, token: Token) -> Mention:
    start = min([view.start(t) for t in _left(token)] or [view.start(token)])
    end = max(view.start(t) + len(t.text) for t in (token, *_right(token)))
    text = view.doc.story.full[start:end]
    office, name = titled(text)
    if name:
        return Mention(Kind.PERSON, start, end, text, view.sentence.index, ids=_ids(view, token), name=name, org=office)
    return Mention(Kind.PARTY, start, end, text, view.sentence.index, ids=_ids(view, token), org=text)


def _left(token: Token) -> list[Token]:
    first = own_words(token)
    own = (c for c in children(token) if c.dep_ in LEFT and first <= c.i < token.i and c.lower_ not in DROPPED)
    found = [t for c in own if not (c.pos_ == "ADV" and token.pos_ == "PROPN") for t in c.subtree]  # "Meanwhile Jane Doe"
    return [t for t in found if t.lower_ not in DROPPED and t.pos_ != "PUNCT"]


def _right(token: Token) -> list[Token]:
    """The words of "of" and "for" phrases: "spokesman for the ministry", "chief of staff", without an aside on them."""
    found = [t for c in children(token, "prep") if c.lower_ in {"of", "for", "from", "in", "at", "with"} for t in c.subtree]
    clause = min((t.i for r in found if r.dep_ in {"relcl", "appos"} for t in r.subtree), default=None)
    if clause is not None:
        found = [t for t in found if t.i < clause and not (t.i == clause - 1 and t.pos_ == "PUNCT")]
    return found if len(found) <= 8 else []


def _ids(view: View, token: Token) -> tuple[str, ...]:
    """The party it speaks for, where its own words name one."""
    for word in (*_left(token), *_right(token)):
        found = view.mention(word, Kind.PARTY)
        if found is not None and view.doc.mentions[found].ids and not view.doc.mentions[found].modifier:
            return view.doc.mentions[found].ids[:1]
    return ()


def _merged(doc: Doc, added: list[Mention]) -> Doc:
    unique = {(m.start, m.end): m for m in added}.values()
    order = sorted(
        [(m.start, m.end, 0, i, m) for i, m in enumerate(doc.mentions)] + [(m.start, m.end, 1, i, m) for i, m in enumerate(unique)],
        key=lambda r: r[:4],
    )
    place = {old: new for new, (_, _, fresh, old, _) in enumerate(order) if not fresh}
    moved = tuple(replace(m, refers=place[m.refers]) if m.refers is not None else m for *_, m in order)
    return replace(doc, mentions=moved)
