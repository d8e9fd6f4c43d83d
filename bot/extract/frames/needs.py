"""Whether a word tells of an event at all: the conditions of its frame."""

from __future__ import annotations

from collections.abc import Mapping

from bot.extract.candidates import Kind, resolved
from bot.extract.families import NOBODY
from bot.extract.frames.lexicon import Frame, Need
from bot.extract.frames.roles import Trigger
from bot.extract.proposal import Filler
from bot.extract.text.token import Token
from bot.extract.text.tree import Argument, children, lemma
from bot.extract.text.view import View

Found = Mapping[str, tuple[Filler, ...]]
ROLE_NAMES = frozenset({"actor", "target", "item", "place"})


def met(view: View, trigger: Trigger, frame: Frame, found: Found) -> bool:
    """Whether every need of a frame holds."""
    return all(_any(view, trigger, need, found) for need in frame.needs)


def _any(view: View, trigger: Trigger, need: Need, found: Found) -> bool:
    return any(_holds(view, trigger, subject, values, found) != negated for negated, subject, values in need.options)


def _holds(view: View, trigger: Trigger, subject: str, values: frozenset[str], found: Found) -> bool:
    if subject in ROLE_NAMES:
        held = (set(resolved(view.doc, view.doc.mentions[f.mention]).ids) for f in found.get(subject, ()))
        return any(bool(ids & values) if values else bool(ids - NOBODY) or subject in {"place", "item"} for ids in held)
    if subject == "casualties":
        return bool(view.of(Kind.CASUALTIES))
    if subject == "word":
        return trigger.word in values
    if subject == "self":
        return all(_own_act(c) for c in children(trigger.token, "ccomp"))
    return bool(values & _words(view, trigger, subject)) if values else any(a.label == subject for a in trigger.arguments)


def _own_act(clause: Token) -> bool:
    """Whether a reported clause tells of the sayer's own act: its subject is a pronoun, or there is none."""
    return all(t.pos_ == "PRON" for t in children(clause, "nsubj", "nsubjpass"))


def _words(view: View, trigger: Trigger, subject: str) -> set[str]:
    """The lemmas that a word need looks at."""
    if subject == "near":
        return {lemma(t) for t in view.tokens}
    if subject == "host":
        return {lemma(trigger.host)} if trigger.host is not None else set()
    if subject == "prep":
        return {a.label.removeprefix("prep:") for a in trigger.arguments if a.label.startswith("prep:")}
    if subject == "comp":
        return {lemma(t) for c in children(trigger.token, "ccomp", "xcomp", "prep", "dobj") for t in c.subtree}
    return {w for a in trigger.arguments if subject in {"arg", a.label} for w in _names(a)}


def _names(argument: Argument) -> set[str]:
    token = argument.token
    inner = [p for prep in children(token, "prep") if prep.lower_ == "of" for p in children(prep, "pobj")]
    return {lemma(token), token.lower_, *(lemma(t) for t in inner), *(lemma(c) for c in children(token, "compound", "conj", "amod"))}
