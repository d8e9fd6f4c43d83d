"""From what the rules propose and the heads score to claims; training measures it as the product runs it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.extract import decode
from bot.extract.blend import believed, blended
from bot.extract.calledoff import Offs, settled
from bot.extract.candidates import Doc
from bot.extract.confidence import SHORT
from bot.extract.discourse import merge_proposals
from bot.extract.proposal import Proposal
from bot.extract.scorers import Cell
from bot.extract.verify import verified
from bot.model import Claim


def told(doc: Doc, rules: Sequence[Proposal], cells: Sequence[Cell], tuned: decode.Tuned, offs: Offs) -> tuple[Claim, ...]:
    """The claims of a story before the last look."""
    alone = verified(doc, merge_proposals(doc, rules))
    whole = len(doc.story.text) >= SHORT
    both = blended(decode.joined(doc, cells, tuned, alone), believed(doc, alone, cells), whole)
    return both if whole else settled(doc, both, offs)
