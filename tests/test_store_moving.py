import asyncio
import sqlite3
from contextlib import closing
from dataclasses import fields
from pathlib import Path

import pytest
from fakes.ledger import FEED, NOW, alert, claim, event, file, places, report, story
from slack_sdk.oauth.installation_store import Installation
from sqlalchemy import create_engine, select, text, update

from bot.errors import BadInput, Fix
from bot.model import Claim, DeliveryState, Handle, Link, LinkKind, Report, Show
from bot.store import Settled, backup, check, copy, open_store
from bot.store import tables as rows
from bot.store.codec import digest
from bot.store.editions import CLAIMS, REPORTS
from handlers.slack_app.installs import Installs, OAuth, tables


def _fill(url):
    with closing(open_store(url)) as store:
        store.keep_feeds([FEED], NOW)
        [state] = store.due_feeds(NOW, 1, 60, "a")
        store.settle_feed(state, [story("w", "Weiß man: 북한.\x00")], NOW)
        store.keep_destinations(places(2), NOW)
        first = event(links=(Link(LinkKind.DENIES, "e2"),), reports=tuple(report(f"r{n}") for n in range(3)))
        file(store, alert(), alert(show=Show.EDIT, revision=2), alert("e2"), events=[first, event("e2", claim(actor=("GB",)))])
        taken, *_ = store.next_delivery(NOW, 60, "a", ["slack"])
        store.settle_delivery(Settled(taken, DeliveryState.SENT, NOW, Handle("m1")), "a")


def _seen(url):
    with closing(open_store(url)) as store:
        return store.counts(), store.latest_events(9), store.story("w"), store.feed_states(), {one.id for one in store.search("vessels")}


@pytest.fixture
def new_url(tmp_path):
    return f"sqlite:///{tmp_path}/new.db"


def test_a_store_is_copied_whole_and_goes_on_there(store_url, new_url):
    _fill(store_url)
    steps = []
    rows = copy(store_url, new_url, lambda *step: steps.append(step))
    assert (rows["delivery"], rows["event"], rows["report"]) == (6, 2, 4)
    assert ("delivery", 6, 6) in steps
    assert _seen(new_url) == _seen(store_url)
    assert check(new_url) == []
    with closing(open_store(new_url)) as store:
        assert file(store, alert("e9"), key="s9") == 2


def test_a_file_moves_to_postgres_and_back(sqlite_url, postgres_url, new_url):
    _fill(sqlite_url)
    copy(sqlite_url, postgres_url)
    with closing(open_store(postgres_url)) as store:
        assert file(store, alert("e9"), events=[event("e9")], key="s9") == 2
    copy(postgres_url, new_url)
    assert _seen(new_url) == _seen(postgres_url)
    assert check(postgres_url) == check(new_url) == []


def test_a_store_is_not_copied_over_another(sqlite_url, new_url):
    _fill(sqlite_url)
    copy(sqlite_url, new_url)
    with pytest.raises(BadInput, match="--to: the store there is not empty"):
        copy(sqlite_url, new_url)


def test_a_store_that_was_never_started_is_not_copied(tmp_path, new_url):
    (tmp_path / "nothing.db").touch()
    with pytest.raises(Fix, match="--from: its schema is older"):
        copy(f"sqlite:///{tmp_path}/nothing.db", new_url)


def test_a_copy_says_which_of_its_two_addresses_is_wrong_and_makes_no_file_of_a_slip(tmp_path, new_url):
    with pytest.raises(BadInput, match=r"--from: there is no file .*tocsni\.db"):
        copy(f"sqlite:///{tmp_path}/tocsni.db", new_url)
    assert not (tmp_path / "tocsni.db").exists()
    with pytest.raises(BadInput, match=r"^--from: not a database URL"):
        copy("tocsin.db", new_url)
    (tmp_path / "here.db").touch()
    with pytest.raises(BadInput, match=r"^--to: there is no folder"):
        copy(f"sqlite:///{tmp_path}/here.db", f"sqlite:///{tmp_path}/nowhere/there.db")


def test_a_backup_of_a_store_in_use_is_a_store(store_url, tmp_path):
    _fill(store_url)
    saved = tmp_path / "saved.db"
    with closing(open_store(store_url)) as store:
        store.counts()
        assert backup(store_url, saved) > 10_000
    assert _seen(f"sqlite:///{saved}") == _seen(store_url)
    with pytest.raises(BadInput, match="already there"):
        backup(store_url, saved)
    with pytest.raises(BadInput, match="there is no folder"):
        backup(store_url, tmp_path / "none" / "x.db")


def test_a_sound_store_has_no_findings(store_url):
    assert check(store_url) == []
    _fill(store_url)
    assert check(store_url) == []


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        ("DELETE FROM alert WHERE event = 'e2'", "2 deliveries have no alert to send"),
        ("DELETE FROM destination WHERE id = 'slack:C1'", "3 deliveries have no destination"),
        ("UPDATE delivery SET handle = NULL", "1 sent messages have no handle"),
        ("DELETE FROM report WHERE id = 'r1'", "event e1 differs from its hash"),
        ("DELETE FROM event_words", "2 events cannot be found"),
        ("UPDATE destination SET open = 7 WHERE id = 'slack:C0'", "1 destinations had a wrong count"),
        ("UPDATE destination SET paused = 'x' WHERE id = 'slack:C0'", "1 destinations are paused"),
        ("UPDATE story SET state = 'aside' WHERE id = 'w'", "1 stories were set aside"),
        ("DROP TABLE alembic_version", "the schema is not there"),
    ],
)
def test_what_is_wrong_is_found(sqlite_url, harm, told):
    _fill(sqlite_url)
    _harmed(sqlite_url, harm)
    assert [line for line in check(sqlite_url) if told in line]


