"""Who works on a store: each start has a name of its own for its leases, and from a name it is known whether its process is gone.

On SQLite a process keeps one byte of a file locked beside the store. The kernel frees it with the process, whichever container that was in.
On Postgres only a process whose number can be looked up here is known to be gone; another's lease is waited for, as it may live elsewhere.
"""

from __future__ import annotations

import fcntl
import os
import platform
import re
import secrets
import uuid
from pathlib import Path
from typing import BinaryIO

from bot.store.codec import digest
from bot.store.seat import BOOT

NUMBERS = Path("/proc/self/ns/pid")  # names the set of processes in which a number means one of them: each container has its own
BITS = 60  # of the number that a start draws: also the place of its byte in the file
NAME = re.compile(r".*@(?P<room>[0-9a-f]{8})-(?P<pid>\d+)(?P<kept>[-+])(?P<token>[0-9a-f]+)", re.DOTALL)
KEPT, UNKEPT = "+", "-"  # whether its byte is locked while it lives


def room() -> str:
    """The set of processes we are in; one that was in a set of this name and cannot be seen here is gone."""
    if NUMBERS.exists() and BOOT.exists():
        return digest(BOOT.read_text(encoding="ascii"), NUMBERS.readlink())[:8]
    return digest(platform.node(), uuid.getnode())[:8]


class Roll:
    """The names of those who work on a store; `file` is SQLite's, None on Postgres."""

    def __init__(self, file: Path | None) -> None:
        self._locks = _opened(file) if file else None
        self._mine: set[str] = set()

    def sign(self, label: str, token: int | None = None) -> str:
        """A name for this start that no other has or had."""
        token = secrets.randbits(BITS) if token is None else token
        kept = KEPT if self._take(token) else UNKEPT
        name = f"{label}@{room()}-{os.getpid()}{kept}{token:x}"
        self._mine.add(name)
        return name

    def gone(self, name: str) -> bool:
        """Whether the process of a name is known to be gone."""
        found = NAME.fullmatch(name)
        if found is None or name in self._mine:
            return False
        if found["kept"] == KEPT:
            return self._is_free(int(found["token"], 16))
        return found["room"] == room() and not _lives(int(found["pid"]))

    def close(self) -> None:
        """Signs off: what it held may be taken over."""
        if self._locks:
            self._locks.close()

    def _take(self, token: int) -> bool:
        if self._locks is None:
            return False
        try:
            fcntl.lockf(self._locks, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, token)
        except OSError:
            return False
        return True

    def _is_free(self, token: int) -> bool:
        if not self._take(token):
            return False
        fcntl.lockf(self._locks, fcntl.LOCK_UN, 1, token)  # type: ignore[arg-type]  # there is a file where a byte was taken
        return True


def _opened(file: Path) -> BinaryIO | None:
    try:
        return file.resolve().with_name(f"{file.resolve().name}-running").open("ab")
    except OSError:
        return None


def _lives(pid: int) -> bool:
    """Whether there is another process of that number."""
    if pid == os.getpid():
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
