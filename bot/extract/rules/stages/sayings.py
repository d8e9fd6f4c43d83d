"""The second half of the order: who says so, who denies it, and what is left of it then."""

from __future__ import annotations

from bot.extract.rules.apart.accounts import with_accounts
from bot.extract.rules.apart.totals import without_totals
from bot.extract.rules.deals.mirrored import with_mirrored
from bot.extract.rules.doers.sightings import with_sightings
from bot.extract.rules.firm.calledoff import settled
from bot.extract.rules.firm.faked import without_faked
from bot.extract.rules.firm.passing import with_passing
from bot.extract.rules.firm.plain import with_plain
from bot.extract.rules.firm.putoff import with_put_off
from bot.extract.rules.firm.reversals import with_reversals
from bot.extract.rules.said.answers import with_answers
from bot.extract.rules.said.claimants import by_claimants, without_boasted
from bot.extract.rules.said.countered import with_countered
from bot.extract.rules.said.denials import with_denials
from bot.extract.rules.said.denied import with_denied
from bot.extract.rules.said.deniers import by_deniers
from bot.extract.rules.said.disowned import with_disowned
from bot.extract.rules.said.doubters import without_doubters
from bot.extract.rules.said.heard import with_each_once
from bot.extract.rules.said.limits import without_limits
from bot.extract.rules.said.mishaps import without_mishaps
from bot.extract.rules.said.mute import without_mute
from bot.extract.rules.said.named import with_full_names
from bot.extract.rules.said.relayed import with_cited
from bot.extract.rules.said.retracted import with_retracted
from bot.extract.rules.said.spokesmen import by_spokesmen
from bot.extract.rules.said.tellers import without_chargers, without_tellers
from bot.extract.rules.said.themselves import without_charged
from bot.extract.rules.said.threats import unspared, with_threats
from bot.extract.rules.said.unproven import without_unproven
from bot.extract.rules.said.warned import without_warned
from bot.extract.rules.said.wordless import without_wordless
from bot.extract.rules.stages.stage import Stage
from bot.extract.rules.together.mutual import with_both_accused, with_mutual

PLAIN = Stage(
    "What plain words tell though the heads are unsure: a trade of fire, a threat, an entry. It adds claims, so it precedes denials.",
    (with_mutual, with_threats, unspared, with_plain),
)
DENIED = Stage(
    "What is taken back or denied, by whom, and of whose deed; each rule needs the denials that those before it left.",
    (with_retracted, with_denials, by_deniers, with_disowned, with_denied, with_countered),
)
STANDS = Stage(
    "What a denial does not reach: what is unproven, claimed, answered, or only limited.",
    (without_unproven, without_doubters, by_claimants, without_boasted, with_answers, with_each_once, without_limits),
)
ITEMS = Stage(
    "What an item tells by the way: what its writer saw, what another of its sentences calls off, what is no news.",
    (with_sightings, settled, with_passing),
    items=True,
)
CHARGES = Stage(
    "Who charges whom, and which of two accounts a doer, a toll or a sayer is of.",
    (
        without_chargers,
        with_both_accused,
        with_accounts,
        without_totals,
        with_mirrored,
        without_charged,
        by_spokesmen,
        with_cited,
        without_mute,
        with_full_names,
    ),
)
NONE = Stage(
    "What is no claim after all: a faked picture, a mere warning, a denial without a word of denial.",
    (without_faked, without_warned, without_tellers, without_mishaps, without_wordless),
)
UNDONE = Stage("What undoes or puts off its event; last, since it is asked of what is told.", (with_reversals, with_put_off))
SAYINGS = (PLAIN, DENIED, STANDS, ITEMS, CHARGES, NONE, UNDONE)
