"""The words of a sentence that name an event or a plan, found between a verb and the next preposition or stop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from bot.extract.candidates import Doc, Kind
from bot.extract.families import SUPPLY
from bot.extract.rules.firm.calledoff.phrases import listed
from bot.extract.text.token import Token
from bot.model import ClaimType

LONGEST = 12  # words of the name of an event
FARTHEST = 40  # words of what it is about
INSIDE = frozenset("'’-\"“”$€£%")  # what may stand within the name of an event
STOPS = frozenset({",", ";", ":", "(", ")", "—", "–", "-", "."})
OPENERS = frozenset({",", ";", ":", "—", "–", "(", "that", "after", "as", "while", "if", "says", "said", "but"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


@dataclass(frozen=True, slots=True)
class Words:
    """One sentence, word by word; places are indices of words."""

    tokens: Sequence[Token]
    told: int  # where the sentence starts in Story.full
    triggers: Mapping[int, frozenset[ClaimType]]  # types by offset
    things: tuple[tuple[int, int], ...]  # offsets of weapons and troops

    @classmethod
    def of(cls, doc: Doc, sentence: int) -> Words:
        """A sentence that was parsed."""
        held = doc.of(sentence)
        return cls(
            tokens=cast("Sequence[Token]", doc.parse[sentence]),
            told=doc.sentences[sentence].told,
            triggers={m.start: frozenset(map(ClaimType, m.ids)) for _, m in held if m.kind is Kind.TRIGGER},
            things=tuple((m.start, m.end) for _, m in held if m.kind is Kind.ITEM),
        )

    def low(self, start: int, end: int) -> tuple[str, ...]:
        """The words from one place to another, in lower case."""
        return tuple(t.lower_ for t in self.tokens[max(0, start) : end])

    def offset(self, i: int) -> int:
        """Where a word starts in Story.full; past the last word, where that ends."""
        if i < len(self.tokens):
            return self.told + self.tokens[i].idx
        last = self.tokens[len(self.tokens) - 1]
        return self.told + last.idx + len(last.text)

    def ids(self, i: int) -> frozenset[ClaimType]:
        """The types of event that a word may tell of."""
        return self.triggers.get(self.offset(i), frozenset())

    def planned(self, i: int) -> bool:
        """Whether a word is one for a plan, a wish, a deal, or leave for one."""
        return self.tokens[i].lower_ in listed("plans") | listed("deals") | listed("leaves")

    def event(self, i: int) -> bool:
        """Whether a word names an event or a plan."""
        return self.planned(i) or self._told(i)

    def _told(self, i: int) -> bool:
        """Whether it names an event: not a verb in the past, nor what is one for a weapon or troops ("bomb", "ship", "companies")."""
        at = self.offset(i)
        thing = any(start <= at < end for start, end in self.things)
        return bool(self.ids(i)) and not thing and self.tokens[i].tag_ not in {"VBD", "VBN"}

    def head(self, start: int, stop: int | None = None) -> int | None:
        """The word that names an event in the words from here to the next preposition or stop, if the last of them do."""
        head: int | None = None
        for i in range(start, min(len(self.tokens) if stop is None else stop, start + LONGEST)):
            token = self.tokens[i]
            if token.lower_ in listed("ends") or not (token.text[0].isalnum() or token.text[0] in INSIDE):
                break
            if self.event(i):
                head = i
                if token.tag_ == "VBG" and not self.planned(i):
                    break
            elif head is not None and not self._goes_on(token):
                if token.pos_ not in {"NOUN", "PROPN", "ADJ"}:
                    break
                head = None
        return head

    def _goes_on(self, token: Token) -> bool:
        """Whether a word may stand behind the event's: a name, a number, a time ("exercise Sea Lion", "drill this week")."""
        return token.text[0].isupper() or token.text[0].isdigit() or token.lower_ in listed("time")

    def about(self, start: int, on: frozenset[str] = frozenset()) -> int:
        """Where that ends which follows an event's name: with whom, of what, to do what. `on`: words that end nothing."""
        for i in range(start, min(len(self.tokens), start + FARTHEST)):
            token = self.tokens[i]
            if token.text in STOPS and (token.text not in {"-", "."} or i + 1 == len(self.tokens)):
                return i
            if token.lower_ in listed("ends") - listed("leads") - on or (token.tag_ == "CC" and self.finite(i + 1, i + 3)):
                return i
        return min(len(self.tokens), start + FARTHEST)

    def finite(self, start: int, end: int) -> bool:
        """Whether a verb of a clause stands in these words."""
        return any(t.tag_ in FINITE for t in self.tokens[start:end])

    def types(self, head: int, start: int, end: int, verb: int) -> frozenset[ClaimType]:
        """The types of what a word names; of a plan also those of the first event in these words and of the thing they are about."""
        types = self.ids(head)
        if self.planned(head):
            others = [self.ids(i) for i in (*range(head + 1, end), *range(start, head)) if i != verb and self.ids(i)]
            types |= others[0] if others else frozenset()
            first, last = self.offset(start), self.offset(end)
            if any(first <= at < last for at, _ in self.things):
                types |= SUPPLY
        types |= {ClaimType.DEPLOYMENT} if ClaimType.INCURSION in types else frozenset()  # patrols and flights are either
        return types | SUPPLY if types & SUPPLY else types

    def nominal(self, i: int) -> bool:
        """Whether something stands here that a verb before it is done to."""
        if i >= len(self.tokens):
            return False
        token = self.tokens[i]
        named = token.pos_ in {"NOUN", "PROPN", "DET", "NUM", "PRON", "ADJ"}
        return named and token.lower_ not in listed("time") | listed("ends") and token.text[0].isalnum()

    def clause(self, i: int) -> int:
        """Where the clause of a word starts."""
        last = max(0, i - FARTHEST)
        while i > last and self.tokens[i - 1].lower_ not in OPENERS:
            i -= 1
        return i
