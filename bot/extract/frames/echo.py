"""Denials and negations that point back: "denied that it had, or ever would", "no sign that this had happened", "denied responsibility"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract import tables
from bot.extract.candidates import Doc, Kind
from bot.extract.proposal import Filler, Proposal
from bot.extract.speech.speakers import Sayings
from bot.extract.status import words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, is_verb, lemma, subject
from bot.extract.text.view import View
from bot.model import Status, firm_word

BACK = 3  # sentences
EMPTY = frozenset({"do", "have", "be", "happen", "occur", "exist", "take"})
THAT = frozenset({"it", "that", "this", "they", "such", "so"})
CHARGES = tables.words("grammar")["charges"]
LIVE = frozenset({Status.ASSERTED, Status.ALLEGED, Status.POSSIBLE, Status.PLANNED})


def echoes(view: View, before: Sequence[Proposal], said: Sayings) -> Iterator[Proposal]:
    """The denials and negations of one sentence that repeat an event told before them."""
    for token in view.tokens:
        status = _turned(token)
        if status is not None:
            sources = _sources(view, token, status, said)
            model = _model(view, token, before, sources)
            if model is not None:
                yield _echo(view, token, status, model, sources)


def _turned(token: Token) -> Status | None:
    name = lemma(token)
    if is_verb(token) and name in words()["deny"] and _points_back(token):
        return Status.DENIED
    if token.pos_ == "NOUN" and name in words()["evidence"] and _without(token) and _hollow_clause(token):
        return Status.NEGATED
    return None


def _points_back(verb: Token) -> bool:
    objects = children(verb, "dobj", "pobj")
    clauses = children(verb, "ccomp", "xcomp", "pcomp")
    if clauses:
        return all(_hollow(c) for c in clauses)
    held = [p for p in children(verb, "prep") for p in children(p, "pcomp")]
    # "Denied reports that it had fired": what is denied is told here.
    held += [c for o in objects for c in children(o, "acl", "relcl", "ccomp") if children(c, "mark") and not _hollow(c)]
    return not held and all(lemma(o) in CHARGES or o.lower_ in CHARGES for o in objects) and bool(objects or verb.i)


def _hollow(verb: Token) -> bool:
    """A clause that names no event of its own: "had", "would do so", "was behind it"."""
    content = [c for c in children(verb, "dobj", "attr", "xcomp", "ccomp", "pobj") if c.lower_ not in THAT]
    return lemma(verb) in EMPTY and not content


def _without(noun: Token) -> bool:
    if any(c.lower_ == "no" for c in children(noun, "det")):
        return True
    return any(c.dep_ == "neg" for c in noun.head.children) and is_verb(noun.head)


def _hollow_clause(noun: Token) -> bool:
    return any(_hollow(c) for c in children(noun, "acl", "relcl", "ccomp")) or any(
        p.lower_ in THAT for prep in children(noun, "prep") for p in children(prep, "pobj")
    )


def _sources(view: View, token: Token, status: Status, said: Sayings) -> tuple[Filler, ...]:
    if status is Status.NEGATED:
        return said.of(view, token)
    found = [
        Filler(m, 0.85, f"denied by: {token.text}") for s in subject(token) if (m := view.mention(s, Kind.PERSON, Kind.PARTY)) is not None
    ]
    return tuple(found) or said.of(view, token)


def _model(view: View, token: Token, before: Sequence[Proposal], sources: tuple[Filler, ...]) -> Proposal | None:
    """The latest live event before, of the denier's own where there is one."""
    near = [
        p for p in before if view.sentence.index - p.sentence <= BACK and _earlier(view, token, p) and p.status in LIVE and p.score >= 0.5
    ]
    sayers = {i for f in sources for i in _ids(view.doc, f)}
    own = [p for p in near if sayers & {i for r in ("actor", "target") for f in p.fillers(r) for i in _ids(view.doc, f)}]
    found = own or [p for p in near if p.sentence == view.sentence.index] or near
    return found[-1] if found else None


def _earlier(view: View, token: Token, proposal: Proposal) -> bool:
    return proposal.sentence < view.sentence.index or (proposal.trigger or 0) < view.start(token)


def _ids(doc: Doc, filler: Filler) -> tuple[str, ...]:
    mention = doc.mentions[filler.mention]
    return mention.ids or (doc.mentions[mention.refers].ids if mention.refers is not None else ())


def _echo(view: View, token: Token, status: Status, model: Proposal, sources: tuple[Filler, ...]) -> Proposal:
    kept = {name: fillers for name, fillers in model.roles if name in {"actor", "target", "item", "place", "casualties"}}
    dates = tuple(Filler(i, 0.7, "date: of the denial") for i, m in view.of(Kind.DATE) if _own_date(view, i, token))
    roles = {**kept, "source": sources, "date": dates}
    return replace(
        model,
        sentence=view.sentence.index,
        status=status,
        roles=tuple((n, f) for n, f in roles.items() if f),
        trigger=view.start(token),
        why=f"echo of {model.why.split(';')[0]}; {firm_word(status)}: {token.text}",
        importance=2,
    )


def _own_date(view: View, mention: int, token: Token) -> bool:
    head = view.head(view.doc.mentions[mention])
    inside = {t.i for t in token.subtree}
    while head is not None and head.head.i != head.i:
        if head.i == token.i or (head.i in inside and lemma(head) in EMPTY):
            return True
        if is_verb(head):
            return False
        head = head.head
    return head is not None and head.i == token.i
