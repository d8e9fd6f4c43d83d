"""Names of those who work on a store: no two starts share one, and the dead are told from the living."""

import os
import signal
import subprocess
import sys
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli.run import _bury, _leave
from bot.model import Feed
from bot.store import Roll, open_store
from bot.store.roll import room

ROOT = Path(__file__).parent.parent
SIGNER = (
    "import sys; from pathlib import Path; from bot.store import Roll; r = Roll(Path(sys.argv[1])); print(r.sign('a'), flush=True); input()"
)


@contextmanager
def process(file):
    """Another process that has signed on a store, and its name."""
    run = [sys.executable, "-c", SIGNER, str(file)]
    with subprocess.Popen(run, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        try:
            yield other, other.stdout.readline().strip()
        finally:
            other.kill()


@pytest.fixture
def file(tmp_path):
    return tmp_path / "store.db"


def test_each_start_has_a_name_that_begins_as_the_operator_says(file):
    with closing(Roll(file)) as roll:
        names = {roll.sign("harbour-1") for _ in range(3)}
        assert len(names) == 3
        assert all(name.startswith(f"harbour-1@{room()}-{os.getpid()}+") for name in names)
        assert not any(map(roll.gone, names)), "it is ourselves"


def test_a_process_on_sqlite_is_gone_when_it_is_and_not_before(file):
    with closing(Roll(file)) as roll, process(file) as (other, name):
        assert not roll.gone(name)
        other.send_signal(signal.SIGKILL)
        other.wait()
        assert roll.gone(name)


def test_a_process_on_sqlite_is_told_by_its_lock_whatever_its_number_or_container(file):
    with closing(Roll(file)) as roll, process(file) as (other, name):
        elsewhere = name.replace(f"@{room()}-{other.pid}", "@00000000-1")
        assert not roll.gone(elsewhere)
        other.send_signal(signal.SIGKILL)
        other.wait()
        assert roll.gone(elsewhere)
        assert roll.gone(elsewhere.replace("-1+", f"-{os.getpid()}+")), "a new start has the old one's number"


def test_asking_after_the_living_does_not_let_their_lock_go(file):
    with closing(Roll(file)) as roll, process(file) as (_, name):
        assert [roll.gone(name) for _ in range(3)] == [False] * 3
        mine = roll.sign("b")
        roll.gone(mine)
        with process(file) as (third, _):
            third.stdin.close()
        asked = f"import sys; from pathlib import Path; from bot.store import Roll; print(Roll(Path({str(file)!r})).gone({mine!r}))"
        assert subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True).stdout == "False\n"


@pytest.mark.parametrize(
    ("room_", "pid", "gone"),
    [
        ("here", lambda: 2**22 + 1, True),  # no system has so many
        ("here", os.getpid, True),  # we have its number, so it has it no more
        ("here", os.getppid, False),
        ("00000000", lambda: 2**22 + 1, False),  # it may live in another container, or on another machine
        ("00000000", os.getpid, False),
    ],
)
def test_a_process_on_postgres_is_gone_where_its_number_can_be_looked_up_here(room_, pid, gone):
    assert Roll(None).gone(f"a@{room() if room_ == 'here' else room_}-{pid()}-1f") is gone


@pytest.mark.parametrize("name", ["", "poll", "harbour-17", "a@b-1+2", "backfill", f"a@{'0' * 8}-1+", "a@00000000-x+1"])
def test_of_a_name_that_is_none_of_ours_nothing_is_known(file, name):
    with closing(Roll(file)) as roll:
        assert not roll.gone(name)


def test_a_folder_that_takes_no_file_leaves_the_process_number(tmp_path):
    roll = Roll(tmp_path / "nowhere" / "store.db")
    assert roll.sign("a", 31).endswith(f"-{os.getpid()}-1f")
    roll.close()


def test_a_fresh_start_takes_back_what_a_dead_one_held_and_nothing_of_the_living(sqlite_url):
    with closing(open_store(sqlite_url)) as store, closing(Roll(store.file)) as roll:
        store.keep_feeds([_feed(number) for number in range(3)], datetime.now(UTC))
        with process(store.file) as (other, dead), process(store.file) as (_, alive):
            for name in (dead, alive, "somebody"):
                assert len(store.due_feeds(datetime.now(UTC), 1, 600, name)) == 1
            other.send_signal(signal.SIGKILL)
            other.wait()
            _bury(store, roll)
            assert store.lease_holders() == {alive, "somebody"}
            assert len(store.due_feeds(datetime.now(UTC), 3, 600, roll.sign("new"))) == 1


@pytest.mark.parametrize(("all_ended", "left"), [(True, set()), (False, {"a"})])
def test_a_process_that_ends_leaves_no_lease_unless_something_was_cut_off(store, all_ended, left):
    store.keep_feeds([_feed(0)], datetime.now(UTC))
    store.due_feeds(datetime.now(UTC), 1, 600, "a")
    _leave(store, "a", all_ended)
    assert store.lease_holders() == left


def _feed(number):
    return Feed(f"http://127.0.0.1/{number}", f"Outlet {number}")
