"""The first half of the order: what happened, who did it, to whom, with what, where and when."""

from __future__ import annotations

from bot.extract.rules.apart.aimed import without_unaimed
from bot.extract.rules.apart.bloodless import without_bloodless
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
from bot.extract.rules.apart.natural import without_nature
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
from bot.extract.rules.apart.unmoved import without_unmoved
from bot.extract.rules.apart.wrecked import without_wrecked
from bot.extract.rules.beside.abstaining import without_abstaining
from bot.extract.rules.beside.avenged import without_avenged
from bot.extract.rules.beside.blockers import without_blockers
from bot.extract.rules.beside.bystanders import without_bystanders
from bot.extract.rules.beside.crowds import without_crowds
from bot.extract.rules.beside.fallen import with_fallen
from bot.extract.rules.beside.foes import without_foes
from bot.extract.rules.beside.hosts import without_hosts
from bot.extract.rules.beside.inquiring import without_inquirers
from bot.extract.rules.beside.makers import without_makers
from bot.extract.rules.beside.outlaws import without_states
from bot.extract.rules.beside.ownfire import without_own
from bot.extract.rules.beside.reacting import without_reacting
from bot.extract.rules.beside.recalled import without_recalled
from bot.extract.rules.beside.silent import without_silent
from bot.extract.rules.beside.theirs import without_theirs
from bot.extract.rules.beside.thwarted import without_thwarted
from bot.extract.rules.beside.unsettled import without_unsettled
from bot.extract.rules.beside.watching import without_watching
from bot.extract.rules.deals.bought import with_bought
from bot.extract.rules.deals.cleared import with_cleared
from bot.extract.rules.deals.evaded import with_evaded
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
from bot.extract.rules.doers.agents import by_agents, by_reporters, by_sufferers
from bot.extract.rules.doers.answering import with_answering
from bot.extract.rules.doers.charged import with_charged
from bot.extract.rules.doers.entered import with_entered
from bot.extract.rules.doers.expelled import with_expelled
from bot.extract.rules.doers.held import with_held
from bot.extract.rules.doers.home import with_home
from bot.extract.rules.doers.losers import with_losers
from bot.extract.rules.doers.lost import by_lost
from bot.extract.rules.doers.met import with_met
from bot.extract.rules.doers.mined import with_mined
from bot.extract.rules.doers.sightings import with_watchers
from bot.extract.rules.doers.subjects import with_subjects
from bot.extract.rules.doers.users import with_users
from bot.extract.rules.firm.accidents import without_accidents
from bot.extract.rules.firm.begun import with_begun
from bot.extract.rules.firm.coups import without_coups
from bot.extract.rules.firm.cutoff import with_cut_off
from bot.extract.rules.firm.fresh import with_fresh
from bot.extract.rules.firm.halted import with_halted
from bot.extract.rules.firm.mutinies import without_mutinies
from bot.extract.rules.firm.nothing import with_nothing
from bot.extract.rules.firm.ongoing import with_ongoing
from bot.extract.rules.firm.prepared import with_prepared
from bot.extract.rules.firm.runners import with_runners
from bot.extract.rules.firm.shown import with_shown
from bot.extract.rules.firm.simulated import with_simulated
from bot.extract.rules.firm.sunk import with_sunk
from bot.extract.rules.firm.undecided import with_undecided
from bot.extract.rules.firm.undoubted import with_undoubted
from bot.extract.rules.firm.unentered import without_entries
from bot.extract.rules.firm.unhindered import with_unhindered
from bot.extract.rules.firm.unmet import with_unmet
from bot.extract.rules.said.accusers import by_accusers
from bot.extract.rules.said.forbidding import without_forbidding
from bot.extract.rules.said.heard import with_own_voices
from bot.extract.rules.stages.stage import Stage
from bot.extract.rules.together.drills import with_drilling, without_grounds
from bot.extract.rules.together.listed import with_lists, without_unnamed
from bot.extract.rules.together.nameless import with_names
from bot.extract.rules.together.sides import with_sides
from bot.extract.rules.together.truces import with_truces

WHO = Stage(
    "Who did it, where the words say so: by an agent, a subject, a charge, the ground he is at home on.",
    (
        by_agents,
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
        with_sunk,
        with_entered,
        with_names,
        with_held,
        with_losers,
        with_answering,
    ),
)
BESIDE = Stage(
    "Who only stands beside it, before anything is asked of the doers that are left; and whom a hyphen joins.",
    (
        without_recalled,
        without_abstaining,
        without_silent,
        without_bystanders,
        without_watching,
        without_reacting,
        without_states,
        without_inquirers,
        without_unsettled,
        with_sides,
    ),
)
WHOSE = Stage(
    "Whose the day, the dead, the place and the thing are: of this event, and of none that came before or stands by it.",
    (
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
    ),
)
DEALS = Stage(
    "What kind of deal it is, or whether it is one: a pact, an order, a supply, a sanction, a mere talk.",
    (
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
    ),
)
FIRM = Stage(
    "How firm it is: begun, prepared, halted, only shown, or not decided yet.",
    (
        with_prepared,
        with_begun,
        with_nothing,
        with_halted,
        with_ongoing,
        with_undoubted,
        with_cut_off,
        with_unmet,
        with_unhindered,
        with_shown,
        without_undecided,
        with_undecided,
        with_runners,
    ),
)
WITH = Stage(
    "Whom a deal is with: whole lists, which no later stage may shorten, and of several each with its own.",
    (without_unnamed, without_reasons, with_permitted, with_lists, without_excepted, with_partners, with_own_shares),
)
DRILLS = Stage("Whether it is a drill, and a border was crossed at all.", (without_grounds, with_simulated, with_drilling, without_entries))
ANOTHERS = Stage(
    "What is another's, by what the other claims and sentences of the story tell of him: things, arms, foes, sentences.",
    (
        without_theirs,
        without_makers,
        with_users,
        with_watchers,
        with_expelled,
        without_foes,
        with_owners,
        without_borrowed,
        without_crashes,
    ),
)
LEFT = Stage(
    "Who tells it, and what was taken for an event of war and is none; last, since it asks what all the stages left.",
    (
        with_own_voices,
        by_accusers,
        with_mined,
        without_coups,
        without_mutinies,
        without_accidents,
        without_nature,
        without_unmoved,
        without_bloodless,
        without_chased,
        with_truces,
        without_namesakes,
        without_forbidding,
        without_hosts,
        with_fresh,
    ),
)
FACTS = (WHO, BESIDE, WHOSE, DEALS, FIRM, WITH, DRILLS, ANOTHERS, LEFT)
