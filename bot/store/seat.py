"""SQLite's write-ahead log lives in the memory of one machine: a file on a network disk, or in use by another machine, is refused."""

from __future__ import annotations

import platform
from pathlib import Path

from sqlalchemy import Connection, select

from bot.errors import BadInput, Fix
from bot.store.engine import put
from bot.store.tables import clock, seat

LEASE_S = 30.0
NETWORK = ("nfs", "cifs", "smb", "fuse.sshfs", "9p", "ceph", "glusterfs", "lustre", "afs", "vboxsf")
BOOT = Path("/proc/sys/kernel/random/boot_id")  # the same in every container of one kernel


def machine() -> str:
    """The name of the running kernel."""
    return BOOT.read_text(encoding="ascii").strip() if BOOT.exists() else platform.node()


def take(connection: Connection, mine: str) -> None:
    """Takes the seat, or keeps it; Fix where another machine sits in it."""
    holder = connection.scalar(select(seat.c.machine).where(seat.c.machine != mine, seat.c.lease > clock()))
    if holder:
        raise Fix("another machine is using this SQLite file: stop it there, or put both on Postgres (docs/scaling.md)")
    put(connection, seat, [{"id": 1, "machine": mine, "lease": connection.scalar(select(clock(LEASE_S)))}], update=("machine", "lease"))


def check_disk(path: Path, mounts: str) -> None:
    """Refuses a file on a network disk; `mounts` is the text of /proc/mounts."""
    told = (line.split() for line in mounts.splitlines())
    above = [(Path(fields[1]), fields[2]) for fields in told if len(fields) > 2 and path.resolve().is_relative_to(fields[1])]
    kind = max(above, key=lambda found: len(found[0].parts), default=(Path(), ""))[1]
    if kind.startswith(NETWORK):
        raise BadInput(f"DATABASE_URL: {path} is on a network disk ({kind}), where SQLite breaks: use a local disk, or Postgres")
