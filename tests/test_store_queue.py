from fakes.ledger import NOW, alert, file, later, places

from bot.model import DeliveryState, Show
from bot.store import Settled
from bot.store.buckets import Pace


def _dead(store, count=1):
    store.keep_destinations(places(), NOW)
    file(store, *(alert(f"e{n}") for n in range(count)))
    while found := store.next_delivery(NOW, 60, "a", ["slack"]):
        store.settle_delivery(Settled(found[0], DeliveryState.DEAD, NOW, error="invalid_blocks"), "a")


def test_dead_letters_tell_what_died_where_and_why(store):
    _dead(store)
    [letter] = store.dead_letters()
    assert (letter.destination, letter.alert, letter.attempts, letter.error) == ("slack:C0", alert("e0"), 1, "invalid_blocks")


def test_a_dead_letter_put_back_is_sent_in_its_old_place(store):
    _dead(store, 2)
    file(store, alert("e9"), key="s9")
    first = next(letter for letter in store.dead_letters() if letter.alert.event == "e0")
    assert store.retry_dead(first.id) == 1
    taken, *_ = store.next_delivery(NOW, 60, "a", ["slack"])
    assert (taken.alert.event, taken.state) == ("e0", DeliveryState.TODO)
    assert [letter.alert.event for letter in store.dead_letters()] == ["e1"]


def test_all_dead_letters_can_be_put_back_at_once(store):
    _dead(store, 3)
    assert store.retry_dead() == 3
    assert store.counts()["todo"] == 3
    assert store.dead_letters() == []
    assert store.retry_dead() == 0


def test_what_died_behind_its_message_is_sent_behind_it_when_both_are_put_back(store):
    store.keep_destinations(places(), NOW)
    file(store, alert(), alert(show=Show.EDIT, revision=2))
    taken, *_ = store.next_delivery(NOW, 60, "a", ["slack"])
    store.settle_delivery(Settled(taken, DeliveryState.DEAD, NOW, error="no"), "a")
    assert store.next_delivery(NOW, 60, "a", ["slack"]) is None
    assert store.retry_dead() == 2
    assert store.next_delivery(NOW, 60, "a", ["slack"])[0].alert.show is Show.POST


def test_a_paused_destination_is_told_and_goes_on_when_let(store):
    store.keep_destinations(places(), NOW)
    file(store, alert())
    assert store.pause_destination("slack:C0", "by its owner")
    assert [place.paused for place in store.paused_destinations()] == ["by its owner"]
    assert store.next_delivery(NOW, 60, "a", ["slack"]) is None
    assert store.pause_destination("slack:C0", "")
    assert store.paused_destinations() == []
    assert store.next_delivery(NOW, 60, "a", ["slack"])
    assert not store.pause_destination("slack:none", "x")


def test_the_queue_is_as_old_as_its_oldest_waiting_delivery(store):
    store.keep_destinations(places(), NOW)
    assert store.queue_age() == 0
    file(store, alert())
    assert store.queue_age() > 3600  # made in March 2026
    store.pause_destination("slack:C0", "x")
    assert store.queue_age() == 0


def test_a_bucket_is_shared_by_all_channels_of_a_platform(store):
    store.keep_destinations([*places(5), *places(1, "discord")], NOW)
    file(store, alert())
    paces = {"slack": Pace(per_s=0.02, burst=2)}

    def take():
        found = store.next_delivery(NOW, 60, "a", ["slack", "discord"], paces)
        return found and found[0].destination.platform

    begun = [take() for _ in range(4)]
    assert sorted(filter(None, begun)) == ["discord", "slack", "slack"]
    assert begun[3] is None
    with store._write() as connection:
        connection.exec_driver_sql("UPDATE bucket SET free_at = free_at - 50000000")  # 50 seconds go by
    assert [take(), take()] == ["slack", None]


def test_a_delivery_takes_the_room_of_all_its_calls(store):
    store.keep_destinations(places(3), NOW)
    file(store, alert())
    paces = {"slack": Pace(per_s=0.02, calls={"post": 3})}
    assert store.next_delivery(NOW, 60, "a", ["slack"], paces)
    with store._write() as connection:
        connection.exec_driver_sql("UPDATE bucket SET free_at = free_at - 140000000")  # 140 of its 150 seconds go by
    assert store.next_delivery(NOW, 60, "a", ["slack"], paces) is None
    with store._write() as connection:
        connection.exec_driver_sql("UPDATE bucket SET free_at = free_at - 10000000")
    assert store.next_delivery(NOW, 60, "a", ["slack"], paces)


def test_a_full_bucket_leaves_what_it_holds_back_untouched(store):
    store.keep_destinations(places(2), NOW)
    file(store, alert())
    paces = {"slack": Pace(per_s=0.01)}
    store.next_delivery(NOW, 60, "a", ["slack"], paces)
    assert store.next_delivery(later(5), 60, "a", ["slack"], paces) is None
    assert (store.counts()["todo"], store.counts()["in_doubt"]) == (1, 1)


def test_the_leases_of_a_dead_process_can_be_ended_at_once(store):
    store.keep_destinations(places(2), NOW)
    file(store, alert())
    store.next_delivery(NOW, 60, "dead", ["slack"])
    store.next_delivery(NOW, 60, "alive", ["slack"])
    assert store.lease_holders() == {"dead", "alive"}
    assert store.end_leases(["dead"]) == 1
    taken, *_ = store.next_delivery(NOW, 60, "alive", ["slack"])
    assert (taken.state, taken.attempts) == (DeliveryState.IN_DOUBT, 2)
    assert store.next_delivery(NOW, 60, "alive", ["slack"]) is None


def test_an_error_that_no_database_would_take_is_kept_all_the_same(store):
    store.keep_destinations(places(), NOW)
    file(store, alert())
    taken, *_ = store.next_delivery(NOW, 60, "a", ["slack"])
    error = "bad \x00 answer \ud83d" + "x" * 5000
    assert store.settle_delivery(Settled(taken, DeliveryState.DEAD, NOW, error=error, refused=True, pause=error), "a")
    [letter] = store.dead_letters()
    assert letter.error.startswith("bad  answer ?xxx")
    assert len(letter.error) == 1000
