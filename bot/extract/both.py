"""From what the rules propose and the heads score to claims; training measures it as the product runs it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache, reduce

from bot.extract import decode
from bot.extract.blend import believed, blended
from bot.extract.candidates import Doc
from bot.extract.confidence import SHORT
from bot.extract.decode.holders import once
from bot.extract.discourse import merge_proposals
from bot.extract.proposal import Proposal
from bot.extract.rules.apart.accounts import with_accounts
from bot.extract.rules.apart.aimed import without_unaimed
from bot.extract.rules.apart.borders import with_borders
from bot.extract.rules.apart.borrowed import without_borrowed
from bot.extract.rules.apart.bounds import with_bounds
from bot.extract.rules.apart.cargo import without_cargo
from bot.extract.rules.apart.chased import without_chased
from bot.extract.rules.apart.crashes import without_crashes
from bot.extract.rules.apart.dated import with_own_days
from bot.extract.rules.apart.downed import with_downed, without_hits
from bot.extract.rules.apart.elsewhere import without_others
from bot.extract.rules.apart.excepted import without_excepted
from bot.extract.rules.apart.foregone import without_foregone
from bot.extract.rules.apart.hauls import with_hauls
from bot.extract.rules.apart.othertolls import without_other_tolls
from bot.extract.rules.apart.owners import with_owners
from bot.extract.rules.apart.portions import with_wholes
from bot.extract.rules.apart.prices import without_prices
from bot.extract.rules.apart.relief import without_relief
from bot.extract.rules.apart.routes import with_routes
from bot.extract.rules.apart.running import with_own_dead
from bot.extract.rules.apart.saidday import with_said_days
from bot.extract.rules.apart.summed import with_sums
from bot.extract.rules.apart.taken import with_taken
from bot.extract.rules.apart.totals import without_totals
from bot.extract.rules.apart.wrecked import without_wrecked
from bot.extract.rules.beside.avenged import without_avenged
from bot.extract.rules.beside.blockers import without_blockers
from bot.extract.rules.beside.bystanders import without_bystanders
from bot.extract.rules.beside.crowds import without_crowds
from bot.extract.rules.beside.fallen import with_fallen
from bot.extract.rules.beside.foes import without_foes
from bot.extract.rules.beside.makers import without_makers
from bot.extract.rules.beside.ownfire import without_own
from bot.extract.rules.beside.recalled import without_recalled
from bot.extract.rules.beside.theirs import without_theirs
from bot.extract.rules.beside.thwarted import without_thwarted
from bot.extract.rules.beside.watching import without_watching
from bot.extract.rules.deals.bought import with_bought
from bot.extract.rules.deals.cleared import with_cleared
from bot.extract.rules.deals.evaded import with_evaded
from bot.extract.rules.deals.mirrored import with_mirrored
from bot.extract.rules.deals.namesakes import without_namesakes
from bot.extract.rules.deals.pacts import with_pacts
from bot.extract.rules.deals.permitted import with_permitted
from bot.extract.rules.deals.quits import with_partners
from bot.extract.rules.deals.reasons import without_reasons
from bot.extract.rules.deals.services import without_services
from bot.extract.rules.deals.severally import with_own_shares
from bot.extract.rules.deals.sought import with_sought, without_undecided
from bot.extract.rules.deals.unsigned import without_unsigned
from bot.extract.rules.doers.accused import without_accused
from bot.extract.rules.doers.agents import Agents, agents, by_agents, by_reporters, by_sufferers
from bot.extract.rules.doers.charged import with_charged
from bot.extract.rules.doers.entered import with_entered
from bot.extract.rules.doers.expelled import with_expelled
from bot.extract.rules.doers.home import with_home
from bot.extract.rules.doers.lost import by_lost
from bot.extract.rules.doers.met import with_met
from bot.extract.rules.doers.mined import with_mined
from bot.extract.rules.doers.sightings import with_sightings, with_watchers
from bot.extract.rules.doers.subjects import with_subjects
from bot.extract.rules.doers.users import with_users
from bot.extract.rules.firm.accidents import without_accidents
from bot.extract.rules.firm.begun import with_begun
from bot.extract.rules.firm.calledoff import Offs, called_off, settled
from bot.extract.rules.firm.coups import without_coups
from bot.extract.rules.firm.faked import without_faked
from bot.extract.rules.firm.fresh import with_fresh
from bot.extract.rules.firm.halted import with_halted
from bot.extract.rules.firm.nothing import with_nothing
from bot.extract.rules.firm.passing import with_passing
from bot.extract.rules.firm.plain import with_plain
from bot.extract.rules.firm.prepared import with_prepared
from bot.extract.rules.firm.putoff import with_put_off
from bot.extract.rules.firm.reversals import with_reversals
from bot.extract.rules.firm.runners import with_runners
from bot.extract.rules.firm.simulated import with_simulated
from bot.extract.rules.firm.undecided import with_undecided
from bot.extract.rules.firm.unentered import without_entries
from bot.extract.rules.said.accusers import by_accusers
from bot.extract.rules.said.answers import with_answers
from bot.extract.rules.said.claimants import by_claimants, without_boasted
from bot.extract.rules.said.countered import with_countered
from bot.extract.rules.said.denials import Denials, denials, with_denials
from bot.extract.rules.said.denied import with_denied
from bot.extract.rules.said.deniers import by_deniers
from bot.extract.rules.said.disowned import with_disowned
from bot.extract.rules.said.forbidding import without_forbidding
from bot.extract.rules.said.heard import with_own_voices
from bot.extract.rules.said.limits import without_limits
from bot.extract.rules.said.mishaps import without_mishaps
from bot.extract.rules.said.retracted import with_retracted
from bot.extract.rules.said.spokesmen import by_spokesmen
from bot.extract.rules.said.tellers import without_tellers
from bot.extract.rules.said.themselves import without_charged, without_chargers, without_counters
from bot.extract.rules.said.threats import Threats, threats, unspared, with_threats
from bot.extract.rules.said.unproven import without_unproven
from bot.extract.rules.said.warned import without_warned
from bot.extract.rules.said.wordless import without_wordless
from bot.extract.rules.together.drills import with_drilling, without_grounds
from bot.extract.rules.together.listed import with_lists, without_unnamed
from bot.extract.rules.together.mutual import with_both_accused, with_mutual
from bot.extract.rules.together.sides import with_sides
from bot.extract.rules.together.truces import with_truces
from bot.extract.scorers import Cell
from bot.extract.text.view import View, views
from bot.extract.tolls import surely, with_tolls
from bot.extract.verify import verified
from bot.model import Claim

Seen = Sequence[View | None]
Rule = Callable[[Doc, Sequence[Claim], Seen], tuple[Claim, ...]]

# Each reads what those before it left: who did it, who only stood beside, whom and how many it met, how firm a deal is and with whom,
# whole lists, which nothing may shorten again, and last what all claims of a story say together.
RULES: tuple[Rule, ...] = (
    by_reporters,
    by_lost,
    by_sufferers,
    with_subjects,
    with_home,
    with_charged,
    without_accused,
    with_fallen,
    without_own,
    with_met,
    with_entered,
    without_recalled,
    without_bystanders,
    without_watching,
    with_sides,
    without_others,
    without_foregone,
    with_own_days,
    with_said_days,
    without_other_tolls,
    with_own_dead,
    with_sums,
    with_bounds,
    without_avenged,
    without_crowds,
    without_prices,
    with_hauls,
    without_wrecked,
    with_borders,
    with_routes,
    without_unaimed,
    with_downed,
    without_hits,
    with_wholes,
    with_taken,
    with_pacts,
    without_unsigned,
    without_thwarted,
    without_blockers,
    with_evaded,
    without_services,
    without_relief,
    with_bought,
    without_cargo,
    with_sought,
    with_cleared,
    with_prepared,
    with_begun,
    with_nothing,
    with_halted,
    without_undecided,
    with_undecided,
    with_runners,
    without_unnamed,
    without_reasons,
    with_permitted,
    with_lists,
    without_excepted,
    with_partners,
    with_own_shares,
    without_grounds,
    with_simulated,
    with_drilling,
    without_entries,
    without_theirs,
    without_makers,
    with_users,
    with_watchers,
    with_expelled,
    without_foes,
    with_owners,
    without_borrowed,
    without_crashes,
    with_own_voices,
    by_accusers,
    with_mined,
    without_coups,
    without_accidents,
    without_chased,
    with_truces,
    without_namesakes,
    without_forbidding,
    with_fresh,
)


@dataclass(frozen=True, slots=True)
class Exact:
    """What the grammar says for certain: what is called off, who did it where a passive names him, and who threatens."""

    offs: Offs
    agents: Agents
    threats: Threats
    denials: Denials
    seen: Seen


def exact(doc: Doc) -> Exact:
    """What is certain of a story that was parsed."""
    seen = views(doc)
    return Exact(called_off(doc), agents(doc), threats(seen), denials(doc, seen), seen)


def told(doc: Doc, rules: Sequence[Proposal], cells: Sequence[Cell], tuned: decode.Tuned, sure: Exact) -> tuple[Claim, ...]:
    """The claims of a story before the last look."""
    alone = verified(doc, merge_proposals(doc, rules))
    whole = len(doc.story.text) >= SHORT

    @cache
    def loose() -> tuple[Claim, ...]:
        return decode.joined(doc, cells, {k: v for k, v in tuned.items() if k != "keep"}, alone)

    def ruled(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
        return _ruled(RULES, doc, by_agents(doc, claims, sure.agents), sure.seen)

    @cache
    def ruled_loose() -> tuple[Claim, ...]:
        return ruled(loose())

    claims = blended(decode.joined(doc, cells, tuned, alone), believed(doc, alone, cells), whole)
    claims = ruled(with_tolls(claims, surely(doc, cells), loose))
    claims = unspared(doc, with_threats(doc, with_mutual(doc, claims, sure.seen, loose), sure.threats), sure.seen)
    claims = with_plain(doc, claims, sure.seen, ruled_loose)
    claims = by_deniers(doc, with_denials(doc, with_retracted(doc, claims, sure.seen), sure.denials, loose), sure.seen, sure.denials)
    claims = with_countered(doc, with_denied(doc, with_disowned(doc, claims, sure.seen), sure.seen), sure.seen)
    claims = without_boasted(doc, by_claimants(without_unproven(doc, claims, sure.seen), sure.seen), sure.denials)
    claims = without_limits(tuple(replace(c, source=once(c.source)) for c in with_answers(doc, claims, sure.seen)))
    claims = claims if whole else with_passing(doc, settled(doc, with_sightings(doc, claims, sure.seen), sure.offs), sure.seen)
    claims = with_both_accused(doc, without_chargers(doc, claims, sure.seen), sure.seen)
    claims = without_counters(doc, with_accounts(doc, claims, sure.seen), sure.seen)
    claims = by_spokesmen(without_charged(with_mirrored(doc, without_totals(doc, claims, sure.seen), sure.seen)))
    claims = without_tellers(doc, without_warned(doc, without_faked(doc, claims, sure.seen), sure.seen), sure.seen)
    claims = without_wordless(without_mishaps(doc, claims))
    return with_put_off(doc, with_reversals(doc, claims, sure.seen), sure.seen)


def _ruled(rules: Sequence[Rule], doc: Doc, claims: tuple[Claim, ...], seen: Seen) -> tuple[Claim, ...]:
    return reduce(lambda left, rule: rule(doc, left, seen), rules, claims)
