"""Events told again: "the attack killed five", "the launch took place on Thursday", "the package includes 12 howitzers"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.candidates import Zone
from bot.extract.frames.details import Found, details
from bot.extract.frames.lexicon import Lexicon
from bot.extract.frames.roles import Trigger, trigger_of
from bot.extract.proposal import Filler, Proposal
from bot.extract.speech.speakers import Sayings
from bot.extract.status import status_of
from bot.extract.text.token import Token
from bot.extract.text.tree import children, is_verb, lemma
from bot.extract.text.view import View, things
from bot.model import ClaimType, Status

BACK = 2  # sentences
POINTING = frozenset({"the", "this", "that", "these", "those", "both"})
HOLDING = frozenset({"include", "contain", "comprise", "cover", "feature", "involve", "consist"})


def again(view: View, before: Sequence[Proposal], taken: frozenset[int], words: Lexicon, said: Sayings) -> Iterator[Proposal]:
    """A proposal for every definite event noun that no frame took and that an event told before explains."""
    for token in view.tokens:
        types = words.events.get(lemma(token), ())
        if types and token.pos_ in {"NOUN", "PROPN"} and token.i not in taken and _definite(token):
            model = _model(view, before, types)
            retold = _retold(view, trigger_of(token, words), model, words, said) if model is not None else None
            if retold is not None:
                yield retold


def _definite(noun: Token) -> bool:
    return any(c.lower_ in POINTING for c in children(noun, "det"))


def _model(view: View, before: Sequence[Proposal], types: tuple[ClaimType, ...]) -> Proposal | None:
    """The latest event of such a type, not further back than a few sentences; the title's counts as near to the lead."""
    near = [p for p in before if p.type in types and p.score >= 0.45 and (p.fillers("actor") or p.fillers("target")) and _reaches(view, p)]
    return near[-1] if near else None


def _reaches(view: View, proposal: Proposal) -> bool:
    gap = view.sentence.index - proposal.sentence
    return 0 < gap <= BACK or (view.doc.sentences[proposal.sentence].zone is Zone.TITLE and gap <= 2 * BACK)


def _retold(view: View, trigger: Trigger, model: Proposal, words: Lexicon, said: Sayings) -> Proposal | None:
    """The event with what this sentence adds to it; None where it adds nothing."""
    own: Found = {"item": _held(view, trigger.token, words), "place": ()}
    told = details(view, trigger, own, (trigger,))
    if not own["item"] and not any(told[name] for name in ("date", "casualties", "money", "count")):
        return None
    kept = {name: fillers for name, fillers in model.roles if name in {"actor", "target"}}
    ruling = status_of(trigger.token, model.type)
    roles = {**kept, **{k: v for k, v in own.items() if v}, **{k: v for k, v in told.items() if v}, "source": said.of(view, trigger.token)}
    return replace(
        model,
        sentence=view.sentence.index,
        status=model.status if ruling.status is Status.ASSERTED else ruling.status,
        roles=tuple((n, f) for n, f in roles.items() if f),
        score=min(0.5, model.score),
        trigger=view.start(trigger.token),
        importance=2,
        why=f"again: {trigger.token.text}; {ruling.why}",
    )


def _held(view: View, noun: Token, words: Lexicon) -> tuple[Filler, ...]:
    """The items of "the package includes ..."."""
    verb = noun.head
    if noun.dep_ != "nsubj" or not is_verb(verb) or lemma(verb) not in HOLDING:
        return ()
    objects = [*children(verb, "dobj"), *(p for prep in children(verb, "prep") for p in children(prep, "pobj"))]
    return tuple(Filler(m, 0.75, "again: includes") for o in objects for _, m in things(view, o, words.containers))