UNTOLD = "UPDATE report SET body = replace(body, ',\"grade\":\"\"', '')"  # as of a version that did not know of grades


def test_what_an_older_version_wrote_was_not_changed_by_another_hand(store_url):
    _fill(store_url)
    _harmed(store_url, UNTOLD)
    assert check(store_url) == []
    with closing(open_store(store_url)) as store, store._write() as connection:
        for one in connection.execute(select(rows.event.c.id, rows.event.c.body)).all():
            mine = select(rows.report.c.body).where(rows.report.c.event == one.id).order_by(rows.report.c.place)
            body = one.body.replace(',"grade":""', "")
            connection.execute(
                update(rows.event).where(rows.event.c.id == one.id).values(body=body, digest=digest(body, *connection.scalars(mine)))
            )
    assert check(store_url) == []
    _harmed(store_url, "UPDATE report SET body = replace(body, 'struck', 'sunk')")
    assert len(check(store_url)) == 2


EARLIER = (',"reversal":null', ',"told":null', ',"retold":false', ',"kind":""')  # what versions added, the last first


@pytest.mark.parametrize("lacks", range(len(EARLIER) + 1))
def test_an_event_that_an_older_version_filed_anew_beside_rows_of_a_still_older_one_was_changed_by_no_other_hand(store_url, lacks):
    _fill(store_url)
    with closing(open_store(store_url)) as store:
        file(store, events=(event("e9", reports=(report("r8"), report("r9"))),), key="s9")
    with closing(open_store(store_url)) as store, store._write() as connection:
        mine = connection.execute(select(rows.report).where(rows.report.c.event == "e9").order_by(rows.report.c.place)).all()
        then = [_without(row.body, EARLIER[:lacks]) for row in mine]
        body = connection.scalar(select(rows.event.c.body).where(rows.event.c.id == "e9"))
        hashed = digest(body, *then)
        connection.execute(update(rows.event).where(rows.event.c.id == "e9").values(digest=hashed))
        for row, told in zip(mine, (_without(then[0], EARLIER), then[1]), strict=True):
            connection.execute(update(rows.report).where(rows.report.c.id == row.id).values(body=told))
    assert check(store_url) == []
    _harmed(store_url, "UPDATE report SET body = replace(body, 'struck', 'sunk') WHERE id = 'r8'")
    assert check(store_url) == ["event e9 differs from its hash: a report or its body was changed by another hand"]


def _without(body, parts):
    for part in parts:
        assert body.count(part) <= 1
        body = body.replace(part, "")
    return body


def test_the_fields_of_that_day_are_fields_still():
    assert {one.name for one in fields(Report)} >= REPORTS
    assert {one.name for one in fields(Claim)} >= CLAIMS


def test_a_report_that_is_none_any_more_is_a_finding(store_url):
    _fill(store_url)
    _harmed(store_url, "UPDATE report SET body = '{}' WHERE id = 'r1'")
    assert check(store_url) == ["event e1 differs from its hash: a report or its body was changed by another hand"]


def test_counters_are_mended_where_asked(store_url):
    _fill(store_url)
    _harmed(store_url, "UPDATE destination SET open = 7")
    assert check(store_url) == check(store_url) != []
    assert "set right" in check(store_url, mend=True)[0]
    assert check(store_url) == []


@pytest.mark.parametrize("act", [check, lambda url: backup(url, Path("copy.db"))])
def test_a_store_that_is_not_there_is_told_and_not_made(tmp_path, act):
    with pytest.raises(BadInput, match=f"DATABASE_URL: there is no file {tmp_path}/none.db"):
        act(f"sqlite:///{tmp_path}/none.db")
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_file_is_told(sqlite_url):
    _fill(sqlite_url)
    path = sqlite_url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        page = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'report_event'").fetchone()[0]
    with open(path, "r+b") as held:  # noqa: PTH123  # a page is overwritten in place
        held.seek((page - 1) * 4096)
        held.write(b"\xff" * 4096)
    assert "the file is damaged" in check(sqlite_url)[0]


def _harmed(url, statement):
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


async def _installed(url):
    with closing(open_store(url)) as store:
        installs = Installs(OAuth("1.2", "shh", "https://bell.example", store.engine))
        await installs.make()
        await installs.async_save(Installation(app_id="A1", team_id="T2", user_id="U8", bot_token="xoxb-T2", bot_id="B2", bot_user_id="U2"))
        return await installs.token("T2")


async def _token(url):
    with closing(open_store(url)) as store:
        return await Installs(OAuth("1.2", "shh", "https://bell.example", store.engine)).token("T2")


def test_slacks_installs_come_along_and_more_can_be_made_there(sqlite_url, postgres_url, new_url):
    asyncio.run(_installed(sqlite_url))
    try:
        rows = copy(sqlite_url, postgres_url, beside=tables())
        assert (rows["slack_installations"], rows["slack_bots"]) == (1, 1)
        assert asyncio.run(_token(postgres_url)) == "xoxb-T2"
        assert asyncio.run(_installed(postgres_url)) == "xoxb-T2"
        copy(postgres_url, new_url, beside=tables())
        assert asyncio.run(_token(new_url)) == "xoxb-T2"
    finally:
        with closing(open_store(postgres_url)) as store, store.engine.begin() as connection:
            for table in ("slack_bots", "slack_installations", "slack_oauth_states"):
                connection.execute(text(f"DROP TABLE IF EXISTS {table}"))
