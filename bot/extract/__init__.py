"""Story -> claims. The road: gate -> candidates -> frames and heads -> discourse -> verify."""

from __future__ import annotations

from dataclasses import dataclass

from bot.extract import gate, tools
from bot.extract.candidates import Doc
from bot.extract.discourse import merge_proposals
from bot.extract.frames import proposals
from bot.extract.mentions import candidates
from bot.extract.sayers import with_sayers
from bot.extract.verify import verified
from bot.model import Claim, Story


@dataclass(frozen=True, slots=True)
class Extractor:
    """Reads stories; holds the pipeline and the lexica, read once."""

    tools: tools.Tools

    def gate(self, story: Story) -> bool:
        """Whether a story may hold a claim: cheap, without a parse."""
        return gate.gate(story)

    def claims(self, story: Story) -> tuple[Claim, ...]:
        """The claims of a story; none where the gate holds it back."""
        return self.read(story)[1] if self.gate(story) else ()

    def read(self, story: Story) -> tuple[Doc, tuple[Claim, ...]]:
        """A story's candidates and claims, whatever the gate says."""
        doc = with_sayers(candidates(story, self.tools))
        return doc, verified(doc, merge_proposals(doc, proposals(doc)))


def load(model: bool = True) -> Extractor:
    """The extractor with all it needs in memory; `model=False` leaves the learned heads out."""
    del model
    return Extractor(tools.load())


__all__ = ["Extractor", "load"]
