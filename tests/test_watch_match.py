from dataclasses import replace
from math import inf
from random import Random

import pytest
from fakes.watching import GROUPS, NOW, event, line, query, vocabulary
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model import Both, ClaimType, Compare, Either, Everything, Measure, Not, Op, Report, Severity, Slot
from bot.watch import normal, parse
from bot.watch.facts import facts_of
from bot.watch.index import Index, keys_for, keys_of
from bot.watch.match import missing, test_of, words_of
from bot.watch.tree import both, negated

NAMES = vocabulary()
STEPS = ["low", "medium", "high", "severe"]


def naive(tree, told, severity):
    """What a query means, said as plainly as can be, over the event itself."""
    if isinstance(tree, Either):
        return any(naive(part, told, severity) for part in tree.parts)
    if isinstance(tree, Both):
        return all(naive(part, told, severity) for part in tree.parts)
    if isinstance(tree, Not):
        return not naive(tree.part, told, severity)
    if isinstance(tree, Everything):
        return True
    if isinstance(tree, Compare):
        return (
            any(holds(tree, *bounds) for bounds in measured(tree, told, severity))
            if tree.measure is not Measure.GRADE
            else grade(tree, told)
        )
    return any(value in slot(tree.slot, told) for value in spelt(tree))


def spelt(tree):
    for value in tree.values:
        yield from (one.lower() if tree.slot is Slot.IN else one for one in (GROUPS[value[1:]] if value[0] == "@" else (value,)))


def slot(name, told):
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
        Slot.STATUS: {told.status.value} | ({"denied"} if "DENIED by RU" in told.flags else set()),
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


def drawn(chance):
    told, severity = event(chance), chance.choice(list(Severity))
    return told, severity, facts_of(told, severity, line)


def test_ten_thousand_watches_match_as_a_naive_reader_would_and_never_outside_their_buckets():
    chance, matched = Random(8), 0
    for _ in range(10_000):
        tree = query(chance)
        told, severity, facts = drawn(chance)
        found = test_of(tree, GROUPS)(facts)
        assert found == naive(tree, told, severity), (tree, told)
        assert bool(words_of(tree, facts, GROUPS)) == found
        assert bool(missing(tree, facts, GROUPS)) != found
        if found:
            matched += 1
            assert not keys_of(tree, GROUPS).isdisjoint(keys_for(facts)), (tree, told)
    assert matched > 200


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 2**32))
def test_not_never_widens_what_a_query_covers(seed):
    chance = Random(seed)
    tree, other = query(chance), query(chance)
    narrower = both((tree, negated(other)))
    _, _, facts = drawn(chance)
    assert not test_of(narrower, GROUPS)(facts) or test_of(tree, GROUPS)(facts)
    assert keys_of(narrower, GROUPS) <= keys_of(tree, GROUPS)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32))
def test_the_index_finds_exactly_the_queries_that_match(seed):
    chance = Random(seed)
    trees = [query(chance) for _ in range(60)]
    index = Index(trees, GROUPS)
    for _ in range(5):
        _, _, facts = drawn(chance)
        found = {number for filed in index.matching(facts) for number in filed.watches}
        assert found == {number for number, tree in enumerate(trees) if test_of(tree, GROUPS)(facts)}


def strike(**fields):
    told = event(Random(1))
    claim = replace(told.claim, type=ClaimType.STRIKE, actor=("RU",), target=("UA",), place=("Kyiv",), item=(), background=False)
    return replace(told, type=ClaimType.STRIKE, claim=replace(claim, **fields), reports=(), flags=())


def asked(query, told, severity=Severity.LOW):
    return test_of(parse(query, NAMES), GROUPS)(facts_of(told, severity, line))


def test_an_untold_slot_matches_no_positive_term():
    untold = strike(actor=(), place=())
    assert not asked("strike by RU", untold)
    assert not asked("strike by @nato", untold)
    assert not asked("strike in UA", untold)
    assert not asked("everything count <= 100", untold)


def test_a_place_is_matched_through_what_holds_it():
    assert asked("strike in UA", strike())
    assert asked("strike in Kyiv", strike())
    assert not asked("strike in Kharkiv", strike())


def test_a_word_is_never_matched_inside_another():
    told = strike(quotes=("The latest transports arrived.",))
    assert not asked('saying "sports"', told)
    assert not asked('saying "a test"', told)
    assert asked('saying "transports arrived"', told)


def test_a_group_that_is_gone_takes_its_whole_watch_with_it():
    tree = parse("strike on UA not by @nato", NAMES)
    facts = facts_of(strike(), Severity.LOW, line)
    assert test_of(tree, GROUPS)(facts)
    assert not test_of(tree, {})(facts)
    assert missing(tree, facts, {}) == ("@nato is no group any more",)


def test_why_names_the_terms_that_matched_and_those_that_did_not():
    facts = facts_of(strike(), Severity.LOW, line)
    assert words_of(parse("strike on UA not background", NAMES), facts, GROUPS) == ("strike", "on UA", "not background")
    assert words_of(parse("threat or strike by RU", NAMES), facts, GROUPS) == ("strike", "by RU")
    assert missing(parse("strike by US severity >= high", NAMES), facts, GROUPS) == ("by US", "severity >= high")


def test_who_withdrew_is_no_outlet_of_an_event():
    told = Report("r", "s", 1, "Yonhap", None, "T", NOW, NOW, strike().claim, withdrawn=True)
    assert not asked("outlet Yonhap", replace(strike(), reports=(told,)))
    assert asked("outlet Yonhap", replace(strike(), reports=(replace(told, withdrawn=False),)))


@pytest.mark.parametrize("bound", ["count >= 3", "count > 3", "count = 3"])
def test_a_count_nobody_told_is_neither_large_nor_small(bound):
    assert not asked(f"strike {bound}", strike(item=()))
