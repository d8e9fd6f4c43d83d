"""Linked homes in the store, on both databases: what holds where, who may link, and what goes when a home goes."""

import asyncio
import json
from datetime import timedelta

import pytest
from alembic import command
from alembic.config import Config
from fakes.ledger import NOW, alert, event, file
from sqlalchemy import create_engine, text

from bot.cli.watching import routed
from bot.errors import BadInput
from bot.model import Destination, Mute, MuteKind, Someone
from bot.store import open_store
from bot.store.desks import TRIES, Tied
from bot.store.migrate import MIGRATIONS
from handlers.commands.linking import Linking
from handlers.commands.muting import Muting
from handlers.commands.words import Asked

ANN, BEA, CAT = (Someone(home, f"{home}/1", name) for home, name in (("discord:1", "Ann"), ("slack:T1", "Bea"), ("slack:T2", "Cat")))
ANNS, BEAS, CATS = (Destination(key, key.partition(":")[0], key) for key in ("discord:11", "slack:C1", "slack:T2/C1"))
HOMES = {ANNS.id: ANN.home, BEAS.id: BEA.home, CATS.id: CAT.home}


def tied(store, gave=ANN, used=BEA, code="GOOD-CODE-2345"):
    store.desks.invite(gave, code, NOW)
    return store.desks.join(used, code.lower().replace("-", " "), NOW)


def housed(store):
    store.keep_destinations([ANNS, BEAS, CATS], NOW)
    return store.places.house(lambda place: (HOMES[place], False))


def reached(store, key):
    """Where an event is posted now."""
    before = {(one.destination, one.event) for one in store.watches.routes(key)}
    file(store, alert(key), events=[event(key)], key=f"s{key}")
    return {one.destination for one in store.watches.trace(key).sent} - before


def test_a_mute_of_the_desk_holds_in_every_channel_of_linked_homes_and_in_no_other(store):
    routed(store)
    assert housed(store) == 3
    tied(store)
    store.watches.mute(Mute(f"home:{ANN.home}", MuteKind.ALL, "", NOW + timedelta(days=1), ANN.person, "Ann", ANN.home, private=False))
    assert reached(store, "e1") == {CATS.id}
    store.desks.part(BEA, [ANN.home], NOW)
    assert reached(store, "e2") == {BEAS.id, CATS.id}


def test_a_link_is_between_two_and_passes_through_no_third(store):
    tied(store)
    tied(store, BEA, CAT)
    assert store.desks.homes(ANN.home) == {ANN.home, BEA.home}
    assert store.desks.homes(BEA.home) == {ANN.home, BEA.home, CAT.home}


def test_a_code_links_once_and_not_its_own_home(store):
    store.desks.invite(ANN, "GOOD-CODE-2345", NOW)
    assert store.desks.join(ANN, "GOOD-CODE-2345", NOW)[0] is Tied.OWN
    assert store.desks.join(BEA, "GOOD-CODE-2345", NOW) == (Tied.DONE, ANN)
    assert store.desks.join(CAT, "GOOD-CODE-2345", NOW)[0] is Tied.WRONG
    assert tied(store)[0] is Tied.BEFORE


def test_a_new_code_ends_the_one_before(store):
    store.desks.invite(ANN, "OLDE-CODE-2345", NOW)
    store.desks.invite(ANN, "GOOD-CODE-2345", NOW)
    assert store.desks.join(BEA, "OLDE-CODE-2345", NOW)[0] is Tied.WRONG


def test_guessing_stops_a_person_in_every_home_and_a_home_for_every_person_until_it_is_over(store):
    for _ in range(TRIES):
        assert store.desks.join(BEA, "AAAA-AAAA-AAAA", NOW)[0] is Tied.WRONG
    store.desks.invite(ANN, "GOOD-CODE-2345", NOW)
    assert store.desks.join(Someone("slack:T9", BEA.person), "GOOD-CODE-2345", NOW)[0] is Tied.WAIT
    assert store.desks.join(Someone(BEA.home, "slack:T1/2"), "GOOD-CODE-2345", NOW)[0] is Tied.WAIT
    later = NOW + timedelta(minutes=16)
    store.desks.invite(ANN, "GOOD-CODE-2345", later)
    assert store.desks.join(BEA, "GOOD-CODE-2345", later)[0] is Tied.DONE


def test_a_home_that_is_gone_is_linked_with_nobody(store):
    tied(store)
    store.places.left(ANN.home, NOW)
    assert store.desks.ties() == []
    assert [one.verb for one in store.desks.acts([BEA.home], 9)] == ["unlink", "link"]


def test_a_right_to_one_channel_is_none_to_link_or_to_mute_the_desk(store):
    told = {"person": BEA.person, "place": BEAS.id, "home": BEA.home, "may_write": True}
    with pytest.raises(BadInput, match="not one channel alone"):
        asyncio.run(Linking(store).answer(Asked("link", **told), NOW))
    with pytest.raises(BadInput, match="leave `scope` out"):
        Muting(store, None).reply(Asked("mute", "", {"what": "all", "scope": "desk"}, **told), NOW)


def test_marks_and_mutes_of_before_know_their_home_afterwards(sqlite_url):
    store = open_store(sqlite_url)
    store.keep_destinations([ANNS, BEAS], NOW)
    store.places.house(lambda place: (HOMES[place], place == BEAS.id))
    engine = create_engine(sqlite_url)
    day = int((NOW + timedelta(days=1)).timestamp() * 1_000_000)
    with engine.begin() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", MIGRATIONS)
        command.downgrade(config, "0009")
        for place in (ANNS.id, BEAS.id, "slack:C9"):
            told = {"place": place, "until": day, "by": f"{place}/1"}
            connection.execute(text("INSERT INTO mute (destination, kind, what, until, by) VALUES (:place, 'all', '', :until, :by)"), told)
            body = {"event": "e1", "revision": 1, "mark": "party", "person": f"{place}/1", "place": place, "at": NOW.isoformat()}
            row = {"person": f"{place}/1", "at": day, "body": json.dumps(body)}
            connection.execute(
                text("INSERT INTO feedback (event, person, mark, at, body) VALUES ('e1', :person, 'party', :at, :body)"), row
            )
    store.migrate()
    mutes = {one.destination: (one.home, one.private) for one in store.watches.mutes(NOW)}
    assert mutes == {ANNS.id: (ANN.home, False), BEAS.id: (BEA.home, True), "slack:C9": ("", True)}
    assert [one.place for one in store.feedback.of("e1", {ANN.home})] == [ANNS.id]
    assert len(store.feedback.all()) == 3
    engine.dispose()
    store.close()
