"""From what the rules propose and the heads score to claims; training measures it as the product runs it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from bot.extract import decode
from bot.extract.agents import Agents, agents, by_agents, by_reporters
from bot.extract.aimed import without_unaimed
from bot.extract.answers import with_answers
from bot.extract.blend import believed, blended
from bot.extract.bystanders import without_bystanders
from bot.extract.calledoff import Offs, called_off, settled
from bot.extract.candidates import Doc
from bot.extract.charged import with_charged
from bot.extract.confidence import SHORT
from bot.extract.decode.holders import once
from bot.extract.denials import Denials, denials, with_denials
from bot.extract.deniers import by_deniers
from bot.extract.discourse import merge_proposals
from bot.extract.downed import with_downed
from bot.extract.drills import with_drilling
from bot.extract.elsewhere import without_others
from bot.extract.expelled import with_expelled
from bot.extract.listed import with_lists, without_echoes, without_unnamed
from bot.extract.pacts import with_pacts
from bot.extract.passing import with_passing
from bot.extract.proposal import Proposal
from bot.extract.reasons import without_reasons
from bot.extract.scorers import Cell
from bot.extract.sides import with_sides
from bot.extract.sightings import with_sightings, with_watchers
from bot.extract.sought import with_sought
from bot.extract.threats import Threats, threats, unspared, with_threats
from bot.extract.verify import verified
from bot.extract.view import View, views
from bot.model import Claim


@dataclass(frozen=True, slots=True)
class Exact:
    """What the grammar says for certain: what is called off, who did it where a passive names him, and who threatens."""

    offs: Offs
    agents: Agents
    threats: Threats
    denials: Denials
    seen: tuple[View | None, ...]


def exact(doc: Doc) -> Exact:
    """What is certain of a story that was parsed."""
    seen = views(doc)
    return Exact(called_off(doc), agents(doc), threats(seen), denials(doc, seen), seen)


def told(doc: Doc, rules: Sequence[Proposal], cells: Sequence[Cell], tuned: decode.Tuned, sure: Exact) -> tuple[Claim, ...]:
    """The claims of a story before the last look."""
    alone = verified(doc, merge_proposals(doc, rules))
    whole = len(doc.story.text) >= SHORT
    both = by_agents(doc, blended(decode.joined(doc, cells, tuned, alone), believed(doc, alone, cells), whole), sure.agents)
    both = with_charged(doc, by_reporters(doc, both, sure.seen), sure.seen)
    both = without_others(doc, with_sides(doc, without_bystanders(doc, both, sure.seen), sure.seen), sure.seen)
    both = with_downed(doc, without_unaimed(doc, both, sure.seen), sure.seen)
    both = with_sought(doc, with_pacts(doc, both, sure.seen), sure.seen)
    both = without_reasons(doc, without_unnamed(doc, both, sure.seen), sure.seen)
    both = with_lists(doc, without_echoes(both), sure.seen)
    both = with_expelled(doc, with_watchers(doc, with_drilling(doc, both, sure.seen), sure.seen), sure.seen)

    @cache
    def loose() -> tuple[Claim, ...]:
        return decode.joined(doc, cells, {k: v for k, v in tuned.items() if k != "keep"}, alone)

    both = unspared(doc, with_threats(doc, both, sure.threats), sure.seen)
    both = by_deniers(doc, with_denials(doc, both, sure.denials, loose), sure.seen, sure.denials)
    both = tuple(replace(c, source=once(c.source)) for c in with_answers(doc, both, sure.seen))
    return both if whole else with_passing(doc, settled(doc, with_sightings(doc, both, sure.seen), sure.offs), sure.seen)
