from dataclasses import replace
from random import Random

import pytest
from fakes.naive import naive
from fakes.watching import GROUPS, NOW, event, line, query, vocabulary
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model import ClaimType, Report, Reversal, Severity
from bot.watch import parse
from bot.watch.facts import facts_of
from bot.watch.index import Index, keys_for, keys_of
from bot.watch.match import missing, test_of, words_of
from bot.watch.packed import packed, unpacked
from bot.watch.tree import both, negated

NAMES = vocabulary()


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


def test_a_watch_on_withdrawals_finds_them_alone_and_one_on_deployments_both():
    told = event(Random(3))
    plain = replace(told, type=ClaimType.DEPLOYMENT, claim=replace(told.claim, type=ClaimType.DEPLOYMENT))
    left = replace(plain, claim=replace(plain.claim, reversal=Reversal.WITHDRAWAL))
    facts = [facts_of(one, Severity.LOW, line) for one in (plain, left)]
    asked = [parse(words, NAMES) for words in ("withdrawal", "deployment", "deployment not withdrawal")]
    assert [[test_of(tree, GROUPS)(one) for one in facts] for tree in asked] == [[False, True], [True, True], [True, False]]
    assert all(Index([tree], GROUPS).matching(facts[1]) for tree in asked[:2])
    assert [unpacked(packed(one), one.words) for one in facts] == facts
