"""Story -> claims. The road: gate -> candidates -> frames and heads -> discourse -> verify."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.extract import decode, gate, tools
from bot.extract.both import told
from bot.extract.candidates import Doc
from bot.extract.discourse import merge_proposals
from bot.extract.explain import IDS, Names, explained
from bot.extract.frames import proposals
from bot.extract.mentions import candidates
from bot.extract.proposal import Proposal
from bot.extract.rules.doers.acted import acted
from bot.extract.rules.firm.calledoff import restated, taken_back
from bot.extract.rules.stages import reading
from bot.extract.scorers import Scorers
from bot.extract.speech.ourselves import with_ourselves
from bot.extract.speech.sayers import with_sayers
from bot.extract.speech.turns import asked, spoken, turns, with_turns
from bot.extract.speech.whose import owned
from bot.extract.text.clauses import cuts, told_whole
from bot.extract.text.headlines import reparsed
from bot.extract.tolls import surely
from bot.extract.tools import Tools
from bot.extract.verify import verified
from bot.extract.witness import opening, seconded, seconds
from bot.model import Claim, Story


class Draft(NamedTuple):
    """A story as it is read before the last look; `attacked`: where the sentences start that surely tell of an attack."""

    doc: Doc
    proposals: tuple[Proposal, ...]
    claims: tuple[Claim, ...]
    attacked: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Extractor:
    """Reads stories; holds the pipeline, the lexica and the learned scorers, read once. Without scorers the rules alone decide."""

    tools: Tools
    scorers: Scorers | None = None

    def gate(self, story: Story) -> bool:
        """Whether a story may hold a claim: cheap, without a parse. A story in another language than English holds none for us."""
        return story.language == "en" and gate.gate(story)

    def claims(self, story: Story) -> tuple[Claim, ...]:
        """The claims of a story; none where the gate holds it back."""
        return self.read(story)[1] if self.gate(story) else ()

    def read(self, story: Story) -> tuple[Doc, tuple[Claim, ...]]:
        """A story's candidates and claims, whatever the gate says."""
        doc, _, claims = self._steps(story)
        return doc, tuple(told_whole(doc, c) for c in claims)

    def explain(self, story: Story, names: Names = IDS) -> tuple[str, ...]:
        """The story with its claims underlined, and who decided each slot, as plain lines."""
        return explained(*self._steps(story), names)

    def drafts(self, story: Story) -> tuple[Doc, tuple[Claim, ...]]:
        """A story's claims before the last look, their confidence the raw score: what the curve of confidence is fitted on."""
        drafted = self._drafted(story, self.tools)
        return drafted.doc, drafted.claims

    def _steps(self, story: Story) -> tuple[Doc, tuple[Proposal, ...], tuple[Claim, ...]]:
        held = self.tools.keeping()
        doc, found, claims, attacked = self._drafted(story, held)
        if self.scorers is None:
            return doc, found, verified(doc, owned(doc, claims), "rules")
        told = self._witnessed(doc, claims, held)
        return doc, (*seconds(doc, claims, told), *found), verified(doc, owned(doc, seconded(claims, told)), "model", attacked)

    def _witnessed(self, doc: Doc, claims: Sequence[Claim], held: Tools) -> tuple[Claim, ...]:
        """What a whole story's opening alone tells; nothing where it is a feed item itself."""
        alone = opening(doc, claims)
        return () if alone is None else self._drafted(alone, held).claims

    def _drafted(self, story: Story, held: Tools) -> Draft:
        plain = _doc(story, held)
        said = turns(plain)
        doc, questions = with_turns(plain, said), asked(plain, said)
        read = reading(doc)
        rules = taken_back([p for p in proposals(doc) if p.sentence not in questions], read.offs)
        if self.scorers is None:
            return Draft(doc, rules, spoken(said, merge_proposals(doc, rules)))
        scored = [c for c in self.scorers.cells(doc, rules) if c.sentence not in questions]
        cells = acted(restated(doc, scored, read.offs), read.agents)
        claims = told(read, rules, cells, self.scorers.tuned)
        return Draft(doc, (*decode.proposed(cells, self.scorers.tuned), *rules), spoken(said, claims), surely(doc, cells))


def _doc(story: Story, held: Tools) -> Doc:
    whole = reparsed(candidates(story, held), held)
    apart = cuts(whole)
    return with_ourselves(with_sayers(reparsed(candidates(story, held, whole, apart), held) if apart else whole))


def load(model: bool = True) -> Extractor:
    """The extractor with all it needs in memory; `model=False` leaves the learned heads out."""
    return Extractor(tools.load(), Scorers.load() if model else None)


__all__ = ["Extractor", "load"]
