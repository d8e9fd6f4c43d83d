"""How much a proposal weighs: background by tense and date, importance by where it stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.extract.candidates import Zone
from bot.extract.proposal import Proposal
from bot.extract.text.token import Token
from bot.extract.text.tree import CLAUSAL, children, is_verb
from bot.extract.text.view import View

OLD = timedelta(days=21)
LEAD_PARAGRAPHS = 2


def weight(view: View, token: Token, proposal: Proposal) -> Proposal:
    """The proposal with its background flag and importance."""
    old = _old(view, proposal)
    background = old or _backgrounded(view, token)
    return replace(proposal, background=background, importance=_importance(view, token, background))


def _old(view: View, proposal: Proposal) -> bool:
    days = [view.doc.mentions[f.mention].days for f in proposal.fillers("date")]
    told = [d for d in days if d is not None]
    return bool(told) and all(d.end < view.doc.story.published.date() - OLD for d in told)


def _backgrounded(view: View, token: Token) -> bool:
    """Past perfect, or a clause of time or relation, after the lead."""
    if _lead(view):
        return False
    verb = token
    while not is_verb(verb) and verb.head.i != verb.i:
        verb = verb.head
    perfect = any(c.lower_ == "had" for c in children(verb, "aux"))
    return perfect or (verb.dep_ in {"relcl", "advcl"} and verb.tag_ in {"VBD", "VBN"})


def _lead(view: View) -> bool:
    return view.sentence.zone is Zone.TITLE or view.sentence.index <= LEAD_PARAGRAPHS


def _importance(view: View, token: Token, background: bool) -> int:
    if view.sentence.zone is Zone.TITLE:
        return 3
    if _lead(view) and not background:
        return 3 if _main(token) else 2
    return 2


def _main(token: Token) -> bool:
    """Whether the trigger stands in the main clause, or in what is said there."""
    for _ in range(8):
        if token.dep_ in {"relcl", "advcl", "acl"}:
            return False
        if token.head.i == token.i or (token.dep_ in CLAUSAL and token.dep_ == "ROOT"):
            return True
        token = token.head
    return True
