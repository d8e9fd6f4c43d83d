"""From what the rules propose and the heads score to claims; training measures it as the product runs it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from bot.extract import decode
from bot.extract.blend import believed, blended
from bot.extract.discourse import merge_proposals
from bot.extract.proposal import Proposal
from bot.extract.rules.reading import Reading
from bot.extract.rules.stages import FACTS, SAYINGS, followed
from bot.extract.scorers import Cell
from bot.extract.tolls import surely, with_tolls
from bot.extract.unknown import with_unknown
from bot.extract.verify import verified
from bot.model import Claim


def told(read: Reading, rules: Sequence[Proposal], cells: Sequence[Cell], tuned: decode.Tuned) -> tuple[Claim, ...]:
    """The claims of a story before the last look: what the heads choose, with what the rules propose beside it, then stage by stage."""
    doc = read.doc
    alone = verified(doc, merge_proposals(doc, rules))

    @cache  # few stories ask for it
    def loose() -> tuple[Claim, ...]:
        return decode.joined(doc, cells, {k: v for k, v in tuned.items() if k != "keep"}, alone)

    chosen = blended(decode.joined(doc, cells, tuned, alone), believed(doc, alone, cells), not read.short)
    read = replace(read, loose=loose, righted=cache(lambda: followed(FACTS, read, loose())))
    counted = with_tolls(chosen, surely(doc, cells), loose)
    return followed((*FACTS, *SAYINGS), read, with_unknown(doc, counted, cells, loose) if read.short else counted)
