"""What an operator rules on events of a real store, and what the channels are told of it."""

from datetime import timedelta

import pytest
from fakes.merging import claim, moment

from bot.cli.look import _print
from bot.errors import BadInput
from bot.model import DeliveryState, Destination, Handle, Story
from bot.rule import join, split
from bot.store.deliveries import Settled
from bot.take import keep

NOON = moment("2031-05-06T12:00:00+00:00")
RAID = {"actor": ["RU"], "target": ["UA"], "day": "2031-05-06"}


def take(store, key, hours=0, **slots):
    at = NOON + timedelta(hours=hours)
    one = Story(id=key, title=f"Title {key}", text=f"{key} tells it.", published=at, outlet=f"Paper {key}", url=f"https://x.example/{key}")
    return keep(store, one, None, (claim(one, "strike", "alleged", **RAID | slots),), at, None)


@pytest.fixture
def told(store):
    """A store with a channel, and two events in it: Kyiv by two papers, Lviv by one."""
    store.keep_destinations([Destination("console:", "console", "")], NOON)
    first = take(store, "a", place=["Kyiv"])
    take(store, "b", 1, place=["Kyiv"])
    other = take(store, "c", 2, place=["Lviv"])
    return store, first.main[0], other.main[0]


def sent(store):
    """Every message that waits, delivered: its event, how it is shown, what is new; the oldest first."""
    now, found = NOON + timedelta(days=1), []
    while taken := store.next_delivery(now, 60, "test", {"console"}):
        alert = taken.delivery.alert
        found.append((alert.event, alert.show.value, alert.change))
        store.settle_delivery(Settled(taken.delivery, DeliveryState.SENT, now, Handle("m", channel="console:")), "test")
    return found


def test_the_message_of_what_went_into_another_says_where_it_is_told(told):
    store, kyiv, lviv = told
    sent(store)
    join(store, kyiv, lviv, NOON + timedelta(hours=3), "night desk")
    (left,) = (row for row in sent(store) if row[0] == lviv)
    assert left[1] == "reply"
    assert left[2].startswith("one event with: ALLEGED · Russia → Ukraine")


def test_the_message_of_what_took_another_in_says_who_joined_it_with_what(told):
    store, kyiv, lviv = told
    sent(store)
    join(store, kyiv, lviv, NOON + timedelta(hours=3), "night desk")
    assert [change for event, _, change in sent(store) if event == kyiv] == [
        "night desk joined it with: ALLEGED · Russia → Ukraine · attack: Lviv · Paper c"
    ]


def test_what_is_split_off_is_told_as_news(told):
    store, kyiv, _ = told
    sent(store)
    _, new = split(store, kyiv, [store.event(kyiv).reports[1].id], NOON + timedelta(hours=3), "desk")
    assert (new.id, "post", "") in sent(store)


def test_two_events_ruled_one_take_in_what_comes_for_either(told):
    store, kyiv, lviv = told
    whole = join(store, kyiv, lviv[:10], NOON + timedelta(hours=3), "night desk")
    assert (whole.id, len(whole.reports)) == (kyiv, 3)
    assert store.event(lviv).merged_into == kyiv
    assert take(store, "d", 4, place=["Lviv"]).main == (kyiv,)
    assert any(one.slot == "joined" and one.report == "night desk" for one in store.event(kyiv).revisions)


def test_the_event_that_channels_know_goes_on_whichever_was_named_first(store):
    silent = take(store, "a", place=["Kyiv"], post=False).main[0]
    known = take(store, "b", place=["Lviv"]).main[0]
    assert join(store, silent, known, NOON, "desk").id == known
    assert store.event(silent).merged_into == known


def test_a_split_holds_whatever_comes_later(told):
    store, kyiv, _ = told
    report = store.event(kyiv).reports[1].id
    old, new = split(store, kyiv, [report[:6]], NOON + timedelta(hours=3), "desk")
    take(store, "d", 4, place=["Kyiv"])
    take(store, "e", 5, place=["Kyiv"], item=[["missile", "missiles"]])
    assert (old.id, old.apart, new.apart) == (kyiv, (new.id,), (kyiv,))
    assert {r.story for r in store.event(new.id).reports} & {r.story for r in store.event(kyiv).reports} == set()
    assert store.event(new.id).alerted is not None


def test_the_report_that_opened_an_event_can_be_split_off(told):
    store, kyiv, _ = told
    old, new = split(store, kyiv, [store.event(kyiv).reports[0].id], NOON + timedelta(hours=3), "desk")
    assert old.id == kyiv != new.id
    assert [r.story for r in store.event(kyiv).reports] == ["b"]
    assert [r.story for r in store.event(new.id).reports] == ["a"]


@pytest.mark.parametrize(
    ("ruling", "words"),
    [
        (lambda store, kyiv, _: join(store, kyiv, kyiv, NOON, "desk"), "one event already"),
        (lambda store, kyiv, _: join(store, kyiv, "nothing", NOON, "desk"), "no event 'nothing'"),
        (lambda store, _, lviv: split(store, lviv, [store.event(lviv).reports[0].id], NOON, "desk"), "not all"),
        (lambda store, kyiv, _: split(store, kyiv, ["zz"], NOON, "desk"), "no report"),
        (lambda store, kyiv, _: split(store, kyiv, [""], NOON, "desk"), "no report"),
    ],
)
def test_a_ruling_that_cannot_be_is_told_and_changes_nothing(told, ruling, words):
    store, kyiv, lviv = told
    before = (store.event(kyiv), store.event(lviv))
    with pytest.raises(BadInput, match=words):
        ruling(store, kyiv, lviv)
    assert (store.event(kyiv), store.event(lviv)) == before


def test_what_was_joined_is_named_by_where_it_went(told):
    store, kyiv, lviv = told
    join(store, kyiv, lviv, NOON, "desk")
    with pytest.raises(BadInput, match=f"joined to {kyiv}"):
        split(store, lviv, ["a"], NOON, "desk")


def test_the_history_in_the_terminal_tells_everything(told, capsys):
    store, kyiv, lviv = told
    join(store, kyiv, lviv, NOON + timedelta(hours=3), "night desk")
    _print(store, store.event(kyiv))
    text = capsys.readouterr().out
    for words in (
        "attack · alleged",
        "Russia → Ukraine",
        "doer     Russia",
        "3 outlets · up to 3 newsrooms · 0 parties",
        "newsroom paper a",
        "“c tells it.”",
        f"night desk made event {lviv[:8]} one with event {kyiv[:8]}",
    ):
        assert words in text
