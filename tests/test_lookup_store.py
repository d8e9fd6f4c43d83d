"""What the store finds is what a plain look at every event finds, on both stores."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from alembic import command
from alembic.config import Config
from fakes.ledger import NOW, Outcome, story
from fakes.watching import GROUPS, PHRASES, STATES, line, query
from fakes.watching import event as chance_event
from sqlalchemy import select, text

from bot.cli.watching import names
from bot.lookup import Question, Span, Step, supply, timeline, transfers, trend
from bot.model import Category, ClaimType, Days, Everything, Is, Reversal, Severity, Slot, Status
from bot.store.asking import FETCHED, Search
from bot.store.migrate import MIGRATIONS
from bot.store.sheets import sheet
from bot.watch import parse
from bot.watch.facts import facts_of
from bot.watch.kinds import KIND_OF
from bot.watch.match import test_of as matcher
from handlers.commands.figure_words import query_of

DAY = date(2026, 3, 1)
MANY = 150
MOST = sum(FETCHED)
STRIKE = Is(Slot.TYPE, ("strike",))


def _events(chance, count=MANY):
    """Events by chance; those of one day have a day, some last, some tell none."""
    made = []
    for number in range(count):
        one = chance_event(chance, f"e{number:03}")
        day = DAY - timedelta(days=chance.randrange(60))
        told = replace(one.claim, date=chance.choice((None, Days(day, day), Days(day, day + timedelta(days=3)))))
        reports = tuple(replace(report, id=f"e{number:03}-{n}") for n, report in enumerate(one.reports))
        made.append(replace(one, claim=told, reports=reports, changed=NOW + timedelta(minutes=number)))
    return made


@pytest.fixture
def full(store):
    """A store with events by chance, and the events."""
    events = _events(Random(7))
    told = story("all")
    with store.taking(told) as taking:
        taking.keep(Outcome(told, (), tuple(events)))
    return store, events


def _judge(tree):
    test = matcher(tree, GROUPS)
    return lambda one: test(facts_of(one, Severity.LOW, line))


def _everything(store, search, judge):
    """All pages, one after the other."""
    found, skip = [], 0
    while skip is not None:
        page = store.asking.search(replace(search, skip=skip), GROUPS, judge)
        found += [one.id for one in page.events]
        skip = page.next
    return found


def _day(one):
    return one.claim.date.start if one.claim.date else min(report.published for report in one.reports).date()


def test_a_search_finds_exactly_what_the_watch_language_matches_newest_first(full):
    store, events = full
    chance = Random(11)
    for _ in range(150):
        tree = query(chance)
        judge = _judge(tree)
        wanted = [one.id for one in sorted(events, key=lambda one: one.changed, reverse=True) if judge(one)]
        assert _everything(store, Search(tree), judge) == wanted, tree


def test_a_search_within_days_finds_the_events_that_began_on_them(full):
    store, events = full
    chance = Random(12)
    for _ in range(40):
        since = DAY - timedelta(days=chance.randrange(60))
        span = Span(since, since + timedelta(days=chance.randrange(20)))
        wanted = {one.id for one in events if span.since <= _day(one) <= span.until}
        assert set(_everything(store, Search(Everything(), span=span), lambda _: True)) == wanted


@pytest.mark.parametrize("phrase", PHRASES)
def test_words_and_a_query_must_both_hold(full, phrase):
    store, events = full
    wanted = {one.id for one in events if one.type is ClaimType.STRIKE and any(phrase in quote for quote in _quotes(one))}
    found = store.asking.search(Search(STRIKE, (phrase,), limit=MANY), GROUPS, _judge(STRIKE)).events
    assert {one.id for one in found} == wanted


def _quotes(one):
    return [quote for claim in (one.claim, *(report.claim for report in one.reports)) for quote in claim.quotes]


def _questions(chance):
    kinds, things = tuple(KIND_OF.values()), (*Category, "shahed_136", "kn_23")
    for _ in range(120):
        since = chance.choice((None, DAY - timedelta(days=chance.randrange(60))))
        yield Question(
            Span(since, chance.choice((None, DAY - timedelta(days=chance.randrange(30))))),
            types=tuple(chance.sample(kinds, chance.randrange(3))),
            side=chance.choice(("", *STATES)),
            other=chance.choice(("", "", *STATES)),  # of no account without the side
            actor=chance.choice(("", "", *STATES)),
            target=chance.choice(("", "", "", *STATES)),
            thing=str(chance.choice(("", "", *things))),
        )


def test_rows_tallies_and_counts_are_those_of_a_plain_look_at_every_row(full):
    store, events = full
    every = store.asking.rows(Question())
    assert {row.event for row in every} == {one.id for one in events}
    for asked in _questions(Random(13)):
        wanted = [row for row in every if asked.fits(row)]
        assert store.asking.rows(asked) == wanted, asked
        assert store.asking.rows(asked, 3, 5) == wanted[3:8]
        told = timeline(store.asking.tallies(asked), wanted[:10], 0)
        assert told.count == len(wanted)
        assert told.denied == sum(row.denied for row in wanted)
        assert dict(told.types) == Counter(row.kind for row in wanted)
        assert dict(told.statuses) == {status: n for status in Status if (n := sum(row.status is status for row in wanted))}
        buckets = trend(store.asking.counted(asked), DAY - timedelta(days=70), DAY + timedelta(days=9), Step.WEEK)
        assert sum(bucket.count for bucket in buckets) == len(wanted)


def test_the_query_behind_a_number_finds_exactly_the_events_that_were_counted(full):
    """What a button under a timeline, a trend or a map leads to."""
    store, _ = full
    for asked in _questions(Random(14)):
        assert _found(store, query_of(asked), asked.span) == {row.event for row in store.asking.rows(asked)}, query_of(asked)


def test_the_query_behind_the_count_of_a_kind_leaves_out_what_undoes_it(full):
    """What a button of a kind under a timeline leads to, whatever was asked."""
    store, _ = full
    for asked in (*_questions(Random(15)), Question(), *(Question(types=(kind,)) for kind in KIND_OF.values())):
        rows = store.asking.rows(asked)
        counted = timeline(store.asking.tallies(asked), (), 0).types
        for kind, count in counted:
            query = query_of(asked, kind, [one for one, _ in counted])
            found = _found(store, query, asked.span)
            assert found == {row.event for row in rows if row.kind == kind}, query
            assert len(found) == count


def _found(store, asked, span):
    """The events behind a query."""
    named = names()
    tree = parse(asked, named)
    test = matcher(tree, named.groups)
    return set(_everything(store, Search(tree, span=span), lambda one: test(facts_of(one, Severity.LOW, named.line))))


def test_case_tells_parties_apart(store):
    """`un` is the United Nations and no part of any other id; what LIKE takes for the same is not."""
    chance = Random(1)
    named = [("UN",), ("un",), ("unknown",), ("north_un",)]
    events = [
        replace(chance_event(chance, f"e{n}"), claim=replace(chance_event(chance).claim, actor=who, target=()))
        for n, who in enumerate(named)
    ]
    told = story("case")
    with store.taking(told) as taking:
        taking.keep(Outcome(told, (), tuple(events)))
    assert [row.event for row in store.asking.rows(Question(side="un"))] == ["e1"]


def test_an_event_that_was_joined_to_another_is_counted_and_found_no_more(full):
    store, events = full
    joined = replace(events[0], merged_into=events[1].id, revision=2)
    told = story("joined")
    with store.taking(told) as taking:
        taking.keep(Outcome(told, (), (joined,)))
    assert joined.id not in {row.event for row in store.asking.rows(Question())}
    assert joined.id not in _everything(store, Search(Everything()), lambda _: True)


def test_a_changed_event_is_counted_as_it_stands_now(full):
    store, events = full
    now = replace(events[0], status=Status.DENIED, claim=replace(events[0].claim, actor=("FR",), date=Days(DAY, DAY)), revision=2)
    told = story("changed")
    with store.taking(told) as taking:
        taking.keep(Outcome(told, (), (now,)))
    rows = store.asking.rows(Question(actor="FR"))
    assert [(row.event, row.status, row.day) for row in rows] == [(now.id, Status.DENIED, DAY)]


def test_a_search_that_finds_little_stops_and_says_where_to_go_on(store):
    chance = Random(3)
    events = [replace(one, changed=NOW + timedelta(minutes=n)) for n, one in enumerate(_events(chance, MOST + 40))]
    told = story("many")
    with store.taking(told) as taking:
        taking.keep(Outcome(told, (), tuple(events)))
    oldest = events[0].id
    page = store.asking.search(Search(Everything()), GROUPS, lambda one: one.id == oldest)
    assert (page.events, page.next, page.tired) == ((), MOST, True)
    rest = store.asking.search(Search(Everything(), skip=MOST), GROUPS, lambda one: one.id == oldest)
    assert [one.id for one in rest.events] == [oldest]
    assert rest.next is None


def test_the_likeliest_comes_first_where_that_is_asked_for(store):
    chance = Random(4)
    often, once, never = _events(chance, 3)
    often = replace(often, reports=(replace(often.reports[0], title="Lighthouse: lighthouse keeper sees lighthouse burn"),))
    once = replace(once, reports=(replace(once.reports[0], title=f"A lighthouse among many other things {'of no account ' * 9}"),))
    told = story("best")
    with store.taking(told) as taking:
        taking.keep(Outcome(told, (), (often, once, never)))
    found = store.asking.search(Search(Everything(), ("lighthouse",), best=True), GROUPS, lambda _: True)
    assert [one.id for one in found.events] == [often.id, once.id]


def test_supply_counts_each_pair_once_and_lists_what_it_counts(full):
    store, _ = full
    rows = transfers(store.asking.rows(Question(types=((ClaimType.ARMS_TRANSFER, None),))))
    flows = supply(rows)
    assert {event for flow in flows for event in flow.events} == {row.event for row in rows}
    for flow in flows:
        held = [row for row in rows if flow.supplier in (row.actors or ("",)) and flow.receiver in (row.targets or ("",))]
        assert flow.count == len(flow.events) == len(held)
        assert sum(count for _, count in flow.statuses) == flow.count
        assert flow.latest.day == max(row.day for row in held)


def _short_rows(store):
    with store._read() as connection:
        words = connection.execute(text("SELECT event, words FROM event_words ORDER BY event")).all()
        return connection.execute(select(sheet).order_by(sheet.c.event)).all(), words


def _downgraded(store, schema, *more):
    with store._write() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", MIGRATIONS)
        command.downgrade(config, schema)
        for statement in more:
            connection.execute(text(statement))


def test_a_ledger_of_an_older_schema_can_be_asked_after_the_upgrade(full):
    store, events = full
    before = _short_rows(store)
    assert len(before[0]) == len(before[1]) == len(events)
    _downgraded(store, "0008", "DELETE FROM event_words")
    store.migrate()
    assert _short_rows(store) == before
    assert _everything(store, Search(Everything()), lambda _: True)[0] == events[-1].id


def test_a_ledger_whose_short_rows_told_no_reversals_tells_them_after_the_upgrade(full):
    store, events = full
    before = _short_rows(store)
    ways = Counter(row.reversal for row in before[0])
    assert set(ways) == {"", *Reversal}
    _downgraded(store, "0010")
    store.migrate()
    assert _short_rows(store) == before
    withdrawals = {one.id for one in events if one.claim.reversal is Reversal.WITHDRAWAL}
    assert {row.event for row in store.asking.rows(Question(types=(KIND_OF["withdrawal"],)))} == withdrawals
    assert len(withdrawals) == ways[Reversal.WITHDRAWAL]


def test_an_event_that_came_to_be_told_as_a_withdrawal_is_counted_as_one(full):
    store, _ = full
    one = next(one for one in _events(Random(7)) if one.type is ClaimType.DEPLOYMENT and one.claim.reversal is None)
    told = story("way")
    with store.taking(told) as taking:
        taking.keep(Outcome(told, (), (replace(one, claim=replace(one.claim, reversal=Reversal.WITHDRAWAL), revision=2),)))
    assert one.id in {row.event for row in store.asking.rows(Question(types=(KIND_OF["withdrawal"],)))}
    assert one.id in {row.event for row in store.asking.rows(Question(types=(KIND_OF["deployment"],)))}
