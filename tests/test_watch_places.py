from datetime import timedelta

from fakes.ledger import NOW, alert, file, places

from bot.model import Destination, Mute, MuteKind, Watch

HOME = "discord:9"
MINE = [Destination(f"discord:{number}", "discord", str(number), home=HOME, private=number == 2) for number in (1, 2)]
OTHER = Destination("discord:3", "discord", "3", home="discord:8")


def watch(key, *to):
    return Watch(key, key, "strike", to, changed=NOW)


def settled(store):
    for place in (*MINE, OTHER):
        store.places.open(place)
    store.watches.keep(watch("both", "discord:1", "discord:3"))
    store.watches.keep(watch("mine", "discord:1", "discord:2"))
    store.watches.mute(Mute("discord:1", MuteKind.ALL, "", NOW + timedelta(days=90)))
    store.watches.mute(Mute("discord:3", MuteKind.ALL, "", NOW + timedelta(days=90)))


def ids(found):
    return [one.id for one in found]


def test_a_destination_that_a_watch_opens_is_served_and_not_given_everything(store):
    store.places.open(MINE[0])
    store.keep_destinations(places(1), NOW)
    assert ids(store.places.all()) == ["discord:1", "slack:C0"]
    assert ids(store.places.named()) == ["slack:C0"]
    assert file(store, alert("e1")) == 1


def test_the_settings_may_name_later_what_a_watch_opened(store):
    store.places.open(MINE[1])
    store.keep_destinations([Destination("discord:2", "discord", "2")], NOW)
    assert ids(store.places.named()) == ["discord:2"]
    assert store.places.of("discord:2").home == HOME
    assert store.places.of("discord:2").private
    assert store.places.of("discord:7") is None


def test_what_the_settings_name_stays_named_when_somebody_watches_there(store):
    store.keep_destinations([Destination("discord:1", "discord", "1", label="#alerts")], NOW)
    store.places.open(MINE[0])
    assert ids(store.places.named()) == ["discord:1"]
    assert store.places.of("discord:1") == Destination("discord:1", "discord", "1", "#alerts", home=HOME)


def test_a_home_that_is_left_gets_nothing_and_has_everything_again_when_it_comes_back(store):
    settled(store)
    assert store.places.left(HOME, NOW) == 2
    assert ids(store.places.all()) == ["discord:3"]
    assert store.places.tidy(NOW + timedelta(days=29)) == 0
    assert store.places.back(HOME) == 2
    assert ids(store.places.all()) == ["discord:1", "discord:2", "discord:3"]
    assert store.places.tidy(NOW + timedelta(days=99)) == 0
    assert ids(store.watches.all()) == ["both", "mine"]


def test_thirty_days_later_its_watches_and_mutes_are_forgotten_and_those_of_others_stay(store):
    settled(store)
    store.places.left(HOME, NOW)
    assert store.places.tidy(NOW + timedelta(days=30)) == 2
    assert store.places.tidy(NOW + timedelta(days=31)) == 0
    assert [one.destinations for one in store.watches.all()] == [("discord:3",)]
    assert [one.destination for one in store.watches.mutes(NOW)] == ["discord:3"]
    assert ids(store.places.all()) == ["discord:3"]


def test_leaving_no_home_in_particular_leaves_nothing(store):
    store.keep_destinations(places(2), NOW)
    assert store.places.left("", NOW) == 0
    assert len(store.places.all()) == 2
