"""What a query means, said as plainly as can be, over the event itself: what bot.watch.match is held to."""

from math import inf

from fakes import watching

from bot.model import Both, Compare, Either, Everything, Measure, Not, Op, Slot
from bot.watch import normal

STEPS = ["low", "medium", "high", "severe"]


def naive(tree, told, severity, groups=watching.GROUPS, line=watching.line):
    """What a query means, said as plainly as can be, over the event itself."""
    if isinstance(tree, Either):
        return any(naive(part, told, severity, groups, line) for part in tree.parts)
    if isinstance(tree, Both):
        return all(naive(part, told, severity, groups, line) for part in tree.parts)
    if isinstance(tree, Not):
        return not naive(tree.part, told, severity, groups, line)
    if isinstance(tree, Everything):
        return True
    if isinstance(tree, Compare):
        return (
            any(holds(tree, *bounds) for bounds in measured(tree, told, severity))
            if tree.measure is not Measure.GRADE
            else grade(tree, told)
        )
    return any(value in slot(tree.slot, told, line) for value in spelt(tree, groups))


def spelt(tree, groups):
    for value in tree.values:
        yield from (one.lower() if tree.slot is Slot.IN else one for one in (groups[value[1:]] if value[0] == "@" else (value,)))


def slot(name, told, line):
    standing = [report for report in told.reports if not report.withdrawn]
    claims = [told.claim, *(report.claim for report in standing)]
    if name is Slot.SAYING:
        words = [" ".join("".join(c if c.isalnum() else " " for c in q.lower()).split()) for one in claims for q in one.quotes]
        return {" ".join(text.split()[a:b]) for text in words for a in range(12) for b in range(a + 1, 12)}
    if name is Slot.WITH:
        missiles = {"missile"} if any(item.category.value in {"ballistic_missile", "cruise_missile"} for item in told.claim.item) else set()
        return missiles | {item.category.value for item in told.claim.item} | {item.model for item in told.claim.item}
    return {
        Slot.TYPE: {told.type.value},
        Slot.STATUS: {told.status.value} | ({"denied"} if any(flag.startswith("DENIED") for flag in told.flags) else set()),
        Slot.FROM: set(told.claim.actor),
        Slot.BY: set(told.claim.actor),
        Slot.TO: set(told.claim.target),
        Slot.ON: set(told.claim.target),
        Slot.PARTY: {*told.claim.actor, *told.claim.target},
        Slot.SPEAKER: {who.party for one in claims for who in one.source},
        Slot.IN: {name for place in told.claim.place for name in line(place)},
        Slot.OUTLET: {normal(report.outlet) for report in standing},
        Slot.STATE: {"background"} if told.claim.background else set(),
    }[name]


def measured(tree, told, severity):
    toll = told.claim.casualties
    counts = [item.quantity for item in told.claim.item if item.quantity and (item.quantity.min, item.quantity.max) != (None, None)]
    killed = [] if toll is None or toll.killed_min is None else [(toll.killed_min, inf if toll.killed_max is None else toll.killed_max)]
    numbers = {
        Measure.PARTIES: told.parties,
        Measure.NEWSROOMS: told.newsrooms,
        Measure.OUTLETS: told.outlets,
        Measure.IMPORTANCE: told.claim.importance,
        Measure.SEVERITY: STEPS.index(severity),
    }
    if tree.measure is Measure.COUNT:
        return [(amount.min or 0, inf if amount.max is None else amount.max) for amount in counts]
    return killed if tree.measure is Measure.KILLED else [(numbers[tree.measure],) * 2]


def holds(tree, low, high):
    bound = STEPS.index(tree.bound) if tree.measure is Measure.SEVERITY else int(tree.bound)
    return {
        Op.LEAST: low >= bound,
        Op.MORE: low > bound,
        Op.MOST: high <= bound,
        Op.LESS: high < bound,
        Op.EQUAL: low == high == bound,
    }[tree.op]


def grade(tree, told):
    own, bound = told.grade[:2], tree.bound
    if not own:
        return False
    better = own[0] <= bound[0] and own[1] <= bound[1]
    worse = own[0] >= bound[0] and own[1] >= bound[1]
    return {Op.MOST: better, Op.LEAST: worse, Op.LESS: better and own != bound, Op.MORE: worse and own != bound, Op.EQUAL: own == bound}[
        tree.op
    ]
