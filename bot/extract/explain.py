"""Why a story gave its claims: the text with evidence underlined, then each claim's slots with candidates, scores and deciders."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple, Protocol

from bot.extract.candidates import Doc, Kind, Mention, Zone, resolved
from bot.extract.decode.places import unowned
from bot.extract.proposal import ROLES, Proposal
from bot.extract.scorers.pools import words
from bot.model import Claim, Span, Story, firm_word, kind_word

WIDTH = 100
SHOWN = 6  # candidates of a slot
KINDS = {
    "actor": (Kind.PARTY, Kind.PERSON),
    "target": (Kind.PARTY, Kind.PERSON, Kind.PLACE),
    "item": (Kind.ITEM,),
    "count": (Kind.COUNT,),
    "money": (Kind.MONEY,),
    "casualties": (Kind.CASUALTIES,),
    "date": (Kind.DATE,),
    "place": (Kind.PLACE,),
    "source": (Kind.PERSON, Kind.PARTY),
}


class Names(NamedTuple):
    """What a reader calls a party and a thing by their ids; left out, they are told by these."""

    party: Callable[[str], str] = str
    thing: Callable[[str], str] = str


IDS = Names()


class Reader(Protocol):
    """What reads a story step by step."""

    def explain(self, story: Story, names: Names = IDS) -> tuple[str, ...]:
        """The story's claims and who decided them, as plain lines."""


def explain(reader: Reader, story: Story, names: Names = IDS) -> tuple[str, ...]:
    """What `python -m bot explain` prints."""
    return reader.explain(story, names)


def explained(doc: Doc, proposals: Sequence[Proposal], claims: Sequence[Claim], names: Names = IDS) -> tuple[str, ...]:
    """The story and its claims as plain lines, ready to print."""
    lines = [*_story(doc, claims), ""]
    for number, claim in enumerate(claims, 1):
        lines += [*_claim(doc, proposals, claim, number, names), ""]
    return tuple(lines if claims else [*lines, "No claim found."])


def _story(doc: Doc, claims: Sequence[Claim]) -> Iterator[str]:
    spans = [s for c in claims for s in c.evidence]
    for start, end in _rows(doc.story.full):
        row = doc.story.full[start:end]
        yield row
        marks = "".join("~" if any(s.start <= start + i < s.end for s in spans) and not c.isspace() else " " for i, c in enumerate(row))
        if marks.strip():
            yield marks.rstrip()


def _rows(full: str) -> Iterator[tuple[int, int]]:
    """The offsets of the text's lines, wrapped at WIDTH at a space where there is one."""
    breaks = [-1, *(i for i, c in enumerate(full) if c == "\n"), len(full)]
    for before, after in pairwise(breaks):
        start = before + 1
        while after - start > WIDTH:
            cut = full.rfind(" ", start + 1, start + WIDTH)
            cut = cut if cut > start else start + WIDTH
            yield start, cut
            start = cut + (full[cut] == " ")
        yield start, after


def _claim(doc: Doc, proposals: Sequence[Proposal], claim: Claim, number: int, names: Names) -> Iterator[str]:
    post = "posted" if claim.post else "not posted"
    kind = "background, " if claim.background else ""
    told = f"{kind}importance {claim.importance} · confidence {claim.confidence:.2f} · {post}"
    yield f"{number}. {kind_word(claim.type, claim.reversal)} · {firm_word(claim.status)} · {told}"
    yield f"   {_who(claim.actor, names)} → {_who(claim.target, names)}"
    if claim.source:
        yield f"   said by {'; '.join(', '.join(filter(None, (s.name, s.org))) for s in claim.source)}"
    for span in claim.evidence:
        yield f'   "{" ".join(doc.story.cut(span).split())}"'
    mine = [p for p in proposals if p.type is claim.type and _stands_in(doc, p, claim.evidence)]
    for proposal in mine:
        yield f"   sentence {proposal.sentence}: {proposal.why} (score {proposal.score:.2f}, {firm_word(proposal.status)})"
    for role in ROLES:
        yield from _slot(doc, claim, mine, role, names)


def _who(parties: tuple[str, ...], names: Names) -> str:
    return ", ".join(map(names.party, parties)) or "nobody told"


def _stands_in(doc: Doc, proposal: Proposal, spans: tuple[Span, ...]) -> bool:
    return any(s.start == doc.sentences[proposal.sentence].said.start for s in spans)


def _slot(doc: Doc, claim: Claim, proposals: Sequence[Proposal], role: str, names: Names) -> Iterator[str]:
    """A slot's candidates in the proposals' sentences: told ("+") with score and decider, left out ("~"), never chosen ("-")."""
    chosen = {f.mention: f for p in proposals for f in p.fillers(role)}
    left = [m for m in _candidates(doc, proposals, role) if m not in chosen]
    if not chosen and not left:
        return
    yield f"   {role}:"
    told = [(_kept(doc, claim, role, index), index, filler) for index, filler in chosen.items()]
    for kept, index, filler in sorted(told, key=lambda one: not one[0]):
        why = "" if kept else _why(doc, claim, index)
        yield f"     {'+' if kept else '~'} {_told(doc.mentions[index], names)}  {filler.score:.2f}  {filler.why}{why}"
    for index in left[:SHOWN]:
        yield f"     - {_told(doc.mentions[index], names)}"


def _kept(doc: Doc, claim: Claim, role: str, index: int) -> bool:
    """Whether the claim tells the value of a mention."""
    mention = resolved(doc, doc.mentions[index])
    things = {"actor": claim.actor, "target": claim.target, "item": tuple(str(i.category) for i in claim.item)}
    if role in things:
        return bool(set(mention.ids) & set(things[role]))
    if role == "count":
        return any(i.quantity is not None and mention.amount == i.quantity for i in claim.item)
    if role == "source":
        said = words(mention.name or mention.org or mention.text)
        return any(said & (words(s.name) | words(s.org)) for s in claim.source)
    if role == "place":
        return mention.text in claim.place or unowned(mention.text) in claim.place
    spans = next((held for name, held in claim.spans if name == role), ())
    return any((s.start, s.end) == (mention.start, mention.end) for s in spans)


def _why(doc: Doc, claim: Claim, index: int) -> str:
    """Why a value that a rule or a head chose is not told."""
    at = doc.mentions[index].sentence
    named = any(doc.sentences[at].said.start == s.start for s in claim.evidence)
    return (
        "; left out: another value stands or another rule spoke against it" if named else "; left out: no sentence of the evidence names it"
    )


def _candidates(doc: Doc, proposals: Sequence[Proposal], role: str) -> list[int]:
    sentences = sorted({p.sentence for p in proposals if doc.sentences[p.sentence].zone is not Zone.ASIDE})
    return [i for s in sentences for i, m in doc.of(s) if m.kind in KINDS[role]]


def _told(mention: Mention, names: Names) -> str:
    called = map(names.thing if mention.kind is Kind.ITEM else names.party, mention.ids)
    ids = f" [{', '.join(called)}]" if mention.ids else ""
    return f'"{" ".join(mention.text.split())}"{ids}'
